// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/curl_shared.h"

#include <string_view>
#include <utility>

namespace ritmon {
namespace {

std::string_view AcceptOf(FetchKind kind) {
  switch (kind) {
    case FetchKind::kRobots:
      return "text/plain,*/*;q=0.5";
    case FetchKind::kSitemap:
      return "application/xml,text/xml,text/plain,*/*;q=0.5";
    case FetchKind::kFeed:
      return "application/atom+xml,application/rss+xml,application/feed+json,"
             "*/*;q=0.5";
    case FetchKind::kTdmRep:
    case FetchKind::kSocial:
      return "application/json,*/*;q=0.5";
    case FetchKind::kResource:
      return "*/*";
    case FetchKind::kPage:
      break;
  }
  return "text/html,application/xhtml+xml,application/pdf;q=0.8,"
         "text/plain;q=0.7,*/*;q=0.1";
}

struct FreeCurlUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

// A part of `url`, with %xx undone if `flags` say so; empty if there is none.
std::string PartOf(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

}  // namespace

void AppendTo(CurlList& list, const std::string& line) {
  list.reset(curl_slist_append(list.release(), line.c_str()));
}

CurlList RequestHeaders(FetchKind kind) {
  CurlList list;
  AppendTo(list, "Accept: " + std::string(AcceptOf(kind)));
  AppendTo(list, "Accept-Language: de,en;q=0.7");
  return list;
}

Result<CurlProxy> CurlProxy::Parse(const std::string& text) {
  CurlProxy proxy;
  if (text.empty()) return proxy;
  const std::unique_ptr<CURLU, FreeCurlUrl> url(curl_url());
  // The message does not quote what may hold a password.
  const auto wrong = Fail(ErrorKind::kInvalid,
                          "the proxy must be a URL such as http://host:3128, "
                          "https://host:3128 or socks5h://host:1080");
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(),
                   CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return wrong;
  }
  const std::string scheme = PartOf(url.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https" && scheme != "socks5h") {
    return wrong;
  }
  const std::string path = PartOf(url.get(), CURLUPART_PATH);
  const std::string host = PartOf(url.get(), CURLUPART_HOST);
  if (host.empty() || (!path.empty() && path != "/")) return wrong;
  const std::string port = PartOf(url.get(), CURLUPART_PORT);
  proxy.url = scheme + "://" + host + (port.empty() ? "" : ":" + port);
  proxy.user = PartOf(url.get(), CURLUPART_USER, CURLU_URLDECODE);
  proxy.password = PartOf(url.get(), CURLUPART_PASSWORD, CURLU_URLDECODE);
  return proxy;
}

CurlShared::CurlShared(CurlFetcherOptions all_options, CurlProxy its_proxy,
                       const Clock& its_clock)
    : options(std::move(all_options)),
      proxy(std::move(its_proxy)),
      clock(its_clock) {
  for (const auto& [host, target] : options.connect_to) {
    // "host::address:port": any port of that host; no host: any.
    AppendTo(connect_to[host], (host == "*" ? "" : host) + "::" + target);
  }
  for (size_t i = 0; i < headers.size(); ++i) {
    headers[i] = RequestHeaders(static_cast<FetchKind>(i));
  }
}

}  // namespace ritmon
