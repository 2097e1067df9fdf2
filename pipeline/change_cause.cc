// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/change_cause.h"

#include <algorithm>

namespace ritmon {
namespace {

constexpr ChangeCause kCauses[] = {ChangeCause::kReal, ChangeCause::kLists,
                                   ChangeCause::kCoverage,
                                   ChangeCause::kLostSites};

bool Meet(const std::set<std::string>& some, const std::set<std::string>& set) {
  return std::any_of(some.begin(), some.end(), [&](const std::string& site) {
    return set.contains(site);
  });
}

bool IsWithin(const std::set<std::string>& some,
              const std::set<std::string>& set) {
  return std::includes(set.begin(), set.end(), some.begin(), some.end());
}

}  // namespace

std::string_view ToString(ChangeCause cause) {
  switch (cause) {
    case ChangeCause::kReal:
      return "real";
    case ChangeCause::kLists:
      return "lists";
    case ChangeCause::kCoverage:
      return "coverage";
    case ChangeCause::kLostSites:
      return "lost-sites";
  }
  return "";
}

std::optional<ChangeCause> ParseChangeCause(std::string_view name) {
  for (const ChangeCause cause : kCauses) {
    if (ToString(cause) == name) return cause;
  }
  return std::nullopt;
}

ChangeCause CauseOf(const CompanyMoment& before, const CompanyMoment& after,
                    bool now_counted, const BetweenSnapshots& between) {
  const bool both = before.known && after.known;
  if (now_counted && !before.known && after.founded &&
      *after.founded > between.earlier) {
    return ChangeCause::kReal;
  }
  if (both && before.status != after.status) return ChangeCause::kReal;
  if (both && before.in_region != after.in_region) {
    return before.district != after.district ? ChangeCause::kReal
                                             : ChangeCause::kCoverage;
  }
  const bool site_changed = now_counted ? Meet(after.read, before.lost)
                                        : Meet(before.read, after.lost);
  if (site_changed) return ChangeCause::kLostSites;
  if (!both) return ChangeCause::kCoverage;
  const bool same_sites = now_counted ? IsWithin(after.read, before.read)
                                      : IsWithin(before.read, after.read);
  if (!same_sites) return ChangeCause::kCoverage;
  if (before.kind != after.kind) return ChangeCause::kReal;
  return between.other_lists ? ChangeCause::kLists : ChangeCause::kReal;
}

}  // namespace ritmon
