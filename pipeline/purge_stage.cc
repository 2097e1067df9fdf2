// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/purge_stage.h"

#include <set>
#include <string>

#include "base/domain_name.h"
#include "crawler/capture_purge.h"
#include "crawler/frontier.h"
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
  auto matches = store.site_matches().All();
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
        {[&](const Url& url) { return Reserves(entry, url); }}, clock.Now());
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

Status RemoveOldFiles(const Options& options, PageStore& store,
                      const Clock& clock, RetentionMode mode,
                      RetentionCounts& counts) {
  const fs::path archive = options.workspace.warc();
  if (options.retention_days == 0 || !fs::exists(archive)) return {};
  auto removed = RemoveOldCaptures(
      archive, clock.Now() - std::chrono::days(options.retention_days), mode);
  if (!removed) return tl::unexpected(removed.error());
  counts.files = removed->files;
  counts.captures = removed->captures;
  counts.bytes = removed->bytes;
  // Also what a kill has left unmarked.
  if (mode == RetentionMode::kCount) return {};
  return store.SetExpired(FilesIn(archive));
}

// The page first, its URL after it: what a kill leaves is a URL without a page,
// which the next run removes.
Status TrimFrontier(const Options& options, Database& database,
                    PageStore& store, const Clock& clock, RetentionMode mode,
                    RetentionCounts& counts) {
  if (options.gone_days == 0) return {};
  const Timestamp before = clock.Now() - std::chrono::days(options.gone_days);
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto gone = frontier->GoneBefore(before);
  if (!gone) return tl::unexpected(gone.error());
  auto social = frontier->CountSocialBefore(before);
  if (!social) return tl::unexpected(social.error());
  auto dropped = store.DropExpired(*gone, mode == RetentionMode::kRemove);
  if (!dropped) return tl::unexpected(dropped.error());
  counts.pages = dropped->pages;
  counts.urls = static_cast<int64_t>(dropped->without_page.size()) + *social;
  if (mode == RetentionMode::kCount) return {};
  if (auto s = store.DropSocialFacts(before); !s) return s;
  if (auto s = frontier->Drop(dropped->without_page); !s) return s;
  if (auto s = frontier->DropSocialBefore(before); !s) return s;
  if (auto s = frontier->DropOldContents(); !s) return s;
  return frontier->Commit();
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

Result<RetentionCounts> RemoveExpired(const Options& options, PageStore& store,
                                      const Clock& clock, RetentionMode mode) {
  RetentionCounts counts;
  if (auto s = RemoveOldFiles(options, store, clock, mode, counts); !s) {
    return tl::unexpected(s.error());
  }
  if (!fs::exists(options.workspace.state_db())) return counts;
  auto database = Database::Open(options.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto trimmed = TrimFrontier(options, *database, store, clock, mode, counts);
  if (!trimmed) return tl::unexpected(trimmed.error());
  if (mode == RetentionMode::kCount || !counts.any()) return counts;
  auto log = RetentionLog::Open(*database);
  if (!log) return tl::unexpected(log.error());
  if (auto s = log->Add({clock.Now(), counts}); !s) {
    return tl::unexpected(s.error());
  }
  return counts;
}

}  // namespace ritmon
