// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/frontier.h"

#include <algorithm>
#include <utility>

#include "base/domain_name.h"
#include "base/fingerprint.h"
#include "crawler/frontier_tables.h"
#include "crawler/social/social_call.h"
#include "crawler/url_topic.h"

namespace ritmon {
namespace {

// A row's number says where it lies: the rows of a site are neighbours on disk,
// so that a page's links cost few reads however many URLs there are. The upper
// 23 bits are the registrable domain's, the lower 40 the URL's; two URLs of the
// same number go to neighbouring numbers.
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS url (
  id BIGINT PRIMARY KEY,
  url TEXT NOT NULL,
  href TEXT,
  host_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  redirects BIGINT NOT NULL,
  state BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  found_on BIGINT,
  outcome TEXT,
  status BIGINT,
  fetched_at BIGINT,
  etag TEXT,
  last_modified TEXT,
  digest TEXT,
  held_at BIGINT,
  text_hash BIGINT,
  interval_h BIGINT,
  failing_since BIGINT,
  failures BIGINT,
  missing_since BIGINT,
  missing BIGINT,
  same_as BIGINT
);
CREATE INDEX IF NOT EXISTS url_due ON url (host_id, due_at, rank);
CREATE INDEX IF NOT EXISTS url_gone ON url (state) WHERE state = 4;
CREATE TABLE IF NOT EXISTS content (
  site_id BIGINT NOT NULL,
  content BIGINT NOT NULL,
  url_id BIGINT NOT NULL,
  PRIMARY KEY (site_id, content)
);
CREATE TABLE IF NOT EXISTS site_alias (
  site TEXT NOT NULL,
  alias TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  PRIMARY KEY (site, alias)
);
)sql";

constexpr char kNextSql[] =
    "SELECT id, url, href, kind, rank, redirects, etag, last_modified, digest, "
    "held_at FROM url WHERE id IN (SELECT id FROM url WHERE host_id = $1 "
    "AND due_at <= $2 ORDER BY rank, id LIMIT $3) ORDER BY rank, url";

constexpr char kCloseSql[] =
    "UPDATE url SET state = $1, outcome = $2, status = $3, fetched_at = $4, "
    "etag = $5, last_modified = $6, digest = $7, held_at = $8, "
    "text_hash = $9, interval_h = $10, failing_since = $11, failures = $12, "
    "missing_since = $13, missing = $14, due_at = $15, rank = $16 "
    "WHERE id = $17";

// Rows that share a number; more is somebody's game.
constexpr int kMaxProbes = 64;

// Imprints that are kept beyond the budget of pages. Bounded: "/legal/1",
// "/legal/2" ... look like imprints, too.
constexpr int kExtraImprints = 10;
// Sitemaps and feeds read of one site: an index may name fifty thousand.
constexpr int kMaxSources = 50;

// "/", "/de/", "/index.html": where a company's own domain begins.
bool IsHomePage(const Url& url) {
  std::string_view path = url.path();
  while (path.ends_with('/')) path.remove_suffix(1);
  return url.query().empty() && path.find('/', 1) == std::string_view::npos &&
         (path.size() <= 3 || path.starts_with("/index.") ||
          path.starts_with("/home"));
}

int64_t FirstPlace(const std::string& canonical, std::string_view host) {
  constexpr uint64_t kUrlBits = (uint64_t{1} << 40) - 1;
  const uint64_t site = Fingerprint64(RegistrableDomain(host)) >> 41;
  return static_cast<int64_t>(site << 40 |
                              (Fingerprint64(canonical) & kUrlBits));
}

}  // namespace

Frontier::Frontier(Database& database, const Scope& scope,
                   const FrontierOptions& options, HostStore hosts,
                   SiteBudgets sites, std::unique_ptr<Statements> statements)
    : database_(&database),
      scope_(&scope),
      options_(options),
      hosts_(std::move(hosts)),
      sites_(std::move(sites)),
      recent_(options.recent_links),
      statements_(std::move(statements)) {}
