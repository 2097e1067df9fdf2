// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/robots_cache.h"

#include <utility>

namespace ritmon {
namespace {

constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS robots (
  origin TEXT PRIMARY KEY,
  fetched_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  reachable BIGINT NOT NULL,
  status BIGINT NOT NULL,
  body TEXT NOT NULL
);
)sql";

constexpr std::chrono::hours kKeep{24};  // RFC 9309, 2.4
// What an entry takes beside its rules.
constexpr size_t kEntryBytes = 256;

bool IsReachable(const FetchResult& result) {
  switch (result.outcome) {
    case FetchOutcome::kOk:
    case FetchOutcome::kNotModified:
    case FetchOutcome::kRedirect:
    case FetchOutcome::kUnwantedType:
      return true;
    case FetchOutcome::kClientError:
      return result.status != 429;
    default:
      return false;
  }
}

}  // namespace

Result<RobotsCache> RobotsCache::Open(Database& database,
                                      std::string product_token,
                                      size_t max_memory) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  auto load = database.Prepare(
      "SELECT reachable, expires_at, body FROM robots WHERE origin = $1");
  if (!load) return tl::unexpected(load.error());
  auto store = database.Prepare(
      "INSERT INTO robots (origin, fetched_at, expires_at, reachable, status, "
      "body) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (origin) DO UPDATE "
      "SET fetched_at = excluded.fetched_at, expires_at = excluded.expires_at, "
      "reachable = excluded.reachable, status = excluded.status, "
      "body = excluded.body");
  if (!store) return tl::unexpected(store.error());
  return RobotsCache(std::move(product_token), max_memory, std::move(*load),
                     std::move(*store));
}

const RobotsCache::Entry* RobotsCache::Remember(const std::string& origin,
                                                Entry entry) {
  const size_t bytes = entry.bytes + kEntryBytes;
  if (memory_ + bytes > max_memory_) {
    // Those that are needed come back from the store.
    entries_.clear();
    memory_ = 0;
  }
  Entry& kept = entries_[origin];
  if (kept.rules != nullptr) memory_ -= kept.bytes + kEntryBytes;
  memory_ += bytes;
  return &(kept = std::move(entry));
}

Result<const RobotsCache::Entry*> RobotsCache::Load(const std::string& origin) {
  if (const auto known = entries_.find(origin); known != entries_.end()) {
    return &known->second;
  }
  load_.Bind(1, std::string_view(origin));
  auto row = load_.Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return nullptr;
  Entry entry;
  entry.reachable = load_.Int(0) != 0;
  entry.expires_at = Timestamp(std::chrono::milliseconds(load_.Int(1)));
  const std::string body = load_.Text(2);
  entry.bytes = body.size();
  entry.rules = std::make_shared<const RobotsRules>(
      RobotsRules::Parse(body, product_token_));
  load_.Reset();
  return Remember(origin, std::move(entry));
}

Result<RobotsVerdict> RobotsCache::Check(const Url& url, Timestamp now) {
  auto entry = Load(url.origin());
  if (!entry) return tl::unexpected(entry.error());
  if (*entry == nullptr || (*entry)->expires_at <= now) {
    return RobotsVerdict::kUnknown;
  }
  if (!(*entry)->reachable) return RobotsVerdict::kUnreachable;
  return (*entry)->rules->Allows(url.path_and_query())
             ? RobotsVerdict::kAllowed
             : RobotsVerdict::kDisallowed;
}

Status RobotsCache::Store(const std::string& origin, const FetchResult& result,
                          Timestamp ask_again) {
  const bool has_rules = result.outcome == FetchOutcome::kOk;
  const std::string_view body =
      has_rules
          ? std::string_view(result.body).substr(0, RobotsRules::kMaxBytes)
          : std::string_view();
  Entry entry;
  entry.reachable = IsReachable(result);
  entry.expires_at = entry.reachable ? result.fetched_at + kKeep : ask_again;
  entry.bytes = body.size();
  entry.rules = std::make_shared<const RobotsRules>(
      RobotsRules::Parse(body, product_token_));
  store_.Bind(1, std::string_view(origin))
      .Bind(2, int64_t{result.fetched_at.time_since_epoch().count()})
      .Bind(3, int64_t{entry.expires_at.time_since_epoch().count()})
      .Bind(4, int64_t{entry.reachable ? 1 : 0})
      .Bind(5, int64_t{result.status})
      .Bind(6, body);
  Remember(origin, std::move(entry));
  return store_.Run();
}

Timestamp RobotsCache::ExpiresAt(const std::string& origin) const {
  const auto known = entries_.find(origin);
  return known == entries_.end() ? Timestamp{} : known->second.expires_at;
}

std::optional<std::chrono::milliseconds> RobotsCache::CrawlDelay(
    const std::string& origin) const {
  const auto known = entries_.find(origin);
  if (known == entries_.end()) return std::nullopt;
  return known->second.rules->crawl_delay();
}

std::vector<std::string> RobotsCache::Sitemaps(
    const std::string& origin) const {
  const auto known = entries_.find(origin);
  if (known == entries_.end()) return {};
  return known->second.rules->sitemaps();
}

}  // namespace ritmon
