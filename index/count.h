// SPDX-License-Identifier: GPL-3.0-or-later
// The critical mass: how many companies there are in each cell of one to three
// dimensions. Exact: every match is looked at. Pure functions, any thread.
//
// A company is counted in a field if IsCounted (model/record.h) says so, with
// the exceptions that the options allow. It may stand in several cells (two
// fields, two regions) but is counted once in the total.

#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "index/count_axis.h"
#include "index/dimension.h"
#include "index/fact_columns.h"
#include "index/vocabulary.h"

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
  // Too small to be published; see count_suppression.h.
  bool suppressed = false;
  bool coverage_suppressed = false;
};

struct CountTable {
  std::vector<Dimension> dimensions;
  // Every known combination has a row, also at 0, in the vocabulary's order;
  // values that the vocabulary does not know come last. Of districts those are
  // known where any company lies that the query found.
  std::vector<CountRow> rows;
  uint64_t total = 0;    // companies in at least one row, each once
  uint64_t matched = 0;  // companies that the query found, counted or not
  uint64_t shells = 0;   // as in CountRow, each once
  Coverage coverage;     // of `total`
  // Of the known ones, where age is asked for: by the year alone, of which
  // 1 July is taken.
  uint64_t by_year_only = 0;
  bool total_suppressed = false;
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

// Counts all companies of `columns`. Errors are CompanyCounter's.
Result<CountTable> CountAll(const FactColumns& columns,
                            const std::vector<Dimension>& dimensions,
                            const CountOptions& options,
                            const Vocabulary& vocabulary);

// Counts companies of one set of columns, one by one. Belongs to one thread.
class CompanyCounter {
 public:
  // `vocabulary` and `columns` must outlive this. kInvalid for no, too many or
  // repeated dimensions.
  static Result<CompanyCounter> Make(std::vector<Dimension> dimensions,
                                     const CountOptions& options,
                                     const Vocabulary& vocabulary,
                                     const FactColumns& columns);

  void Add(size_t row);
  CountTable Finish() const;

 private:
  // What a company is counted for: a field, a topic or both; of those that are
  // not asked for kNone.
  static constexpr uint32_t kNone = 0xffffffff;
  struct Tag {
    uint32_t field = kNone;  // places on the axes
    uint32_t future = kNone;
    uint32_t topic = kNone;
    Confidence confidence = Confidence::kLow;
  };
  CompanyCounter(std::vector<Dimension> dimensions, const CountOptions& options,
                 const Vocabulary& vocabulary, const FactColumns& columns);
  bool Has(Dimension dimension) const;
  const CountAxis& AxisOf(Dimension dimension) const;
  bool Counts(size_t row, Confidence confidence, bool with_shells) const;
  bool CountsInAnyField(size_t row, bool with_shells) const;
  void CollectFieldTags(size_t row, bool with_shells, std::vector<Tag>& tags);
  void CrossWithTopics(size_t row, bool with_shells, bool by_field,
                       std::vector<Tag>& tags);
  // Fills cells_of_row_: those that it stands in, each once.
  void FindCells(size_t row, bool with_shells);
  void AddCells(const Tag& tag);
  std::vector<uint32_t> PlacesOf(uint64_t cell) const;
  // Whether the values of all partly known dimensions are known.
  bool IsKnown(const std::vector<uint32_t>& places) const;
  void NoteCoverage(std::vector<CountRow>& rows) const;
  // The axis's values that have a row: the known ones, others if they occur.
  std::vector<std::vector<uint32_t>> RowPlaces() const;
  // Whether the value at `place` has a row at any rate.
  bool IsShown(const CountAxis& axis, uint32_t place) const;
  // Whether the field in `places` belongs to the future field in it.
  bool IsPair(const std::vector<uint32_t>& places) const;

  std::vector<Dimension> dimensions_;
  CountOptions options_;
  const FactColumns* columns_;
  std::vector<char> matched_commons_;  // by number: whether any company has it
  std::vector<CountAxis> axes_;
  bool partly_known_ = false;
  // By the number of a field in the columns, its future fields' places; only
  // if that is a dimension.
  std::vector<std::vector<uint32_t>> futures_;
  // The same by the field's place on its axis.
  std::vector<std::vector<uint32_t>> futures_by_place_;
  // A cell is its places on the axes, as the digits of a number.
  using Cells = std::unordered_map<uint64_t, uint64_t>;
  Cells cells_;
  Cells shells_;
  CountTable sums_;  // without rows
  // Of the row that is being added.
  std::vector<Tag> tags_;
  std::vector<std::vector<uint32_t>> places_;
  std::vector<uint64_t> cells_of_row_;
};

}  // namespace ritmon
