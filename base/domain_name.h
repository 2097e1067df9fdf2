// SPDX-License-Identifier: GPL-3.0-or-later
// The registrable domain of a host name: what somebody can buy, one label below
// the public suffix ("foo.co.uk" of "www.foo.co.uk"), as
// https://publicsuffix.org/list/ has it, with the private section: companies
// below "github.io" or "blogspot.de" are different ones.
//
// The list is the one that is compiled into libpsl, constant data; there is
// nothing to load or keep, and any thread may call.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

// `host` is lower case and punycode, as Url::host() gives it; a dot at the end
// is ignored. IP addresses, single labels and public suffixes give themselves.
// A suffix that the list does not know counts as one label:
// "a.b.example" gives "b.example".
std::string RegistrableDomain(std::string_view host);

// "127.0.0.1" or "[::1]": an address, as Url::host() writes it.
bool IsIpAddress(std::string_view host);

}  // namespace ritmon
