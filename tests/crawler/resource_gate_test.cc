// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the crawl, for what scripts ask.
#include "crawler/resource_gate.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/testing/fake_clock.h"
#include "tests/testing/fake_fetcher.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

class ResourceGateTest : public testing::Test {
 protected:
  ResourceGateTest() {
    scope_options_.defaults.max_bytes = 1000;
    options_.politeness.delay = milliseconds(500);
  }

  void Open() {
    scope_.emplace(scope_options_);
    database_.emplace(*Database::Open(":memory:"));
    frontier_.emplace(*Frontier::Open(*database_, *scope_));
    robots_.emplace(*RobotsCache::Open(*database_, "ritmon"));
    reservations_.emplace(*Reservations::Open(*database_));
    gate_.emplace(options_, *frontier_, *robots_, *reservations_, fetcher_,
                  clock_, [this](const FetchResult& result) -> Status {
                    fetched_.push_back(result.request.url.href());
                    return {};
                  });
    BeginPage("https://www.firma.example/");
  }

  void BeginPage(const std::string& url) {
    gate_->Begin(FetchRequest{.url = MakeUrl(url)});
  }

  void Give(const std::string& href, const std::string& body,
            HeaderList headers = {}) {
    FakeAnswer answer;
    answer.body = body;
    answer.headers = std::move(headers);
    fetcher_.Answer(href, answer);
  }

  // The answers to what is asked at once, in its order.
  std::vector<FetchResult> Ask(const std::vector<std::string>& urls) {
    const uint64_t first = next_id_;
    for (const std::string& url : urls) gate_->Ask(next_id_++, MakeUrl(url));
    std::map<uint64_t, FetchResult> answers;
    constexpr int kTooManyTurns = 2000;
    for (int turn = 0; answers.size() < urls.size(); ++turn) {
      if (turn == kTooManyTurns) {
        ADD_FAILURE() << "no answer";
        break;
      }
      auto taken = gate_->Turn(milliseconds(20));
      EXPECT_TRUE(taken) << taken.error().message;
      if (!taken) break;
      for (auto& answer : *taken)
        answers.insert_or_assign(answer.id, answer.result);
    }
    std::vector<FetchResult> results;
    for (uint64_t id = first; id < next_id_; ++id) {
      results.push_back(
          answers.contains(id)
              ? answers.at(id)
              : FetchResult{.request = {.url = MakeUrl("http://x.example")}});
    }
    return results;
  }
  FetchResult AskOne(const std::string& url) { return Ask({url}).front(); }

  ScopeOptions scope_options_;
  ResourceGateOptions options_;
  FakeClock clock_;
  FakeFetcher fetcher_{clock_};
  std::optional<Scope> scope_;
  std::optional<Database> database_;
  std::optional<Frontier> frontier_;
  std::optional<RobotsCache> robots_;
  std::optional<Reservations> reservations_;
  std::optional<ResourceGate> gate_;
  std::vector<std::string> fetched_;
  uint64_t next_id_ = 1;
};

TEST_F(ResourceGateTest, AsksForRobotsTxtAndTdmrepFirst) {
  Give("https://www.firma.example/app.js", "run()");
  Open();
  const FetchResult answer = AskOne("https://www.firma.example/app.js");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "run()");
  EXPECT_EQ(fetcher_.SeenUrls(),
            (std::vector<std::string>{
                "https://www.firma.example/robots.txt",
                "https://www.firma.example/.well-known/tdmrep.json",
                "https://www.firma.example/app.js"}));
  EXPECT_EQ(fetched_, fetcher_.SeenUrls());
  EXPECT_EQ(fetcher_.seen()[2].request.kind, FetchKind::kResource);
}

TEST_F(ResourceGateTest, RobotsTxtForbids) {
  Give("https://www.firma.example/robots.txt",
       "User-agent: *\nDisallow: /geheim/\n");
  Give("https://www.firma.example/geheim/x.js", "secret");
  Open();
  const FetchResult answer = AskOne("https://www.firma.example/geheim/x.js");
  EXPECT_EQ(answer.status, 0);
  EXPECT_EQ(answer.outcome, FetchOutcome::kNotAllowed);
  EXPECT_EQ(answer.message, "robots.txt");
  EXPECT_EQ(fetcher_.CountSeen("https://www.firma.example/geheim/x.js"), 0u);
}

