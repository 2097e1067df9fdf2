// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics as Prometheus reads them (text exposition format 0.0.4). Pure.

#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ritmon {

enum class MetricType {
  kCounter,  // only grows, also over restarts
  kGauge,
};

struct MetricSample {
  double value = 0;
  std::vector<std::pair<std::string, std::string>> labels;
};

// Names: prometheus.io/docs/practices/naming.
struct MetricFamily {
  std::string name;
  MetricType type = MetricType::kGauge;
  std::string help;  // one sentence
  std::vector<MetricSample> samples;
};

inline constexpr char kMetricsContentType[] =
    "text/plain; version=0.0.4; charset=utf-8";

// A family without samples is left out: what is not known is not there.
std::string FormatMetrics(const std::vector<MetricFamily>& families);

}  // namespace ritmon
