// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/xmp_reservation.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "base/charset.h"
#include "classifier/html_text.h"
#include "model/reservation.h"

namespace ritmon {
namespace {

constexpr std::string_view kNamespace = "http://www.w3.org/ns/tdmrep";
// How far the properties may stand from where the namespace is declared.
constexpr size_t kWindow = 64 * 1024;
constexpr size_t kMaxPrefixes = 8;  // a packet has one
constexpr size_t kLongestPrefix = 64;
constexpr size_t kLongestValue = 2048;

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

size_t SkipBlanks(std::string_view text, size_t at) {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

// "tdm" of `xmlns:tdm="http://www.w3.org/ns/tdmrep...`, by where the URI is.
std::string_view PrefixBefore(std::string_view text, size_t uri) {
  constexpr std::string_view kXmlns = "xmlns:";
  if (uri < 2 || (text[uri - 1] != '"' && text[uri - 1] != '\'')) return {};
  const std::string_view before = text.substr(0, uri - 1);
  size_t end = before.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos || before[end] != '=' || end == 0)
    return {};
  end = before.find_last_not_of(" \t\r\n", end - 1);
  if (end == std::string_view::npos) return {};
  size_t begin = ++end;
  while (begin > 0 && end - begin < kLongestPrefix &&
         IsNameByte(before[begin - 1])) {
    --begin;
  }
  const bool declared =
      begin >= kXmlns.size() &&
      before.substr(begin - kXmlns.size(), kXmlns.size()) == kXmlns;
  return declared ? before.substr(begin, end - begin) : std::string_view();
}

// Of `name="value"` or `<name>value<`; `at` is behind the name.
std::optional<std::string_view> ValueAt(std::string_view text, size_t at) {
  at = SkipBlanks(text, at);
  if (at >= text.size()) return std::nullopt;
  char end = '<';
  if (text[at] == '=') {
    at = SkipBlanks(text, at + 1);
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) {
      return std::nullopt;
    }
    end = text[at];
  } else if (text[at] != '>') {
    return std::nullopt;
  }
  const std::string_view rest = text.substr(at + 1, kLongestValue + 1);
  const size_t length = rest.find(end);
  if (length == std::string_view::npos) return std::nullopt;
  return rest.substr(0, length);
}

// Calls `take` with each value of the property `name`.
template <typename Take>
void ForEachValue(std::string_view text, const std::string& name, Take take) {
  for (size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + name.size())) {
    if (at > 0 && IsNameByte(text[at - 1])) continue;
    if (const auto value = ValueAt(text, at + name.size())) take(*value);
  }
}

void Read(std::string_view text, const std::string& prefix,
          HeadReservation& found) {
  for (const char* name : {":reservation", ":tdm-reservation"}) {
    ForEachValue(text, prefix + name, [&](std::string_view value) {
      if (const auto said = ParseTdmReservation(value)) {
        found.tdm_reservation = found.tdm_reservation.value_or(false) || *said;
      }
    });
  }
  for (const char* name : {":policy", ":tdm-policy"}) {
    ForEachValue(text, prefix + name, [&](std::string_view value) {
      if (found.tdm_policy.empty()) {
        found.tdm_policy = SqueezeText(ScrubUtf8(value));
      }
    });
  }
}

}  // namespace

HeadReservation ScanXmpForReservation(std::string_view bytes) {
  HeadReservation found;
  for (size_t at = bytes.find(kNamespace); at != std::string_view::npos;
       at = bytes.find(kNamespace, at)) {
    const size_t begin = at - std::min<size_t>(at, 2 * kLongestPrefix);
    const size_t end = std::min(at + kWindow, bytes.size());
    const std::string_view window = bytes.substr(begin, end - begin);
    std::set<std::string> prefixes;
    for (size_t uri = at - begin;
         uri != std::string_view::npos && prefixes.size() < kMaxPrefixes;
         uri = window.find(kNamespace, uri + 1)) {
      const std::string_view prefix = PrefixBefore(window, uri);
      if (!prefix.empty()) prefixes.emplace(prefix);
    }
    for (const std::string& prefix : prefixes) Read(window, prefix, found);
    at = end;
  }
  if (!found.tdm_reservation) found.tdm_policy.clear();
  return found;
}

}  // namespace ritmon
