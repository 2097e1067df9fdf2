// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/cluster_members.h"

#include "base/domain_name.h"
#include "base/input_table.h"
#include "base/normalize.h"
#include "model/url.h"
#include "pipeline/directory_entries.h"
#include "pipeline/imported_files.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// "K1101R_HRB900101", "N-1f3a..." rather than a name.
bool IsId(const std::string& text) {
  if (text.find(' ') != std::string::npos) return false;
  return text.find('_') != std::string::npos || text.starts_with("N-");
}

std::string SiteOf(std::string text) {
  if (text.empty()) return text;
  if (text.find("://") == std::string::npos) text.insert(0, "http://");
  const auto url = Url::Parse(text);
  return url ? RegistrableDomain(url->host()) : std::string();
}

}  // namespace

Result<std::string> ClusterStamp(const Options& options) {
  std::string stamp;
  for (const ClusterSource& cluster : options.clusters) {
    stamp += "|" + cluster.id + "=" + cluster.directory;
    if (cluster.members.empty()) continue;
    auto table = StampOf(cluster.members);
    if (!table) return table;
    stamp += "+" + *table;
  }
  return stamp;
}

Result<ClusterMembers> ClusterMembers::Load(const Options& options,
                                            PageStore& pages) {
  ClusterMembers members;
  bool any_directory = false;
  for (const ClusterSource& cluster : options.clusters) {
    any_directory |= !cluster.directory.empty();
    if (cluster.members.empty()) continue;
    if (auto s = members.ReadTable(cluster); !s) {
      return tl::unexpected(s.error());
    }
  }
  if (!any_directory) return members;
  auto entries = ReadDirectories(options, pages);
  if (!entries) return tl::unexpected(entries.error());
  for (const DirectoryEntry& entry : *entries) {
    for (const ClusterSource& cluster : options.clusters) {
      if (cluster.directory != entry.directory) continue;
      members.AddEntry(cluster.id, {NamesIn(entry.listing), entry.site, ""});
    }
  }
  return members;
}

Status ClusterMembers::ReadTable(const ClusterSource& cluster) {
  return ReadInputTable(
      cluster.members,
      {{"company|unternehmen|name|mitglied"},
       {.titles = "website|site", .required = false},
       {.titles = "town|ort", .required = false}},
      [&](uint64_t line, const std::vector<std::string>& cells,
          InputMistakes& mistakes) {
        if (cells[0].empty()) {
          mistakes.Add(line, "no company");
        } else if (IsId(cells[0])) {
          by_id_[cells[0]].insert(cluster.id);
          ++entries_[cluster.id];
        } else {
          AddEntry(cluster.id, {{cells[0]}, SiteOf(cells[1]), cells[2]});
        }
      });
}

void ClusterMembers::AddEntry(const std::string& cluster, const Entry& entry) {
  for (const std::string& name : entry.names) {
    const std::string key = FullNameKey(name);
    if (key.empty()) continue;
    by_name_[key].push_back({cluster, !entry.site.empty(), Fold(entry.town)});
  }
  if (!entry.site.empty()) by_site_[entry.site].insert(cluster);
  ++entries_[cluster];
}

std::vector<std::string> ClusterMembers::Of(
    const Company& company, const std::vector<std::string>& sites) const {
  Clusters found;
  const auto add = [&](const auto& map, const std::string& key) {
    const auto at = map.find(key);
    if (at != map.end()) found.insert(at->second.begin(), at->second.end());
  };
  if (!by_id_.empty()) add(by_id_, company.id);
  for (const std::string& site : sites) add(by_site_, site);
  // Keys are made of five million names only where there is a list of them.
  if (by_name_.empty()) return {found.begin(), found.end()};
  const auto named = by_name_.find(FullNameKey(company.name));
  if (named == by_name_.end()) return {found.begin(), found.end()};
  for (const Named& one : named->second) {
    // Who lists a site means its owner: others of the name are others.
    if (one.has_site && !sites.empty()) continue;
    if (!one.town.empty() && one.town != Fold(company.address.town)) continue;
    found.insert(one.cluster);
  }
  return {found.begin(), found.end()};
}

size_t ClusterMembers::EntriesOf(const std::string& cluster) const {
  const auto found = entries_.find(cluster);
  return found == entries_.end() ? 0 : found->second;
}

}  // namespace ritmon
