// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/fake_fetcher.h"

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

using std::chrono::milliseconds;

FetchOutcome OutcomeOf(const FakeAnswer& answer) {
  if (answer.outcome != FetchOutcome::kOk) return answer.outcome;
  if (answer.status == 304) return FetchOutcome::kNotModified;
  if (answer.status >= 500) return FetchOutcome::kServerError;
  if (answer.status >= 400) return FetchOutcome::kClientError;
  if (answer.status >= 300) return FetchOutcome::kRedirect;
  return FetchOutcome::kOk;
}

}  // namespace

FakeAnswer FakeAnswer::Redirect(std::string location, int status) {
  FakeAnswer answer;
  answer.status = status;
  answer.headers.emplace_back("Location", std::move(location));
  return answer;
}

FakeAnswer FakeAnswer::Failure(FetchOutcome outcome) {
  FakeAnswer answer;
  answer.status = 0;
  answer.outcome = outcome;
  return answer;
}

void FakeFetcher::Answer(const std::string& href, FakeAnswer answer) {
  answers_[href].push_back(std::move(answer));
}

void FakeFetcher::SetAddress(const std::string& host, std::string address,
                             bool known) {
  addresses_[host] = Address{std::move(address), known};
}

std::vector<std::string> FakeFetcher::SeenUrls() const {
  std::vector<std::string> urls;
  for (const Seen& seen : seen_) urls.push_back(seen.request.url.href());
  return urls;
}

size_t FakeFetcher::CountSeen(std::string_view href) const {
  return static_cast<size_t>(std::count_if(
      seen_.begin(), seen_.end(),
      [&](const Seen& seen) { return seen.request.url.href() == href; }));
}

void FakeFetcher::Start(FetchRequest request) {
  FakeAnswer answer;
  answer.status = 404;
  const auto found = answers_.find(request.url.href());
  if (found != answers_.end()) {
    answer = found->second.front();
    if (found->second.size() > 1) found->second.pop_front();
  }
  const Time ends = clock_->Steady() + answer.takes;
  const bool hidden = hide_tdm_files_ && request.kind == FetchKind::kTdmRep;
  std::vector<Seen>& records = hidden ? hidden_ : seen_;
  records.push_back({std::move(request), clock_->Steady()});
  in_flight_.push_back({hidden, records.size() - 1, std::move(answer), ends});
}

std::vector<FetchResult> FakeFetcher::Wait(milliseconds timeout) {
  if (on_wait_) on_wait_();
  std::vector<FetchResult> results;
  if (std::exchange(woken_, false)) return results;
  Time until = clock_->Steady() + timeout;
  for (const Transfer& transfer : in_flight_) {
    until = std::min(until, transfer.ends);
  }
  clock_->AdvanceTo(until);
  std::vector<Transfer> still;
  for (Transfer& transfer : in_flight_) {
    if (transfer.ends <= clock_->Steady()) {
      results.push_back(Finish(transfer));
    } else {
      still.push_back(std::move(transfer));
    }
  }
  in_flight_ = std::move(still);
  return results;
}

FetchResult FakeFetcher::Finish(const Transfer& transfer) {
  Seen& seen = (transfer.hidden ? hidden_ : seen_)[transfer.seen];
  seen.ended = clock_->Steady();
  FetchResult result{.request = seen.request};
  result.outcome = OutcomeOf(transfer.answer);
  result.status = transfer.answer.status;
  result.headers = transfer.answer.headers;
  result.body = transfer.answer.body;
  result.fetched_at = clock_->Now();
  result.elapsed = transfer.answer.takes;
  const auto address = addresses_.find(seen.request.url.host());
  if (address != addresses_.end() && result.status != 0) {
    result.ip = address->second.address;
  }
  return result;
}

std::string FakeFetcher::KnownAddress(std::string_view host) const {
  const auto found = addresses_.find(host);
  if (found == addresses_.end() || !found->second.known) return {};
  return found->second.address;
}

}  // namespace ritmon
