// SPDX-License-Identifier: GPL-3.0-or-later
// One TOML document, a file or a flag, into a Config: which [section] and
// [[list]] are read, by what, in what order.

#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "config/config.h"

namespace ritmon {

// kInvalid with every mistake, one a line; `config` may then be filled in part.
// `name` is what mistakes call the document; relative paths begin at `base`.
Status ReadDocument(const std::string& text, const std::string& name,
                    const std::filesystem::path& base, Config& config);

}  // namespace ritmon
