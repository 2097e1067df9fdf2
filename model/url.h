// SPDX-License-Identifier: GPL-3.0-or-later
// An absolute http(s) URL, as the WHATWG URL standard parses and writes it.
//
// Two forms: href() is the standard's serialisation without the fragment, what
// is fetched; Canonical() is what the frontier calls the same page: query
// parameters that only track or hold a session are gone, the rest sorted.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

struct CanonicalOptions {
  // "?b=1&a=2" and "?a=2&b=1" are one page: systems that write parameters in
  // any order are many, servers to which their order means something are
  // rare, and what is fetched is href(). Values under one name keep theirs.
  bool sort_query = true;
};

class Url {
 public:
  // Parses `input` against `base` if there is one. Any bytes are accepted;
  // kInvalid for what the standard calls failure, for other schemes than http
  // and https, and for more than kMaxLength bytes. The fragment is dropped.
  static Result<Url> Parse(std::string_view input, const Url* base = nullptr);

  static constexpr size_t kMaxLength = 8192;

  const std::string& href() const { return href_; }
  std::string_view scheme() const;          // "http" or "https"
  std::string_view host() const;            // lower case, punycode, no port
  uint16_t port() const { return port_; }   // the scheme's default included
  std::string_view path() const;            // starts with '/'
  std::string_view query() const;           // without '?'; empty if none
  std::string_view path_and_query() const;  // what robots.txt is asked about
  // "http://host" or "http://host:8080": scheme, host and port, no slash.
  std::string origin() const;

  // The key of the page; see above. Canonical() of Canonical() is itself. Keys
  // made with different options must not be mixed in one set.
  std::string Canonical(const CanonicalOptions& options = {}) const;

  friend bool operator==(const Url& a, const Url& b) {
    return a.href_ == b.href_;
  }
  friend auto operator<=>(const Url& a, const Url& b) {
    return a.href_ <=> b.href_;
  }

 private:
  Url() = default;
  std::string href_;
  uint16_t port_ = 0;
  // Offsets into href_.
  uint32_t scheme_end_ = 0;  // of the scheme, at ':'
  uint32_t host_begin_ = 0;
  uint32_t host_end_ = 0;
  uint32_t path_begin_ = 0;
  uint32_t query_begin_ = 0;  // at '?', or the end
};

}  // namespace ritmon
