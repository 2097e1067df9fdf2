// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/server_stream.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <sys/socket.h>

#include <stdexcept>

namespace ritmon {
namespace {

class Plain final : public ServerStream {
 public:
  explicit Plain(int socket) : socket_(socket) {}
  ptrdiff_t Read(char* buffer, size_t size) override {
    return ::recv(socket_, buffer, size, 0);
  }
  bool Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t sent =
          ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }

 private:
  int socket_;
};

class Tls final : public ServerStream {
 public:
  Tls(SSL_CTX* context, int socket) : ssl_(SSL_new(context)) {
    SSL_set_fd(ssl_, socket);
    open_ = SSL_accept(ssl_) == 1;
    ERR_clear_error();
  }
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;
  ~Tls() override {
    if (open_) SSL_shutdown(ssl_);
    SSL_free(ssl_);
    ERR_clear_error();
  }
  ptrdiff_t Read(char* buffer, size_t size) override {
    if (!open_) return 0;
    return SSL_read(ssl_, buffer, static_cast<int>(size));
  }
  bool Write(std::string_view bytes) override {
    if (!open_ || bytes.empty()) return open_;
    open_ = SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
    return open_;
  }

 private:
  SSL* ssl_;
  bool open_ = false;
};

}  // namespace

std::unique_ptr<ServerStream> PlainStream(int socket) {
  return std::make_unique<Plain>(socket);
}

struct TlsServerContext::Context {
  SSL_CTX* ssl = SSL_CTX_new(TLS_server_method());
  ~Context() { SSL_CTX_free(ssl); }
};

TlsServerContext::TlsServerContext(const TlsIdentity& identity)
    : context_(std::make_unique<Context>()) {
  // OpenSSL writes without MSG_NOSIGNAL.
  ::signal(SIGPIPE, SIG_IGN);
  BIO* certificate_text = BIO_new_mem_buf(identity.certificate.data(), -1);
  BIO* key_text = BIO_new_mem_buf(identity.key.data(), -1);
  X509* certificate =
      PEM_read_bio_X509(certificate_text, nullptr, nullptr, nullptr);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(key_text, nullptr, nullptr, nullptr);
  const bool ok = SSL_CTX_use_certificate(context_->ssl, certificate) == 1 &&
                  SSL_CTX_use_PrivateKey(context_->ssl, key) == 1;
  EVP_PKEY_free(key);
  X509_free(certificate);
  BIO_free(key_text);
  BIO_free(certificate_text);
  if (!ok) throw std::runtime_error("not a certificate with its key");
}

TlsServerContext::~TlsServerContext() = default;

std::unique_ptr<ServerStream> TlsServerContext::Accept(int socket) const {
  return std::make_unique<Tls>(context_->ssl, socket);
}

}  // namespace ritmon
