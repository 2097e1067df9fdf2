// SPDX-License-Identifier: GPL-3.0-or-later
// The review list out, decisions in.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "cli/exports.h"
#include "cli/job_frontend.h"
#include "cli/json_output.h"
#include "cli/review_rows.h"
#include "cli/subcommands.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

// What reading subcommands need.
struct ReviewData {
  Database database;
  PageStore pages;
};

Result<ReviewData> OpenReview(const CommonFlags& common) {
  auto config = common.Load();
  if (!config) return tl::unexpected(config.error());
  const Workspace& workspace = config->options.workspace;
  auto pages = PageStore::OpenReadOnly(workspace.text());
  if (!pages) {
    return Fail(pages.error().kind,
                pages.error().message + "; 'ritmon run' does the whole job");
  }
  auto database = OpenState(workspace);
  if (!database) return tl::unexpected(database.error());
  return ReviewData{std::move(*database), std::move(*pages)};
}

// Applies what was changed, as every command that writes does.
int IndexAndEnd(Job& job, bool quiet) {
  auto index = job.IndexIfChanged();
  if (!index) return Report(index.error());
  if (*index && !quiet) fmt::print(stderr, "{}", Describe(**index));
  return kExitOk;
}

int ReviewExport(const Arguments& arguments) {
  CommandLine command{"the sites of which people must say whose they are",
                      "ritmon review export"};
  CommonFlags common;
  std::string output = "-";
  bool all = false;
  common.AddTo(command);
  command
      .Add("-o,--output", output,
           "file, .xlsx or .csv; - is standard output (csv)")
      .ShowDefault();
  command.AddFlag(
      "--all", all,
      "also sites that are settled, decided, or without a candidate");
  if (const auto over = command.Parse(arguments)) return *over;
  auto data = OpenReview(common);
  if (!data) return Report(data.error());
  auto items = ListForReview(data->database, data->pages,
                             all ? ReviewScope::kAll : ReviewScope::kOpen);
  if (!items) return Report(items.error());
  Status written;
  if (output == "-") {
    written = Print(ReviewAsCsv(*items));
  } else if (output.ends_with(".xlsx")) {
    written = WriteReviewSheet(output, *items, SystemClock().Now());
  } else {
    written = WriteCsvFile(output, ReviewAsCsv(*items));
  }
  if (!written) return Report(written.error());
  if (output != "-" && !common.quiet) {
    fmt::print(stderr, "wrote {}: {} rows\n", output, items->size());
  }
  return kExitOk;
}

int ReviewTake(const Arguments& arguments) {
  CommandLine command{
      "take the decisions of a list that was filled in, all or none",
      "ritmon review import"};
  CommonFlags common;
  std::string file;
  common.AddTo(command);
  command.Add("FILE", file, "an XLSX or CSV file, as export writes it")
      .Required();
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, "review", clock, {}, false);
  if (!job) return Report(job.error());
  auto import = job->ImportReview(file);
  if (!import) return Report(import.error());
  if (!import->mistakes.empty()) {
    for (const ReviewMistake& mistake : import->mistakes) {
      fmt::print(stderr, "{}:{}: {}\n", file, mistake.line, mistake.message);
    }
    return Report(Error{ErrorKind::kInvalid,
                        fmt::format("{}: {} mistakes, nothing was taken", file,
                                    import->mistakes.size())});
  }
  if (!common.quiet) {
    fmt::print(stderr,
               "decisions: {} new, {} changed, {} as they were; {} rows "
               "without one\n",
               import->added, import->changed, import->unchanged,
               import->undecided);
  }
  return IndexAndEnd(*job, common.quiet);
}

int ReviewList(const Arguments& arguments) {
  CommandLine command{"what was decided, and what the machine makes of it",
                      "ritmon review list"};
  CommonFlags common;
  OutputFlags output;
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command.AddFlag("--json", json, "one JSON object a decision");
  if (const auto over = command.Parse(arguments)) return *over;
  auto data = OpenReview(common);
  if (!data) return Report(data.error());
  auto decisions = StandingDecisions(data->database, data->pages);
  if (!decisions) return Report(decisions.error());
  const Terminal terminal = output.terminal();
  std::string text;
  if (json) {
    for (const StandingDecision& decision : *decisions) {
      text += JsonLine(ToJson(decision));
    }
  } else {
    text = ToText(*decisions, terminal);
  }
  auto printed = Print(text, terminal);
  return printed ? kExitOk : Report(printed.error());
}

int ReviewUndo(const Arguments& arguments) {
  CommandLine command{"take back all that was decided about a site",
                      "ritmon review undo"};
  CommonFlags common;
  std::vector<std::string> sites;
  common.AddTo(command);
  command.Add("SITE", sites, "as review list prints it").Required();
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto job = OpenJob(common, "review", clock, {}, false);
  if (!job) return Report(job.error());
  auto removed = job->UndoReview(sites);
  if (!removed) return Report(removed.error());
  if (!common.quiet) {
    fmt::print(stderr, "took back {} decisions\n", *removed);
  }
  return IndexAndEnd(*job, common.quiet);
}

constexpr Subcommand kReviewCommands[] = {
    {"export", "the sites that need a decision, as CSV or XLSX", ReviewExport},
    {"import", "decisions from such a file; they win over the machine",
     ReviewTake},
    {"list", "what was decided, beside what the machine says", ReviewList},
    {"undo", "take back what was decided about a site", ReviewUndo},
};

}  // namespace

int ReviewCommand(const Arguments& arguments) {
  return RunSubcommand({.command = "ritmon review",
                        .noun = "review command",
                        .entries = kReviewCommands,
                        .closing = ""},
                       arguments);
}

}  // namespace ritmon
