// SPDX-License-Identifier: GPL-3.0-or-later
// A small internet of one folder: sites/<host>/... served over HTTP on the
// loopback network, each host on a 127.x.y.z address of its own and all on one
// port. For tests and for the demonstration region.
//
// The last two hosts that are up share an address, as small sites do at their
// provider. A host that is down has an address where nobody listens. Which
// host is where comes from the sorted list of names, so it is the same at every
// start. What is served is in site.h.
//
// Two threads an address, from Start to Stop. Every method may be called from
// any thread; Stop and the destructor only once and from one.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace ritmon {

struct SiteServerOptions {
  std::filesystem::path sites;
  uint16_t port = 0;         // 0: any that is free on all addresses
  double delay_scale = 1.0;  // of each route's delay_ms
  bool keep_log = true;      // costs some hundred bytes a request
};

// One request as the server saw it.
struct SeenRequest {
  std::string host;
  std::string target;
  std::string user_agent;
  int status = 0;
  std::chrono::steady_clock::time_point arrived;
  std::chrono::steady_clock::time_point answered;  // before the last byte left
};

class SiteServer {
 public:
  // All addresses answer when this returns. kNotFound if there is no such
  // folder or no site in it, kInvalid for a wrong site.toml, kBusy if the port
  // is taken. `clock` must outlive the server.
  static Result<std::unique_ptr<SiteServer>> Start(SiteServerOptions options,
                                                   const Clock& clock);
  ~SiteServer();

  // Ends what is being answered, then everything.
  void Stop();

  uint16_t port() const;
  // Host -> "address:port", for CurlFetcherOptions::connect_to.
  std::map<std::string, std::string> ConnectTo() const;
  // The same as a TOML file, table [connect_to].
  Status WriteConnectToFile(const std::filesystem::path& path) const;

  // In the order in which they were answered.
  std::vector<SeenRequest> Requests() const;
  // Returns when so many were answered since Start, at Stop, or when nobody
  // asks any more: `asking` is looked at now and then.
  void WaitForRequests(size_t count, const std::function<bool()>& asking) const;

 private:
  class Impl;
  explicit SiteServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ritmon
