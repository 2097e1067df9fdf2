// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/exports.h"

namespace ritmon {

int ReportCommand(const Arguments& arguments) {
  CLI::App app{"the figures and tables as one HTML file", "ritmon report"};
  CommonFlags common;
  std::string output;
  std::string as_of;
  std::string lang = "de";
  common.AddTo(app);
  app.add_option("-o,--output", output,
                 "file; else reports/report.html of the data directory");
  app.add_option("--as-of", as_of, "date that ages are counted on");
  app.add_option("--lang", lang, "de or en")
      ->check(CLI::IsMember({"de", "en"}))
      ->capture_default_str();
  if (const auto over = Parse(app, arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto date = ParseAsOf(as_of, analysis->today());
  if (!date) return Report(date.error());
  const std::filesystem::path path =
      output.empty() ? analysis->options().workspace.reports() / "report.html"
                     : std::filesystem::path(output);
  auto written = WriteReport(*analysis, path, *date, lang == "de");
  if (!written) return Report(written.error());
  if (!common.quiet) fmt::print(stderr, "wrote {}\n", path.string());
  return kExitOk;
}

}  // namespace ritmon
