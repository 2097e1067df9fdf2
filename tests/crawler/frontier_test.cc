// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/frontier.h"

#include <gtest/gtest.h>

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
            FetchKind kind = FetchKind::kPage) {
    auto added = frontier_->AddLink(MakeUrl(url), from, kind, clock_.Now());
    EXPECT_TRUE(added) << added.error().message;
    return added.value_or(false);
  }

  bool Redirect(std::string_view url, const FetchRequest& from) {
    auto added = frontier_->AddRedirect(MakeUrl(url), from, clock_.Now());
    EXPECT_TRUE(added) << added.error().message;
    return added.value_or(false);
  }

  std::optional<FetchRequest> Next(const std::string& host) {
    auto next = frontier_->Next(host, clock_.Now());
    EXPECT_TRUE(next) << next.error().message;
    return next.value_or(std::nullopt);
  }

  std::string NextHref(const std::string& host) {
    const auto next = Next(host);
    return next ? next->url.href() : "";
  }

  void Done(const FetchRequest& request, FetchRecordFields record = {}) {
    record.fetched_at = clock_.Now();
    record.status = 200;
    const auto status =
        frontier_->Done(request, record, clock_.Now() + hours(24));
    ASSERT_TRUE(status) << status.error().message;
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
  const auto hosts = frontier_->DueHosts(clock_.Now());
  ASSERT_TRUE(hosts);
  EXPECT_EQ(*hosts, std::vector<std::string>{"www.firma.example"});
  const auto request = Next("www.firma.example");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->url.href(), "http://www.firma.example/");
  EXPECT_EQ(request->seed, "firma.example");
  EXPECT_EQ(request->depth, 0);
  EXPECT_FALSE(Next("www.firma.example"));
  EXPECT_FALSE(Next("firma.example"));
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
  FetchRecordFields record;
  record.etag = "\"x\"";
  record.last_modified = "Mon, 23 Nov 2026 07:00:00 GMT";
  Done(request, record);
  EXPECT_EQ(Find("http://a.example/").state, "done");
  EXPECT_EQ(Find("http://a.example/").outcome, ToString(FetchOutcome::kOk));
  EXPECT_EQ(Find("http://a.example/").fetched_at, clock_.Now());
  EXPECT_FALSE(Next("a.example"));
  clock_.Advance(hours(24));
  const auto again = Next("a.example");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->etag, "\"x\"");
  EXPECT_EQ(again->last_modified, "Mon, 23 Nov 2026 07:00:00 GMT");
}

// RFC 9110, 15.4.5 asks for them in a 304; many servers leave them out.
TEST_F(FrontierTest, NotModifiedKeepsTheValidators) {
  FetchResult result{.request = {.url = MakeUrl("http://a.example/")}};
  result.request.etag = "\"x\"";
  result.request.last_modified = "then";
  result.outcome = FetchOutcome::kNotModified;
  EXPECT_EQ(RecordOf(result).etag, "\"x\"");
  EXPECT_EQ(RecordOf(result).last_modified, "then");
  result.headers = {{"etag", "\"y\""}};
  EXPECT_EQ(RecordOf(result).etag, "\"y\"");
  result.outcome = FetchOutcome::kOk;
  EXPECT_EQ(RecordOf(result).last_modified, "");
}

TEST_F(FrontierTest, RefusedAndFailed) {
  Seed("http://a.example/");
  Seed("http://b.example/");
  const auto a = *Next("a.example");
  const auto b = *Next("b.example");
  const auto later = clock_.Now() + hours(1);
  ASSERT_TRUE(frontier_->Refused(a, "robots.txt", later));
  FetchRecordFields record;
  record.outcome = FetchOutcome::kTimeout;
  record.fetched_at = clock_.Now();
  ASSERT_TRUE(frontier_->Failed(b, record, later));
  EXPECT_EQ(Find("http://a.example/").state, "refused");
  EXPECT_EQ(Find("http://a.example/").outcome, "robots.txt");
  EXPECT_EQ(Find("http://a.example/").fetched_at, std::nullopt);
  EXPECT_EQ(Find("http://b.example/").state, "failed");
  EXPECT_EQ(Find("http://b.example/").outcome,
            ToString(FetchOutcome::kTimeout));
  const auto totals = frontier_->Totals(clock_.Now());
  ASSERT_TRUE(totals);
  EXPECT_EQ(totals->due, 0);
  EXPECT_EQ(totals->refused, 1);
  EXPECT_EQ(totals->failed, 1);
  EXPECT_EQ(totals->hosts, 2);
  clock_.Advance(hours(1));
  EXPECT_EQ(frontier_->Totals(clock_.Now())->due, 2);
  EXPECT_TRUE(Next("a.example"));
}

TEST_F(FrontierTest, PostponesAHost) {
  Seed("http://a.example/");
  Seed("http://b.example/");
  const auto home = *Next("a.example");
  Link("http://a.example/1", home);
  frontier_->Release(home);
  ASSERT_TRUE(frontier_->PostponeHost("a.example", clock_.Now(),
                                      clock_.Now() + hours(12)));
  EXPECT_FALSE(Next("a.example"));
  EXPECT_TRUE(Next("b.example"));
  clock_.Advance(hours(12));
  EXPECT_EQ(NextHref("a.example"), "http://a.example/");
  EXPECT_EQ(NextHref("a.example"), "http://a.example/1");
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
