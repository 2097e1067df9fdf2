// SPDX-License-Identifier: GPL-3.0-or-later
// The door of a browser, knocked at by a client that is none.
#include "crawler/render_proxy.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

class Client {
 public:
  explicit Client(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address),
                        sizeof address),
              0);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { ::close(socket_); }

  void Send(const std::string& text) {
    EXPECT_EQ(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
  // What has come; `closed` if there will be no more.
  std::string Receive() {
    std::string text;
    char buffer[4096];
    while (true) {
      const ssize_t n = ::recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
      if (n == 0) closed = true;
      if (n <= 0) return text;
      text.append(buffer, static_cast<size_t>(n));
    }
  }
  bool closed = false;

 private:
  int socket_;
};

class RenderProxyTest : public testing::Test {
 protected:
  RenderProxyTest() {
    page_.request.url = MakeUrl("http://firma.example/seite");
    page_.status = 200;
    page_.outcome = FetchOutcome::kOk;
    page_.headers = {{"Content-Type", "text/html"},
                     {"Set-Cookie", "a=b"},
                     {"Content-Encoding", "gzip"}};
    page_.body = "<div id=root></div>";
    proxy_ = std::move(*RenderProxy::Listen());
    proxy_->Begin(page_);
  }

  // What `client` is told after it has said `text`.
  std::string Talk(Client& client, const std::string& text) {
    client.Send(text);
    return Listen(client);
  }
  // Loopback: what was sent is there.
  std::string Listen(Client& client) {
    proxy_->Serve();
    proxy_->Serve();
    return client.Receive();
  }
  std::string Get(const std::string& url, const std::string& headers = "") {
    Client client(proxy_->port());
    return Talk(client,
                "GET " + url + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
  }

  FetchResult page_{.request = {.url = MakeUrl("http://firma.example/")}};
  std::unique_ptr<RenderProxy> proxy_;
};

TEST_F(RenderProxyTest, ThePageComesFromItsCapture) {
  const std::string answer = Get("http://firma.example/seite");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n<div id=root></div>")) << answer;
  EXPECT_NE(answer.find("Content-Type: text/html\r\n"), std::string::npos);
  EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
  EXPECT_EQ(answer.find("gzip"), std::string::npos);
  EXPECT_TRUE(proxy_->TakeAsked().empty());
  EXPECT_EQ(proxy_->loads(), 1);
  EXPECT_EQ(proxy_->asked(), 0);
}

TEST_F(RenderProxyTest, WhatScriptsWantIsHandedOn) {
  Client client(proxy_->port());
  EXPECT_EQ(Talk(client,
                 "GET http://api.firma.example/x?y=1 HTTP/1.1\r\n"
                 "Origin: http://firma.example\r\n\r\n"),
            "");
  const auto asked = proxy_->TakeAsked();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].url.href(), "http://api.firma.example/x?y=1");
  FetchResult result{.request = {.url = asked[0].url}};
  result.status = 200;
  result.outcome = FetchOutcome::kOk;
  result.headers = {{"content-type", "application/json\r\nX-Evil: 1"}};
  result.body = "{}";
  proxy_->Answer(asked[0].id, result);
  const std::string answer = Listen(client);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n{}")) << answer;
  EXPECT_EQ(answer.find("\r\nX-Evil"), std::string::npos);
  EXPECT_NE(answer.find("Access-Control-Allow-Origin: http://firma.example\r"),
            std::string::npos);
  // The connection stays for the next one; a stranger's id does nothing.
  proxy_->Answer(4711, result);
  Talk(client, "GET http://firma.example/zwei HTTP/1.1\r\n\r\n");
  EXPECT_EQ(proxy_->TakeAsked().size(), 1u);
  EXPECT_EQ(proxy_->asked(), 2);
}

