// SPDX-License-Identifier: GPL-3.0-or-later
// The names that WARC records and their content go by. OpenSSL is known to this
// file only.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

// "sha1:" and the base32 form (RFC 4648), as archives have it: a name for equal
// content, no protection against anyone.
std::string PayloadDigest(std::string_view payload);
// Of both, one behind the other.
std::string PayloadDigest(std::string_view begin, std::string_view end);

// "<urn:uuid:...>", a name-based UUID (RFC 9562, version 5): the same for the
// same `name`, so that the same input gives the same archive.
std::string RecordId(std::string_view name);

}  // namespace ritmon
