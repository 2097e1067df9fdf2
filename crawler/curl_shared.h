// SPDX-License-Identifier: GPL-3.0-or-later
// What all transfers of one CurlFetcher have in common: options, the proxy and
// the lists that curl reads while a transfer is under way.

#pragma once

#include <curl/curl.h>

#include <array>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "crawler/curl_fetcher.h"
#include "model/fetch.h"

namespace ritmon {

struct FreeCurlList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlList = std::unique_ptr<curl_slist, FreeCurlList>;

void AppendTo(CurlList& list, const std::string& line);

// The headers of ours that every request of this kind has.
CurlList RequestHeaders(FetchKind kind);

// A proxy's URL with the credentials apart: curl's messages quote the URL.
struct CurlProxy {
  std::string url;  // empty: none
  std::string user;
  std::string password;

  // Takes CurlFetcherOptions::proxy; kInvalid if it is not as said there.
  static Result<CurlProxy> Parse(const std::string& text);
};

class CurlTransfer;

// A request that has no complete answer yet.
struct AskedAt {
  CurlTransfer* transfer;
  std::chrono::steady_clock::time_point at;
};

// What all transfers of a fetcher share; must outlive them.
struct CurlShared {
  CurlShared(CurlFetcherOptions all_options, CurlProxy its_proxy,
             const Clock& its_clock);

  const CurlFetcherOptions options;
  const CurlProxy proxy;
  const Clock& clock;
  // What curl wants to be told of one host. It looks through such a list for
  // each transfer, so one list of all hosts would cost time for each of them.
  std::map<std::string, CurlList, std::less<>> connect_to;
  std::array<CurlList, 7> headers;  // by FetchKind
  // In the order in which they were asked. May name transfers that are over or
  // ask something else by now: compare with CurlTransfer::asked_at.
  std::deque<AskedAt> asked;
};

}  // namespace ritmon
