// SPDX-License-Identifier: GPL-3.0-or-later
// What a command takes, as a value: the declarations that --help is made of,
// for manual pages and completion.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/subcommands.h"

namespace ritmon {

// What the values of an option are, as far as names for them are known.
enum class ValueKind {
  kText,
  kFile,
  kQuery,
  kPageQuery,
  kFieldName,
  kDimension
};

struct OptionDescription {
  // "-f", "--format"; the name of an argument alone: "FILE".
  std::vector<std::string> names;
  bool positional = false;
  bool is_flag = false;
  bool required = false;
  bool repeats = false;  // takes several
  ValueKind values = ValueKind::kText;
  std::vector<std::string> choices;  // one of these; empty: anything
  std::string shown_default;
  std::string environment;
  std::string text;  // what it is
};

struct CommandDescription {
  std::string name;  // "ritmon keywords lint"
  std::string text;  // one sentence
  std::string footer;
  std::vector<std::string> examples;  // command lines
  std::vector<OptionDescription> options;
  // Of a command that has commands of its own; the others have none.
  std::vector<CommandDescription> commands;
};

// All commands of the table, with theirs; each is asked.
std::vector<CommandDescription> DescribeCommands(const SubcommandTable& table);

// The command that the words name, and how many of them did; null for none.
struct FoundCommand {
  const CommandDescription* command = nullptr;
  size_t words = 0;
};
FoundCommand FindCommand(const std::vector<CommandDescription>& commands,
                         const std::vector<std::string>& words);

// The option that is called so; null if there is none.
const OptionDescription* FindOption(const CommandDescription& command,
                                    std::string_view name);

}  // namespace ritmon
