// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of a database beside the query, and what it finds: documents
// as they were stored, in order. Values; knows no Xapian.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/schema.h"

namespace ritmon {

// One word of an order; documents without the value come last.
struct SortWord {
  ValueSlot slot = kSlotKey;
  bool descending = false;
};

struct StoredMatch {
  std::string data;
  double score = 0;  // relevance, 0 for pure filters
};

struct StoredMatches {
  uint64_t total = 0;
  bool total_is_exact = true;  // false: an estimate
  std::vector<StoredMatch> matches;
};

// How matches are found.
struct FindOptions {
  uint64_t offset = 0;
  uint64_t limit = 0;
  bool by_relevance = false;  // first by that, then by `order`
  // Its last word must tell all documents apart.
  std::vector<SortWord> order;
  // The best match of each value only; matches without one stay.
  std::optional<ValueSlot> one_each;
  // Up to so many matches the total is exact; none: however many there are.
  std::optional<uint64_t> count_up_to;
};

}  // namespace ritmon
