// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/tdmrep_cache.h"

#include <gtest/gtest.h>

#include "tests/testing/fake_clock.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using enum TdmVerdict;

constexpr char kRules[] =
    R"([{"location": "/open/", "tdm-reservation": 0},
        {"location": "/mine/", "tdm-reservation": 1, "tdm-policy": "/p"}])";
constexpr char kAll[] =
    R"([{"location": "/", "tdm-reservation": 1, "tdm-policy": "/all"}])";

class TdmRepCacheTest : public testing::Test {
 protected:
  TdmRepCacheTest() { Reopen(); }

  void Reopen(TdmRepCacheOptions options = {}) {
    cache_.reset();
    database_.reset();
    auto database = Database::Open(directory_ / "state.db");
    ASSERT_TRUE(database) << database.error().message;
    database_.emplace(std::move(*database));
    auto cache = TdmRepCache::Open(*database_, options);
    ASSERT_TRUE(cache) << cache.error().message;
    cache_.emplace(std::move(*cache));
  }

  void Store(const std::string& origin, FetchOutcome outcome, int status,
             std::string body = kRules) {
    FetchResult result{
        .request = {.url = MakeUrl(origin + "/.well-known/tdmrep.json"),
                    .kind = FetchKind::kTdmRep}};
    result.outcome = outcome;
    result.status = status;
    result.body = std::move(body);
    result.fetched_at = clock_.Now();
    const auto stored = cache_->Store(origin, result);
    ASSERT_TRUE(stored) << stored.error().message;
  }

  TdmAnswer Answer(const std::string& url) {
    auto answer = cache_->Check(MakeUrl(url), clock_.Now());
    EXPECT_TRUE(answer) << answer.error().message;
    return answer.value_or(TdmAnswer{});
  }
  TdmVerdict Check(const std::string& url) { return Answer(url).verdict; }

  TempDirectory directory_;
  FakeClock clock_;
  std::optional<Database> database_;
  std::optional<TdmRepCache> cache_;
};

TEST_F(TdmRepCacheTest, Verdicts) {
  Store("http://a.example", FetchOutcome::kOk, 200);
  EXPECT_EQ(Check("http://a.example/"), kNone);
  EXPECT_EQ(Check("http://a.example/open/x"), kAllowed);
  const auto mine = Answer("http://a.example/mine/x?y");
  EXPECT_EQ(mine.verdict, kReserved);
  EXPECT_EQ(mine.policy, "/p");
  Store("http://b.example", FetchOutcome::kOk, 200, kAll);
  EXPECT_EQ(Answer("http://b.example/x").verdict, kSiteReserved);
  EXPECT_EQ(Answer("http://b.example/x").policy, "/all");
  EXPECT_EQ(Answer("http://b.example/x").reservation(), true);
  EXPECT_EQ(mine.reservation(), true);
  EXPECT_EQ(Answer("http://a.example/open/").reservation(), false);
  EXPECT_EQ(Answer("http://a.example/").reservation(), std::nullopt);
  EXPECT_EQ(Answer("http://c.example/").reservation(), std::nullopt);
}

// What each kind of answer means where nothing was known before and where
// everything was reserved.
TEST_F(TdmRepCacheTest, AnswerDecides) {
  using namespace std::chrono_literals;
  const struct {
    FetchOutcome outcome;
    int status;
    TdmVerdict before;  // nothing was known
    TdmVerdict after;   // all was reserved
    std::chrono::hours kept;
  } cases[] = {
      {FetchOutcome::kOk, 200, kReserved, kReserved, 24h},
      {FetchOutcome::kOk, 203, kReserved, kReserved, 24h},
      {FetchOutcome::kClientError, 404, kNone, kNone, 24h},
      {FetchOutcome::kClientError, 403, kNone, kNone, 24h},
      {FetchOutcome::kClientError, 410, kNone, kNone, 24h},
      {FetchOutcome::kUnwantedType, 200, kNone, kNone, 24h},
      {FetchOutcome::kRedirect, 302, kNone, kNone, 24h},
      {FetchOutcome::kClientError, 429, kNone, kSiteReserved, 1h},
      {FetchOutcome::kServerError, 500, kNone, kSiteReserved, 1h},
      {FetchOutcome::kServerError, 503, kNone, kSiteReserved, 1h},
      {FetchOutcome::kTimeout, 0, kNone, kSiteReserved, 1h},
      {FetchOutcome::kTimeout, 200, kNone, kSiteReserved, 1h},
      {FetchOutcome::kConnectError, 0, kNone, kSiteReserved, 1h},
      {FetchOutcome::kDnsError, 0, kNone, kSiteReserved, 1h},
      {FetchOutcome::kProtocolError, 200, kNone, kSiteReserved, 1h},
      {FetchOutcome::kNotModified, 304, kNone, kSiteReserved, 1h},
      {FetchOutcome::kNotAllowed, 0, kNone, kSiteReserved, 1h},
      {FetchOutcome::kAddressRefused, 0, kNone, kSiteReserved, 1h},
  };
  for (const auto& c : cases) {
    const std::string number = std::to_string(&c - cases);
    const std::string fresh = "http://f" + number + ".example";
    const std::string known = "http://k" + number + ".example";
    Store(known, FetchOutcome::kOk, 200, kAll);
    Store(known, c.outcome, c.status);
    Store(fresh, c.outcome, c.status);
    EXPECT_EQ(Check(fresh + "/mine/"), c.before) << number;
    EXPECT_EQ(Check(known + "/mine/"), c.after) << number;
    clock_.Advance(c.kept - std::chrono::milliseconds(1));
    EXPECT_EQ(Check(fresh + "/mine/"), c.before) << number;
    clock_.Advance(std::chrono::milliseconds(1));
    EXPECT_EQ(Check(fresh + "/mine/"), kUnknown) << number;
    EXPECT_EQ(Check(known + "/mine/"), kUnknown) << number;
  }
  EXPECT_EQ(std::size(cases), 18u);
}

