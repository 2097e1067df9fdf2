// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/purge_stage.h"

#include <set>
#include <string>

#include "base/domain_name.h"
#include "crawler/archive_retention.h"
#include "crawler/capture_purge.h"
#include "crawler/reservation_ledger.h"

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
  auto removed = store.Remove([&](const std::string& href) {
    const auto url = Url::Parse(href);
    return url && Reserves(entry, *url);
  });
  if (!removed) return tl::unexpected(removed.error());
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
  auto database = Database::Open(options.workspace.state_db());
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
