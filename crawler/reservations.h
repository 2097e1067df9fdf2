// SPDX-License-Identifier: GPL-3.0-or-later
// The right not to be mined (§ 44b (3) UrhG), as the crawl obeys it: what is
// asked before a page is fetched, and what is written down when a page or a
// site turns out to be reserved.
//
// Belongs to one thread; writes become part of the frontier's transaction.

#pragma once

#include <chrono>
#include <string>

#include "base/database.h"
#include "base/result.h"
#include "crawler/reservation_ledger.h"
#include "crawler/tdmrep_cache.h"
#include "model/fetch.h"
#include "model/reservation.h"

namespace ritmon {

// A reservation that somebody found on a page or in its answer.
struct FoundReservation {
  ReservationSource source = ReservationSource::kNone;
  std::string said;    // the value or the sentence
  std::string policy;  // tdm-policy; may be empty
  // The page had been archived before this was found.
  bool archived = false;

  bool reserved() const { return source != ReservationSource::kNone; }
  // A reservation in words speaks for the whole site, all others for the page.
  bool site_wide() const { return source == ReservationSource::kPhrase; }
};

// What the answer alone says: tdmrep.json (as the request carries it), headers,
// and the meta elements as `meta` has them. A later source overrides an earlier
// one; noai reserves whatever they say.
FoundReservation ReservationOf(const FetchResult& result,
                               std::string_view product_token,
                               std::optional<bool> tdm_meta, bool noai_meta,
                               const std::string& meta_policy);

class Reservations {
 public:
  // When what is reserved is looked at again: it may have been withdrawn.
  static constexpr std::chrono::hours kLookAgain{30 * 24};

  // Creates its tables in `database` (which must outlive it) where missing.
  static Result<Reservations> Open(Database& database);

  // What tdmrep.json says of `url`; kUnknown: fetch it first.
  Result<TdmAnswer> Check(const Url& url, Timestamp now) {
    return file_.Check(url, now);
  }
  Status StoreFile(const std::string& origin, const FetchResult& result) {
    return file_.Store(origin, result);
  }
  // tdmrep.json must not be fetched (robots.txt): it says nothing.
  Status StoreNoFile(const std::string& origin, const Url& url, Timestamp now);

  // The whole origin of `request` is reserved by its tdmrep.json.
  Status OriginReserved(const FetchRequest& request, const TdmAnswer& answer,
                        Timestamp now);
  // The page, or by its words the site, is reserved.
  Status Reserved(const FetchRequest& request, const FoundReservation& found,
                  Timestamp now);
  // The page was read and reserves nothing: earlier rows are withdrawn.
  Status NotReserved(const FetchRequest& request, Timestamp now);

 private:
  Reservations(TdmRepCache file, ReservationLedger ledger)
      : file_(std::move(file)), ledger_(std::move(ledger)) {}

  TdmRepCache file_;
  ReservationLedger ledger_;
};

}  // namespace ritmon
