// SPDX-License-Identifier: GPL-3.0-or-later
// The encoding of XML from the web: sitemaps, feeds.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

// UTF-8 without byte order mark, always valid. The order is RFC 7303's (byte
// order mark, header, XML declaration), but bytes that are UTF-8 are believed
// more than what anybody says of them, and what says UTF-8 and is not, is read
// as what it looks like. `content_type` is the HTTP header, may be empty.
std::string XmlToUtf8(std::string_view bytes,
                      std::string_view content_type = {});

}  // namespace ritmon
