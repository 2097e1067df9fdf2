// SPDX-License-Identifier: GPL-3.0-or-later
// Percent-encoding with the sets of the WHATWG URL standard, section 1.3.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

enum class PercentEncodeSet {
  kUserinfo,
  kPath,
  kSpecialQuery,  // of http and https
};

// Appends `text` to `*out`, with the bytes of `set` as "%XX". What is encoded
// already stays as it is. Bytes are taken one by one: also what is not UTF-8
// reaches the server as the page's author wrote it.
void AppendPercentEncoded(std::string_view text, PercentEncodeSet set,
                          std::string* out);

// "%41" becomes "A"; a '%' without two hex digits behind it stays.
std::string PercentDecode(std::string_view text);

// One spelling for what is the same (RFC 3986, 6.2.2): "%7e" becomes "~" (an
// unreserved character), other escapes get upper-case hex, a stray '%' becomes
// "%25", and characters that a URI may not have in a path or query are encoded.
// Applied twice it changes nothing.
std::string NormalizePercentEncoding(std::string_view text);

// The value of a hex digit, or -1.
int HexValue(char c);

}  // namespace ritmon
