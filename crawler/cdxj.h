// SPDX-License-Identifier: GPL-3.0-or-later
// One line of a CDXJ index, as web archives exchange it:
//
//   com,example)/a 20261123175446 {"url": ..., "mime": ..., "status": ...,
//   "digest": ..., "length": ..., "offset": ..., "filename": ...}
//
// The key is the URL turned round (SURT), so that sorted lines keep a site
// together; all values are strings; what a record does not have is left out.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "crawler/warc_record.h"

namespace ritmon {

// "com,example)/path?a=1&b=2": lower case, "www." and "www2." left out, the
// port only if it is not the scheme's, parameters sorted. IP addresses are not
// turned round. What is no http(s) URL is given back, blanks escaped.
std::string Surt(std::string_view url);

struct CdxjEntry {
  std::string key;
  std::string timestamp;  // 14 digits, UTC
  std::string url;
  std::string mime;    // without parameters; "warc/revisit" for those
  std::string status;  // of HTTP
  std::string digest;  // of the payload, without the algorithm's name
  uint64_t length = 0;
  uint64_t offset = 0;
  std::string filename;
};

// Nothing if records of its type are not listed: only responses, revisits and
// resources are, and of these only what lies alone at its offset. Of the block
// no more than the HTTP head is needed.
std::optional<CdxjEntry> CdxjEntryOf(const WarcRecord& record,
                                     const std::string& filename);

// Of `timestamp`; 1970 if it is none.
Timestamp DateOf(const CdxjEntry& entry);

// Without the line's end.
std::string CdxjLine(const CdxjEntry& entry);

// Nothing if it is not such a line.
std::optional<CdxjEntry> ParseCdxjLine(std::string_view line);

}  // namespace ritmon
