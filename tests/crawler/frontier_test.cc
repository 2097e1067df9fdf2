// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/frontier.h"

#include <gtest/gtest.h>

#include "crawler/retry_policy.h"
#include "crawler/url_priority.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::hours;

class FrontierTest : public testing::Test {
 protected:
  FrontierTest() { Reopen(); }

  // What a kill leaves: everything up to the last Commit.
  void Reopen() {
    frontier_.reset();
    database_.reset();
    auto database = Database::Open(directory_ / "state.db");
    ASSERT_TRUE(database) << database.error().message;
    database_.emplace(std::move(*database));
    auto frontier = Frontier::Open(*database_, scope_);
    ASSERT_TRUE(frontier) << frontier.error().message;
    frontier_.emplace(std::move(*frontier));
  }

  bool Seed(std::string_view url) {
    auto added = frontier_->AddSeed(MakeUrl(url), clock_.Now());
    EXPECT_TRUE(added) << added.error().message;
    return added.value_or(false);
  }

  bool Link(std::string_view url, const FetchRequest& from,
            FetchKind kind = FetchKind::kPage,
            std::optional<Timestamp> lastmod = std::nullopt) {
    const FoundUrl found{
        .url = MakeUrl(url),
        .kind = kind,
        .priority = kind == FetchKind::kPage ? PriorityOf(MakeUrl(url)) : 0,
        .lastmod = lastmod};
    auto added = frontier_->AddLink(found, from, clock_.Now());
    EXPECT_TRUE(added) << added.error().message;
    return added.value_or(false);
  }

  bool Redirect(std::string_view url, const FetchRequest& from) {
    auto added = frontier_->AddRedirect(MakeUrl(url), from, clock_.Now());
    EXPECT_TRUE(added) << added.error().message;
    return added.value_or(false);
  }

  std::optional<FetchRequest> Next(const std::string& host) {
    auto next = frontier_->Next(host, clock_.Now(), 1000);
    EXPECT_TRUE(next) << next.error().message;
    if (!next || next->empty()) return std::nullopt;
    for (size_t i = 1; i < next->size(); ++i) frontier_->Release((*next)[i]);
    return next->front();
  }

  std::string NextHref(const std::string& host) {
    const auto next = Next(host);
    return next ? next->url.href() : "";
  }

  // A page with this content; without, an answer that is no page.
  void Done(const FetchRequest& request, std::string digest = "sha1:A",
            Visit visit = {}) {
    visit.fetched_at = clock_.Now();
    if (visit.status == 0) visit.status = 200;
    visit.unchanged = digest == request.held_digest;
    visit.digest = std::move(digest);
    const auto status = frontier_->Done(request, visit);
    ASSERT_TRUE(status) << status.error().message;
  }

  // An answer or the lack of one, `attempts` not considered.
  void Answer(const FetchRequest& request, FetchOutcome outcome, int status) {
    Visit visit;
    visit.outcome = outcome;
    visit.status = status;
    visit.fetched_at = clock_.Now();
    const auto done = IsFailure(outcome, status)
                          ? frontier_->Failed(request, visit, std::nullopt)
                          : frontier_->Done(request, visit);
    ASSERT_TRUE(done) << done.error().message;
  }

  FrontierEntry Find(std::string_view url) {
    auto entry = frontier_->Find(MakeUrl(url));
    EXPECT_TRUE(entry && *entry) << url;
    return entry && *entry ? **entry : FrontierEntry{};
  }

  void Commit() { ASSERT_TRUE(frontier_->Commit()); }

  TempDirectory directory_;
  FakeClock clock_;
  Scope scope_{{.defaults = {.max_depth = 3, .max_pages = 5}}};
  std::optional<Database> database_;
  std::optional<Frontier> frontier_;
};

TEST_F(FrontierTest, SeedIsGivenOutOnce) {
  EXPECT_TRUE(Seed("http://www.firma.example/"));
  EXPECT_FALSE(Seed("http://www.firma.example/"));
  EXPECT_FALSE(Seed("http://www.firma.example/?utm_source=x"));
  const auto hosts = frontier_->hosts().TakeReady(clock_.Now(), 10);
  ASSERT_TRUE(hosts);
  ASSERT_EQ(hosts->size(), 1u);
  EXPECT_EQ(hosts->front().name, "www.firma.example");
  const auto request = Next("www.firma.example");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url.href(), "http://www.firma.example/");
  EXPECT_EQ(request->seed, "firma.example");
  EXPECT_EQ(request->depth, 0);
  EXPECT_FALSE(Next("www.firma.example"));
  EXPECT_FALSE(Next("firma.example"));
}