TEST_F(RenderProxyTest, RefusalsAndFailuresAreToldApart) {
  for (const auto& [outcome, line] :
       {std::pair(FetchOutcome::kNotAllowed, "HTTP/1.1 403 "),
        std::pair(FetchOutcome::kAddressRefused, "HTTP/1.1 403 "),
        std::pair(FetchOutcome::kTimeout, "HTTP/1.1 502 ")}) {
    Client client(proxy_->port());
    Talk(client, "GET http://firma.example/x HTTP/1.1\r\n\r\n");
    FetchResult result{.request = {.url = MakeUrl("http://firma.example/x")}};
    result.outcome = outcome;
    proxy_->Answer(proxy_->TakeAsked().at(0).id, result);
    EXPECT_TRUE(Listen(client).starts_with(line)) << line;
  }
  EXPECT_EQ(proxy_->refused(), 2);
}

TEST_F(RenderProxyTest, MuchIsAnsweredHere) {
  const struct {
    const char* what;
    std::string request;
    const char* answer;
  } kCases[] = {
      {"a form",
       "POST http://firma.example/x HTTP/1.1\r\n"
       "Content-Length: 3\r\n\r\na=b",
       "HTTP/1.1 405 "},
      {"HEAD", "HEAD http://firma.example/x HTTP/1.1\r\n\r\n", "HTTP/1.1 405 "},
      {"a picture",
       "GET http://firma.example/x HTTP/1.1\r\n"
       "Accept: image/avif,*/*\r\n\r\n",
       "HTTP/1.1 403 "},
      {"a font",
       "GET http://firma.example/x HTTP/1.1\r\n"
       "Sec-Fetch-Dest: font\r\n\r\n",
       "HTTP/1.1 403 "},
      {"a stream",
       "GET http://firma.example/x HTTP/1.1\r\n"
       "Accept: text/event-stream\r\n\r\n",
       "HTTP/1.1 403 "},
      {"a socket",
       "GET http://firma.example/x HTTP/1.1\r\n"
       "Upgrade: websocket\r\n\r\n",
       "HTTP/1.1 403 "},
      {"a worker",
       "GET http://firma.example/x HTTP/1.1\r\n"
       "Service-Worker: script\r\n\r\n",
       "HTTP/1.1 403 "},
      {"a style sheet",
       "GET http://firma.example/x HTTP/1.1\r\n"
       "Accept: text/css,*/*;q=0.1\r\n\r\n",
       "HTTP/1.1 200 "},
      {"another document",
       "GET http://firma.example/x HTTP/1.1\r\n"
       "Upgrade-Insecure-Requests: 1\r\n\r\n",
       "HTTP/1.1 204 "},
      {"a question of origins",
       "OPTIONS http://a.example/x HTTP/1.1\r\n"
       "Origin: http://firma.example\r\n\r\n",
       "HTTP/1.1 204 "},
      {"no URL", "GET file:///etc/passwd HTTP/1.1\r\n\r\n", "HTTP/1.1 400 "},
      {"the proxy itself", "GET /x HTTP/1.1\r\n\r\n", "HTTP/1.1 400 "},
  };
  for (const auto& c : kCases) {
    Client client(proxy_->port());
    const std::string answer = Talk(client, c.request);
    EXPECT_TRUE(answer.starts_with(c.answer)) << c.what << ": " << answer;
    EXPECT_TRUE(proxy_->TakeAsked().empty()) << c.what;
  }
}

