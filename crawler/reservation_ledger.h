// SPDX-License-Identifier: GPL-3.0-or-later
// Who reserved what from text and data mining, and what was done about it: the
// proof that § 44b (3) UrhG was obeyed, in the state store, so that no kill
// costs it. It holds the fact and never the page.
//
// A row is one host, source and target. Rows are never deleted: a reservation
// that is no longer made is marked as withdrawn.
//
// Belongs to one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/database.h"
#include "base/time.h"
#include "model/reservation.h"

namespace ritmon {

enum class ReservationScope {
  kPage,
  kSite,  // ends the crawl of the site
};

// What a row is known by.
struct ReservationKey {
  std::string host;
  ReservationSource source = ReservationSource::kNone;
  // The page's URL, or, of a site, its origin.
  std::string target;
};

struct ReservationEntry {
  ReservationKey key;
  std::string site;  // FetchRequest::seed: whose crawl it is
  ReservationScope scope = ReservationScope::kPage;
  std::string said;    // the value or the sentence; cut at kMaxSaid
  std::string policy;  // tdm-policy, as written; may be empty
  std::string obeyed;  // what was done at once: "not stored", "crawl ended"
  // Set where it was found out only after a capture had been archived. What is
  // new, or made again, is always looked up in the archive.
  bool archived = false;

  // Kept by the ledger; Record does not read these.
  Timestamp first_seen{};
  Timestamp last_seen{};
  std::optional<Timestamp> withdrawn_at;
  bool purge_pending = true;
  int64_t purged = 0;  // captures of the target taken out of the archive
};

class ReservationLedger {
 public:
  static constexpr size_t kMaxSaid = 200;  // characters

  // Creates its table in `database` (which must outlive it) where missing.
  static Result<ReservationLedger> Open(Database& database);

  // Adds a row or, for the same key, renews it: `first_seen` stays. Twice the
  // same does no harm. What was archived of the target before is to be purged
  // now; PendingPurges tells of it until MarkPurged is called, so that a kill
  // in between is made good.
  Status Record(const ReservationEntry& entry, Timestamp now);

  // `captures` more were purged, and no more are there. An unknown key does
  // nothing.
  Status MarkPurged(const ReservationKey& key, int64_t captures);
  // Oldest first, at most `limit`.
  Result<std::vector<ReservationEntry>> PendingPurges(size_t limit = 1000);

  // A later fetch no longer says so. What is pending stays so: the captures
  // were made while it held. An unknown key does nothing.
  Status Withdraw(const ReservationKey& key, Timestamp now);
  // The same for every source of this target but those of `still_said`.
  Status WithdrawOthers(const std::string& host, const std::string& target,
                        const std::vector<ReservationSource>& still_said,
                        Timestamp now);

  // Whether anything reserves all of `site` (ReservationEntry::site) today.
  Result<bool> SiteReserved(const std::string& site);

  // By host, source, target; withdrawn ones included.
  Status ForEach(const std::function<void(const ReservationEntry&)>& visit);

 private:
  struct Statements {
    Statement record;
    Statement mark_purged;
    Statement pending;
    Statement withdraw;
    Statement site_reserved;
    Statement all;
  };
  explicit ReservationLedger(Statements statements)
      : statements_(std::move(statements)) {}

  Statements statements_;
};

}  // namespace ritmon
