// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon import companies|grants FILE...

#include <fmt/format.h>

#include "cli/command_line.h"
#include "cli/import_all.h"
#include "cli/import_grants.h"
#include "cli/import_progress.h"
#include "cli/import_summary.h"
#include "cli/job_frontend.h"
#include "cli/subcommands.h"
#include "registry/source_format.h"

namespace ritmon {
namespace {

struct ImportFlags {
  CommonFlags common;
  std::vector<std::string> files;
  std::string format = "auto";
  std::string source;
  std::optional<int> rank;
  std::string mapping;
  std::string delimiter;
  std::string encoding;
  std::string as_of;
  bool dry_run = false;
  bool json = false;

  void AddTo(CommandLine& command) {
    common.AddTo(command);
    command
        .Add("FILE", files,
             "registers and lists; .gz, .bz2, .xz, .zst and .zip are "
             "unpacked; for xjustiz a folder too")
        .Required();
    command
        .Add("--format", format,
             "offeneregister, offeneregister-2022, gleif-csv, "
             "gleif-json, xjustiz or csv")
        .ShowDefault();
    command.Add("--source", source, "what a table's source is called");
    command
        .Add("--rank", rank,
             "how much a table is believed: 0 to 100, the register has "
             "50")
        .Between(0, 100);
    command.Add("--mapping", mapping,
                "a table's columns: a file, or the name of a ready-made "
                "mapping");
    command.Add("--delimiter", delimiter, "of a table: ';', 'tab', ...");
    command.Add("--encoding", encoding, "of a table: windows-1252, ...");
    command.Add("--as-of", as_of, "date of a table's data, 2026-03-31");
    command.AddFlag("--dry-run", dry_run,
                    "show what is understood of each file, store nothing");
    command.AddFlag("--json", json, "one JSON object a file");
  }
};

// What the flags say, for every file.
Result<CompanySource> SourceOf(const ImportFlags& flags,
                               const Options& options) {
  CompanySource source;
  if (flags.format != "auto") {
    if (!ParseSourceFormat(flags.format)) {
      return Fail(ErrorKind::kInvalid,
                  "--format: unknown format '" + flags.format + "'");
    }
    source.format = flags.format;
  }
  source.name = flags.source;
  source.rank = flags.rank;
  if (!flags.mapping.empty()) {
    source.mapping = flags.mapping;
    const bool is_name = flags.mapping.find('/') == std::string::npos &&
                         !flags.mapping.ends_with(".toml");
    if (is_name) {
      auto found = FindMapping(options, flags.mapping);
      if (!found) return tl::unexpected(found.error());
      source.mapping = std::move(*found);
    }
  }
  if (flags.delimiter == "tab" || flags.delimiter == "\\t") {
    source.delimiter = '\t';
  } else if (flags.delimiter.size() == 1) {
    source.delimiter = flags.delimiter.front();
  } else if (!flags.delimiter.empty()) {
    return Fail(ErrorKind::kInvalid,
                "--delimiter: '" + flags.delimiter + "' is not one sign");
  }
  if (!flags.encoding.empty()) source.encoding = flags.encoding;
  if (!flags.as_of.empty() && !ParseDate(flags.as_of)) {
    return Fail(ErrorKind::kInvalid,
                "--as-of: '" + flags.as_of + "' is no date");
  }
  source.as_of = flags.as_of;
  return source;
}

int Preview(const ImportFlags& flags) {
  auto config = flags.common.Load();
  if (!config) return Report(config.error());
  auto source = SourceOf(flags, config->options);
  if (!source) return Report(source.error());
  int code = kExitOk;
  for (const std::string& file : flags.files) {
    source->file = file;
    auto preview = PreviewCompanies(config->options, *source);
    if (!preview) {
      code = Report(preview.error());
      continue;
    }
    auto printed = Print(flags.json ? PreviewJson(file, *preview)
                                    : DescribePreview(file, *preview));
    if (!printed) return Report(printed.error());
    if (code == kExitOk && !preview->refusals.empty()) code = kExitPartial;
  }
  return code;
}

int Import(const ImportFlags& flags) {
  const SystemClock clock;
  auto job = OpenJob(flags.common, "import", clock, {}, false);
  if (!job) return Report(job.error());
  auto source = SourceOf(flags, job->options());
  if (!source) return Report(source.error());
  const bool quiet = flags.common.quiet;
  return ImportEach(flags.files, [&](const std::string& file) -> Result<int> {
    source->file = file;
    auto report = job->Import({*source}, TerminalImportProgress(quiet));
    EndProgress();
    if (!report) return tl::unexpected(report.error());
    if (report->unchanged_files > 0 && !quiet) {
      fmt::print(stderr, "{}: imported before and unchanged since\n", file);
    }
    for (const ImportSummary& summary : report->files) {
      if (flags.json) {
        if (auto s = Print(ImportJson(summary)); !s) {
          return tl::unexpected(s.error());
        }
      } else if (!quiet) {
        fmt::print(stderr, "{}", DescribeImport(summary));
      }
    }
    return CodeOf(*report);
  });
}

int ImportCompaniesCommand(const Arguments& arguments) {
  CommandLine command{
      "company registers and lists into the store; goes on where a killed one "
      "has ended",
      "ritmon import companies"};
  ImportFlags flags;
  flags.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  return flags.dry_run ? Preview(flags) : Import(flags);
}

constexpr Subcommand kSubjects[] = {
    {"companies", "company registers and lists", ImportCompaniesCommand},
    {"grants", "funded projects: exports of FÖKAT and EnArgus",
     ImportGrantsCommand},
    {"all", "what the configuration names, and what lies in its folder",
     ImportAllCommand},
};

}  // namespace

int ImportCommand(const Arguments& arguments) {
  return RunSubcommand({"ritmon import", "import subject", kSubjects, ""},
                       arguments);
}

}  // namespace ritmon
