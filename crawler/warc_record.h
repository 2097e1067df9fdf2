// SPDX-License-Identifier: GPL-3.0-or-later
// One record of a WARC file (ISO 28500:2017, WARC 1.1), and the way from a
// record to what had been fetched. The way there is warc_capture.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "model/fetch.h"

namespace ritmon {

enum class WarcType {
  kUnknown,  // a type that the standard does not have
  kWarcinfo,
  kResponse,
  kResource,
  kRequest,
  kMetadata,
  kRevisit,
  kConversion,
  kContinuation,
};

std::string_view ToString(WarcType type);
WarcType ParseWarcType(std::string_view text);  // without case

// Whether such records hold what a URL gave: responses, revisits, resources,
// and what others or we have made of them, conversions.
bool IsCapture(WarcType type);

struct WarcRecord {
  // Where the record starts, in bytes of the file as it lies on disk: of the
  // gzip member or zstd frame, or of the record itself if uncompressed.
  uint64_t offset = 0;
  // False if the record does not begin its compressed member, as when all
  // records share one: then `offset` does not lead to it.
  bool addressable = true;
  // How many bytes from there it takes on disk, when these belong to it alone
  // and all of it is in them; 0 if not, or not known.
  uint64_t length = 0;
  std::string version;  // "1.0", "1.1"
  WarcType type = WarcType::kUnknown;
  HeaderList headers;           // named fields, folded lines joined
  std::string header_text;      // the same as it stands in the file
  uint64_t content_length = 0;  // as declared
  std::string block;            // at most WarcLimits::max_block_bytes of it
  bool block_cut = false;       // there is more of it in the file

  std::string_view Field(std::string_view name) const {
    return FindHeader(headers, name);
  }
  std::string_view uri() const;  // WARC-Target-URI without <>
  // The same with the blanks around it that some have: what other people's
  // lists of the same pages call it. Of a record that was read.
  std::string_view uri_as_written() const;
  std::optional<Timestamp> date() const;
  // "sha1:..."; the payload's, else the block's, else empty.
  std::string_view digest() const;
};

// A response record (HTTP of any version, also with mistakes) or a resource
// record with text in it, as if it had just been fetched: chunks joined,
// content encodings undone. What is damaged is kept as far as it goes, marked
// `truncated` and explained in `message`. kInvalid if the record is of another
// type (a revisit says so and names what it refers to), is not about an http(s)
// URL, or holds no HTTP message.
//
// `max_body_bytes` limits the decoded body; it is then marked `truncated`.
Result<FetchResult> ToFetchResult(const WarcRecord& record,
                                  size_t max_body_bytes = 32 * 1024 * 1024);

// The request's part that our archives keep ("Ritmon-" fields), and what is
// said of the outcome.
void ReadRequestFields(const WarcRecord& record, FetchResult* result);

// The status of the HTTP response in a response or revisit record; 0 if it
// holds none.
int HttpStatus(const WarcRecord& record);

// What stands before a block of that size in an uncompressed WARC file.
std::string SerializeHeader(const WarcRecord& record, size_t block_size);

// The record as it stands in an uncompressed WARC file, CRLF CRLF included.
std::string SerializeRecord(const WarcRecord& record);

}  // namespace ritmon
