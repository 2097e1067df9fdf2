// SPDX-License-Identifier: GPL-3.0-or-later
// What a visit found: when the page is due again, and whether it still lives.

#include <utility>

#include "base/fingerprint.h"
#include "base/simhash.h"
#include "crawler/frontier.h"
#include "crawler/frontier_tables.h"
#include "crawler/url_priority.h"

namespace ritmon {
namespace {

// Of url_priority.h: where news and job lists begin.
constexpr int kNewsListPriority = 4;

UrlState StateOf(const LivenessState& liveness) {
  switch (liveness.liveness) {
    case Liveness::kNew:
    case Liveness::kLive:
      return UrlState::kLive;
    case Liveness::kFailing:
      return UrlState::kFailing;
    case Liveness::kGone:
      return UrlState::kGone;
  }
  return UrlState::kLive;
}

Liveness LivenessOf(UrlState state) {
  switch (state) {
    case UrlState::kLive:
      return Liveness::kLive;
    case UrlState::kFailing:
      return Liveness::kFailing;
    case UrlState::kGone:
      return Liveness::kGone;
    default:
      return Liveness::kNew;
  }
}

// `rules` of the site: where a news site begins, and where any site lists its
// news, there is something new each day.
RevisitKind KindOf(const FetchRequest& request, const SiteRules& rules) {
  if (request.kind == FetchKind::kFeed) return RevisitKind::kFeed;
  if (request.kind != FetchKind::kPage) return RevisitKind::kSource;
  if (LooksLikeImprint(request.url)) return RevisitKind::kImprint;
  const bool lists_news = rules.news
                              ? request.depth == 0
                              : PriorityOf(request.url) == kNewsListPriority;
  return lists_news ? RevisitKind::kNews : RevisitKind::kPage;
}

// A page that sends its readers elsewhere is no longer there itself.
std::optional<PageEvidence> EvidenceOf(const Visit& visit) {
  if (visit.outcome == FetchOutcome::kRedirect) return PageEvidence::kMissing;
  return EvidenceOf(visit.outcome, visit.status, visit.says_missing);
}

bool IsGood(PageEvidence evidence) {
  return evidence == PageEvidence::kOk ||
         evidence == PageEvidence::kNotModified;
}

}  // namespace

Visit VisitOf(const FetchResult& result) {
  Visit visit;
  visit.outcome = result.outcome;
  visit.status = result.status;
  visit.fetched_at = result.fetched_at;
  visit.etag = FindHeader(result.headers, "ETag");
  visit.last_modified = FindHeader(result.headers, "Last-Modified");
  if (result.outcome == FetchOutcome::kNotModified) {
    visit.unchanged = true;
    // Many servers leave them out of a 304: what was sent still holds.
    if (visit.etag.empty()) visit.etag = result.request.etag;
    if (visit.last_modified.empty()) {
      visit.last_modified = result.request.last_modified;
    }
  }
  return visit;
}

// The row of a request that has come to an end; nothing if it is not known.
Result<std::optional<Frontier::Stored>> Frontier::TakeBack(
    const FetchRequest& request) {
  Release(request);
  auto place = PlaceOf(request);
  if (!place) return tl::unexpected(place.error());
  Statement& row = statements_->load;
  row.Bind(1, place->id);
  auto found = row.Step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  Stored stored;
  stored.id = place->id;
  stored.state = static_cast<UrlState>(row.Int(0));
  stored.kind = static_cast<FetchKind>(row.Int(1));
  stored.rank = row.Int(2);
  stored.interval = std::chrono::hours(row.Int(3));
  stored.digest = row.Text(4);
  stored.held_at = FromMillis(row.Int(5));
  stored.text_hash = static_cast<uint64_t>(row.Int(6));
  stored.etag = row.Text(7);
  stored.last_modified = row.Text(8);
  stored.liveness.liveness = LivenessOf(stored.state);
  stored.liveness.failing_since = FromMillis(row.Int(9));
  stored.liveness.failures = static_cast<int>(row.Int(10));
  stored.liveness.missing_since = FromMillis(row.Int(11));
  stored.liveness.missing = static_cast<int>(row.Int(12));
  row.Reset();
  return stored;
}

Status Frontier::Close(const FetchRequest& request, const Stored& stored,
                       std::string_view outcome, const Visit& visit,
                       Timestamp due_at) {
  if (auto status = Begin(); !status) return status;
  // The host may have been given back before its last page was read.
  if (due_at < kNever) {
    const std::string host(request.url.host());
    if (auto status = hosts_.Touch(host, due_at); !status) return status;
  }
  if (waiting_ > 0) --waiting_;
  const auto text = [](const std::string& value) {
    return value.empty() ? std::nullopt : std::optional(value);
  };
  const auto number = [](int64_t value) {
    return value == 0 ? std::nullopt : std::optional(value);
  };
  return statements_->close.Bind(1, static_cast<int64_t>(stored.state))
      .Bind(2, outcome)
      .Bind(3, number(visit.status))
      .Bind(4, number(ToMillis(visit.fetched_at)))
      .Bind(5, text(stored.etag))
      .Bind(6, text(stored.last_modified))
      .Bind(7, text(stored.digest))
      .Bind(8, number(ToMillis(stored.held_at)))
      .Bind(9, number(static_cast<int64_t>(stored.text_hash)))
      .Bind(10, number(stored.interval.count()))
      .Bind(11, number(ToMillis(stored.liveness.failing_since)))
      .Bind(12, number(stored.liveness.failures))
      .Bind(13, number(ToMillis(stored.liveness.missing_since)))
      .Bind(14, number(stored.liveness.missing))
      .Bind(15, ToMillis(due_at))
      .Bind(16, stored.rank)
      .Bind(17, stored.id)
      .Run();
}

Status Frontier::Done(const FetchRequest& request, const Visit& visit) {
  auto row = TakeBack(request);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  Stored& stored = **row;
  const auto evidence = EvidenceOf(visit);
  const bool had_page = stored.HasPage();
  const bool is_page = had_page || (evidence && IsGood(*evidence) &&
                                    request.kind == FetchKind::kPage);
  Timestamp due_at = visit.fetched_at;
  PageChange change = PageChange::kUnchanged;
  if (!evidence || IsGood(*evidence)) {
    const bool near = stored.text_hash != 0 && visit.text_hash != 0 &&
                      IsNearDuplicate(stored.text_hash, visit.text_hash);
    if (!visit.unchanged && !near) {
      change = stored.interval.count() == 0 ? PageChange::kNew
                                            : PageChange::kChanged;
    }
    stored.etag = visit.etag;
    stored.last_modified = visit.last_modified;
    if (!visit.digest.empty() && !visit.unchanged) {
      stored.digest = visit.digest;
      stored.held_at = visit.fetched_at;
      stored.text_hash = visit.text_hash;
    }
  }
  stored.state = UrlState::kDone;
  std::optional<std::chrono::hours> look_again;
  if (is_page && evidence) {
    const LivenessStep step = LivenessAfter(
        stored.liveness, *evidence, visit.fetched_at, options_.liveness);
    stored.liveness = step.state;
    look_again = step.look_again;
  }
  if (is_page) stored.state = StateOf(stored.liveness);
  if (!look_again) {
    stored.interval = NextInterval(
        stored.interval, change, KindOf(request, scope_->RulesOf(request.seed)),
        options_.revisit);
    look_again = stored.interval;
  }
  due_at += *look_again;
  // What is new is asked for by another URL.
  if (request.kind == FetchKind::kSocial) due_at = kNever;
  stored.rank %= kAttemptStep;
  return Close(request, stored, ToString(visit.outcome), visit, due_at);
}

Status Frontier::Failed(const FetchRequest& request, const Visit& visit,
                        std::optional<Timestamp> retry_at) {
  auto row = TakeBack(request);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  Stored& stored = **row;
  if (retry_at) {
    ++waiting_;
    return Close(request, stored, ToString(visit.outcome), visit, *retry_at);
  }
  // Of a page that was never read the same rule says when to look again.
  const bool had_page = stored.HasPage();
  const LivenessStep step =
      LivenessAfter(stored.liveness, PageEvidence::kUnreachable,
                    visit.fetched_at, options_.liveness);
  stored.liveness = step.state;
  stored.state = had_page ? StateOf(step.state) : UrlState::kFailing;
  stored.rank %= kAttemptStep;
  return Close(request, stored, ToString(visit.outcome), visit,
               visit.fetched_at +
                   step.look_again.value_or(options_.liveness.first_retry));
}

Status Frontier::Refused(const FetchRequest& request, std::string_view why,
                         Timestamp due_at) {
  auto row = TakeBack(request);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  Stored& stored = **row;
  // A page that was read stays what it is: we may not look, that is all.
  if (!stored.HasPage()) stored.state = UrlState::kRefused;
  return Close(request, stored, why, Visit{.fetched_at = stored.held_at},
               due_at);
}

Status Frontier::Reserved(const FetchRequest& request, std::string_view why,
                          Timestamp due_at) {
  auto row = TakeBack(request);
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  const Stored stored{.id = (*row)->id,
                      .state = UrlState::kRefused,
                      .kind = (*row)->kind,
                      .rank = (*row)->rank % kAttemptStep};
  return Close(request, stored, why, Visit{}, due_at);
}

Result<bool> Frontier::IsCopy(const FetchRequest& request, const Visit& visit) {
  if (visit.digest.empty() || request.kind != FetchKind::kPage) return false;
  auto place = PlaceOf(request);
  if (!place) return tl::unexpected(place.error());
  if (auto s = Begin(); !s) return tl::unexpected(s.error());
  Statement& copy = statements_->copy;
  copy.Bind(1, SiteBudgets::IdOf(request.seed))
      .Bind(2, FingerprintKey(visit.digest))
      .Bind(3, place->id);
  auto row = copy.Step();
  if (!row) return row;
  const int64_t first = copy.Int(0);
  copy.Reset();
  if (first == place->id) return false;
  auto mark = database_->Prepare("UPDATE url SET same_as = $1 WHERE id = $2");
  if (!mark) return tl::unexpected(mark.error());
  if (auto s = mark->Bind(1, first).Bind(2, place->id).Run(); !s) {
    return tl::unexpected(s.error());
  }
  auto twin = database_->Prepare("SELECT url FROM url WHERE id = $1");
  if (!twin) return tl::unexpected(twin.error());
  twin->Bind(1, first);
  auto found = twin->Step();
  if (!found) return found;
  if (!*found) return false;
  const auto other = Url::Parse(twin->Text(0));
  return other && (other->host() != request.url.host() ||
                   other->path() == request.url.path());
}

Status Frontier::ReleaseAll(Timestamp now) {
  taken_.clear();
  taken_of_.clear();
  if (auto status = Begin(); !status) return status;
  auto update = database_->Prepare(
      "UPDATE host SET ready_at = CASE WHEN not_before > blocked_until "
      "THEN not_before ELSE blocked_until END "
      "WHERE ready_at > not_before AND ready_at > blocked_until "
      "AND ready_at > $1 AND EXISTS (SELECT 1 FROM url "
      "WHERE url.host_id = host.id AND url.due_at <= $1)");
  if (!update) return tl::unexpected(update.error());
  return update->Bind(1, ToMillis(now)).Run();
}

Status Frontier::PostponeSite(const std::string& host, const std::string& site,
                              Timestamp until) {
  if (auto status = Begin(); !status) return status;
  return statements_->postpone.Bind(1, ToMillis(until))
      .Bind(2, FingerprintKey(host))
      .Bind(3, SiteBudgets::IdOf(site))
      .Run();
}

Status Frontier::ReopenSite(const std::string& host, const std::string& site,
                            Timestamp now) {
  if (auto status = Begin(); !status) return status;
  if (auto status = sites_.Close(site, {}); !status) return status;
  auto update = database_->Prepare(
      "UPDATE url SET due_at = $1 WHERE host_id = $2 AND site_id = $3 "
      "AND due_at = $4");
  if (!update) return tl::unexpected(update.error());
  auto done = update->Bind(1, ToMillis(now))
                  .Bind(2, FingerprintKey(host))
                  .Bind(3, SiteBudgets::IdOf(site))
                  .Bind(4, ToMillis(kNever))
                  .Run();
  return done ? hosts_.Touch(host, now) : done;
}

bool Frontier::IsDownForGood(Timestamp since, int failures,
                             Timestamp now) const {
  return failures >= options_.liveness.unreachable_failures &&
         now - since >= options_.liveness.unreachable_for;
}

Status Frontier::HostIsGone(const std::string& host, Timestamp now) {
  if (auto status = Begin(); !status) return status;
  auto update = database_->Prepare(
      "UPDATE url SET state = $1, due_at = $2 WHERE host_id = $3 "
      "AND state IN ($4, $5)");
  if (!update) return tl::unexpected(update.error());
  return update->Bind(1, static_cast<int64_t>(UrlState::kGone))
      .Bind(2, ToMillis(now + options_.liveness.look_at_gone))
      .Bind(3, FingerprintKey(host))
      .Bind(4, static_cast<int64_t>(UrlState::kLive))
      .Bind(5, static_cast<int64_t>(UrlState::kFailing))
      .Run();
}

Result<int> Frontier::CountAttempt(const FetchRequest& request) {
  auto place = PlaceOf(request);
  if (!place) return tl::unexpected(place.error());
  if (auto status = Begin(); !status) return tl::unexpected(status.error());
  Statement& attempt = statements_->attempt;
  attempt.Bind(1, kAttemptStep).Bind(2, place->id);
  auto row = attempt.Step();
  if (!row) return tl::unexpected(row.error());
  const int attempts =
      *row ? static_cast<int>(attempt.Int(0) / kAttemptStep) : 1;
  attempt.Reset();
  return attempts;
}

}  // namespace ritmon
