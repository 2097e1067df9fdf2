// SPDX-License-Identifier: GPL-3.0-or-later
// crawl, ingest, replay, tag and index: one stage each, then the indexes.

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
  std::string only;
  common.AddTo(command);
  command
      .Add("--only", only,
           "a part of it: news (feeds and sites that print news) or social "
           "(companies' accounts in networks)")
      .OneOf({std::string(ToString(CrawlPart::kNews)),
              std::string(ToString(CrawlPart::kSocial))});
  if (const auto over = command.Parse(arguments)) return *over;
  CrawlPart part = CrawlPart::kAll;
  for (const CrawlPart known : {CrawlPart::kNews, CrawlPart::kSocial}) {
    if (only == ToString(known)) part = known;
  }
  const SystemClock clock;
  StopOnSignal stop;
  auto job = OpenJob(common, "crawl", clock,
                     stop.Watch(TerminalProgress(common.quiet)), true);
  if (!job) return Report(job.error());
  auto retagged = job->RetagIfChanged(false);
  if (!retagged) return Report(retagged.error());
  auto status = job->Crawl(stop.token(), part);
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
  auto job =
      OpenJob(common, "ingest", clock, TerminalProgress(common.quiet), false);
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
  auto job = OpenJob(common, "replay", clock, TerminalProgress(common.quiet),
                     false, JobStart::kReplay);
  if (!job) return Report(job.error());
  auto reports = job->Replay();
  if (!reports) return Report(reports.error());
  EndProgress();
  if (!job->left_behind().empty()) {
    Warn("the old page store is damaged; it stays as " +
         job->left_behind().string() +
         ": pages whose captures retention has removed are only there");
  }
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
  auto job =
      OpenJob(common, "tag", clock, TerminalProgress(common.quiet), false);
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

int IndexCommand(const Arguments& arguments) {
  CommandLine command{
      "bring page store and indexes up to date, or make the indexes anew",
      "ritmon index"};
  CommonFlags common;
  bool rebuild = false;
  common.AddTo(command);
  command.AddFlag("--rebuild", rebuild,
                  "make the indexes anew, also if nothing has changed");
  command.Footer(
      "Readers see the old indexes until the new ones are complete. Page "
      "store\n"
      "and archive stay as they are; `ritmon replay` makes the store anew, "
      "too.");
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job =
      OpenJob(common, "index", clock, TerminalProgress(common.quiet), false);
  if (!job) return Report(job.error());
  auto retagged = job->RetagIfChanged(false);
  if (!retagged) return Report(retagged.error());
  EndProgress();
  if (rebuild) {
    if (auto s = job->ForgetIndexes(); !s) return Report(s.error());
  }
  return IndexAndEnd(*job, common.quiet, kExitOk);
}

}  // namespace ritmon
