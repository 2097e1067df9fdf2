// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/name_key.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace ritmon {
namespace {

// Legal-form words. "Verwaltungs", "Holding", "Beteiligungs" are not here:
// they tell sister companies apart.
constexpr std::array<std::string_view, 45> kFormWords = {
    "gmbh",
    "ggmbh",
    "mbh",
    "ug",
    "gug",
    "ag",
    "se",
    "kgaa",
    "kg",
    "ohg",
    "co",
    "gbr",
    "egbr",
    "ev",
    "ek",
    "ekfm",
    "ekfr",
    "eg",
    "partg",
    "partgmbb",
    "mbb",
    "partnerschaft",
    "gesellschaft",
    "aktiengesellschaft",
    "aoer",
    "aor",
    "kdoer",
    "vvag",
    "invag",
    "ewiv",
    "ltd",
    "limited",
    "inc",
    "llc",
    "bv",
    "nv",
    "sarl",
    "plc",
    "haftungsbeschraenkt",
    "haftungsbeschr",
    "unternehmergesellschaft",
    "kommanditgesellschaft",
    "partnerschaftsgesellschaft",
    "gemeinnuetzige",
    "cie"};

bool IsFormWord(std::string_view text) {
  static const std::unordered_set<std::string_view> words(kFormWords.begin(),
                                                          kFormWords.end());
  return words.contains(text);
}

// Said at the end of a name without naming another company.
bool IsTrailer(std::string_view text) {
  return text == "deutschland" || text == "germany" || text == "hamburg" ||
         text == "il" || text == "ig" || text == "liquidation" ||
         text == "in" || text == "gruendung";
}

// Brackets hold a town, an abbreviation or "haftungsbeschränkt"; numerals
// separate sister companies and stay.
bool IsDroppedBracket(const NameToken& token) {
  if (!token.bracketed || token.text == "haftungsbeschraenkt") return false;
  const bool numeral =
      token.text.find_first_not_of("ivx") == std::string::npos ||
      token.text.find_first_not_of("0123456789") == std::string::npos;
  return !numeral;
}

// Of tokens, which must outlive it.
using Words = std::vector<std::string_view>;

std::string Join(const Words& words) {
  size_t size = 0;
  for (const std::string_view word : words) size += word.size() + 1;
  std::string key;
  key.reserve(size);
  for (const std::string_view word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

Words FullKeyWords(const std::vector<NameToken>& tokens) {
  Words words;
  words.reserve(tokens.size());
  for (const NameToken& token : tokens) {
    if (!IsDroppedBracket(token)) words.push_back(token.text);
  }
  if (words.empty()) {  // all in brackets
    for (const NameToken& token : tokens) words.push_back(token.text);
  }
  return words;
}

// Drops the sequence "mit beschraenkter (berufs)haftung", "buergerlichen
// rechts", "auf aktien" and the single form words.
void DropFormWords(Words& words) {
  static constexpr std::array<std::string_view, 9> kPhraseWords = {
      "mit", "beschraenkter", "haftung",       "berufshaftung", "buergerlichen",
      "auf", "aktien",        "oeffentlichen", "rechts"};
  const auto is_phrase = [](std::string_view word) {
    return std::find(kPhraseWords.begin(), kPhraseWords.end(), word) !=
           kPhraseWords.end();
  };
  Words kept;
  kept.reserve(words.size());
  bool after_form = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const bool joins_form =
        word == "u" && i + 1 < words.size() && words[i + 1] == "co" && i > 0;
    if (IsFormWord(word) || joins_form || (after_form && is_phrase(word))) {
      after_form = true;
      continue;
    }
    // "Handelsgesellschaft mit beschränkter Haftung": the first word stays.
    after_form = word.ends_with("gesellschaft");
    kept.push_back(word);
  }
  while (kept.size() > 1 && IsTrailer(kept.back())) kept.pop_back();
  if (!kept.empty()) words = std::move(kept);
}

}  // namespace

std::string FullNameKey(std::string_view name) {
  return FullNameKey(NameTokens(name));
}

std::string FullNameKey(const std::vector<NameToken>& tokens) {
  return Join(FullKeyWords(tokens));
}

std::string LightNameKey(std::string_view name) {
  return LightNameKey(NameTokens(name));
}

std::string LightNameKey(const std::vector<NameToken>& tokens) {
  Words words = FullKeyWords(tokens);
  DropFormWords(words);
  return Join(words);
}

double JaroWinkler(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.empty() || b.empty()) return 0;
  const size_t window =
      std::max<size_t>(std::max(a.size(), b.size()) / 2, 1) - 1;
  std::vector<bool> a_used(a.size());
  std::vector<bool> b_used(b.size());
  size_t matches = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    const size_t from = i > window ? i - window : 0;
    const size_t to = std::min(b.size(), i + window + 1);
    for (size_t j = from; j < to; ++j) {
      if (b_used[j] || a[i] != b[j]) continue;
      a_used[i] = b_used[j] = true;
      ++matches;
      break;
    }
  }
  if (matches == 0) return 0;
  size_t out_of_place = 0;
  size_t j = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    if (!a_used[i]) continue;
    while (!b_used[j]) ++j;
    if (a[i] != b[j++]) ++out_of_place;
  }
  const auto m = static_cast<double>(matches);
  const double jaro =
      (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
       (m - static_cast<double>(out_of_place / 2)) / m) /
      3;
  size_t prefix = 0;
  while (prefix < std::min({a.size(), b.size(), size_t{4}}) &&
         a[prefix] == b[prefix]) {
    ++prefix;
  }
  return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro);
}

}  // namespace ritmon
