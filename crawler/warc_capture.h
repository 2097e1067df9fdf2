// SPDX-License-Identifier: GPL-3.0-or-later
// What a fetch leaves in the archive: WARC 1.1 records (ISO 28500:2017).
//
// The body of a FetchResult has its content and transfer encodings undone, so
// the archived headers would lie about it. As Common Crawl does, they are kept
// under another name (X-Crawl-Content-Encoding, X-Crawl-Transfer-Encoding,
// X-Crawl-Content-Length) and Content-Length is written anew; on the way back
// (warc_record.h) they get their names again. What the fetch was for (kind,
// depth, redirects, seed) stands in extension fields that begin with "Ritmon-";
// other readers ignore them. docs/formats.md has the whole.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crawler/warc_record.h"
#include "model/fetch.h"

namespace ritmon {

struct CaptureRecords {
  // A response, or a revisit if the payload is the one that is held already.
  // Its block is the HTTP head only; `payload` belongs behind it.
  WarcRecord capture;
  std::string_view payload;  // into the FetchResult; empty for a revisit
  std::string digest;        // of the payload; empty if it is not known
  // What was asked, if FetchResult::request_head says it.
  std::optional<WarcRecord> request;
};

// Without offsets. WARC-Record-ID is a UUID made from `unique` and the content,
// so that the same input gives the same bytes. `result` must have a status and
// outlive what is returned. `warcinfo_id` goes into WARC-Warcinfo-ID unless it
// is empty.
//
// A 304 to a question that had a condition is a revisit also if no capture is
// held: the server speaks of an earlier version, and a response record would
// say that the page is empty. It then refers to nothing, which the standard
// allows. A 304 that nobody asked for is a response like any other.
CaptureRecords RecordsOf(const FetchResult& result, std::string_view unique,
                         std::string_view warcinfo_id = {});

// The part of a request that replay needs, as "Ritmon-" fields; the way back
// is ReadRequestFields (warc_record.h).
void AddRequestFields(const FetchRequest& request, HeaderList* headers);

// As they stand in an uncompressed file. The payload is copied once.
std::string SerializeCapture(const CaptureRecords& records);

// The capture alone, as reading would give it.
WarcRecord FromFetchResult(const FetchResult& result, std::string_view unique);

}  // namespace ritmon
