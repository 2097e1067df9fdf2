// SPDX-License-Identifier: GPL-3.0-or-later
// What pages weigh beside their text: scripts, styles, drawings, pictures in
// five sizes. On real German company pages of 144 KB scripts are a quarter,
// styles a seventh, tags with their attributes nearly half (extraction-de).

#pragma once

#include <string>
#include <vector>

#include "bench/region/region_random.h"
#include "bench/region/region_words.h"

namespace ritmon {

// Immutable, so safe to share.
class RegionBulk {
 public:
  explicit RegionBulk(uint64_t seed);

  // <script> and <style> elements of about `bytes`; nothing below 100.
  void AppendScript(RegionRandom& random, size_t bytes, std::string& out) const;
  void AppendStyle(RegionRandom& random, size_t bytes, std::string& out) const;
  // The data that a page's scripts begin with.
  void AppendState(RegionRandom& random, size_t bytes, std::string& out) const;

 private:
  // Pieces that can follow one another in any order.
  struct Pool {
    std::string text;
    std::vector<size_t> begins;
  };
  static void Append(const Pool& pool, RegionRandom& random, size_t bytes,
                     std::string& out);

  Pool scripts_, styles_, states_;
};

// An inline drawing, some 300 bytes.
void AppendIcon(RegionRandom& random, std::string& out);

// A picture for every screen with its caption, some 1.3 KB: nearly all of it
// attributes.
void AppendFigure(RegionRandom& random, const RegionProse& prose,
                  std::string& out);

}  // namespace ritmon
