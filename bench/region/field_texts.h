// SPDX-License-Identifier: GPL-3.0-or-later
// What companies of each field say of their work: sentences of ours, written
// from what the field is (scope_in of its keyword list), not from its terms.
// And sentences that mention a field without working in it.
//
// They are the region's known truth, so they stay as they are when the keyword
// lists change.

#pragma once

#include <array>
#include <span>
#include <string_view>

namespace ritmon {

struct FieldText {
  std::string_view field;    // id of the keyword list
  std::string_view heading;  // of the page about it
  std::string_view purpose;  // as a register has it
  std::array<std::string_view, 7> sentences;
};

std::span<const FieldText> FieldTexts();

// Of a hotel with a charging point and the like: no field.
std::span<const std::string_view> OtherSentences();

}  // namespace ritmon
