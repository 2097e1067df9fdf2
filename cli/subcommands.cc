// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/subcommands.h"

#include <fmt/format.h>

#include <cstdio>
#include <vector>

#include "base/nearest.h"
#include "cli/command_description.h"
#include "cli/exit_codes.h"
#include "cli/terminal.h"

namespace ritmon {
namespace {

void PrintHelp(const SubcommandTable& table, std::FILE* out) {
  const bool german = LanguageOf(ProcessEnvironment()) == Language::kGerman;
  fmt::print(out, "{}: {} NAME [{}]\n\n", german ? "Aufruf" : "Usage",
             table.command, german ? "Optionen" : "options");
  for (const Subcommand& entry : table.entries) {
    fmt::print(out, "  {:<10} {}\n", entry.name, entry.summary);
  }
  if (!table.closing.empty()) fmt::print(out, "\n{}\n", table.closing);
}

}  // namespace

int RunSubcommand(const SubcommandTable& table, const Arguments& arguments) {
  if (arguments.describe != nullptr) {
    arguments.describe->footer = table.closing;
    arguments.describe->commands = DescribeCommands(table);
    return kExitOk;
  }
  if (arguments.empty()) {
    PrintHelp(table, stderr);
    return kExitUsage;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h") {
    PrintHelp(table, stdout);
    return kExitOk;
  }
  std::vector<std::string_view> names;
  for (const Subcommand& entry : table.entries) {
    if (entry.name == name) {
      return entry.run(arguments.Rest());
    }
    names.push_back(entry.name);
  }
  fmt::print(stderr, "ritmon: unknown {} '{}'{}\n", table.noun, name,
             DidYouMean(name, names));
  return kExitUsage;
}

}  // namespace ritmon
