// SPDX-License-Identifier: GPL-3.0-or-later
// A page as a browser shows it, in the archive: a WARC 1.1 `conversion` record
// (ISO 28500:2017, 6.8) that refers to the response it was made from. The block
// is the document after its scripts have run, as HTML in UTF-8, without HTTP
// headers.
//
// Field `Ritmon-Rendition: dom` tells ours from other conversions (texts of
// PDFs, small pictures, films in other formats), which are no pages and are
// left alone. `Ritmon-Response-Date` is the WARC-Date of the response, by which
// retention counts. Pure functions.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "crawler/warc_record.h"
#include "model/fetch.h"

namespace ritmon {

// What a browser made of one capture.
struct Rendition {
  FetchRequest request;  // that the response was an answer to
  std::string html;      // UTF-8
  bool truncated = false;
  std::string response_id;  // WARC-Record-ID of the response
  Timestamp response_date{};
  Timestamp rendered_at{};
};

// Without an offset. `unique` and `warcinfo_id` as in RecordsOf
// (warc_capture.h).
WarcRecord RecordOf(const Rendition& rendition, std::string_view unique,
                    std::string_view warcinfo_id = {});

// A conversion that RecordOf made.
bool IsRendition(const WarcRecord& record);

// As if a server had answered so: status 200, the document as the body. Replay
// and the crawl both take it from here, so that they see the same. kInvalid if
// the record is no rendition or not about an http(s) URL.
Result<FetchResult> PageOfRendition(const WarcRecord& record,
                                    size_t max_body_bytes = 32 * 1024 * 1024);

// Of a rendition, the date of its response; else the record's own.
std::optional<Timestamp> CapturedAt(const WarcRecord& record);

}  // namespace ritmon
