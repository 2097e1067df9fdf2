// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that print the same text: an agency's report on ten news sites, a press
// release in three portals, a print version, an article under two categories.
// They are one story, and it counts once.
//
// What was chosen, and why. A copy has another headline, perhaps another first
// or last paragraph, is often shortened, and stands in another frame. So what
// is asked is how much of the shorter text the longer one contains
// (containment: Broder, "On the resemblance and containment of documents",
// 1997), not how alike both are as a whole: base/simhash.h finds copies that
// differ in a few words, and a text that lost its last third is far from it.
// Texts are known by their winnowed marks (story_marks.h): unlike a min-hash of
// fixed size these serve texts of 30 and of 3,000 words alike, and unlike
// hashes that are 0 modulo p they leave no long run without one.
//
// Two pages tell the same story if of the marks of the one with fewer
//
//   three of five stand on the other one too;
//   three of four, if both begin with at least kLeadWords of their own: so do
//   different releases over the same words about their sender;
//   four of five, if it has few of them: a notice;
//
// and it has at least a quarter as many marks as the other: a short text in a
// long list of such is not what the list is about.
//
// Pages are looked at by rank: the earliest published first (a date that lies
// after the fetch is none; pages without one come last), then the earliest
// fetched, then by key. A page joins the story of the page before it with which
// it shares most, if it also shares two of five marks (of the one with fewer)
// with the story's first page. Where it tells the same as pages of two stories,
// as the full report does between two that were cut, these are one if their
// first pages share as much: a page with two reports one below the other does
// not make one of them. The first page is the one that is counted.
//
// Time does not matter: what is printed again after years says nothing new, and
// keeps the date at which it was first said. Translations are other texts, and
// are not found here (language_doubles.h).
//
// Cost: a mark is remembered for the kMarkPages first pages that bear it, so
// that time grows with the number of marks, and a phrase on every page costs no
// more than one on a few; about 30 bytes a mark, some 5 kB an article.
//
// Pure; the order of the input does not matter. Posts and other short texts may
// be among the pages: fewer than kSharedMarks (some 15 words) tell nothing.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/record.h"
#include "pipeline/story_marks.h"

namespace ritmon {

inline constexpr size_t kSharedMarks = 4;  // fewer are no story
inline constexpr size_t kFewMarks = 20;    // some 50 words
inline constexpr size_t kLeadWords = 20;
inline constexpr size_t kMarkPages = 64;

// What of a page is needed to tell whether it is a copy.
struct StoryPage {
  std::string key;
  std::optional<Timestamp> published;
  Timestamp fetched_at{};
  std::vector<StoryMark> marks;  // as StoryMarks has them
};
StoryPage StoryPageOf(const PageRecord& page);

// How many marks two pages share, if they tell the same story; else 0.
size_t SameStory(const StoryPage& a, const StoryPage& b);

// The page that is counted, by the keys of those that are not.
std::map<std::string, std::string> GroupStories(std::vector<StoryPage> pages);

}  // namespace ritmon
