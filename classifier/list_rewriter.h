// SPDX-License-Identifier: GPL-3.0-or-later
// Changes term lists in the text of a keyword list's file (TOML 1.0) and
// leaves every other byte as it is: comments, order, spacing, line ends.
//
// A file may be written in ways that are not foreseen here (a table for each
// strength, say). Who calls reads the result again and compares; term_table.cc
// does. Pure functions.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy_file.h"

namespace ritmon {

// One list of one family table.
struct TermListEdit {
  size_t family = 0;  // which [[family]] of the file, from 0
  int strength = 0;
  TermLanguage language = TermLanguage::kGerman;
  std::vector<std::string> remove;  // each once
  std::vector<std::string> add;     // at the end of the list
};

// The file's text with the edit. kInvalid, with file and line, if the list or
// a term to be removed is not where it should be.
Result<std::string> EditTermList(const std::string& text,
                                 const std::string& file,
                                 const TermListEdit& edit);

// With a new [[family]] behind the last one: name, needs and terms.
Result<std::string> AppendFamily(const std::string& text,
                                 const std::string& file,
                                 const FamilySource& family);

// "strong", "medium", "weak".
std::string_view StrengthName(int strength);
std::string_view LanguageKey(TermLanguage language);  // "de", "en"

}  // namespace ritmon
