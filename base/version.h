// SPDX-License-Identifier: GPL-3.0-or-later
// The program's version, as --version, User-Agent and archives state it.

#pragma once

#include <string_view>

namespace ritmon {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace ritmon
