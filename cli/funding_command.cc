// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon funding table|projects|recipients|index|companies: where the public
// research money goes.

#include <fmt/format.h>

#include <sstream>

#include "cli/funding_flags.h"
#include "cli/funding_index.h"
#include "cli/funding_projects.h"
#include "cli/funding_rows.h"
#include "cli/subcommands.h"

namespace ritmon {
namespace {

Result<std::vector<FundingAxis>> ParseAxes(const std::string& text) {
  std::vector<FundingAxis> axes;
  std::istringstream parts(text);
  std::string part;
  while (std::getline(parts, part, ',')) {
    auto axis = ParseFundingAxis(part);
    if (!axis) return tl::unexpected(axis.error());
    axes.push_back(*axis);
  }
  return axes;
}

int TableCommand(const Arguments& arguments) {
  CommandLine command{"sums and projects by one or two dimensions",
                      "ritmon funding table"};
  FundingFlags flags;
  std::string by = "field,actor";
  std::string field;
  uint64_t top = 0;
  flags.AddTo(command);
  std::string names;
  for (const std::string_view name : FundingAxisNames()) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  command.Add("--by", by, "one or two of: " + names).ShowDefault();
  command.Add("--field", field, "only this field (with --by field,...)");
  command.Add("--top", top, "so many rows at most");
  if (const auto over = command.Parse(arguments)) return *over;
  auto axes = ParseAxes(by);
  if (!axes) return Report(axes.error());
  auto question = FundingQuestion::Open(flags);
  if (!question) return Report(question.error());
  const Vocabulary& vocabulary = question->analysis.vocabulary();
  if (!field.empty()) {
    auto entry = FindEntry(vocabulary.fields, field, "field");
    if (!entry) return Report(entry.error());
    field = (*entry)->id;
    if (std::find(axes->begin(), axes->end(), FundingAxis::kField) ==
        axes->end()) {
      axes->insert(axes->begin(), FundingAxis::kField);
    }
  }
  auto table =
      question->view.Count(*axes, question->indicators, question->scope);
  if (!table) return Report(table.error());
  if (!field.empty()) KeepField(field, *table);
  const auto rows = RowsOf(*table, vocabulary, top);
  std::string out;
  if (flags.format == "json") {
    out = FundingAsJson(*table, rows, question->region,
                        question->scope.research_only);
  } else if (flags.format == "csv") {
    out = FundingAsCsv(*table, rows);
  } else {
    out = FundingAsText(*table, rows, vocabulary, question->terminal) +
          question->BasisText();
  }
  auto status = Print(out, question->terminal);
  return status ? kExitOk : Report(status.error());
}

constexpr Subcommand kCommands[] = {
    {"table", "sums and projects by field, actor, year, district, ...",
     TableCommand},
    {"projects", "the largest projects, with partners inside and outside",
     FundingProjectsCommand},
    {"recipients", "who receives it, whose company that is, is it tagged",
     FundingRecipientsCommand},
    {"index", "funding per employee against other regions (FuE-Index)",
     FundingIndexCommand},
    {"companies", "money against companies, field by field",
     FundingCompaniesCommand},
};

}  // namespace

int FundingCommand(const Arguments& arguments) {
  return RunSubcommand({"ritmon funding", "funding command", kCommands,
                        "Grants come from 'ritmon import grants FILE' or from "
                        "[[grants]] of the\nconfiguration."},
                       arguments);
}

}  // namespace ritmon
