// SPDX-License-Identifier: GPL-3.0-or-later
// The whole company register: an import of LINES lines in OffeneRegister's form
// into an empty store, the same file again, then imprints against the store.
// One thread.
//
//   register_bench [LINES [DIRECTORY [FILE]]] [--json=FILE]
//       default 5300000 lines; the directory must not be there and is removed
//       in the end. With FILE (.bz2, ...) that file is imported in place of
//       made-up lines.

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "bench/cpu_seconds.h"
#include "bench/figures.h"
#include "bench/must.h"
#include "bench/peak_memory.h"
#include "bench/register_lines.h"
#include "registry/match.h"
#include "registry/offeneregister.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

class Meter {
 public:
  double cpu() const { return CpuSeconds(RUSAGE_SELF) - cpu_; }
  double wall() const {
    return std::chrono::duration<double>(SteadyClock::now() - begin_).count();
  }

 private:
  double cpu_ = CpuSeconds(RUSAGE_SELF);
  SteadyClock::time_point begin_ = SteadyClock::now();
};

void Import(const std::string& what, const fs::path& path,
            ImportContext& context, Figures& figures) {
  const Meter meter;
  double staged = 0;
  context.on_progress = [&](const ImportProgress& progress) {
    if (progress.is_storing && staged == 0) staged = meter.cpu();
  };
  const ImportSummary summary = Must(ImportOffeneRegister(path, context));
  const double cpu = meter.cpu();
  const double speed = static_cast<double>(summary.read) / cpu;
  fmt::print(
      "{:24} {} read, {} new, {} changed, {} unchanged, {} refused, {} "
      "disputed\n{:24} {:.1f} s of CPU (read and staged: {:.1f}), {:.1f} s in "
      "all: {:.0f} lines/s of CPU; peak {:.0f} MiB\n",
      what, summary.read, summary.added, summary.changed, summary.unchanged,
      summary.refused, summary.disputed, "", cpu, staged, meter.wall(), speed,
      PeakMebibytes());
  figures.Add("ritmon", what, "lines/s of CPU", speed);
  figures.Add("ritmon", what + ": companies new", "companies",
              static_cast<double>(summary.added));
}

// What the imprint of company `i` says; every third one without its number.
ImprintCompany ImprintOf(const RegisterLines& lines, uint64_t i) {
  ImprintCompany imprint;
  imprint.name = lines.Name(i);
  imprint.legal_form = lines.IsPartnership(i) ? "gmbh_co_kg" : "";
  imprint.address = {lines.Street(i), lines.Place(i).postcode,
                     lines.Place(i).town};
  if (i % 3 == 0) return imprint;
  imprint.register_type = lines.IsPartnership(i) ? "HRA" : "HRB";
  imprint.number = std::to_string(lines.RegisterNumber(i));
  if (i % 3 == 1) imprint.court = lines.CourtOf(i).name;
  return imprint;
}

void Match(const RegisterLines& lines, uint64_t count, Database& database,
           const Courts& courts, const Regions& regions, Figures& figures) {
  auto directory = Must(CompanyDirectory::Open(database, courts));
  SiteMatcher matcher(directory, courts, regions);
  const uint64_t sites = std::min<uint64_t>(3000, count);
  uint64_t settled = 0;
  const Meter meter;
  for (uint64_t site = 0; site < sites; ++site) {
    const uint64_t company = site * (count / sites);
    SiteEvidence evidence;
    evidence.host_label = "example";
    evidence.companies = {ImprintOf(lines, company)};
    const auto match = Must(matcher.Match(evidence));
    if (match && IsSettled(*match)) ++settled;
  }
  const double ms = meter.cpu() * 1000 / static_cast<double>(sites);
  fmt::print(
      "{:24} {} sites, {} settled; {:.3f} ms of CPU, {:.3f} ms in all "
      "for one\n",
      "match", sites, settled, ms,
      meter.wall() * 1000 / static_cast<double>(sites));
  figures.Add("ritmon", "match of one site", "ms of CPU", ms);
  figures.Add("ritmon", "sites settled", "%",
              static_cast<double>(100 * settled) / static_cast<double>(sites));
}

int Main(int argc, char** argv) {
  Figures figures = Figures::FromArguments(argc, argv);
  const uint64_t count =
      argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 5'300'000;
  const fs::path root =
      argc > 2 ? fs::path(argv[2])
               : fs::temp_directory_path() / "ritmon-register-bench";
  if (fs::exists(root)) {
    fmt::print(stderr, "{} is there already\n", root.string());
    return 1;
  }
  fs::create_directories(root);
  const std::string config = std::string(RITMON_SOURCE_DIR) + "/config/";
  const Courts courts = Must(Courts::Load(config + "register_courts.tsv"));
  const Regions regions = Must(Regions::Load(config + "geo"));
  const RegisterLines lines(courts, ReadBenchPlaces(config + "geo"));
  fs::path file = root / "register.jsonl";
  if (argc > 3) {
    file = argv[3];
  } else {
    Must(WriteRegisterLines(lines, count, file));
  }
  fmt::print("{:.0f} MB of lines\n",
             static_cast<double>(fs::file_size(file)) / 1e6);
  {
    auto database = Must(Database::Open(root / "state.db"));
    auto store = Must(CompanyStore::Open(database));
    ImportContext context{store, database, courts, regions};
    context.staging = root / "import.db";
    context.stamp = "1";
    Import("first import", file, context, figures);
    context.stamp = "2";
    Import("the same again", file, context, figures);
    Match(lines, count, database, courts, regions, figures);
  }
  const double megabytes =
      static_cast<double>(fs::file_size(root / "state.db")) / 1e6;
  fmt::print("{:24} {:.0f} MB\n", "store", megabytes);
  figures.Add("ritmon", "size of the store", "MB", megabytes);
  figures.Add("ritmon", "peak memory", "MiB", PeakMebibytes());
  if (std::getenv("RITMON_BENCH_KEEP") == nullptr) fs::remove_all(root);
  return figures.Finish();
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
