// SPDX-License-Identifier: GPL-3.0-or-later
// A document as the index takes it: what page_document and company_document
// make of a record, on any thread, and the writer stores. Knows no Xapian.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "index/schema.h"

namespace ritmon {

struct TextPosting {
  std::string term;
  uint32_t position = 0;  // 0: none, the term only adds weight
  uint32_t weight = 1;    // occurrences that this one counts as
};

struct IndexDocument {
  std::string unique_term;        // kTermId of the record
  std::vector<TextPosting> text;  // ranked terms
  std::vector<std::string>
      filters;  // boolean terms, any order, repeats allowed
  std::map<ValueSlot, std::string> values;
  std::string data;  // compact JSON: all that an answer shows
};

}  // namespace ritmon
