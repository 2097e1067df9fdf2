// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/html_attributes.h"

#include <algorithm>
#include <array>

#include "classifier/html_scan.h"

namespace ritmon {
namespace {

constexpr std::string_view kStyle = "style";
// By length, so that a name is compared with few.
constexpr std::string_view kWanted[] = {
    "id",         "alt",         "src",           "rel",      "href",
    "name",       "lang",        "role",          "type",     "class",
    kStyle,       "hidden",      "content",       "datetime", "hreflang",
    "itemprop",   "itemtype",    "property",      "xml:lang", "itemscope",
    "http-equiv", "aria-hidden", "shadowrootmode"};
constexpr size_t kNames = std::size(kWanted);
static_assert(kNames <= kMaxAttributes);
constexpr size_t kLongest = kWanted[kNames - 1].size();
constexpr bool IsSortedByLength() {
  for (size_t i = 1; i < kNames; ++i) {
    if (kWanted[i - 1].size() > kWanted[i].size()) return false;
  }
  return true;
}
static_assert(IsSortedByLength());

// Where the names of each length begin.
constexpr std::array<uint8_t, kLongest + 2> MakeFirst() {
  std::array<uint8_t, kLongest + 2> first{};
  for (size_t length = 0; length < first.size(); ++length) {
    size_t i = 0;
    while (i < kNames && kWanted[i].size() < length) ++i;
    first[length] = static_cast<uint8_t>(i);
  }
  return first;
}
constexpr auto kFirst = MakeFirst();

// Index of the name in kWanted, or kNames.
size_t WantedIndex(std::string_view name) {
  if (name.size() > kLongest) return kNames;
  for (size_t i = kFirst[name.size()]; i < kFirst[name.size() + 1]; ++i) {
    if (EqualsLower(name, kWanted[i])) return i;
  }
  return kNames;
}

bool IsNameEnd(char c) {
  return c == '=' || c == '>' || c == '/' || IsHtmlSpace(c);
}

}  // namespace

size_t AttributeReader::Read(size_t at, Keep keep) {
  markup_.clear();
  seen_ = 0;
  while (at < html_.size()) {
    const char c = html_[at];
    if (c == '>') return at + 1;
    if (c == '/' || IsHtmlSpace(c)) {
      ++at;
      continue;
    }
    const size_t begin = at++;  // a leading '=' belongs to the name
    while (at < html_.size() && !IsNameEnd(html_[at])) ++at;
    const std::string_view name = html_.substr(begin, at - begin);
    size_t after = at;
    while (after < html_.size() && IsHtmlSpace(html_[after])) ++after;
    value_ = {};
    if (after < html_.size() && html_[after] == '=') at = ReadValue(after + 1);
    if (keep != Keep::kNone) Take(name, begin, at, keep);
  }
  return at;
}

size_t AttributeReader::ReadValue(size_t at) {
  while (at < html_.size() && IsHtmlSpace(html_[at])) ++at;
  if (at >= html_.size()) return at;
  const char quote = html_[at];
  if (quote == '"' || quote == '\'') {
    const size_t begin = ++at;
    const size_t end = std::min(html_.find(quote, begin), html_.size());
    value_ = html_.substr(begin, end - begin);
    return std::min(end + 1, html_.size());
  }
  const size_t begin = at;
  while (at < html_.size() && !IsHtmlSpace(html_[at]) && html_[at] != '>') ++at;
  value_ = html_.substr(begin, at - begin);
  return at;
}

void AttributeReader::Take(std::string_view name, size_t begin, size_t end,
                           Keep keep) {
  const size_t index = WantedIndex(name);
  if (index == kNames) return;
  if (value_.size() > kMaxAttributeBytes) {
    // Pictures written into the page itself are no loss.
    cut_ = cut_ || !value_.starts_with("data:");
    return;
  }
  if (kWanted[index] == kStyle && !ContainsLower(value_, "none") &&
      !ContainsLower(value_, "hidden"))
    return;
  if ((seen_ >> index & 1) != 0) return;  // the first of a name counts
  seen_ |= uint32_t{1} << index;
  if (keep == Keep::kAside && IsPlainText(value_)) {
    aside_.push_back({kWanted[index], value_});
    return;
  }
  markup_ += ' ';
  markup_.append(html_, begin, end - begin);
}

}  // namespace ritmon
