// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of one site that say the same in several languages, so that a
// bilingual site is not counted twice.
//
// Three kinds of evidence, the surest first:
//
//   both pages name each other with link rel=alternate hreflang (HTML standard,
//   4.6.7.1; Google's rules ask for both directions);
//   one names the other, which is in that language, names none or nobody else
//   in the first one's, and is named as a translation by this page alone: many
//   templates give the other language's home page as everyone's translation;
//   the addresses are the same but for the language (crawler/url_language.h),
//   the languages differ, and both are built alike.
//
// Of the pages that belong together the German one is counted, else the first:
// the shortest path, then the order of the keys. Other sites' pages are not
// looked at. Pure functions; the order of the pages does not matter.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "classifier/company_fields.h"
#include "model/record.h"

namespace ritmon {

// How a page is built, so far as a translation keeps it.
struct PageShape {
  uint32_t headings = 0;
  uint32_t texts = 0;             // other blocks of the content
  std::vector<uint64_t> numbers;  // of two digits and more; different, sorted
};

// What of a page is needed to tell whether it is a translation.
struct TranslatablePage {
  std::string key;
  std::string href;
  std::string lang;
  std::vector<Alternate> alternates;
  PageShape shape;
};
TranslatablePage TranslatableOf(const PageRecord& page);

// The page that is counted, by the keys of those that are not.
using LanguageDoubles = std::map<std::string, std::string>;
LanguageDoubles FindLanguageDoubles(std::vector<TranslatablePage> pages);

// A page of a company, on the way to its fields.
struct CountedPage {
  std::string key;
  std::string double_of;
  std::string story_of = {};
  uint64_t text_hash = 0;
  std::string lang = {};
  Date day = {};  // published, else fetched
  CompanyPage page;
};

// What the pages add up from: the same text counts once, of news and posts also
// nearly the same (base/simhash.h), and the company's own before theirs. Of
// pages that belong together (a translation and its original, the copies of a
// story) the one that is counted comes first, or, if it is not here, the next
// by key; the others add the fields (and topics) that those before them do not
// speak of at all, and no more.
std::vector<CompanyPage> WithoutDoubles(std::vector<CountedPage> pages);

}  // namespace ritmon
