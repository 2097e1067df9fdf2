// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "base/files.h"
#include "cli/command_line.h"
#include "cli/exports.h"

namespace ritmon {

int ExportCommand(const Arguments& arguments) {
  CommandLine command{"tagged companies or pages as a table", "ritmon export"};
  CommonFlags common;
  ExportRequest request;
  std::string what;
  std::string output = "-";
  std::vector<std::string> words;
  common.AddTo(command);
  command.Add("WHAT", what, "companies or pages")
      .Required()
      .OneOf({"companies", "pages"});
  command.Add("QUERY", words, "only what matches this query");
  command.Add("-f,--format", request.format, "csv or jsonl")
      .OneOf({"csv", "jsonl"})
      .ShowDefault();
  command.Add("-o,--output", output, "file; - is standard output")
      .ShowDefault();
  command.Add("--as-of", request.as_of, "date that ages are counted on");
  command.AddFlag("--everywhere", request.everywhere, "not only in the region");
  command.AddFlag("--all", request.all, "also what has no field");
  if (const auto over = command.Parse(arguments)) return *over;
  request.query = JoinWords(words);
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