// Nobody knows yet whose site it is: first page and imprint, nothing else.
TEST_F(FrontierTest, AProbeTakesLittle) {
  ScopeOptions options = scope_.options();
  options.sites["a.example"] = {.max_pages = 3, .probe = true};
  const Scope probing(options);
  frontier_.reset();
  auto frontier = Frontier::Open(*database_, probing);
  ASSERT_TRUE(frontier);
  frontier_.emplace(std::move(*frontier));
  Seed("http://a.example/");
  auto home = *Next("a.example");
  EXPECT_FALSE(Redirect("http://b.example/", home));
  ASSERT_EQ(frontier_->Aliases()->size(), 1u);
  EXPECT_TRUE(Redirect("http://www.a.example/", home));
  Done(home);
  home = *Next("www.a.example");
  EXPECT_FALSE(Link("http://www.a.example/produkte", home));
  EXPECT_FALSE(
      Link("http://www.a.example/sitemap.xml", home, FetchKind::kSitemap));
  EXPECT_TRUE(Link("http://www.a.example/impressum", home));
  EXPECT_TRUE(Link("http://www.a.example/imprint", home));
  EXPECT_FALSE(Link("http://www.a.example/legal-notice", home));
  frontier_.reset();  // before its scope
}

TEST_F(FrontierTest, AClosedSiteIsOpenedAgain) {
  Seed("http://a.example/");
  Seed("http://a.example/b");
  Done(*Next("a.example"));
  ASSERT_TRUE(frontier_->sites().Close("a.example", "refused"));
  ASSERT_TRUE(frontier_->PostponeSite("a.example", "a.example", kNever));
  Commit();
  clock_.Advance(hours(1000));
  EXPECT_FALSE(Next("a.example"));
  ASSERT_TRUE(frontier_->ReopenSite("a.example", "a.example", clock_.Now()));
  EXPECT_TRUE(Next("a.example"));
  const auto stop =
      frontier_->sites().Stop("a.example", SiteRules(), clock_.Now());
  ASSERT_TRUE(stop);
  EXPECT_FALSE(*stop);
}

TEST_F(FrontierTest, ImprintsFirstThenByDepth) {
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  EXPECT_TRUE(Link("http://a.example/z", home));
  EXPECT_TRUE(Link("http://a.example/b", home));
  EXPECT_TRUE(Link("http://a.example/impressum", home));
  EXPECT_TRUE(Link("http://a.example/sitemap.xml", home, FetchKind::kSitemap));
  Done(home);
  EXPECT_EQ(NextHref("a.example"), "http://a.example/impressum");
  EXPECT_EQ(NextHref("a.example"), "http://a.example/sitemap.xml");
  const auto b = *Next("a.example");
  EXPECT_EQ(b.url.href(), "http://a.example/b");
  EXPECT_EQ(b.depth, 1);
  EXPECT_TRUE(Link("http://a.example/a", b));
  EXPECT_EQ(NextHref("a.example"), "http://a.example/z");
  EXPECT_EQ(NextHref("a.example"), "http://a.example/a");
  EXPECT_EQ(Find("http://a.example/a").depth, 2);
  EXPECT_EQ(Find("http://a.example/a").found_on, "http://a.example/b");
  EXPECT_EQ(Find("http://a.example/").found_on, "seed");
}

TEST_F(FrontierTest, WhatFailedComesLast) {
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  Link("http://a.example/impressum", home);
  Link("http://a.example/x", home);
  Done(home);
  const auto imprint = *Next("a.example");
  EXPECT_EQ(frontier_->CountAttempt(imprint), 1);
  frontier_->Release(imprint);
  EXPECT_EQ(NextHref("a.example"), "http://a.example/x");
  EXPECT_EQ(NextHref("a.example"), "http://a.example/impressum");
  EXPECT_EQ(frontier_->CountAttempt(imprint), 2);
  Done(imprint);
  EXPECT_EQ(Find("http://a.example/impressum").attempts, 0);
}

