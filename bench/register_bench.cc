// SPDX-License-Identifier: GPL-3.0-or-later
// The whole company register: an import of LINES lines in OffeneRegister's form
// into an empty store, the same file again, then imprints against the store.
// One thread.
//
//   register_bench [LINES [DIRECTORY [FILE]]]   default 5300000 lines; the
//       directory must not be there and is removed in the end. With FILE
//       (.bz2, ...) that file is imported in place of made-up lines.

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "cpu_seconds.h"
#include "register_lines.h"
#include "registry/match.h"
#include "registry/offeneregister.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

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

void WriteLines(const RegisterLines& lines, uint64_t count,
                const fs::path& path) {
  std::ofstream file(path, std::ios::binary);
  std::string buffer;
  for (uint64_t i = 0; i < count; ++i) {
    lines.Append(i, buffer);
    if (buffer.size() < (1 << 20)) continue;
    file << buffer;
    buffer.clear();
  }
  file << buffer;
}

void Import(const char* what, const fs::path& path, ImportContext& context) {
  const Meter meter;
  double staged = 0;
  context.on_progress = [&](const ImportProgress& progress) {
    if (progress.is_storing && staged == 0) staged = meter.cpu();
  };
  auto summary = ImportOffeneRegister(path, context);
  if (!summary) {
    fmt::print(stderr, "{}\n", summary.error().message);
    std::exit(1);
  }
  fmt::print(
      "{:24} {} read, {} new, {} changed, {} unchanged, {} refused, {} "
      "disputed\n{:24} {:.1f} s of CPU (read and staged: {:.1f}), {:.1f} s in "
      "all: {:.0f} lines/s of CPU; peak {:.0f} MB\n",
      what, summary->read, summary->added, summary->changed, summary->unchanged,
      summary->refused, summary->disputed, "", meter.cpu(), staged,
      meter.wall(), static_cast<double>(summary->read) / meter.cpu(),
      PeakMegabytes());
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
           const Courts& courts, const Regions& regions) {
  auto directory = CompanyDirectory::Open(database, courts);
  if (!directory) std::exit(1);
  SiteMatcher matcher(*directory, courts, regions);
  constexpr uint64_t kSites = 3000;
  uint64_t settled = 0;
  const Meter meter;
  for (uint64_t site = 0; site < kSites; ++site) {
    const uint64_t company = site * (count / kSites);
    SiteEvidence evidence;
    evidence.host_label = "example";
    evidence.companies = {ImprintOf(lines, company)};
    auto match = matcher.Match(evidence);
    if (match && *match && IsSettled(**match)) ++settled;
  }
  fmt::print(
      "{:24} {} sites, {} settled; {:.3f} ms of CPU, {:.3f} ms in all "
      "for one\n",
      "match", kSites, settled, meter.cpu() * 1000 / kSites,
      meter.wall() * 1000 / kSites);
}

int Main(int argc, char** argv) {
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
  const auto courts = Courts::Load(config + "register_courts.tsv");
  const auto regions = Regions::Load(config + "geo");
  const RegisterLines lines(*courts, ReadBenchPlaces(config + "geo"));
  fs::path file = root / "register.jsonl";
  if (argc > 3) {
    file = argv[3];
  } else {
    WriteLines(lines, count, file);
  }
  fmt::print("{:.0f} MB of lines\n",
             static_cast<double>(fs::file_size(file)) / 1e6);
  {
    auto database = Database::Open(root / "state.db");
    auto store = CompanyStore::Open(*database);
    ImportContext context{*store, *database, *courts, *regions};
    context.staging = root / "import.db";
    context.stamp = "1";
    Import("first import", file, context);
    context.stamp = "2";
    Import("the same again", file, context);
    Match(lines, count, *database, *courts, *regions);
  }
  fmt::print("{:24} {:.0f} MB\n", "store",
             static_cast<double>(fs::file_size(root / "state.db")) / 1e6);
  if (std::getenv("RITMON_BENCH_KEEP") == nullptr) fs::remove_all(root);
  return 0;
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
