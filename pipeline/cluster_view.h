// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters and the fields they work in (Tab. 4): what people say, and, as a
// proposal only, what the clusters' own pages speak of.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "index/vocabulary.h"
#include "pipeline/cluster_members.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "registry/cluster_marks.h"

namespace ritmon {

// What a cluster's own pages say of a field.
struct ClusterProposal {
  int64_t pages = 0;     // on which the field is assigned, each story once
  int intensity = 0;     // 0 to 2
  std::string sentence;  // of the best page
  std::string url;
};

// From so many pages on they speak of "umfangreiche Aktivitäten".
inline constexpr int64_t kManyClusterPages = 3;

struct ClusterFields {
  ClusterSource cluster;
  size_t entries = 0;                        // read of its list of members
  int64_t pages = 0;                         // read of its own site
  std::map<std::string, ClusterMark> marks;  // by field
  std::map<std::string, ClusterProposal> proposals;  // by field
};

// In the configured order. kInvalid if the table of marks names a cluster or
// field that is not there, with all such lines.
Result<std::vector<ClusterFields>> ClusterFieldsOf(const Options& options,
                                                   const Vocabulary& vocabulary,
                                                   PageStore& pages);

// "", "+", "++".
std::string_view IntensityText(int intensity);

}  // namespace ritmon
