// SPDX-License-Identifier: GPL-3.0-or-later
// The whole funding catalogue: ROWS rows in the form of FÖKAT read alone,
// imported into an empty store, imported again, tagged, summed. One thread.
//
//   grants_bench [ROWS [DIRECTORY]] [--json=FILE]   default 300000 rows; the
//       directory must not be there and is removed in the end

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/files.h"
#include "bench/cpu_seconds.h"
#include "bench/figures.h"
#include "bench/must.h"
#include "bench/peak_memory.h"
#include "pipeline/funding_view.h"
#include "pipeline/grant_stage.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

// The demo region's rows again and again, each under a number of its own.
void WriteCatalogue(uint64_t rows, const fs::path& path) {
  const std::string text =
      Must(ReadFile(fs::path(RITMON_SOURCE_DIR) / "demo" / "grants.csv"));
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at) + "\n");
    at = end + 1;
  }
  std::ofstream file(path, std::ios::binary);
  file << lines.front();
  for (uint64_t i = 0; i < rows; ++i) {
    const std::string& line = lines[1 + i % (lines.size() - 1)];
    file << fmt::format("=\"{:07}A\"", i) << line.substr(line.find(';'));
  }
}

void Measure(const char* what, uint64_t rows, Figures& figures,
             const std::function<std::string()>& work) {
  const double cpu = CpuSeconds(RUSAGE_SELF);
  const auto begin = SteadyClock::now();
  const std::string said = work();
  const double seconds = CpuSeconds(RUSAGE_SELF) - cpu;
  fmt::print("{:<24} {:6.2f} s of CPU, {:6.2f} s in all: {:.0f} rows/s; {}\n",
             what, seconds,
             std::chrono::duration<double>(SteadyClock::now() - begin).count(),
             static_cast<double>(rows) / seconds, said);
  figures.Add("ritmon", what, "rows/s of CPU",
              static_cast<double>(rows) / seconds);
  std::fflush(stdout);
}

std::string Described(const GrantImportReport& report) {
  if (report.files.empty()) return "unchanged";
  const GrantImportSummary& summary = report.files.front().summary;
  return fmt::format("{} new, {} unchanged, {} dropped, {} refused",
                     summary.added, summary.unchanged, summary.file.Dropped(),
                     summary.file.refused);
}

int Main(int argc, char** argv) {
  Figures figures = Figures::FromArguments(argc, argv);
  const uint64_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 300000;
  const fs::path folder =
      argc > 2 ? argv[2] : fs::temp_directory_path() / "ritmon-grants-bench";
  if (fs::exists(folder)) {
    fmt::print(stderr, "{}: is there already\n", folder.string());
    return 1;
  }
  const fs::path root = RITMON_SOURCE_DIR;
  Options options;
  options.workspace.root = folder / "data";
  options.geo = root / "config" / "geo";
  options.courts = root / "config" / "register_courts.tsv";
  fs::create_directories(options.workspace.root);
  WriteCatalogue(rows, folder / "a.csv");
  fs::copy_file(folder / "a.csv", folder / "b.csv");
  fmt::print("{} rows, {:.0f} MB\n", rows,
             static_cast<double>(fs::file_size(folder / "a.csv")) / 1e6);

  const SystemClock clock;
  Measure("read alone", rows, figures, [&] {
    const auto summary = Must(ReadGrantFile(
        folder / "a.csv", {}, [](Grant&) -> Status { return {}; }));
    return fmt::format("{} kept", summary.kept);
  });
  GrantSource source;
  for (const char* name : {"a.csv", "b.csv"}) {
    source.file = folder / name;
    Measure(
        name[0] == 'a' ? "first import" : "the same again", rows, figures, [&] {
          return Described(Must(ImportGrantFiles(options, {source}, clock)));
        });
  }
  const auto directories = Must(ReadListDirectories({root / "keyword-lists"}));
  auto taxonomy =
      Must(Taxonomy::Compile(Must(ParseTaxonomyDirectories(directories))));
  const Places places = Must(LoadPlaces(options));
  Measure("tags", rows, figures, [&] {
    const auto report =
        Must(RefreshGrantFacts(options, *taxonomy, places)).value();
    return fmt::format("{} in a field", report.in_a_field);
  });
  FundingView view = Must(FundingView::Open(options, taxonomy->source()));
  Measure("table by field, actor", rows, figures, [&] {
    const auto table = Must(view.Count(
        {FundingAxis::kField, FundingAxis::kActor}, {}, FundingScope{}));
    return fmt::format("{} cells", table.cells.size());
  });
  fs::remove_all(folder);
  figures.Add("ritmon", "peak memory", "MiB", PeakMebibytes());
  return figures.Finish();
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
