// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json_output.h"

#include <nlohmann/json.hpp>

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string Written(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string IndentedJson(const Json& json) { return Written(json, 2); }

std::string JsonLine(const Json& json) { return Written(json, -1); }

}  // namespace ritmon