Frontier::Frontier(Frontier&& other) noexcept
    : database_(other.database_),
      scope_(other.scope_),
      options_(other.options_),
      hosts_(std::move(other.hosts_)),
      sites_(std::move(other.sites_)),
      recent_(std::move(other.recent_)),
      in_transaction_(std::exchange(other.in_transaction_, false)),
      waiting_(other.waiting_),
      taken_(std::move(other.taken_)),
      taken_of_(std::move(other.taken_of_)),
      statements_(std::move(other.statements_)) {}

Frontier::~Frontier() {
  // What was not committed is due again: see the contract.
  if (in_transaction_) database_->Rollback();
}

Result<Frontier> Frontier::Open(Database& database, const Scope& scope,
                                const FrontierOptions& options) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  auto hosts = HostStore::Open(database);
  if (!hosts) return tl::unexpected(hosts.error());
  auto sites = SiteBudgets::Open(database, options.budget_window);
  if (!sites) return tl::unexpected(sites.error());
  auto insert = database.Prepare(
      "INSERT INTO url (id, url, href, host_id, site_id, kind, rank, "
      "redirects, state, due_at, found_on) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10)");
  auto place = database.Prepare("SELECT url FROM url WHERE id = $1");
  auto renew = database.Prepare(
      "UPDATE url SET due_at = $1 WHERE id = $2 AND due_at > $1 "
      "AND fetched_at < $3 AND fetched_at < $4 RETURNING id");
  auto next = database.Prepare(kNextSql);
  auto next_due = database.Prepare(
      "SELECT id, url, due_at FROM url WHERE host_id = $1 "
      "ORDER BY due_at LIMIT $2");
  auto load = database.Prepare(
      "SELECT state, kind, rank, interval_h, digest, held_at, text_hash, etag, "
      "last_modified, failing_since, failures, missing_since, missing "
      "FROM url WHERE id = $1");
  auto close = database.Prepare(kCloseSql);
  auto attempt = database.Prepare(
      "UPDATE url SET rank = rank + $1 WHERE id = $2 RETURNING rank");
  auto postpone = database.Prepare(
      "UPDATE url SET due_at = $1 WHERE host_id = $2 AND site_id = $3 "
      "AND due_at < $1");
  auto copy = database.Prepare(
      "INSERT INTO content (site_id, content, url_id) VALUES ($1, $2, $3) "
      "ON CONFLICT (site_id, content) DO UPDATE SET content = excluded.content "
      "RETURNING url_id");
  for (auto* statement : {&insert, &place, &renew, &next, &next_due, &load,
                          &close, &attempt, &postpone, &copy}) {
    if (!*statement) return tl::unexpected(statement->error());
  }
  return Frontier(database, scope, options, std::move(*hosts),
                  std::move(*sites),
                  std::make_unique<Statements>(Statements{
                      std::move(*insert), std::move(*place), std::move(*renew),
                      std::move(*next), std::move(*next_due), std::move(*load),
                      std::move(*close), std::move(*attempt),
                      std::move(*postpone), std::move(*copy)}));
}

Status Frontier::Begin() {
  if (in_transaction_) return {};
  auto status = database_->Begin();
  if (status) in_transaction_ = true;
  return status;
}

Status Frontier::Commit() {
  if (!in_transaction_) return {};
  if (auto status = sites_.Flush(); !status) return status;
  auto status = database_->Commit();
  if (status) in_transaction_ = false;
  return status;
}

Result<Frontier::Place> Frontier::PlaceOf(const std::string& canonical,
                                          std::string_view host) {
  Statement& select = statements_->place;
  Place place{.id = FirstPlace(canonical, host)};
  for (int probe = 0; probe < kMaxProbes; ++probe, ++place.id) {
    select.Bind(1, place.id);
    auto row = select.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return place;
    place.known = select.Text(0) == canonical;
    select.Reset();
    if (place.known) return place;
  }
  // No room: as if it were known, so that it is not added.
  place.known = true;
  return place;
}

Result<Frontier::Place> Frontier::PlaceOf(const FetchRequest& request) {
  return PlaceOf(request.url.Canonical(), request.url.host());
}

