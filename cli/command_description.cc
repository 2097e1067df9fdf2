// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_description.h"

#include <algorithm>

namespace ritmon {
namespace {

std::string_view LastWord(std::string_view name) {
  return name.substr(name.find_last_of(' ') + 1);
}

}  // namespace

std::vector<CommandDescription> DescribeCommands(const SubcommandTable& table) {
  std::vector<CommandDescription> commands;
  for (const Subcommand& entry : table.entries) {
    CommandDescription description;
    Arguments arguments;
    arguments.describe = &description;
    entry.run(arguments);
    // What lists commands speaks of them where it is listed itself.
    if (description.text.empty()) description.text = entry.summary;
    description.name =
        std::string(table.command) + " " + std::string(entry.name);
    commands.push_back(std::move(description));
  }
  return commands;
}

FoundCommand FindCommand(const std::vector<CommandDescription>& commands,
                         const std::vector<std::string>& words) {
  FoundCommand found;
  const std::vector<CommandDescription>* level = &commands;
  for (const std::string& word : words) {
    const auto named = std::find_if(level->begin(), level->end(),
                                    [&](const CommandDescription& command) {
                                      return LastWord(command.name) == word;
                                    });
    if (named == level->end()) break;
    found.command = &*named;
    ++found.words;
    level = &named->commands;
  }
  return found;
}

const OptionDescription* FindOption(const CommandDescription& command,
                                    std::string_view name) {
  const auto found =
      std::find_if(command.options.begin(), command.options.end(),
                   [&](const OptionDescription& option) {
                     return !option.positional &&
                            std::find(option.names.begin(), option.names.end(),
                                      name) != option.names.end();
                   });
  return found == command.options.end() ? nullptr : &*found;
}

}  // namespace ritmon
