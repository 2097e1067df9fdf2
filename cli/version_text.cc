// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/version_text.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/library_versions.h"
#include "base/version.h"
#include "cli/build_facts.h"
#include "crawler/browser_process.h"
#include "crawler/curl_version.h"
#include "index/xapian_version.h"

namespace ritmon {

std::string VersionText() {
  const BuildFacts build = ThisBuild();
  const auto browser = FindBrowser({});
  const std::vector<std::pair<std::string, std::string>> facts = {
      {"compiler", build.compiler},
      {"build", build.type},
      {"commit", build.commit.empty() ? "not known" : build.commit},
      {"libcurl", CurlVersion()},
      {"Xapian", XapianVersion()},
      {"ICU", IcuVersion()},
      {"SQLite", SqliteVersion()},
      {"rendering", browser ? browser->string() : "no browser found"},
      {"systemd", "notify, watchdog"},
  };
  std::string text = fmt::format("ritmon {}\n", kVersion);
  for (const auto& [name, value] : facts) {
    text += fmt::format("  {:<10} {}\n", name, value);
  }
  return text;
}

}  // namespace ritmon
