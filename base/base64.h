// SPDX-License-Identifier: GPL-3.0-or-later
// Base64 (RFC 4648, 4).

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

// White space is skipped, padding may be missing; nothing if another character
// is found.
std::optional<std::string> DecodeBase64(std::string_view text);

// With padding, in one line.
std::string EncodeBase64(std::string_view bytes);

}  // namespace ritmon
