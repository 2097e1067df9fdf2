// SPDX-License-Identifier: GPL-3.0-or-later
// A Fetcher without network or time: answers are written down beforehand,
// requests are recorded, and Wait moves the clock to the next answer.
//
// Belongs to one thread, Wake included.

#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crawler/fetcher.h"
#include "tests/testing/fake_clock.h"

namespace ritmon {

struct FakeAnswer {
  int status = 200;  // 0: no answer, `outcome` says why
  std::string body;
  HeaderList headers;
  // Of an answer whose status does not say it.
  FetchOutcome outcome = FetchOutcome::kOk;
  std::chrono::milliseconds takes{100};

  static FakeAnswer Redirect(std::string location, int status = 301);
  static FakeAnswer Failure(FetchOutcome outcome);
};

class FakeFetcher final : public Fetcher {
 public:
  using Time = std::chrono::steady_clock::time_point;

  struct Seen {
    FetchRequest request;
    Time started;
    Time ended = Time::max();  // until its answer was given
  };

  // `clock` must outlive it.
  explicit FakeFetcher(FakeClock& clock) : clock_(&clock) {}

  // What `href` answers: a second call for the same URL is its second answer,
  // the last is given for ever. A URL without answers is a 404.
  void Answer(const std::string& href, FakeAnswer answer);
  void Forget(const std::string& href) { answers_.erase(href); }
  // The peer's address; known beforehand only with `known`.
  void SetAddress(const std::string& host, std::string address,
                  bool known = false);

  // Requests for tdmrep.json are answered but not recorded: most tests are
  // about something else.
  void HideTdmFiles() { hide_tdm_files_ = true; }

  // Called at the beginning of each Wait.
  void OnWait(std::function<void()> callback) {
    on_wait_ = std::move(callback);
  }

  const std::vector<Seen>& seen() const { return seen_; }
  // In the order of their start.
  std::vector<std::string> SeenUrls() const;
  size_t CountSeen(std::string_view href) const;

  void Start(FetchRequest request) override;
  std::vector<FetchResult> Wait(std::chrono::milliseconds timeout) override;
  void Wake() override { woken_ = true; }
  size_t in_flight() const override { return in_flight_.size(); }
  std::string KnownAddress(std::string_view host) const override;

 private:
  struct Transfer {
    bool hidden;
    size_t seen;  // place in seen_ or hidden_
    FakeAnswer answer;
    Time ends;
  };
  struct Address {
    std::string address;
    bool known = false;
  };
  FetchResult Finish(const Transfer& transfer);

  FakeClock* clock_;  // must outlive this
  std::map<std::string, std::deque<FakeAnswer>> answers_;
  std::map<std::string, Address, std::less<>> addresses_;
  std::vector<Transfer> in_flight_;
  std::vector<Seen> seen_;
  std::vector<Seen> hidden_;
  bool hide_tdm_files_ = false;
  std::function<void()> on_wait_;
  bool woken_ = false;
};

}  // namespace ritmon