// An outage of days lifts nothing; the file that is back and silent does.
TEST_F(TdmRepCacheTest, OutageLiftsNothing) {
  Store("http://a.example", FetchOutcome::kOk, 200, kAll);
  for (int i = 0; i < 50; ++i) {
    clock_.Advance(std::chrono::hours(1));
    Store("http://a.example", FetchOutcome::kServerError, 503);
    if (i % 10 == 0) Reopen();
    EXPECT_EQ(Check("http://a.example/"), kSiteReserved);
  }
  Store("http://a.example", FetchOutcome::kOk, 200, "[]");
  EXPECT_EQ(Check("http://a.example/"), kNone);
}

TEST_F(TdmRepCacheTest, EachOriginHasItsOwn) {
  Store("http://a.example", FetchOutcome::kOk, 200);
  EXPECT_EQ(Check("http://a.example/mine/"), kReserved);
  EXPECT_EQ(Check("https://a.example/mine/"), kUnknown);
  EXPECT_EQ(Check("http://a.example:8080/mine/"), kUnknown);
  EXPECT_EQ(Check("http://www.a.example/mine/"), kUnknown);
}

TEST_F(TdmRepCacheTest, SurvivesARestart) {
  Store("http://a.example", FetchOutcome::kOk, 200);
  Store("http://b.example", FetchOutcome::kServerError, 500);
  Store("http://c.example", FetchOutcome::kOk, 200, kAll);
  Store("http://c.example", FetchOutcome::kClientError, 404);
  Reopen();
  EXPECT_EQ(Answer("http://a.example/mine/").policy, "/p");
  EXPECT_EQ(Check("http://a.example/open/"), kAllowed);
  EXPECT_EQ(Check("http://b.example/"), kNone);
  EXPECT_EQ(Check("http://c.example/"), kNone);
  clock_.Advance(std::chrono::hours(1));
  EXPECT_EQ(Check("http://b.example/"), kUnknown);
}

// Whatever the memory, the answers are the same.
TEST_F(TdmRepCacheTest, MemoryIsBounded) {
  for (const size_t budget : {size_t{0}, size_t{20'000}, size_t{1} << 30}) {
    Reopen({.max_memory_bytes = budget});
    size_t most = 0;
    for (int i = 0; i < 300; ++i) {
      const std::string path = "/" + std::string(static_cast<size_t>(i), 'x');
      Store("http://h" + std::to_string(i) + ".example", FetchOutcome::kOk, 200,
            R"([{"location": ")" + path + R"(", "tdm-reservation": 1}])");
      most = std::max(most, cache_->memory_bytes());
    }
    for (int i = 0; i < 300; ++i) {
      const std::string url = "http://h" + std::to_string(i) + ".example/";
      const auto length = static_cast<size_t>(i);
      EXPECT_EQ(Check(url + std::string(length, 'x')),
                i == 0 ? kSiteReserved : kReserved);
      if (i > 0) {
        EXPECT_EQ(Check(url + std::string(length - 1, 'x')), kNone);
      }
      most = std::max(most, cache_->memory_bytes());
    }
    // One origin's rules are always held.
    EXPECT_LE(most, std::max<size_t>(budget, 1000));
    EXPECT_GT(most, std::min<size_t>(budget / 2, 40'000));
  }
}

TEST_F(TdmRepCacheTest, OnlyWhatIsUnderstoodIsStored) {
  Store("http://a.example", FetchOutcome::kOk, 200,
        "<html>" + std::string(1 << 20, 'x'));
  Store("http://b.example", FetchOutcome::kOk, 200,
        std::string("[{\"location\":\"/\xFF\0\",\"tdm-reservation\":1}]", 38));
  auto longest = database_->Prepare("SELECT MAX(LENGTH(rules)) FROM tdmrep");
  ASSERT_TRUE(longest && *longest->Step());
  EXPECT_LT(longest->Int(0), 100);
  Reopen();
  EXPECT_EQ(Check("http://a.example/"), kNone);
}

}  // namespace
}  // namespace ritmon
