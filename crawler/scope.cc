// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/scope.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/domain_name.h"

namespace ritmon {
namespace {

// File types that no part of the program reads. PDF is fetched and archived.
constexpr std::array<std::string_view, 45> kOtherTypes = {
    "jpg",   "jpeg", "png", "gif", "svg",  "webp", "ico",  "bmp",  "tif",
    "tiff",  "avif", "mp3", "mp4", "m4a",  "m4v",  "avi",  "mov",  "wmv",
    "webm",  "ogg",  "wav", "zip", "rar",  "7z",   "gz",   "tgz",  "tar",
    "exe",   "msi",  "dmg", "apk", "iso",  "css",  "js",   "json", "woff",
    "woff2", "ttf",  "eot", "doc", "docx", "xls",  "xlsx", "ppt",  "pptx"};

// Path segments behind which there is nothing to read but much to fetch.
constexpr std::array<std::string_view, 22> kTrapSegments = {
    "warenkorb", "cart",     "basket",    "checkout", "kasse",        "login",
    "logout",    "register", "anmelden",  "wp-admin", "wp-login.php", "wp-json",
    "kalender",  "calendar", "merkliste", "wishlist", "compare",      "konto",
    "account",   "suche",    "search",    "cgi-bin"};

// Parameters that make endless copies of one page.
constexpr std::array<std::string_view, 20> kTrapParameters = {
    "monat",      "jahr",  "month",   "year",     "date",
    "datum",      "tag",   "day",     "week",     "kw",
    "sort",       "order", "orderby", "filter",   "add-to-cart",
    "replytocom", "print", "share",   "redirect", "return"};

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

bool IsTrap(const Url& url) {
  const std::string path = Lower(url.path());
  // The same segment three times comes from broken relative links.
  int segments = 0;
  std::string_view previous;
  int repeats = 0;
  const bool bad_segment = AnyPart(path, '/', [&](std::string_view segment) {
    ++segments;
    repeats = !segment.empty() && segment == previous ? repeats + 1 : 0;
    previous = segment;
    return repeats >= 2 || Contains(kTrapSegments, segment);
  });
  if (bad_segment || segments > 12) return true;
  if (url.query().empty()) return false;
  const std::string query = Lower(url.query());
  int parameters = 0;
  return AnyPart(query, '&', [&](std::string_view parameter) {
    const std::string_view name = parameter.substr(0, parameter.find('='));
    return ++parameters > 4 || Contains(kTrapParameters, name);
  });
}

bool IsOtherType(const Url& url) {
  const std::string_view path = url.path();
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.size() - dot > 7) return false;
  if (path.find('/', dot) != std::string_view::npos) return false;
  return Contains(kOtherTypes, Lower(path.substr(dot + 1)));
}

}  // namespace

std::string Scope::SiteOf(const Url& url) const {
  return RegistrableDomain(url.host());
}

ScopeDecision Scope::Decide(const Url& url, std::string_view site,
                            int depth) const {
  if (SiteOf(url) != site) return ScopeDecision::kOtherSite;
  if (IsOtherType(url)) return ScopeDecision::kNotAPage;
  if (IsTrap(url)) return ScopeDecision::kTrap;
  if (depth > options_.max_depth) return ScopeDecision::kTooDeep;
  return ScopeDecision::kIn;
}

bool LooksLikeImprint(const Url& url) {
  // Anywhere: "/kontakt-impressum.html", "/index.php?page=impressum".
  if (Lower(url.path_and_query()).find("impressum") != std::string::npos) {
    return true;
  }
  const std::string path = Lower(url.path());
  constexpr std::array<std::string_view, 5> kMarks = {
      "imprint", "legal-notice", "legalnotice", "anbieterkennzeichnung",
      "legal"};
  return AnyPart(path, '/', [&](std::string_view segment) {
    return Contains(kMarks, segment.substr(0, segment.find('.')));
  });
}

}  // namespace ritmon
