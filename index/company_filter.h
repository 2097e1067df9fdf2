// SPDX-License-Identifier: GPL-3.0-or-later
// Which companies a query finds, by their columns where these tell, which is
// much faster than asking Xapian; the answer is the same
// (tests/index/company_filter_test.cc).

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"
#include "index/fact_columns.h"
#include "index/query.h"

namespace ritmon {

// A set of rows.
class RowSet {
 public:
  explicit RowSet(size_t rows, bool all = false);

  size_t rows() const { return rows_; }
  void Insert(size_t row) { words_[row / 64] |= uint64_t{1} << (row % 64); }
  bool Contains(size_t row) const {
    return (words_[row / 64] >> (row % 64) & 1) != 0;
  }
  void IntersectWith(const RowSet& other);
  void UniteWith(const RowSet& other);
  void Invert();

  template <typename OnRow>
  void ForEach(const OnRow& on_row) const {
    for (size_t i = 0; i < words_.size(); ++i) {
      for (uint64_t word = words_[i]; word != 0; word &= word - 1) {
        on_row(i * 64 + static_cast<size_t>(__builtin_ctzll(word)));
      }
    }
  }

 private:
  void ClearTail();
  size_t rows_;
  std::vector<uint64_t> words_;
};

// The documents that the part of a query finds which columns do not tell
// (words, hosts), ascending.
using FindDocuments =
    std::function<Result<std::vector<uint32_t>>(const QueryNode& part)>;

// `query` must be one for companies. Errors are those of `find`.
Result<RowSet> MatchRows(const Query& query, const FactColumns& columns,
                         const FindDocuments& find);

}  // namespace ritmon
