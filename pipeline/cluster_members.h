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
  // website and town. A name counts where the town is the company's, if one is
  // told; of an entry with a website only for companies without a known one.
  // kInvalid with all mistakes of the tables.
  static Result<ClusterMembers> Load(const Options& options, PageStore& pages);

  // Ids of the clusters, sorted. `sites`: registrable domains of the company.
  std::vector<std::string> Of(const Company& company,
                              const std::vector<std::string>& sites) const;

  // How many entries of a cluster were read, found among companies or not.
  size_t EntriesOf(const std::string& cluster) const;

 private:
  using Clusters = std::set<std::string>;
  Status ReadTable(const ClusterSource& cluster);
  struct Entry {
    std::vector<std::string> names;
    std::string site;  // registrable domain; may be empty
    std::string town;  // may be empty
  };
  void AddEntry(const std::string& cluster, const Entry& entry);

  // An entry that has this name.
  struct Named {
    std::string cluster;
    bool has_site = false;
    std::string town;  // folded; empty: anywhere
  };

  std::map<std::string, Clusters, std::less<>> by_id_;
  // By FullNameKey.
  std::map<std::string, std::vector<Named>, std::less<>> by_name_;
  std::map<std::string, Clusters, std::less<>> by_site_;
  std::map<std::string, size_t, std::less<>> entries_;
};

}  // namespace ritmon
