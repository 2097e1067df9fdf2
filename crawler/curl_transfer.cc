// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/curl_transfer.h"

#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "crawler/address.h"
#include "crawler/media_types.h"

namespace ritmon {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

// More is not reserved on the mere word of a Content-Length.
constexpr size_t kMaxReserve = 1 << 20;

constexpr std::string_view kHeadEnd = "\r\n\r\n";

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// Fit for a header of ours: what a server once sent must not add lines.
bool IsFieldValue(std::string_view text) {
  return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

FetchOutcome OutcomeOfError(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return FetchOutcome::kTimeout;
    case CURLE_COULDNT_RESOLVE_HOST:
      return FetchOutcome::kDnsError;
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY:
      return FetchOutcome::kConnectError;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
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

// curl_easy_setopt takes anything; this at least names the option once.
template <typename T>
void Set(CURL* easy, CURLoption option, T value) {
  curl_easy_setopt(easy, option, value);
}

long Milliseconds(milliseconds time) { return static_cast<long>(time.count()); }

}  // namespace

CurlTransfer::CurlTransfer(CurlShared& shared)
    : shared_(shared),
      easy_(curl_easy_init()),
      result_{.request = {.url = Url::Parse("http://none.invalid/").value()}} {
  SetCommonOptions();
  SetTrust();
  SetProxy();
}

// What stays the same from request to request.
void CurlTransfer::SetCommonOptions() {
  const CurlFetcherOptions& options = shared_.options;
  Set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  Set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
  Set(easy_, CURLOPT_USERAGENT, options.user_agent.c_str());
  Set(easy_, CURLOPT_ACCEPT_ENCODING, "");  // all that curl can undo
  Set(easy_, CURLOPT_NOSIGNAL, 1L);
  // A link may hold "user:password@"; they are not ours to use.
  Set(easy_, CURLOPT_HTTPAUTH, 0L);
  Set(easy_, CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(options.connect_timeout));
  Set(easy_, CURLOPT_TIMEOUT_MS, Milliseconds(options.timeout));
  Set(easy_, CURLOPT_LOW_SPEED_LIMIT, options.stall_bytes_per_second);
  Set(easy_, CURLOPT_LOW_SPEED_TIME,
      static_cast<long>(options.stall_time.count()));
  Set(easy_, CURLOPT_DNS_CACHE_TIMEOUT,
      static_cast<long>(options.dns_cache_time.count()));
  Set(easy_, CURLOPT_HEADERFUNCTION, OnHeader);
  Set(easy_, CURLOPT_HEADERDATA, this);
  Set(easy_, CURLOPT_WRITEFUNCTION, OnBody);
  Set(easy_, CURLOPT_WRITEDATA, this);
  Set(easy_, CURLOPT_OPENSOCKETFUNCTION, OnOpenSocket);
  Set(easy_, CURLOPT_OPENSOCKETDATA, this);
  Set(easy_, CURLOPT_PREREQFUNCTION, OnConnected);
  Set(easy_, CURLOPT_PREREQDATA, this);
  Set(easy_, CURLOPT_ERRORBUFFER, message_.data());
  if (options.keep_request_head) {
    Set(easy_, CURLOPT_VERBOSE, 1L);
    Set(easy_, CURLOPT_DEBUGFUNCTION, OnDebug);
    Set(easy_, CURLOPT_DEBUGDATA, this);
  }
}

// curl reads the certificates anew for each connection (20 ms of CPU) unless
// they all come from one file: then it keeps them. A folder is read by need, so
// that a file of one's own beside it costs nothing either.
void CurlTransfer::SetTrust() {
  if (!shared_.options.ca_file.empty()) {
    Set(easy_, CURLOPT_CAINFO, shared_.options.ca_file.c_str());
    return;
  }
  static const curl_version_info_data* const version =
      curl_version_info(CURLVERSION_NOW);
  if (version->cainfo != nullptr) {
    Set(easy_, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
}

void CurlTransfer::SetProxy() {
  // Empty, not unset: then curl does not look into the environment.
  Set(easy_, CURLOPT_NOPROXY, "");
  Set(easy_, CURLOPT_PROXY, shared_.proxy.url.c_str());
  if (shared_.proxy.url.empty()) return;
  Set(easy_, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (shared_.proxy.user.empty()) return;
  Set(easy_, CURLOPT_PROXYUSERNAME, shared_.proxy.user.c_str());
  Set(easy_, CURLOPT_PROXYPASSWORD, shared_.proxy.password.c_str());
}

void CurlTransfer::SetHeaders(const FetchRequest& request) {
  curl_slist* headers =
      shared_.headers[static_cast<size_t>(request.kind)].get();
  conditional_headers_.reset();
  const bool has_etag = IsFieldValue(request.etag);
  const bool has_date = IsFieldValue(request.last_modified);
  if (has_etag || has_date) {
    conditional_headers_ = RequestHeaders(request.kind);
    if (has_etag) {
      AppendTo(conditional_headers_, "If-None-Match: " + request.etag);
    }
    if (has_date) {
      AppendTo(conditional_headers_,
               "If-Modified-Since: " + request.last_modified);
    }
    headers = conditional_headers_.get();
  }
  Set(easy_, CURLOPT_HTTPHEADER, headers);
}

bool CurlTransfer::Begin(FetchRequest request) {
  result_ = FetchResult{.request = std::move(request)};
  started_ = shared_.clock.Steady();
  asked_at_ = {};
  header_bytes_ = 0;
  head_begun_ = head_complete_ = unwanted_ = false;
  refusal_ = nullptr;
  broken_.clear();
  message_[0] = '\0';
  const Url& url = result_.request.url;
  if (!shared_.proxy.url.empty() && !MayAsk(IsPublicHost(url.host()))) {
    return false;
  }
  Set(easy_, CURLOPT_URL, url.href().c_str());
  SetHeaders(result_.request);
  if (!shared_.connect_to.empty()) {
    auto found = shared_.connect_to.find(url.host());
    if (found == shared_.connect_to.end()) found = shared_.connect_to.find("*");
    Set(easy_, CURLOPT_CONNECT_TO,
        found == shared_.connect_to.end() ? nullptr : found->second.get());
  }
  return true;
}

bool CurlTransfer::MayAsk(bool is_public) {
  if (!is_public && !shared_.options.allow_private_addresses) {
    refusal_ = "the address is not public";
  } else if (is_public && !shared_.options.contact_given) {
    refusal_ =
        "crawl.contact is empty: no public host is asked without an address "
        "for its complaints";
  } else {
    return true;
  }
  return false;
}

bool CurlTransfer::Break(std::string why) {
  broken_ = std::move(why);
  return false;
}

curl_socket_t CurlTransfer::OnOpenSocket(void* user, curlsocktype,
                                         curl_sockaddr* address) {
  auto& self = *static_cast<CurlTransfer*>(user);
  // A proxy was named by the operator and may be anywhere.
  if (self.shared_.proxy.url.empty() &&
      !self.MayAsk(IsPublicAddress(address->addr))) {
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

// Called on every connection, new or kept, before the request is sent.
int CurlTransfer::OnConnected(void* user, char* peer, char*, int, int) {
  auto& self = *static_cast<CurlTransfer*>(user);
  if (self.shared_.proxy.url.empty() && !self.MayAsk(IsPublicAddress(peer))) {
    return CURL_PREREQFUNC_ABORT;
  }
  self.result_.request_head.clear();
  self.asked_at_ = self.shared_.clock.Steady();
  self.shared_.asked.push_back({&self, self.asked_at_});
  return CURL_PREREQFUNC_OK;
}

int CurlTransfer::OnDebug(CURL*, curl_infotype type, char* data, size_t size,
                          void* user) {
  if (type == CURLINFO_HEADER_OUT) {
    static_cast<CurlTransfer*>(user)->TakeRequestHead({data, size});
  }
  return 0;
}

// May come in parts, and again if a kept connection turned out to be dead.
void CurlTransfer::TakeRequestHead(std::string_view bytes) {
  std::string& head = result_.request_head;
  if (head.ends_with(kHeadEnd)) head.clear();
  head.append(bytes);
}

size_t CurlTransfer::OnHeader(char* data, size_t size, size_t count,
                              void* user) {
  auto& self = *static_cast<CurlTransfer*>(user);
  const size_t bytes = size * count;
  return self.TakeHeader({data, bytes}) ? bytes : 0;
}

bool CurlTransfer::TakeHeader(std::string_view line) {
  const size_t limit = shared_.options.max_header_bytes;
  header_bytes_ += line.size();
  if (header_bytes_ > limit) {
    return Break("more than " + std::to_string(limit) + " bytes of headers");
  }
  if (head_complete_) return true;  // a trailer: of the transfer, not the page
  if (!head_begun_) {
    TakeStatusLine(line);
    return true;
  }
  if (!Trim(line).empty()) return TakeField(line);
  head_begun_ = false;
  // Of an interim answer only the status line counts (RFC 9110, 15.2).
  head_complete_ = result_.status >= 200;
  if (head_complete_) asked_at_ = {};
  return true;
}

void CurlTransfer::TakeStatusLine(std::string_view line) {
  head_begun_ = true;
  result_.headers.clear();
  result_.reason.clear();
  const size_t code = line.find(' ');
  if (code == std::string_view::npos) return;
  const std::string_view rest = Trim(line.substr(code));
  std::from_chars(rest.data(), rest.data() + rest.size(), result_.status);
  const size_t reason = rest.find(' ');
  if (reason != std::string_view::npos) {
    result_.reason = Trim(rest.substr(reason));
  }
}

bool CurlTransfer::TakeField(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  const std::string_view name = Trim(line.substr(0, colon));
  const std::string_view value = Trim(line.substr(colon + 1));
  // Where the answer ends would be a guess (RFC 9112, 6.3).
  if (StartsWithNoCase(name, "Content-Length") && name.size() == 14) {
    const std::string_view before =
        FindHeader(result_.headers, "Content-Length");
    if (!before.empty() && before != value) {
      return Break("two different Content-Length");
    }
  }
  result_.headers.emplace_back(name, value);
  return true;
}

size_t CurlTransfer::OnBody(char* data, size_t size, size_t count, void* user) {
  auto& self = *static_cast<CurlTransfer*>(user);
  const size_t bytes = size * count;
  return self.TakeBody({data, bytes}) ? bytes : 0;
}

bool CurlTransfer::TakeBody(std::string_view bytes) {
  std::string& body = result_.body;
  const std::string_view type = FindHeader(result_.headers, "Content-Type");
  const size_t limit = IsPdf(result_.request.url, type)
                           ? shared_.options.max_document_bytes
                           : shared_.options.max_body_bytes;
  if (body.empty()) {
    if (!IsWanted(result_.request, type)) {
      unwanted_ = true;
      return false;
    }
    size_t length = 0;
    const std::string_view said = FindHeader(result_.headers, "Content-Length");
    std::from_chars(said.data(), said.data() + said.size(), length);
    body.reserve(std::min({length, limit, kMaxReserve}));
  }
  const size_t room = limit - body.size();
  body.append(bytes.substr(0, room));
  result_.truncated = bytes.size() > room;
  return !result_.truncated;
}

// A request to the proxy itself is not one to the host, and what only the proxy
// is told must reach no archive.
void CurlTransfer::CleanRequestHead() {
  std::string& head = result_.request_head;
  if (head.starts_with("CONNECT ") || !head.ends_with(kHeadEnd)) head.clear();
  if (shared_.proxy.url.empty()) return;
  size_t line = 0;
  while (line < head.size()) {
    const size_t end = head.find('\n', line) + 1;
    if (StartsWithNoCase(std::string_view(head).substr(line), "Proxy-")) {
      head.erase(line, end - line);
    } else {
      line = end;
    }
  }
}

void CurlTransfer::ReadInfo() {
  long status = 0;
  long version = 0;
  char* ip = nullptr;
  curl_off_t asked = 0;
  curl_off_t answered = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(easy_, CURLINFO_HTTP_VERSION, &version);
  curl_easy_getinfo(easy_, CURLINFO_PRIMARY_IP, &ip);
  curl_easy_getinfo(easy_, CURLINFO_PRETRANSFER_TIME_T, &asked);
  curl_easy_getinfo(easy_, CURLINFO_STARTTRANSFER_TIME_T, &answered);
  result_.status = static_cast<int>(status);
  result_.http_version = HttpVersion(version);
  result_.ip = ip == nullptr ? "" : ip;
  if (answered > asked) {
    result_.first_byte = std::chrono::duration_cast<milliseconds>(
        microseconds(answered - asked));
  }
  result_.fetched_at = shared_.clock.Now();
  result_.elapsed = std::chrono::duration_cast<milliseconds>(
      shared_.clock.Steady() - started_);
}

void CurlTransfer::Judge(CURLcode code) {
  const bool has_location = !FindHeader(result_.headers, "Location").empty();
  // A name may have several addresses, and the last one tried be public.
  if (refusal_ != nullptr && code != CURLE_OK && result_.status == 0) {
    result_.outcome = FetchOutcome::kAddressRefused;
    result_.message = refusal_;
  } else if (result_.status == 407 && !shared_.proxy.url.empty()) {
    result_.outcome = FetchOutcome::kConnectError;
    result_.message = "the proxy wants other credentials";
  } else if (code == CURLE_OK && !head_complete_) {
    // A server that hangs up within the headers, or sends only a 1xx.
    result_.outcome = FetchOutcome::kProtocolError;
    result_.message = "the connection ended before the answer's headers did";
  } else if (code == CURLE_OK || result_.truncated || unwanted_) {
    result_.outcome = OutcomeOfStatus(result_.status, has_location);
    // A redirect or a 404 says what it says in any type.
    if (unwanted_ && result_.outcome == FetchOutcome::kOk) {
      result_.outcome = FetchOutcome::kUnwantedType;
    }
  } else if (!broken_.empty()) {
    result_.outcome = FetchOutcome::kProtocolError;
    result_.message = broken_;
  } else {
    long tunnel = 0;
    curl_easy_getinfo(easy_, CURLINFO_HTTP_CONNECTCODE, &tunnel);
    result_.outcome = tunnel >= 400 && result_.status == 0
                          ? FetchOutcome::kConnectError
                          : OutcomeOfError(code);
    result_.message =
        message_[0] != '\0' ? message_.data() : curl_easy_strerror(code);
    // What curl calls a line of more than 100 kB.
    if (code == CURLE_OUT_OF_MEMORY && head_begun_) {
      result_.message = "a header line is too long";
    }
  }
}

FetchResult CurlTransfer::End(CURLcode code) {
  ReadInfo();
  CleanRequestHead();
  Judge(code);
  asked_at_ = {};
  return std::move(result_);
}

FetchResult CurlTransfer::EndUnanswered() {
  ReadInfo();
  CleanRequestHead();
  result_.outcome = FetchOutcome::kTimeout;
  result_.message = "no complete answer header within " +
                    std::to_string(shared_.options.first_byte_timeout.count()) +
                    " ms of the request";
  asked_at_ = {};
  return std::move(result_);
}

}  // namespace ritmon
