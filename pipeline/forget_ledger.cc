// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/forget_ledger.h"

#include <utility>

#include "base/keyed_hash.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS forgotten (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  begun_at BIGINT NOT NULL,
  done_at BIGINT,
  allowed_at BIGINT,
  captures BIGINT NOT NULL,
  archive_files BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  urls BIGINT NOT NULL,
  companies BIGINT NOT NULL,
  mentions BIGINT NOT NULL,
  decisions BIGINT NOT NULL,
  grants BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS forgotten_key (
  hash TEXT NOT NULL,
  forgotten_id BIGINT NOT NULL,
  keeps_out BIGINT NOT NULL,
  PRIMARY KEY (hash, forgotten_id)
);
CREATE TABLE IF NOT EXISTS forgotten_secret (
  secret TEXT NOT NULL
);
)sql";

constexpr char kColumns[] =
    "SELECT id, kind, state, reason, begun_at, done_at, allowed_at, captures, "
    "archive_files, pages, urls, companies, mentions, decisions, grants "
    "FROM forgotten ";

Result<std::string> SecretOf(Database& database) {
  auto select = database.Prepare("SELECT secret FROM forgotten_secret");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return *row ? select->Text(0) : std::string();
}

std::optional<Timestamp> TimeIn(const Statement& row, int column) {
  const auto at = row.OptionalInt(column);
  return at ? std::optional(FromMillis(*at)) : std::nullopt;
}

ForgetEntry EntryFrom(const Statement& row) {
  ForgetEntry entry;
  entry.id = row.Int(0);
  entry.kind = row.Text(1) == ToString(ForgetKind::kCompany)
                   ? ForgetKind::kCompany
                   : ForgetKind::kHost;
  for (const ForgetState state : {ForgetState::kDone, ForgetState::kAllowed}) {
    if (row.Text(2) == ToString(state)) entry.state = state;
  }
  entry.reason = row.Text(3);
  entry.begun_at = FromMillis(row.Int(4));
  entry.done_at = TimeIn(row, 5);
  entry.allowed_at = TimeIn(row, 6);
  ForgetCounts& counts = entry.counts;
  int column = 7;
  for (int64_t* number :
       {&counts.captures, &counts.archive_files, &counts.pages, &counts.urls,
        &counts.companies, &counts.mentions, &counts.decisions,
        &counts.grants}) {
    *number = row.Int(column++);
  }
  return entry;
}

}  // namespace

std::string_view ToString(ForgetKind kind) {
  return kind == ForgetKind::kCompany ? "company" : "host";
}

std::string_view ToString(ForgetState state) {
  switch (state) {
    case ForgetState::kPending:
      return "pending";
    case ForgetState::kDone:
      return "done";
    case ForgetState::kAllowed:
      return "allowed";
  }
  return "pending";
}

Result<ForgetLedger> ForgetLedger::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  auto secret = SecretOf(database);
  if (!secret) return tl::unexpected(secret.error());
  return ForgetLedger(database, std::move(*secret));
}

