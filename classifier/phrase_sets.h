// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of phrases that are looked for together: one pass over a text tells
// which sets have a phrase in it, in any case.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/literal_automaton.h"

namespace ritmon {

// Built once, then immutable: safe to share between threads.
class PhraseSets {
 public:
  // Phrases in lower case, as LowerText of html_text.h makes it. A set is
  // known by its place; there are at most 32.
  explicit PhraseSets(
      std::initializer_list<std::initializer_list<std::string_view>> sets);

  // One bit for each set that has a phrase in `text`: the first is 1.
  uint32_t In(std::string_view text) const;

 private:
  std::vector<uint32_t> bit_;  // by literal
  LiteralAutomaton literals_;
};

}  // namespace ritmon
