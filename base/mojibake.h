// SPDX-License-Identifier: GPL-3.0-or-later
// Text that was decoded wrongly before it came to us and is valid all the same:
// "fÃ¼r" (UTF-8 read as windows-1252 and written as UTF-8 again) and U+FFFD
// where somebody gave up.
//
// A text is taken for broken only if its letters outside ASCII mostly come in
// such pairs. So French, Portuguese or Vietnamese are left alone, and so is a
// page that shows the effect and is well itself. Pure functions.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

struct MojibakeReport {
  bool found = false;     // the text is or was broken
  bool repaired = false;  // and its letters are back
};

// `text` is valid UTF-8 and stays it. Twice encoded text is decoded, also if
// that was done to it more than once; what is lost (U+FFFD) stays so.
MojibakeReport RepairMojibake(std::string& text);

}  // namespace ritmon
