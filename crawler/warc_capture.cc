// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_capture.h"

#include <algorithm>
#include <utility>

#include "crawler/warc_digest.h"
#include "crawler/warc_fields.h"

namespace ritmon {
namespace {

// One line, whatever the server sent.
std::string OneLine(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return out;
}

// A header's name as it will be read back: so that none slips past the rule
// for its kind.
std::string HeaderName(std::string_view name) {
  std::string out = OneLine(name);
  std::replace(out.begin(), out.end(), ':', ' ');
  const size_t begin = out.find_first_not_of(" \t");
  if (begin == std::string::npos) return "";
  return out.substr(begin, out.find_last_not_of(" \t") + 1 - begin);
}

// Status line and headers, the empty line included.
std::string HttpHead(const FetchResult& result) {
  const std::string actual_length = std::to_string(result.body.size());
  const bool old_version = result.http_version == "1.0";
  // A 304 has no body; its length is that of the page it speaks of.
  const bool has_body = result.status != 304;
  std::string out = std::string("HTTP/") + (old_version ? "1.0 " : "1.1 ") +
                    std::to_string(result.status) + " " +
                    OneLine(result.reason) + "\r\n";
  bool length_kept = false;
  for (const auto& [given_name, value] : result.headers) {
    const std::string name = HeaderName(given_name);
    if (name.empty()) continue;
    const bool same_length =
        SameIgnoringCase(name, "Content-Length") && value == actual_length;
    if (IsEncodingHeader(name) && has_body && !same_length) {
      out += kKeptPrefix;
      length_kept = length_kept || SameIgnoringCase(name, "Content-Length");
    }
    out += name + ": " + OneLine(value) + "\r\n";
  }
  if (length_kept) out += "Content-Length: " + actual_length + "\r\n";
  return out + "\r\n";
}

std::string_view ReasonOfTruncation(const FetchResult& result) {
  switch (result.outcome) {
    case FetchOutcome::kTimeout:
      return "time";
    case FetchOutcome::kProtocolError:
      return "disconnect";
    case FetchOutcome::kUnwantedType:
      return "unspecified";
    default:
      return result.truncated ? "length" : "";
  }
}

void AddOutcome(const FetchResult& result, HeaderList* headers) {
  const bool has_location = !FindHeader(result.headers, "Location").empty();
  if (result.outcome != OutcomeOfStatus(result.status, has_location)) {
    headers->emplace_back("Ritmon-Outcome", ToString(result.outcome));
  }
}

enum class Sameness { kNew, kSamePayload, kNotModified };

Sameness SamenessOf(const FetchResult& result, std::string_view digest) {
  const FetchRequest& request = result.request;
  const bool had_condition = !request.held_digest.empty() ||
                             !request.etag.empty() ||
                             !request.last_modified.empty();
  if (result.status == 304) {
    return had_condition ? Sameness::kNotModified : Sameness::kNew;
  }
  return !request.held_digest.empty() && request.held_digest == digest
             ? Sameness::kSamePayload
             : Sameness::kNew;
}

void AddRevisitFields(const FetchRequest& request, Sameness sameness,
                      HeaderList* headers) {
  headers->emplace_back("WARC-Profile", sameness == Sameness::kNotModified
                                            ? kNotModifiedProfile
                                            : kSamePayloadProfile);
  if (request.held_digest.empty()) return;
  headers->emplace_back("WARC-Refers-To-Target-URI", request.url.href());
  headers->emplace_back("WARC-Refers-To-Date",
                        FormatTimestamp(request.held_at));
}

WarcRecord NewRecord(WarcType type, const std::string& id,
                     const FetchResult& result) {
  WarcRecord record;
  record.version = "1.1";
  record.type = type;
  record.headers = {{"WARC-Type", std::string(ToString(type))},
                    {"WARC-Record-ID", id},
                    {"WARC-Date", FormatTimestamp(result.fetched_at)},
                    {"WARC-Target-URI", result.request.url.href()}};
  return record;
}

WarcRecord RequestRecord(const FetchResult& result, std::string_view id,
                         const std::string& name) {
  WarcRecord record =
      NewRecord(WarcType::kRequest, RecordId(name + " request"), result);
  record.headers.emplace_back("WARC-Concurrent-To", id);
  record.headers.emplace_back("Content-Type",
                              "application/http; msgtype=request");
  record.block = result.request_head;
  // Whoever wrote it down may have left out the empty line.
  if (!record.block.ends_with("\r\n")) record.block += "\r\n";
  if (!record.block.ends_with("\r\n\r\n")) record.block += "\r\n";
  record.content_length = record.block.size();
  return record;
}

}  // namespace

void AddRequestFields(const FetchRequest& request, HeaderList* headers) {
  for (const auto& [name, kind] : kFetchKindNames) {
    if (kind == request.kind) headers->emplace_back("Ritmon-Kind", name);
  }
  if (!request.seed.empty()) {
    headers->emplace_back("Ritmon-Seed", OneLine(request.seed));
  }
  if (request.depth != 0) {
    headers->emplace_back("Ritmon-Depth", std::to_string(request.depth));
  }
  if (request.redirects != 0) {
    headers->emplace_back("Ritmon-Redirects",
                          std::to_string(request.redirects));
  }
}

CaptureRecords RecordsOf(const FetchResult& result, std::string_view unique,
                         std::string_view warcinfo_id) {
  CaptureRecords records;
  records.digest = PayloadDigest(result.body);
  const Sameness sameness = SamenessOf(result, records.digest);
  const bool is_new = sameness == Sameness::kNew;
  if (sameness == Sameness::kNotModified) {
    records.digest = OneLine(result.request.held_digest);
  }
  if (is_new) records.payload = result.body;
  const std::string name =
      std::string(unique) + " " + result.request.url.href() + " " +
      FormatTimestamp(result.fetched_at) + " " + records.digest;
  WarcRecord& record = records.capture;
  record = NewRecord(is_new ? WarcType::kResponse : WarcType::kRevisit,
                     RecordId(name), result);
  record.block = HttpHead(result);
  record.content_length = record.block.size() + records.payload.size();
  HeaderList& headers = record.headers;
  if (!result.ip.empty()) {
    headers.emplace_back("WARC-IP-Address", OneLine(result.ip));
  }
  if (!is_new) AddRevisitFields(result.request, sameness, &headers);
  if (!records.digest.empty()) {
    headers.emplace_back("WARC-Payload-Digest", records.digest);
  }
  headers.emplace_back("WARC-Block-Digest",
                       PayloadDigest(record.block, records.payload));
  if (const auto reason = ReasonOfTruncation(result); !reason.empty()) {
    headers.emplace_back("WARC-Truncated", reason);
  }
  if (result.http_version == "2" || result.http_version == "3") {
    headers.emplace_back("WARC-Protocol", "h" + result.http_version);
  }
  AddRequestFields(result.request, &headers);
  AddOutcome(result, &headers);
  headers.emplace_back("Content-Type", "application/http; msgtype=response");
  if (!result.request_head.empty()) {
    records.request =
        RequestRecord(result, record.Field("WARC-Record-ID"), name);
  }
  if (!warcinfo_id.empty()) {
    headers.emplace_back("WARC-Warcinfo-ID", warcinfo_id);
    if (records.request) {
      records.request->headers.emplace_back("WARC-Warcinfo-ID", warcinfo_id);
    }
  }
  return records;
}

std::string SerializeCapture(const CaptureRecords& records) {
  const std::string& head = records.capture.block;
  std::string out =
      SerializeHeader(records.capture, head.size() + records.payload.size());
  out.reserve(out.size() + head.size() + records.payload.size() +
              kRecordEnd.size());
  return out.append(head).append(records.payload).append(kRecordEnd);
}

WarcRecord FromFetchResult(const FetchResult& result, std::string_view unique) {
  CaptureRecords records = RecordsOf(result, unique);
  records.capture.block += records.payload;
  return std::move(records.capture);
}

}  // namespace ritmon
