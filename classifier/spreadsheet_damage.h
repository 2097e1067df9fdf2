// SPDX-License-Identifier: GPL-3.0-or-later
// What spreadsheets do to the cells of a table of terms, seen and undone. Pure
// functions.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

// Without white space around it, no-break spaces too.
std::string Trimmed(std::string_view cell);
// Trimmed, ASCII letters in lower case.
std::string Lower(std::string_view cell);

// Without the apostrophe that CsvWriter puts before what a spreadsheet would
// take for a formula.
std::string WithoutGuard(const std::string& cell);

// The separator of the table's header: the most frequent of ; , and tab. Terms
// are full of '|', so that the rows do not tell.
char HeaderDelimiter(std::string_view csv);

// "a number", "a date", "a formula's error" or "a truth value" if that is what
// a spreadsheet made of a term.
std::optional<std::string> SpreadsheetDamage(const std::string& term);

}  // namespace ritmon
