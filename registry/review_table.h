// SPDX-License-Identifier: GPL-3.0-or-later
// The review list as it comes back from people: a table with a decision in
// some of its rows.
//
// Columns are found by their titles, in any order, German or English; others
// are ignored. All mistakes are found, not the first one.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "registry/review_decisions.h"

namespace ritmon {

// One row with a decision.
struct ReviewRow {
  uint64_t line = 0;
  std::string site;        // as written
  std::string company_id;  // that the verdict is about
  ReviewVerdict verdict = ReviewVerdict::kAccept;
  std::string note;
};

struct ReviewMistake {
  uint64_t line = 0;
  std::string message;
};

struct ReviewTable {
  std::vector<ReviewRow> rows;
  std::vector<ReviewMistake> mistakes;  // rows with these are not in `rows`
  uint64_t undecided = 0;               // rows without a decision
};

// Reads CSV or XLSX (base/table_reader.h). The columns are `site`, `decision`,
// `candidate_id` (which company the row is about), `company_id` (which one it
// is instead, or in the stead of a missing candidate_id), `note`. kInvalid if
// there is no column for site or decision, or none for a company.
Result<ReviewTable> ReadReviewTable(const std::filesystem::path& path);

// The mistakes that rows make together: two companies for one site, a pair
// accepted and rejected. `mistakes` gets them; a row that says the same as one
// before is removed.
void CheckTogether(ReviewTable& table);

}  // namespace ritmon
