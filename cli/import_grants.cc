// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/import_grants.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "cli/command_line.h"
#include "cli/import_progress.h"
#include "cli/job_frontend.h"
#include "cli/json_output.h"

namespace ritmon {
namespace {

constexpr size_t kShownRefusals = 20;

struct GrantFlags {
  CommonFlags common;
  std::vector<std::string> files;
  std::string delimiter;
  std::string encoding;
  std::string as_of;
  bool json = false;

  void AddTo(CommandLine& command) {
    common.AddTo(command);
    command
        .Add("FILE", files,
             "exports of FÖKAT or EnArgus (CSV); .gz, .bz2, .xz and .zst are "
             "unpacked")
        .Required();
    command.Add("--delimiter", delimiter, "';', ','; found if not given");
    command.Add("--encoding", encoding, "ISO-8859-15, ...; found if not given");
    command.Add("--as-of", as_of, "date of the data, 2026-10-01");
    command.AddFlag("--json", json, "one JSON object a file");
  }
};

Result<GrantSource> SourceOf(const GrantFlags& flags) {
  GrantSource source;
  if (flags.delimiter.size() > 1) {
    return Fail(ErrorKind::kInvalid,
                "--delimiter: '" + flags.delimiter + "' is not one sign");
  }
  if (!flags.delimiter.empty()) source.delimiter = flags.delimiter.front();
  if (!flags.encoding.empty()) source.encoding = flags.encoding;
  if (!flags.as_of.empty() && !ParseDate(flags.as_of)) {
    return Fail(ErrorKind::kInvalid,
                "--as-of: '" + flags.as_of + "' is no date");
  }
  source.as_of = flags.as_of;
  return source;
}

std::string DescribeFile(const GrantFileReport& report) {
  const GrantImportSummary& summary = report.summary;
  const GrantFileSummary& file = summary.file;
  std::string text = fmt::format(
      "imported {} ({}, {}): {} read, {} new, {} changed, {} unchanged, {} "
      "dropped, {} refused\n",
      report.file.string(), ToString(file.header), file.encoding, file.read,
      summary.added, summary.changed, summary.unchanged, file.Dropped(),
      file.refused);
  for (const auto& [reason, rows] : file.dropped) {
    text += fmt::format("  dropped {}: {}\n", rows, reason);
  }
  if (file.persons + file.undisclosed > 0) {
    text +=
        fmt::format("  of those kept, {} of persons, {} without an amount\n",
                    file.persons, file.undisclosed);
  }
  const size_t shown = std::min(file.refusals.size(), kShownRefusals);
  for (size_t i = 0; i < shown; ++i) {
    text += fmt::format("  {}:{}: {}\n", report.file.string(),
                        file.refusals[i].line, file.refusals[i].reason);
  }
  if (file.refused > shown) {
    text += fmt::format("  and {} more\n", file.refused - shown);
  }
  return text;
}

std::string FileJson(const GrantFileReport& report) {
  using Json = nlohmann::ordered_json;
  const GrantImportSummary& summary = report.summary;
  Json refusals = Json::array();
  for (const GrantRefusal& refusal : summary.file.refusals) {
    refusals.push_back({{"line", refusal.line}, {"reason", refusal.reason}});
  }
  const Json json{{"file", report.file.string()},
                  {"header", ToString(summary.file.header)},
                  {"encoding", summary.file.encoding},
                  {"read", summary.file.read},
                  {"new", summary.added},
                  {"changed", summary.changed},
                  {"unchanged", summary.unchanged},
                  {"dropped", summary.file.dropped},
                  {"refused", summary.file.refused},
                  {"persons", summary.file.persons},
                  {"undisclosed", summary.file.undisclosed},
                  {"refusals", std::move(refusals)}};
  return JsonLine(json);
}

// Says what came of one file; the exit code for it.
Result<int> Tell(const GrantImportReport& report, const std::string& file,
                 const GrantFlags& flags) {
  const bool quiet = flags.common.quiet;
  if (report.unchanged_files > 0 && !quiet) {
    fmt::print(stderr, "{}: imported before and unchanged since\n", file);
  }
  for (const GrantFileReport& read : report.files) {
    if (flags.json) {
      if (auto s = Print(FileJson(read)); !s) return tl::unexpected(s.error());
    } else if (!quiet) {
      fmt::print(stderr, "{}", DescribeFile(read));
    }
  }
  return CodeOf(report);
}

}  // namespace

OnGrantProgress TerminalGrantProgress(bool quiet) {
  if (quiet || isatty(STDERR_FILENO) == 0) return {};
  return [](const std::filesystem::path& file, uint64_t rows) {
    fmt::print(stderr, "\r{}: {} grants\033[K", file.filename().string(), rows);
  };
}

int CodeOf(const GrantImportReport& report) {
  for (const GrantFileReport& file : report.files) {
    if (file.summary.file.refused > 0) return kExitPartial;
  }
  return kExitOk;
}

std::string Describe(const GrantImportReport& report) {
  std::string text;
  for (const GrantFileReport& file : report.files) text += DescribeFile(file);
  return text;
}

std::string Describe(const GrantFactsReport& report) {
  return fmt::format(
      "tagged {} grants: {} in a field, {} of companies in the register\n",
      report.grants, report.in_a_field, report.companies);
}

int ImportGrantsCommand(const Arguments& arguments) {
  CommandLine command{
      "funded projects into the store; a later file updates and keeps what "
      "was before",
      "ritmon import grants"};
  GrantFlags flags;
  flags.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  auto source = SourceOf(flags);
  if (!source) return Report(source.error());
  const SystemClock clock;
  auto job = OpenJob(flags.common, "import", clock, {}, false);
  if (!job) return Report(job.error());
  const bool quiet = flags.common.quiet;
  const int code =
      ImportEach(flags.files, [&](const std::string& file) -> Result<int> {
        source->file = file;
        auto report =
            job->ImportGrants({*source}, TerminalGrantProgress(quiet));
        EndProgress();
        if (!report) return tl::unexpected(report.error());
        return Tell(*report, file, flags);
      });
  auto tagged = job->TagGrantsIfChanged();
  if (!tagged) return Report(tagged.error());
  if (job->tagged_grants() && !flags.common.quiet) {
    fmt::print(stderr, "{}", Describe(*job->tagged_grants()));
  }
  return code;
}

}  // namespace ritmon
