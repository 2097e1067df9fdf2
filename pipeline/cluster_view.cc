// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/cluster_view.h"

#include <algorithm>
#include <utility>

#include "base/input_table.h"

namespace ritmon {
namespace {

// Puts the marks of the table where they belong.
Status AddMarks(const std::filesystem::path& path, const Vocabulary& vocabulary,
                std::vector<ClusterFields>& all) {
  auto marks = ReadClusterMarks(path);
  if (!marks) return tl::unexpected(marks.error());
  InputMistakes mistakes(path);
  for (ClusterMark& mark : *marks) {
    auto cluster = FindEntry(vocabulary.clusters, mark.cluster, "cluster");
    auto field = FindEntry(vocabulary.fields, mark.field, "field");
    if (!cluster) mistakes.Add(mark.line, cluster.error().message);
    if (!field) mistakes.Add(mark.line, field.error().message);
    if (!cluster || !field) continue;
    for (ClusterFields& one : all) {
      if (one.cluster.id != (*cluster)->id) continue;
      const uint64_t line = mark.line;
      if (!one.marks.emplace((*field)->id, std::move(mark)).second) {
        mistakes.Add(line, (*cluster)->id + " and " + (*field)->id + ": twice");
      }
      break;
    }
  }
  return mistakes.Check();
}

void AddPage(const PageRecord& page, std::map<std::string, double>& best,
             ClusterFields& one) {
  ++one.pages;
  // What a list says of its members is not said of the cluster.
  if (!page.listings.empty() || !page.double_of.empty() ||
      !page.story_of.empty()) {
    return;
  }
  for (const FieldTag& tag : page.tags.fields) {
    ClusterProposal& proposal = one.proposals[tag.field];
    ++proposal.pages;
    if (tag.evidence.empty() || tag.score <= best[tag.field]) continue;
    best[tag.field] = tag.score;
    proposal.sentence = tag.evidence.front().sentence;
    proposal.url = page.href;
  }
}

}  // namespace

std::string_view IntensityText(int intensity) {
  return intensity >= 2 ? "++" : intensity == 1 ? "+" : "";
}

Result<std::vector<ClusterFields>> ClusterFieldsOf(const Options& options,
                                                   const Vocabulary& vocabulary,
                                                   PageStore& pages) {
  auto members = ClusterMembers::Load(options, pages);
  if (!members) return tl::unexpected(members.error());
  std::vector<ClusterFields> all;
  for (const ClusterSource& cluster : options.clusters) {
    ClusterFields& one = all.emplace_back();
    one.cluster = cluster;
    one.entries = members->EntriesOf(cluster.id);
    if (cluster.site.empty()) continue;
    std::map<std::string, double> best;
    auto read =
        pages.ForEachOfSite(cluster.site, [&](PageRecord page) -> Status {
          AddPage(page, best, one);
          return {};
        });
    if (!read) return tl::unexpected(read.error());
    for (auto& [field, proposal] : one.proposals) {
      proposal.intensity = proposal.pages >= kManyClusterPages ? 2 : 1;
    }
  }
  if (!options.cluster_marks.empty()) {
    auto status = AddMarks(options.cluster_marks, vocabulary, all);
    if (!status) return tl::unexpected(status.error());
  }
  return all;
}

}  // namespace ritmon
