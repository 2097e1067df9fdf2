// SPDX-License-Identifier: GPL-3.0-or-later
// The critical mass: how many companies there are in each cell of one to three
// dimensions. Exact: every match is looked at. Pure functions, any thread.
//
// A company is counted in a field if IsCounted (model/record.h) says so, with
// the exceptions that the options allow. It may stand in several cells (two
// fields, two regions) but is counted once in the total.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "index/vocabulary.h"
#include "model/record.h"

namespace ritmon {

enum class Dimension {
  kField,
  kFutureField,
  kTopic,
  kRegion,
  kDistrict,
  kAge,   // AgeClass on CountOptions::as_of
  kSize,  // SizeClass
  kLegalForm,
  kConfidence,  // of the field, future field or topic beside it, else the best
  kKind,        // EntityKind
};

// "field", "future-field", "topic", "region", "district", "age", "size",
// "legal-form", "confidence", "kind".
std::string_view ToString(Dimension dimension);
// Also German; kInvalid with the nearest right name.
Result<Dimension> ParseDimension(std::string_view name);

inline constexpr size_t kMaxDimensions = 3;
// The value where the register says nothing: "unknown".
inline constexpr std::string_view kUnknownValue = "unknown";

struct CountOptions {
  // Only companies that count in at least one field (of kTopic: one topic).
  // False: all companies of the register, for coverage.
  bool counted_only = true;
  bool with_candidates = false;  // confidence low too
  bool include_shells = false;   // project companies too
  Date as_of{};
};

struct CountRow {
  std::vector<std::string> key;  // one value a dimension
  uint64_t companies = 0;
};

struct CountTable {
  std::vector<Dimension> dimensions;
  // Every known combination has a row, also at 0, in the vocabulary's order;
  // values that the vocabulary does not know come last.
  std::vector<CountRow> rows;
  uint64_t total = 0;    // companies in at least one row, each once
  uint64_t matched = 0;  // companies that the query found, counted or not
};

// Two counts of the same dimensions beside each other.
struct ComparedRow {
  std::vector<std::string> key;
  uint64_t before = 0;
  uint64_t after = 0;
};

struct CountComparison {
  std::vector<Dimension> dimensions;
  std::vector<ComparedRow> rows;  // of `after`; those of `before` alone last
  uint64_t total_before = 0;
  uint64_t total_after = 0;
  uint64_t matched = 0;
};
CountComparison Compare(const CountTable& before, const CountTable& after);

// Takes companies one by one. Belongs to one thread.
class CompanyCounter {
 public:
  // `vocabulary` must outlive this. kInvalid for no, too many or repeated
  // dimensions.
  static Result<CompanyCounter> Make(std::vector<Dimension> dimensions,
                                     const CountOptions& options,
                                     const Vocabulary& vocabulary);

  // Reads of `record` what company_facts.h holds.
  void Add(const CompanyRecord& record);
  CountTable Finish() const;

 private:
  CompanyCounter(std::vector<Dimension> dimensions, const CountOptions& options,
                 const Vocabulary& vocabulary);
  bool Has(Dimension dimension) const;
  bool Counts(const CompanyRecord& record, const CompanyField& tag) const;
  // The values of the dimensions that go together because they say something
  // about one tag; one list a tag.
  using Values = std::map<Dimension, std::string>;
  std::vector<Values> FieldValues(const CompanyRecord& record) const;
  std::vector<Values> TopicValues(const CompanyRecord& record) const;
  std::vector<std::string> PlainValues(const CompanyRecord& record,
                                       Dimension dimension) const;
  // The values that have a row at any rate.
  std::vector<std::string> KnownValues(Dimension dimension) const;
  // Whether the field in `key` belongs to the future field in it.
  bool IsPair(const std::vector<std::string>& key) const;

  std::vector<Dimension> dimensions_;
  CountOptions options_;
  const Vocabulary* vocabulary_;
  std::map<std::string, std::vector<std::string>> future_fields_of_;
  std::map<std::vector<std::string>, uint64_t> cells_;
  uint64_t total_ = 0;
  uint64_t matched_ = 0;
};

}  // namespace ritmon
