// SPDX-License-Identifier: GPL-3.0-or-later
// The manual, written where it is wanted; the build installs it.

#include <filesystem>

#include "base/files.h"
#include "base/version.h"
#include "cli/command_line.h"
#include "cli/frontend.h"
#include "cli/man_page.h"
#include "cli/table_commands.h"

namespace ritmon {

int ManOf(const SubcommandTable& table, const Arguments& arguments) {
  CommandLine command{"write the manual pages into a directory", "ritmon man"};
  std::string directory;
  command.Add("DIR", directory, "ritmon.1 and a page for each command go here")
      .Required();
  command.Example("ritmon man /tmp/man && man -l /tmp/man/ritmon-count.1");
  if (const auto over = command.Parse(arguments)) return *over;
  if (auto s = MakeDirectories(directory); !s) return Report(s.error());
  for (const ManPage& page : MakeManPages(DescribeCommands(table), kVersion)) {
    const auto path = std::filesystem::path(directory) / page.file;
    if (auto s = WriteFileAtomically(path, page.content); !s) {
      return Report(s.error());
    }
  }
  return kExitOk;
}

}  // namespace ritmon
