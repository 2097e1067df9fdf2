// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/reservation_ledger.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "base/charset.h"

namespace ritmon {
namespace {

constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS reservation (
  host TEXT NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  site TEXT NOT NULL,
  scope TEXT NOT NULL,
  said TEXT NOT NULL,
  policy TEXT NOT NULL,
  obeyed TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  withdrawn_at BIGINT,
  purge_pending BIGINT NOT NULL,
  purged BIGINT NOT NULL,
  PRIMARY KEY (host, source, target)
);
CREATE INDEX IF NOT EXISTS reservation_site ON reservation (site);
CREATE INDEX IF NOT EXISTS reservation_pending ON reservation (purge_pending);
)sql";

constexpr std::string_view kRecord =
    "INSERT INTO reservation (host, source, target, site, scope, said, policy, "
    "obeyed, first_seen, last_seen, withdrawn_at, purge_pending, purged) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, NULL, 1, 0) "
    "ON CONFLICT (host, source, target) DO UPDATE SET site = excluded.site, "
    "scope = excluded.scope, said = excluded.said, policy = excluded.policy, "
    "obeyed = excluded.obeyed, last_seen = excluded.last_seen, "
    "purge_pending = CASE WHEN $10 = 1 OR reservation.withdrawn_at IS NOT NULL "
    "THEN 1 ELSE reservation.purge_pending END, withdrawn_at = NULL";

constexpr std::string_view kColumns =
    "SELECT host, source, target, site, scope, said, policy, obeyed, "
    "first_seen, last_seen, withdrawn_at, purge_pending, purged "
    "FROM reservation ";

// On disk: do not change.
constexpr std::string_view kPageScope = "page";
constexpr std::string_view kSiteScope = "site";

Timestamp TimeOf(int64_t milliseconds) {
  return Timestamp(std::chrono::milliseconds(milliseconds));
}

int64_t Milliseconds(Timestamp time) { return time.time_since_epoch().count(); }

// Text that any database takes: valid UTF-8 without zero bytes.
std::string StorableText(std::string_view text, size_t max_characters) {
  constexpr size_t kBytesOfCharacter = 4;
  std::string clean =
      ScrubUtf8(text.substr(0, max_characters * kBytesOfCharacter));
  std::replace(clean.begin(), clean.end(), '\0', ' ');
  size_t end = 0;
  for (size_t characters = 0; end < clean.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(clean[end]) & 0xC0) != 0x80;
    if (begins && ++characters > max_characters) break;
  }
  clean.resize(end);
  return clean;
}

ReservationEntry EntryOf(const Statement& row) {
  ReservationEntry entry;
  entry.key.host = row.Text(0);
  entry.key.source =
      ParseReservationSource(row.Text(1)).value_or(ReservationSource::kNone);
  entry.key.target = row.Text(2);
  entry.site = row.Text(3);
  entry.scope = row.Text(4) == kSiteScope ? ReservationScope::kSite
                                          : ReservationScope::kPage;
  entry.said = row.Text(5);
  entry.policy = row.Text(6);
  entry.obeyed = row.Text(7);
  entry.first_seen = TimeOf(row.Int(8));
  entry.last_seen = TimeOf(row.Int(9));
  if (!row.IsNull(10)) entry.withdrawn_at = TimeOf(row.Int(10));
  entry.purge_pending = row.Int(11) != 0;
  entry.purged = row.Int(12);
  return entry;
}

// Binds the three columns of the key from `parameter` on.
Statement& BindKey(Statement& statement, int parameter,
                   const ReservationKey& key) {
  return statement.Bind(parameter, key.host)
      .Bind(parameter + 1, ToString(key.source))
      .Bind(parameter + 2, key.target);
}

}  // namespace