Result<int64_t> ForgetLedger::Add(ForgetKind kind, const std::string& reason,
                                  const ForgetKeys& keys,
                                  const ForgetCounts& counts, Timestamp now) {
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (secret_.empty()) {
    secret_ = NewHashKey();
    auto keep =
        database_->Prepare("INSERT INTO forgotten_secret (secret) VALUES ($1)");
    if (!keep) return tl::unexpected(keep.error());
    if (auto s = keep->Bind(1, secret_).Run(); !s) {
      return tl::unexpected(s.error());
    }
  }
  auto insert = database_->Prepare(
      "INSERT INTO forgotten (id, kind, state, reason, begun_at, captures, "
      "archive_files, pages, urls, companies, mentions, decisions, grants) "
      "VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM forgotten), $1, "
      "'pending', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id");
  if (!insert) return tl::unexpected(insert.error());
  insert->Bind(1, ToString(kind)).Bind(2, reason).Bind(3, ToMillis(now));
  int parameter = 4;
  for (const int64_t number :
       {counts.captures, counts.archive_files, counts.pages, counts.urls,
        counts.companies, counts.mentions, counts.decisions, counts.grants}) {
    insert->Bind(parameter++, number);
  }
  auto row = insert->Step();
  if (!row) return tl::unexpected(row.error());
  const int64_t id = insert->Int(0);
  insert->Reset();
  auto add = database_->Prepare(
      "INSERT INTO forgotten_key (hash, forgotten_id, keeps_out) "
      "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
  if (!add) return tl::unexpected(add.error());
  for (const bool keeps_out : {true, false}) {
    for (const std::string& text : keeps_out ? keys.kept_out : keys.removed) {
      auto added = add->Bind(1, KeyedHash(secret_, text))
                       .Bind(2, id)
                       .Bind(3, int64_t{keeps_out})
                       .Run();
      if (!added) return tl::unexpected(added.error());
    }
  }
  if (auto s = transaction->Commit(); !s) return tl::unexpected(s.error());
  return id;
}

Status ForgetLedger::MarkDone(int64_t id, Timestamp now) {
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto update = database_->Prepare(
      "UPDATE forgotten SET state = 'done', done_at = $1 WHERE id = $2");
  if (!update) return tl::unexpected(update.error());
  if (auto s = update->Bind(1, ToMillis(now)).Bind(2, id).Run(); !s) return s;
  auto trim = database_->Prepare(
      "DELETE FROM forgotten_key WHERE forgotten_id = $1 AND keeps_out = 0");
  if (!trim) return tl::unexpected(trim.error());
  if (auto s = trim->Bind(1, id).Run(); !s) return s;
  return transaction->Commit();
}

Status ForgetLedger::Allow(int64_t id, Timestamp now) {
  auto select = database_->Prepare(std::string(kColumns) + "WHERE id = $1");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Bind(1, id).Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) {
    return Fail(ErrorKind::kNotFound, "no entry " + std::to_string(id) +
                                          "; 'ritmon forget --list' shows all");
  }
  const ForgetState state = EntryFrom(*select).state;
  select->Reset();
  if (state != ForgetState::kDone) {
    return Fail(ErrorKind::kInvalid, "entry " + std::to_string(id) + " is " +
                                         std::string(ToString(state)) +
                                         ": it keeps nobody out");
  }
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto update = database_->Prepare(
      "UPDATE forgotten SET state = 'allowed', allowed_at = $1 WHERE id = $2");
  if (!update) return tl::unexpected(update.error());
  if (auto s = update->Bind(1, ToMillis(now)).Bind(2, id).Run(); !s) return s;
  auto remove =
      database_->Prepare("DELETE FROM forgotten_key WHERE forgotten_id = $1");
  if (!remove) return tl::unexpected(remove.error());
  if (auto s = remove->Bind(1, id).Run(); !s) return s;
  return transaction->Commit();
}

Result<std::vector<ForgetEntry>> ForgetLedger::Entries() {
  auto select = database_->Prepare(std::string(kColumns) + "ORDER BY id");
  if (!select) return tl::unexpected(select.error());
  std::vector<ForgetEntry> entries;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return entries;
    entries.push_back(EntryFrom(*select));
  }
}

Result<std::optional<int64_t>> ForgetLedger::EntryHolding(
    const std::set<std::string>& texts) {
  auto select = database_->Prepare(
      "SELECT min(forgotten_id) FROM forgotten_key WHERE hash = $1 "
      "AND keeps_out = 1");
  if (!select) return tl::unexpected(select.error());
  std::optional<int64_t> id;
  for (const std::string& text : texts) {
    auto row = select->Bind(1, KeyedHash(secret_, text)).Step();
    if (!row) return tl::unexpected(row.error());
    id = select->OptionalInt(0);
    select->Reset();
    if (id) break;
  }
  return id;
}

Result<ForgottenList> ForgetLedger::Load(const std::string& condition) {
  auto select =
      database_->Prepare("SELECT hash FROM forgotten_key " + condition);
  if (!select) return tl::unexpected(select.error());
  std::unordered_set<std::string> hashes;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return ForgottenList(secret_, std::move(hashes));
    hashes.insert(select->Text(0));
  }
}

Result<ForgottenList> ForgetLedger::KeptOut() {
  return Load("WHERE keeps_out = 1");
}

Result<ForgottenList> ForgetLedger::ListOf(int64_t id) {
  return Load("WHERE forgotten_id = " + std::to_string(id));
}

ForgottenList ForgetLedger::ListOf(const ForgetKeys& keys) {
  // Hashes that are not kept need no secret that is.
  const std::string secret = NewHashKey();
  std::unordered_set<std::string> hashes;
  for (const auto* texts : {&keys.kept_out, &keys.removed}) {
    for (const std::string& text : *texts) {
      hashes.insert(KeyedHash(secret, text));
    }
  }
  return ForgottenList(secret, std::move(hashes));
}

Result<std::vector<ForgetEntry>> ReadForgetEntries(Database& database) {
  if (!database.HasTable("forgotten")) return std::vector<ForgetEntry>{};
  auto ledger = ForgetLedger::Open(database);
  if (!ledger) return tl::unexpected(ledger.error());
  return ledger->Entries();
}

}  // namespace ritmon
