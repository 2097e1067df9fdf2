// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/tls_endpoint.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <utility>

namespace ritmon {
namespace {

template <auto kFree>
struct FreeWith {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;

tl::unexpected<Error> Wrong(const char* what) {
  ERR_clear_error();
  return Fail(ErrorKind::kInternal, std::string("TLS: cannot ") + what);
}

// Signed by itself; its name and dates are looked at by nobody.
Certificate MakeCertificate(EVP_PKEY* key) {
  constexpr long kDay = 24L * 60 * 60;
  Certificate made(X509_new());
  X509* x = made.get();
  if (x == nullptr) return nullptr;
  X509_set_version(x, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
  X509_gmtime_adj(X509_getm_notBefore(x), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(x), 30 * kDay);
  X509_set_pubkey(x, key);
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(x), "CN", MBSTRING_ASC,
      reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(x, X509_get_subject_name(x));
  return X509_sign(x, key, EVP_sha256()) == 0 ? nullptr : std::move(made);
}

std::string HashOfKey(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  if (size <= 0) return {};
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(der, static_cast<size_t>(size), hash);
  OPENSSL_free(der);
  unsigned char text[4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1];
  const int length = EVP_EncodeBlock(text, hash, sizeof hash);
  return {reinterpret_cast<char*>(text), static_cast<size_t>(length)};
}

}  // namespace

struct TlsSession::State {
  SSL* ssl = nullptr;
  BIO* in = nullptr;   // owned by `ssl`
  BIO* out = nullptr;  // owned by `ssl`
  ~State() { SSL_free(ssl); }
};

TlsSession::TlsSession(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
TlsSession::~TlsSession() = default;

bool TlsSession::Drain(std::string* plain) {
  char buffer[16 * 1024];
  while (true) {
    const int read = SSL_read(state_->ssl, buffer, sizeof buffer);
    if (read > 0) {
      plain->append(buffer, static_cast<size_t>(read));
      continue;
    }
    const int why = SSL_get_error(state_->ssl, read);
    ERR_clear_error();
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
  }
}

bool TlsSession::Read(std::string_view wire, std::string* plain) {
  while (!wire.empty()) {
    const int taken =
        BIO_write(state_->in, wire.data(), static_cast<int>(wire.size()));
    if (taken <= 0) return false;
    wire.remove_prefix(static_cast<size_t>(taken));
  }
  return Drain(plain);
}

bool TlsSession::Write(std::string_view plain) {
  while (!plain.empty()) {
    const int written =
        SSL_write(state_->ssl, plain.data(), static_cast<int>(plain.size()));
    if (written <= 0) {
      ERR_clear_error();
      return false;
    }
    plain.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

std::string TlsSession::TakeWire() {
  std::string wire;
  char buffer[16 * 1024];
  while (true) {
    const int read = BIO_read(state_->out, buffer, sizeof buffer);
    if (read <= 0) return wire;
    wire.append(buffer, static_cast<size_t>(read));
  }
}

struct TlsEndpoint::Context {
  SSL_CTX* ssl = nullptr;
  ~Context() { SSL_CTX_free(ssl); }
};

TlsEndpoint::TlsEndpoint(std::unique_ptr<Context> context, std::string key_hash)
    : context_(std::move(context)), key_hash_(std::move(key_hash)) {}
TlsEndpoint::TlsEndpoint(TlsEndpoint&&) noexcept = default;
TlsEndpoint::~TlsEndpoint() = default;

Result<TlsEndpoint> TlsEndpoint::Make() {
  const Key key(EVP_EC_gen("P-256"));
  if (key == nullptr) return Wrong("make a key");
  const Certificate certificate = MakeCertificate(key.get());
  if (certificate == nullptr) return Wrong("make a certificate");
  auto context = std::make_unique<Context>();
  context->ssl = SSL_CTX_new(TLS_server_method());
  if (context->ssl == nullptr ||
      SSL_CTX_use_certificate(context->ssl, certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context->ssl, key.get()) != 1) {
    return Wrong("use a certificate");
  }
  return TlsEndpoint(std::move(context), HashOfKey(key.get()));
}

Result<std::unique_ptr<TlsSession>> TlsEndpoint::Accept() const {
  auto state = std::make_unique<TlsSession::State>();
  state->ssl = SSL_new(context_->ssl);
  state->in = BIO_new(BIO_s_mem());
  state->out = BIO_new(BIO_s_mem());
  if (state->ssl == nullptr || state->in == nullptr || state->out == nullptr) {
    BIO_free(state->in);
    BIO_free(state->out);
    return Wrong("begin a session");
  }
  SSL_set_bio(state->ssl, state->in, state->out);
  SSL_set_accept_state(state->ssl);
  return std::unique_ptr<TlsSession>(new TlsSession(std::move(state)));
}

}  // namespace ritmon
