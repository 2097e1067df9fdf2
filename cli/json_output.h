// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as commands print it: closed by a newline; bytes that are no UTF-8 (in
// arguments, names of files, lists of others) become U+FFFD.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace ritmon {

// For people to read, too.
std::string IndentedJson(const nlohmann::ordered_json& json);
// One of many lines.
std::string JsonLine(const nlohmann::ordered_json& json);

}  // namespace ritmon
