// SPDX-License-Identifier: GPL-3.0-or-later
// Path patterns as robots.txt writes them (RFC 9309, 2.2.2 and 2.2.3), which
// tdmrep.json has taken over: '*' is any number of characters, '$' at the end
// is the end of the path, everything else stands for itself from the start.
//
// Pure functions; any bytes are accepted.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

// Both sides of a comparison in one spelling: bytes above ASCII %-encoded, hex
// in upper case. Nothing is decoded.
std::string EscapePath(std::string_view path);

// Two hexadecimal digits after the '%' at `at`.
bool IsPercentEncoded(std::string_view text, size_t at);

// Both are spelled alike; see EscapePath.
bool MatchesPathPattern(std::string_view path, std::string_view pattern);

}  // namespace ritmon
