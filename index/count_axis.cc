// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/count_axis.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "model/record.h"

namespace ritmon {
namespace {

constexpr EntityKind kEntityKinds[] = {
    EntityKind::kEnterprise, EntityKind::kShell, EntityKind::kAssociation,
    EntityKind::kPublic, EntityKind::kScience};
constexpr PageKind kPageKinds[] = {PageKind::kWeb, PageKind::kNews,
                                   PageKind::kPost, PageKind::kGrant};

std::vector<std::string> Ids(const std::vector<VocabularyEntry>& entries) {
  std::vector<std::string> ids;
  for (const VocabularyEntry& entry : entries) ids.push_back(entry.id);
  return ids;
}

// What the columns call the dimension's values; nothing where they have none.
const Dictionary* TextsOf(Dimension dimension, const FactColumns& columns) {
  switch (dimension) {
    case Dimension::kField:
      return &columns.field_names();
    case Dimension::kTopic:
      return &columns.topic_names();
    case Dimension::kRegion:
      return &columns.region_names();
    case Dimension::kDistrict:
      return &columns.districts();
    case Dimension::kMunicipality:
      return &columns.municipalities();
    case Dimension::kCluster:
      return &columns.cluster_names();
    case Dimension::kLegalForm:
      return &columns.legal_forms();
    default:
      return nullptr;
  }
}

std::vector<std::string> KnownValues(Dimension dimension,
                                     const Vocabulary& vocabulary) {
  switch (dimension) {
    case Dimension::kField:
      return Ids(vocabulary.fields);
    case Dimension::kFutureField:
      return Ids(vocabulary.future_fields);
    case Dimension::kTopic:
      return Ids(vocabulary.topics);
    case Dimension::kRegion:
      return Ids(vocabulary.regions);
    case Dimension::kDistrict:
      return Ids(vocabulary.districts);
    case Dimension::kCluster:
      return Ids(vocabulary.clusters);
    case Dimension::kLegalForm:
      return Ids(vocabulary.legal_forms);
    case Dimension::kConfidence:
      return {"high", "medium", "low"};
    case Dimension::kKind: {
      std::vector<std::string> names;
      for (const EntityKind kind : kEntityKinds) {
        names.emplace_back(ToString(kind));
      }
      return names;
    }
    case Dimension::kSource: {
      std::vector<std::string> names;
      for (const PageKind kind : kPageKinds) names.emplace_back(ToString(kind));
      return names;
    }
    default:
      return ClassesOf(dimension);
  }
}

std::string YearText(Date day) {
  return std::to_string(static_cast<int>(day.year()));
}

// Values of companies beside the known ones.
std::set<std::string> OtherValues(Dimension dimension,
                                  const FactColumns& columns) {
  std::set<std::string> others;
  if (const Dictionary* texts = TextsOf(dimension, columns)) {
    for (const std::string& text : texts->texts()) {
      others.insert(text.empty() ? std::string(kUnknownValue) : text);
    }
  }
  if (dimension == Dimension::kFounded) {
    std::set<std::chrono::year> years;
    for (size_t row = 0; row < columns.rows(); ++row) {
      if (const auto day = columns.FoundingDay(row)) years.insert(day->year());
    }
    for (const auto year : years) {
      others.insert(std::to_string(static_cast<int>(year)));
    }
    others.insert(std::string(kUnknownValue));
  }
  if (dimension == Dimension::kRegion || dimension == Dimension::kSource) {
    others.insert(std::string(kUnknownValue));
  }
  if (dimension == Dimension::kCluster) others.insert(std::string(kNoCluster));
  return others;
}

uint32_t PlaceOf(const CountAxis& axis, std::string_view value) {
  const auto at = std::find(axis.values.begin(), axis.values.end(), value);
  return static_cast<uint32_t>(at - axis.values.begin());
}

// Years of four digits are sorted as numbers are.
uint32_t YearPlace(const CountAxis& axis, const std::optional<Date>& day) {
  if (!day) return static_cast<uint32_t>(axis.unknown);
  return static_cast<uint32_t>(
      std::lower_bound(axis.values.begin(), axis.values.end(), YearText(*day)) -
      axis.values.begin());
}

void AppendSeveral(const CountAxis& axis, const std::vector<uint32_t>& numbers,
                   std::vector<uint32_t>& places) {
  for (const uint32_t number : numbers) places.push_back(axis.places[number]);
  if (numbers.empty()) places.push_back(static_cast<uint32_t>(axis.unknown));
}

}  // namespace

CountAxis MakeAxis(Dimension dimension, const FactColumns& columns,
                   const Vocabulary& vocabulary) {
  CountAxis axis;
  axis.dimension = dimension;
  axis.values = KnownValues(dimension, vocabulary);
  axis.known = axis.values.size();
  std::set<std::string> others = OtherValues(dimension, columns);
  for (const std::string& value : axis.values) others.erase(value);
  axis.values.insert(axis.values.end(), others.begin(), others.end());
  axis.unknown = PlaceOf(
      axis, dimension == Dimension::kCluster ? kNoCluster : kUnknownValue);
  if (const Dictionary* texts = TextsOf(dimension, columns)) {
    std::vector<std::pair<std::string_view, uint32_t>> sorted;
    for (uint32_t i = 0; i < axis.values.size(); ++i) {
      sorted.emplace_back(axis.values[i], i);
    }
    std::sort(sorted.begin(), sorted.end());
    for (const std::string& text : texts->texts()) {
      const std::string_view value = text.empty() ? kUnknownValue : text;
      const auto at = std::lower_bound(sorted.begin(), sorted.end(),
                                       std::pair(value, uint32_t{0}));
      axis.places.push_back(at->second);
    }
  }
  return axis;
}

void AppendPlaces(const CountAxis& axis, const FactColumns& columns, size_t row,
                  Date as_of, std::vector<uint32_t>& places) {
  const CommonColumns& common = columns.Common(row);
  switch (axis.dimension) {
    case Dimension::kField:
    case Dimension::kFutureField:
    case Dimension::kTopic:
    case Dimension::kConfidence:
      return;
    case Dimension::kRegion:
      AppendSeveral(axis, common.regions, places);
      return;
    case Dimension::kCluster:
      AppendSeveral(axis, common.clusters, places);
      return;
    case Dimension::kDistrict:
      places.push_back(axis.places[common.district]);
      return;
    case Dimension::kMunicipality:
      places.push_back(axis.places[common.municipality]);
      return;
    case Dimension::kLegalForm:
      places.push_back(axis.places[common.legal_form]);
      return;
    case Dimension::kFounded:
      places.push_back(YearPlace(axis, columns.FoundingDay(row)));
      return;
    case Dimension::kAge:
      places.push_back(
          PlaceOf(axis, AgeClass(AgeInYears(columns.FoundingDay(row), as_of))));
      return;
    case Dimension::kStartup:
      places.push_back(PlaceOf(
          axis, StartupClass(AgeInYears(columns.FoundingDay(row), as_of))));
      return;
    case Dimension::kSize:
      places.push_back(PlaceOf(axis, StudySizeClass(columns.Employees(row))));
      return;
    case Dimension::kSizeEu:
      places.push_back(PlaceOf(axis, EuSizeClass(columns.Employees(row))));
      return;
    case Dimension::kSizeClass:
      places.push_back(PlaceOf(axis, SizeClass(columns.Employees(row))));
      return;
    case Dimension::kKind:
      places.push_back(static_cast<uint32_t>(common.kind));
      return;
    case Dimension::kSource: {
      const size_t before = places.size();
      for (const PageKind kind : kPageKinds) {
        if (!columns.HasEvidenceOf(row, kind)) continue;
        places.push_back(static_cast<uint32_t>(kind));
      }
      if (places.size() == before) {
        places.push_back(static_cast<uint32_t>(axis.unknown));
      }
      return;
    }
  }
}

}  // namespace ritmon
