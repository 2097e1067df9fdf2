// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/named_files.h"

#include <algorithm>

namespace ritmon {

std::vector<NamedFile> NamedFiles(const Options& options) {
  std::vector<NamedFile> files = {
      {"keywords.directory", options.keyword_lists},
      {"places.geo", options.geo},
      {"places.courts", options.courts},
      {"crawl.reservation_phrases", options.reservation_phrases},
      {"funding.employment", options.funding.employment},
      {"funding.actors", options.funding.actors.overrides},
      {"critical_mass.population", options.critical_mass.population},
      {"report.scoreboard", options.scoreboard},
      {"clusters.marks", options.cluster_marks},
  };
  for (const auto& directory : options.more_keyword_lists) {
    files.push_back({"keywords.directories", directory});
  }
  for (const ClusterSource& cluster : options.clusters) {
    files.push_back({"[[cluster]] members", cluster.members});
  }
  for (const CompanySource& source : options.companies) {
    files.push_back({"[[companies]]", source.file, true});
    files.push_back({"[[companies]] mapping", source.mapping});
  }
  for (const GrantSource& source : options.grants) {
    files.push_back({"[[grants]]", source.file, true});
  }
  files.erase(
      std::remove_if(files.begin(), files.end(),
                     [](const NamedFile& file) { return file.path.empty(); }),
      files.end());
  return files;
}

}  // namespace ritmon
