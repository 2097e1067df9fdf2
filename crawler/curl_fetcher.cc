// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/curl_fetcher.h"

#include <curl/curl.h>

#include <algorithm>
#include <fstream>
#include <unordered_map>
#include <utility>

#include "crawler/curl_transfer.h"

namespace ritmon {

using std::chrono::milliseconds;

class CurlFetcher::Impl {
 public:
  Impl(CurlFetcherOptions options, CurlProxy proxy, const Clock& clock)
      : shared_(std::move(options), std::move(proxy), clock),
        multi_(curl_multi_init()) {
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS,
                      shared_.options.max_connections);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    for (auto& [easy, transfer] : active_) {
      curl_multi_remove_handle(multi_, easy);
    }
    active_.clear();
    idle_.clear();
    curl_multi_cleanup(multi_);
  }

  void Start(FetchRequest request) {
    std::unique_ptr<CurlTransfer> transfer = Idle();
    CURL* easy = transfer->easy();
    if (!transfer->Begin(std::move(request)) ||
        curl_multi_add_handle(multi_, easy) != CURLM_OK) {
      ended_.push_back(transfer->End(CURLE_ABORTED_BY_CALLBACK));
      idle_.push_back(std::move(transfer));
      return;
    }
    active_.emplace(easy, std::move(transfer));
  }

  std::vector<FetchResult> Wait(milliseconds timeout) {
    Perform();
    if (ended_.empty()) {
      const auto bounded = std::clamp(std::min(timeout, UntilNextDeadline()),
                                      milliseconds(0), milliseconds(60000));
      curl_multi_poll(multi_, nullptr, 0, static_cast<int>(bounded.count()),
                      nullptr);
      Perform();
    }
    return std::exchange(ended_, {});
  }

  void Wake() { curl_multi_wakeup(multi_); }
  size_t in_flight() const { return active_.size() + ended_.size(); }

  std::string KnownAddress(std::string_view host) const {
    const auto found = shared_.options.connect_to.find(std::string(host));
    if (found == shared_.options.connect_to.end()) return {};
    const std::string& target = found->second;
    return target.substr(0, target.rfind(':'));
  }

 private:
  using Active = std::unordered_map<CURL*, std::unique_ptr<CurlTransfer>>;

  std::unique_ptr<CurlTransfer> Idle() {
    if (idle_.empty()) return std::make_unique<CurlTransfer>(shared_);
    auto transfer = std::move(idle_.back());
    idle_.pop_back();
    return transfer;
  }

  void Perform() {
    int running = 0;
    curl_multi_perform(multi_, &running);
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      const auto found = active_.find(message->easy_handle);
      if (found == active_.end()) continue;
      ended_.push_back(found->second->End(code));
      Release(found);
    }
    EndUnanswered();
  }

  void Release(Active::iterator transfer) {
    curl_multi_remove_handle(multi_, transfer->first);
    idle_.push_back(std::move(transfer->second));
    active_.erase(transfer);
  }

  // The oldest request without an answer, or nullptr.
  const AskedAt* OldestAsked() {
    std::deque<AskedAt>& asked = shared_.asked;
    while (!asked.empty() &&
           asked.front().transfer->asked_at() != asked.front().at) {
      asked.pop_front();
    }
    return asked.empty() ? nullptr : &asked.front();
  }

  // Rounded up, so that it is over when the wait is.
  milliseconds UntilNextDeadline() {
    const AskedAt* oldest = OldestAsked();
    if (oldest == nullptr) return milliseconds::max();
    return std::chrono::ceil<milliseconds>(oldest->at - shared_.clock.Steady() +
                                           shared_.options.first_byte_timeout);
  }

  void EndUnanswered() {
    while (UntilNextDeadline() <= milliseconds(0)) {
      const auto found = active_.find(shared_.asked.front().transfer->easy());
      ended_.push_back(found->second->EndUnanswered());
      Release(found);
    }
  }

  CurlShared shared_;
  CURLM* multi_;
  Active active_;
  // As many as were ever active at a time.
  std::vector<std::unique_ptr<CurlTransfer>> idle_;
  std::vector<FetchResult> ended_;  // not yet returned
};

Result<std::unique_ptr<CurlFetcher>> CurlFetcher::Create(
    CurlFetcherOptions options, const Clock& clock) {
  if (options.user_agent.empty()) {
    return Fail(ErrorKind::kInvalid, "the crawler needs a user agent");
  }
  if (!options.connect_to.empty() && !options.allow_private_addresses) {
    return Fail(ErrorKind::kInvalid,
                "connect_to is for tests and demonstrations and works only "
                "together with allow_private_addresses");
  }
  if (!options.connect_to.empty() && !options.proxy.empty()) {
    return Fail(ErrorKind::kInvalid, "connect_to works only without a proxy");
  }
  if (!options.ca_file.empty() && !std::ifstream(options.ca_file)) {
    return Fail(ErrorKind::kNotFound,
                options.ca_file + ": certificates cannot be read");
  }
  // curl wants this once in a process, before any thread uses it.
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (initialised != CURLE_OK) {
    return Fail(ErrorKind::kInternal,
                std::string("libcurl: ") + curl_easy_strerror(initialised));
  }
  auto proxy = CurlProxy::Parse(options.proxy);
  if (!proxy) return tl::unexpected(std::move(proxy.error()));
  return std::unique_ptr<CurlFetcher>(new CurlFetcher(
      std::make_unique<Impl>(std::move(options), std::move(*proxy), clock)));
}

CurlFetcher::CurlFetcher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CurlFetcher::~CurlFetcher() = default;

void CurlFetcher::Start(FetchRequest request) {
  impl_->Start(std::move(request));
}
std::vector<FetchResult> CurlFetcher::Wait(milliseconds timeout) {
  return impl_->Wait(timeout);
}
void CurlFetcher::Wake() { impl_->Wake(); }
size_t CurlFetcher::in_flight() const { return impl_->in_flight(); }
std::string CurlFetcher::KnownAddress(std::string_view host) const {
  return impl_->KnownAddress(host);
}

}  // namespace ritmon
