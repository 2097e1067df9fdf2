// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/render_ledger.h"

#include <utility>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS render_attempt (
  url TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  tried_at BIGINT NOT NULL
);
)sql";

bool IsFinal(RenderOutcome outcome) {
  return outcome == RenderOutcome::kRendered ||
         outcome == RenderOutcome::kRedirected;
}

}  // namespace

Result<RenderLedger> RenderLedger::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  auto find = database.Prepare(
      "SELECT digest, outcome, attempts, tried_at, message "
      "FROM render_attempt WHERE url = $1");
  if (!find) return tl::unexpected(find.error());
  auto put = database.Prepare(
      "INSERT INTO render_attempt (url, digest, outcome, message, attempts, "
      "tried_at) VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT (url) DO UPDATE "
      "SET attempts = CASE WHEN render_attempt.digest = excluded.digest "
      "THEN render_attempt.attempts + 1 ELSE 1 END, "
      "digest = excluded.digest, outcome = excluded.outcome, "
      "message = excluded.message, tried_at = excluded.tried_at");
  if (!put) return tl::unexpected(put.error());
  return RenderLedger(database, std::move(*find), std::move(*put));
}

Result<bool> RenderLedger::MayTry(const std::string& key,
                                  const std::string& digest, Timestamp now) {
  find_.Bind(1, std::string_view(key));
  auto row = find_.Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return true;
  const bool same = find_.Text(0) == digest;
  const auto outcome = ParseRenderOutcome(find_.Text(1));
  const int64_t attempts = find_.Int(2);
  const Timestamp tried_at = FromMillis(find_.Int(3));
  find_.Reset();
  if (!same || !outcome) return true;
  return !IsFinal(*outcome) && attempts < kMaxAttempts &&
         now >= tried_at + kTryAgain;
}

Status RenderLedger::Put(const std::string& key, const std::string& digest,
                         RenderOutcome outcome, const std::string& message,
                         Timestamp now) {
  return put_.Bind(1, std::string_view(key))
      .Bind(2, std::string_view(digest))
      .Bind(3, ToString(outcome))
      .Bind(4, std::string_view(message))
      .Bind(5, ToMillis(now))
      .Run();
}

Status RenderLedger::Forget(const std::string& key) {
  auto remove = database_->Prepare("DELETE FROM render_attempt WHERE url = $1");
  if (!remove) return tl::unexpected(remove.error());
  return remove->Bind(1, std::string_view(key)).Run();
}

Result<std::map<std::string, int64_t>> RenderLedger::Counts() {
  auto select = database_->Prepare(
      "SELECT outcome, count(*) FROM render_attempt GROUP BY outcome");
  if (!select) return tl::unexpected(select.error());
  std::map<std::string, int64_t> counts;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return counts;
    counts[select->Text(0)] = select->Int(1);
  }
}

Result<std::string> RenderLedger::Describe(const std::string& key) {
  find_.Bind(1, std::string_view(key));
  auto row = find_.Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::string();
  std::string text = find_.Text(1);
  if (!find_.Text(4).empty()) text += ": " + find_.Text(4);
  find_.Reset();
  return text;
}

}  // namespace ritmon
