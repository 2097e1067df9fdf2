// SPDX-License-Identifier: GPL-3.0-or-later
// What other keyword lists would count: which companies enter and leave which
// field, and by which terms.
//
// The stored pages are tagged with both lists in memory, the companies judged
// by company_pages.h as the index does it; so the totals are those that `tag`
// and `count` would come to. Nothing is written. Which company a site speaks
// for is taken from the index, for it does not depend on the lists.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "index/index_reader.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// A term on the page that it speaks by.
struct SpeakingTerm {
  std::string term;  // as the keyword list spells it
  std::string sentence;
  std::string url;
};

struct FieldChange {
  std::string company_id;
  std::string company;
  std::string field;                 // or topic
  std::optional<Confidence> before;  // nothing: not even a candidate
  std::optional<Confidence> after;
  std::string rule_before;
  std::string rule_after;
  // Terms that carry the one and say nothing of this company in the other;
  // both are empty where only weights, conditions or rules have changed.
  std::vector<SpeakingTerm> came;
  std::vector<SpeakingTerm> went;

  // Counted after and not before; the reverse.
  bool entered() const;
  bool left() const;
};

// Counted companies.
struct FieldTotal {
  std::string field;
  std::string label_de;
  int64_t before = 0;
  int64_t after = 0;
  int64_t entered = 0;
  int64_t left = 0;
};

struct ListDiff {
  // In the order of the new lists; fields that only the old have come last.
  std::vector<FieldTotal> totals;
  // By field, then who enters, leaves, changes; then by name and id.
  std::vector<FieldChange> changes;
  int64_t companies = 0;  // that could be counted and have pages
  int64_t pages = 0;      // of these
};

// Of the companies that `query` finds and that could be counted at all (active
// enterprises). `field`: the id of one field or topic, or empty for all
// fields. `store` is only read.
Result<ListDiff> DiffLists(const Options& options,
                           const std::shared_ptr<const Taxonomy>& before,
                           const std::shared_ptr<const Taxonomy>& after,
                           CompanyIndexReader& index, const Query& query,
                           PageStore& store, const std::string& field);

}  // namespace ritmon
