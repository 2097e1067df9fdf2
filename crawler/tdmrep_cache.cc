// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/tdmrep_cache.h"

#include <chrono>
#include <utility>

namespace ritmon {
namespace {

// Of an answer only what was understood is kept: many servers send a web page
// for whatever they do not have.
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS tdmrep (
  origin TEXT PRIMARY KEY,
  fetched_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  status BIGINT NOT NULL,
  rules TEXT NOT NULL
);
)sql";

constexpr std::chrono::hours kKeep{24};
constexpr std::chrono::hours kKeepUnanswered{1};
// Of the map itself, an entry, about.
constexpr size_t kEntryBytes = 128;

bool IsAnswer(const FetchResult& result) {
  switch (result.outcome) {
    case FetchOutcome::kOk:
    case FetchOutcome::kRedirect:
    case FetchOutcome::kUnwantedType:
      return true;
    case FetchOutcome::kClientError:
      return result.status != 429;
    default:
      return false;
  }
}

TdmVerdict VerdictOf(const TdmRules& rules, std::string_view path) {
  if (rules.IsSiteWide()) return TdmVerdict::kSiteReserved;
  const auto said = rules.Reservation(path);
  if (!said) return TdmVerdict::kNone;
  return *said ? TdmVerdict::kReserved : TdmVerdict::kAllowed;
}

}  // namespace

std::optional<bool> TdmAnswer::reservation() const {
  switch (verdict) {
    case TdmVerdict::kAllowed:
      return false;
    case TdmVerdict::kReserved:
    case TdmVerdict::kSiteReserved:
      return true;
    default:
      return std::nullopt;
  }
}

Result<TdmRepCache> TdmRepCache::Open(Database& database,
                                      TdmRepCacheOptions options) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  auto load = database.Prepare(
      "SELECT expires_at, rules FROM tdmrep WHERE origin = $1");
  if (!load) return tl::unexpected(load.error());
  auto store = database.Prepare(
      "INSERT INTO tdmrep (origin, fetched_at, expires_at, status, rules) "
      "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (origin) DO UPDATE "
      "SET fetched_at = excluded.fetched_at, expires_at = excluded.expires_at, "
      "status = excluded.status, rules = excluded.rules");
  if (!store) return tl::unexpected(store.error());
  return TdmRepCache(options, std::move(*load), std::move(*store));
}

const TdmRepCache::Entry* TdmRepCache::Remember(const std::string& origin,
                                                Entry entry) {
  const auto size = [&](const Entry& e) {
    return kEntryBytes + origin.size() + e.rules.memory_bytes();
  };
  if (const auto known = entries_.find(origin); known != entries_.end()) {
    memory_bytes_ -= size(known->second);
    entries_.erase(known);
  }
  if (memory_bytes_ + size(entry) > options_.max_memory_bytes) {
    entries_.clear();
    memory_bytes_ = 0;
  }
  memory_bytes_ += size(entry);
  return &entries_.emplace(origin, std::move(entry)).first->second;
}

Result<const TdmRepCache::Entry*> TdmRepCache::Load(const std::string& origin) {
  if (const auto known = entries_.find(origin); known != entries_.end()) {
    return &known->second;
  }
  load_.Bind(1, std::string_view(origin));
  auto row = load_.Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return nullptr;
  Entry entry;
  entry.expires_at = Timestamp(std::chrono::milliseconds(load_.Int(0)));
  entry.rules = TdmRules::Parse(load_.Text(1));
  load_.Reset();
  return Remember(origin, std::move(entry));
}

Result<TdmAnswer> TdmRepCache::Check(const Url& url, Timestamp now) {
  auto entry = Load(url.origin());
  if (!entry) return tl::unexpected(entry.error());
  TdmAnswer answer;
  if (*entry == nullptr || (*entry)->expires_at <= now) return answer;
  const TdmRules& rules = (*entry)->rules;
  answer.verdict = VerdictOf(rules, url.path_and_query());
  if (answer.reservation().value_or(false)) {
    answer.policy = rules.Policy(url.path_and_query());
  }
  return answer;
}

Status TdmRepCache::Store(const std::string& origin,
                          const FetchResult& result) {
  Entry entry;
  if (result.outcome == FetchOutcome::kOk) {
    entry.rules = TdmRules::Parse(result.body);
  } else if (!IsAnswer(result)) {
    auto known = Load(origin);
    if (!known) return tl::unexpected(known.error());
    if (*known != nullptr) entry.rules = (*known)->rules;
  }
  entry.expires_at =
      result.fetched_at + (IsAnswer(result) ? kKeep : kKeepUnanswered);
  store_.Bind(1, std::string_view(origin))
      .Bind(2, int64_t{result.fetched_at.time_since_epoch().count()})
      .Bind(3, int64_t{entry.expires_at.time_since_epoch().count()})
      .Bind(4, int64_t{result.status})
      .Bind(5, entry.rules.ToJson());
  Remember(origin, std::move(entry));
  return store_.Run();
}

}  // namespace ritmon
