// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/devtools_message.h"

#include <cstdlib>
#include <utility>

namespace ritmon {
namespace {

using Json = nlohmann::json;

std::string WithoutHalves(std::string text) {
  const auto unit_at = [&text](size_t at) {
    constexpr size_t kLength = 6;  // \uD83D
    if (at + kLength > text.size() || text[at] != '\\' || text[at + 1] != 'u')
      return 0L;
    return std::strtol(text.substr(at + 2, 4).c_str(), nullptr, 16);
  };
  for (size_t at = 0; (at = text.find('\\', at)) != std::string::npos;) {
    const long unit = unit_at(at);
    if (unit < 0xD800 || unit > 0xDFFF) {
      at += 2;  // whatever is escaped
      continue;
    }
    const long next = unit_at(at + 6);
    if (unit <= 0xDBFF && next >= 0xDC00 && next <= 0xDFFF) {
      at += 12;
      continue;
    }
    text.replace(at, 6, "\\ufffd");
    at += 6;
  }
  return text;
}

}  // namespace

Json ParseDevtoolsMessage(std::string text) {
  Json message = Json::parse(text, nullptr, false);
  return message.is_discarded()
             ? Json::parse(WithoutHalves(std::move(text)), nullptr, false)
             : message;
}

// Empty if it is not there or no text.
std::string TextIn(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
}

Json ObjectIn(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? *found : Json::object();
}

}  // namespace ritmon
