// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon retention: what the configuration gives a time to live, and has had
// it.

#include <fmt/format.h>

#include "cli/command_line.h"
#include "cli/forget_rows.h"
#include "cli/job_frontend.h"
#include "cli/json_output.h"
#include "cli/wording.h"

namespace ritmon {

int RetentionCommand(const Arguments& arguments) {
  CommandLine command{"remove what archive.* of the configuration has ended",
                      "ritmon retention"};
  CommonFlags common;
  OutputFlags output;
  bool dry_run = false;
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command.AddFlag("--dry-run", dry_run, "say what would go, remove nothing");
  command.AddFlag("--json", json, "one JSON object");
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, "retention", clock, TerminalProgress(common.quiet),
                     false);
  if (!job) return Report(job.error());
  auto removed = job->EndRetention(dry_run ? RetentionMode::kCount
                                           : RetentionMode::kRemove);
  if (!removed) return Report(removed.error());
  if (!dry_run) {
    auto indexed = job->IndexIfChanged();
    if (!indexed) return Report(indexed.error());
  }
  EndProgress();
  const Terminal terminal = output.terminal();
  std::string text;
  if (json) {
    text = IndentedJson(ToJson(RetentionRun{clock.Now(), *removed}));
  } else if (!common.quiet) {
    text =
        Say(terminal.language, Phrase::retention_run, removed->files,
            removed->captures, removed->bytes, removed->pages, removed->urls) +
        "\n";
    if (dry_run) text += Say(terminal.language, Phrase::forget_dry_run) + "\n";
  }
  auto printed = Print(text, terminal);
  return printed ? kExitOk : Report(printed.error());
}

}  // namespace ritmon
