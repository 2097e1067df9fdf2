// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/json_answer.h"

#include <algorithm>

#include "base/charset.h"
#include "base/utf8_prefix.h"
#include "crawler/devtools_message.h"
#include "crawler/social/at_syntax.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

// Each open bracket costs the parser memory; answers have ten.
constexpr int kMaxDepth = 64;

bool IsTooDeep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

const Json* MemberOf(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace

Json ParseJsonAnswer(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  if (body.size() > kMaxJsonAnswer || IsTooDeep(body)) {
    return Json(Json::value_t::discarded);
  }
  return ParseDevtoolsMessage(ScrubUtf8(body));
}

std::string TextOfMember(const Json& object, const char* name, size_t limit) {
  const Json* member = MemberOf(object, name);
  if (member == nullptr) return {};
  if (member->is_number_integer()) return member->dump();
  if (!member->is_string()) return {};
  std::string text = member->get<std::string>();
  text.resize(Utf8Prefix(text, limit).size());
  return text;
}

bool FlagOfMember(const Json& object, const char* name) {
  const Json* member = MemberOf(object, name);
  return member != nullptr && member->is_boolean() && member->get<bool>();
}

const Json* ObjectOfMember(const Json& object, const char* name) {
  const Json* member = MemberOf(object, name);
  return member != nullptr && member->is_object() ? member : nullptr;
}

const Json* ListOfMember(const Json& object, const char* name) {
  const Json* member = MemberOf(object, name);
  return member != nullptr && member->is_array() ? member : nullptr;
}

std::optional<Url> CallUrl(const Url& base, std::string_view path,
                           std::string_view query) {
  std::string_view above = base.path();
  while (above.ends_with('/')) above.remove_suffix(1);
  std::string text = base.origin() + std::string(above) + std::string(path);
  if (!query.empty()) text += "?" + std::string(query);
  auto url = Url::Parse(text);
  if (!url) return std::nullopt;
  return std::move(*url);
}

std::string QueryValue(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string value;
  for (const char c : text) {
    if (IsPlain(c)) {
      value += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    value += '%';
    value += kHexDigits[byte >> 4];
    value += kHexDigits[byte & 15];
  }
  return value;
}

std::string QueryParameter(const Url& url, std::string_view name) {
  std::string_view query = url.query();
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    const size_t equals = part.find('=');
    if (part.substr(0, equals) == name && equals != std::string_view::npos) {
      return ScrubUtf8(PercentDecode(part.substr(equals + 1)));
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return {};
}

std::optional<Url> WithParameter(const Url& url, std::string_view name,
                                 std::string_view value) {
  std::string query;
  std::string_view rest = url.query();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view part = rest.substr(0, end);
    if (part.substr(0, part.find('=')) != name) query.append(part) += '&';
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  auto changed =
      Url::Parse(url.origin() + std::string(url.path()) + "?" + query +
                 std::string(name) + "=" + QueryValue(value));
  if (!changed) return std::nullopt;
  return std::move(*changed);
}

std::optional<Timestamp> PostTime(std::string_view text, Timestamp now) {
  constexpr std::chrono::hours kAhead{24};
  const auto time = ParseAtDatetime(text);
  if (!time || *time > now + kAhead || *time < Timestamp{}) return std::nullopt;
  return time;
}

}  // namespace ritmon
