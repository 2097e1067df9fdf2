// SPDX-License-Identifier: GPL-3.0-or-later
// The meta prescan of the HTML standard ("prescan a byte stream to determine
// its encoding"); for base/charset*.cc only.

#pragma once

#include <string_view>

namespace ritmon {

// The encoding that a meta element near the beginning declares, else that of
// an XML declaration, else empty. utf-16 in either means utf-8, as the
// standard has it (the declaration was readable as ASCII).
//
// The standard's 1024 bytes are the least to read; a browser that meets the
// meta later re-reads the page with it, so kPrescanBytes are looked at.
std::string_view PrescanMeta(std::string_view bytes);

inline constexpr size_t kPrescanBytes = 64 * 1024;

// "extracting a character encoding from a meta element": of the content
// attribute; also right for a Content-Type header.
std::string_view CharsetInContent(std::string_view content);

}  // namespace ritmon
