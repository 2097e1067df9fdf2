// SPDX-License-Identifier: GPL-3.0-or-later
// Which IP addresses are on the public internet (IANA special-purpose address
// registries, RFC 6890), and which host names cannot be. Pure functions.

#pragma once

#include <string_view>

struct sockaddr;

namespace ritmon {

// False for loopback, private, link-local, shared (RFC 6598), documentation,
// multicast, reserved and metadata addresses and for IPv6 forms that embed such
// an IPv4 address.
bool IsPublicAddress(const sockaddr& address);

// The same for "192.0.2.1" or "2001:db8::1%eth0"; false for anything else.
bool IsPublicAddress(std::string_view text);

// Whether `host` (as Url::host() has it: canonical, IPv6 in brackets) may be on
// the public internet. False for addresses that are not, for names without a
// dot and for names that are private by standard or custom (RFC 6761, 6762,
// 8375). True says little: any name can be made to point to any address.
bool IsPublicHost(std::string_view host);

}  // namespace ritmon
