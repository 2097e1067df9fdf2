// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

namespace ritmon {
namespace {

prometheus::MetricFamily Translated(const MetricFamily& family) {
  const bool counts = family.type == MetricType::kCounter;
  prometheus::MetricFamily translated{
      .name = family.name,
      .help = family.help,
      .type = counts ? prometheus::MetricType::Counter
                     : prometheus::MetricType::Gauge,
      .metric = {}};
  for (const MetricSample& sample : family.samples) {
    prometheus::ClientMetric metric;
    for (const auto& [name, value] : sample.labels) {
      metric.label.push_back({name, value});
    }
    (counts ? metric.counter.value : metric.gauge.value) = sample.value;
    translated.metric.push_back(std::move(metric));
  }
  return translated;
}

}  // namespace

std::string FormatMetrics(const std::vector<MetricFamily>& families) {
  std::vector<prometheus::MetricFamily> translated;
  for (const MetricFamily& family : families) {
    if (!family.samples.empty()) translated.push_back(Translated(family));
  }
  return prometheus::TextSerializer().Serialize(translated);
}

}  // namespace ritmon
