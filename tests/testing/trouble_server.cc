// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/trouble_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace ritmon {
namespace {

// Bound to a free port of 127.0.0.1; the port comes back in `*port`.
int BoundSocket(uint16_t* port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (socket < 0 || ::bind(socket, generic, size) != 0 ||
      ::getsockname(socket, generic, &size) != 0) {
    throw std::runtime_error("no free port on the loopback network");
  }
  *port = ntohs(address.sin_port);
  return socket;
}

// Up to the empty line; of another protocol what comes first.
std::string ReadHead(ServerStream& stream) {
  constexpr char kTlsHandshake = 0x16;
  constexpr char kSocks5 = 0x05;
  std::string head;
  std::array<char, 4096> buffer{};
  while (head.find("\r\n\r\n") == std::string::npos) {
    const ptrdiff_t got = stream.Read(buffer.data(), buffer.size());
    if (got <= 0) break;
    head.append(buffer.data(), static_cast<size_t>(got));
    if (head.front() == kTlsHandshake || head.front() == kSocks5) break;
  }
  return head;
}

void WaitForHangUp(ServerStream& stream) {
  std::array<char, 4096> buffer{};
  while (stream.Read(buffer.data(), buffer.size()) > 0) {
  }
}

// False if the client hung up (or said something) before the time was over.
bool WaitWhileOpen(int connection, std::chrono::milliseconds time) {
  if (time.count() == 0) return true;
  pollfd waiting{.fd = connection, .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, static_cast<int>(time.count())) == 0;
}

}  // namespace

TroubleServer::TroubleServer() { Listen(); }

TroubleServer::TroubleServer(const TlsIdentity& identity)
    : tls_(std::make_unique<TlsServerContext>(identity)) {
  Listen();
}

void TroubleServer::Listen() {
  listener_ = BoundSocket(&port_);
  if (::listen(listener_, 64) != 0) {
    throw std::runtime_error("cannot listen on the loopback network");
  }
  thread_ = std::thread([this] { Serve(); });
}

TroubleServer::~TroubleServer() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  {
    const std::lock_guard lock(mutex_);
    if (connection_ >= 0) ::shutdown(connection_, SHUT_RDWR);
  }
  thread_.join();
  ::close(listener_);
}

void TroubleServer::Route(const std::string& path, Trouble trouble) {
  const std::lock_guard lock(mutex_);
  routes_[path] = std::move(trouble);
}

void TroubleServer::RoutePage(const std::string& path,
                              const std::string& headers,
                              const std::string& body) {
  Route(path, {.bytes = "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body});
}

std::string TroubleServer::address() const {
  return "127.0.0.1:" + std::to_string(port_);
}

std::string TroubleServer::Url(const std::string& path) const {
  return "http://" + address() + path;
}

std::vector<std::string> TroubleServer::Requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void TroubleServer::Serve() {
  while (!stopping_) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    {
      const std::lock_guard lock(mutex_);
      connection_ = connection;
    }
    if (!stopping_) Answer(connection);
    const std::lock_guard lock(mutex_);
    connection_ = -1;
    ::close(connection);
  }
}

void TroubleServer::Answer(int connection) {
  ++connections_;
  const auto stream =
      tls_ == nullptr ? PlainStream(connection) : tls_->Accept(connection);
  while (AnswerOne(connection, *stream)) {
  }
}

// Whether the connection is to be used again.
bool TroubleServer::AnswerOne(int connection, ServerStream& stream) {
  const std::string head = ReadHead(stream);
  if (head.empty()) return false;
  const size_t begin = head.find(' ') + 1;
  const std::string path = head.substr(begin, head.find(' ', begin) - begin);
  Trouble trouble;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(head);
    const auto found = routes_.find(path);
    if (found != routes_.end()) trouble = found->second;
  }
  Send(connection, stream, trouble);
  return trouble.then == Trouble::Then::kNext;
}

void TroubleServer::Send(int connection, ServerStream& stream,
                         const Trouble& trouble) {
  bool open = stream.Write(trouble.bytes);
  while (open && !trouble.repeat.empty()) {
    open = WaitWhileOpen(connection, trouble.interval) &&
           stream.Write(trouble.repeat);
  }
  switch (trouble.then) {
    case Trouble::Then::kHold:
      WaitForHangUp(stream);
      break;
    case Trouble::Then::kReset: {
      const linger at_once{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      break;
    }
    case Trouble::Then::kClose:
    case Trouble::Then::kNext:
      break;
  }
}

uint16_t ClosedPort() {
  uint16_t port = 0;
  ::close(BoundSocket(&port));
  return port;
}

}  // namespace ritmon
