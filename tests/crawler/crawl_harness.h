// SPDX-License-Identifier: GPL-3.0-or-later
// A crawl without network or time: the real frontier, robots cache and loop,
// with fakes around them. Crawl may be called again on the same state.
//
// A page's body is the list of its links, separated by blanks.

#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <sstream>
#include <stop_token>
#include <string>
#include <vector>

#include "crawler/crawl_loop.h"
#include "crawler/url_priority.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fake_fetcher.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {

class FakeSink final : public CrawlSink {
 public:
  size_t slots = std::numeric_limits<size_t>::max();
  bool hold_facts = false;             // pages are being processed for ever
  std::optional<Error> failure;        // what Fetched answers
  std::optional<Error> facts_failure;  // what TakeFacts answers
  std::function<void()> on_call;       // at the beginning of each call
  // What an answer reserves, and a page when it is read.
  std::function<FoundReservation(const FetchResult&)> reserve;
  std::function<FoundReservation(const FetchResult&)> reserve_when_read;

  std::vector<FetchResult> results;
  std::vector<std::string> pages;  // whose facts were given back
  std::vector<std::pair<std::string, std::string>> not_fetched;
  std::vector<std::pair<std::string, Timestamp>> blocked;

  size_t FreeSlots() const override {
    return slots - std::min(slots, facts_.size());
  }

  Result<Receipt> Fetched(FetchResult result) override {
    Called();
    if (failure) return tl::unexpected(*failure);
    results.push_back(result);
    Receipt receipt;
    if (reserve && result.request.kind == FetchKind::kPage) {
      receipt.reservation = reserve(result);
      if (receipt.reservation.reserved()) return receipt;
    }
    receipt.digest = "fake:" + result.body;
    receipt.unchanged = receipt.digest == result.request.held_digest;
    const FetchKind kind = result.request.kind;
    const bool is_read = kind == FetchKind::kPage || kind == FetchKind::kSocial;
    if (!is_read || result.outcome != FetchOutcome::kOk || receipt.unchanged) {
      return receipt;
    }
    PageFacts facts{.request = result.request, .visit = VisitOf(result)};
    facts.visit.digest = receipt.digest;
    if (reserve_when_read) facts.reservation = reserve_when_read(result);
    std::istringstream words(result.body);
    for (std::string word; words >> word;) {
      if (auto url = Url::Parse(word, &result.request.url)) {
        facts.links.push_back(
            FoundUrl{.url = *url, .kind = kind, .priority = PriorityOf(*url)});
      }
    }
    facts_.push_back(std::move(facts));
    receipt.facts_will_come = true;
    return receipt;
  }

  void NotFetched(const FetchRequest& request, std::string_view why) override {
    Called();
    not_fetched.emplace_back(request.url.href(), why);
  }

  void Blocked(const std::string& host, Timestamp until) override {
    blocked.emplace_back(host, until);
  }

  Result<std::vector<PageFacts>> TakeFacts(const CrawlTurn&) override {
    Called();
    if (facts_failure) return tl::unexpected(*facts_failure);
    std::vector<PageFacts> taken;
    if (hold_facts) return taken;
    taken.swap(facts_);
    for (const PageFacts& facts : taken) {
      pages.push_back(facts.request.url.href());
    }
    return taken;
  }

 private:
  void Called() {
    if (on_call) on_call();
  }
  std::vector<PageFacts> facts_;
};

class CrawlHarness {
 public:
  CrawlHarness() {
    // A loop that does not end is a failure, not a test that hangs.
    fetcher.OnWait([this] {
      if (on_wait) on_wait();
      if (++waits_ == kTooManyWaits) {
        ADD_FAILURE() << "the crawl does not end";
        stop.request_stop();
      }
    });
  }

  TempDirectory directory;
  FakeClock clock;
  FakeFetcher fetcher{clock};
  FakeSink sink;
  CrawlOptions options;
  ScopeOptions scope_options;
  FrontierOptions frontier_options;
  std::vector<std::string> seeds;
  std::vector<std::string> calls;  // asked of services (kSocial)
  // Most tests are about something else: every origin then has said nothing.
  bool ask_for_tdm_files = false;
  std::stop_source stop;
  std::function<void()> on_wait;

  void Page(const std::string& href, const std::string& links = "") {
    FakeAnswer answer;
    answer.body = links;
    fetcher.Answer(href, answer);
  }
  void Robots(const std::string& origin, const std::string& text) {
    Page(origin + "/robots.txt", text);
  }
  void Status(const std::string& href, int status, HeaderList headers = {}) {
    FakeAnswer answer;
    answer.status = status;
    answer.headers = std::move(headers);
    fetcher.Answer(href, answer);
  }

  // A run of the program, from opening the state to closing it.
  ritmon::Status Crawl() {
    const Scope scope(scope_options);
    auto database = Database::Open(directory / "state.db");
    if (!database) return tl::unexpected(database.error());
    auto frontier = Frontier::Open(*database, scope, frontier_options);
    if (!frontier) return tl::unexpected(frontier.error());
    auto robots = RobotsCache::Open(*database, "ritmon");
    if (!robots) return tl::unexpected(robots.error());
    for (const std::string& seed : seeds) {
      auto added = frontier->AddSeed(MakeUrl(seed), clock.Now());
      if (!added) return tl::unexpected(added.error());
    }
    for (const std::string& call : calls) {
      auto added = frontier->AddSocial(MakeUrl(call), clock.Now());
      if (!added) return tl::unexpected(added.error());
    }
    auto reservations = Reservations::Open(*database);
    if (!reservations) return tl::unexpected(reservations.error());
    if (!ask_for_tdm_files) fetcher.HideTdmFiles();
    CrawlLoop loop(options, *frontier, *robots, *reservations, fetcher, sink,
                   clock);
    return loop.Run(stop.get_token());
  }

  void MustCrawl() {
    const ritmon::Status status = Crawl();
    ASSERT_TRUE(status) << status.error().message;
  }

  std::optional<FrontierEntry> Find(const std::string& href) const {
    const Scope scope(scope_options);
    auto database = Database::Open(directory / "state.db");
    if (!database) return std::nullopt;
    auto frontier = Frontier::Open(*database, scope, frontier_options);
    if (!frontier) return std::nullopt;
    auto entry = frontier->Find(MakeUrl(href));
    return entry ? *entry : std::nullopt;
  }

  std::string StateOf(const std::string& href) const {
    const auto entry = Find(href);
    return entry ? entry->state : "unknown";
  }

  // URL -> "state outcome status kind rank", for comparing two crawls.
  std::map<std::string, std::string> Picture() const {
    std::map<std::string, std::string> picture;
    auto database = Database::Open(directory / "state.db");
    if (!database) return picture;
    auto rows = database->Prepare(
        "SELECT url, state, outcome, status, kind, rank, digest FROM url");
    if (!rows) return picture;
    for (auto row = rows->Step(); row && *row; row = rows->Step()) {
      std::string& line = picture[rows->Text(0)];
      for (int column = 1; column < 7; ++column) {
        line += rows->Text(column) + " ";
      }
    }
    return picture;
  }

 private:
  static constexpr int kTooManyWaits = 200000;
  int waits_ = 0;
};

}  // namespace ritmon
