// SPDX-License-Identifier: GPL-3.0-or-later
// What people have decided about which company a site speaks for.
//
// Truth, in the state store (docs/formats.md): no machine could make it again.
// A site has at most one company by decision (accept, other) and any number of
// companies that it is not (reject). Belongs to the thread of its Database.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "model/company.h"

namespace ritmon {

enum class ReviewVerdict {
  kAccept,  // the site is the company's
  kReject,  // it is not, whatever speaks for it
  kOther,   // it is that of a company that was not proposed
};
// "accept", "reject", "other".
std::string_view ToString(ReviewVerdict verdict);
// As people write it, German and English, whatever the case: "Annehmen",
// "abgelehnt", "andere Firma", "yes".
std::optional<ReviewVerdict> ParseReviewVerdict(std::string_view text);

struct ReviewDecision {
  std::string site;  // registrable domain
  std::string company_id;
  ReviewVerdict verdict = ReviewVerdict::kAccept;
  std::string note;  // free text, may be empty
  Timestamp decided_at{};
  // What the machine made of the site then; host is not used. Empty decision:
  // nothing.
  SiteMatch machine;

  // Whether it says the same; when and beside which proposal is no matter.
  bool SameAs(const ReviewDecision& other) const {
    return site == other.site && company_id == other.company_id &&
           verdict == other.verdict && note == other.note;
  }
};

// All decisions about one site.
struct SiteDecisions {
  const ReviewDecision* company = nullptr;      // accept or other; may be null
  std::vector<const ReviewDecision*> rejected;  // by company id
};

class ReviewDecisions {
 public:
  // Makes the table if it is not there. `database` must outlive this.
  static Result<ReviewDecisions> Open(Database& database);

  // Takes the place of what was said about the pair before, and, unless it is
  // a rejection, of the company that the site had by decision. Open a
  // Transaction around many.
  Status Put(const ReviewDecision& decision);
  // All of one site; how many there were.
  Result<int64_t> Remove(const std::string& site);
  // By site, then company.
  Result<std::vector<ReviewDecision>> All();

 private:
  explicit ReviewDecisions(Database& database) : database_(&database) {}
  Database* database_;
};

// By site; points into `decisions`.
std::map<std::string, SiteDecisions, std::less<>> BySite(
    const std::vector<ReviewDecision>& decisions);

}  // namespace ritmon