// The links of a page come one after the other: the page is looked up once.
Result<std::optional<int64_t>> Frontier::FoundOn(const FetchRequest* from) {
  if (from == nullptr) return std::nullopt;
  if (last_from_.first != from->url.href()) {
    auto place = PlaceOf(*from);
    if (!place) return tl::unexpected(place.error());
    last_from_ = {from->url.href(), place->id};
  }
  return last_from_.second;
}

Result<bool> Frontier::Insert(const FoundUrl& found, const std::string& site,
                              int depth, int redirects,
                              const FetchRequest* found_on, Timestamp now) {
  if (scope_->IsForgotten(found.url)) return false;
  if (auto status = Begin(); !status) return tl::unexpected(status.error());
  const std::string canonical = found.url.Canonical();
  auto place = PlaceOf(canonical, found.url.host());
  if (!place) return tl::unexpected(place.error());
  if (place->known) return Renew(place->id, found, now);
  auto on = FoundOn(found_on);
  if (!on) return tl::unexpected(on.error());
  const std::string& href = found.url.href();
  const std::string host(found.url.host());
  auto inserted =
      statements_->insert.Bind(1, place->id)
          .Bind(2, std::string_view(canonical))
          .Bind(3, href == canonical ? std::nullopt : std::optional(href))
          .Bind(4, FingerprintKey(host))
          .Bind(5, SiteBudgets::IdOf(site))
          .Bind(6, static_cast<int64_t>(found.kind))
          .Bind(7, RankOf(found.priority, depth))
          .Bind(8, int64_t{redirects})
          .Bind(9, ToMillis(now))
          .Bind(10, *on)
          .Run();
  if (!inserted) return tl::unexpected(inserted.error());
  ++waiting_;
  auto counted = found.kind == FetchKind::kPage ? sites_.AddPage(site)
                                                : sites_.AddSource(site);
  if (counted && found.kind == FetchKind::kPage && LooksLikeDocument(found.url))
    counted = sites_.AddDocument(site);
  if (!counted) return tl::unexpected(counted.error());
  if (auto s = hosts_.Touch(host, now); !s) return tl::unexpected(s.error());
  return true;
}

// Due again if the sitemap knows of a change after the last visit; one that
// says so each time is believed once in the shortest interval.
Result<bool> Frontier::Renew(int64_t id, const FoundUrl& found, Timestamp now) {
  if (!found.lastmod) return false;
  Statement& renew = statements_->renew;
  renew.Bind(1, ToMillis(now))
      .Bind(2, id)
      .Bind(3, ToMillis(*found.lastmod))
      .Bind(4, ToMillis(now - options_.revisit.page.min));
  auto row = renew.Step();
  if (!row) return row;
  renew.Reset();
  if (!*row) return false;
  ++waiting_;
  const std::string host(found.url.host());
  if (auto s = hosts_.Touch(host, now); !s) return tl::unexpected(s.error());
  return true;
}

Result<bool> Frontier::RenewKnown(const FoundUrl& found, Timestamp now) {
  auto place = PlaceOf(found.url.Canonical(), found.url.host());
  if (!place) return tl::unexpected(place.error());
  if (!place->known) return false;
  if (auto status = Begin(); !status) return tl::unexpected(status.error());
  return Renew(place->id, found, now);
}

std::string Frontier::SiteOf(const Url& url, FetchKind kind) const {
  return kind == FetchKind::kSocial ? SocialSiteOf(url) : scope_->SiteOf(url);
}

ScopeDecision Frontier::DecideScope(const Url& url, std::string_view site,
                                    FetchKind kind, int depth) const {
  // How far to go is told by who asked; each answer leads to one more only.
  if (kind == FetchKind::kSocial) {
    return SocialSiteOf(url) == site ? ScopeDecision::kIn
                                     : ScopeDecision::kOtherSite;
  }
  const ScopeDecision decision = scope_->Decide(url, site, depth);
  // sitemap.xml.gz is what it should be.
  if (decision == ScopeDecision::kNotAPage && kind != FetchKind::kPage) {
    return ScopeDecision::kIn;
  }
  return decision;
}

