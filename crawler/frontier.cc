// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/frontier.h"

#include <utility>

namespace ritmon {
namespace {

// On disk: do not change.
constexpr int kStateDue = 0;
constexpr int kStateDone = 1;
constexpr int kStateFailed = 2;
constexpr int kStateRefused = 3;

constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS frontier (
  url TEXT PRIMARY KEY,
  href TEXT NOT NULL,
  host TEXT NOT NULL,
  site TEXT NOT NULL,
  kind BIGINT NOT NULL,
  priority BIGINT NOT NULL,
  depth BIGINT NOT NULL,
  redirects BIGINT NOT NULL,
  state BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL DEFAULT '',
  status BIGINT NOT NULL DEFAULT 0,
  fetched_at BIGINT,
  etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  found_on TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS frontier_host
  ON frontier (host, due_at);
CREATE INDEX IF NOT EXISTS frontier_site
  ON frontier (site, kind);
)sql";

int64_t ToMillis(Timestamp time) { return time.time_since_epoch().count(); }

Timestamp FromMillis(int64_t millis) {
  return Timestamp(std::chrono::milliseconds(millis));
}

std::string_view StateName(int64_t state) {
  switch (state) {
    case kStateDone:
      return "done";
    case kStateFailed:
      return "failed";
    case kStateRefused:
      return "refused";
    default:
      return "due";
  }
}

// Imprints that are kept beyond the budget of pages. Bounded: "/legal/1",
// "/legal/2" ... look like imprints, too.
constexpr int kExtraImprints = 10;

// Robots files and sitemaps say where pages are, imprints whose they are.
int PriorityOf(const Url& url, FetchKind kind) {
  return kind != FetchKind::kPage || LooksLikeImprint(url) ? 0 : 1;
}

}  // namespace

struct Frontier::Statements {
  Statement insert;
  Statement next;
  Statement close;
  Statement attempt;
  Statement pages;
};

FetchRecordFields RecordOf(const FetchResult& result) {
  FetchRecordFields record;
  record.outcome = result.outcome;
  record.status = result.status;
  record.fetched_at = result.fetched_at;
  record.etag = FindHeader(result.headers, "ETag");
  record.last_modified = FindHeader(result.headers, "Last-Modified");
  if (result.outcome == FetchOutcome::kNotModified) {
    // Many servers leave them out of a 304: what was sent still holds.
    if (record.etag.empty()) record.etag = result.request.etag;
    if (record.last_modified.empty()) {
      record.last_modified = result.request.last_modified;
    }
  }
  return record;
}

Frontier::Frontier(Database& database, const Scope& scope,
                   std::unique_ptr<Statements> statements)
    : database_(&database),
      scope_(&scope),
      statements_(std::move(statements)) {}
Frontier::Frontier(Frontier&& other) noexcept
    : database_(other.database_),
      scope_(other.scope_),
      in_transaction_(std::exchange(other.in_transaction_, false)),
      taken_(std::move(other.taken_)),
      pages_(std::move(other.pages_)),
      statements_(std::move(other.statements_)) {}

Frontier::~Frontier() {
  // What was not committed is due again: see the contract.
  if (in_transaction_) database_->Rollback();
}

Result<Frontier> Frontier::Open(Database& database, const Scope& scope) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  auto insert = database.Prepare(
      "INSERT INTO frontier (url, href, host, site, kind, priority, depth, "
      "redirects, due_at, found_on) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
      "ON CONFLICT (url) DO NOTHING RETURNING depth");
  auto next = database.Prepare(
      "SELECT url, href, site, kind, depth, redirects, etag, last_modified "
      "FROM frontier WHERE host = $1 AND due_at <= $2 "
      "ORDER BY attempts, priority, depth, url");
  auto close = database.Prepare(
      "UPDATE frontier SET state = $1, outcome = $2, status = $3, "
      "fetched_at = $4, etag = $5, last_modified = $6, due_at = $7, "
      "attempts = 0 WHERE url = $8");
  auto attempt = database.Prepare(
      "UPDATE frontier SET attempts = attempts + 1 WHERE url = $1 "
      "RETURNING attempts");
  auto pages = database.Prepare(
      "SELECT count(*) FROM frontier WHERE site = $1 AND kind = 0");
  for (auto* statement : {&insert, &next, &close, &attempt, &pages}) {
    if (!*statement) return tl::unexpected(statement->error());
  }
  return Frontier(database, scope,
                  std::make_unique<Statements>(Statements{
                      std::move(*insert), std::move(*next), std::move(*close),
                      std::move(*attempt), std::move(*pages)}));
}

Status Frontier::Begin() {
  if (in_transaction_) return {};
  auto status = database_->Begin();
  in_transaction_ = status.has_value();
  return status;
}

