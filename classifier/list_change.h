// SPDX-License-Identifier: GPL-3.0-or-later
// What distinguishes two versions of the keyword lists, as a matcher: a page on
// which no changed pattern stands is tagged alike by both.
//
// Why that is certain. Classify reads the lists through the patterns that a
// page hits, through the numbers, page rules and entries, and through the order
// in which terms, families and vetoes stand (ties, products, texts of rules).
// Between refuses lists that differ in the latter two. A pattern has changed
// if its uses have:
//
//   as a term         entry, family, text, language, strength, needs, and
//                     whether it is for grants; a NEAR partner is part of the
//                     text, so that it needs no use of its own: without the
//                     term's own pattern it says nothing
//   in an except list the terms it undoes, of those that both versions have.
//                     The list is no property of the term: a page that lacks
//                     the new exception keeps its hits
//   in a context      the group's name. A term that needs the group is the
//                     same before and after: on a page without the added or
//                     dropped words the group is met by the same others. A
//                     group that one version lacks is read by its own terms
//                     only, save the provider's, which every term reads
//   in a veto         name, scope, factor and fields
//
// So on a page without changed patterns both versions have the same hits, with
// the same uses of all terms, contexts and vetoes that are hit.
//
// Labels, aliases, scope texts, examples, future fields, WZ codes and the order
// of context groups do not matter: no page's tags hang on them.
//
// Immutable: safe to share between threads.

#pragma once

#include <cstddef>
#include <optional>

#include "classifier/keyword_matcher.h"
#include "classifier/taxonomy_file.h"

namespace ritmon {

class ListChange {
 public:
  // Of two versions that can be compiled. Nothing if they differ in more than
  // terms, so that every page may be touched; and if a changed pattern cannot
  // be used.
  static std::optional<ListChange> Between(const TaxonomySource& before,
                                           const TaxonomySource& after);

  // Whether a page may be tagged otherwise with the other version: false is
  // certain. scratch.text holds its blocks; scratch.hits is overwritten.
  bool MayTouch(MatcherScratch& scratch) const;

  // How many have changed; 0 if no page can be touched.
  size_t patterns() const { return patterns_; }

 private:
  ListChange() = default;

  KeywordMatcher matcher_;
  size_t patterns_ = 0;
};

}  // namespace ritmon
