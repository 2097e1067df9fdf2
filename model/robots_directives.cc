// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/robots_directives.h"

#include <strings.h>

#include <algorithm>
#include <string>

namespace ritmon {
namespace {

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsWordCharacter(char c) {
  return IsLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool EqualNoCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\f";
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

// What may stand before a colon and is no name of a crawler.
bool IsDirective(std::string_view word) {
  for (const std::string_view directive :
       {"all", "index", "follow", "none", "noindex", "nofollow", "noai",
        "noimageai", "noarchive", "nocache", "nosnippet", "notranslate",
        "noimageindex", "nositelinkssearchbox", "indexifembedded",
        "unavailable_after", "max-snippet", "max-image-preview",
        "max-video-preview"}) {
    if (EqualNoCase(word, directive)) return true;
  }
  return false;
}

// A name as crawlers have it, "FooBot/1.2" included; no part of a date.
bool IsProductToken(std::string_view text) {
  return !text.empty() && IsLetter(text.front()) && !IsDirective(text) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return IsWordCharacter(c) || c == '/' || c == '.';
         });
}

bool AddressesUs(std::string_view token, std::string_view product_token) {
  token = token.substr(0, token.find('/'));
  return EqualNoCase(token, product_token) || EqualNoCase(token, "robots");
}

}  // namespace

RobotsDirectives& RobotsDirectives::operator|=(const RobotsDirectives& other) {
  noindex |= other.noindex;
  nofollow |= other.nofollow;
  noai |= other.noai;
  return *this;
}

RobotsDirectives ParseMetaRobots(std::string_view content) {
  RobotsDirectives found;
  while (!content.empty()) {
    const auto* end =
        std::find_if_not(content.begin(), content.end(), IsWordCharacter);
    const auto length = static_cast<size_t>(end - content.begin());
    const std::string_view word = content.substr(0, length);
    const bool none = EqualNoCase(word, "none");
    found.noindex |= none || EqualNoCase(word, "noindex");
    found.nofollow |= none || EqualNoCase(word, "nofollow");
    found.noai |= EqualNoCase(word, "noai");
    content.remove_prefix(std::max<size_t>(length, 1));
  }
  return found;
}

RobotsDirectives ParseRobotsTag(std::string_view value,
                                std::string_view product_token) {
  RobotsDirectives found;
  bool for_us = true;
  while (!value.empty()) {
    const size_t comma = std::min(value.find(','), value.size());
    std::string_view item = value.substr(0, comma);
    value.remove_prefix(std::min(comma + 1, value.size()));
    const size_t colon = item.find(':');
    if (colon != std::string_view::npos) {
      const std::string_view before = Trimmed(item.substr(0, colon));
      const bool everyone = before == "*";
      if (everyone || IsProductToken(before)) {
        for_us = everyone || AddressesUs(before, product_token);
        item.remove_prefix(colon + 1);
      }
    }
    if (for_us) found |= ParseMetaRobots(item);
  }
  return found;
}

RobotsDirectives RobotsTagsOf(const HeaderList& headers,
                              std::string_view product_token) {
  RobotsDirectives found;
  for (const auto& [name, value] : headers) {
    if (strcasecmp(name.c_str(), "X-Robots-Tag") == 0) {
      found |= ParseRobotsTag(value, product_token);
    }
  }
  return found;
}

}  // namespace ritmon
