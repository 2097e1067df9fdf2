// SPDX-License-Identifier: GPL-3.0-or-later
// A name for a text that only who has the key can make: HMAC-SHA256 (RFC 2104).
// For lists that recognise what must not stand in them. Who holds list and key
// can test a guess; nobody can read the list. Pure, but for NewHashKey.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

// 32 bytes from the system's source of randomness, as 64 hexadecimal digits.
std::string NewHashKey();

// The first 128 bits as 32 hexadecimal digits.
std::string KeyedHash(std::string_view key, std::string_view text);

}  // namespace ritmon
