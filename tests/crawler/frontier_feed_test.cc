// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds in the frontier: as seeds, their pages on other sites, when they are
// asked again.
#include <gtest/gtest.h>

#include "crawler/frontier.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::hours;

class FrontierFeedTest : public testing::Test {
 protected:
  FrontierFeedTest() {
    database_.emplace(Database::Open(directory_ / "state.db").value());
    frontier_.emplace(Frontier::Open(*database_, scope_).value());
  }

  bool Link(std::string_view url, const FetchRequest& from, bool alone) {
    const FoundUrl found{.url = MakeUrl(url), .alone = alone};
    return frontier_->AddLink(found, from, clock_.Now()).value();
  }

  std::optional<FetchRequest> Next(const std::string& host) {
    auto next = frontier_->Next(host, clock_.Now(), 1).value();
    if (next.empty()) return std::nullopt;
    return next.front();
  }

  FetchRequest SeedFeed() {
    EXPECT_TRUE(frontier_
                    ->AddSeed(MakeUrl("http://a.example/feed"), clock_.Now(),
                              FetchKind::kFeed)
                    .value());
    return Next("a.example").value();
  }

  // Hours until the feed is asked again.
  int64_t Done(const FetchRequest& feed, uint64_t entries, bool unchanged) {
    Visit visit{.status = 200,
                .fetched_at = clock_.Now(),
                .etag = "\"1\"",
                .digest = "sha1:" + std::to_string(clock_.passed().count()),
                .unchanged = unchanged,
                .text_hash = entries};
    EXPECT_TRUE(frontier_->Done(feed, visit));
    const auto entry = frontier_->Find(feed.url).value();
    return std::chrono::duration_cast<hours>(*entry->due_at - clock_.Now())
        .count();
  }

  TempDirectory directory_;
  FakeClock clock_;
  Scope scope_{{.defaults = {.max_depth = 3, .max_pages = 5}}};
  std::optional<Database> database_;
  std::optional<Frontier> frontier_;
};

TEST_F(FrontierFeedTest, PagesOfOtherSitesStandAlone) {
  const FetchRequest feed = SeedFeed();
  EXPECT_EQ(feed.kind, FetchKind::kFeed);
  EXPECT_FALSE(Link("http://b.example/x", feed, false));
  EXPECT_TRUE(Link("http://b.example/x", feed, true));
  const auto page = Next("b.example");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->seed, "b.example");
  EXPECT_FALSE(Link("http://b.example/y", *page, false));
  // By the other site's rules and budget.
  EXPECT_FALSE(Link("http://b.example/picture.jpg", feed, true));
  for (int i = 0; i < 20; ++i) {
    Link("http://b.example/" + std::to_string(i), feed, true);
  }
  EXPECT_EQ(*frontier_->sites().Pages("b.example"), 5);
  // On its own site they are as any page that is listed.
  EXPECT_TRUE(Link("http://a.example/1", feed, true));
  EXPECT_EQ(Next("a.example")->depth, 1);
}

TEST_F(FrontierFeedTest, TheIntervalFollowsTheEntries) {
  const FetchRequest feed = SeedFeed();
  EXPECT_EQ(Done(feed, 1, false), 6);
  const auto again = [&](uint64_t entries, bool unchanged) {
    clock_.Advance(hours(200));
    const auto request = Next("a.example");
    EXPECT_TRUE(request && request->etag == "\"1\"");
    return Done(*request, entries, unchanged);
  };
  constexpr uint64_t kOther = 0x123456789abcdef;
  EXPECT_EQ(again(kOther, false), 3);
  // Another file, the same entries.
  EXPECT_EQ(again(kOther, false), 5);
  EXPECT_EQ(again(0, true), 8);
  EXPECT_EQ(again(~kOther, false), 4);
}

}  // namespace
}  // namespace ritmon