TEST_F(FrontierTest, BudgetOfPagesIsTheSites) {
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  EXPECT_TRUE(Link("http://a.example/1", home));
  EXPECT_TRUE(Link("http://shop.a.example/2", home));
  EXPECT_TRUE(Link("http://a.example/3", home));
  EXPECT_TRUE(Link("http://a.example/4", home));
  EXPECT_FALSE(Link("http://a.example/5", home));
  // Imprints also beyond it, and what is no page does not count.
  EXPECT_TRUE(Link("http://a.example/impressum", home));
  EXPECT_TRUE(Link("http://a.example/sitemap.xml", home, FetchKind::kSitemap));
  Commit();
  Reopen();
  EXPECT_FALSE(Link("http://a.example/6", home));
  EXPECT_TRUE(Link("http://a.example/imprint", home));
  Seed("http://b.example/");
  EXPECT_TRUE(Link("http://b.example/1", *Next("b.example")));
}

TEST_F(FrontierTest, EndlessImprintsAreNotFollowedForEver) {
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  int kept = 0;
  for (int i = 0; i < 1000; ++i) {
    kept += Link("http://a.example/legal/" + std::to_string(i), home) ? 1 : 0;
  }
  EXPECT_EQ(kept, 5 - 1 + 10);
}

TEST_F(FrontierTest, OnlyWhatIsInScope) {
  Seed("http://a.example/");
  auto from = *Next("a.example");
  EXPECT_FALSE(Link("http://b.example/", from));
  EXPECT_FALSE(Link("http://a.example/kalender/2026", from));
  EXPECT_FALSE(Link("http://a.example/bild.png", from));
  EXPECT_TRUE(
      Link("http://a.example/sitemap.xml.gz", from, FetchKind::kSitemap));
  from.depth = 3;
  EXPECT_FALSE(Link("http://a.example/deep", from));
  EXPECT_EQ(frontier_->Totals(clock_.Now())->due, 2);
}

TEST_F(FrontierTest, PagesOfASitemapAreNear) {
  Seed("http://a.example/");
  auto sitemap = *Next("a.example");
  sitemap.kind = FetchKind::kSitemap;
  sitemap.depth = 3;
  EXPECT_TRUE(Link("http://a.example/p", sitemap));
  EXPECT_EQ(Find("http://a.example/p").depth, 1);
  EXPECT_FALSE(Link("http://a.example/s2.xml", sitemap, FetchKind::kSitemap));
}

TEST_F(FrontierTest, RedirectOfASeedMayMoveTheSite) {
  Seed("http://alt.example/");
  const auto seed = *Next("alt.example");
  EXPECT_TRUE(Redirect("http://www.neu.example/", seed));
  const auto moved = *Next("www.neu.example");
  EXPECT_EQ(moved.seed, "neu.example");
  EXPECT_EQ(moved.depth, 0);
  EXPECT_EQ(moved.redirects, 1);
  EXPECT_TRUE(Link("http://www.neu.example/produkte", moved));
  EXPECT_FALSE(Link("http://alt.example/produkte", moved));
  const auto page = *Next("www.neu.example");
  EXPECT_FALSE(Redirect("http://dritte.example/", page));
  EXPECT_TRUE(Redirect("http://neu.example/waren", page));
  EXPECT_EQ(Find("http://neu.example/waren").depth, 1);
}

TEST_F(FrontierTest, RedirectChainsEnd) {
  Seed("http://a.example/");
  auto request = *Next("a.example");
  int followed = 0;
  while (Redirect("http://a.example/" + std::to_string(followed), request)) {
    Done(request);
    ++followed;
    request = *Next("a.example");
    ASSERT_EQ(request.redirects, followed);
  }
  EXPECT_EQ(followed, 8);
}

TEST_F(FrontierTest, DoneIsDueAgainLaterWithItsValidators) {
  Seed("http://a.example/");
  const auto request = *Next("a.example");
  EXPECT_EQ(request.etag, "");
  Visit visit;
  visit.etag = "\"x\"";
  visit.last_modified = "Mon, 23 Nov 2026 07:00:00 GMT";
  Done(request, "sha1:A", visit);
  EXPECT_EQ(Find("http://a.example/").state, "live");
  EXPECT_EQ(Find("http://a.example/").outcome, ToString(FetchOutcome::kOk));
  EXPECT_EQ(Find("http://a.example/").fetched_at, clock_.Now());
  EXPECT_FALSE(Next("a.example"));
  EXPECT_EQ(*frontier_->NextDue("a.example"), clock_.Now() + hours(7 * 24));
  clock_.Advance(hours(7 * 24));
  const auto again = Next("a.example");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->held_digest, "sha1:A");
  EXPECT_EQ(again->held_at, clock_.Now() - hours(7 * 24));
  EXPECT_EQ(again->etag, "\"x\"");
  EXPECT_EQ(again->last_modified, "Mon, 23 Nov 2026 07:00:00 GMT");
}

