// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/cdxj.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/ascii.h"
#include "crawler/http_message.h"
#include "model/url.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string_view> Split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// "www.", "www2." and the like at the start of a host.
size_t WwwSize(std::string_view host) {
  if (!host.starts_with("www")) return 0;
  size_t end = 3;
  while (end < host.size() && IsDigit(host[end])) ++end;
  return end < host.size() && host[end] == '.' ? end + 1 : 0;
}

std::string ReversedHost(std::string_view host) {
  const auto labels = Split(host, '.');
  const std::string_view last = labels.back();
  if (host.starts_with('[') ||
      (!last.empty() && std::all_of(last.begin(), last.end(), IsDigit))) {
    return std::string(host);
  }
  std::string out;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    if (!out.empty()) out += ',';
    out += *label;
  }
  return out;
}

std::string WithoutBlanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > ' ') {
      out += c;
    } else {
      out += "%20";
    }
  }
  return out;
}

std::string Timestamp14(std::optional<Timestamp> date) {
  std::string digits = FormatTimestamp(date.value_or(Timestamp{}));
  std::erase_if(digits, [](char c) { return !IsDigit(c); });
  return digits;
}

std::string MediaType(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  const size_t begin = type.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return "";
  return std::string(
      type.substr(begin, type.find_last_not_of(" \t") + 1 - begin));
}

uint64_t ParseNumber(const std::string& text) {
  uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::string Surt(std::string_view url) {
  std::string lower = AsciiLower(url);
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!lower.starts_with(scheme)) continue;
    lower.erase(scheme.size(), WwwSize(lower.substr(scheme.size())));
  }
  const auto parsed = Url::Parse(lower);
  if (!parsed) return WithoutBlanks(url);
  std::string out = ReversedHost(parsed->host());
  const uint16_t usual = parsed->scheme() == "https" ? 443 : 80;
  if (parsed->port() != usual) out += ":" + std::to_string(parsed->port());
  out.append(")").append(parsed->path());
  if (!parsed->query().empty()) {
    auto parameters = Split(parsed->query(), '&');
    std::sort(parameters.begin(), parameters.end());
    char separator = '?';
    for (const std::string_view parameter : parameters) {
      out += separator;
      out += parameter;
      separator = '&';
    }
  }
  return AsciiLower(out);  // parsing may have escaped something
}

std::optional<CdxjEntry> CdxjEntryOf(const WarcRecord& record,
                                     const std::string& filename) {
  if (!IsCapture(record.type) || record.length == 0) return std::nullopt;
  CdxjEntry entry;
  if (record.type == WarcType::kResource) {
    entry.mime = MediaType(record.Field("Content-Type"));
  } else if (record.type == WarcType::kConversion) {
    // As other indexers have it, parameters and all.
    entry.mime = record.Field("Content-Type");
  } else if (const auto response = ParseHttpResponse(record.block)) {
    entry.status = std::to_string(response->status);
    entry.mime = MediaType(FindHeader(response->headers, "Content-Type"));
  }
  if (record.type == WarcType::kRevisit) entry.mime = "warc/revisit";
  entry.url = record.uri();
  entry.key = Surt(entry.url);
  entry.timestamp = Timestamp14(record.date());
  const std::string_view digest = record.Field("WARC-Payload-Digest");
  entry.digest = digest.substr(digest.find(':') + 1);
  entry.length = record.length;
  entry.offset = record.offset;
  entry.filename = filename;
  return entry;
}

Timestamp DateOf(const CdxjEntry& entry) {
  constexpr size_t kDigits = 14;
  if (entry.timestamp.size() != kDigits) return Timestamp{};
  std::string text = entry.timestamp + "Z";  // "20261123175446Z"
  for (const size_t colon : {12, 10}) text.insert(colon, ":");
  text.insert(8, "T");
  for (const size_t dash : {6, 4}) text.insert(dash, "-");
  return ParseTimestamp(text).value_or(Timestamp{});
}

std::string CdxjLine(const CdxjEntry& entry) {
  Json json{{"url", entry.url}};
  if (!entry.mime.empty()) json["mime"] = entry.mime;
  if (!entry.status.empty()) json["status"] = entry.status;
  if (!entry.digest.empty()) json["digest"] = entry.digest;
  json["length"] = std::to_string(entry.length);
  json["offset"] = std::to_string(entry.offset);
  json["filename"] = entry.filename;
  return entry.key + " " + entry.timestamp + " " +
         json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<CdxjEntry> ParseCdxjLine(std::string_view line) {
  const size_t first = line.find(' ');
  if (first == std::string_view::npos) return std::nullopt;
  const size_t second = line.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const Json json = Json::parse(line.substr(second + 1), nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto text = [&json](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
  };
  return CdxjEntry{
      .key = std::string(line.substr(0, first)),
      .timestamp = std::string(line.substr(first + 1, second - first - 1)),
      .url = text("url"),
      .mime = text("mime"),
      .status = text("status"),
      .digest = text("digest"),
      .length = ParseNumber(text("length")),
      .offset = ParseNumber(text("offset")),
      .filename = text("filename")};
}

}  // namespace ritmon
