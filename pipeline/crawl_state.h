// SPDX-License-Identifier: GPL-3.0-or-later
// What every stage that asks servers keeps in the state store: which URLs are
// known, what robots.txt said, who does not want to be mined.

#pragma once

#include "base/database.h"
#include "base/result.h"
#include "crawler/frontier.h"
#include "crawler/reservations.h"
#include "crawler/robots_cache.h"
#include "crawler/scope.h"
#include "pipeline/options.h"

namespace ritmon {

// Belongs to one thread.
struct CrawlState {
  Frontier frontier;
  RobotsCache robots;
  Reservations reservations;

  // `database` and `scope` must outlive it and not move.
  static Result<CrawlState> Open(Database& database, const Scope& scope,
                                 const Options& options);
};

}  // namespace ritmon
