// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/cluster_tables.h"

#include <algorithm>
#include <utility>

namespace ritmon {

void AddCluster(const toml::table& table, ConfigReader& reader,
                Config& config) {
  reader.CheckKeys(table, {"id", "label", "site", "directory", "members",
                           "told_members", "staff", "founded", "source"});
  ClusterSource cluster;
  cluster.id = reader.RequiredText(table, "id");
  cluster.label = reader.RequiredText(table, "label");
  cluster.site = reader.Text(table, "site");
  cluster.directory = reader.Text(table, "directory");
  const std::string members = reader.Text(table, "members");
  if (!members.empty()) cluster.members = reader.Resolve(members);
  cluster.source = reader.Text(table, "source");
  if (auto n = reader.Number(table, "told_members", 1'000'000)) {
    cluster.told_members = static_cast<int>(*n);
  }
  if (auto n = reader.Number(table, "founded", 3000)) {
    cluster.founded = static_cast<int>(*n);
  }
  if (const toml::node* staff = table.get("staff")) {
    cluster.staff = staff->value<double>();
    if (!cluster.staff || *cluster.staff < 0) {
      reader.Mistake(*staff, "'staff' must be a number, not below 0");
    }
  }
  const bool is_id =
      !cluster.id.empty() && cluster.id != "none" &&
      cluster.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
          std::string::npos;
  if (!is_id) {
    reader.Mistake(table,
                   "'id' must be of lower-case letters, digits and hyphens, "
                   "and not 'none'");
  }
  for (const ClusterSource& other : config.options.clusters) {
    if (other.id == cluster.id) {
      reader.Mistake(table, "cluster '" + cluster.id + "' is there already");
    }
  }
  config.options.clusters.push_back(std::move(cluster));
}

void CheckClusters(const toml::table& root, ConfigReader& reader,
                   const Config& config) {
  const auto& directories = config.options.directories;
  for (const ClusterSource& cluster : config.options.clusters) {
    if (cluster.directory.empty()) continue;
    const bool known =
        std::any_of(directories.begin(), directories.end(),
                    [&](const auto& d) { return d.name == cluster.directory; });
    if (!known) {
      reader.Mistake(*root.get("cluster"),
                     "cluster '" + cluster.id +
                         "': no [[directory]] is named '" + cluster.directory +
                         "'");
    }
  }
}

}  // namespace ritmon
