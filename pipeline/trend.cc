// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/trend.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ritmon {
namespace {

MassCount CountIn(const FieldSnapshot& snapshot, const CountLine& line) {
  const auto count = snapshot.counts.find(line);
  return count == snapshot.counts.end() ? MassCount() : count->second;
}

Timestamp DayOf(Date date) { return Timestamp(std::chrono::sys_days(date)); }

bool IsCountedNow(const CompanyState& state, const CompanyField& tag) {
  CompanyRecord record;
  record.company.status = state.status;
  record.company.kind = state.kind;
  return state.in_region && IsCounted(record, tag);
}

}  // namespace

MassChange TrendSeries::Sum() const {
  MassChange sum;
  for (const MassChange& change : changes) sum += change;
  return sum;
}

std::vector<TrendSeries> MakeSeries(const std::vector<FieldSnapshot>& snapshots,
                                    const std::vector<CountLine>& lines,
                                    bool others) {
  std::vector<CountLine> all = lines;
  if (others && !lines.empty()) {
    std::set<CountLine> more;
    for (const FieldSnapshot& snapshot : snapshots) {
      for (const auto& [line, count] : snapshot.counts) {
        if (line.first == lines.front().first) more.insert(line);
      }
    }
    for (const CountLine& line : lines) more.erase(line);
    all.insert(all.end(), more.begin(), more.end());
  }
  std::vector<TrendSeries> series;
  for (const CountLine& line : all) {
    TrendSeries& one = series.emplace_back(TrendSeries{line, {}, {}});
    for (const FieldSnapshot& snapshot : snapshots) {
      const MassCount count = CountIn(snapshot, line);
      if (!one.counts.empty()) one.changes.push_back(count.change);
      one.counts.push_back(count.companies);
    }
  }
  return series;
}

std::string_view ToString(AlertKind kind) {
  switch (kind) {
    case AlertKind::kActive:
      return "active";
    case AlertKind::kGone:
      return "gone";
    case AlertKind::kFounded:
      return "founded";
  }
  return "";
}

Result<std::vector<Alert>> FindAlerts(FieldHistory& history, Timestamp since,
                                      const std::set<CountLine>& lines) {
  std::vector<Alert> alerts;
  auto changes = history.ChangesSince(since);
  if (!changes) return tl::unexpected(changes.error());
  for (const CompanyMove& change : *changes) {
    if (!lines.contains(change.line)) continue;
    auto name = history.NameOf(change.company_id);
    if (!name) return tl::unexpected(name.error());
    alerts.push_back(
        {.kind = change.gained ? AlertKind::kActive : AlertKind::kGone,
         .time = change.time,
         .company_id = change.company_id,
         .name = std::move(*name),
         .line = change.line,
         .reason = std::string(ToString(change.cause))});
  }
  auto today = history.At(kNever);
  if (!today) return tl::unexpected(today.error());
  if (*today) {
    for (const auto& [id, company] : (*today)->companies) {
      const CompanyState& state = company.state;
      if (!state.founded || DayOf(*state.founded) < since) continue;
      for (const std::string_view by : {kByField, kByTopic}) {
        for (const CompanyField& tag :
             by == kByField ? company.fields : company.topics) {
          const CountLine line{std::string(by), tag.field};
          if (!lines.contains(line) || !IsCountedNow(state, tag)) continue;
          alerts.push_back({.kind = AlertKind::kFounded,
                            .time = DayOf(*state.founded),
                            .company_id = id,
                            .name = state.name,
                            .line = line,
                            .reason = "founded"});
        }
      }
    }
  }
  std::sort(alerts.begin(), alerts.end(), [](const Alert& a, const Alert& b) {
    return std::tie(a.time, a.kind, a.line, a.company_id) <
           std::tie(b.time, b.kind, b.line, b.company_id);
  });
  return alerts;
}

}  // namespace ritmon
