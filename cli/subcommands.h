// SPDX-License-Identifier: GPL-3.0-or-later
// A command that has commands of its own: `ritmon keywords lint`.

#pragma once

#include <span>
#include <string_view>

#include "cli/commands.h"

namespace ritmon {

struct Subcommand {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments&);
};

struct SubcommandTable {
  std::string_view command;  // "ritmon keywords"
  std::string_view noun;     // one of them, in messages: "keywords command"
  std::span<const Subcommand> entries;
  std::string_view closing;  // of the help; may be empty
};

// Runs the one that the first argument names; the help for --help, and as a
// usage error for none; a suggestion for a name that is not there. Asked to
// describe itself it asks each of them.
int RunSubcommand(const SubcommandTable& table, const Arguments& arguments);

}  // namespace ritmon
