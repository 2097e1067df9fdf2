// SPDX-License-Identifier: GPL-3.0-or-later
// The Fetcher on libcurl's multi interface: HTTP/1.1 and HTTP/2, TLS verified,
// every transfer bounded in time and size.
//
// Never follows redirects (each is a capture of its own) and never connects to
// an address that is not public unless the options allow it, whatever a name
// resolves to.

#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "crawler/fetcher.h"

namespace ritmon {

struct CurlFetcherOptions {
  std::string user_agent;  // product token, version and contact; required
  size_t max_body_bytes = 8 << 20;     // then the capture is cut and marked
  size_t max_header_bytes = 64 << 10;  // then the transfer is ended
  std::chrono::milliseconds connect_timeout{10000};
  std::chrono::milliseconds timeout{60000};  // of the whole transfer
  // Less than this for `stall_time` ends the transfer (bytes per second).
  long stall_bytes_per_second = 100;
  std::chrono::seconds stall_time{20};
  // Permits addresses that are not public: for tests and demonstrations.
  bool allow_private_addresses = false;
  // Where to connect for a host: "host" -> "address:port". Used only together
  // with allow_private_addresses.
  std::map<std::string, std::string> connect_to;
};

class CurlFetcher final : public Fetcher {
 public:
  // `clock` must outlive it. kInvalid for an empty user agent or a connect_to
  // without the permission.
  static Result<std::unique_ptr<CurlFetcher>> Create(CurlFetcherOptions options,
                                                     const Clock& clock);
  ~CurlFetcher() override;

  void Start(FetchRequest request) override;
  std::vector<FetchResult> Wait(std::chrono::milliseconds timeout) override;
  void Wake() override;
  size_t in_flight() const override;
  std::string KnownAddress(std::string_view host) const override;

 private:
  class Impl;
  explicit CurlFetcher(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ritmon
