// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/curl_fetcher.h"

#include <curl/curl.h>
#include <strings.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "crawler/address.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

// One transfer under way. Its address is given to curl, so it must not move.
struct Transfer {
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  const CurlFetcherOptions* options = nullptr;
  FetchResult result;
  std::chrono::steady_clock::time_point started;
  size_t header_bytes = 0;
  bool address_refused = false;
  bool unwanted = false;
  bool too_many_headers = false;
  std::array<char, CURL_ERROR_SIZE> message{};

  explicit Transfer(FetchRequest request)
      : result{.request = std::move(request)} {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() {
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
  }
};

bool StartsWithNoCase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         strncasecmp(text.data(), prefix.data(), prefix.size()) == 0;
}

// Media types that some room reads. No type at all is let through: many small
// servers send none.
bool IsWanted(FetchKind kind, std::string_view type) {
  if (kind != FetchKind::kPage || type.empty()) return true;
  for (const std::string_view wanted :
       {"text/", "application/xhtml", "application/xml", "application/pdf",
        "application/rss", "application/atom", "application/feed+json",
        "application/ld+json"}) {
    if (StartsWithNoCase(type, wanted))
      return !StartsWithNoCase(type, "text/css");
  }
  return false;
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// A new status line starts the headers anew: it follows an interim 1xx answer.
void ReadStatusLine(std::string_view line, FetchResult& result) {
  result.headers.clear();
  const size_t code = line.find(' ');
  if (code == std::string_view::npos) return;
  const size_t reason = line.find(' ', code + 1);
  result.reason = reason == std::string_view::npos
                      ? std::string()
                      : std::string(Trim(line.substr(reason)));
}

size_t OnHeader(char* data, size_t size, size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const size_t bytes = size * count;
  transfer.header_bytes += bytes;
  if (transfer.header_bytes > transfer.options->max_header_bytes) {
    transfer.too_many_headers = true;
    return 0;
  }
  const std::string_view line(data, bytes);
  if (line.substr(0, 5) == "HTTP/") {
    ReadStatusLine(line, transfer.result);
    return bytes;
  }
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return bytes;
  transfer.result.headers.emplace_back(Trim(line.substr(0, colon)),
                                       Trim(line.substr(colon + 1)));
  return bytes;
}

size_t OnBody(char* data, size_t size, size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  FetchResult& result = transfer.result;
  if (result.body.empty() &&
      !IsWanted(result.request.kind,
                FindHeader(result.headers, "Content-Type"))) {
    transfer.unwanted = true;
    return 0;
  }
  const size_t bytes = size * count;
  const size_t room = transfer.options->max_body_bytes - result.body.size();
  result.body.append(data, std::min(bytes, room));
  if (bytes > room) {
    result.truncated = true;
    return 0;
  }
  return bytes;
}

curl_socket_t OnOpenSocket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.options->allow_private_addresses &&
      !IsPublicAddress(address->addr)) {
    transfer.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

FetchOutcome OutcomeOfError(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return FetchOutcome::kTimeout;
    case CURLE_COULDNT_RESOLVE_HOST:
      return FetchOutcome::kDnsError;
    case CURLE_COULDNT_CONNECT:
      return FetchOutcome::kConnectError;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
      return FetchOutcome::kTlsError;
    default:
      return FetchOutcome::kProtocolError;
  }
}

std::string HttpVersion(long version) {
  switch (version) {
    case CURL_HTTP_VERSION_1_0:
      return "1.0";
    case CURL_HTTP_VERSION_2_0:
      return "2";
    case CURL_HTTP_VERSION_3:
      return "3";
    default:
      return "1.1";
  }
}

std::string_view AcceptOf(FetchKind kind) {
  switch (kind) {
    case FetchKind::kRobots:
      return "Accept: text/plain,*/*;q=0.5";
    case FetchKind::kSitemap:
      return "Accept: application/xml,text/xml,text/plain,*/*;q=0.5";
    case FetchKind::kFeed:
      return "Accept: application/atom+xml,application/rss+xml,"
             "application/feed+json,*/*;q=0.5";
    case FetchKind::kPage:
      break;
  }
  return "Accept: text/html,application/xhtml+xml,application/pdf;q=0.8,"
         "text/plain;q=0.7,*/*;q=0.1";
}

}  // namespace

