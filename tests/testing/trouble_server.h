// SPDX-License-Identifier: GPL-3.0-or-later
// A server on the loopback network that sends whatever bytes it is told to,
// wrong ones above all, and keeps what it was asked.
//
// One thread of its own, one connection at a time, plain or under TLS. Every
// method may be called from any thread.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/testing/server_stream.h"
#include "tests/testing/tls_identity.h"

namespace ritmon {

struct Trouble {
  enum class Then {
    kClose,
    kReset,  // TCP RST
    kHold,   // until the client hangs up
    kNext,   // the next request on this connection
  };
  std::string bytes;   // headers included
  std::string repeat;  // sent after them until the client hangs up
  std::chrono::milliseconds interval{0};  // before each `repeat`
  Then then = Then::kClose;
};

class TroubleServer {
 public:
  TroubleServer();  // plain
  explicit TroubleServer(const TlsIdentity& identity);
  TroubleServer(const TroubleServer&) = delete;
  TroubleServer& operator=(const TroubleServer&) = delete;
  ~TroubleServer();

  // Sent to whoever asks for `path`; other paths are hung up on.
  void Route(const std::string& path, Trouble trouble);
  // A 200 with these headers (lines ending in CRLF) and Content-Length.
  void RoutePage(const std::string& path, const std::string& headers,
                 const std::string& body);

  uint16_t port() const { return port_; }
  std::string address() const;  // "127.0.0.1:port"
  std::string Url(const std::string& path) const;

  // The heads of all requests, as received; of another protocol (a proxy's)
  // its first bytes.
  std::vector<std::string> Requests() const;
  // How many have connected.
  int connections() const { return connections_; }

 private:
  void Listen();
  void Serve();
  void Answer(int connection);
  bool AnswerOne(int connection, ServerStream& stream);
  static void Send(int connection, ServerStream& stream,
                   const Trouble& trouble);

  std::unique_ptr<TlsServerContext> tls_;  // none: plain
  int listener_ = -1;
  uint16_t port_ = 0;
  mutable std::mutex mutex_;  // guards the next three
  std::map<std::string, Trouble> routes_;
  std::vector<std::string> requests_;
  int connection_ = -1;  // being answered
  std::atomic<int> connections_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

// A port of 127.0.0.1 where nobody listens.
uint16_t ClosedPort();

}  // namespace ritmon
