// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/dimension.h"

#include <utility>

#include "base/charset.h"
#include "base/nearest.h"
#include "index/vocabulary.h"

namespace ritmon {
namespace {

struct DimensionName {
  Dimension dimension;
  std::string_view name;
  std::string_view german;  // a NameKey
};

constexpr DimensionName kNames[] = {
    {Dimension::kField, "field", "feld"},
    {Dimension::kFutureField, "future-field", "zukunftsfeld"},
    {Dimension::kTopic, "topic", "thema"},
    {Dimension::kRegion, "region", "region"},
    {Dimension::kDistrict, "district", "kreis"},
    {Dimension::kMunicipality, "municipality", "gemeinde"},
    {Dimension::kCluster, "cluster", "cluster"},
    {Dimension::kFounded, "founded", "gruendungsjahr"},
    {Dimension::kAge, "age", "alter"},
    {Dimension::kStartup, "startup", "start-up"},
    {Dimension::kSize, "size", "groesse"},
    {Dimension::kSizeEu, "size-eu", "groesse-eu"},
    {Dimension::kSizeClass, "size-class", "groessenklasse"},
    {Dimension::kLegalForm, "legal-form", "rechtsform"},
    {Dimension::kSource, "source", "quelle"},
    {Dimension::kConfidence, "confidence", "sicherheit"},
    {Dimension::kKind, "kind", "art"},
};

// Other words for them, as people and the study say.
struct OtherName {
  std::string_view name;
  Dimension dimension;
};
constexpr OtherName kOtherNames[] = {
    {"future", Dimension::kFutureField},
    {"application-field", Dimension::kField},
    {"anwendungsfeld", Dimension::kField},
    {"year", Dimension::kFounded},
    {"jahr", Dimension::kFounded},
    {"town", Dimension::kMunicipality},
    {"ort", Dimension::kMunicipality},
    {"age-class", Dimension::kAge},
    {"altersklasse", Dimension::kAge},
    {"source-kind", Dimension::kSource},
};

// As the classes of model/record.h are named.
constexpr std::string_view kAges[] = {"0-4",   "5-9", "10-24",
                                      "25-49", "50+", kUnknownValue};
constexpr std::string_view kStartups[] = {"yes", "no", kUnknownValue};
constexpr std::string_view kStudySizes[] = {"0-99", "100-1000", "1001+",
                                            kUnknownValue};
constexpr std::string_view kEuSizes[] = {"micro", "small", "medium", "large",
                                         kUnknownValue};
constexpr std::string_view kSizes[] = {
    "1-9", "10-49", "50-99", "100-249", "250-999", "1000+", kUnknownValue};
template <size_t kSize>
std::vector<std::string> Strings(const std::string_view (&names)[kSize]) {
  return {std::begin(names), std::end(names)};
}

}  // namespace

std::vector<std::string> DimensionNames() {
  std::vector<std::string> names;
  for (const DimensionName& name : kNames) names.emplace_back(name.name);
  return names;
}

bool IsPartlyKnown(Dimension dimension) {
  switch (dimension) {
    case Dimension::kFounded:
    case Dimension::kAge:
    case Dimension::kStartup:
    case Dimension::kSize:
    case Dimension::kSizeEu:
    case Dimension::kSizeClass:
      return true;
    default:
      return false;
  }
}

std::string_view ToString(Dimension dimension) {
  for (const DimensionName& known : kNames) {
    if (known.dimension == dimension) return known.name;
  }
  return {};
}

Result<Dimension> ParseDimension(std::string_view name) {
  const std::string key = NameKey(name);
  std::vector<std::string_view> names;
  for (const OtherName& other : kOtherNames) {
    if (key == other.name) return other.dimension;
  }
  for (const DimensionName& known : kNames) {
    if (key == known.name || key == known.german) return known.dimension;
    names.emplace_back(known.name);
  }
  return Fail(ErrorKind::kInvalid, "unknown dimension '" +
                                       ScrubUtf8(name.substr(0, 64)) + "'" +
                                       DidYouMean(key, names));
}

std::vector<std::string> ClassesOf(Dimension dimension) {
  switch (dimension) {
    case Dimension::kAge:
      return Strings(kAges);
    case Dimension::kStartup:
      return Strings(kStartups);
    case Dimension::kSize:
      return Strings(kStudySizes);
    case Dimension::kSizeEu:
      return Strings(kEuSizes);
    case Dimension::kSizeClass:
      return Strings(kSizes);
    default:
      return {};
  }
}

}  // namespace ritmon
