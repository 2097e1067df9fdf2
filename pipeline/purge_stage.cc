// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/purge_stage.h"

#include <set>
#include <string>

#include "base/domain_name.h"
#include "crawler/archive_retention.h"
#include "crawler/capture_purge.h"
#include "crawler/reservation_ledger.h"
#include "pipeline/field_history.h"
#include "pipeline/list_history.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// Words speak for the site, tdmrep.json for its origin, the rest for the page.
bool Reserves(const ReservationEntry& entry, const Url& url) {
  if (entry.scope == ReservationScope::kPage) {
    const auto page = Url::Parse(entry.key.target);
    return page && page->Canonical() == url.Canonical();
  }
  if (entry.key.source == ReservationSource::kPhrase) {
    return entry.site == RegistrableDomain(url.host());
  }
  return entry.key.target == url.origin();
}

// What was counted of the companies of these sites rested on pages that are
// gone now: older versions of the lists must not tell of it any more.
Status ForgetCompanies(const Options& options, PageStore& store,
                       const std::set<std::string>& sites) {
  const Workspace& workspace = options.workspace;
  const bool lists = fs::exists(workspace.lists_db());
  const bool fields = fs::exists(workspace.history_db());
  if (sites.empty() || (!lists && !fields)) return {};
  auto matches = store.Matches();
  if (!matches) return tl::unexpected(matches.error());
  std::set<std::string> companies;
  for (const SiteMatch& match : *matches) {
    if (sites.contains(match.host)) companies.insert(match.company_id);
  }
  if (lists) {
    auto history = ListHistory::Open(workspace.lists_db());
    if (!history) return tl::unexpected(history.error());
    if (auto s = history->Forget(companies); !s) return s;
  }
  if (!fields) return {};
  auto history = FieldHistory::Open(workspace.history_db());
  return history ? history->Forget(companies)
                 : Status(tl::unexpected(history.error()));
}

// Captures and text first, the ledger's mark last.
Status PurgeOne(const Options& options, PageStore& store,
                ReservationLedger& ledger, const ReservationEntry& entry,
                const Clock& clock) {
  int64_t captures = 0;
  if (fs::exists(options.workspace.warc())) {
    auto purged = PurgeCaptures(
        options.workspace.warc(),
        [&](const Url& url) { return Reserves(entry, url); }, clock.Now());
    if (!purged) return tl::unexpected(purged.error());
    captures = purged->captures;
  }
  std::set<std::string> sites;
  const auto unwanted = [&](const std::string& href) {
    const auto url = Url::Parse(href);
    if (!url || !Reserves(entry, *url)) return false;
    sites.insert(RegistrableDomain(url->host()));
    return true;
  };
  auto removed = store.Remove(unwanted);
  if (!removed) return tl::unexpected(removed.error());
  if (auto s = ForgetCompanies(options, store, sites); !s) return s;
  if (*removed > 0) {
    if (auto s = store.SetDirty(true); !s) return s;
  }
  return ledger.MarkPurged(entry.key, captures);
}

std::set<std::string> FilesIn(const fs::path& directory) {
  std::set<std::string> names;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(directory, code)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

}  // namespace

Status PurgeReserved(const Options& options, PageStore& store,
                     const Clock& clock) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto ledger = ReservationLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  while (true) {
    auto pending = ledger->PendingPurges();
    if (!pending) return tl::unexpected(pending.error());
    if (pending->empty()) return {};
    for (const ReservationEntry& entry : *pending) {
      if (auto s = PurgeOne(options, store, *ledger, entry, clock); !s) {
        return s;
      }
    }
  }
}

Status RemoveExpired(const Options& options, PageStore& store,
                     const Clock& clock) {
  if (options.retention_days == 0) return {};
  const fs::path archive = options.workspace.warc();
  if (!fs::exists(archive)) return {};
  auto removed = RemoveOldCaptures(
      archive, clock.Now() - std::chrono::days(options.retention_days));
  if (!removed) return tl::unexpected(removed.error());
  if (removed->files == 0) return {};
  return store.SetExpired(FilesIn(archive));
}

}  // namespace ritmon
