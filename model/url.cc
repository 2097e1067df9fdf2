// SPDX-License-Identifier: GPL-3.0-or-later
// The parser of the WHATWG URL standard (section 4.4), cut down to what http
// and https can reach: the states are functions, the input is walked once.
// Hosts are in url_host.cc, the canonical form in url_canonical.cc.
#include "model/url.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "model/percent_encoding.h"
#include "model/url_host.h"

namespace ritmon {
namespace {

bool IsSlash(char c) { return c == '/' || c == '\\'; }

bool IsAsciiAlpha(char c) {
  return AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z';
}

uint16_t DefaultPort(std::string_view scheme) {
  return scheme == "http" ? 80 : 443;
}

// Without C0 controls and spaces around it, without tabs and line ends inside.
std::string Cleaned(std::string_view input) {
  const auto is_edge = [](char c) {
    return static_cast<unsigned char>(c) <= 0x20;
  };
  while (!input.empty() && is_edge(input.front())) input.remove_prefix(1);
  while (!input.empty() && is_edge(input.back())) input.remove_suffix(1);
  std::string out(input);
  std::erase_if(out,
                [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

// The scheme in lower case, with `*rest` behind its ':'; nothing if there is
// none.
std::optional<std::string> TakeScheme(std::string_view* rest) {
  if (rest->empty() || !IsAsciiAlpha(rest->front())) return std::nullopt;
  std::string scheme;
  for (size_t i = 0; i < rest->size(); ++i) {
    const char c = (*rest)[i];
    if (c == ':') {
      rest->remove_prefix(i + 1);
      return scheme;
    }
    const bool allowed = IsAsciiAlpha(c) || (c >= '0' && c <= '9') ||
                         c == '+' || c == '-' || c == '.';
    if (!allowed) return std::nullopt;
    scheme.push_back(AsciiLower(c));
  }
  return std::nullopt;
}

// What Url is put together from.
struct Parts {
  std::string scheme;
  std::string userinfo;  // "user:password", encoded; empty if there is none
  std::string host;
  uint16_t port = 0;
  std::string path;
  std::optional<std::string> query;  // "" for a lone '?'
};

std::string EncodeUserinfo(std::string_view userinfo) {
  std::string out;
  const size_t colon = userinfo.find(':');
  AppendPercentEncoded(userinfo.substr(0, colon), PercentEncodeSet::kUserinfo,
                       &out);
  if (colon != std::string_view::npos && colon + 1 < userinfo.size()) {
    out.push_back(':');
    AppendPercentEncoded(userinfo.substr(colon + 1),
                         PercentEncodeSet::kUserinfo, &out);
  }
  return out;
}

// "host", "host:", "host:8080".
bool ParseHostAndPort(std::string_view text, Parts* parts) {
  size_t colon = std::string_view::npos;
  bool inside_brackets = false;
  for (size_t i = 0; i < text.size() && colon == std::string_view::npos; ++i) {
    if (text[i] == '[') inside_brackets = true;
    if (text[i] == ']') inside_brackets = false;
    if (text[i] == ':' && !inside_brackets) colon = i;
  }
  auto host = ParseHost(text.substr(0, colon));
  if (!host) return false;
  parts->host = std::move(*host);
  parts->port = DefaultPort(parts->scheme);
  if (colon == std::string_view::npos || colon + 1 == text.size()) return true;
  unsigned port = 0;
  for (const char c : text.substr(colon + 1)) {
    if (c < '0' || c > '9') return false;
    port = port * 10 + static_cast<unsigned>(c - '0');
    if (port > 65535) return false;
  }
  parts->port = static_cast<uint16_t>(port);
  return true;
}

// Section 4.4, "shorten a url's path".
void DropLastSegment(std::string* path) {
  const size_t slash = path->rfind('/');
  path->resize(slash == std::string::npos ? 0 : slash);
}

// "." and ".." in all spellings with "%2e": 1, 2, or 0 for other segments.
int CountDots(std::string_view segment) {
  int dots = 0;
  while (!segment.empty()) {
    if (segment.front() == '.') {
      segment.remove_prefix(1);
    } else if (segment.size() >= 3 && segment.starts_with("%2") &&
               AsciiLower(segment[2]) == 'e') {
      segment.remove_prefix(3);
    } else {
      return 0;
    }
    if (++dots > 2) return 0;
  }
  return dots;
}

// Appends `text` segment by segment to `*path`, which is empty or starts with
// '/' and has no '/' at its end that is not a segment of its own.
void AppendPath(std::string_view text, std::string* path) {
  while (true) {
    const auto* end = std::find_if(text.begin(), text.end(), IsSlash);
    const auto size = static_cast<size_t>(end - text.begin());
    const bool is_last = size == text.size();
    const std::string_view segment = text.substr(0, size);
    const int dots = CountDots(segment);
    if (dots == 2) DropLastSegment(path);
    if (dots == 0) {
      path->push_back('/');
      AppendPercentEncoded(segment, PercentEncodeSet::kPath, path);
    } else if (is_last) {
      path->push_back('/');
    }
    if (is_last) return;
    text.remove_prefix(size + 1);
  }
}

void SetQuery(std::string_view text, Parts* parts) {
  parts->query.emplace();
  AppendPercentEncoded(text, PercentEncodeSet::kSpecialQuery, &*parts->query);
}

// `text` is the path, perhaps with a '?' and the query behind it.
void ParsePathAndQuery(std::string_view text, Parts* parts) {
  const size_t question = text.find('?');
  std::string_view path = text.substr(0, question);
  if (!path.empty() && IsSlash(path.front())) path.remove_prefix(1);
  AppendPath(path, &parts->path);
  if (question != std::string_view::npos) {
    SetQuery(text.substr(question + 1), parts);
  }
}

// `rest` is what follows the scheme and any number of slashes.
bool ParseAuthorityAndRest(std::string_view rest, Parts* parts) {
  while (!rest.empty() && IsSlash(rest.front())) rest.remove_prefix(1);
  const size_t end = rest.find_first_of("/\\?");
  std::string_view authority = rest.substr(0, end);
  const size_t at = authority.rfind('@');
  if (at != std::string_view::npos) {
    parts->userinfo = EncodeUserinfo(authority.substr(0, at));
    authority.remove_prefix(at + 1);
  }
  if (!ParseHostAndPort(authority, parts)) return false;
  ParsePathAndQuery(end == std::string_view::npos ? "" : rest.substr(end),
                    parts);
  return true;
}

// Section 4.4, relative state; parts->scheme to query are those of the base.
bool ParseRelative(std::string_view rest, Parts* parts) {
  if (rest.size() >= 2 && IsSlash(rest[0]) && IsSlash(rest[1])) {
    parts->userinfo.clear();
    parts->path.clear();
    parts->query.reset();
    return ParseAuthorityAndRest(rest, parts);
  }
  if (rest.empty()) return true;  // path and query of the base
  parts->query.reset();
  if (rest.front() == '?') {
    SetQuery(rest.substr(1), parts);
    return true;
  }
  if (IsSlash(rest.front())) {
    parts->path.clear();
  } else {
    DropLastSegment(&parts->path);
  }
  ParsePathAndQuery(rest, parts);
  return true;
}

std::string Shown(std::string_view input) {
  constexpr size_t kShown = 100;
  std::string out(input.substr(0, kShown));
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return "'" + out + (input.size() > kShown ? "...'" : "'");
}

}  // namespace

Result<Url> Url::Parse(std::string_view input, const Url* base) {
  const auto refuse = [input](const char* why) {
    return Fail(ErrorKind::kInvalid, "URL " + Shown(input) + ": " + why);
  };
  if (input.size() > kMaxLength) return refuse("too long");
  const std::string cleaned = Cleaned(input);
  std::string_view rest = cleaned;
  rest = rest.substr(0, rest.find('#'));

  Parts parts;
  const auto scheme = TakeScheme(&rest);
  if (scheme && *scheme != "http" && *scheme != "https") {
    return refuse("not http or https");
  }
  const bool is_relative =
      base != nullptr &&
      (!scheme || (*scheme == base->scheme() && !rest.starts_with("//")));
  bool ok = false;
  if (is_relative) {
    const std::string_view href = base->href_;
    const std::string_view authority = href.substr(
        base->scheme_end_ + 3, base->host_begin_ - base->scheme_end_ - 3);
    parts.scheme = base->scheme();
    parts.userinfo = authority.substr(0, authority.find('@'));
    parts.host = base->host();
    parts.port = base->port_;
    parts.path = base->path();
    if (base->query_begin_ < href.size()) {
      parts.query = href.substr(base->query_begin_ + 1);
    }
    ok = ParseRelative(rest, &parts);
  } else {
    if (!scheme) return refuse("relative, and no base to resolve it");
    parts.scheme = *scheme;
    ok = ParseAuthorityAndRest(rest, &parts);
  }
  if (!ok) return refuse("the host or port is not valid");

  Url url;
  url.href_ = parts.scheme + "://";
  url.scheme_end_ = static_cast<uint32_t>(parts.scheme.size());
  if (!parts.userinfo.empty()) url.href_ += parts.userinfo + "@";
  url.host_begin_ = static_cast<uint32_t>(url.href_.size());
  url.href_ += parts.host;
  url.host_end_ = static_cast<uint32_t>(url.href_.size());
  url.port_ = parts.port;
  if (parts.port != DefaultPort(parts.scheme)) {
    url.href_ += ":" + std::to_string(parts.port);
  }
  url.path_begin_ = static_cast<uint32_t>(url.href_.size());
  url.href_ += parts.path;
  url.query_begin_ = static_cast<uint32_t>(url.href_.size());
  if (parts.query) url.href_ += "?" + *parts.query;
  if (url.href_.size() > kMaxLength) return refuse("too long");
  return url;
}

std::string_view Url::scheme() const {
  return std::string_view(href_).substr(0, scheme_end_);
}

std::string_view Url::host() const {
  return std::string_view(href_).substr(host_begin_, host_end_ - host_begin_);
}

std::string_view Url::path() const {
  return std::string_view(href_).substr(path_begin_,
                                        query_begin_ - path_begin_);
}

std::string_view Url::query() const {
  return query_begin_ < href_.size()
             ? std::string_view(href_).substr(query_begin_ + 1)
             : std::string_view();
}

std::string_view Url::path_and_query() const {
  return std::string_view(href_).substr(path_begin_);
}

std::string Url::origin() const {
  const std::string_view host_and_port =
      std::string_view(href_).substr(host_begin_, path_begin_ - host_begin_);
  return std::string(scheme()) + "://" + std::string(host_and_port);
}

}  // namespace ritmon
