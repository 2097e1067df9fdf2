// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/phrase_sets.h"

#include <string>

#include "classifier/html_text.h"

namespace ritmon {

PhraseSets::PhraseSets(
    std::initializer_list<std::initializer_list<std::string_view>> sets) {
  std::vector<std::string> literals;
  uint32_t bit = 1;
  for (const auto& set : sets) {
    for (const std::string_view phrase : set) {
      literals.emplace_back(phrase);
      bit_.push_back(bit);
    }
    bit <<= 1;
  }
  literals_ = LiteralAutomaton(literals);
}

uint32_t PhraseSets::In(std::string_view text) const {
  uint32_t found = 0;
  literals_.FindAll(LowerText(text),
                    [&](size_t literal, size_t) { found |= bit_[literal]; });
  return found;
}

}  // namespace ritmon