// RFC 9110, 15.4.5 asks for them in a 304; many servers leave them out.
TEST_F(FrontierTest, NotModifiedKeepsTheValidators) {
  FetchResult result{.request = {.url = MakeUrl("http://a.example/")}};
  result.request.etag = "\"x\"";
  result.request.last_modified = "then";
  result.outcome = FetchOutcome::kNotModified;
  EXPECT_EQ(VisitOf(result).etag, "\"x\"");
  EXPECT_EQ(VisitOf(result).last_modified, "then");
  result.headers = {{"etag", "\"y\""}};
  EXPECT_EQ(VisitOf(result).etag, "\"y\"");
  result.outcome = FetchOutcome::kOk;
  EXPECT_EQ(VisitOf(result).last_modified, "");
}

TEST_F(FrontierTest, RefusedAndFailed) {
  Seed("http://a.example/");
  Seed("http://b.example/");
  const auto a = *Next("a.example");
  const auto b = *Next("b.example");
  ASSERT_TRUE(frontier_->Refused(a, "robots.txt", clock_.Now() + hours(24)));
  Answer(b, FetchOutcome::kTimeout, 0);
  EXPECT_EQ(Find("http://a.example/").state, "refused");
  EXPECT_EQ(Find("http://a.example/").outcome, "robots.txt");
  EXPECT_EQ(Find("http://a.example/").fetched_at, std::nullopt);
  EXPECT_EQ(Find("http://b.example/").state, "failing");
  EXPECT_EQ(Find("http://b.example/").outcome,
            ToString(FetchOutcome::kTimeout));
  const auto totals = frontier_->Totals(clock_.Now());
  ASSERT_TRUE(totals);
  EXPECT_EQ(totals->due, 0);
  EXPECT_EQ(totals->refused, 1);
  EXPECT_EQ(totals->failing, 1);
  EXPECT_EQ(totals->hosts, 2);
  clock_.Advance(hours(24));
  EXPECT_EQ(frontier_->Totals(clock_.Now())->due, 2);
  EXPECT_TRUE(Next("a.example"));
}

// Given back for a retry in the same run: nothing is judged yet.
TEST_F(FrontierTest, RetryIsNoEvidence) {
  Seed("http://a.example/");
  const auto request = *Next("a.example");
  Visit visit;
  visit.outcome = FetchOutcome::kServerError;
  visit.status = 500;
  visit.fetched_at = clock_.Now();
  EXPECT_EQ(frontier_->CountAttempt(request), 1);
  ASSERT_TRUE(frontier_->Failed(request, visit, clock_.Now() + hours(1)));
  EXPECT_EQ(Find("http://a.example/").state, "due");
  EXPECT_EQ(Find("http://a.example/").attempts, 1);
  EXPECT_FALSE(Next("a.example"));
  clock_.Advance(hours(1));
  EXPECT_TRUE(Next("a.example"));
}

TEST_F(FrontierTest, PostponesASite) {
  Seed("http://a.example/");
  Seed("http://b.example/");
  const auto home = *Next("a.example");
  Link("http://a.example/1", home);
  frontier_->Release(home);
  ASSERT_TRUE(frontier_->PostponeSite("a.example", "a.example",
                                      clock_.Now() + hours(12)));
  EXPECT_FALSE(Next("a.example"));
  EXPECT_TRUE(Next("b.example"));
  clock_.Advance(hours(12));
  EXPECT_EQ(NextHref("a.example"), "http://a.example/");
  EXPECT_EQ(NextHref("a.example"), "http://a.example/1");
}

// The interval grows while nothing changes and shrinks after a change, also a
// change that is none to a reader does not count.
TEST_F(FrontierTest, IntervalAdapts) {
  Seed("http://a.example/");
  const auto visit = [&](const char* digest, uint64_t text_hash) {
    Visit v;
    v.text_hash = text_hash;
    Done(*Next("a.example"), digest, v);
    const auto due = **frontier_->NextDue("a.example");
    const auto interval = due - clock_.Now();
    clock_.Advance(interval);
    return std::chrono::duration_cast<hours>(interval).count();
  };
  EXPECT_EQ(visit("sha1:A", 0xff00), 168);
  EXPECT_EQ(visit("sha1:A", 0xff00), 252);
  EXPECT_EQ(visit("sha1:B", 0xff02), 378);  // another clock on the page
  EXPECT_EQ(visit("sha1:C", 0x00fe), 189);
}

