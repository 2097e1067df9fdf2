// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_rendition.h"

#include <utility>

#include "crawler/warc_capture.h"
#include "crawler/warc_digest.h"

namespace ritmon {
namespace {

// On disk: do not change.
constexpr std::string_view kMark = "Ritmon-Rendition";
constexpr std::string_view kDom = "dom";
constexpr std::string_view kResponseDate = "Ritmon-Response-Date";
constexpr std::string_view kType = "text/html; charset=utf-8";

}  // namespace

WarcRecord RecordOf(const Rendition& rendition, std::string_view unique,
                    std::string_view warcinfo_id) {
  WarcRecord record;
  record.version = "1.1";
  record.type = WarcType::kConversion;
  record.block = rendition.html;
  record.content_length = record.block.size();
  const std::string digest = PayloadDigest(record.block);
  const std::string& url = rendition.request.url.href();
  const std::string date = FormatTimestamp(rendition.rendered_at);
  record.headers = {
      {"WARC-Type", std::string(ToString(record.type))},
      {"WARC-Record-ID", RecordId(std::string(unique) + " conversion " + url +
                                  " " + date + " " + digest)},
      {"WARC-Date", date},
      {"WARC-Target-URI", url},
      {"WARC-Refers-To", rendition.response_id},
      {"WARC-Payload-Digest", digest},
      {"WARC-Block-Digest", digest}};
  HeaderList& headers = record.headers;
  if (rendition.truncated) headers.emplace_back("WARC-Truncated", "length");
  headers.emplace_back(kMark, kDom);
  headers.emplace_back(kResponseDate, FormatTimestamp(rendition.response_date));
  AddRequestFields(rendition.request, &headers);
  headers.emplace_back("Content-Type", kType);
  if (!warcinfo_id.empty()) {
    headers.emplace_back("WARC-Warcinfo-ID", warcinfo_id);
  }
  return record;
}

bool IsRendition(const WarcRecord& record) {
  return record.type == WarcType::kConversion && record.Field(kMark) == kDom;
}

Result<FetchResult> PageOfRendition(const WarcRecord& record,
                                    size_t max_body_bytes) {
  if (!IsRendition(record)) {
    return Fail(ErrorKind::kInvalid, std::string(ToString(record.type)) +
                                         " record: not a rendered page");
  }
  auto url = Url::Parse(record.uri());
  if (!url) return tl::unexpected<Error>(std::move(url.error()));
  FetchResult result{.request = {.url = std::move(*url)}};
  result.status = 200;
  result.outcome = FetchOutcome::kOk;
  result.headers = {{"Content-Type", std::string(kType)}};
  result.body = record.block.substr(0, max_body_bytes);
  ReadRequestFields(record, &result);
  result.truncated = record.block_cut || record.block.size() > max_body_bytes ||
                     !record.Field("WARC-Truncated").empty();
  result.fetched_at = record.date().value_or(Timestamp{});
  return result;
}

std::optional<Timestamp> CapturedAt(const WarcRecord& record) {
  if (IsRendition(record)) {
    if (const auto date = ParseTimestamp(record.Field(kResponseDate))) {
      return date;
    }
  }
  return record.date();
}

}  // namespace ritmon
