// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace ritmon {
namespace {

struct Block4 {
  uint32_t network;
  int prefix;
};

// IANA IPv4 Special-Purpose Address Registry: what is not globally reachable.
constexpr Block4 kNotPublic4[] = {
    {0x00000000, 8},
    {0x0a000000, 8},
    {0x64400000, 10},
    {0x7f000000, 8},
    {0xa9fe0000, 16},
    {0xac100000, 12},
    {0xc0000000, 24},
    {0xc0000200, 24},
    {0xc0586300, 24},
    {0xc0a80000, 16},
    {0xc6120000, 15},
    {0xc6336400, 24},
    {0xcb007100, 24},
    {0xe0000000, 4},
    {0xf0000000, 4},
    // 168.63.129.16 is not in the registry: a large hosting provider has put
    // the metadata service of its machines there.
    {0xa83f8110, 32},
};

// Top-level labels that are no part of the public DNS: RFC 6761, RFC 6762 with
// its appendix G, RFC 8375 (home.arpa), and "internal", which ICANN has
// reserved for private use.
constexpr std::string_view kPrivateSuffixes[] = {
    "localhost", "local",        "internal", "home.arpa", "intranet",
    "private",   "corp",         "home",     "lan",       "localdomain",
    "invalid",   "in-addr.arpa", "ip6.arpa",
};

bool IsPublic4(uint32_t address) {
  for (const Block4& block : kNotPublic4) {
    const uint32_t mask = ~uint32_t{0} << (32 - block.prefix);
    if ((address & mask) == block.network) return false;
  }
  return true;
}

uint32_t Embedded4(const std::array<uint8_t, 16>& bytes, size_t at) {
  return uint32_t{bytes[at]} << 24 | uint32_t{bytes[at + 1]} << 16 |
         uint32_t{bytes[at + 2]} << 8 | uint32_t{bytes[at + 3]};
}

bool StartsWith(const std::array<uint8_t, 16>& bytes,
                std::initializer_list<uint8_t> prefix) {
  size_t i = 0;
  for (const uint8_t b : prefix) {
    if (bytes[i++] != b) return false;
  }
  return true;
}

// Global unicast is 2000::/3 (RFC 4291), which leaves out loopback, fc00::/7,
// fe80::/10, 100::/64, 5f00::/16 and ff00::/8; inside it a few blocks are not
// public, and some carry an IPv4 address that decides.
bool IsPublic6(const std::array<uint8_t, 16>& bytes) {
  if (StartsWith(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) {
    return IsPublic4(Embedded4(bytes, 12));
  }
  if (StartsWith(bytes, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) {
    return IsPublic4(Embedded4(bytes, 12));  // NAT64, RFC 6052
  }
  if (StartsWith(bytes, {0x20, 0x02})) {
    return IsPublic4(Embedded4(bytes, 2));  // 6to4, RFC 3056
  }
  if (StartsWith(bytes, {0x20, 0x01, 0x0d, 0xb8})) return false;
  // 2001::/23, protocol assignments: Teredo, benchmarks, ORCHID.
  if (StartsWith(bytes, {0x20, 0x01}) && bytes[2] < 2) return false;
  // Documentation, RFC 9637.
  if (StartsWith(bytes, {0x3f, 0xff}) && bytes[2] < 0x10) return false;
  return (bytes[0] & 0xe0) == 0x20;
}

}  // namespace

bool IsPublicAddress(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return IsPublic4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    std::array<uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), in.sin6_addr.s6_addr, bytes.size());
    return IsPublic6(bytes);
  }
  return false;
}

bool IsPublicAddress(std::string_view text) {
  const std::string address(text.substr(0, text.find('%')));
  in_addr in{};
  if (::inet_pton(AF_INET, address.c_str(), &in) == 1) {
    return IsPublic4(ntohl(in.s_addr));
  }
  std::array<uint8_t, 16> bytes{};
  return ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1 &&
         IsPublic6(bytes);
}

bool IsPublicHost(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) {
    return IsPublicAddress(host.substr(1, host.size() - 2));
  }
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.find('.') == std::string_view::npos) return false;
  for (const std::string_view suffix : kPrivateSuffixes) {
    if (host.ends_with(suffix) &&
        (host.size() == suffix.size() ||
         host[host.size() - suffix.size() - 1] == '.'))
      return false;
  }
  const std::string text(host);
  in_addr in{};
  return ::inet_pton(AF_INET, text.c_str(), &in) != 1 ||
         IsPublic4(ntohl(in.s_addr));
}

}  // namespace ritmon
