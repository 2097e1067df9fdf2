// SPDX-License-Identifier: GPL-3.0-or-later
// Which IP addresses are on the public internet (IANA special-purpose address
// registries, RFC 6890). Pure functions.

#pragma once

struct sockaddr;

namespace ritmon {

// False for loopback, private, link-local, shared (RFC 6598), documentation,
// multicast, reserved and for IPv6 forms that embed such an IPv4 address.
bool IsPublicAddress(const sockaddr& address);

}  // namespace ritmon
