// SPDX-License-Identifier: GPL-3.0-or-later
// The table of clusters and fields, for `ritmon clusters` and the report.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"
#include "cli/terminal.h"
#include "pipeline/cluster_view.h"

namespace ritmon {

struct ClusterFieldRow {
  std::string field;
  uint64_t companies = 0;            // counted in the field
  uint64_t members = 0;              // of those, in any cluster
  std::vector<uint64_t> in_cluster;  // one for each cluster
};

struct ClusterTable {
  std::vector<ClusterFields> clusters;
  std::vector<ClusterFieldRow> rows;  // one for each field
  uint64_t companies = 0;             // counted in any field
  uint64_t members = 0;               // of those, in any cluster
  std::vector<uint64_t> in_cluster;
};

// kNotFound if no clusters are configured.
Result<ClusterTable> ClusterTableOf(const Analysis& analysis);

std::string ClustersAsText(const ClusterTable& table,
                           const Vocabulary& vocabulary,
                           const Terminal& terminal);
std::string ClustersAsCsv(const ClusterTable& table);
std::string ClustersAsJson(const ClusterTable& table);

// "3,5".
std::string StaffText(double staff, bool german);

// "++", "+ (++)", "(+)": the mark, and the proposal where it says otherwise.
std::string MarkText(const ClusterFields& cluster, const std::string& field);

}  // namespace ritmon