Status Frontier::Commit() {
  if (!in_transaction_) return {};
  auto status = database_->Commit();
  if (status) in_transaction_ = false;
  return status;
}

Result<bool> Frontier::Insert(const Url& url, std::string_view site,
                              FetchKind kind, int depth, int redirects,
                              std::string_view found_on, Timestamp now) {
  if (auto status = Begin(); !status) {
    return tl::unexpected(status.error());
  }
  Statement& insert = statements_->insert;
  insert.Bind(1, url.Canonical())
      .Bind(2, url.href())
      .Bind(3, url.host())
      .Bind(4, site)
      .Bind(5, static_cast<int64_t>(kind))
      .Bind(6, int64_t{PriorityOf(url, kind)})
      .Bind(7, int64_t{depth})
      .Bind(8, int64_t{redirects})
      .Bind(9, ToMillis(now))
      .Bind(10, found_on);
  auto row = insert.Step();
  if (!row) return row;
  insert.Reset();
  if (*row && kind == FetchKind::kPage) ++pages_[std::string(site)];
  return row;
}

Result<int> Frontier::PagesOf(const std::string& site) {
  if (const auto known = pages_.find(site); known != pages_.end()) {
    return known->second;
  }
  Statement& count = statements_->pages;
  count.Bind(1, std::string_view(site));
  auto row = count.Step();
  if (!row) return tl::unexpected(row.error());
  const int pages = static_cast<int>(count.Int(0));
  count.Reset();
  pages_[site] = pages;
  return pages;
}

ScopeDecision Frontier::DecideScope(const Url& url, std::string_view site,
                                    FetchKind kind, int depth) const {
  const ScopeDecision decision = scope_->Decide(url, site, depth);
  // sitemap.xml.gz is what it should be.
  if (decision == ScopeDecision::kNotAPage && kind != FetchKind::kPage) {
    return ScopeDecision::kIn;
  }
  return decision;
}

Result<bool> Frontier::AddSeed(const Url& url, Timestamp now) {
  const std::string site = scope_->SiteOf(url);
  if (auto pages = PagesOf(site); !pages) return tl::unexpected(pages.error());
  return Insert(url, site, FetchKind::kPage, 0, 0, "seed", now);
}

Result<bool> Frontier::AddLink(const Url& url, const FetchRequest& from,
                               FetchKind kind, Timestamp now) {
  // A page that the site lists is as near as one that its home page links.
  const bool listed =
      from.kind == FetchKind::kSitemap && kind == FetchKind::kPage;
  const int depth = listed ? 1 : from.depth + 1;
  if (DecideScope(url, from.seed, kind, depth) != ScopeDecision::kIn) {
    return false;
  }
  auto pages = PagesOf(from.seed);
  if (!pages) return tl::unexpected(pages.error());
  const int budget = scope_->RulesOf(from.seed).max_pages +
                     (LooksLikeImprint(url) ? kExtraImprints : 0);
  if (kind == FetchKind::kPage && *pages >= budget) return false;
  return Insert(url, from.seed, kind, depth, 0, from.url.href(), now);
}

Result<bool> Frontier::AddRedirect(const Url& url, const FetchRequest& from,
                                   Timestamp now) {
  constexpr int kMaxRedirects = 8;
  const int redirects = from.redirects + 1;
  if (redirects > kMaxRedirects) return false;
  const ScopeDecision decision =
      DecideScope(url, from.seed, from.kind, from.depth);
  // A company that moved to a new domain redirects its old home page there.
  const bool moved = decision == ScopeDecision::kOtherSite && from.depth == 0;
  if (decision != ScopeDecision::kIn && !moved) return false;
  const std::string site = moved ? scope_->SiteOf(url) : from.seed;
  if (auto pages = PagesOf(site); !pages) return tl::unexpected(pages.error());
  return Insert(url, site, from.kind, from.depth, redirects, from.url.href(),
                now);
}

Result<std::vector<std::string>> Frontier::DueHosts(Timestamp now) {
  auto select = database_->Prepare(
      "SELECT DISTINCT host FROM frontier WHERE due_at <= $1 ORDER BY host");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, ToMillis(now));
  std::vector<std::string> hosts;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return hosts;
    hosts.push_back(select->Text(0));
  }
}

Result<std::optional<FetchRequest>> Frontier::Next(const std::string& host,
                                                   Timestamp now) {
  Statement& next = statements_->next;
  next.Bind(1, std::string_view(host)).Bind(2, ToMillis(now));
  while (true) {
    auto row = next.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return std::nullopt;
    if (taken_.contains(next.Text(0))) continue;
    auto url = Url::Parse(next.Text(1));
    // Only what Parse wrote is stored; an unreadable row is passed over.
    if (!url) continue;
    FetchRequest request{.url = std::move(*url)};
    request.seed = next.Text(2);
    request.kind = static_cast<FetchKind>(next.Int(3));
    request.depth = static_cast<int>(next.Int(4));
    request.redirects = static_cast<int>(next.Int(5));
    request.etag = next.Text(6);
    request.last_modified = next.Text(7);
    taken_.insert(next.Text(0));
    next.Reset();
    return request;
  }
}

