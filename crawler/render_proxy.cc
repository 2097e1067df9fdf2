// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/render_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "crawler/http_message.h"
#include "crawler/warc_fields.h"

namespace ritmon {
namespace {

constexpr size_t kMaxHead = 64 << 10;
// Scripts that talk without end are not listened to without end.
constexpr size_t kMaxConnections = 64;
constexpr std::string_view kHeadEnd = "\r\n\r\n";
// What a TLS handshake begins with (RFC 8446, 5.1).
constexpr char kTlsHandshake = 0x16;

// Of an answer's headers, what a browser needs to make a page of it. No
// cookies, no caching, no other protocols.
bool IsPassedOn(std::string_view name) {
  constexpr std::string_view kPassed[] = {
      "Content-Type", "Location", "Content-Language", "X-Content-Type-Options",
      "Content-Security-Policy"};
  return std::any_of(
      std::begin(kPassed), std::end(kPassed),
      [name](std::string_view other) { return SameIgnoringCase(name, other); });
}

std::string OneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return text;
}

std::string WithoutFragment(const std::string& href) {
  return href.substr(0, href.find('#'));
}

}  // namespace

struct RenderProxy::Request {
  std::string method;
  std::string target;
  HeaderList headers;

  std::string_view Header(std::string_view name) const {
    return FindHeader(headers, name);
  }
  // A document, not a part of one.
  bool IsNavigation() const {
    return Header("Sec-Fetch-Mode") == "navigate" ||
           Header("Upgrade-Insecure-Requests") == "1";
  }
  bool IsStyle() const {
    return Header("Sec-Fetch-Dest") == "style" ||
           Header("Accept").starts_with("text/css");
  }
  // Sockets, streams, what is not text; workers outlive what they are for.
  bool IsUnwanted() const {
    const std::string_view destination = Header("Sec-Fetch-Dest");
    for (const std::string_view unwanted :
         {"image", "font", "audio", "video", "track", "object", "embed",
          "manifest", "serviceworker", "report"}) {
      if (destination == unwanted) return true;
    }
    const std::string_view accept = Header("Accept");
    return accept.starts_with("image/") || accept == "text/event-stream" ||
           !Header("Upgrade").empty() || !Header("Service-Worker").empty();
  }

  static std::optional<Request> Parse(std::string_view head) {
    const size_t line_end = head.find("\r\n");
    const std::string_view line = head.substr(0, line_end);
    const size_t first = line.find(' ');
    const size_t last = line.rfind(' ');
    if (first == std::string_view::npos || last <= first) return std::nullopt;
    Request request;
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, last - first - 1);
    std::string_view rest = head.substr(std::min(line_end + 2, head.size()));
    request.headers = ParseHeaderLines(&rest);
    return request;
  }
};

struct RenderProxy::Connection {
  explicit Connection(int descriptor) : socket(descriptor) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { ::close(socket); }

  int socket;
  std::string in;      // plain, not yet understood
  std::string out;     // for the wire
  std::string origin;  // "https://host:port" inside a tunnel
  bool tunnel_begins = false;
  std::unique_ptr<TlsSession> tls;
  std::optional<uint64_t> waiting;  // for the answer to this
  std::string cors_origin;          // of the request being answered
};

RenderProxy::RenderProxy(int listener, uint16_t port, TlsEndpoint tls)
    : listener_(listener), port_(port), tls_(std::move(tls)) {}

RenderProxy::~RenderProxy() { ::close(listener_); }

Result<std::unique_ptr<RenderProxy>> RenderProxy::Listen() {
  auto tls = TlsEndpoint::Make();
  if (!tls) return tl::unexpected<Error>(std::move(tls.error()));
  const int listener =
      ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* general = reinterpret_cast<sockaddr*>(&address);
  if (listener < 0 || ::bind(listener, general, size) != 0 ||
      ::listen(listener, SOMAXCONN) != 0 ||
      ::getsockname(listener, general, &size) != 0) {
    const int error = errno;
    if (listener >= 0) ::close(listener);
    return Fail(ErrorKind::kIo, std::string("cannot listen on 127.0.0.1: ") +
                                    std::strerror(error));
  }
  return std::unique_ptr<RenderProxy>(
      new RenderProxy(listener, ntohs(address.sin_port), std::move(*tls)));
}

void RenderProxy::Begin(const FetchResult& page) {
  page_ = &page;
  connections_.clear();
  asked_.clear();
  asked_count_ = refused_ = loads_ = 0;
}

void RenderProxy::AddTo(std::vector<pollfd>* polled) const {
  polled->push_back({.fd = listener_, .events = POLLIN, .revents = 0});
  for (const auto& connection : connections_) {
    const bool has_more = !connection->out.empty();
    polled->push_back(
        {.fd = connection->socket,
         .events = static_cast<short>(POLLIN | (has_more ? POLLOUT : 0)),
         .revents = 0});
  }
}

void RenderProxy::Accept() {
  while (true) {
    const int socket =
        ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    auto connection = std::make_unique<Connection>(socket);
    if (page_ == nullptr || connections_.size() >= kMaxConnections) continue;
    connections_.push_back(std::move(connection));
  }
}

void RenderProxy::Serve() {
  Accept();
  std::erase_if(connections_, [this](const auto& connection) {
    return !Read(*connection) || !TakeRequests(*connection) ||
           !Flush(*connection);
  });
}

