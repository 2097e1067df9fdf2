// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/indicators.h"

#include <cmath>

namespace ritmon {
namespace {

Status CheckQuota(std::string_view name, double quota) {
  if (quota >= kLowestQuota && quota <= 1) return {};
  return Fail(ErrorKind::kInvalid, std::string(name) + " " +
                                       std::to_string(quota) +
                                       ": must be from 0.01 to 1");
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

Status Check(const IndicatorOptions& options) {
  auto status = CheckQuota("funding quota", options.funding_quota);
  for (const auto& [kind, quota] : options.quota_by_kind) {
    if (status) status = CheckQuota("funding quota of '" + kind + "'", quota);
  }
  return status;
}

double QuotaOf(const Grant& grant, const IndicatorOptions& options) {
  const auto quota = options.quota_by_kind.find(grant.kind);
  return quota == options.quota_by_kind.end() ? options.funding_quota
                                              : quota->second;
}

bool IsInPeriod(const Grant& grant, const IndicatorOptions& options) {
  if (!options.start_from && !options.start_until) return true;
  if (!grant.start) return false;
  return (!options.start_from || *grant.start >= *options.start_from) &&
         (!options.start_until || *grant.start <= *options.start_until);
}

}  // namespace ritmon
