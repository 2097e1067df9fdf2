// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/import_all.h"

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

class Importer {
 public:
  Importer(Job& job, bool quiet, const Clock& clock)
      : job_(job), quiet_(quiet), clock_(clock) {}

  Result<int> Companies(const std::vector<CompanySource>& sources) {
    auto report = job_.Import(sources, TerminalImportProgress(quiet_));
    EndProgress();
    if (!report) return tl::unexpected(report.error());
    Tell(quiet_, Describe(*report));
    return CodeOf(*report);
  }

  Result<int> Grants(const std::vector<GrantSource>& sources) {
    auto report = job_.ImportGrants(sources, TerminalGrantProgress(quiet_));
    EndProgress();
    if (!report) return tl::unexpected(report.error());
    Tell(quiet_, Describe(*report));
    return CodeOf(*report);
  }

  // A file that is refused is filed away with the reason, so that the next run
  // does not stumble over it again; when the machine fails, it stays where it
  // is.
  Result<int> Incoming(const IncomingFile& file) {
    auto code = file.kind == IncomingKind::kGrants
                    ? Grants({file.AsGrantSource()})
                    : Companies({file.AsCompanySource()});
    const IncomingOptions& options = job_.options().incoming;
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
  Job& job_;
  bool quiet_;
  const Clock& clock_;
};

}  // namespace

int ImportAllCommand(const Arguments& arguments) {
  CommandLine command{
      "what the configuration names and has changed, and what lies in the "
      "folder that it watches",
      "ritmon import all"};
  CommonFlags common;
  common.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, "import", clock, {}, false);
  if (!job) return Report(job.error());
  const Options& options = job->options();
  Importer importer(*job, common.quiet, clock);
  ImportCode codes;
  codes.Add(importer.Companies(options.companies));
  codes.Add(importer.Grants(options.grants));
  if (!options.incoming.directory.empty()) {
    auto files = FindIncoming(options.incoming, clock.Now());
    if (!files) return Report(files.error());
    for (const IncomingFile& file : *files) codes.Add(importer.Incoming(file));
  }
  auto tagged = job->TagGrantsIfChanged();
  return tagged ? codes.code() : Report(tagged.error());
}

}  // namespace ritmon
