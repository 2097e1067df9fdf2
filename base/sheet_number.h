// SPDX-License-Identifier: GPL-3.0-or-later
// What a number in a spreadsheet looks like: whether it is a date is said by
// its format alone (ECMA-376 part 1, 18.8.30 and 18.8.31). Pure functions.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ritmon {

struct NumberFormat {
  bool has_date = false;
  bool has_time = false;
  size_t digits = 0;  // "00000": at least so many digits
};

// Of one of the formats that a file need not define.
NumberFormat BuiltInFormat(int id);
// Of "dd.mm.yyyy", "00000", "#,##0.00 [$€-407]". Elapsed time ("[h]:mm") is a
// number like others.
NumberFormat ParseNumberFormat(std::string_view code);

// "2026-11-23", "2026-11-23 14:30:00", "14:30:00", "01099", "12.5"; the text
// as it came where it is no number, or no day that there is. `since_1904`: days
// are counted from 1904.
std::string FormatSheetNumber(std::string_view number,
                              const NumberFormat& format, bool since_1904);

}  // namespace ritmon
