// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of TLS over bytes in memory, with a key that lives no
// longer than the object. OpenSSL stops in tls_endpoint.cc.
//
// Of use only to a client that is told the key beforehand: the certificate is
// signed by itself. Belongs to one thread.

#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

class TlsSession {
 public:
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  // Bytes off the wire in, what they say appended to `plain`. False once the
  // other side is gone or talks nonsense.
  bool Read(std::string_view wire, std::string* plain);
  bool Write(std::string_view plain);
  // What is to go out on the wire now.
  std::string TakeWire();

 private:
  friend class TlsEndpoint;
  struct State;
  explicit TlsSession(std::unique_ptr<State> state);
  bool Drain(std::string* plain);
  std::unique_ptr<State> state_;
};

class TlsEndpoint {
 public:
  static Result<TlsEndpoint> Make();
  TlsEndpoint(TlsEndpoint&&) noexcept;
  ~TlsEndpoint();

  // SHA-256 of the public key as it stands in the certificate
  // (SubjectPublicKeyInfo), Base64.
  const std::string& key_hash() const { return key_hash_; }
  Result<std::unique_ptr<TlsSession>> Accept() const;

 private:
  struct Context;
  TlsEndpoint(std::unique_ptr<Context> context, std::string key_hash);
  std::unique_ptr<Context> context_;
  std::string key_hash_;
};

}  // namespace ritmon
