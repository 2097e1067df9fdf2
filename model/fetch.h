// SPDX-License-Identifier: GPL-3.0-or-later
// What the crawler asks for and what it gets. Values, no behaviour.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "model/url.h"

namespace ritmon {

// What the answer will be read as.
enum class FetchKind {
  kPage,
  kRobots,
  kSitemap,
  kFeed,
  kTdmRep,    // /.well-known/tdmrep.json (W3C TDM Reservation Protocol)
  kResource,  // what a page asks for while a browser shows it; not archived
  kSocial,    // an account's posts, or what leads there (crawler/social/)
};

struct FetchRequest {
  Url url;
  FetchKind kind = FetchKind::kPage;
  int depth = 0;      // links followed from the seed
  int redirects = 0;  // redirects followed to get here
  std::string seed;   // the registrable domain or host the crawl of which
                      // this belongs to; see crawler/scope.h
  std::string etag;   // for If-None-Match; empty if unknown
  std::string last_modified;  // for If-Modified-Since; empty if unknown
  // Payload digest and time of the capture that is held; empty if there is
  // none. An answer with the same digest, or a 304, is archived as a revisit.
  std::string held_digest;
  Timestamp held_at{};
  // What the origin's tdmrep.json says of this page, and its policy.
  std::optional<bool> tdm_file;
  std::string tdm_policy;
};

enum class FetchOutcome {
  kOk,           // 2xx
  kNotModified,  // 304
  kRedirect,     // 3xx with a Location
  kClientError,  // 4xx
  kServerError,  // 5xx
  kTimeout,
  kDnsError,
  kConnectError,
  kTlsError,
  kProtocolError,   // not HTTP, broken encoding, connection cut
  kNotAllowed,      // robots.txt says no; nothing was sent
  kAddressRefused,  // a private address without permission; nothing was sent
  kUnwantedType,    // a media type that nobody here reads; body not fetched
};

std::string_view ToString(FetchOutcome outcome);

// What an HTTP status means. A 3xx without a Location leads nowhere and is
// final, like a 4xx; anything below 200 is no answer.
FetchOutcome OutcomeOfStatus(int status, bool has_location);

using HeaderList = std::vector<std::pair<std::string, std::string>>;

struct FetchResult {
  FetchRequest request;
  std::string request_head;  // as sent, up to the empty line; empty if unknown
  FetchOutcome outcome = FetchOutcome::kProtocolError;
  int status = 0;            // HTTP status; 0 without an answer
  std::string http_version;  // "1.1", "2"
  std::string reason;        // the status line's phrase; often empty
  HeaderList headers;        // as received, names unchanged
  std::string body;          // content encoding undone
  bool truncated = false;    // cut at the size limit
  std::string ip;            // of the peer
  std::string message;       // why there is no answer
  Timestamp fetched_at{};
  std::chrono::milliseconds first_byte{0};  // from the request to the answer
  std::chrono::milliseconds elapsed{0};
};

// The first header of that name (without case), or empty.
std::string_view FindHeader(const HeaderList& headers, std::string_view name);

// Where in the archive a capture is.
struct CaptureRef {
  std::string file;      // name inside warc/
  uint64_t offset = 0;   // of the record, in bytes of the (compressed) file
  std::string digest;    // "sha1:<base32>" of the payload
  bool revisit = false;  // the payload is in an earlier capture
};

}  // namespace ritmon
