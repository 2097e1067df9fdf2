// SPDX-License-Identifier: GPL-3.0-or-later
// The whole job: import, crawl, tag, attribute, index, report.

#include <memory>
#include <utility>

#include "base/files.h"
#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/count_view.h"
#include "cli/exports.h"
#include "cli/import_grants.h"
#include "cli/import_progress.h"
#include "cli/job_frontend.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

// Everything up to the indexes; the data directory's lock is free afterwards.
// `timings` go on.
int DoJob(const CommonFlags& common, const Clock& clock, StopOnSignal& stop,
          std::unique_ptr<RunTimings>& timings) {
  auto job = OpenJob(common, "run", clock,
                     stop.Watch(TerminalProgress(common.quiet)), true);
  if (!job) return Report(job.error());
  const auto say = [&](const std::string& text) {
    EndProgress();
    Tell(common.quiet, text);
  };
  auto imported = job->Import(TerminalImportProgress(common.quiet));
  if (!imported) return Report(imported.error());
  say(Describe(*imported));
  auto grants = job->ImportGrants(TerminalGrantProgress(common.quiet));
  if (!grants) return Report(grants.error());
  say(Describe(*grants));
  auto retagged = job->RetagIfChanged(false);
  if (!retagged) return Report(retagged.error());
  auto crawled = job->Crawl(stop.token());
  if (!crawled) return Report(crawled.error());
  say(DescribeCrawl(*job));
  if (stop.stopped()) {
    say("stopped; the next run goes on from here\n");
    return kExitInterrupted;
  }
  auto indexed = job->IndexIfChanged();
  if (!indexed) return Report(indexed.error());
  if (*indexed) say(Describe(**indexed));
  if (job->tagged_grants()) say(Describe(*job->tagged_grants()));
  timings = std::move(*job).TakeTimings();
  return kExitOk;
}

// The count table on standard output, the list and the report as files.
int ShowResult(const CommonFlags& common, StepClock& steps) {
  const StepTimer timer(steps, JobStep::report);
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  const CountOptions options{.as_of = analysis->today()};
  auto query = analysis->ParseCompanyQuery("", false, analysis->today());
  if (!query) return Report(query.error());
  auto companies = analysis->OpenCompanies();
  if (!companies) return Report(companies.error());
  auto table =
      companies->Count(*query, {Dimension::kFutureField, Dimension::kField},
                       options, analysis->vocabulary());
  if (!table) return Report(table.error());
  const auto reports = analysis->options().workspace.reports();
  if (auto s = MakeDirectories(reports); !s) return Report(s.error());
  auto list = WriteCompanyList(*analysis, reports / "companies.csv");
  if (!list) return Report(list.error());
  auto report = WriteReport(*analysis, reports / "report.html", {},
                            analysis->today(), true);
  if (!report) return Report(report.error());
  steps.Count(JobStep::report, 2);
  const Terminal terminal = DescribeTerminal(ProbeStandardOutput());
  const auto line = [&](Phrase phrase, const char* file) {
    return Say(terminal.language, phrase, (reports / file).string()) + "\n";
  };
  auto status = Print(RenderCount(*table, analysis->vocabulary(), terminal) +
                      "\n" + line(Phrase::run_list, "companies.csv") +
                      line(Phrase::run_report, "report.html"));
  return status ? kExitOk : Report(status.error());
}

}  // namespace

int RunCommand(const Arguments& arguments) {
  CommandLine command{
      "the whole job: import, crawl, tag, attribute, index, report",
      "ritmon run"};
  CommonFlags common;
  common.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  StopOnSignal stop;
  std::unique_ptr<RunTimings> timings;
  const int code = DoJob(common, clock, stop, timings);
  return code == kExitOk ? ShowResult(common, timings->clock()) : code;
}

}  // namespace ritmon
