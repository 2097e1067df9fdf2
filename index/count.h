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
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "index/dimension.h"
#include "index/vocabulary.h"
#include "model/record.h"

namespace ritmon {

inline constexpr size_t kMaxDimensions = 3;
struct CountOptions {
  // Only companies that count in at least one field (of kTopic: one topic).
  // False: all companies of the register, for coverage.
  bool counted_only = true;
  bool with_candidates = false;  // confidence low too
  bool include_shells = false;   // project companies too
  Date as_of{};
};

// Of how many companies the values of all partly known dimensions are known.
struct Coverage {
  uint64_t known = 0;
  uint64_t of = 0;
  friend bool operator==(const Coverage&, const Coverage&) = default;
};

struct CountRow {
  std::vector<std::string> key;  // one value a dimension
  uint64_t companies = 0;
  // Companies that only their kind, shell, keeps out of it.
  uint64_t shells = 0;
  // Of the companies that share all other values with this row; only if a
  // dimension IsPartlyKnown.
  Coverage coverage;
};

struct CountTable {
  std::vector<Dimension> dimensions;
  // Every known combination has a row, also at 0, in the vocabulary's order;
  // values that the vocabulary does not know come last.
  std::vector<CountRow> rows;
  uint64_t total = 0;    // companies in at least one row, each once
  uint64_t matched = 0;  // companies that the query found, counted or not
  uint64_t shells = 0;   // as in CountRow, each once
  Coverage coverage;     // of `total`
  // Of the known ones, where age is asked for: by the year alone, of which
  // 1 July is taken.
  uint64_t by_year_only = 0;
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
  bool Counts(const CompanyRecord& record, const CompanyField& tag,
              bool with_shells) const;
  // The values of the dimensions that go together because they say something
  // about one tag; one list a tag.
  using Values = std::map<Dimension, std::string>;
  std::vector<Values> FieldValues(const CompanyRecord& record,
                                  bool with_shells) const;
  std::vector<Values> TopicValues(const CompanyRecord& record,
                                  bool with_shells) const;
  // The cells that it stands in.
  using Cell = std::vector<std::string>;
  std::set<Cell> CellsOf(const CompanyRecord& record, bool with_shells) const;
  // Whether the values of all partly known dimensions are known.
  bool IsKnown(const Cell& cell) const;
  void NoteCoverage(std::vector<CountRow>& rows) const;
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
  std::map<Cell, uint64_t> cells_;
  std::map<Cell, uint64_t> shells_;
  CountTable sums_;  // without rows
};

}  // namespace ritmon
