// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/command_line.h"
#include "cli/exports.h"
#include "pipeline/run_timings.h"

namespace ritmon {

int ReportCommand(const Arguments& arguments) {
  CommandLine command{"the figures and tables as one HTML file",
                      "ritmon report"};
  CommonFlags common;
  std::string output;
  std::string figures;
  std::string as_of;
  std::string lang = "de";
  common.AddTo(command);
  command.Add("-o,--output", output,
              "file; else reports/report.html of the data directory");
  command.Add("--figures", figures,
              "a folder; each chart as an SVG file, for slides");
  command.Add("--as-of", as_of, "date that ages are counted on");
  command.Add("--lang", lang, "de or en").OneOf({"de", "en"}).ShowDefault();
  if (const auto over = command.Parse(arguments)) return *over;
  const SystemClock clock;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  RunTimings timings("report", analysis->options().workspace, clock,
                     TimingWriter::kReader, JobStep::report);
  auto date = ParseAsOf(as_of, analysis->today());
  if (!date) return Report(date.error());
  const std::filesystem::path path =
      output.empty() ? analysis->options().workspace.reports() / "report.html"
                     : std::filesystem::path(output);
  auto written = WriteReport(*analysis, path, figures, *date, lang == "de");
  if (!written) return Report(written.error());
  timings.clock().Count(JobStep::report, static_cast<int64_t>(*written) + 1);
  timings.StartKeeping();
  Tell(common.quiet, fmt::format("wrote {}\n", path.string()));
  if (*written > 0) {
    Tell(common.quiet,
         fmt::format("wrote {} figures to {}\n", *written, figures));
  }
  return kExitOk;
}

}  // namespace ritmon
