// SPDX-License-Identifier: GPL-3.0-or-later
// Words of an imprint's line, for imprint_names.cc and imprint_facts.cc.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// `text` without the characters of `cut` at both ends.
std::string_view TrimLine(std::string_view text,
                          std::string_view cut = " \t,;:-\"'");

// Letters and digits of a folded text, in runs.
std::vector<std::string> WordsOfFolded(std::string_view folded);

// Words that say what something is, never who it is: "registergericht".
bool IsLabelWord(std::string_view folded_word);

}  // namespace ritmon
