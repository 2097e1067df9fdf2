// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "base/files.h"
#include "cli/exports.h"

namespace ritmon {

int ExportCommand(const Arguments& arguments) {
  CLI::App app{"tagged companies or pages as a table", "ritmon export"};
  CommonFlags common;
  ExportRequest request;
  std::string what;
  std::string output = "-";
  std::vector<std::string> words;
  common.AddTo(app);
  app.add_option("WHAT", what, "companies or pages")
      ->required()
      ->check(CLI::IsMember({"companies", "pages"}));
  app.add_option("QUERY", words, "only what matches this query");
  app.add_option("-f,--format", request.format, "csv or jsonl")
      ->check(CLI::IsMember({"csv", "jsonl"}))
      ->capture_default_str();
  app.add_option("-o,--output", output, "file; - is standard output")
      ->capture_default_str();
  app.add_option("--as-of", request.as_of, "date that ages are counted on");
  app.add_flag("--everywhere", request.everywhere, "not only in the region");
  app.add_flag("--all", request.all, "also what has no field");
  if (const auto over = Parse(app, arguments)) return *over;
  request.query = CLI::detail::join(words, " ");
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto text = what == "companies" ? ExportCompanies(*analysis, request)
                                  : ExportPages(*analysis, request);
  if (!text) return Report(text.error());
  Status written;
  if (output == "-") {
    written = Print(*text);
  } else if (request.format == "csv") {
    written = WriteCsvFile(output, *text);
  } else {
    written = WriteFileAtomically(output, *text);
  }
  if (!written) return Report(written.error());
  if (output != "-" && !common.quiet) fmt::print(stderr, "wrote {}\n", output);
  return kExitOk;
}

}  // namespace ritmon
