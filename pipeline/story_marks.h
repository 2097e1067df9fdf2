// SPDX-License-Identifier: GPL-3.0-or-later
// What a text is known by where it is printed again: marks, hashes of runs of
// five words, chosen so that a run of eight words which two texts share leaves
// at least one mark in both (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD
// 2003). About two of five runs are marks.
//
// Of a page the content is read: headings, running text, lists, tables, without
// what the site repeats (PageRecord::template_texts). It ends where a press
// release begins to speak of who sent it ("Über die Nordstack GmbH",
// "Pressekontakt"): that stands under all of its releases.
//
// Pure functions; any bytes are accepted.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/record.h"

namespace ritmon {

inline constexpr size_t kMarkWords = 5;   // of a run
inline constexpr size_t kMarkWindow = 4;  // runs of which one is a mark
// More is not read: an article has 200 to 1,500.
inline constexpr size_t kMaxStoryWords = 3000;

struct StoryMark {
  uint32_t hash = 0;
  uint32_t word = 0;  // at which it begins

  friend bool operator==(const StoryMark&, const StoryMark&) = default;
};

// Each hash once, where it first stands; by rising hash.
std::vector<StoryMark> StoryMarks(const PageRecord& page);

}  // namespace ritmon
