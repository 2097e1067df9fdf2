// SPDX-License-Identifier: GPL-3.0-or-later
// make_region --hosts=N --pages=M [--bytes=B] [--seed=S] [--port=P] DIRECTORY
//
// Writes a made-up region: N sites of M pages that nginx serves, the companies
// behind them, and what is true of them (region_files.h). The words are those
// of Debian's wngerman and wamerican.
//
// Exit codes: 0 written, 1 not written, 2 wrong arguments.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "bench/region/region_files.h"

namespace ritmon {
namespace {

Result<RegionTotals> Make(const RegionOptions& options,
                          const std::string& directory) {
  auto german =
      RegionWords::Load(WordListOf(Language::kGerman), Language::kGerman);
  if (!german) return tl::unexpected(german.error());
  auto english =
      RegionWords::Load(WordListOf(Language::kEnglish), Language::kEnglish);
  if (!english) return tl::unexpected(english.error());
  return WriteRegion(options, *german, *english, directory);
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) {
  ritmon::RegionOptions options;
  std::string directory;
  CLI::App app("Makes a region of companies with websites.", "make_region");
  app.add_option("--hosts", options.hosts, "sites")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app.add_option("--pages", options.pages, "pages of each")
      ->check(CLI::Range(2, 10'000))
      ->capture_default_str();
  app.add_option("--bytes", options.bytes, "of HTML, mean of all pages")
      ->check(CLI::Range(10'000, 10'000'000))
      ->capture_default_str();
  app.add_option("--seed", options.seed, "another one, another region")
      ->capture_default_str();
  app.add_option("--port", options.port, "where the sites will be served")
      ->capture_default_str();
  app.add_option("DIRECTORY", directory, "without a region")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const auto totals = ritmon::Make(options, directory);
  if (!totals) {
    std::fprintf(stderr, "make_region: %s\n", totals.error().message.c_str());
    return 1;
  }
  std::printf(
      "%llu hosts, %llu pages, %.0f KB on average; %llu companies active in a "
      "field\n",
      static_cast<unsigned long long>(options.hosts),
      static_cast<unsigned long long>(totals->pages),
      static_cast<double>(totals->bytes) / 1000 /
          static_cast<double>(totals->pages),
      static_cast<unsigned long long>(totals->active));
  return 0;
}
