// SPDX-License-Identifier: GPL-3.0-or-later
// Which clusters a company is in: by the directory on a cluster's site, or by a
// table of its members. Immutable once loaded.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/company.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// The same text, the same clusters and tables of members; empty without any.
Result<std::string> ClusterStamp(const Options& options);

class ClusterMembers {
 public:
  // Tables have the column company (a register id, or a name), and may have
  // website. kInvalid with all their mistakes.
  static Result<ClusterMembers> Load(const Options& options, PageStore& pages);

  // Ids of the clusters, sorted. `sites`: registrable domains of the company.
  std::vector<std::string> Of(const Company& company,
                              const std::vector<std::string>& sites) const;

  // How many entries of a cluster were read, found among companies or not.
  size_t EntriesOf(const std::string& cluster) const;

 private:
  using Clusters = std::set<std::string>;
  Status ReadTable(const ClusterSource& cluster);
  void AddEntry(const std::string& cluster,
                const std::vector<std::string>& names, const std::string& site);

  std::map<std::string, Clusters, std::less<>> by_id_;
  std::map<std::string, Clusters, std::less<>> by_name_;  // FullNameKey
  std::map<std::string, Clusters, std::less<>> by_site_;
  std::map<std::string, size_t, std::less<>> entries_;
};

}  // namespace ritmon