// A page that fails today stays what it was; only time and evidence, both, end
// it; one good answer brings it back.
TEST_F(FrontierTest, LiveFailingGone) {
  Seed("http://a.example/");
  Done(*Next("a.example"));
  const auto state = [&] { return Find("http://a.example/").state; };
  int answers = 0;
  const Timestamp first = **frontier_->NextDue("a.example");
  while (state() != "gone") {
    clock_.Advance(**frontier_->NextDue("a.example") - clock_.Now());
    Answer(*Next("a.example"), FetchOutcome::kClientError, 404);
    ASSERT_LT(++answers, 50);
    if (answers < 3 || clock_.Now() - first < hours(14 * 24)) {
      EXPECT_EQ(state(), "failing");
      EXPECT_EQ(Find("http://a.example/").failing_since, first);
      EXPECT_TRUE(frontier_->Gone()->empty());
    }
  }
  EXPECT_EQ(*frontier_->Gone(), std::vector<std::string>{"http://a.example/"});
  clock_.Advance(**frontier_->NextDue("a.example") - clock_.Now());
  Done(*Next("a.example"), "sha1:B");
  EXPECT_EQ(state(), "live");
  EXPECT_TRUE(frontier_->Gone()->empty());
}

TEST_F(FrontierTest, RefusedPageStaysWhatItWas) {
  Seed("http://a.example/");
  Done(*Next("a.example"));
  clock_.Advance(hours(7 * 24));
  ASSERT_TRUE(frontier_->Refused(*Next("a.example"), "robots.txt",
                                 clock_.Now() + hours(12)));
  EXPECT_EQ(Find("http://a.example/").state, "live");
  EXPECT_EQ(Find("http://a.example/").outcome, "robots.txt");
}

TEST_F(FrontierTest, HostDownForGood) {
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  Link("http://a.example/1", home);
  Done(home);
  const Timestamp since = clock_.Now();
  EXPECT_FALSE(frontier_->IsDownForGood(since, 4, since + hours(9999)));
  EXPECT_FALSE(frontier_->IsDownForGood(since, 99, since + hours(24 * 59)));
  EXPECT_TRUE(frontier_->IsDownForGood(since, 5, since + hours(24 * 60)));
  ASSERT_TRUE(frontier_->HostIsGone("a.example", clock_.Now()));
  EXPECT_EQ(Find("http://a.example/").state, "gone");
  EXPECT_EQ(Find("http://a.example/1").state, "due");
}

// A sitemap that knows of a change makes a page due before its time; one that
// says so of everything each day is believed once a day.
TEST_F(FrontierTest, LastmodMakesDue) {
  Seed("http://a.example/");
  auto sitemap = *Next("a.example");
  Done(sitemap);
  sitemap.kind = FetchKind::kSitemap;
  const auto listed = [&](Timestamp lastmod) {
    return Link("http://a.example/", sitemap, FetchKind::kPage, lastmod);
  };
  clock_.Advance(hours(12));
  EXPECT_FALSE(listed(clock_.Now()));  // looked at half a day ago
  clock_.Advance(hours(24));
  EXPECT_FALSE(listed(clock_.Now() - hours(48)));
  EXPECT_FALSE(Next("a.example"));
  EXPECT_TRUE(listed(clock_.Now() - hours(1)));
  EXPECT_EQ(NextHref("a.example"), "http://a.example/");
}

TEST_F(FrontierTest, DocumentsAreAPartOfTheBudget) {
  scope_ = Scope({.defaults = {.max_pages = 6, .max_documents = 2}});
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  EXPECT_TRUE(Link("http://a.example/1.pdf", home));
  EXPECT_TRUE(Link("http://a.example/2.PDF?v=1", home));
  EXPECT_FALSE(Link("http://a.example/3.pdf", home));
  EXPECT_TRUE(Link("http://a.example/4.html", home));
  EXPECT_TRUE(Link("http://a.example/pdf", home));
  EXPECT_TRUE(Link("http://a.example/6", home));
  EXPECT_FALSE(Link("http://a.example/7", home));
  // Another site has its own.
  Seed("http://b.example/");
  EXPECT_TRUE(Link("http://b.example/1.pdf", *Next("b.example")));
}

TEST_F(FrontierTest, SitemapDoesNotWidenTheBudget) {
  Seed("http://a.example/");
  auto sitemap = *Next("a.example");
  sitemap.kind = FetchKind::kSitemap;
  for (int i = 0; i < 20; ++i) {
    Link("http://a.example/" + std::to_string(i), sitemap, FetchKind::kPage,
         clock_.Now());
  }
  EXPECT_EQ(*frontier_->sites().Pages("a.example"), 5);
}

