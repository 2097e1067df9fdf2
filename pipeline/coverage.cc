// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/coverage.h"

#include <algorithm>

namespace ritmon {
namespace {

struct EndRow {
  CoverageEnd end;
  std::string_view name;
  CoverageStage stage;  // the last that was reached
};

// In the order of the enumeration; of a company's sites the one that is
// furthest down here tells.
constexpr EndRow kEnds[] = {
    {CoverageEnd::kNoSite, "no-site", CoverageStage::kRegistered},
    {CoverageEnd::kNotAsked, "not-asked", CoverageStage::kSiteKnown},
    {CoverageEnd::kUnreachable, "unreachable", CoverageStage::kSiteKnown},
    {CoverageEnd::kRobots, "robots", CoverageStage::kSiteKnown},
    {CoverageEnd::kNoPage, "no-page", CoverageStage::kReached},
    {CoverageEnd::kReserved, "reserved", CoverageStage::kReached},
    {CoverageEnd::kNoMatch, "no-match", CoverageStage::kCrawled},
    {CoverageEnd::kReview, "review", CoverageStage::kCrawled},
    {CoverageEnd::kScriptOnly, "script-only", CoverageStage::kMatched},
    {CoverageEnd::kNoField, "no-field", CoverageStage::kReadable},
    {CoverageEnd::kCandidate, "candidate", CoverageStage::kReadable},
    {CoverageEnd::kTagged, "tagged", CoverageStage::kTagged},
};
static_assert(std::size(kEnds) == kCoverageEnds);

constexpr std::string_view kStages[] = {"registered", "site-known", "reached",
                                        "crawled",    "matched",    "readable",
                                        "tagged"};
static_assert(std::size(kStages) == kCoverageStages);

CoverageEnd EndOf(const SiteTrace& site) {
  if (site.in_review) return CoverageEnd::kReview;
  if (site.stored) return CoverageEnd::kNoMatch;
  // Before the rest: the pages of a reserved site were answers, too.
  if (site.reserved) return CoverageEnd::kReserved;
  if (site.answered) return CoverageEnd::kNoPage;
  if (site.robots) return CoverageEnd::kRobots;
  return site.failed ? CoverageEnd::kUnreachable : CoverageEnd::kNotAsked;
}

}  // namespace

std::string_view ToString(CoverageStage stage) {
  return kStages[static_cast<size_t>(stage)];
}

std::string_view ToString(CoverageEnd end) {
  return kEnds[static_cast<size_t>(end)].name;
}

CoverageStage StageOf(CoverageEnd end) {
  return kEnds[static_cast<size_t>(end)].stage;
}

CoverageEnd EndOf(const CompanyTrace& trace) {
  if (trace.tagged) return CoverageEnd::kTagged;
  if (trace.own_site) {
    if (!trace.has_text) return CoverageEnd::kScriptOnly;
    return trace.candidate ? CoverageEnd::kCandidate : CoverageEnd::kNoField;
  }
  CoverageEnd furthest = CoverageEnd::kNoSite;
  for (const SiteTrace& site : trace.sites) {
    const CoverageEnd end = EndOf(site);
    furthest = std::max(furthest, end);
  }
  return furthest;
}

uint64_t CoverageGroup::Reached(CoverageStage stage) const {
  uint64_t sum = 0;
  for (size_t i = 0; i < ended.size(); ++i) {
    if (kEnds[i].stage >= stage) sum += ended[i];
  }
  return sum;
}

void CoverageTable::Add(std::string_view value, CoverageEnd end) {
  const auto at = static_cast<size_t>(end);
  ++all.ended[at];
  auto group =
      std::find_if(groups.begin(), groups.end(),
                   [&](const CoverageGroup& g) { return g.value == value; });
  if (group == groups.end()) {
    group = groups.insert(group, CoverageGroup{.value = std::string(value)});
  }
  ++group->ended[at];
}

}  // namespace ritmon
