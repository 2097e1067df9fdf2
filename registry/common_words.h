// SPDX-License-Identifier: GPL-3.0-or-later
// Words that do not make a company's name one: everyday words, lines of
// business, given names and surnames; and the words around a name that tell a
// company from a thing ("Hersteller", "Firma", "-Chef").
//
// Own lists of German and English words, short on purpose: which other words
// are everyday ones in a region is learnt from its register and its pages
// (company_gazetteer.h). Words are folded (base/normalize.h). Immutable, safe
// to share between threads.

#pragma once

#include <string_view>
#include <unordered_set>

namespace ritmon {

class CommonWords {
 public:
  CommonWords();

  // Says of itself no company: also two of the words in one ("energieservice")
  // and any number.
  bool IsEveryday(std::string_view word) const;
  // Of those, one that companies are named after: "Anker", "Phoenix". Beside
  // another word it is a name.
  bool IsEmblem(std::string_view word) const;
  // A line of business or another word that is left out of a short form:
  // "Software", "Fördertechnik", "Norddeutschland".
  bool IsTrade(std::string_view word) const;
  // Tells sister companies apart: "Verwaltungs", "Holding", "II".
  bool IsSisterWord(std::string_view word) const;
  bool IsGivenName(std::string_view word) const;
  bool IsSurname(std::string_view word) const;
  // "herr", "dr", "familie".
  bool IsTitle(std::string_view word) const;
  // "firma", "batteriehersteller", "startup", "company".
  bool IsCompanyNoun(std::string_view word) const;
  // "chef", "geschaeftsfuehrerin", "ceo".
  bool IsRole(std::string_view word) const;
  // An article, a pronoun or a preposition with an article: what stands before
  // a thing, not before a name.
  bool IsDeterminer(std::string_view word) const;
  // Stands in names in lower case: "am", "der", "of", "u".
  bool IsFunctionWord(std::string_view word) const;

 private:
  using Words = std::unordered_set<std::string_view>;  // of constants

  Words everyday_;
  Words emblems_;
  Words trade_;
  Words sister_;
  Words given_names_;
  Words surnames_;
  Words titles_;
  Words company_nouns_;
  Words roles_;
  Words determiners_;
  Words function_words_;
};

}  // namespace ritmon
