// SPDX-License-Identifier: GPL-3.0-or-later
// What names, addresses, keys and times of the AT Protocol look like
// (atproto.com/specs: handle, did, nsid, record-key, tid, at-uri-scheme,
// lexicon "datetime" and "language"; BCP 47 for the last).
//
// Pure functions; any bytes are accepted.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// "firma.example": a domain name whose last label is no number. Not looked up,
// and reserved domains ("firma.local") are not told apart.
bool IsAtHandle(std::string_view text);
// "did:plc:ewvi7nxzyoun6zhxrhs64oiz"; of any method.
bool IsDid(std::string_view text);
// A handle or a DID.
bool IsAtIdentifier(std::string_view text);
// "app.bsky.feed.post".
bool IsNsid(std::string_view text);
bool IsRecordKey(std::string_view text);
// "3jzfcijpj2z2a": 13 characters that sort as the times that they hold.
bool IsTid(std::string_view text);
// When it was made, as its maker's clock had it; nothing if it is no TID.
std::optional<Timestamp> TimeOfTid(std::string_view tid);

struct AtUri {
  std::string authority;   // a handle or a DID
  std::string collection;  // an NSID, or empty
  std::string record_key;  // or empty
};
// "at://did:plc:.../app.bsky.feed.post/3jzfcijpj2z2a", strictly: no slash at
// the end, no query, no fragment.
std::optional<AtUri> ParseAtUri(std::string_view text);

// "1985-04-12T23:20:50.123Z": what RFC 3339 and ISO 8601 have in common, with
// a zone, not before the year 10. The numbers themselves may be nonsense.
bool IsAtDatetime(std::string_view text);
// Nothing also for the thirteenth month.
std::optional<Timestamp> ParseAtDatetime(std::string_view text);

// "de", "zh-Hant", "de-CH-1901": well-formed by RFC 5646, 2.1.
bool IsLanguageTag(std::string_view text);
// "de" of "de-CH-1901": the primary subtag, if the tag is valid by RFC 5646,
// 2.2.9 (nothing repeated) and it is a code of ISO 639 in lower case.
std::optional<std::string> LanguageOfTag(std::string_view tag);

}  // namespace ritmon
