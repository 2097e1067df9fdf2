// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_state.h"

#include <utility>

namespace ritmon {

Result<CrawlState> CrawlState::Open(Database& database, const Scope& scope,
                                    const Options& options) {
  auto frontier = Frontier::Open(database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto robots = RobotsCache::Open(database, options.product_token);
  if (!robots) return tl::unexpected(robots.error());
  auto reservations = Reservations::Open(database);
  if (!reservations) return tl::unexpected(reservations.error());
  return CrawlState{std::move(*frontier), std::move(*robots),
                    std::move(*reservations)};
}

}  // namespace ritmon
