// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/scope.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/domain_name.h"
#include "crawler/url_traps.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

// File types that no part of the program reads. PDF is read.
constexpr std::array<std::string_view, 45> kOtherTypes = {
    "jpg",   "jpeg", "png", "gif", "svg",  "webp", "ico",  "bmp",  "tif",
    "tiff",  "avif", "mp3", "mp4", "m4a",  "m4v",  "avi",  "mov",  "wmv",
    "webm",  "ogg",  "wav", "zip", "rar",  "7z",   "gz",   "tgz",  "tar",
    "exe",   "msi",  "dmg", "apk", "iso",  "css",  "js",   "json", "woff",
    "woff2", "ttf",  "eot", "doc", "docx", "xls",  "xlsx", "ppt",  "pptx"};

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

template <size_t N>
bool Contains(const std::array<std::string_view, N>& list,
              std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Calls `visit` for each part between separators; stops when it returns true.
template <typename Visit>
bool AnyPart(std::string_view text, char separator, Visit visit) {
  while (true) {
    const size_t end = text.find(separator);
    if (visit(text.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
  }
}

bool IsOtherType(const Url& url) {
  const std::string_view path = url.path();
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.size() - dot > 7) return false;
  if (path.find('/', dot) != std::string_view::npos) return false;
  return Contains(kOtherTypes, Lower(path.substr(dot + 1)));
}

// "/firma", "/firma/" and "" as prefixes: whole segments count.
bool IsBelow(std::string_view path, std::string_view prefix) {
  const std::string normal_path = NormalizePercentEncoding(path);
  std::string normal_prefix = NormalizePercentEncoding(prefix);
  while (normal_prefix.ends_with('/')) normal_prefix.pop_back();
  return normal_path.starts_with(normal_prefix) &&
         (normal_path.size() == normal_prefix.size() ||
          normal_path[normal_prefix.size()] == '/');
}

}  // namespace

std::string_view WithoutWww(std::string_view host) {
  constexpr std::string_view kWww = "www.";
  if (!host.starts_with(kWww) || RegistrableDomain(host) == host) return host;
  return host.substr(kWww.size());
}

std::string Scope::SiteOf(const Url& url) const {
  std::string_view host = url.host();
  if (host.size() > 1 && host.ends_with('.')) host.remove_suffix(1);
  const std::string domain = RegistrableDomain(host);
  const std::string_view bare = WithoutWww(host);
  // From the host up to its registrable domain.
  for (std::string_view name = bare; name.size() >= domain.size();
       name.remove_prefix(name.find('.') + 1)) {
    const auto rules = options_.sites.find(name);
    if (rules != options_.sites.end() &&
        (rules->second.scope == ScopeKind::kDomain || name == bare)) {
      return std::string(name);
    }
    // What is below a domain that is one host only is no part of it.
    if (rules != options_.sites.end()) return std::string(bare);
    if (name.find('.') == std::string_view::npos) break;
  }
  return options_.defaults.scope == ScopeKind::kDomain ? domain
                                                       : std::string(bare);
}

const SiteRules& Scope::RulesOf(std::string_view site) const {
  const auto rules = options_.sites.find(site);
  return rules == options_.sites.end() ? options_.defaults : rules->second;
}

ScopeDecision Scope::Decide(const Url& url, std::string_view site,
                            int depth) const {
  if (SiteOf(url) != site) return ScopeDecision::kOtherSite;
  const SiteRules& rules = RulesOf(site);
  if (rules.scope == ScopeKind::kPrefix && !IsBelow(url.path(), rules.prefix)) {
    return ScopeDecision::kOtherSite;
  }
  if (IsOtherType(url)) return ScopeDecision::kNotAPage;
  if (FindTrap(url) != UrlTrap::kNone) return ScopeDecision::kTrap;
  if (depth > rules.max_depth) return ScopeDecision::kTooDeep;
  return ScopeDecision::kIn;
}

bool LooksLikeDocument(const Url& url) {
  return Lower(url.path()).ends_with(".pdf");
}

bool LooksLikeImprint(const Url& url) {
  const std::string lower = Lower(url.path_and_query());
  // Anywhere: "/kontakt-impressum.html", "/index.php?page=impressum".
  if (lower.find("impressum") != std::string::npos) return true;
  const std::string_view path =
      std::string_view(lower).substr(0, url.path().size());
  constexpr std::array<std::string_view, 5> kMarks = {
      "imprint", "legal-notice", "legalnotice", "anbieterkennzeichnung",
      "legal"};
  return AnyPart(path, '/', [&](std::string_view segment) {
    return Contains(kMarks, segment.substr(0, segment.find('.')));
  });
}

}  // namespace ritmon
