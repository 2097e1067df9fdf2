// SPDX-License-Identifier: GPL-3.0-or-later
// Sites that may be a company's: why we think so, when they were asked, and
// what was found. In the state store: nobody is asked twice.
//
// A site is open until its imprint has spoken; then it is confirmed and a site
// like any other, or refused: its pages are not counted and it is not fetched
// again. Belongs to the thread of its Database.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"

namespace ritmon {

// On disk by their names: do not rename (docs/formats.md).
enum class CandidateState { kOpen, kConfirmed, kRefused };
std::string_view ToString(CandidateState state);

// Why a site is a candidate.
struct CandidateReason {
  std::string company_id;  // whose name it is like; empty: anybody's
  std::string origin;      // the page of a directory; empty: the name
};

struct CandidateSite {
  std::string site;  // registrable domain
  std::string url;   // where it is asked
  CandidateState state = CandidateState::kOpen;
  std::string found;       // "parked", "no such domain", ...; empty: open
  std::string detail;      // more of it: whose name the imprint bears
  std::string company_id;  // whom the imprint names; empty if nobody we know
  int attempts = 0;        // runs in which it did not answer
  std::optional<Timestamp> tried_at;
  std::vector<CandidateReason> reasons;

  // Whether an imprint that names this company is what was looked for.
  bool Accepts(std::string_view company) const;
};

class CandidateStore {
 public:
  // Creates its tables in `database` (which must outlive it) where missing.
  static Result<CandidateStore> Open(Database& database);

  Result<std::optional<CandidateSite>> Find(std::string_view site);
  // Makes the site known or changes it; reasons are added.
  Status Put(const CandidateSite& candidate);

  // By site, with their reasons.
  Result<std::vector<CandidateSite>> InState(CandidateState state);
  // Those that were thought to be this company's.
  Result<std::vector<CandidateSite>> OfCompany(std::string_view company_id);
  // Companies from whose names domains were made.
  Result<bool> WasTried(std::string_view company_id);
  Status NoteTried(std::string_view company_id, Timestamp now);

  struct Totals {
    int64_t companies = 0;  // from whose names domains were made
    int64_t open = 0;
    int64_t confirmed = 0;
    int64_t refused = 0;
    std::map<std::string, int64_t> found;  // of those refused
  };
  Result<Totals> Count();

 private:
  explicit CandidateStore(Database& database) : database_(&database) {}
  Result<std::vector<CandidateSite>> Select(const std::string& condition,
                                            std::string_view value);

  Database* database_;
};

}  // namespace ritmon
