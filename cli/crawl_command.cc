// SPDX-License-Identifier: GPL-3.0-or-later
// crawl, ingest, replay and tag: one stage each, then the indexes.

#include <fmt/format.h>

#include "cli/command_line.h"
#include "cli/job_frontend.h"

namespace ritmon {
namespace {

// Indexes what a stage has changed; the end of each of these commands.
int IndexAndEnd(Job& job, bool quiet, int code) {
  auto index = job.IndexIfChanged();
  if (!index) return Report(index.error());
  if (*index) Tell(quiet, Describe(**index));
  return code;
}

bool IsDamaged(const std::vector<ArchiveFileReport>& reports) {
  for (const ArchiveFileReport& report : reports) {
    if (report.problems > 0 || report.truncated) return true;
  }
  return false;
}

}  // namespace

int CrawlCommand(const Arguments& arguments) {
  CommandLine command{"fetch what is due; resumes by itself", "ritmon crawl"};
  CommonFlags common;
  common.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  StopOnSignal stop;
  auto job =
      OpenJob(common, clock, stop.Watch(TerminalProgress(common.quiet)), true);
  if (!job) return Report(job.error());
  auto retagged = job->RetagIfChanged(false);
  if (!retagged) return Report(retagged.error());
  auto status = job->Crawl(stop.token());
  if (!status) return Report(status.error());
  EndProgress();
  Tell(common.quiet, DescribeCrawl(*job));
  return IndexAndEnd(*job, common.quiet,
                     stop.stopped() ? kExitInterrupted : kExitOk);
}

int IngestCommand(const Arguments& arguments) {
  CommandLine command{"read somebody else's crawl as if it were ours",
                      "ritmon ingest"};
  CommonFlags common;
  std::vector<std::string> files;
  common.AddTo(command);
  command.Add("FILE", files, ".warc, .warc.gz or .warc.zst files").Required();
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, clock, TerminalProgress(common.quiet), false);
  if (!job) return Report(job.error());
  auto retagged = job->RetagIfChanged(false);
  if (!retagged) return Report(retagged.error());
  auto reports = job->Ingest({files.begin(), files.end()});
  if (!reports) return Report(reports.error());
  EndProgress();
  Tell(common.quiet, Describe(*reports));
  return IndexAndEnd(*job, common.quiet,
                     IsDamaged(*reports) ? kExitPartial : kExitOk);
}

int ReplayCommand(const Arguments& arguments) {
  CommandLine command{
      "delete everything derived and make it again from the archive",
      "ritmon replay"};
  CommonFlags common;
  common.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, clock, TerminalProgress(common.quiet), false);
  if (!job) return Report(job.error());
  auto reports = job->Replay();
  if (!reports) return Report(reports.error());
  EndProgress();
  Tell(common.quiet, Describe(*reports));
  // Half a record at the end is what a kill leaves; nothing is missing then.
  return IndexAndEnd(*job, common.quiet, kExitOk);
}

int TagCommand(const Arguments& arguments) {
  CommandLine command{"tag stored pages anew after a keyword list changed",
                      "ritmon tag"};
  CommonFlags common;
  bool force = false;
  common.AddTo(command);
  command.AddFlag("--force", force, "also if the lists have not changed");
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, clock, TerminalProgress(common.quiet), false);
  if (!job) return Report(job.error());
  auto report = job->RetagIfChanged(force);
  if (!report) return Report(report.error());
  EndProgress();
  if (*report) {
    Tell(common.quiet, fmt::format("tagged {} pages, {} changed\n",
                                   (*report)->pages, (*report)->changed));
  } else {
    Tell(common.quiet, "the keyword lists have not changed\n");
  }
  return IndexAndEnd(*job, common.quiet, kExitOk);
}

}  // namespace ritmon
