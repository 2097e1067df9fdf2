// SPDX-License-Identifier: GPL-3.0-or-later
// What companies are counted by: names and values of the dimensions. Pure
// functions, any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

enum class Dimension {
  kField,
  kFutureField,
  kTopic,
  kRegion,
  kDistrict,
  kMunicipality,
  kCluster,
  kFounded,    // year of foundation
  kAge,        // AgeClass on CountOptions::as_of
  kStartup,    // StartupClass on the same day
  kSize,       // StudySizeClass
  kSizeEu,     // EuSizeClass
  kSizeClass,  // SizeClass, the finest
  kLegalForm,
  kSource,      // kinds of the pages that speak for a field
  kConfidence,  // of the field, future field or topic beside it, else the best
  kKind,        // EntityKind
};

// "field", "future-field", "topic", "region", "district", "municipality",
// "cluster", "founded", "age", "startup", "size", "size-eu", "size-class",
// "legal-form", "source", "confidence", "kind".
std::string_view ToString(Dimension dimension);
// Also German; kInvalid with the nearest right name.
Result<Dimension> ParseDimension(std::string_view name);
// Their canonical names.
std::vector<std::string> DimensionNames();

// Whether it is of age or of size: what is not known of every company, so that
// the share of those with a value belongs beside each number.
bool IsPartlyKnown(Dimension dimension);

// The value where the register says nothing: "unknown".
inline constexpr std::string_view kUnknownValue = "unknown";
// Of kCluster: in none.
inline constexpr std::string_view kNoCluster = "none";

// The values of the dimensions that have the same few everywhere, kUnknownValue
// included: classes of age and size. Empty for the others.
std::vector<std::string> ClassesOf(Dimension dimension);

}  // namespace ritmon
