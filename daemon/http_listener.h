// SPDX-License-Identifier: GPL-3.0-or-later
// A few pages over HTTP/1.1, for those who watch the daemon: GET and HEAD, one
// request a connection, one connection at a time.
//
// What anybody sends is bounded: kMaxRequestBytes, kMaxTime from the first byte
// to the last of the answer; bodies are not read. Who comes meanwhile waits in
// the system's queue, which is short.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "daemon/listen_address.h"

namespace ritmon {

struct HttpAnswer {
  int status = 200;
  std::string body;
  std::string content_type = "text/plain; charset=utf-8";
};

class HttpListener {
 public:
  static constexpr size_t kMaxRequestBytes = 16 * 1024;
  static constexpr std::chrono::seconds kMaxTime{5};

  // By path; called on the listener's thread, one at a time.
  using Pages = std::map<std::string, std::function<HttpAnswer()>, std::less<>>;

  // Listens from here on, in a thread of its own, which has the signals blocked
  // that the caller's thread has: they are for that one. kIo names the address
  // and the system's reason, such as that another program has the port.
  static Result<std::unique_ptr<HttpListener>> Start(
      const ListenAddress& address, Pages pages,
      std::chrono::milliseconds max_time = kMaxTime);
  HttpListener(const HttpListener&) = delete;
  HttpListener& operator=(const HttpListener&) = delete;
  // Breaks off what is being answered; a page that is being made is waited for.
  ~HttpListener();

  // With the port that it got.
  const ListenAddress& address() const;

 private:
  class Server;
  explicit HttpListener(std::unique_ptr<Server> server);
  std::unique_ptr<Server> server_;
};

}  // namespace ritmon
