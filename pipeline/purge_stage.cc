// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/purge_stage.h"

#include <set>
#include <string>
#include <vector>

#include "base/domain_name.h"
#include "crawler/archive_retention.h"
#include "crawler/capture_purge.h"
#include "crawler/reservation_ledger.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// What the pending rows of the ledger reserve.
class ReservedUrls {
 public:
  explicit ReservedUrls(const std::vector<ReservationEntry>& entries) {
    for (const ReservationEntry& entry : entries) {
      if (entry.scope == ReservationScope::kPage) {
        if (auto url = Url::Parse(entry.key.target)) {
          pages_.insert(url->Canonical());
        }
      } else if (entry.key.source == ReservationSource::kPhrase) {
        // Words speak for the site, tdmrep.json for its origin.
        sites_.insert(entry.site);
      } else {
        origins_.insert(entry.key.target);
      }
    }
  }

  bool Contains(const Url& url) const {
    return pages_.contains(url.Canonical()) ||
           origins_.contains(url.origin()) ||
           sites_.contains(RegistrableDomain(url.host()));
  }

 private:
  std::set<std::string> pages_;
  std::set<std::string> origins_;
  std::set<std::string> sites_;
};

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
    const ReservedUrls reserved(*pending);
    int64_t captures = 0;
    if (fs::exists(options.workspace.warc())) {
      auto purged = PurgeCaptures(
          options.workspace.warc(),
          [&](const Url& url) { return reserved.Contains(url); }, clock.Now());
      if (!purged) return tl::unexpected(purged.error());
      captures = purged->captures;
    }
    auto removed = store.Remove([&](const std::string& href) {
      auto url = Url::Parse(href);
      return url && reserved.Contains(*url);
    });
    if (!removed) return tl::unexpected(removed.error());
    if (*removed > 0) {
      if (auto s = store.SetDirty(true); !s) return s;
    }
    for (const ReservationEntry& entry : *pending) {
      // One pass for all: the count is of the one row, or of the first.
      if (auto s = ledger->MarkPurged(entry.key, captures); !s) return s;
      captures = 0;
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