Result<ReservationLedger> ReservationLedger::Open(Database& database) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  const std::string select(kColumns);
  auto record = database.Prepare(kRecord);
  if (!record) return tl::unexpected(record.error());
  auto mark_purged = database.Prepare(
      "UPDATE reservation SET purge_pending = 0, purged = purged + $1 "
      "WHERE host = $2 AND source = $3 AND target = $4");
  if (!mark_purged) return tl::unexpected(mark_purged.error());
  auto pending = database.Prepare(
      select +
      "WHERE purge_pending = 1 ORDER BY first_seen, host, source, target "
      "LIMIT $1");
  if (!pending) return tl::unexpected(pending.error());
  auto withdraw = database.Prepare(
      "UPDATE reservation SET withdrawn_at = $1 WHERE host = $2 AND "
      "source = $3 AND target = $4 AND withdrawn_at IS NULL");
  if (!withdraw) return tl::unexpected(withdraw.error());
  auto site_reserved = database.Prepare(
      "SELECT 1 FROM reservation WHERE site = $1 AND scope = 'site' AND "
      "withdrawn_at IS NULL LIMIT 1");
  if (!site_reserved) return tl::unexpected(site_reserved.error());
  auto all = database.Prepare(select + "ORDER BY host, source, target");
  if (!all) return tl::unexpected(all.error());
  return ReservationLedger({std::move(*record), std::move(*mark_purged),
                            std::move(*pending), std::move(*withdraw),
                            std::move(*site_reserved), std::move(*all)});
}

Status ReservationLedger::Record(const ReservationEntry& entry, Timestamp now) {
  constexpr size_t kMaxPolicy = 2048;  // characters
  return BindKey(statements_.record, 1, entry.key)
      .Bind(4, entry.site)
      .Bind(5, entry.scope == ReservationScope::kSite ? kSiteScope : kPageScope)
      .Bind(6, StorableText(entry.said, kMaxSaid))
      .Bind(7, StorableText(entry.policy, kMaxPolicy))
      .Bind(8, StorableText(entry.obeyed, kMaxSaid))
      .Bind(9, Milliseconds(now))
      .Bind(10, int64_t{entry.archived ? 1 : 0})
      .Run();
}

Status ReservationLedger::MarkPurged(const ReservationKey& key,
                                     int64_t captures) {
  statements_.mark_purged.Bind(1, captures);
  return BindKey(statements_.mark_purged, 2, key).Run();
}

Result<std::vector<ReservationEntry>> ReservationLedger::PendingPurges(
    size_t limit) {
  std::vector<ReservationEntry> entries;
  Statement& statement = statements_.pending;
  statement.Bind(1, static_cast<int64_t>(limit));
  while (true) {
    auto row = statement.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return entries;
    entries.push_back(EntryOf(statement));
  }
}

Status ReservationLedger::Withdraw(const ReservationKey& key, Timestamp now) {
  statements_.withdraw.Bind(1, Milliseconds(now));
  return BindKey(statements_.withdraw, 2, key).Run();
}

Status ReservationLedger::WithdrawOthers(
    const std::string& host, const std::string& target,
    const std::vector<ReservationSource>& still_said, Timestamp now) {
  using enum ReservationSource;
  for (const auto source :
       {kTdmFile, kTdmHeader, kTdmMeta, kNoAiHeader, kNoAiMeta, kPhrase}) {
    if (std::find(still_said.begin(), still_said.end(), source) !=
        still_said.end()) {
      continue;
    }
    if (auto status = Withdraw({host, source, target}, now); !status) {
      return status;
    }
  }
  return {};
}

Result<bool> ReservationLedger::SiteReserved(const std::string& site) {
  statements_.site_reserved.Bind(1, site);
  auto row = statements_.site_reserved.Step();
  statements_.site_reserved.Reset();
  return row;
}

Status ReservationLedger::ForEach(
    const std::function<void(const ReservationEntry&)>& visit) {
  Statement& statement = statements_.all;
  while (true) {
    auto row = statement.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    visit(EntryOf(statement));
  }
}

}  // namespace ritmon
