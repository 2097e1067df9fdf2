// SPDX-License-Identifier: GPL-3.0-or-later
// How a count went from snapshot to snapshot, and who came and went. Pure
// functions but for the reading of the history; any thread.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/field_history.h"

namespace ritmon {

struct TrendSeries {
  CountLine line;
  std::vector<int64_t> counts;      // one a snapshot
  std::vector<MassChange> changes;  // one a snapshot but the first

  int64_t first() const { return counts.empty() ? 0 : counts.front(); }
  int64_t last() const { return counts.empty() ? 0 : counts.back(); }
  // Of all changes: adds up to last() - first().
  MassChange Sum() const;
};

// `lines` first, in their order; with `others` then those of the first one's
// dimension that only snapshots know, of lists that are no longer in use.
std::vector<TrendSeries> MakeSeries(const std::vector<FieldSnapshot>& snapshots,
                                    const std::vector<CountLine>& lines,
                                    bool others);

enum class AlertKind { kActive, kGone, kFounded };
std::string_view ToString(AlertKind kind);  // "active", "gone", "founded"

struct Alert {
  AlertKind kind = AlertKind::kActive;
  Timestamp time{};  // when it was noticed; of kFounded the day
  std::string company_id;
  std::string name;
  CountLine line;
  std::string reason;  // ToString(ChangeCause), "founded"
};

// Companies of the region that came into one of these lines or left it since
// `since`, each time, and those counted in one today that were founded since
// then (a founding of which only the year is known counts from 1 January). By
// rising time, then kind, line and company. Dimensions: field and topic.
Result<std::vector<Alert>> FindAlerts(FieldHistory& history, Timestamp since,
                                      const std::set<CountLine>& lines);

}  // namespace ritmon
