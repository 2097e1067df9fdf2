// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of document data: written without exceptions on bad UTF-8, read
// without exceptions on anything. For index/*.cc only.

#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

using Json = nlohmann::ordered_json;

// Compact; what is not UTF-8 becomes U+FFFD.
inline std::string WriteJson(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// kInvalid if `text` is not one JSON object.
inline Result<Json> ParseJsonObject(std::string_view text) {
  Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    return Fail(ErrorKind::kInvalid,
                "a document of the index holds no JSON object: the index is "
                "damaged, `ritmon index --rebuild` builds it anew");
  }
  return json;
}

// A member that is absent or of another type reads as empty.
inline std::string TextOf(const Json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_string() ? at->get<std::string>()
                                               : std::string();
}

// As above; an empty list for what is no list.
inline Json ListOf(const Json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_array() ? *at : Json::array();
}

inline double NumberOf(const Json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_number() ? at->get<double>() : 0;
}

}  // namespace ritmon
