// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one connection of a test server, plain or under TLS.

#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "tests/testing/tls_identity.h"

namespace ritmon {

class ServerStream {
 public:
  virtual ~ServerStream() = default;
  // Bytes read; 0 or less at the end or after an error.
  virtual ptrdiff_t Read(char* buffer, size_t size) = 0;
  // False once the other side is gone.
  virtual bool Write(std::string_view bytes) = 0;
};

// On `socket`, which must outlive it and is not closed.
std::unique_ptr<ServerStream> PlainStream(int socket);

// What TLS connections of one server have in common.
class TlsServerContext {
 public:
  explicit TlsServerContext(const TlsIdentity& identity);
  ~TlsServerContext();
  TlsServerContext(const TlsServerContext&) = delete;
  TlsServerContext& operator=(const TlsServerContext&) = delete;

  // Shakes hands; if that fails nothing can be read or written.
  std::unique_ptr<ServerStream> Accept(int socket) const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace ritmon
