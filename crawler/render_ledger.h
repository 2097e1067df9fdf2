// SPDX-License-Identifier: GPL-3.0-or-later
// Which captures a browser has been shown, and what came of it, in the state
// store: so that one that cannot be rendered is not tried without end, and
// `status` can say why.
//
// Belongs to one thread; writes become part of the frontier's transaction.

#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "crawler/renderer.h"

namespace ritmon {

class RenderLedger {
 public:
  // A capture that could not be rendered is tried so often ...
  static constexpr int kMaxAttempts = 3;
  // ... and not before this is over.
  static constexpr std::chrono::hours kTryAgain{24};

  // Creates its table in `database` (which must outlive it) where missing.
  static Result<RenderLedger> Open(Database& database);

  // `key` is Url::Canonical, `digest` that of the response's payload.
  Result<bool> MayTry(const std::string& key, const std::string& digest,
                      Timestamp now);
  // What came of it. Of a page the last capture counts.
  Status Put(const std::string& key, const std::string& digest,
             RenderOutcome outcome, const std::string& message, Timestamp now);
  // A page of which nothing may be kept.
  Status Forget(const std::string& key);

  // Pages by the outcome of their last attempt.
  Result<std::map<std::string, int64_t>> Counts();
  // "timeout: not done within the time limit; 120000 ms, 380 MiB"; empty if it
  // was never tried.
  Result<std::string> Describe(const std::string& key);

 private:
  RenderLedger(Database& database, Statement find, Statement put)
      : database_(&database), find_(std::move(find)), put_(std::move(put)) {}

  Database* database_;  // must outlive this
  Statement find_;
  Statement put_;
};

}  // namespace ritmon