TEST_F(RenderProxyTest, NonsenseEndsTheConnection) {
  for (const std::string& nonsense :
       {std::string("x\r\n\r\n"), std::string(100'000, 'a'),
        std::string("CONNECT firma.example:443 HTTP/1.1\r\n\r\nGET / HTTP/1.1"
                    "\r\n\r\n"),
        std::string("\r\n\r\n")}) {
    Client client(proxy_->port());
    Talk(client, nonsense);
    client.Receive();
    EXPECT_TRUE(client.closed) << nonsense.substr(0, 20);
  }
  // Something else than TLS in a tunnel: WebSockets ask so.
  Client client(proxy_->port());
  EXPECT_TRUE(Talk(client, "CONNECT firma.example:80 HTTP/1.1\r\n\r\n")
                  .starts_with("HTTP/1.1 200 "));
  Talk(client, "GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n");
  client.Receive();
  EXPECT_TRUE(client.closed);
}

TEST_F(RenderProxyTest, ANewPageCutsWhatTheOldOneHad) {
  Client client(proxy_->port());
  Talk(client, "GET http://firma.example/x HTTP/1.1\r\n\r\n");
  proxy_->Begin(page_);
  EXPECT_TRUE(proxy_->TakeAsked().empty());
  client.Receive();
  EXPECT_TRUE(client.closed);
}

// A browser's side of TLS, over bytes in memory.
class TlsClient {
 public:
  TlsClient() : context_(SSL_CTX_new(TLS_client_method())) {
    ssl_ = SSL_new(context_);
    in_ = BIO_new(BIO_s_mem());
    out_ = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl_, in_, out_);
    SSL_set_connect_state(ssl_);
  }
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;
  ~TlsClient() {
    SSL_free(ssl_);
    SSL_CTX_free(context_);
  }

  void Feed(const std::string& wire) {
    BIO_write(in_, wire.data(), static_cast<int>(wire.size()));
  }
  bool Handshake() { return SSL_do_handshake(ssl_) == 1; }
  void Write(const std::string& plain) {
    SSL_write(ssl_, plain.data(), static_cast<int>(plain.size()));
  }
  std::string Read() {
    std::string text;
    char buffer[4096];
    for (int n; (n = SSL_read(ssl_, buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<size_t>(n));
    }
    return text;
  }
  std::string Wire() {
    std::string text;
    char buffer[4096];
    for (int n; (n = BIO_read(out_, buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<size_t>(n));
    }
    return text;
  }
  // Of the server's certificate, as browsers are told it.
  std::string KeyHash() const {
    X509* certificate = SSL_get1_peer_certificate(ssl_);
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(X509_get0_pubkey(certificate), &der);
    unsigned char hash[32];
    EVP_Digest(der, static_cast<size_t>(size), hash, nullptr, EVP_sha256(),
               nullptr);
    OPENSSL_free(der);
    X509_free(certificate);
    unsigned char text[45];
    EVP_EncodeBlock(text, hash, sizeof hash);
    return reinterpret_cast<char*>(text);
  }

 private:
  SSL_CTX* context_;
  SSL* ssl_;
  BIO* in_;
  BIO* out_;
};

TEST_F(RenderProxyTest, HttpsIsReadInsideTheTunnel) {
  page_.request.url = MakeUrl("https://firma.example/seite");
  Client client(proxy_->port());
  ASSERT_TRUE(Talk(client, "CONNECT firma.example:443 HTTP/1.1\r\n\r\n")
                  .starts_with("HTTP/1.1 200 "));
  TlsClient tls;
  constexpr int kRoundTrips = 10;
  bool open = tls.Handshake();
  for (int i = 0; i < kRoundTrips && !open; ++i) {
    tls.Feed(Talk(client, tls.Wire()));
    open = tls.Handshake();
  }
  ASSERT_TRUE(open);
  EXPECT_EQ(tls.KeyHash(), proxy_->key_hash());
  tls.Write("GET /seite HTTP/1.1\r\nHost: firma.example\r\n\r\n");
  tls.Feed(Talk(client, tls.Wire()));
  EXPECT_TRUE(tls.Read().ends_with("<div id=root></div>"));
  // The host is the tunnel's, whatever the request says.
  tls.Write("GET /app.js HTTP/1.1\r\nHost: other.example\r\n\r\n");
  tls.Feed(Talk(client, tls.Wire()));
  const auto asked = proxy_->TakeAsked();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].url.href(), "https://firma.example/app.js");
}

}  // namespace
}  // namespace ritmon
