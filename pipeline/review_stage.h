// SPDX-License-Identifier: GPL-3.0-or-later
// The review list: which sites people are asked about, and their answers.
//
// An answer is kept in the state store and applied by every attribution from
// then on (site_decisions.h).

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/company.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "registry/company_store.h"
#include "registry/review_decisions.h"
#include "registry/review_table.h"

namespace ritmon {

// One row of the list: a site and a company that it may be.
struct ReviewItem {
  std::string site;
  std::string home_title;
  std::string imprint_url;
  ImprintCompany imprint;    // of those on the imprint the one that is meant
  std::string candidate_id;  // empty: there is none
  // Where the store has it; companies from imprints have their id only.
  std::optional<Company> candidate;
  int score = 0;
  std::string rule;
  std::string machine;   // what it makes of the pair: "review", ...
  std::string in_force;  // decision of the site's match today; may be empty
  std::optional<ReviewDecision> decision;  // about this pair, if there is one
};

enum class ReviewScope {
  kOpen,  // what the machine cannot settle and nobody has decided
  kAll,   // every site with an imprint, a match or a decision
};

// By site, best candidate first. Pairs that were rejected are left out unless
// all are wanted.
Result<std::vector<ReviewItem>> ListForReview(Database& database,
                                              PageStore& pages,
                                              ReviewScope scope);

// Decisions and how they stand.
struct StandingDecision {
  ReviewDecision decision;
  std::string company_name;  // empty if it is not in the store
  // Whether the company is there; else the machine decides.
  bool holds = true;
  std::vector<SiteMatch> proposals;  // of the machine, today
};
Result<std::vector<StandingDecision>> StandingDecisions(Database& database,
                                                        PageStore& pages);

struct ReviewImport {
  int64_t added = 0;
  int64_t changed = 0;
  int64_t unchanged = 0;
  int64_t undecided = 0;  // rows without a decision
  // If there are any, nothing was taken.
  std::vector<ReviewMistake> mistakes;
};

// Takes the decisions in the table `file`, all or none; marks the store as
// changed so that they are applied.
Result<ReviewImport> ImportReview(const Options& options, PageStore& pages,
                                  const std::filesystem::path& file,
                                  const Clock& clock);

// Takes back what was decided about the sites; how many decisions. kNotFound,
// and nothing is taken back, if there are none about one of them.
Result<int64_t> UndoReview(const Options& options, PageStore& pages,
                           const std::vector<std::string>& sites);

}  // namespace ritmon
