// SPDX-License-Identifier: GPL-3.0-or-later
// cpp-httplib reads requests and writes answers; sockets, limits and the thread
// are ours: its own loop shares its port with any other program, bounds no
// request's time and ends at the first error of accept.
#include "daemon/http_listener.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <httplib.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

#include "base/descriptor.h"
#include "base/time.h"

namespace ritmon {
namespace {

// Connections that wait for their turn.
constexpr int kWaiting = 16;

using Time = std::chrono::steady_clock::time_point;

// Until `descriptor` is ready for `events`; false if `stop` or the time came
// first.
bool WaitFor(int descriptor, short events, int stop, Time until) {
  std::array<pollfd, 2> waits = {
      {{.fd = descriptor, .events = events}, {.fd = stop, .events = POLLIN}}};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(
        until - SystemClock().Steady());
    if (left.count() <= 0) return false;
    const int ready =
        ::poll(waits.data(), waits.size(), static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    return ready > 0 && waits[1].revents == 0;
  }
}

// One connection, with its bounds.
class BoundedStream final : public httplib::Stream {
 public:
  BoundedStream(int socket, int stop, std::chrono::milliseconds time)
      : socket_(socket), stop_(stop), until_(SystemClock().Steady() + time) {}

  bool is_readable() const override {
    return begin_ < end_ || WaitFor(socket_, POLLIN, stop_, until_);
  }
  bool is_writable() const override {
    return WaitFor(socket_, POLLOUT, stop_, until_);
  }

  ssize_t read(char* bytes, size_t size) override {
    if (begin_ == end_) {
      if (read_ >= HttpListener::kMaxRequestBytes || !is_readable()) return -1;
      const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
      if (got <= 0) return got;
      begin_ = 0;
      end_ = static_cast<size_t>(got);
      read_ += end_;
    }
    const size_t part = std::min(size, end_ - begin_);
    std::memcpy(bytes, buffer_.data() + begin_, part);
    begin_ += part;
    return static_cast<ssize_t>(part);
  }

  ssize_t write(const char* bytes, size_t size) override {
    return is_writable() ? ::send(socket_, bytes, size, MSG_NOSIGNAL) : -1;
  }

  // Nobody asks: there is no log of requests.
  void get_remote_ip_and_port(std::string& /*ip*/, int& port) const override {
    port = 0;
  }
  void get_local_ip_and_port(std::string& /*ip*/, int& port) const override {
    port = 0;
  }
  socket_t socket() const override { return socket_; }

 private:
  int socket_;
  int stop_;
  Time until_;
  std::array<char, 4096> buffer_{};
  size_t begin_ = 0;  // of what is read and not taken, in buffer_
  size_t end_ = 0;
  size_t read_ = 0;  // in all
};

socklen_t SocketAddress(const ListenAddress& address,
                        sockaddr_storage& storage) {
  if (address.host.find(':') != std::string::npos) {
    auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(address.port);
    inet_pton(AF_INET6, address.host.c_str(), &v6.sin6_addr);
    return sizeof v6;
  }
  auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
  v4.sin_family = AF_INET;
  v4.sin_port = htons(address.port);
  inet_pton(AF_INET, address.host.c_str(), &v4.sin_addr);
  return sizeof v4;
}

Result<Descriptor> Listen(ListenAddress& address) {
  sockaddr_storage storage{};
  socklen_t size = SocketAddress(address, storage);
  auto* general = reinterpret_cast<sockaddr*>(&storage);
  Descriptor socket(::socket(storage.ss_family,
                             SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  // A port that the last daemon has left a minute ago is free.
  const int yes = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (!socket.is_open() || ::bind(socket.number(), general, size) != 0 ||
      ::listen(socket.number(), kWaiting) != 0 ||
      ::getsockname(socket.number(), general, &size) != 0) {
    return Fail(ErrorKind::kIo,
                ToString(address) + ": cannot listen: " + std::strerror(errno) +
                    "; daemon.listen says where (\"\": nowhere)");
  }
  // The same place in both families.
  address.port = ntohs(reinterpret_cast<sockaddr_in&>(storage).sin_port);
  return socket;
}

}  // namespace

class HttpListener::Server final : public httplib::Server {
 public:
  Server(ListenAddress address, Descriptor listener, Pages pages,
         std::chrono::milliseconds max_time)
      : address_(std::move(address)),
        max_time_(max_time),
        listener_(std::move(listener)),
        stop_(::eventfd(0, EFD_CLOEXEC)),
        pages_(std::move(pages)) {
    // Before a body is looked at.
    set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) {
          Answer(request, response);
          return HandlerResponse::Handled;
        });
    thread_ = std::thread([this] { Serve(); });
  }

  ~Server() override {
    const uint64_t once = 1;
    (void)!::write(stop_.number(), &once, sizeof once);
    thread_.join();
  }

  const ListenAddress& address() const { return address_; }

 private:
  void Serve() {
    // Longer than anybody waits for a connection.
    constexpr std::chrono::hours kLong{24};
    constexpr std::chrono::milliseconds kPause{100};
    pollfd stop{.fd = stop_.number(), .events = POLLIN};
    while (::poll(&stop, 1, 0) == 0) {
      const SystemClock clock;
      if (!WaitFor(listener_.number(), POLLIN, stop_.number(),
                   clock.Steady() + kLong)) {
        continue;
      }
      const Descriptor connection(::accept4(
          listener_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (connection.is_open()) {
        AnswerOne(connection.number());
      } else if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) {
        // No more files or memory: that may pass.
        WaitFor(stop_.number(), 0, stop_.number(), clock.Steady() + kPause);
      }
    }
  }

  void AnswerOne(int socket) {
    BoundedStream stream(socket, stop_.number(), max_time_);
    bool closed = false;
    process_request(stream, true, closed, [](httplib::Request& request) {
      request.ranges.clear();  // pages are short; whole ones only
    });
    ::shutdown(socket, SHUT_WR);
  }

  void Answer(const httplib::Request& request, httplib::Response& response) {
    HttpAnswer answer;
    const auto page = pages_.find(request.path);
    if (page == pages_.end()) {
      answer = {.status = 404, .body = "there are:\n"};
      for (const auto& [path, make] : pages_) answer.body += path + "\n";
    } else if (request.method != "GET" && request.method != "HEAD") {
      answer = {.status = 405, .body = "GET and HEAD only\n"};
      response.set_header("Allow", "GET, HEAD");
    } else {
      answer = page->second();
    }
    response.status = answer.status;
    response.set_header("Cache-Control", "no-store");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_content(std::move(answer.body), answer.content_type);
  }

  ListenAddress address_;
  std::chrono::milliseconds max_time_;
  Descriptor listener_;
  Descriptor stop_;  // readable once it shall end
  Pages pages_;
  std::thread thread_;
};

Result<std::unique_ptr<HttpListener>> HttpListener::Start(
    const ListenAddress& address, Pages pages,
    std::chrono::milliseconds max_time) {
  ListenAddress taken = address;
  auto listener = Listen(taken);
  if (!listener) return tl::unexpected(listener.error());
  return std::unique_ptr<HttpListener>(
      new HttpListener(std::make_unique<Server>(
          std::move(taken), std::move(*listener), std::move(pages), max_time)));
}

HttpListener::HttpListener(std::unique_ptr<Server> server)
    : server_(std::move(server)) {}
HttpListener::~HttpListener() = default;

const ListenAddress& HttpListener::address() const {
  return server_->address();
}

}  // namespace ritmon