TEST_F(ResourceGateTest, AnUnreachableRobotsTxtForbidsAll) {
  FakeAnswer broken;
  broken.status = 500;
  fetcher_.Answer("https://www.firma.example/robots.txt", broken);
  Open();
  EXPECT_EQ(AskOne("https://www.firma.example/app.js").outcome,
            FetchOutcome::kNotAllowed);
  EXPECT_EQ(fetcher_.CountSeen("https://www.firma.example/app.js"), 0u);
}

TEST_F(ResourceGateTest, OtherSitesOnlyIfAllowed) {
  options_.allowed_domains = {"cdn.example"};
  Give("https://api.firma.example/a", "own");
  Give("https://x.cdn.example/a", "allowed");
  Give("https://tracker.example/a", "foreign");
  Open();
  const auto answers =
      Ask({"https://api.firma.example/a", "https://x.cdn.example/a",
           "https://tracker.example/a"});
  EXPECT_EQ(answers[0].body, "own");
  EXPECT_EQ(answers[1].body, "allowed");
  EXPECT_EQ(answers[2].outcome, FetchOutcome::kNotAllowed);
  EXPECT_EQ(answers[2].message, "another site");
  for (const std::string& url : fetcher_.SeenUrls()) {
    EXPECT_EQ(url.find("tracker.example"), std::string::npos) << url;
  }
}

TEST_F(ResourceGateTest, DelaysAreKept) {
  Give("https://www.firma.example/robots.txt",
       "User-agent: *\nCrawl-delay: 3\n");
  for (const char* path : {"a", "b", "c"}) {
    Give("https://www.firma.example/" + std::string(path), path);
  }
  Open();
  Ask({"https://www.firma.example/a", "https://www.firma.example/b",
       "https://www.firma.example/c"});
  const auto& seen = fetcher_.seen();
  ASSERT_EQ(seen.size(), 5u);
  for (size_t i = 1; i < seen.size(); ++i) {
    EXPECT_GE(seen[i].started - seen[i - 1].ended, milliseconds(3000)) << i;
  }
}

TEST_F(ResourceGateTest, TheSameIsAskedForOnceASite) {
  Give("https://www.firma.example/app.js", "run()");
  Give("https://www.firma.example/live", "1", {{"Cache-Control", "no-store"}});
  Open();
  Ask({"https://www.firma.example/app.js", "https://www.firma.example/app.js",
       "https://www.firma.example/live"});
  BeginPage("https://www.firma.example/zwei");
  const auto again = Ask(
      {"https://www.firma.example/app.js", "https://www.firma.example/live"});
  EXPECT_EQ(again[0].body, "run()");
  EXPECT_EQ(fetcher_.CountSeen("https://www.firma.example/app.js"), 1u);
  EXPECT_EQ(fetcher_.CountSeen("https://www.firma.example/live"), 2u);
  // Another site's pages do not get it from here.
  BeginPage("https://andere.example/");
  EXPECT_EQ(AskOne("https://www.firma.example/app.js").outcome,
            FetchOutcome::kNotAllowed);
}

TEST_F(ResourceGateTest, ThePageMayAskForSoMuchOnly) {
  options_.max_requests = 2;
  Open();
  const auto answers =
      Ask({"https://www.firma.example/a", "https://www.firma.example/b",
           "https://www.firma.example/c"});
  EXPECT_EQ(answers[1].status, 404);
  EXPECT_EQ(answers[2].outcome, FetchOutcome::kNotAllowed);
  BeginPage("https://www.firma.example/zwei");
  EXPECT_EQ(AskOne("https://www.firma.example/c").status, 404);
}

TEST_F(ResourceGateTest, TheBudgetOfTheSiteIsSpent) {
  Give("https://www.firma.example/a", std::string(900, 'a'));
  Give("https://api.firma.example/b", std::string(900, 'b'));
  Open();
  EXPECT_EQ(AskOne("https://www.firma.example/a").status, 200);
  EXPECT_EQ(AskOne("https://api.firma.example/b").status, 200);
  const FetchResult answer = AskOne("https://www.firma.example/c");
  EXPECT_EQ(answer.outcome, FetchOutcome::kNotAllowed);
  EXPECT_NE(answer.message.find("bytes"), std::string::npos) << answer.message;
}

