// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/excerpt_rules.h"

#include <set>

#include "base/domain_name.h"
#include "crawler/reservation_ledger.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

// What is reserved today, as purge_stage.cc reads the ledger: words speak for
// the site, tdmrep.json for its origin, the rest for the page.
struct ReservedToday {
  std::set<std::string> pages;  // Url::Canonical
  std::set<std::string> origins;
  std::set<std::string> sites;

  bool empty() const {
    return pages.empty() && origins.empty() && sites.empty();
  }
  bool Hold(const std::string& href) const {
    const auto url = Url::Parse(href);
    return url && (pages.contains(url->Canonical()) ||
                   origins.contains(url->origin()) ||
                   sites.contains(RegistrableDomain(url->host())));
  }
};

Result<ReservedToday> Read(ReservationLedger& ledger) {
  ReservedToday reserved;
  auto read = ledger.ForEach([&](const ReservationEntry& entry) {
    if (entry.withdrawn_at) return;
    if (entry.scope == ReservationScope::kPage) {
      if (auto page = Url::Parse(entry.key.target)) {
        reserved.pages.insert(page->Canonical());
      }
    } else if (entry.key.source == ReservationSource::kPhrase) {
      reserved.sites.insert(entry.site);
    } else {
      reserved.origins.insert(entry.key.target);
    }
  });
  if (!read) return tl::unexpected(read.error());
  return reserved;
}

}  // namespace

Result<int64_t> RemoveReservedExcerpts(const Options& options,
                                       PageStore& store) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto ledger = ReservationLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  auto reserved = Read(*ledger);
  if (!reserved) return tl::unexpected(reserved.error());
  if (reserved->empty()) return 0;
  return store.Remove(
      [&](const std::string& href) { return reserved->Hold(href); },
      StoredPages::kExcerpts);
}

Result<std::vector<std::string>> RedirectedExcerpts(Frontier& frontier,
                                                    PageStore& store) {
  auto excerpts = store.Excerpts();
  if (!excerpts) return tl::unexpected(excerpts.error());
  std::vector<std::string> keys;
  for (const std::string& href : *excerpts) {
    const auto url = Url::Parse(href);
    if (!url) continue;
    auto entry = frontier.Find(*url);
    if (!entry) return tl::unexpected(entry.error());
    if (*entry && (*entry)->outcome == ToString(FetchOutcome::kRedirect)) {
      keys.push_back(url->Canonical());
    }
  }
  return keys;
}

}  // namespace ritmon