class CurlFetcher::Impl {
 public:
  Impl(CurlFetcherOptions options, const Clock& clock)
      : options_(std::move(options)),
        clock_(&clock),
        multi_(curl_multi_init()) {
    for (const auto& [host, target] : options_.connect_to) {
      // "host::address:port": any port of that host.
      const std::string entry = host + "::" + target;
      connect_to_ = curl_slist_append(connect_to_, entry.c_str());
    }
    // As many idle connections as hosts that are asked at a time.
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, 256L);
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    for (auto& [easy, transfer] : transfers_) {
      curl_multi_remove_handle(multi_, easy);
    }
    transfers_.clear();
    curl_multi_cleanup(multi_);
    curl_slist_free_all(connect_to_);
  }

  void Start(FetchRequest request) {
    auto transfer = std::make_unique<Transfer>(std::move(request));
    transfer->easy = curl_easy_init();
    transfer->options = &options_;
    transfer->started = clock_->Steady();
    SetOptions(*transfer);
    curl_multi_add_handle(multi_, transfer->easy);
    CURL* easy = transfer->easy;
    transfers_.emplace(easy, std::move(transfer));
  }

  std::vector<FetchResult> Wait(milliseconds timeout) {
    std::vector<FetchResult> results;
    int running = 0;
    curl_multi_perform(multi_, &running);
    Collect(results);
    if (!results.empty()) return results;
    const auto bounded =
        std::clamp(timeout, milliseconds(0), milliseconds(60000));
    curl_multi_poll(multi_, nullptr, 0, static_cast<int>(bounded.count()),
                    nullptr);
    curl_multi_perform(multi_, &running);
    Collect(results);
    return results;
  }

  void Wake() { curl_multi_wakeup(multi_); }
  size_t in_flight() const { return transfers_.size(); }

  std::string KnownAddress(std::string_view host) const {
    const auto found = options_.connect_to.find(std::string(host));
    if (found == options_.connect_to.end()) return {};
    const std::string& target = found->second;
    return target.substr(0, target.rfind(':'));
  }

 private:
  void SetOptions(Transfer& transfer) {
    CURL* easy = transfer.easy;
    const FetchRequest& request = transfer.result.request;
    const auto set = [easy](CURLoption option, auto value) {
      curl_easy_setopt(easy, option, value);
    };
    set(CURLOPT_URL, request.url.href().c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_NOSIGNAL, 1L);
    // A proxy would hide the peer's address from the check below.
    set(CURLOPT_PROXY, "");
    set(CURLOPT_CONNECTTIMEOUT_MS,
        static_cast<long>(options_.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, options_.stall_bytes_per_second);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options_.stall_time.count()));
    set(CURLOPT_HEADERFUNCTION, OnHeader);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, OnBody);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_OPENSOCKETFUNCTION, OnOpenSocket);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
    set(CURLOPT_ERRORBUFFER, transfer.message.data());
    if (connect_to_ != nullptr) set(CURLOPT_CONNECT_TO, connect_to_);
    AddHeader(transfer, std::string(AcceptOf(request.kind)));
    AddHeader(transfer, "Accept-Language: de,en;q=0.7");
    if (!request.etag.empty()) {
      AddHeader(transfer, "If-None-Match: " + request.etag);
    }
    if (!request.last_modified.empty()) {
      AddHeader(transfer, "If-Modified-Since: " + request.last_modified);
    }
    set(CURLOPT_HTTPHEADER, transfer.headers);
  }

  static void AddHeader(Transfer& transfer, const std::string& line) {
    transfer.headers = curl_slist_append(transfer.headers, line.c_str());
  }

  void Collect(std::vector<FetchResult>& results) {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* easy = message->easy_handle;
      const CURLcode code = message->data.result;
      const auto found = transfers_.find(easy);
      if (found == transfers_.end()) continue;
      Finish(*found->second, code);
      results.push_back(std::move(found->second->result));
      curl_multi_remove_handle(multi_, easy);
      transfers_.erase(found);
    }
  }

  void Finish(Transfer& transfer, CURLcode code) {
    FetchResult& result = transfer.result;
    long status = 0;
    long version = 0;
    char* ip = nullptr;
    curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transfer.easy, CURLINFO_HTTP_VERSION, &version);
    curl_easy_getinfo(transfer.easy, CURLINFO_PRIMARY_IP, &ip);
    result.status = static_cast<int>(status);
    result.http_version = HttpVersion(version);
    result.ip = ip == nullptr ? "" : ip;
    result.fetched_at = clock_->Now();
    result.elapsed = std::chrono::duration_cast<milliseconds>(clock_->Steady() -
                                                              transfer.started);
    const bool has_location = !FindHeader(result.headers, "Location").empty();
    // A name may have several addresses, and the last one tried be public.
    if (transfer.address_refused && code != CURLE_OK && result.status == 0) {
      result.outcome = FetchOutcome::kAddressRefused;
      result.message = "the address is not public";
    } else if (code == CURLE_OK || result.truncated || transfer.unwanted) {
      result.outcome = OutcomeOfStatus(result.status, has_location);
      // A redirect or a 404 says what it says in any type.
      if (transfer.unwanted && result.outcome == FetchOutcome::kOk) {
        result.outcome = FetchOutcome::kUnwantedType;
      }
    } else if (transfer.too_many_headers) {
      result.outcome = FetchOutcome::kProtocolError;
      result.message = "more than " +
                       std::to_string(options_.max_header_bytes) +
                       " bytes of headers";
    } else {
      result.outcome = OutcomeOfError(code);
      result.message = transfer.message[0] != '\0' ? transfer.message.data()
                                                   : curl_easy_strerror(code);
    }
  }

  const CurlFetcherOptions options_;
  const Clock* clock_;  // must outlive this
  CURLM* multi_;
  curl_slist* connect_to_ = nullptr;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> transfers_;
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
  // curl wants this once in a process, before any thread uses it.
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (initialised != CURLE_OK) {
    return Fail(ErrorKind::kInternal,
                std::string("libcurl: ") + curl_easy_strerror(initialised));
  }
  return std::unique_ptr<CurlFetcher>(
      new CurlFetcher(std::make_unique<Impl>(std::move(options), clock)));
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
