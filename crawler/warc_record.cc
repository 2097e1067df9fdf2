// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_record.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "crawler/http_message.h"
#include "crawler/warc_fields.h"

namespace ritmon {
namespace {

constexpr auto kTypes = std::to_array<std::pair<std::string_view, WarcType>>({
    {"warcinfo", WarcType::kWarcinfo},
    {"response", WarcType::kResponse},
    {"resource", WarcType::kResource},
    {"request", WarcType::kRequest},
    {"metadata", WarcType::kMetadata},
    {"revisit", WarcType::kRevisit},
    {"conversion", WarcType::kConversion},
    {"continuation", WarcType::kContinuation},
});

// The name before it was archived, or the same.
std::string_view OriginalName(std::string_view name) {
  for (const std::string_view prefix : {kOldKeptPrefix, kKeptPrefix}) {
    if (name.size() > prefix.size() &&
        SameIgnoringCase(name.substr(0, prefix.size()), prefix) &&
        IsEncodingHeader(name.substr(prefix.size()))) {
      return name.substr(prefix.size());
    }
  }
  return name;
}

HeaderList RestoredHeaders(HeaderList headers) {
  const bool has_kept_length =
      std::any_of(headers.begin(), headers.end(), [](const auto& header) {
        return SameIgnoringCase(OriginalName(header.first), "Content-Length") &&
               !SameIgnoringCase(header.first, "Content-Length");
      });
  if (has_kept_length) {
    std::erase_if(headers, [](const auto& header) {
      return SameIgnoringCase(header.first, "Content-Length");
    });
  }
  for (auto& [name, value] : headers) name = std::string(OriginalName(name));
  return headers;
}

int ParseSmallNumber(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max(value, 0);
}

Status ReadHttp(const WarcRecord& record, size_t max_body_bytes,
                FetchResult* result) {
  auto response = ParseHttpResponse(record.block);
  if (!response) {
    return Fail(ErrorKind::kInvalid, "no HTTP response in the record of " +
                                         std::string(record.uri()));
  }
  ContentDecoding content = DecodeContent(*response, max_body_bytes);
  result->status = response->status;
  result->http_version = response->version;
  result->reason = response->reason;
  result->headers = RestoredHeaders(std::move(response->headers));
  result->body = std::move(content.body);
  result->message = std::move(content.problem);
  // A convention of web archives: the message is written as HTTP/1.1, and the
  // protocol that carried it stands beside it.
  const std::string_view protocol = record.Field("WARC-Protocol");
  if (protocol.starts_with("h2")) result->http_version = "2";
  if (protocol.starts_with("h3")) result->http_version = "3";
  result->outcome = OutcomeOfStatus(
      result->status, !FindHeader(result->headers, "Location").empty());
  return {};
}

void ReadResource(const WarcRecord& record, size_t max_body_bytes,
                  FetchResult* result) {
  result->status = 200;
  result->outcome = FetchOutcome::kOk;
  result->headers = {
      {"Content-Type", std::string(record.Field("Content-Type"))}};
  result->body = record.block.substr(0, max_body_bytes);
  if (record.block.size() > max_body_bytes) {
    result->message = "body over the limit";
  }
}

}  // namespace

void ReadRequestFields(const WarcRecord& record, FetchResult* result) {
  FetchRequest& request = result->request;
  for (const auto& [name, kind] : kFetchKindNames) {
    if (record.Field("Ritmon-Kind") == name) request.kind = kind;
  }
  request.seed = record.Field("Ritmon-Seed");
  request.depth = ParseSmallNumber(record.Field("Ritmon-Depth"));
  request.redirects = ParseSmallNumber(record.Field("Ritmon-Redirects"));
  const std::string_view outcome = record.Field("Ritmon-Outcome");
  for (int i = 0; i <= static_cast<int>(FetchOutcome::kUnwantedType); ++i) {
    const auto candidate = static_cast<FetchOutcome>(i);
    if (ToString(candidate) == outcome) result->outcome = candidate;
  }
}

std::string_view ToString(WarcType type) {
  for (const auto& [name, value] : kTypes) {
    if (value == type) return name;
  }
  return "unknown";
}

WarcType ParseWarcType(std::string_view text) {
  for (const auto& [name, value] : kTypes) {
    if (SameIgnoringCase(name, text)) return value;
  }
  return WarcType::kUnknown;
}

bool IsCapture(WarcType type) {
  return type == WarcType::kResponse || type == WarcType::kRevisit ||
         type == WarcType::kResource || type == WarcType::kConversion;
}

std::string_view WarcRecord::uri() const {
  std::string_view uri = Field("WARC-Target-URI");
  // WARC 1.0's grammar put it in angle brackets; wget does.
  if (uri.size() >= 2 && uri.front() == '<' && uri.back() == '>') {
    uri = uri.substr(1, uri.size() - 2);
  }
  return uri;
}

std::string_view WarcRecord::uri_as_written() const {
  const std::string_view trimmed = uri();
  const std::string_view header = header_text;
  const size_t begin = header.find(": " + std::string(trimmed));
  if (trimmed.empty() || begin == std::string_view::npos) return trimmed;
  const std::string_view line =
      header.substr(begin + 2, header.find_first_of("\r\n", begin) - begin - 2);
  return line.find_first_not_of(' ', trimmed.size()) == std::string_view::npos
             ? line
             : trimmed;
}

std::optional<Timestamp> WarcRecord::date() const {
  return ParseTimestamp(Field("WARC-Date"));
}

std::string_view WarcRecord::digest() const {
  const std::string_view payload = Field("WARC-Payload-Digest");
  return payload.empty() ? Field("WARC-Block-Digest") : payload;
}

Result<FetchResult> ToFetchResult(const WarcRecord& record,
                                  size_t max_body_bytes) {
  if (record.type == WarcType::kRevisit) {
    return Fail(ErrorKind::kInvalid,
                "revisit record: the content of " + std::string(record.uri()) +
                    " is in an earlier capture of " +
                    std::string(record.Field("WARC-Refers-To-Target-URI")) +
                    " at " + std::string(record.Field("WARC-Refers-To-Date")));
  }
  if (record.type != WarcType::kResponse &&
      record.type != WarcType::kResource) {
    return Fail(ErrorKind::kInvalid,
                std::string(ToString(record.type)) + " record: holds no page");
  }
  auto url = Url::Parse(record.uri());
  if (!url) return tl::unexpected<Error>(std::move(url.error()));
  FetchResult result{.request = {.url = *url}};
  if (record.type == WarcType::kResource) {
    ReadResource(record, max_body_bytes, &result);
  } else if (auto read = ReadHttp(record, max_body_bytes, &result); !read) {
    return tl::unexpected<Error>(std::move(read.error()));
  }
  ReadRequestFields(record, &result);
  const std::string_view truncated = record.Field("WARC-Truncated");
  result.truncated =
      record.block_cut || !truncated.empty() || !result.message.empty();
  result.ip = record.Field("WARC-IP-Address");
  result.fetched_at = record.date().value_or(Timestamp{});
  return result;
}

int HttpStatus(const WarcRecord& record) {
  if (record.type != WarcType::kResponse && record.type != WarcType::kRevisit) {
    return 0;
  }
  const auto response = ParseHttpResponse(record.block);
  return response ? response->status : 0;
}

std::string SerializeHeader(const WarcRecord& record, size_t block_size) {
  std::string out = "WARC/" + record.version + "\r\n";
  for (const auto& [name, value] : record.headers) {
    if (SameIgnoringCase(name, "Content-Length")) continue;
    out.append(name).append(": ").append(value).append("\r\n");
  }
  return out.append("Content-Length: ")
      .append(std::to_string(block_size))
      .append("\r\n\r\n");
}

std::string SerializeRecord(const WarcRecord& record) {
  std::string out = SerializeHeader(record, record.block.size());
  out.reserve(out.size() + record.block.size() + kRecordEnd.size());
  return out.append(record.block).append(kRecordEnd);
}

}  // namespace ritmon
