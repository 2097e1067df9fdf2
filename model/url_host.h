// SPDX-License-Identifier: GPL-3.0-or-later
// Hosts of http(s) URLs, as the WHATWG URL standard parses and writes them
// (section 3.5): domains through UTS #46, IPv4 in all the spellings that
// browsers accept, IPv6 in brackets.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

// The serialised host ("xn--bcher-kva.de", "192.0.2.1", "[2001:db8::1]"), or
// nothing for what the standard calls failure.
std::optional<std::string> ParseHost(std::string_view input);

}  // namespace ritmon
