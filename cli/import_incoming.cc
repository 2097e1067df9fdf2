// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/import_incoming.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/import_grants.h"
#include "cli/import_progress.h"
#include "cli/import_summary.h"
#include "cli/job_frontend.h"
#include "pipeline/incoming.h"

namespace ritmon {
namespace {

// What the folder of [incoming] holds. Files that are refused are filed away
// with the reason, so that the next run does not stumble over them again; when
// the machine fails, they stay where they are.
class IncomingImport {
 public:
  IncomingImport(Job& job, bool quiet, const Clock& clock)
      : job_(job), quiet_(quiet), clock_(clock) {}

  Result<int> Import(const IncomingFile& file) {
    auto code = file.kind == IncomingKind::kGrants ? ImportGrants(file)
                                                   : ImportCompanies(file);
    EndProgress();
    const auto& options = job_.options().incoming;
    if (!code && code.error().kind != ErrorKind::kInvalid) return code;
    auto moved =
        code ? FileAway(options, file, clock_.Now())
             : FileAsRefused(options, file, code.error().message, clock_.Now());
    if (!moved) return tl::unexpected(moved.error());
    if (code) return code;
    Warn(code.error().message + "\nmoved to " + moved->string());
    return kExitPartial;
  }

 private:
  Result<int> ImportCompanies(const IncomingFile& file) {
    auto report =
        job_.Import({file.AsCompanySource()}, TerminalImportProgress(quiet_));
    if (!report) return tl::unexpected(report.error());
    int code = kExitOk;
    for (const ImportSummary& summary : report->files) {
      if (summary.refused > 0) code = kExitPartial;
      if (!quiet_) fmt::print(stderr, "{}", DescribeImport(summary));
    }
    return code;
  }

  Result<int> ImportGrants(const IncomingFile& file) {
    auto report = job_.ImportGrants({file.AsGrantSource()},
                                    TerminalGrantProgress(quiet_));
    if (!report) return tl::unexpected(report.error());
    int code = kExitOk;
    for (const GrantFileReport& read : report->files) {
      if (read.summary.file.refused > 0) code = kExitPartial;
    }
    if (!quiet_) fmt::print(stderr, "{}", Describe(*report));
    return code;
  }

  Job& job_;
  bool quiet_;
  const Clock& clock_;
};

}  // namespace

int ImportIncomingCommand(const Arguments& arguments) {
  CommandLine command{
      "what lies in the folder of [incoming], and files it away",
      "ritmon import incoming"};
  CommonFlags common;
  common.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, clock, {}, false);
  if (!job) return Report(job.error());
  const IncomingOptions& options = job->options().incoming;
  if (options.directory.empty()) {
    return Report(Error{ErrorKind::kInvalid,
                        "incoming.directory is not set: no folder is watched "
                        "(config/reference.toml shows how)"});
  }
  auto files = FindIncoming(options, clock.Now());
  if (!files) return Report(files.error());
  IncomingImport importer(*job, common.quiet, clock);
  std::vector<std::string> names;
  for (const IncomingFile& file : *files) names.push_back(file.file.string());
  size_t next = 0;
  const int code = ImportEach(names, [&](const std::string&) {
    return importer.Import((*files)[next++]);
  });
  auto tagged = job->TagGrantsIfChanged();
  return tagged ? code : Report(tagged.error());
}

}  // namespace ritmon
