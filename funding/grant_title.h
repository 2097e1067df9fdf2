// SPDX-License-Identifier: GPL-3.0-or-later
// Titles of grants: what the project is about, without the words of the
// programme.
//
//   Verbundprojekt: Gradierte Implantate (GraTi) - Teilvorhaben: Fräsprozess
//   KMU-innovativ: Off-the-shelf-Vakzine (KRASP)
//
// "Reallabor", "EXIST" or "Verbundprojekt" say which purse, not which field, so
// they must not be matched with keywords. Any text is accepted. Immutable once
// made, so safe to share between threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/regex.h"
#include "model/grant.h"

namespace ritmon {

struct GrantTitle {
  std::string text;     // to match keywords with: main and part
  std::string main;     // of the whole project
  std::string part;     // of this grant's share; empty if not said
  std::string acronym;  // "GraTi"; empty if there is none
  std::vector<std::string> prefixes;  // what was stripped, in order
};

class GrantTitles {
 public:
  GrantTitles();

  GrantTitle Parse(std::string_view title) const;

  // The same for all parts of one joint project: by the catalogue's column,
  // else by FKZ without its letter and the main title, else the FKZ.
  std::string ProjectKey(const Grant& grant) const;

 private:
  std::string StripPrefixes(std::string text,
                            std::vector<std::string>& prefixes) const;

  Regex prefix_;
  Regex part_;
  Regex bracket_;
  Regex apostrophe_;
};

}  // namespace ritmon