TEST_F(ResourceGateTest, ReservationsHoldForWhatScriptsFetch) {
  Give("https://www.firma.example/.well-known/tdmrep.json",
       R"([{"location": "/api/*", "tdm-reservation": 1}])");
  Give("https://www.firma.example/api/texte", "reserved");
  Give("https://www.firma.example/a", "also", {{"tdm-reservation", "1"}});
  Give("https://www.firma.example/b", "also", {{"X-Robots-Tag", "noai"}});
  Give("https://www.firma.example/c", "free");
  Open();
  const auto answers =
      Ask({"https://www.firma.example/api/texte", "https://www.firma.example/a",
           "https://www.firma.example/b", "https://www.firma.example/c"});
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(answers[i].outcome, FetchOutcome::kNotAllowed) << i;
    EXPECT_EQ(answers[i].body, "") << i;
  }
  EXPECT_EQ(answers[3].body, "free");
  EXPECT_EQ(fetcher_.CountSeen("https://www.firma.example/api/texte"), 0u);
}

TEST_F(ResourceGateTest, WhoSaysTooMuchIsLeftAlone) {
  FakeAnswer busy;
  busy.status = 429;
  busy.headers = {{"Retry-After", "600"}};
  fetcher_.Answer("https://www.firma.example/a", busy);
  Open();
  const auto answers =
      Ask({"https://www.firma.example/a", "https://www.firma.example/b"});
  EXPECT_EQ(answers[0].status, 429);
  EXPECT_EQ(answers[1].outcome, FetchOutcome::kNotAllowed);
  // The next page, and the next crawl, know it too.
  BeginPage("https://www.firma.example/zwei");
  EXPECT_EQ(AskOne("https://www.firma.example/c").outcome,
            FetchOutcome::kNotAllowed);
  ASSERT_TRUE(gate_->End());
  const auto blocked = frontier_->hosts().Blocked(clock_.Now(), 10);
  ASSERT_TRUE(blocked);
  ASSERT_EQ(blocked->size(), 1u);
  EXPECT_EQ(blocked->front().name, "www.firma.example");
}

TEST_F(ResourceGateTest, RedirectsAreGivenBackAndRobotsTxtsAreFollowed) {
  fetcher_.Answer("https://www.firma.example/robots.txt",
                  FakeAnswer::Redirect("https://firma.example/robots.txt"));
  Give("https://firma.example/robots.txt", "User-agent: *\nDisallow: /x\n");
  fetcher_.Answer("https://www.firma.example/a",
                  FakeAnswer::Redirect("https://www.firma.example/b"));
  Open();
  const auto answers =
      Ask({"https://www.firma.example/a", "https://www.firma.example/x"});
  EXPECT_EQ(answers[0].status, 301);
  EXPECT_EQ(fetcher_.CountSeen("https://www.firma.example/b"), 0u);
  EXPECT_EQ(answers[1].outcome, FetchOutcome::kNotAllowed);
}

// What an earlier page still waited for does not reach the next one.
TEST_F(ResourceGateTest, LateAnswersGoToNobody) {
  Give("https://www.firma.example/slow", "slow");
  Give("https://www.firma.example/b", "b");
  Open();
  gate_->Ask(77, MakeUrl("https://www.firma.example/slow"));
  while (fetcher_.CountSeen("https://www.firma.example/slow") == 0) {
    auto none = gate_->Turn(milliseconds(20));
    ASSERT_TRUE(none);
    ASSERT_TRUE(none->empty());
  }
  BeginPage("https://www.firma.example/zwei");
  gate_->Ask(78, MakeUrl("https://www.firma.example/b"));
  for (bool answered = false; !answered;) {
    auto answers = gate_->Turn(milliseconds(20));
    ASSERT_TRUE(answers);
    for (const auto& answer : *answers) {
      EXPECT_EQ(answer.id, 78u);
      answered = true;
    }
  }
}

}  // namespace
}  // namespace ritmon
