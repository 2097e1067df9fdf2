// SPDX-License-Identifier: GPL-3.0-or-later
// Small pieces of text, packed with zstd for the page text store.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

std::string Compress(std::string_view bytes);

// kInvalid if `packed` is damaged or would unpack to more than `max_bytes`.
Result<std::string> Decompress(std::string_view packed,
                               size_t max_bytes = size_t{64} << 20);

}  // namespace ritmon