Status Frontier::Close(const FetchRequest& request, int state,
                       const FetchRecordFields& record,
                       std::string_view outcome, Timestamp due_at) {
  if (auto status = Begin(); !status) return status;
  const std::string key = request.url.Canonical();
  statements_->close.Bind(1, int64_t{state})
      .Bind(2, outcome)
      .Bind(3, int64_t{record.status})
      .Bind(4, ToMillis(record.fetched_at))
      .Bind(5, std::string_view(record.etag))
      .Bind(6, std::string_view(record.last_modified))
      .Bind(7, ToMillis(due_at))
      .Bind(8, std::string_view(key));
  taken_.erase(key);
  return statements_->close.Run();
}

Status Frontier::Done(const FetchRequest& request,
                      const FetchRecordFields& record, Timestamp due_at) {
  return Close(request, kStateDone, record, ToString(record.outcome), due_at);
}

Status Frontier::Refused(const FetchRequest& request, std::string_view why,
                         Timestamp due_at) {
  return Close(request, kStateRefused, FetchRecordFields{}, why, due_at);
}

Status Frontier::Failed(const FetchRequest& request,
                        const FetchRecordFields& record, Timestamp due_at) {
  return Close(request, kStateFailed, record, ToString(record.outcome), due_at);
}

Status Frontier::PostponeHost(const std::string& host, Timestamp now,
                              Timestamp until) {
  if (auto status = Begin(); !status) return status;
  auto update = database_->Prepare(
      "UPDATE frontier SET due_at = $1 WHERE host = $2 AND due_at <= $3");
  if (!update) return tl::unexpected(update.error());
  return update->Bind(1, ToMillis(until))
      .Bind(2, std::string_view(host))
      .Bind(3, ToMillis(now))
      .Run();
}

void Frontier::Release(const FetchRequest& request) {
  taken_.erase(request.url.Canonical());
}

Result<int> Frontier::CountAttempt(const FetchRequest& request) {
  if (auto status = Begin(); !status) {
    return tl::unexpected(status.error());
  }
  Statement& attempt = statements_->attempt;
  attempt.Bind(1, request.url.Canonical());
  auto row = attempt.Step();
  if (!row) return tl::unexpected(row.error());
  const int attempts = *row ? static_cast<int>(attempt.Int(0)) : 1;
  attempt.Reset();
  return attempts;
}

Result<std::optional<FrontierEntry>> Frontier::Find(const Url& url) {
  auto select = database_->Prepare(
      "SELECT href, site, kind, depth, state, outcome, status, attempts, "
      "fetched_at, due_at, found_on FROM frontier WHERE url = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, url.Canonical());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  FrontierEntry entry;
  entry.href = select->Text(0);
  entry.site = select->Text(1);
  entry.kind = static_cast<FetchKind>(select->Int(2));
  entry.depth = static_cast<int>(select->Int(3));
  entry.state = StateName(select->Int(4));
  entry.outcome = select->Text(5);
  entry.status = static_cast<int>(select->Int(6));
  entry.attempts = static_cast<int>(select->Int(7));
  if (const auto at = select->OptionalInt(8); at && *at > 0) {
    entry.fetched_at = FromMillis(*at);
  }
  entry.due_at = FromMillis(select->Int(9));
  entry.found_on = select->Text(10);
  return entry;
}

Result<FrontierTotals> Frontier::Totals(Timestamp now) {
  auto select = database_->Prepare(
      "SELECT state, due_at <= $1, count(*) FROM frontier "
      "GROUP BY state, due_at <= $1");
  auto hosts = database_->Prepare("SELECT count(DISTINCT host) FROM frontier");
  if (!select) return tl::unexpected(select.error());
  if (!hosts) return tl::unexpected(hosts.error());
  FrontierTotals totals;
  select->Bind(1, ToMillis(now));
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    const int64_t count = select->Int(2);
    if (select->Int(1) != 0) totals.due += count;
    switch (select->Int(0)) {
      case kStateDone:
        totals.done += count;
        break;
      case kStateFailed:
        totals.failed += count;
        break;
      case kStateRefused:
        totals.refused += count;
        break;
      default:
        break;
    }
  }
  auto row = hosts->Step();
  if (!row) return tl::unexpected(row.error());
  totals.hosts = hosts->Int(0);
  return totals;
}

}  // namespace ritmon
