// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon forget: a host or a company out of everything, and kept out.

#include <fmt/format.h>

#include "cli/command_line.h"
#include "cli/forget_rows.h"
#include "cli/job_frontend.h"
#include "cli/json_output.h"
#include "cli/wording.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

struct ForgetFlags {
  std::string subject;
  std::string reason;
  bool dry_run = false;
  bool yes = false;
  bool list = false;
  bool json = false;
  std::optional<int> undo;
};

int Finish(const Status& printed) {
  return printed ? kExitOk : Report(printed.error());
}

int ShowRecord(const CommonFlags& common, const ForgetFlags& flags,
               const Terminal& terminal) {
  auto config = common.Load();
  if (!config) return Report(config.error());
  const Workspace& workspace = config->options.workspace;
  std::vector<ForgetEntry> entries;
  std::vector<RetentionRun> runs;
  if (std::filesystem::exists(workspace.state_db())) {
    auto database = OpenStateReadOnly(workspace);
    if (!database) return Report(database.error());
    auto all = ReadForgetEntries(*database);
    if (!all) return Report(all.error());
    auto removed = ReadRetentionRuns(*database);
    if (!removed) return Report(removed.error());
    entries = std::move(*all);
    runs = std::move(*removed);
  }
  if (!flags.json) {
    return Finish(
        Print(ToText(entries, terminal) + ToText(runs, terminal), terminal));
  }
  Json json{{"forgotten", Json::array()}, {"retention", Json::array()}};
  for (const ForgetEntry& entry : entries) {
    json["forgotten"].push_back(ToJson(entry));
  }
  for (const RetentionRun& run : runs) {
    json["retention"].push_back(ToJson(run));
  }
  return Finish(Print(IndentedJson(json), terminal));
}

int Undo(const CommonFlags& common, const ForgetFlags& flags,
         const Terminal& terminal) {
  const SystemClock clock;
  auto job = OpenJob(common, "forget", clock, {}, false);
  if (!job) return Report(job.error());
  if (auto s = job->AllowAgain(*flags.undo); !s) return Report(s.error());
  return Finish(Print(
      flags.json
          ? JsonLine(Json{{"allowed", *flags.undo}})
          : Say(terminal.language, Phrase::forget_undone, *flags.undo) + "\n",
      terminal));
}

int ForgetOne(const CommonFlags& common, const ForgetFlags& flags,
              const Terminal& terminal) {
  const SystemClock clock;
  auto job =
      OpenJob(common, "forget", clock, TerminalProgress(common.quiet), false);
  if (!job) return Report(job.error());
  auto plan = job->PlanForget(flags.subject);
  if (!plan) return Report(plan.error());
  Json json = ToJson(*plan);
  std::string text = ToText(*plan, terminal);
  int code = kExitOk;
  Phrase end = Phrase::forget_dry_run;
  int64_t entry = 0;
  if (!flags.dry_run && !flags.yes) {
    end = Phrase::forget_needs_yes;
    code = kExitUsage;
  } else if (!flags.dry_run) {
    end = Phrase::forget_done;
    auto forgotten = job->Forget(*plan, flags.reason);
    EndProgress();
    if (!forgotten) return Report(forgotten.error());
    entry = *forgotten;
    json["entry"] = entry;
  }
  text += Say(terminal.language, end, entry) + "\n";
  auto printed = Print(flags.json ? IndentedJson(json) : text, terminal);
  return printed ? code : Report(printed.error());
}

}  // namespace

int ForgetCommand(const Arguments& arguments) {
  CommandLine command{
      "a host or a company out of everything, the archive too, and kept out",
      "ritmon forget"};
  CommonFlags common;
  OutputFlags output;
  ForgetFlags flags;
  common.AddTo(command);
  output.AddTo(command);
  command.Add("SUBJECT", flags.subject,
              "a host, a URL (its host), a company's id or name");
  command.Add("--reason", flags.reason,
              "kept in the record as it is written: name nobody");
  command.AddFlag("--dry-run", flags.dry_run, "say what there is, and stop");
  command.AddFlag("--yes", flags.yes, "do it; it cannot be undone");
  command.AddFlag("--list", flags.list,
                  "what was forgotten, and what retention has removed");
  command.Add("--undo", flags.undo,
              "let an entry's host or company come back; brings nothing back");
  command.AddFlag("--json", flags.json, "one JSON object");
  command.Footer(
      "The record keeps numbers and keyed hashes, no names. A killed run is\n"
      "completed by the next job that writes. docs/operations.md.");
  command.Example("ritmon forget firma.example --dry-run");
  if (const auto over = command.Parse(arguments)) return *over;
  const int tasks = (flags.subject.empty() ? 0 : 1) + (flags.list ? 1 : 0) +
                    (flags.undo ? 1 : 0);
  if (tasks != 1) {
    fmt::print(stderr,
               "ritmon forget: one of SUBJECT, --list and --undo is wanted\n");
    return kExitUsage;
  }
  const Terminal terminal = output.terminal();
  if (flags.list) return ShowRecord(common, flags, terminal);
  return flags.undo ? Undo(common, flags, terminal)
                    : ForgetOne(common, flags, terminal);
}

}  // namespace ritmon
