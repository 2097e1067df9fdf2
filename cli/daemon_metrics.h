// SPDX-License-Identifier: GPL-3.0-or-later
// What the daemon exports to Prometheus: one place for names and meanings.
// Pure. docs/operations.md tells administrators what to watch.

#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "daemon/daemon_facts.h"
#include "daemon/job_overview.h"
#include "daemon/metrics.h"
#include "daemon/process_facts.h"
#include "pipeline/data_facts.h"

namespace ritmon {

struct WatchedFacts {
  Timestamp now{};
  DaemonFacts daemon;
  std::optional<JobOverview> jobs;  // nothing: cannot be read
  DataFacts data;
  std::optional<ProcessFacts> process;
};

// All families that there are, those of which nothing is known without samples.
// Labels have few values: jobs, fields, outcomes; never hosts or companies.
std::vector<MetricFamily> MetricsOf(const WatchedFacts& facts);

}  // namespace ritmon
