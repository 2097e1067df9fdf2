// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/listen_address.h"

#include <arpa/inet.h>

#include <charconv>

namespace ritmon {
namespace {

bool IsAddress(int family, const std::string& host) {
  in6_addr address{};  // the larger of the two
  return inet_pton(family, host.c_str(), &address) == 1;
}

}  // namespace

Result<ListenAddress> ParseListenAddress(std::string_view text) {
  const auto wrong = [&] {
    return Fail(ErrorKind::kInvalid,
                "'" + std::string(text) +
                    "' is no address to listen at; 127.0.0.1:9464 and "
                    "[::1]:9464 are");
  };
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong();
  ListenAddress address;
  const std::string_view port = text.substr(colon + 1);
  const auto [end, code] =
      std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (code != std::errc() || end != port.data() + port.size()) return wrong();
  std::string_view host = text.substr(0, colon);
  const bool brackets = host.starts_with('[') && host.ends_with(']');
  if (brackets) host = host.substr(1, host.size() - 2);
  address.host = host;
  if (!IsAddress(brackets ? AF_INET6 : AF_INET, address.host)) return wrong();
  return address;
}

std::string ToString(const ListenAddress& address) {
  const bool brackets = address.host.find(':') != std::string::npos;
  return (brackets ? "[" + address.host + "]" : address.host) + ":" +
         std::to_string(address.port);
}

}  // namespace ritmon
