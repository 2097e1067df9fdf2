// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/tls_identity.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

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
using Memory = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using Extension =
    std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>>;

template <typename T>
T* Must(T* object) {
  if (object == nullptr) throw std::runtime_error("openssl failed");
  return object;
}

Memory NewMemory() { return Memory(Must(BIO_new(BIO_s_mem()))); }

std::string TextOf(const Memory& memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<size_t>(size)};
}

std::string Pem(X509& certificate) {
  const Memory out = NewMemory();
  PEM_write_bio_X509(out.get(), &certificate);
  return TextOf(out);
}

std::string Pem(EVP_PKEY& key) {
  const Memory out = NewMemory();
  PEM_write_bio_PrivateKey(out.get(), &key, nullptr, nullptr, 0, nullptr,
                           nullptr);
  return TextOf(out);
}

void Extend(X509& certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, &certificate, nullptr, nullptr, 0);
  const Extension extension(
      Must(X509V3_EXT_conf_nid(nullptr, &context, kind, value)));
  X509_add_ext(&certificate, extension.get(), -1);
}

struct Issuer {
  X509* certificate = nullptr;
  EVP_PKEY* key = nullptr;
};

// Signed by itself without an issuer. A certificate authority if `host` is
// empty.
TlsIdentity Make(const std::string& host, Validity validity, Issuer issuer) {
  static long serial = 0;
  constexpr long kDay = 24L * 60 * 60;
  const Key key(Must(EVP_EC_gen("P-256")));
  const Certificate made(Must(X509_new()));
  X509* x = made.get();
  X509_set_version(x, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(x), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(x), -2 * kDay);
  X509_gmtime_adj(X509_getm_notAfter(x),
                  validity == Validity::kNow ? kDay : -kDay);
  X509_set_pubkey(x, key.get());
  const std::string name =
      host.empty() ? "test authority " + std::to_string(serial) : host;
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(x), "CN", MBSTRING_UTF8,
      reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509* by = issuer.certificate == nullptr ? x : issuer.certificate;
  X509_set_issuer_name(x, X509_get_subject_name(by));
  if (host.empty()) {
    Extend(*x, by, NID_basic_constraints, "critical,CA:TRUE");
    Extend(*x, by, NID_key_usage, "critical,keyCertSign");
  } else {
    Extend(*x, by, NID_subject_alt_name, ("DNS:" + host).c_str());
  }
  EVP_PKEY* signer = issuer.key == nullptr ? key.get() : issuer.key;
  if (X509_sign(x, signer, EVP_sha256()) == 0) {
    throw std::runtime_error("openssl does not sign");
  }
  return {.certificate = Pem(*x), .key = Pem(*key)};
}

}  // namespace

TestAuthority::TestAuthority() : identity_(Make("", Validity::kNow, {})) {}

TlsIdentity TestAuthority::Issue(const std::string& host,
                                 Validity validity) const {
  const Memory certificate_text(
      Must(BIO_new_mem_buf(identity_.certificate.data(), -1)));
  const Memory key_text(Must(BIO_new_mem_buf(identity_.key.data(), -1)));
  const Certificate certificate(Must(
      PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr)));
  const Key key(
      Must(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr)));
  return Make(host, validity, {certificate.get(), key.get()});
}

TlsIdentity SelfSigned(const std::string& host) {
  return Make(host, Validity::kNow, {});
}

}  // namespace ritmon
