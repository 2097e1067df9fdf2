// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/site.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "base/files.h"
#include "base/time.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConfigName = "site.toml";

struct TypeOfExtension {
  std::string_view extension;
  std::string_view type;
};

constexpr TypeOfExtension kTypes[] = {
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml"},
    {".rss", "application/rss+xml"},
    {".atom", "application/atom+xml"},
    {".css", "text/css"},
    {".js", "text/javascript"},
    {".json", "application/json"},
    {".pdf", "application/pdf"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".gif", "image/gif"},
    {".ico", "image/x-icon"},
    {".gz", "application/gzip"},
};

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Undoes %-encoding; what is not well-formed stays as it is.
std::string Decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() &&
                        HexValue(text[i + 1]) >= 0 &&
                        HexValue(text[i + 2]) >= 0;
    if (!escape) {
      out.push_back(text[i]);
      continue;
    }
    out.push_back(
        static_cast<char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2])));
    i += 2;
  }
  return out;
}

// No "..", no hidden file, nothing that the file system reads differently.
bool StaysInside(std::string_view path) {
  if (path.empty() || path.front() != '/') return false;
  if (path.find('\0') != std::string_view::npos) return false;
  return path.find("/.") == std::string_view::npos;
}

// RFC 9110, 5.6.7.
std::string HttpDate(Timestamp time) {
  using namespace std::chrono;
  const auto midnight = floor<days>(time);
  const year_month_day date{midnight};
  const hh_mm_ss clock{floor<seconds>(time - midnight)};
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed",
                                       "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr",
                                         "May", "Jun", "Jul", "Aug",
                                         "Sep", "Oct", "Nov", "Dec"};
  std::array<char, 64> out{};
  std::snprintf(
      out.data(), out.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
      kDays[weekday{midnight}.c_encoding()], static_cast<unsigned>(date.day()),
      kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  return out.data();
}

std::string EntityTag(std::string_view content) {
  uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char c : content) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  }
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "\"%016llx\"",
                static_cast<unsigned long long>(hash));
  return out.data();
}

// RFC 9110, 13.2.2: If-None-Match, where there is one, decides alone.
bool IsUnchanged(const SiteRequest& request, std::string_view tag,
                 Timestamp modified) {
  if (!request.if_none_match.empty()) {
    return request.if_none_match == "*" ||
           request.if_none_match.find(tag) != std::string::npos;
  }
  const auto since = ParseHttpDate(request.if_modified_since);
  return since && modified <= *since;
}

SiteAnswer ErrorPage(int status, std::string_view text) {
  SiteAnswer answer;
  answer.status = status;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = "<!DOCTYPE html><title>" + std::to_string(status) +
                "</title><h1>" + std::string(text) + "</h1>\n";
  return answer;
}

SiteAnswer Redirect(int status, const std::string& location) {
  SiteAnswer answer = ErrorPage(status, "Moved");
  answer.headers.emplace_back("Location", location);
  return answer;
}

}  // namespace

Result<Site> Site::Open(const fs::path& folder) {
  const fs::path file = folder / kConfigName;
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return Site(folder, SiteConfig{});
  auto text = ReadFile(file);
  if (!text) return tl::unexpected(text.error());
  auto config = ParseSiteConfig(*text, file.string());
  if (!config) return tl::unexpected(config.error());
  return Site(folder, std::move(*config));
}

const SiteRoute* Site::RouteFor(std::string_view target,
                                const std::string& path) const {
  for (const SiteRoute& route : config_.routes) {
    const bool with_query = route.path.find('?') != std::string::npos;
    if (with_query ? route.path == target : route.path == path) return &route;
  }
  return nullptr;
}

SiteAnswer Site::Answer(const SiteRequest& request) const {
  const std::string_view target = request.target;
  const std::string path = Decoded(target.substr(0, target.find('?')));
  const SiteRoute* route = RouteFor(target, path);
  if (route == nullptr) return AnswerPath(path, request);
  SiteAnswer answer;
  if (!route->location.empty()) {
    answer = Redirect(route->status, route->location);
  } else if (!route->file.empty()) {
    answer = AnswerFile(folder_ / route->file, request);
  } else if (route->status >= 300) {
    answer = ErrorPage(route->status, "Sorry");
  } else {
    answer = AnswerPath(path, request);
  }
  const bool has_file = answer.status == 200 || answer.status == 304;
  if (route->status != 0 && (has_file || route->file.empty())) {
    answer.status = route->status;
  }
  answer.delay = route->delay;
  for (const auto& [name, value] : route->headers) {
    if (name == "Content-Type") {
      answer.content_type = value;
    } else {
      answer.headers.emplace_back(name, value);
    }
  }
  return answer;
}

SiteAnswer Site::AnswerPath(const std::string& path,
                            const SiteRequest& request) const {
  if (!StaysInside(path)) return ErrorPage(404, "Not Found");
  const fs::path file = folder_ / path.substr(1);
  std::error_code ignored;
  if (!fs::is_directory(file, ignored)) return AnswerFile(file, request);
  if (path.back() == '/') return AnswerFile(file / "index.html", request);
  const size_t query = request.target.find('?');
  std::string location = request.target.substr(0, query) + "/";
  if (query != std::string::npos) location += request.target.substr(query);
  return Redirect(301, location);
}

SiteAnswer Site::AnswerFile(const fs::path& file,
                            const SiteRequest& request) const {
  std::error_code missing;
  if (!fs::is_regular_file(file, missing) || file.filename() == kConfigName) {
    return ErrorPage(404, "Not Found");
  }
  auto content = ReadFile(file);
  if (!content) return ErrorPage(500, "Cannot read the file");
  const auto modified = std::chrono::floor<std::chrono::seconds>(
      std::chrono::file_clock::to_sys(fs::last_write_time(file, missing)));
  SiteAnswer answer;
  const std::string tag = EntityTag(*content);
  answer.headers.emplace_back("ETag", tag);
  answer.headers.emplace_back("Last-Modified", HttpDate(modified));
  if (IsUnchanged(request, tag, modified)) {
    answer.status = 304;
    return answer;
  }
  answer.content_type = ContentType(file);
  answer.body = std::move(*content);
  return answer;
}

std::string Site::ContentType(const fs::path& file) const {
  const std::string extension = file.extension().string();
  // Small sites call their pages by many names, or by none.
  if (extension.empty() || extension == ".html" || extension == ".htm" ||
      extension == ".php" || extension == ".asp" || extension == ".shtml") {
    return config_.content_type;
  }
  for (const TypeOfExtension& known : kTypes) {
    if (known.extension == extension) return std::string(known.type);
  }
  return "application/octet-stream";
}

}  // namespace ritmon