bool RenderProxy::Read(Connection& connection) {
  char buffer[16 * 1024];
  while (true) {
    const ssize_t read = ::recv(connection.socket, buffer, sizeof buffer, 0);
    if (read == 0) return false;
    if (read < 0) {
      return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    }
    const std::string_view bytes(buffer, static_cast<size_t>(read));
    if (connection.tunnel_begins) {
      // Whatever else is spoken in a tunnel, it is not HTTP.
      if (bytes.front() != kTlsHandshake) return false;
      auto session = tls_.Accept();
      if (!session) return false;
      connection.tls = std::move(*session);
      connection.tunnel_begins = false;
    }
    if (connection.tls == nullptr) {
      connection.in += bytes;
    } else {
      const bool goes_on = connection.tls->Read(bytes, &connection.in);
      connection.out += connection.tls->TakeWire();
      if (!goes_on) return false;
    }
    if (connection.in.size() > kMaxHead) return false;
  }
}

bool RenderProxy::Flush(Connection& connection) {
  while (!connection.out.empty()) {
    const ssize_t sent = ::send(connection.socket, connection.out.data(),
                                connection.out.size(), MSG_NOSIGNAL);
    if (sent < 0) {
      return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    }
    connection.out.erase(0, static_cast<size_t>(sent));
  }
  return true;
}

// One at a time: the next is read when the last is answered.
bool RenderProxy::TakeRequests(Connection& connection) {
  while (!connection.waiting && !connection.tunnel_begins) {
    const size_t end = connection.in.find(kHeadEnd);
    if (end == std::string::npos) return true;
    const auto request = Request::Parse(
        std::string_view(connection.in).substr(0, end + kHeadEnd.size()));
    connection.in.erase(0, end + kHeadEnd.size());
    if (!request) return false;
    if (request->method == "CONNECT") {
      if (!Tunnel(connection, *request)) return false;
      continue;
    }
    const bool has_body = !request->Header("Transfer-Encoding").empty() ||
                          (!request->Header("Content-Length").empty() &&
                           request->Header("Content-Length") != "0");
    Handle(connection, *request);
    // What is sent along is not read: after the answer there is no more.
    if (has_body) return Flush(connection) && false;
  }
  return true;
}

bool RenderProxy::Tunnel(Connection& connection, const Request& request) {
  if (!connection.origin.empty()) return false;
  connection.origin = "https://" + request.target;
  connection.tunnel_begins = true;
  connection.out += "HTTP/1.1 200 OK\r\n\r\n";
  return connection.in.empty();
}

void RenderProxy::Handle(Connection& connection, const Request& request) {
  connection.cors_origin = OneLine(std::string(request.Header("Origin")));
  if (request.method == "OPTIONS") {
    const std::string wanted(request.Header("Access-Control-Request-Headers"));
    return Send(connection, 204,
                {{"Access-Control-Allow-Methods", "GET"},
                 {"Access-Control-Allow-Headers", OneLine(wanted)}},
                "");
  }
  const auto url = Url::Parse(connection.origin + request.target);
  if (!url) {
    ++asked_count_;
    return Refuse(connection, 400);
  }
  if (request.method == "GET" &&
      WithoutFragment(url->href()) ==
          WithoutFragment(page_->request.url.href())) {
    if (request.IsNavigation() || loads_ == 0) ++loads_;
    return SendAnswer(connection, *page_);
  }
  ++asked_count_;
  if (request.method != "GET") return Refuse(connection, 405);
  if (request.IsUnwanted()) return Refuse(connection, 403);
  if (request.IsStyle()) {
    return Send(connection, 200, {{"Content-Type", "text/css"}}, "");
  }
  // 204: the browser stays where it is.
  if (request.IsNavigation()) return Send(connection, 204, {}, "");
  connection.waiting = next_id_++;
  asked_.push_back({*connection.waiting, *url});
}

void RenderProxy::Refuse(Connection& connection, int status) {
  ++refused_;
  Send(connection, status, {}, "");
}

std::vector<RenderProxy::Asked> RenderProxy::TakeAsked() {
  return std::exchange(asked_, {});
}

void RenderProxy::Answer(uint64_t id, const FetchResult& result) {
  if (result.outcome == FetchOutcome::kNotAllowed ||
      result.outcome == FetchOutcome::kAddressRefused) {
    ++refused_;
  }
  for (const auto& connection : connections_) {
    if (connection->waiting != id) continue;
    connection->waiting.reset();
    SendAnswer(*connection, result);
    return;
  }
}

void RenderProxy::SendAnswer(Connection& connection,
                             const FetchResult& result) {
  if (result.status == 0) {
    const bool forbidden = result.outcome == FetchOutcome::kNotAllowed ||
                           result.outcome == FetchOutcome::kAddressRefused;
    return Send(connection, forbidden ? 403 : 502, {}, "");
  }
  HeaderList headers;
  for (const auto& [name, value] : result.headers) {
    if (IsPassedOn(name)) headers.emplace_back(OneLine(name), OneLine(value));
  }
  Send(connection, result.status, headers, result.body);
}

void RenderProxy::Send(Connection& connection, int status,
                       const HeaderList& headers, const std::string& body) {
  std::string message = "HTTP/1.1 " + std::to_string(status) + " -\r\n";
  for (const auto& [name, value] : headers) {
    message.append(name).append(": ").append(value).append("\r\n");
  }
  if (!connection.cors_origin.empty()) {
    message += "Access-Control-Allow-Origin: " + connection.cors_origin +
               "\r\nAccess-Control-Allow-Credentials: true\r\n";
  }
  message += "Cache-Control: no-store\r\n";
  if (status != 204) {
    message += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  message += "\r\n";
  if (status != 204) message += body;
  if (connection.tls == nullptr) {
    connection.out += message;
  } else if (connection.tls->Write(message)) {
    connection.out += connection.tls->TakeWire();
  }
}

}  // namespace ritmon
