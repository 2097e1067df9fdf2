// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP/1 response as bytes (RFC 9112), as archives hold it: with the
// mistakes of thirty years of servers and crawlers.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/fetch.h"

namespace ritmon {

struct HttpResponse {
  std::string version;  // "1.0", "1.1", "2"
  int status = 0;
  std::string reason;     // often empty
  HeaderList headers;     // folded lines joined; lines without a name left out
  std::string_view body;  // into the input; encodings not undone
};

// Nothing if `message` does not begin with a status line. Interim responses
// (100 Continue) are skipped; line ends may be CRLF or LF; without an empty
// line everything is header.
std::optional<HttpResponse> ParseHttpResponse(std::string_view message);

// "Name: value" lines up to the first empty line, which is taken away from
// `*rest` with them. Also the named fields of a WARC record.
HeaderList ParseHeaderLines(std::string_view* rest);

struct ContentDecoding {
  std::string body;
  // Why `body` is not all of it; empty if it is.
  std::string problem;
};

// Undoes Transfer-Encoding: chunked and Content-Encoding (gzip, deflate, zstd;
// several of them) of `response`. A body that does not begin as its header says
// is taken as decoded already: many archives decode and keep the header.
// At most `max_bytes`.
ContentDecoding DecodeContent(const HttpResponse& response, size_t max_bytes);

}  // namespace ritmon
