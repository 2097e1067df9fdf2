// SPDX-License-Identifier: GPL-3.0-or-later
// Where the daemon's health is asked for.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

struct ListenAddress {
  std::string host;   // an IPv4 or IPv6 address, in numbers
  uint16_t port = 0;  // 0: any that is free
};

// "127.0.0.1:9464", "[::1]:9464". Names are not taken: which of its addresses
// one would listen at is not for the resolver to say. kInvalid otherwise.
Result<ListenAddress> ParseListenAddress(std::string_view text);
std::string ToString(const ListenAddress& address);

}  // namespace ritmon
