// SPDX-License-Identifier: GPL-3.0-or-later
// The report's table of clusters and fields (Tab. 4), as values.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/report_label.h"

namespace ritmon {

struct ClusterMarkCell {
  int intensity = 0;  // 0 to 2, as people say
  // The same, as the cluster's own pages speak; nothing if none was read.
  std::optional<int> proposal;
};

struct ClusterRow {
  Label field;
  std::vector<ClusterMarkCell> marks;  // one for each cluster
  uint64_t companies = 0;              // counted in the field
  uint64_t members = 0;                // of those, in any cluster
};

struct ClusterChapter {
  std::vector<std::string> clusters;  // labels
  std::vector<Label> facts;           // a sentence each: members, staff, since
  std::vector<ClusterRow> rows;
  uint64_t companies = 0;  // counted in any field
  uint64_t members = 0;
  std::string command;
};

}  // namespace ritmon
