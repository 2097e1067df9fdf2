// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/town_index.h"

#include <algorithm>
#include <array>
#include <utility>

#include "registry/plain_fold.h"

namespace ritmon {
namespace {

// What stands before, behind and inside a town's name and does not tell towns
// apart; sorted. tools/make_places.py has the same list.
constexpr std::array<std::string_view, 35> kFillers = {"a",
                                                       "am",
                                                       "amt",
                                                       "an",
                                                       "auf",
                                                       "b",
                                                       "bei",
                                                       "d",
                                                       "dem",
                                                       "den",
                                                       "der",
                                                       "die",
                                                       "freie",
                                                       "gemeinde",
                                                       "hansestadt",
                                                       "i",
                                                       "im",
                                                       "in",
                                                       "kreisstadt",
                                                       "landeshauptstadt",
                                                       "lutherstadt",
                                                       "o",
                                                       "ob",
                                                       "ortsteil",
                                                       "ot",
                                                       "stadt",
                                                       "u",
                                                       "und",
                                                       "universitaetsstadt",
                                                       "unter",
                                                       "v",
                                                       "vor",
                                                       "zu",
                                                       "zum",
                                                       "zur"};

bool IsFiller(std::string_view word) {
  return std::binary_search(kFillers.begin(), kFillers.end(), word);
}

// "ä" as "a": what foreign keyboards make of it.
std::string WithoutUmlauts(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, char>, 6> kBare = {
      {{"ä", 'a'}, {"ö", 'o'}, {"ü", 'u'}, {"Ä", 'A'}, {"Ö", 'O'}, {"Ü", 'U'}}};
  std::string bare;
  for (size_t i = 0; i < name.size(); ++i) {
    const auto found = std::find_if(
        kBare.begin(), kBare.end(),
        [&](const auto& entry) { return name.substr(i, 2) == entry.first; });
    if (found == kBare.end()) {
      bare += name[i];
    } else {
      bare += found->second;
      ++i;
    }
  }
  return bare;
}

std::string_view FirstWord(std::string_view key) {
  return key.substr(0, key.find(' '));
}

std::string_view AfterFirstWord(std::string_view key) {
  const size_t blank = key.find(' ');
  return blank == std::string_view::npos ? std::string_view()
                                         : key.substr(blank + 1);
}

// "s" and "saale", "rbge" and "ruebenberge": the same beginning, letters left
// out behind it.
bool IsCutFrom(std::string_view cut, std::string_view word) {
  if (cut.empty() || word.empty() || cut[0] != word[0]) return false;
  size_t at = 0;
  for (const char c : cut) {
    at = word.find(c, at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

// Whether the words of `cut` are words of `whole`, in order, cut or not.
bool AreCutFrom(std::string_view cut, std::string_view whole) {
  while (!cut.empty()) {
    const std::string_view word = FirstWord(cut);
    while (!whole.empty() && !IsCutFrom(word, FirstWord(whole))) {
      whole = AfterFirstWord(whole);
    }
    if (whole.empty()) return false;
    whole = AfterFirstWord(whole);
    cut = AfterFirstWord(cut);
  }
  return true;
}

// The first words are the same.
TownLikeness Compare(std::string_view town, std::string_view name) {
  if (town == name) return TownLikeness::kSame;
  if (AreCutFrom(AfterFirstWord(town), AfterFirstWord(name))) {
    return TownLikeness::kShortened;
  }
  const auto words = [](std::string_view key) {
    return std::count(key.begin(), key.end(), ' ');
  };
  // "Weiden in der Oberpfalz" is officially "Weiden i.d.OPf.".
  if (words(name) > 0 && words(name) == words(town) &&
      AreCutFrom(AfterFirstWord(name), AfterFirstWord(town))) {
    return TownLikeness::kShortened;
  }
  if (town.starts_with(name) && town[name.size()] == ' ') {
    return TownLikeness::kPart;
  }
  return TownLikeness::kNone;
}

}  // namespace

std::string TownKey(std::string_view town) {
  const std::string folded = FoldName(town);
  std::string key;
  key.reserve(folded.size());
  size_t at = 0;
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  };
  while (at < folded.size()) {
    const size_t begin = at;
    while (at < folded.size() && is_letter(folded[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    std::string_view word(folded.data() + begin, at - begin);
    if (IsFiller(word)) continue;
    if (word == "st") word = "sankt";
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key;
}

void TownIndex::Add(std::string_view ags, std::string_view name) {
  std::string key = TownKey(name);
  std::string bare = TownKey(WithoutUmlauts(name));
  if (bare != key) Insert(ags, std::move(bare), false);
  Insert(ags, std::move(key), true);
}

void TownIndex::Insert(std::string_view ags, std::string key, bool exact) {
  if (key.empty()) return;
  const auto position = static_cast<uint32_t>(names_.size());
  by_first_word_[std::string(FirstWord(key))].push_back(position);
  names_.push_back({std::string(ags), std::move(key), exact});
}

std::vector<TownHit> TownIndex::Find(std::string_view key) const {
  std::vector<TownHit> hits;
  const auto group = by_first_word_.find(FirstWord(key));
  if (key.empty() || group == by_first_word_.end()) return hits;
  size_t longest_part = 0;
  for (const uint32_t position : group->second) {
    const Name& name = names_[position];
    TownLikeness likeness = Compare(key, name.key);
    if (likeness == TownLikeness::kNone) continue;
    if (likeness == TownLikeness::kSame && !name.exact) {
      likeness = TownLikeness::kShortened;
    }
    if (likeness == TownLikeness::kPart) {
      // "Neustadt an der Orla, Arnshaugk" is no part of a plain Neustadt.
      if (name.key.size() < longest_part) continue;
      if (name.key.size() > longest_part) {
        std::erase_if(hits, [](const TownHit& hit) {
          return hit.likeness == TownLikeness::kPart;
        });
        longest_part = name.key.size();
      }
    }
    const auto same =
        std::find_if(hits.begin(), hits.end(),
                     [&](const TownHit& hit) { return hit.ags == name.ags; });
    if (same == hits.end()) {
      hits.push_back({name.ags, likeness});
    } else {
      same->likeness = std::max(same->likeness, likeness);
    }
  }
  return hits;
}

bool TownIndex::Contains(std::string_view key) const {
  const auto group = by_first_word_.find(FirstWord(key));
  return group != by_first_word_.end() &&
         std::any_of(group->second.begin(), group->second.end(),
                     [&](uint32_t position) {
                       const Name& name = names_[position];
                       return name.exact && name.key == key;
                     });
}

}  // namespace ritmon
