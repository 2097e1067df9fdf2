// SPDX-License-Identifier: GPL-3.0-or-later
// The only door of a browser that renders: an HTTP proxy on the loopback
// interface, for one page at a time.
//
// The page itself is answered from the capture that it was made from; nothing
// is asked for twice. What its scripts want is handed on (TakeAsked) and comes
// back by Answer. HTTPS is terminated here, with a key made for the purpose, so
// that rules about paths hold there too; the way out is somebody else's, who
// verifies the servers.
//
// Answered at once, without anybody being asked: style sheets (empty),
// questions that cross-origin rules pose (yes: no credentials go out), other
// documents than the page (none: where a script leads to is a page of its own),
// images, fonts, films, sockets, and everything but GET (refused).
//
// Belongs to one thread, which calls Serve whenever a descriptor is ready. Any
// local program may connect; it gets no more than the page's scripts would.

#pragma once

#include <poll.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "crawler/tls_endpoint.h"
#include "model/fetch.h"

namespace ritmon {

class RenderProxy {
 public:
  struct Asked {
    uint64_t id = 0;
    Url url;
  };

  // On 127.0.0.1, a port that is free.
  static Result<std::unique_ptr<RenderProxy>> Listen();
  ~RenderProxy();
  RenderProxy(const RenderProxy&) = delete;
  RenderProxy& operator=(const RenderProxy&) = delete;

  uint16_t port() const { return port_; }
  const std::string& key_hash() const { return tls_.key_hash(); }

  // `page` must outlive the rendering. Cuts all connections there are.
  void Begin(const FetchResult& page);

  // Descriptors to wait for, added to `polled`.
  void AddTo(std::vector<pollfd>* polled) const;
  // Reads, writes and accepts what can be without waiting.
  void Serve();

  std::vector<Asked> TakeAsked();
  // `id` of TakeAsked; does nothing if its connection is gone.
  void Answer(uint64_t id, const FetchResult& result);

  // Of this page, those answered here included, the page itself not.
  int asked() const { return asked_count_; }
  int refused() const { return refused_; }
  // How often the page itself was asked for.
  int loads() const { return loads_; }

 private:
  struct Connection;
  struct Request;

  RenderProxy(int listener, uint16_t port, TlsEndpoint tls);
  void Accept();
  // False: the connection is over.
  bool Read(Connection& connection);
  bool Flush(Connection& connection);
  bool TakeRequests(Connection& connection);
  bool Tunnel(Connection& connection, const Request& request);
  void Handle(Connection& connection, const Request& request);
  void Send(Connection& connection, int status, const HeaderList& headers,
            const std::string& body);
  void SendAnswer(Connection& connection, const FetchResult& result);
  void Refuse(Connection& connection, int status);

  int listener_;
  uint16_t port_;
  TlsEndpoint tls_;
  const FetchResult* page_ = nullptr;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<Asked> asked_;
  uint64_t next_id_ = 1;
  int asked_count_ = 0;
  int refused_ = 0;
  int loads_ = 0;
};

}  // namespace ritmon
