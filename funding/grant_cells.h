// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of funding files: text, amounts, dates, codes.
//
// What is not what it should be has no value; the caller says so with its
// line. Pure functions.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// Blanks collapsed and trimmed, controls made blanks; an Excel ="..." that was
// quoted once more by another program is unwrapped; bytes 0x80 to 0x9F that
// were read as ISO-8859-15, where nobody means them, are read as windows-1252.
// `text` is UTF-8.
std::string CleanCell(std::string_view text);

enum class NumberStyle {
  kGerman,  // 1.234.567,89
  kPoint,   // 1234567.89
};

// Cents. Nothing written is 0, as the catalogue writes "not disclosed". No
// value: not a number, negative, or ten billion euros and more. Where a text
// can only be the other style (1234567.89 has no group of three), it is read
// so.
std::optional<int64_t> ParseCents(std::string_view text, NumberStyle style);

// "01.07.2022", "2022-07-01", also with a time of day behind it. No value:
// years before 1950 and after 2100, which are slips of the hand.
std::optional<Date> ParseGrantDate(std::string_view text);

// A municipality's 8 digits. A leading zero that a spreadsheet took is put
// back; "0" is kAgsUnassigned; nothing written stays nothing.
std::optional<std::string> ParseAgs(std::string_view text);

// A Förderkennzeichen, in upper case: "03EI5225D", "K332700 /7", "SKANNAHMEG".
// No value:
// empty, without any letter or digit, over 40 bytes, or what a spreadsheet made
// of it ("1,3E+06").
std::optional<std::string> ParseFkz(std::string_view text);

// FKZ without the letter that counts the parts of a joint project:
// "03EI5225D" -> "03EI5225".
std::string_view FkzStem(std::string_view fkz);

}  // namespace ritmon
