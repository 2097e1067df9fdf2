// SPDX-License-Identifier: GPL-3.0-or-later
// What `status` and `explain` ask.

#include "crawler/frontier.h"
#include "crawler/frontier_tables.h"

namespace ritmon {
namespace {

std::string_view NameOf(UrlState state) {
  switch (state) {
    case UrlState::kDue:
      return "due";
    case UrlState::kDone:
      return "done";
    case UrlState::kLive:
      return "live";
    case UrlState::kFailing:
      return "failing";
    case UrlState::kGone:
      return "gone";
    case UrlState::kRefused:
      return "refused";
  }
  return "due";
}

std::optional<Timestamp> TimeAt(const Statement& row, int column) {
  const auto at = row.OptionalInt(column);
  if (!at || *at == 0) return std::nullopt;
  return FromMillis(*at);
}

}  // namespace

Result<std::optional<FrontierEntry>> Frontier::Find(const Url& url) {
  auto place = PlaceOf(url.Canonical(), url.host());
  if (!place) return tl::unexpected(place.error());
  auto select = database_->Prepare(
      "SELECT coalesce(u.href, u.url), u.kind, u.rank, u.state, u.outcome, "
      "u.status, u.fetched_at, u.due_at, u.failing_since, "
      "coalesce(f.href, f.url), u.found_on, s.url FROM url u "
      "LEFT JOIN url f ON f.id = u.found_on "
      "LEFT JOIN url s ON s.id = u.same_as WHERE u.id = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, place->id);
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  FrontierEntry entry;
  entry.href = select->Text(0);
  entry.site = scope_->SiteOf(url);
  entry.kind = static_cast<FetchKind>(select->Int(1));
  const int64_t rank = select->Int(2);
  entry.attempts = static_cast<int>(rank / kAttemptStep);
  entry.priority = static_cast<int>(rank >> 8 & 0xff);
  entry.depth = static_cast<int>(rank & 0xff);
  entry.state = NameOf(static_cast<UrlState>(select->Int(3)));
  entry.outcome = select->Text(4);
  entry.status = static_cast<int>(select->Int(5));
  entry.fetched_at = TimeAt(*select, 6);
  entry.due_at = FromMillis(select->Int(7));
  entry.failing_since = TimeAt(*select, 8);
  entry.found_on = select->IsNull(10)  ? "seed"
                   : select->IsNull(9) ? "robots.txt"
                                       : select->Text(9);
  entry.same_as = select->Text(11);
  return entry;
}

Result<FrontierTotals> Frontier::TotalsOf(Database& database, Timestamp now) {
  auto select = database.Prepare(
      "SELECT state, due_at <= $1, count(*) FROM url "
      "GROUP BY state, due_at <= $1");
  if (!select) return tl::unexpected(select.error());
  FrontierTotals totals;
  select->Bind(1, ToMillis(now));
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    const int64_t count = select->Int(2);
    if (select->Int(1) != 0) totals.due += count;
    switch (static_cast<UrlState>(select->Int(0))) {
      case UrlState::kDue:
        break;
      case UrlState::kDone:
        totals.done += count;
        break;
      case UrlState::kLive:
        totals.live += count;
        break;
      case UrlState::kFailing:
        totals.failing += count;
        break;
      case UrlState::kGone:
        totals.gone += count;
        break;
      case UrlState::kRefused:
        totals.refused += count;
        break;
    }
  }
  auto hosts = HostStore::Count(database, now);
  if (!hosts) return tl::unexpected(hosts.error());
  totals.hosts = hosts->known;
  totals.blocked_hosts = hosts->blocked;
  return totals;
}

Status Frontier::CountWaiting(Timestamp now) {
  auto select =
      database_->Prepare("SELECT count(*) FROM url WHERE due_at <= $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, ToMillis(now));
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  waiting_ = select->Int(0);
  return {};
}

Result<std::map<std::string, SiteVisits>> Frontier::VisitsBySite() {
  auto select = database_->Prepare(
      "SELECT min(url), state, coalesce(outcome, '') FROM url WHERE kind = $1 "
      "GROUP BY site_id, state, coalesce(outcome, '')");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, static_cast<int64_t>(FetchKind::kPage));
  std::map<std::string, SiteVisits> visits;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return visits;
    const auto url = Url::Parse(select->Text(0));
    if (!url) continue;
    SiteVisits& site = visits[scope_->SiteOf(*url)];
    const std::string outcome = select->Text(2);
    switch (static_cast<UrlState>(select->Int(1))) {
      case UrlState::kDue:
        // A retry is still to come.
        site.failed = site.failed || !outcome.empty();
        break;
      case UrlState::kRefused:
        site.forbidden = site.forbidden || outcome == "robots.txt";
        site.reserved = site.reserved || outcome.find("reserv") != outcome.npos;
        break;
      case UrlState::kDone:
      case UrlState::kLive:
        site.answered = true;
        break;
      case UrlState::kGone: {
        // The page is missing, or its host was down for too long.
        const bool said = outcome == ToString(FetchOutcome::kClientError) ||
                          outcome == ToString(FetchOutcome::kRedirect) ||
                          outcome == ToString(FetchOutcome::kOk);
        (said ? site.answered : site.failed) = true;
        break;
      }
      case UrlState::kFailing:
        site.failed = true;
        break;
    }
  }
}

Result<std::vector<std::string>> Frontier::Gone() {
  auto select =
      database_->Prepare("SELECT url FROM url WHERE state = 4 ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> gone;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return gone;
    gone.push_back(select->Text(0));
  }
}

Result<std::vector<std::pair<std::string, std::string>>> Frontier::Aliases() {
  auto select = database_->Prepare(
      "SELECT site, alias FROM site_alias ORDER BY site, alias");
  if (!select) return tl::unexpected(select.error());
  std::vector<std::pair<std::string, std::string>> aliases;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return aliases;
    aliases.emplace_back(select->Text(0), select->Text(1));
  }
}

}  // namespace ritmon
