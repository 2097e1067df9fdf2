// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/indicators.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace ritmon {
namespace {

// Sums of hostile files end at the largest number instead of wrapping.
void AddTo(int64_t& sum, int64_t cents) {
  if (__builtin_add_overflow(sum, cents, &sum)) {
    sum = std::numeric_limits<int64_t>::max();
  }
}

// A cell while grants are still added: what each project has had so far.
struct OpenCell {
  FundingCell cell;
  std::unordered_map<std::string, int64_t> projects;

  void Add(const TaggedGrant& tagged, int64_t cents, double quota) {
    AddTo(cell.cents, cents);
    ++cell.grants;
    if (tagged.grant.amount_cents == 0) ++cell.undisclosed;
    if (IsOutsideResearch(tagged.grant)) {
      AddTo(cell.outside_research_cents, cents);
    }
    if (tagged.grant.actor == ActorClass::kBusiness) {
      AddTo(cell.estimated_own_cents, OwnInvestment(cents, quota));
    }
    AddTo(projects[tagged.project.empty() ? tagged.grant.fkz : tagged.project],
          cents);
  }

  FundingCell Close() && {
    cell.projects = projects.size();
    for (const auto& [project, cents] : projects) {
      cell.largest_cents = std::max(cell.largest_cents, cents);
    }
    return cell;
  }
};

Status CheckQuota(std::string_view name, double quota) {
  if (quota >= kLowestQuota && quota <= 1) return {};
  return Fail(ErrorKind::kInvalid, std::string(name) + " " +
                                       std::to_string(quota) +
                                       ": must be from 0.01 to 1");
}

bool InPeriod(const Grant& grant, const IndicatorOptions& options) {
  if (!options.start_from && !options.start_until) return true;
  if (!grant.start) return false;
  return (!options.start_from || *grant.start >= *options.start_from) &&
         (!options.start_until || *grant.start <= *options.start_until);
}

double QuotaOf(const Grant& grant, const IndicatorOptions& options) {
  const auto quota = options.quota_by_kind.find(grant.kind);
  return quota == options.quota_by_kind.end() ? options.funding_quota
                                              : quota->second;
}

// The part of field `i` of `n`: whole cents that add up; the first ones get
// what does not divide.
int64_t Share(int64_t cents, size_t i, size_t n, FieldSplit split) {
  if (split == FieldSplit::kFull) return cents;
  const auto parts = static_cast<int64_t>(n);
  return cents / parts + (static_cast<int64_t>(i) < cents % parts ? 1 : 0);
}

}  // namespace

std::string_view ToString(FieldSplit split) {
  return split == FieldSplit::kEqual ? "equal" : "full";
}

std::optional<FieldSplit> ParseFieldSplit(std::string_view name) {
  if (name == "equal") return FieldSplit::kEqual;
  if (name == "full") return FieldSplit::kFull;
  return std::nullopt;
}

int64_t OwnInvestment(int64_t cents, double q) {
  return std::llround(static_cast<double>(cents) * (1 - q) / q);
}

Result<FundingFigures> ComputeFunding(const std::vector<TaggedGrant>& grants,
                                      const IndicatorOptions& options) {
  auto status = CheckQuota("funding quota", options.funding_quota);
  for (const auto& [kind, quota] : options.quota_by_kind) {
    if (status) status = CheckQuota("funding quota of '" + kind + "'", quota);
  }
  if (!status) return tl::unexpected(status.error());

  FundingFigures figures;
  figures.options = options;
  std::map<std::pair<std::string, ActorClass>, OpenCell> rows;
  std::map<std::string, OpenCell> fields;
  std::map<ActorClass, OpenCell> actors;
  OpenCell total;
  OpenCell no_field;
  for (const TaggedGrant& tagged : grants) {
    const Grant& grant = tagged.grant;
    if (!InPeriod(grant, options)) {
      ++figures.out_of_period;
      continue;
    }
    const double quota = QuotaOf(grant, options);
    std::vector<std::string> names = tagged.fields;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (names.empty()) {
      no_field.Add(tagged, grant.amount_cents, quota);
      continue;
    }
    for (size_t i = 0; i < names.size(); ++i) {
      const int64_t cents =
          Share(grant.amount_cents, i, names.size(), options.split);
      rows[{names[i], grant.actor}].Add(tagged, cents, quota);
      fields[names[i]].Add(tagged, cents, quota);
    }
    actors[grant.actor].Add(tagged, grant.amount_cents, quota);
    total.Add(tagged, grant.amount_cents, quota);
  }
  for (auto& [key, cell] : rows) {
    figures.rows.push_back({key.first, key.second, std::move(cell).Close()});
  }
  for (auto& [field, cell] : fields) {
    figures.fields.emplace(field, std::move(cell).Close());
  }
  for (auto& [actor, cell] : actors) {
    figures.actors.emplace(actor, std::move(cell).Close());
  }
  figures.total = std::move(total).Close();
  figures.no_field = std::move(no_field).Close();
  return figures;
}

}  // namespace ritmon