Result<bool> Frontier::AddSeed(const Url& url, Timestamp now, FetchKind kind) {
  return Insert(FoundUrl{.url = url, .kind = kind}, scope_->SiteOf(url), 0, 0,
                nullptr, now);
}

Result<bool> Frontier::AddSocial(const Url& url, Timestamp now) {
  return Insert(
      FoundUrl{.url = url, .kind = FetchKind::kSocial, .lastmod = now},
      SocialSiteOf(url), 0, 0, nullptr, now);
}

Result<bool> Frontier::HasRoom(const FoundUrl& found, const std::string& site) {
  if (found.kind != FetchKind::kPage) {
    auto sources = sites_.Sources(site);
    if (!sources) return tl::unexpected(sources.error());
    return *sources < kMaxSources;
  }
  if (LooksLikeDocument(found.url)) {
    auto documents = sites_.Documents(site);
    if (!documents) return tl::unexpected(documents.error());
    if (*documents >= scope_->RulesOf(site).max_documents) return false;
  }
  auto pages = sites_.Pages(site);
  if (!pages) return tl::unexpected(pages.error());
  return *pages < scope_->RulesOf(site).max_pages +
                      (LooksLikeImprint(found.url) ? kExtraImprints : 0);
}

// What redirects cost on the way to the first page is not held against it.
Result<bool> Frontier::HasRoomForProbe(const FoundUrl& found,
                                       const FetchRequest& from) {
  if (found.kind != FetchKind::kPage ||
      (!LooksLikeImprint(found.url) &&
       found.priority != PriorityOfTopic(UrlTopic::kImprint))) {
    return false;
  }
  auto pages = sites_.Pages(from.seed);
  if (!pages) return tl::unexpected(pages.error());
  return *pages < scope_->RulesOf(from.seed).max_pages + from.redirects;
}

Result<bool> Frontier::AddLink(const FoundUrl& found, const FetchRequest& from,
                               Timestamp now) {
  const uint64_t fingerprint = Fingerprint64(found.url.href());
  if (!found.lastmod && recent_.Contains(fingerprint)) return false;
  // A page that the site lists is as near as one that its home page links.
  const bool listed =
      from.kind != FetchKind::kPage && found.kind == FetchKind::kPage;
  const int depth = listed ? 1 : from.depth + 1;
  const ScopeDecision decision =
      DecideScope(found.url, from.seed, found.kind, depth);
  if (decision == ScopeDecision::kOtherSite && found.alone) {
    return AddAlone(found, from, now);
  }
  if (decision == ScopeDecision::kTooDeep) return false;  // from here
  if (decision != ScopeDecision::kIn) {
    // What is of another site may be a link of that site, too.
    if (decision != ScopeDecision::kOtherSite) recent_.Add(fingerprint);
    return false;
  }
  auto room = scope_->RulesOf(from.seed).probe ? HasRoomForProbe(found, from)
                                               : HasRoom(found, from.seed);
  if (!room) return room;
  if (!*room) return found.lastmod ? RenewKnown(found, now) : false;
  auto added = Insert(found, from.seed, depth, 0, &from, now);
  if (added) recent_.Add(fingerprint);
  return added;
}

// A single page of a site that may be nobody's seed: by that site's own rules
// and within its budget.
Result<bool> Frontier::AddAlone(const FoundUrl& found, const FetchRequest& from,
                                Timestamp now) {
  const std::string site = scope_->SiteOf(found.url);
  const int depth = scope_->RulesOf(site).max_depth;
  if (DecideScope(found.url, site, found.kind, depth) != ScopeDecision::kIn) {
    return false;
  }
  auto room = HasRoom(found, site);
  if (!room) return room;
  if (!*room) return found.lastmod ? RenewKnown(found, now) : false;
  return Insert(found, site, depth, 0, &from, now);
}

