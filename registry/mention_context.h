// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around a name in a text: its legal form, words that tell a
// company from a thing or a person, its town. [begin, end) are the name's
// words. Pure functions.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "registry/common_words.h"
#include "registry/mention_text.h"

namespace ritmon {

struct FormBehind {
  uint32_t end = 0;  // the word behind the form
  std::string form;  // id of legal_form.h; empty if none stands there
};

// "GmbH", "AG & Co. KG", "Deutschland GmbH" directly behind word `end` - 1.
FormBehind FindForm(const std::vector<TextWord>& words, uint32_t end,
                    std::string_view town);

class MentionContext {
 public:
  // Both must outlive this.
  MentionContext(const std::vector<TextWord>& words, const CommonWords& common)
      : words_(words), common_(common) {}

  // "die Firma Anker", "Anker-Chef", "Anker, ein Hersteller", "Chef von Anker".
  bool NamesCompany(uint32_t begin, uint32_t end) const;
  // "Anker aus Stade", "Anker (Stade)", "Stade-based Anker".
  bool HasTownBeside(uint32_t begin, uint32_t end, std::string_view town) const;
  // Words between the name and the next place in its block where the town is
  // named, also as "Stader"; kFar if nowhere.
  static constexpr uint32_t kFar = 0xFFFFFFFF;
  uint32_t DistanceToTown(uint32_t begin, uint32_t end,
                          std::string_view town) const;
  // Anywhere on the page.
  bool NamesTown(std::string_view town) const;
  // "Petra Anker", "Herr Anker".
  bool IsPerson(uint32_t begin) const;
  // "Käthe Anker", where no list knows the given name.
  bool MayBePerson(uint32_t begin) const;
  // "der Anker", "im Anker"; not "der Anker-Chef".
  bool HasDeterminer(uint32_t begin, uint32_t end) const;
  // "in Anker": a place.
  bool IsPlace(uint32_t begin) const;
  // Nouns side by side in a sentence, without an article: "plant Energie Nord".
  bool StandsAsName(uint32_t begin, uint32_t end) const;
  // "Anker Steel GmbH", "Neu-Anker": of a longer name that nobody knows. A name
  // of one word, `with_form`, may also have its first word before it.
  bool IsPartOfLonger(uint32_t begin, uint32_t end, bool single,
                      bool with_form) const;
  bool AllCapital(uint32_t begin, uint32_t end) const;

 private:
  // Whether the words from `at` on are those of `town`; how many, or 0.
  uint32_t TownAt(uint32_t at, std::string_view town) const;
  bool NamedBefore(uint32_t begin) const;
  bool NamedBehind(uint32_t begin, uint32_t end) const;

  const std::vector<TextWord>& words_;
  const CommonWords& common_;
};

}  // namespace ritmon
