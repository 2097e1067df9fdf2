// SPDX-License-Identifier: GPL-3.0-or-later
// The Fetcher on libcurl's multi interface: HTTP/1.1 and HTTP/2, TLS verified,
// gzip, deflate, br and zstd undone, every transfer bounded in time and size.
//
// Never follows redirects (each is a capture of its own), keeps no cookies,
// sends no credentials that a link carries, and reads no proxy from the
// environment.
//
// Never sends a request to an address that is not public unless the options
// allow it, whatever a name resolves to: the address is checked before the
// connection is opened, and again on each connection (new or kept) before the
// request goes out. With a proxy the peer is the proxy, so that only the name
// can be checked; see `proxy`.

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
  // Whether the user agent names a contact. Without one, public hosts are not
  // asked: they must be able to complain.
  bool contact_given = false;

  size_t max_body_bytes = 8 << 20;       // then the capture is cut and marked
  size_t max_document_bytes = 32 << 20;  // the same of PDF
  size_t max_header_bytes = 64 << 10;    // then the transfer is ended
  // Keeps FetchResult::request_head; costs about 0.02 ms of CPU a page.
  bool keep_request_head = true;

  std::chrono::milliseconds connect_timeout{10000};  // DNS and TLS included
  // From the connection to the end of the answer's headers: who sends them
  // byte by byte has not answered.
  std::chrono::milliseconds first_byte_timeout{20000};
  std::chrono::milliseconds timeout{60000};  // of the whole transfer
  // Less than this for `stall_time` ends the transfer (bytes per second).
  long stall_bytes_per_second = 100;
  std::chrono::seconds stall_time{20};

  // Connections that are kept open, in use or idle. Less than the number of
  // hosts that are read at a time means a new connection for each page. One
  // file descriptor and some 20 kB each.
  long max_connections = 512;
  // How long a resolved name is remembered. curl bounds the memory by time
  // only, and walks over all of it after each transfer: a long time makes every
  // page dearer.
  std::chrono::seconds dns_cache_time{20};

  // A file of certificates (PEM) that are trusted besides the system's: for
  // networks with an authority of their own. Empty: the system's only.
  std::string ca_file;
  // "http://", "https://" or "socks5h://", user and password allowed; empty:
  // none. Names are resolved by the proxy, so that a public name for a private
  // address cannot be seen here: the proxy itself must keep such requests out.
  // What can be checked is: addresses as hosts, names without a dot and names
  // that are private by convention (IsPublicHost) are refused.
  std::string proxy;

  // Permits addresses that are not public: for tests and demonstrations.
  bool allow_private_addresses = false;
  // Where to connect for a host: "host" -> "address:port"; "*" is all others,
  // which are looked up as usual without it. Used only together with
  // allow_private_addresses and without a proxy.
  std::map<std::string, std::string> connect_to;
};

class CurlFetcher final : public Fetcher {
 public:
  // `clock` must outlive it. kInvalid for an empty user agent, a connect_to
  // without the permission or a wrong proxy; kNotFound for a ca_file that
  // cannot be read.
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
