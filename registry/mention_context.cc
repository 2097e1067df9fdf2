// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/mention_context.h"

#include <algorithm>
#include <array>

#include "registry/legal_form.h"

namespace ritmon {
namespace {

// Behind "Gesellschaft", "UG" and "KG".
constexpr std::array<std::string_view, 8> kFormTail = {
    "mit",    "beschraenkter",       "haftung",        "auf",
    "aktien", "haftungsbeschraenkt", "haftungsbeschr", "mbh"};
constexpr std::array<std::string_view, 30> kForms = {"gmbh",
                                                     "ggmbh",
                                                     "mbh",
                                                     "ug",
                                                     "gug",
                                                     "ag",
                                                     "se",
                                                     "kgaa",
                                                     "kg",
                                                     "ohg",
                                                     "gbr",
                                                     "egbr",
                                                     "ev",
                                                     "ek",
                                                     "eg",
                                                     "partg",
                                                     "partgmbb",
                                                     "aktiengesellschaft",
                                                     "kommanditgesellschaft",
                                                     "unternehmergesellschaft",
                                                     "gesellschaft",
                                                     "ltd",
                                                     "limited",
                                                     "inc",
                                                     "llc",
                                                     "bv",
                                                     "nv",
                                                     "sarl",
                                                     "plc",
                                                     "vvag"};

// Of those, what is written in lower case.
constexpr std::array<std::string_view, 8> kLowerForms = {
    "ev", "ek", "eg", "ggmbh", "mbh", "gbr", "gug", "egbr"};

// What may stand between a name and its form: LightNameKey leaves it out.
constexpr std::array<std::string_view, 3> kTrailers = {"deutschland", "germany",
                                                       "hamburg"};
constexpr std::array<std::string_view, 12> kGroupWords = {
    "gruppe",   "group",      "konzern",  "werk",     "werke",   "werks",
    "zentrale", "produktion", "standort", "produkte", "anlagen", "aktie"};

template <size_t kCount>
bool IsOneOf(std::string_view word,
             const std::array<std::string_view, kCount>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsForm(const TextWord& word) {
  return IsOneOf(word.key, kForms) &&
         (word.capital || IsOneOf(word.key, kLowerForms));
}

// Directly behind the word before: "Anker GmbH", not "Anker. GmbH".
bool IsClose(const TextWord& word) {
  return word.gap == WordGap::kBlank || word.gap == WordGap::kHyphen;
}

// Words that a search around a name looks at.
constexpr uint32_t kNearWords = 6;

}  // namespace

FormBehind FindForm(const std::vector<TextWord>& words, uint32_t end,
                    std::string_view town) {
  uint32_t at = end;
  if (at + 1 < words.size() && IsClose(words[at]) &&
      (IsOneOf(words[at].key, kTrailers) || words[at].key == town) &&
      IsClose(words[at + 1]) && IsForm(words[at + 1])) {
    ++at;
  }
  std::string form = "x";
  FormBehind found{.end = end, .form = {}};
  bool any = false;
  for (; at < words.size() && words[at].gap != WordGap::kBlock; ++at) {
    const TextWord& word = words[at];
    const bool bracket = word.key.starts_with("haftungsbeschr");
    const bool after_co = at > 0 && words[at - 1].key == "co";
    const bool close = IsClose(word) || (bracket && any) ||
                       (after_co && word.gap == WordGap::kDot);
    if (!close || word.comma) break;
    const bool joins =
        word.key == "u" && at + 1 < words.size() &&
        (words[at + 1].key == "co" || words[at + 1].key == "cie");
    const bool co = any && (word.key == "co" || word.key == "cie");
    const bool tail = any && IsOneOf(word.key, kFormTail);
    if (!IsForm(word) && !joins && !co && !tail) break;
    form += ' ';
    form += word.key;
    any = true;
    if (joins || co) continue;
    if (std::string id = LegalFormOf(form); !id.empty()) {
      found = {at + 1, std::move(id)};
    }
  }
  return found;
}

uint32_t MentionContext::TownAt(uint32_t at, std::string_view town) const {
  if (town.empty() || at >= words_.size()) return 0;
  const size_t blank = town.find(' ');
  if (words_[at].key != town.substr(0, blank)) return 0;
  if (blank == std::string_view::npos) return 1;
  return at + 1 < words_.size() && words_[at + 1].key == town.substr(blank + 1)
             ? 2
             : 0;
}

bool MentionContext::NamedBefore(uint32_t begin) const {
  if (begin == 0 || words_[begin].gap == WordGap::kBlock ||
      words_[begin].comma || words_[begin].gap == WordGap::kDot) {
    return false;
  }
  const TextWord& before = words_[begin - 1];
  // "unternehmen" is a verb, too.
  if (common_.IsCompanyNoun(before.key) &&
      (before.capital || before.key != "unternehmen")) {
    return true;
  }
  if (begin < 2) return false;
  const TextWord& second = words_[begin - 2];
  if (before.key == "up" && before.gap == WordGap::kHyphen &&
      second.key == "start") {
    return true;
  }
  static constexpr std::array<std::string_view, 8> kOf = {
      "von", "bei", "der", "des", "of", "at", "beim", "from"};
  return before.gap == WordGap::kBlank && IsOneOf(before.key, kOf) &&
         common_.IsRole(second.key) && words_[begin].gap == WordGap::kBlank;
}

bool MentionContext::NamedBehind(uint32_t begin, uint32_t end) const {
  if (end >= words_.size()) return false;
  uint32_t at = end;
  if (words_[at].gap == WordGap::kApostrophe && words_[at].key == "s" &&
      at + 1 < words_.size()) {
    ++at;
  }
  const TextWord& next = words_[at];
  if (IsClose(next) && !HasDeterminer(begin, end) && common_.IsRole(next.key)) {
    return true;
  }
  if (next.gap == WordGap::kHyphen &&
      (common_.IsRole(next.key) || common_.IsCompanyNoun(next.key) ||
       IsOneOf(next.key, kGroupWords))) {
    return true;
  }
  if (next.gap == WordGap::kBlank &&
      (next.key == "gruppe" || next.key == "group")) {
    return true;
  }
  // ", ein Hersteller von", ", the manufacturer of".
  static constexpr std::array<std::string_view, 9> kArticles = {
      "ein", "eine", "einer", "einem", "der", "die", "das", "a", "an"};
  if (!next.comma || HasDeterminer(begin, end) ||
      !(IsOneOf(next.key, kArticles) || next.key == "the")) {
    return false;
  }
  for (uint32_t k = at + 1; k < words_.size() && k < at + kNearWords; ++k) {
    if (words_[k].gap > WordGap::kHyphen) return false;
    if (common_.IsCompanyNoun(words_[k].key) ||
        (words_[k].key == "up" && words_[k - 1].key == "start")) {
      return true;
    }
  }
  return false;
}

bool MentionContext::NamesCompany(uint32_t begin, uint32_t end) const {
  return NamedBefore(begin) || NamedBehind(begin, end);
}

bool MentionContext::HasTownBeside(uint32_t begin, uint32_t end,
                                   std::string_view town) const {
  if (HasDeterminer(begin, end) || end >= words_.size()) return false;
  const TextWord& next = words_[end];
  if (next.gap == WordGap::kBlank &&
      (next.key == "aus" || next.key == "from")) {
    if (TownAt(end + 1, town) > 0) return true;
    // "aus dem schleswig-holsteinischen Elmshorn"
    return end + 2 < words_.size() && !words_[end + 2].comma &&
           words_[end + 2].gap <= WordGap::kHyphen && TownAt(end + 2, town) > 0;
  }
  if (next.gap == WordGap::kBreak && !next.comma && TownAt(end, town) > 0) {
    return true;  // "(Stade)"
  }
  if (next.gap == WordGap::kBlank && next.key == "mit" &&
      end + 3 < words_.size() && words_[end + 1].key == "sitz" &&
      TownAt(end + 3, town) > 0) {
    return true;
  }
  return begin >= 2 && words_[begin - 1].key == "based" &&
         words_[begin - 1].gap == WordGap::kHyphen &&
         TownAt(begin - 2, town) > 0;
}

uint32_t MentionContext::DistanceToTown(uint32_t begin, uint32_t end,
                                        std::string_view town) const {
  if (town.empty()) return kFar;
  const uint32_t block = words_[begin].block;
  const auto names_it = [&](uint32_t at) {
    const std::string_view key = words_[at].key;
    return TownAt(at, town) > 0 ||
           (key.size() > town.size() && key.size() <= town.size() + 3 &&
            key.starts_with(town) && key.ends_with("er")) ||
           // "Bremer", "Stader"
           (town.ends_with("e") && key.size() == town.size() + 1 &&
            key.starts_with(town) && key.ends_with("r"));
  };
  uint32_t best = kFar;
  for (uint32_t at = begin; at > 0 && words_[at - 1].block == block; --at) {
    if (!names_it(at - 1)) continue;
    best = begin - at;
    break;
  }
  for (uint32_t at = end; at < words_.size() && words_[at].block == block;
       ++at) {
    if (!names_it(at)) continue;
    best = std::min(best, at - end);
    break;
  }
  return best;
}

bool MentionContext::NamesTown(std::string_view town) const {
  for (uint32_t at = 0; at < words_.size(); ++at) {
    if (TownAt(at, town) > 0) return true;
  }
  return false;
}

bool MentionContext::IsPerson(uint32_t begin) const {
  if (begin == 0) return false;
  const TextWord& before = words_[begin - 1];
  if (words_[begin].gap == WordGap::kDot) {
    return common_.IsTitle(before.key) || before.key.size() == 1;  // "K. Anker"
  }
  if (words_[begin].gap != WordGap::kBlank || !before.capital) return false;
  return common_.IsTitle(before.key) || common_.IsGivenName(before.key);
}

bool MentionContext::MayBePerson(uint32_t begin) const {
  if (begin == 0 || words_[begin].gap != WordGap::kBlank) return false;
  const TextWord& before = words_[begin - 1];
  const std::string_view key = before.key;
  return before.capital && before.gap != WordGap::kHyphen &&
         !common_.IsCompanyNoun(key) && !common_.IsRole(key) &&
         !common_.IsDeterminer(key) && !common_.IsFunctionWord(key) &&
         !common_.IsEveryday(key) && !common_.IsTrade(key);
}

bool MentionContext::HasDeterminer(uint32_t begin, uint32_t end) const {
  if (begin == 0 || words_[begin].gap == WordGap::kBlock ||
      words_[begin].gap == WordGap::kDot || words_[begin].comma) {
    return false;
  }
  if (end < words_.size() && words_[end].gap == WordGap::kHyphen) return false;
  return common_.IsDeterminer(words_[begin - 1].key);
}

bool MentionContext::IsPlace(uint32_t begin) const {
  static constexpr std::array<std::string_view, 4> kIn = {"in", "nach", "auf",
                                                          "an"};
  return begin > 0 && words_[begin].gap == WordGap::kBlank &&
         IsOneOf(words_[begin - 1].key, kIn);
}

bool MentionContext::StandsAsName(uint32_t begin, uint32_t end) const {
  constexpr uint32_t kSentenceWords = 4;  // of a sentence besides the name
  for (uint32_t at = begin + 1; at < end; ++at) {
    if (words_[at].gap != WordGap::kBlank) return false;
  }
  if (HasDeterminer(begin, end)) return false;
  const bool first = begin == 0 || words_[begin].gap >= WordGap::kDot;
  if (!first &&
      (words_[begin - 1].capital || words_[begin].gap != WordGap::kBlank)) {
    return false;
  }
  // A verb or a preposition goes on behind it, or nothing.
  const uint32_t block = words_[begin].block;
  const bool last = end == words_.size() || words_[end].block != block ||
                    words_[end].gap >= WordGap::kDot;
  if (!last && words_[end].capital) return false;
  if (first && last) return false;
  uint32_t others = 0;
  for (uint32_t at = begin; at > 0 && words_[at - 1].block == block; --at) {
    if (++others == kSentenceWords) return true;
  }
  for (uint32_t at = end; at < words_.size() && words_[at].block == block;
       ++at) {
    if (++others == kSentenceWords) return true;
  }
  return false;
}

bool MentionContext::IsPartOfLonger(uint32_t begin, uint32_t end, bool single,
                                    bool with_form) const {
  if (begin > 0 && words_[begin].gap == WordGap::kHyphen &&
      words_[begin - 1].key != "ex") {
    return true;
  }
  if (!with_form) {
    // More words of a name, and then a form.
    constexpr uint32_t kMoreWords = 4;
    for (uint32_t at = end; at < words_.size() && at < end + kMoreWords; ++at) {
      if (!IsClose(words_[at])) break;
      if (at > end && IsForm(words_[at])) return true;
      if (!words_[at].capital && words_[at].key != "u") break;
    }
    return false;
  }
  if (!single || begin == 0 || words_[begin].gap != WordGap::kBlank) {
    return false;
  }
  // "Alster Anker GmbH"; but "Firma Anker GmbH", "Batteriebauer Anker GmbH".
  constexpr size_t kLongWord = 10;
  const TextWord& before = words_[begin - 1];
  const std::string_view key = before.key;
  return before.capital && before.gap == WordGap::kBlank &&
         key.size() < kLongWord && !common_.IsCompanyNoun(key) &&
         !common_.IsRole(key) && !common_.IsDeterminer(key) &&
         !common_.IsFunctionWord(key) && !key.ends_with("er") &&
         !common_.IsTrade(key) && !common_.IsEveryday(key);
}

bool MentionContext::AllCapital(uint32_t begin, uint32_t end) const {
  for (uint32_t at = begin; at < end; ++at) {
    if (!words_[at].capital && !common_.IsFunctionWord(words_[at].key)) {
      return false;
    }
  }
  return true;
}

}  // namespace ritmon
