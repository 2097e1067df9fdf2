// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cstdlib>

#include "cli/command_line.h"
#include "cli/frontend.h"
#include "pipeline/backup/backup.h"

namespace ritmon {
namespace {

std::string Size(uint64_t bytes) {
  return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1 << 20));
}

int Verify(const std::string& directory) {
  const auto check = VerifyBackup(directory);
  if (!check) return Report(check.error());
  std::string text;
  for (const std::string& problem : check->problems) text += problem + "\n";
  text += fmt::format(
      "{}: made {}, {} files, {}: {}\n", check->folder.string(), check->made_at,
      check->files, Size(check->bytes),
      check->problems.empty()
          ? std::string("complete and unchanged")
          : fmt::format("{} damaged; use another one", check->problems.size()));
  if (auto printed = Print(text); !printed) return Report(printed.error());
  return check->problems.empty() ? kExitOk : kExitInvalid;
}

std::string Summary(const BackupReport& report) {
  std::string text = fmt::format("{}: {} files, {}", report.folder.string(),
                                 report.files, Size(report.bytes));
  if (report.linked_files > 0) {
    text += fmt::format("; {} of them ({}) as in the backup before, linked",
                        report.linked_files, Size(report.linked_bytes));
  }
  text += "\n";
  if (!report.left_out.empty()) {
    text += fmt::format(
        "not copied, as what they say is in state.db: {} imported files\n",
        report.left_out.size());
  }
  return text;
}

}  // namespace

int BackupCommand(const Arguments& arguments) {
  CommandLine command{"a copy of the data directory, also while it is in use",
                      "ritmon backup"};
  CommonFlags common;
  std::string directory;
  bool with_indexes = false;
  bool verify = false;
  common.AddTo(command);
  command.Add("DIR", directory, "folder of all backups; each gets one in it")
      .Required()
      .Takes(ValueKind::kFile);
  command.AddFlag("--with-indexes", with_indexes,
                  "the indexes, too; else 'ritmon index' makes them again");
  command.AddFlag("--verify", verify,
                  "make none: read the last one (or this one) and compare it "
                  "with its manifest");
  command.Footer(
      "Files that have not changed are hard links to the backup before. To\n"
      "restore: docs/operations.md.");
  command.Example("ritmon backup /mnt/backup/ritmon");
  if (const auto over = command.Parse(arguments)) return *over;
  if (verify) return Verify(directory);
  auto config = common.Load();
  if (!config) return Report(config.error());
  const SystemClock clock;
  const auto report = MakeBackup(config->options,
                                 {.directory = directory,
                                  .configuration = common.config_path,
                                  .with_indexes = with_indexes},
                                 clock);
  if (!report) return Report(report.error());
  if (!common.quiet) {
    if (auto s = Print(Summary(*report)); !s) return Report(s.error());
  }
  return kExitOk;
}

}  // namespace ritmon
