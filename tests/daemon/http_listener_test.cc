// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/http_listener.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>

#include "base/descriptor.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class HttpListenerTest : public ::testing::Test {
 protected:
  HttpListenerTest() {
    auto listener = HttpListener::Start(
        {"127.0.0.1", 0},
        {{"/alive", [] { return HttpAnswer{.body = "yes\n"}; }},
         {"/broken", [] { return HttpAnswer{.status = 503, .body = "no\n"}; }},
         {"/counted", [this] {
            return HttpAnswer{.body = std::to_string(++asked_),
                              .content_type = "text/x-count"};
          }}});
    EXPECT_TRUE(listener) << listener.error().message;
    listener_ = std::move(*listener);
  }

  int port() const { return listener_->address().port; }

  // What a client gets that sends just this.
  std::string Say(const std::string& text) const {
    const Descriptor socket = Connect();
    ::send(socket.number(), text.data(), text.size(), MSG_NOSIGNAL);
    ::shutdown(socket.number(), SHUT_WR);
    std::string answer;
    std::array<char, 4096> part{};
    ssize_t got = 0;
    while ((got = ::recv(socket.number(), part.data(), part.size(), 0)) > 0) {
      answer.append(part.data(), static_cast<size_t>(got));
    }
    return answer;
  }

  Descriptor Connect() const { return ConnectTo(port()); }
  static Descriptor ConnectTo(int port) {
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket.number(), reinterpret_cast<sockaddr*>(&address),
                        sizeof address),
              0);
    return socket;
  }

  std::atomic<int> asked_ = 0;
  std::unique_ptr<HttpListener> listener_;
};

TEST_F(HttpListenerTest, AnswersPages) {
  httplib::Client client("127.0.0.1", port());
  const auto alive = client.Get("/alive");
  ASSERT_TRUE(alive);
  EXPECT_EQ(alive->status, 200);
  EXPECT_EQ(alive->body, "yes\n");
  EXPECT_EQ(alive->get_header_value("Content-Type"),
            "text/plain; charset=utf-8");
  EXPECT_EQ(alive->get_header_value("Cache-Control"), "no-store");
  EXPECT_EQ(client.Get("/broken")->status, 503);
  EXPECT_EQ(client.Get("/counted?x=1")->body, "1");
  EXPECT_EQ(client.Get("/counted")->get_header_value("Content-Type"),
            "text/x-count");
  const auto head = client.Head("/alive");
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->body, "");
  const auto none = client.Get("/");
  EXPECT_EQ(none->status, 404);
  EXPECT_THAT(none->body, HasSubstr("/alive\n"));
  EXPECT_EQ(client.Post("/alive", "x", "text/plain")->status, 405);
  EXPECT_EQ(client.Delete("/alive")->status, 405);
}

TEST_F(HttpListenerTest, HostileRequestsHarmNobody) {
  const std::string long_line(10'000, 'a');
  std::string many_headers = "GET /alive HTTP/1.1\r\n";
  for (int i = 0; i < 10'000; ++i) many_headers += "a: b\r\n";
  struct Case {
    const char* what;
    std::string request;
    std::string begins;  // of the answer; empty: whatever
  };
  const std::vector<Case> cases = {
      {"no HTTP", "hello\r\n\r\n", "HTTP/1.1 400"},
      {"TLS", std::string("\x16\x03\x01\x02\x00\x01\r\n\r\n", 10), "HTTP/1.1"},
      {"a long path", "GET /" + long_line + " HTTP/1.1\r\n\r\n", "HTTP/1.1 4"},
      {"a long header", "GET /alive HTTP/1.1\r\nX: " + long_line + "\r\n\r\n",
       ""},
      {"headers without end", many_headers, ""},
      {"ranges", "GET /alive HTTP/1.1\r\nRange: bytes=0-,0-,0-\r\n\r\n",
       "HTTP/1.1 200"},
      {"a body that does not come",
       "POST /alive HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n",
       "HTTP/1.1 405"},
      {"up and out", "GET /../../etc/passwd HTTP/1.1\r\n\r\n", "HTTP/1.1 404"},
      {"half a line", "GET /alive", ""},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.what);
    EXPECT_THAT(Say(test.request), StartsWith(test.begins));
    httplib::Client client("127.0.0.1", port());
    const auto alive = client.Get("/alive");
    ASSERT_TRUE(alive);
    EXPECT_EQ(alive->body, "yes\n");
  }
}

TEST_F(HttpListenerTest, WhoSaysNothingOrTooLittleIsLeft) {
  const auto hasty =
      HttpListener::Start({"127.0.0.1", 0}, {}, std::chrono::milliseconds(20));
  ASSERT_TRUE(hasty);
  for (const std::string said : {"", "GET /alive HTTP/1.1\r\nX: y\r\n"}) {
    const Descriptor socket = ConnectTo((*hasty)->address().port);
    ::send(socket.number(), said.data(), said.size(), MSG_NOSIGNAL);
    // Comes to an end although this side goes on.
    std::array<char, 4096> part{};
    while (::recv(socket.number(), part.data(), part.size(), 0) > 0) {
    }
  }
}

TEST_F(HttpListenerTest, WhoSaysNothingDoesNotHoldTheEnd) {
  const Descriptor silent = Connect();
  // Served only behind the first: by the end it has been taken.
  const Descriptor next = Connect();
  listener_.reset();
  char byte = 0;
  EXPECT_LE(::recv(silent.number(), &byte, 1, 0), 0);
}

TEST_F(HttpListenerTest, APortBelongsToOne) {
  const auto second = HttpListener::Start(listener_->address(), {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::kIo);
  EXPECT_THAT(second.error().message,
              StartsWith("127.0.0.1:" + std::to_string(port()) +
                         ": cannot listen: Address already in use"));
  // And can be had again at once.
  const ListenAddress address = listener_->address();
  listener_.reset();
  const auto third = HttpListener::Start(address, {});
  EXPECT_TRUE(third) << third.error().message;
}

}  // namespace
}  // namespace ritmon
