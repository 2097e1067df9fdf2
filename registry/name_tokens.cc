// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/name_tokens.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/normalize.h"

namespace ritmon {
namespace {

// What runs of single letters stand for, longest first.
constexpr std::array<std::string_view, 21> kAbbreviations = {
    "ggmbh", "kdoer", "gmbh", "kgaa", "sarl", "vvag", "aoer",
    "kdor",  "aor",   "mbh",  "mbb",  "ohg",  "srl",  "llc",
    "gbr",   "ev",    "ek",   "eg",   "ag",   "kg",   "il"};

// More are rare, and grow.
constexpr size_t kUsualWords = 12;

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsSingleLetter(const NameToken& token) {
  return token.text.size() == 1 && token.text[0] >= 'a' && token.text[0] <= 'z';
}

// Words as they stand; "&" and "+" are words of their own.
std::vector<NameToken> SplitWords(std::string_view folded) {
  std::vector<NameToken> words;
  words.reserve(kUsualWords);
  int depth = 0;
  size_t i = 0;
  while (i < folded.size()) {
    const char c = folded[i];
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    if (c == '&' || c == '+') {
      words.push_back({"u", false, depth > 0});
    }
    if (!IsWordByte(c)) {
      ++i;
      continue;
    }
    const size_t begin = i;
    while (i < folded.size() && IsWordByte(folded[i])) ++i;
    words.push_back(
        {std::string(folded.substr(begin, i - begin)), false, depth > 0});
  }
  return words;
}

// Joins the run of single letters words[begin, end): known abbreviations
// first, what is left over as one word ("A. B. Meyer" and "AB Meyer").
void JoinLetters(const std::vector<NameToken>& words, size_t begin, size_t end,
                 std::vector<NameToken>& out) {
  std::string letters;
  for (size_t i = begin; i < end; ++i) letters += words[i].text;
  const bool bracketed = words[begin].bracketed;
  size_t at = 0;
  std::string rest;
  const auto flush = [&] {
    if (rest.empty()) return;
    // A lone "u." is "und".
    out.push_back({rest, rest.size() > 1, bracketed});
    rest.clear();
  };
  while (at < letters.size()) {
    const std::string_view tail = std::string_view(letters).substr(at);
    const auto known = std::find_if(
        kAbbreviations.begin(), kAbbreviations.end(),
        [&](std::string_view name) { return tail.starts_with(name); });
    if (known == kAbbreviations.end() ||
        (known->size() == 2 && !rest.empty() && at + 2 != letters.size())) {
      rest += letters[at++];
      continue;
    }
    flush();
    out.push_back({std::string(*known), true, bracketed});
    at += known->size();
  }
  flush();
}

// "cokg", "gmbhco" and the like come glued in real registers.
bool SplitGlued(const NameToken& token, std::vector<NameToken>& out) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6>
      kGlued = {{{"cokg", "kg"},
                 {"cokgaa", "kgaa"},
                 {"coohg", "ohg"},
                 {"gmbhco", ""},
                 {"uco", ""},
                 {"gmbhcokg", "kg"}}};
  for (const auto& [glued, form] : kGlued) {
    if (token.text != glued) continue;
    if (glued.starts_with("gmbh")) out.push_back({"gmbh", false, false});
    if (glued == "gmbhcokg" || glued == "gmbhco" || glued == "uco") {
      out.push_back({"u", false, false});
    }
    out.push_back({"co", false, false});
    if (!form.empty()) out.push_back({std::string(form), false, false});
    return true;
  }
  return false;
}

}  // namespace

std::vector<NameToken> NameTokens(std::string_view name) {
  std::vector<NameToken> words = SplitWords(Fold(name));
  std::vector<NameToken> tokens;
  tokens.reserve(words.size() + 2);
  size_t i = 0;
  while (i < words.size()) {
    size_t end = i;
    while (end < words.size() && IsSingleLetter(words[end]) &&
           words[end].bracketed == words[i].bracketed) {
      ++end;
    }
    if (end - i >= 2) {
      JoinLetters(words, i, end, tokens);
      i = end;
      continue;
    }
    NameToken& token = words[i++];
    if (token.text == "und") token.text = "u";
    if (!SplitGlued(token, tokens)) tokens.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace ritmon
