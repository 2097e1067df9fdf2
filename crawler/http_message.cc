// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/http_message.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "crawler/stream_decoder.h"

namespace ritmon {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// The next line without its end, taken away from `*rest`.
std::string_view TakeLine(std::string_view* rest) {
  const size_t end = std::min(rest->find('\n'), rest->size());
  std::string_view line = rest->substr(0, end);
  rest->remove_prefix(std::min(end + 1, rest->size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// "HTTP/1.1 200 OK", "HTTP/1.0 200", "HTTP/2 200".
bool ParseStatusLine(std::string_view line, HttpResponse* response) {
  constexpr std::string_view kProtocol = "http/";
  if (AsciiLower(line.substr(0, kProtocol.size())) != kProtocol) return false;
  line.remove_prefix(kProtocol.size());
  const size_t space = line.find_first_of(" \t");
  if (space == std::string_view::npos) return false;
  response->version = line.substr(0, space);
  line = Trimmed(line.substr(space));
  if (line.size() < 3 ||
      !std::all_of(line.begin(), line.begin() + 3, IsDigit) || line[0] == '0' ||
      (line.size() > 3 && IsDigit(line[3]))) {
    return false;
  }
  response->status =
      (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  response->reason = Trimmed(line.substr(3));
  return true;
}

// "1a", "1a;name=value", "1a  ".
std::optional<size_t> ParseChunkSize(std::string_view line) {
  line = Trimmed(line.substr(0, line.find(';')));
  if (line.empty() || line.size() > 15) return std::nullopt;
  size_t size = 0;
  for (const char c : line) {
    const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    if (!IsDigit(c) && (lower < 'a' || lower > 'f')) return std::nullopt;
    size = size * 16 +
           static_cast<size_t>(IsDigit(c) ? c - '0' : lower - 'a' + 10);
  }
  return size;
}

// RFC 9112, 7.1. What does not begin with a chunk's size was never chunked, or
// no longer is.
ContentDecoding Dechunk(std::string_view body) {
  ContentDecoding result;
  bool first = true;
  while (!body.empty()) {
    std::string_view rest = body;
    const auto size = ParseChunkSize(TakeLine(&rest));
    if (!size) {
      result.body += body;
      if (!first) result.problem = "broken chunk";
      return result;
    }
    if (*size == 0) return result;  // trailers carry nothing for us
    result.body += rest.substr(0, *size);
    if (rest.size() < *size) break;
    rest.remove_prefix(*size);
    TakeLine(&rest);
    body = rest;
    first = false;
  }
  result.problem = "the last chunk is missing";
  return result;
}

std::optional<Compression> CompressionOf(const std::string& coding,
                                         std::string_view body) {
  if (coding == "gzip" || coding == "x-gzip") return Compression::kGzip;
  if (coding == "zstd") return Compression::kZstd;
  if (coding != "deflate") return std::nullopt;
  // RFC 9110, 8.4.1.2: zlib; some servers send it without its header. Method 8
  // and the header as a number divisible by 31 (RFC 1950, 2.2).
  const bool is_zlib = body.size() >= 2 && (body[0] & 0x0F) == 8 &&
                       (static_cast<unsigned char>(body[0]) * 256 +
                        static_cast<unsigned char>(body[1])) %
                               31 ==
                           0;
  return is_zlib ? Compression::kZlib : Compression::kRawDeflate;
}

// The values of all headers of that name, split at commas, in lower case.
std::vector<std::string> Tokens(const HeaderList& headers,
                                const std::string& name) {
  std::vector<std::string> tokens;
  for (const auto& [key, value] : headers) {
    if (AsciiLower(key) != name) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find(','), rest.size());
      const auto token = Trimmed(rest.substr(0, end));
      if (!token.empty()) tokens.push_back(AsciiLower(token));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return tokens;
}

// Undoes one content coding; false if the rest cannot be undone either.
bool DecodeOne(const std::string& coding, size_t max_bytes,
               ContentDecoding* content) {
  if (coding == "identity" || content->body.empty()) return true;
  const auto compression = CompressionOf(coding, content->body);
  if (!compression) {
    content->problem = "unknown content encoding '" + coding + "'";
    return false;
  }
  Decoded decoded = Decode(*compression, content->body, max_bytes);
  if (decoded.damaged && decoded.bytes.empty()) {
    // A gzip or zstd body that cannot be begun is really broken; without the
    // magic number it was decoded by whoever archived it.
    const bool has_magic =
        *compression == Compression::kGzip   ? LooksLikeGzip(content->body)
        : *compression == Compression::kZstd ? LooksLikeZstd(content->body)
                                             : false;
    if (!has_magic) return true;
  }
  content->body = std::move(decoded.bytes);
  if (decoded.damaged) content->problem = "broken " + coding + " encoding";
  if (decoded.limited) content->problem = "decoded body over the limit";
  return !decoded.damaged && !decoded.limited;
}

}  // namespace

HeaderList ParseHeaderLines(std::string_view* rest) {
  HeaderList headers;
  while (!rest->empty()) {
    const std::string_view line = TakeLine(rest);
    if (line.empty()) break;
    if (IsBlank(line.front())) {  // folded (RFC 9112, 5.2)
      if (!headers.empty()) {
        std::string& value = headers.back().second;
        if (!value.empty()) value += ' ';
        value += Trimmed(line);
      }
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;
    headers.emplace_back(Trimmed(line.substr(0, colon)),
                         Trimmed(line.substr(colon + 1)));
  }
  return headers;
}

std::optional<HttpResponse> ParseHttpResponse(std::string_view message) {
  while (true) {
    HttpResponse response;
    if (!ParseStatusLine(TakeLine(&message), &response)) return std::nullopt;
    response.headers = ParseHeaderLines(&message);
    response.body = message;
    const bool interim = response.status >= 100 && response.status < 200 &&
                         response.status != 101;
    if (!interim || !message.starts_with("HTTP/")) return response;
  }
}

ContentDecoding DecodeContent(const HttpResponse& response, size_t max_bytes) {
  ContentDecoding content;
  const auto transfer = Tokens(response.headers, "transfer-encoding");
  if (std::find(transfer.begin(), transfer.end(), "chunked") !=
      transfer.end()) {
    content = Dechunk(response.body);
  } else {
    content.body = response.body;
  }
  const std::string cut = content.problem;
  const auto codings = Tokens(response.headers, "content-encoding");
  for (auto coding = codings.rbegin(); coding != codings.rend(); ++coding) {
    if (!DecodeOne(*coding, max_bytes, &content)) break;
  }
  if (content.body.size() > max_bytes) {
    content.body.resize(max_bytes);
    content.problem = "body over the limit";
  }
  if (!cut.empty()) content.problem = cut;
  return content;
}

}  // namespace ritmon
