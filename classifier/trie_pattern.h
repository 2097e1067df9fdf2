// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns of terms as tries have them.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classifier/pattern_trie.h"
#include "classifier/term_pattern.h"

namespace ritmon {

// Of a pattern of words; whether it may begin inside one is left to the caller,
// and so are its capitals.
TriePattern TriePatternOf(const TermPattern& pattern, uint32_t value);

// Each form in which a word of a pattern is found; of an open one the shortest.
std::vector<std::string> FormsOf(const PatternWord& word);

}  // namespace ritmon
