// SPDX-License-Identifier: GPL-3.0-or-later
// Why a company has come into a count, or has left it, between two snapshots.
//
// A company that came or went has exactly one cause, so the causes of all
// companies add up to the difference of the two counts. It is the first of
// these that holds; what is called a real change is thus one that nothing we
// did can explain:
//
//   1. Founded after the earlier snapshot, and not known then: real.
//   2. The register's status is another one (dissolved, in liquidation): real.
//   3. It is in the region and was not, or the other way: real if it has moved
//      to another district, coverage if the region was defined anew.
//   4. A site that was read is gone, or one that was lost is back: lost sites.
//   5. Not known before, or no longer known: coverage.
//   6. A site that was not read before is read, or one that is still there is
//      no longer its site: coverage.
//   7. Its kind is another one (a shell that turned out to be none): real.
//   8. Keyword lists or program of another version: lists. Its pages may have
//      changed too; that cannot be told apart.
//   9. Else its pages, or what the news says of it, have changed: real.
//
// Pages that are gone while others of their site are there are a change of the
// company's pages. Pure functions, any thread.

#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/time.h"
#include "model/company.h"

namespace ritmon {

enum class ChangeCause { kReal, kLists, kCoverage, kLostSites };
// "real", "lists", "coverage", "lost-sites".
std::string_view ToString(ChangeCause cause);
std::optional<ChangeCause> ParseChangeCause(std::string_view name);

// A company as one snapshot saw it.
struct CompanyMoment {
  bool known = false;  // if not, of the rest only the sites are set
  bool in_region = false;
  std::string district;
  CompanyStatus status = CompanyStatus::kActive;
  EntityKind kind = EntityKind::kEnterprise;
  std::optional<Date> founded;
  std::set<std::string> read;  // its sites of which a page is there
  std::set<std::string> lost;  // that were read once and have no page now
};

// What is the same for all companies.
struct BetweenSnapshots {
  Date earlier{};            // day of the earlier one
  bool other_lists = false;  // keyword lists or program
};

// `now_counted`: whether it has come; else it has gone.
ChangeCause CauseOf(const CompanyMoment& before, const CompanyMoment& after,
                    bool now_counted, const BetweenSnapshots& between);

}  // namespace ritmon