// An index of fifty thousand sitemaps, a feed of comments for each page.
TEST_F(FrontierTest, SourcesAreBounded) {
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  int kept = 0;
  for (int i = 0; i < 200; ++i) {
    const std::string url = "http://a.example/s" + std::to_string(i) + ".xml";
    kept += Link(url, home, FetchKind::kSitemap) ? 1 : 0;
  }
  EXPECT_EQ(kept, 50);
}

TEST_F(FrontierTest, KnowsCopies) {
  Seed("http://a.example/");
  Seed("http://www.a.example/");
  Seed("http://b.example/");
  const auto home = *Next("a.example");
  Link("http://a.example/?x=1", home);
  Link("http://a.example/frame", home);
  const auto with_query = *Next("a.example");
  const auto frame = *Next("a.example");
  Visit visit;
  visit.digest = "sha1:A";
  EXPECT_EQ(frontier_->IsCopy(home, visit), false);
  EXPECT_EQ(frontier_->IsCopy(home, visit), false);
  EXPECT_EQ(frontier_->IsCopy(with_query, visit), true);
  EXPECT_EQ(frontier_->IsCopy(*Next("www.a.example"), visit), true);
  EXPECT_EQ(frontier_->IsCopy(frame, visit), false);
  EXPECT_EQ(frontier_->IsCopy(*Next("b.example"), visit), false);
  EXPECT_EQ(Find("http://a.example/frame").same_as, "http://a.example/");
}

// Two URLs of one number lie side by side.
TEST_F(FrontierTest, ManyUrlsOfOneSite) {
  scope_ = Scope({.defaults = {.max_pages = 100'000}});
  Seed("http://a.example/");
  const auto home = *Next("a.example");
  for (int round = 0; round < 2; ++round) {
    int added = 0;
    for (int i = 0; i < 5000; ++i) {
      added += Link("http://a.example/p" + std::to_string(i), home) ? 1 : 0;
    }
    EXPECT_EQ(added, round == 0 ? 5000 : 0);
    Commit();
  }
  EXPECT_EQ(*frontier_->sites().Pages("a.example"), 5001);
}

TEST_F(FrontierTest, KillLosesOnlyWhatWasNotCommitted) {
  Seed("http://a.example/");
  Commit();
  Seed("http://b.example/");
  Reopen();
  EXPECT_TRUE(Next("a.example"));
  EXPECT_FALSE(Next("b.example"));
}

TEST_F(FrontierTest, KillMakesUnfinishedDueAgain) {
  Seed("http://a.example/");
  Commit();
  const auto home = *Next("a.example");
  Reopen();  // taken
  ASSERT_TRUE(Next("a.example"));
  Link("http://a.example/1", home);
  Done(home);
  Reopen();  // done, but neither mark nor link is on the disk
  EXPECT_EQ(NextHref("a.example"), "http://a.example/");
  EXPECT_FALSE(Next("a.example"));
  Link("http://a.example/1", home);
  Done(home);
  Commit();
  Reopen();  // both are
  EXPECT_EQ(NextHref("a.example"), "http://a.example/1");
  EXPECT_FALSE(Next("a.example"));
}

// Others may write into the same transaction: all or nothing.
TEST_F(FrontierTest, BeginTakesOthersIntoTheTransaction) {
  ASSERT_TRUE(frontier_->Begin());
  ASSERT_TRUE(frontier_->Begin());
  ASSERT_TRUE(database_->Execute("CREATE TABLE other (x BIGINT)"));
  Seed("http://a.example/");
  Reopen();
  EXPECT_FALSE(database_->Prepare("SELECT x FROM other"));
  EXPECT_FALSE(Next("a.example"));
  EXPECT_TRUE(frontier_->Commit());
}

TEST_F(FrontierTest, SecondWriterIsToldSo) {
  auto other = Database::Open(directory_ / "state.db");
  ASSERT_TRUE(other);
  ASSERT_TRUE(other->Execute("PRAGMA busy_timeout=0"));
  Seed("http://a.example/");
  const auto status = other->Begin();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kBusy);
}

TEST_F(FrontierTest, UnknownUrlIsNothing) {
  const auto entry = frontier_->Find(MakeUrl("http://a.example/"));
  ASSERT_TRUE(entry);
  EXPECT_FALSE(*entry);
}

}  // namespace
}  // namespace ritmon
