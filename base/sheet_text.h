// SPDX-License-Identifier: GPL-3.0-or-later
// Text as the cells of a spreadsheet hold it: what sheet_writer.h and
// sheet_reader.h agree on. Pure functions; any bytes are accepted.

#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace ritmon {

// `text` as a file holds it: valid UTF-8 without characters that XML forbids,
// line ends as "\n". "_x000D_" in a file means a character by its number
// (ECMA-376 part 1, 22.9.2.19, ST_Xstring): what looks so is escaped. Second,
// whether it had to be cut, with "…" at its end, because it was longer than a
// cell can be.
std::pair<std::string, bool> SheetText(std::string_view text);

// The way back.
std::string UnescapeSheetText(std::string text);

}  // namespace ritmon