Result<bool> Frontier::AddRedirect(const Url& url, const FetchRequest& from,
                                   Timestamp now) {
  constexpr int kMaxRedirects = 8;
  // Whoever asks a service knows another way, or gives up.
  if (from.kind == FetchKind::kSocial) return false;
  const int redirects = from.redirects + 1;
  const ScopeDecision decision =
      DecideScope(url, from.seed, from.kind, from.depth);
  if (decision == ScopeDecision::kOtherSite) {
    if (auto s = AddAlias(from.seed, url, now); !s) {
      return tl::unexpected(s.error());
    }
  }
  if (redirects > kMaxRedirects) return false;
  // A company that moved to a new domain redirects its old home page there.
  const bool moved = decision == ScopeDecision::kOtherSite && from.depth == 0;
  if (decision != ScopeDecision::kIn && !moved) return false;
  // Where it leads is asked about as a site of its own.
  if (moved && scope_->RulesOf(from.seed).probe) return false;
  const std::string site = moved ? scope_->SiteOf(url) : from.seed;
  // A page inside somebody else's platform is read, its links are not followed.
  const int depth =
      moved && !IsHomePage(url) ? scope_->RulesOf(site).max_depth : from.depth;
  return Insert(FoundUrl{.url = url, .kind = from.kind}, site, depth, redirects,
                &from, now);
}

Status Frontier::AddAlias(const std::string& site, const Url& target,
                          Timestamp now) {
  if (scope_->IsForgotten(target)) return {};
  if (auto status = Begin(); !status) return status;
  auto insert = database_->Prepare(
      "INSERT INTO site_alias (site, alias, found_at) VALUES ($1, $2, $3) "
      "ON CONFLICT (site, alias) DO NOTHING");
  if (!insert) return tl::unexpected(insert.error());
  return insert->Bind(1, std::string_view(site))
      .Bind(2, target.host())
      .Bind(3, ToMillis(now))
      .Run();
}

Result<std::vector<FetchRequest>> Frontier::Next(const std::string& host,
                                                 Timestamp now, size_t limit) {
  Statement& next = statements_->next;
  next.Bind(1, FingerprintKey(host))
      .Bind(2, ToMillis(now))
      .Bind(3, static_cast<int64_t>(limit + TakenOf(host)));
  std::vector<FetchRequest> requests;
  while (true) {
    auto row = next.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    const std::string canonical = next.Text(1);
    if (requests.size() == limit || taken_.contains(Fingerprint64(canonical))) {
      continue;
    }
    auto url = Url::Parse(next.IsNull(2) ? canonical : next.Text(2));
    // Only what Parse wrote is stored; an unreadable row is passed over.
    if (!url) continue;
    FetchRequest request{.url = std::move(*url)};
    request.kind = static_cast<FetchKind>(next.Int(3));
    request.seed = SiteOf(request.url, request.kind);
    request.depth = static_cast<int>(next.Int(4) & 0xff);
    request.redirects = static_cast<int>(next.Int(5));
    request.etag = next.Text(6);
    request.last_modified = next.Text(7);
    request.held_digest = next.Text(8);
    request.held_at = FromMillis(next.Int(9));
    taken_.insert(Fingerprint64(canonical));
    ++taken_of_[Fingerprint64(host)];
    requests.push_back(std::move(request));
  }
  return requests;
}

Result<std::optional<Timestamp>> Frontier::NextDue(const std::string& host) {
  Statement& select = statements_->next_due;
  select.Bind(1, FingerprintKey(host))
      .Bind(2, static_cast<int64_t>(TakenOf(host) + 1));
  std::optional<Timestamp> due;
  while (true) {
    auto row = select.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return due;
    if (taken_.contains(Fingerprint64(select.Text(1)))) continue;
    due = FromMillis(select.Int(2));
    select.Reset();
    return due;
  }
}

size_t Frontier::TakenOf(std::string_view host) const {
  const auto taken = taken_of_.find(Fingerprint64(host));
  return taken == taken_of_.end() ? 0 : taken->second;
}

void Frontier::Release(const FetchRequest& request) {
  if (taken_.erase(Fingerprint64(request.url.Canonical())) == 0) return;
  const auto of_host = taken_of_.find(Fingerprint64(request.url.host()));
  if (--of_host->second == 0) taken_of_.erase(of_host);
}

}  // namespace ritmon
