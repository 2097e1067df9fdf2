// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/register_suffix.h"

#include <algorithm>
#include <array>

namespace ritmon {
namespace {

// What stands in capitals behind a number and is no suffix; sorted.
constexpr std::array<std::string_view, 73> kOtherWords = {
    "ABT", "AG",  "AM",  "AUF", "BEI", "BGB", "BIC", "BLZ", "CEO", "CFO", "CO",
    "COO", "CTO", "DDG", "DE",  "DER", "DES", "DIE", "EG",  "EK",  "EU",  "EUR",
    "EV",  "FAX", "FON", "GBR", "GER", "GF",  "GLN", "GMB", "HGB", "HRA", "HRB",
    "HWK", "ID",  "IHK", "IM",  "IN",  "INC", "INH", "ISO", "KFZ", "KG",  "LEI",
    "LTD", "MBH", "MIT", "NR",  "OHG", "PLZ", "PR",  "SE",  "ST",  "STR", "TAX",
    "TEL", "TMG", "TVA", "UG",  "UID", "UND", "URL", "UST", "VAT", "VIS", "VOM",
    "VON", "VR",  "WEG", "WKN", "WWW", "ZUM", "ZUR"};

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWord(char c) {
  return IsAsciiLetter(c) || IsDigit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}

size_t SkipSeparator(std::string_view text, size_t at) {
  if (at >= text.size()) return at;
  if (text[at] == ' ' || text[at] == '\t') return at + 1;
  if (text.substr(at, 2) == "\xC2\xA0") return at + 2;
  return text[at] == '-' || text[at] == '/' ? at + 1 : at;
}

// "T 040 ...", "F: +49 ...", "M (0170) ...", "D 20095", "E mail".
bool IsLabel(std::string_view suffix, std::string_view rest) {
  if (suffix.size() > 1) return false;
  const size_t at = rest.find_first_not_of(" :./");
  if (suffix == "E") return rest.find("mail") == at && at != rest.npos;
  if (std::string_view("DFMPT").find(suffix) == std::string_view::npos) {
    return false;
  }
  return at != std::string_view::npos &&
         (IsDigit(rest[at]) || rest[at] == '+' || rest[at] == '(');
}

// "hrb 119 402 b": on a page without capitals, where nothing else follows.
std::string SmallSuffixAt(std::string_view text, size_t begin, size_t& end) {
  constexpr size_t kBefore = 60;  // bytes that show how the page is written
  constexpr size_t kMostLetters = 2;
  size_t i = begin;
  std::string suffix;
  while (i < text.size() && text[i] >= 'a' && text[i] <= 'z' &&
         suffix.size() <= kMostLetters) {
    suffix += static_cast<char>(text[i++] - 'a' + 'A');
  }
  const bool is_last = i == text.size() || text[i] == ',' || text[i] == ')' ||
                       text[i] == ';' || text[i] == '|' || text[i] == '\n';
  if (suffix.empty() || suffix.size() > kMostLetters || !is_last) return {};
  const std::string_view before = text.substr(
      begin > kBefore ? begin - kBefore : 0, std::min(begin, kBefore));
  const bool small = std::none_of(before.begin(), before.end(),
                                  [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!small ||
      std::binary_search(kOtherWords.begin(), kOtherWords.end(), suffix)) {
    return {};
  }
  end = i;
  return suffix;
}

}  // namespace

std::string RegisterSuffixAt(std::string_view text, size_t at, size_t& end) {
  const size_t begin = SkipSeparator(text, at);
  if (begin > at && begin < text.size() && text[begin] >= 'a' &&
      text[begin] <= 'z') {
    return SmallSuffixAt(text, begin, end);
  }
  const bool is_joined =
      begin > at && (text[begin - 1] == '-' || text[begin - 1] == '/');
  size_t i = begin;
  size_t letters = 0;
  while (i < text.size()) {
    const std::string_view two = text.substr(i, 2);
    if (text[i] >= 'A' && text[i] <= 'Z') {
      ++i;
    } else if (two == "Ä" || two == "Ö" || two == "Ü") {
      i += 2;
    } else {
      break;
    }
    ++letters;
  }
  const std::string_view suffix = text.substr(begin, i - begin);
  if (letters == 0 || letters > 3) return {};
  if (i < text.size() && IsWord(text[i])) return {};
  // "D-20099", "B.V.", "H&M"; "12345-A-7".
  if (i + 1 < text.size() &&
      (text[i] == '-' || text[i] == '.' || text[i] == '&' ||
       (is_joined && text[i] == '/')) &&
      IsWord(text[i + 1])) {
    return {};
  }
  if (IsLabel(suffix, text.substr(i))) return {};
  if (std::binary_search(kOtherWords.begin(), kOtherWords.end(), suffix)) {
    // SE is Bad Segeberg's and EU Eutin's when nothing follows that it could
    // belong to: "HRB 1234SE", "HRB 1234 EU, Amtsgericht Lübeck".
    const bool is_last = i == text.size() || text[i] == ',' || text[i] == ')' ||
                         text[i] == ';' || text[i] == '|' || text[i] == '\n';
    const bool is_place = suffix == "SE" || suffix == "EU";
    if (!is_place || !(begin == at || is_last)) return {};
  }
  end = i;
  return std::string(suffix);
}

}  // namespace ritmon
