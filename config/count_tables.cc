// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/count_tables.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace ritmon {
namespace {

constexpr int64_t kMaxThreshold = 1'000'000;

}  // namespace

void AddRegion(const toml::table& table, ConfigReader& reader, Config& config) {
  reader.CheckKeys(table,
                   {"name", "label_de", "label_en", "districts", "includes"});
  RegionDefinition region;
  region.name = reader.RequiredText(table, "name");
  region.label_de = reader.Text(table, "label_de");
  region.label_en = reader.Text(table, "label_en");
  region.origin = reader.PlaceOf(table);
  for (auto [key, list] : {std::pair("districts", &region.districts),
                           std::pair("includes", &region.includes)}) {
    const toml::node* node = table.get(key);
    if (node == nullptr) continue;
    if (auto values = reader.Texts(key, *node)) *list = std::move(*values);
  }
  if (region.districts.empty() && region.includes.empty()) {
    reader.Mistake(
        table, "region '" + region.name + "' needs 'districts' or 'includes'");
  }
  auto& regions = config.options.regions;
  const auto same =
      std::find_if(regions.begin(), regions.end(),
                   [&](const auto& r) { return r.name == region.name; });
  if (same != regions.end()) {
    reader.Mistake(table, "region '" + region.name + "' is there already (" +
                              same->origin + ")");
  }
  regions.push_back(std::move(region));
}

void AddFieldThreshold(const toml::table& table, ConfigReader& reader,
                       Config& config) {
  reader.CheckKeys(table, {"field", "threshold", "reason"});
  FieldThreshold own;
  own.field = reader.RequiredText(table, "field");
  own.threshold.reason = reader.Text(table, "reason");
  own.origin = reader.PlaceOf(table);
  const auto number = reader.Number(table, "threshold", kMaxThreshold);
  if (number && *number > 0) {
    own.threshold.companies = static_cast<uint64_t>(*number);
  } else if (number || table.get("threshold") == nullptr) {
    reader.Mistake(table,
                   "[[field_threshold]] needs a 'threshold' of 1 or more");
  }
  auto& all = config.options.critical_mass.thresholds.of_fields;
  for (const FieldThreshold& other : all) {
    if (other.field != own.field) continue;
    reader.Mistake(table, "field '" + own.field +
                              "' has a threshold already (" + other.origin +
                              ")");
  }
  all.push_back(std::move(own));
}

}  // namespace ritmon
