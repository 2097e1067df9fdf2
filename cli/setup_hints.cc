// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/setup_hints.h"

namespace ritmon {

std::vector<std::string> SetupHints(const Config& config) {
  const Options& options = config.options;
  std::vector<std::string> hints;
  if (LacksContact(options)) {
    hints.emplace_back(
        "crawl.contact is empty: no site is asked for anything until it says "
        "where a webmaster reaches you");
  }
  if (options.companies.empty() && options.seeds.empty() &&
      options.directories.empty() && options.feeds.empty()) {
    hints.emplace_back(
        "neither [[companies]] nor [[seeds]], [[directory]] or [[feed]] is "
        "there: only what 'ritmon import' has stored is crawled");
  }
  return hints;
}

}  // namespace ritmon
