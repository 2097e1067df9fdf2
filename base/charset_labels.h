// SPDX-License-Identifier: GPL-3.0-or-later
// The WHATWG label table; for base/charset*.cc only, everyone else uses
// base/charset.h.

#pragma once

#include <string_view>

namespace ritmon {

std::string_view CharsetFromLabel(std::string_view label);

// The name of ICU's converter for a name or label: "" if it must not be
// decoded ("replacement"), windows-1252's if there is no such encoding.
const char* IcuConverter(std::string_view charset);

}  // namespace ritmon
