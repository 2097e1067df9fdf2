// SPDX-License-Identifier: GPL-3.0-or-later
// What may stand where the cursor of a shell is: commands, options, values.
//
// Made of the commands' own descriptions. The names of fields and places come
// from the caller, who is asked only for those that are needed: it must be over
// before somebody who types notices. Pure functions.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_description.h"
#include "index/query_filters.h"

namespace ritmon {

struct Candidate {
  std::string word;  // the whole word, what was typed of it too
  std::string text;  // what it is; may be empty
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct Completion {
  std::vector<Candidate> candidates;
  bool files = false;  // the shell knows better
};

// The names that a filter's values are chosen from; the lists that are not
// needed for it may be empty.
using NameSource = std::function<Vocabulary(FilterKind)>;

// `words` are those behind the program's name; the last one is being typed and
// may be empty.
Completion Complete(const std::vector<CommandDescription>& commands,
                    const std::vector<std::string>& words,
                    const NameSource& names);

// A command line as a shell takes it apart: quotes and backslashes are gone.
// At least one word; the last is empty where the line ends with a blank.
std::vector<std::string> SplitShellLine(std::string_view line);

}  // namespace ritmon
