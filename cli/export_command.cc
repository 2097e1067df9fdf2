// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "cli/command_line.h"
#include "cli/export_grants.h"
#include "cli/exports.h"
#include "cli/frontend.h"

namespace ritmon {
namespace {

// As it is named, else by the file's ending, else CSV.
TableFormat FormatOf(const std::string& name, const std::string& output,
                     bool excel) {
  std::optional<TableFormat> format = FindTableFormat(name);
  if (!format) {
    const std::string ending = std::filesystem::path(output).extension();
    format = FindTableFormat(ending.empty() ? "" : ending.substr(1));
  }
  if (excel) return TableFormat::kExcelCsv;
  return format.value_or(TableFormat::kCsv);
}

void Tell(const ExportSummary& summary, const std::string& output) {
  if (summary.without_place > 0) {
    fmt::print(stderr, "{} of {} companies have no known place: no geometry\n",
               summary.without_place, summary.rows);
  }
  fmt::print(stderr, "{}", summary.notes);
  if (output != "-") {
    fmt::print(stderr, "wrote {}: {} rows\n", output, summary.rows);
  }
}

}  // namespace

int ExportCommand(const Arguments& arguments) {
  CommandLine command{
      "tagged companies, pages or grants as a table, for a spreadsheet "
      "or a map",
      "ritmon export"};
  CommonFlags common;
  ExportRequest request;
  std::string what;
  std::string output = "-";
  std::string format;
  std::string lang;
  bool excel = false;
  std::vector<std::string> words;
  common.AddTo(command);
  command.Add("WHAT", what, "companies, pages or grants")
      .Required()
      .OneOf({"companies", "pages", "grants"});
  command.Add("QUERY", words, "only what matches this query")
      .Takes(ValueKind::kQuery);
  command
      .Add("-f,--format", format,
           "csv, xlsx, jsonl or geojson; else by the file's ending, else "
           "csv")
      .OneOf({"csv", "xlsx", "jsonl", "geojson"});
  command.AddFlag("--excel", excel,
                  "CSV as Excel in German takes it: semicolons, decimal comma");
  command.Add("-o,--output", output, "file; - is standard output")
      .ShowDefault()
      .Takes(ValueKind::kFile);
  command.Add("--columns", request.columns,
              "basic, standard, contact, full, or names with commas: "
              "id,name,fields");
  command
      .Add("--lang", lang,
           "of titles: de or en; else ids in csv, German in xlsx")
      .OneOf({"de", "en"});
  command.Add("--as-of", request.as_of, "date that ages are counted on");
  command.AddFlag("--everywhere", request.everywhere, "not only in the region");
  command.AddFlag("--all", request.all, "also what has no field");
  command.Example("ritmon export companies -o companies.xlsx");
  command.Example(
      "ritmon export companies 'age:<5' -f geojson -o young.geojson");
  if (const auto over = command.Parse(arguments)) return *over;
  request.query = JoinWords(words);
  if (excel && !format.empty() && format != "csv") {
    fmt::print(stderr, "ritmon: --excel is a kind of csv; leave out -f {}\n",
               format);
    return kExitUsage;
  }
  request.format = FormatOf(format, output, excel);
  if (!lang.empty()) {
    request.language = lang == "de" ? Language::kGerman : Language::kEnglish;
  } else if (request.format == TableFormat::kExcelCsv ||
             request.format == TableFormat::kXlsx) {
    // What people open.
    request.language = Language::kGerman;
  }
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  // Rows that run over the screen are progress enough.
  const bool to_screen = output == "-" && ProbeStandardOutput().is_terminal;
  request.on_row = TerminalRowProgress(common.quiet || to_screen);
  const auto export_what = what == "companies" ? ExportCompanies
                           : what == "pages"   ? ExportPages
                                               : ExportGrants;
  auto summary = export_what(*analysis, request, output);
  if (!summary) return Report(summary.error());
  if (!common.quiet) EndProgress();
  if (!common.quiet) Tell(*summary, output);
  return kExitOk;
}

}  // namespace ritmon
