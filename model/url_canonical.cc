// SPDX-License-Identifier: GPL-3.0-or-later
// Url::Canonical(): the same page under one name. Nothing that a server could
// read as another page is dropped on purpose; where the lists below are wrong
// for a site, it costs a page there, never a wrong one: what is fetched is
// href().
//
// Beside query parameters: userinfo and the dot after a host go, slashes in a
// row become one, percent-encoding gets one spelling, and session ids in the
// path go (";jsessionid=..." of Java and its like, "/(S(...))/" of ASP.NET).
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "model/percent_encoding.h"
#include "model/url.h"

namespace ritmon {
namespace {

// Set by advertising, newsletter and analytics systems; no server of a page
// reads them. Google, Meta, Microsoft, Yandex, X, TikTok, LinkedIn, Pinterest,
// Mailchimp, HubSpot, Marketo, Adobe, Olytics, Vero, Webtrekk, etracker,
// AT Internet, CleverReach.
constexpr auto kTrackingNames = std::to_array<std::string_view>(
    {"gclid",      "gclsrc",         "gbraid",
     "wbraid",     "dclid",          "gad",
     "gad_source", "gad_campaignid", "srsltid",
     "_ga",        "_gac",           "_gl",
     "fbclid",     "fb_action_ids",  "fb_action_types",
     "fb_source",  "fb_ref",         "igshid",
     "igsh",       "msclkid",        "yclid",
     "ysclid",     "_openstat",      "twclid",
     "ttclid",     "li_fat_id",      "epik",
     "mc_cid",     "mc_eid",         "_hsenc",
     "_hsmi",      "__hssc",         "__hstc",
     "__hsfp",     "hsctatracking",  "mkt_tok",
     "s_kwcid",    "ef_id",          "sc_cid",
     "s_cid",      "oly_anon_id",    "oly_enc_id",
     "vero_id",    "vero_conv",      "wt_mc",
     "wt_zmc",     "wt_ga",          "xtor",
     "crcat",      "crsource",       "crkw",
     "rb_clickid"});
constexpr auto kTrackingPrefixes = std::to_array<std::string_view>(
    {"utm_", "_ga_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_", "etcc_"});

// PHP, Java, ASP, ColdFusion, osCommerce, xt:Commerce, modified, Zen Cart,
// Magento, OXID.
constexpr auto kSessionNames = std::to_array<std::string_view>(
    {"phpsessid", "phpsessionid", "jsessionid", "sessionid", "session_id",
     "sessid", "cfid", "cftoken", "oscsid", "xtcsid", "modsid", "zenid",
     "force_sid", "fe_sessionid"});
constexpr auto kSessionPrefixes =
    std::to_array<std::string_view>({"aspsessionid"});

// "sid" and "s" may be a shop or a search; with at least this many letters and
// digits as their value they are a session (phpBB and OXID: 32 hex digits).
constexpr size_t kMinSessionValue = 20;

bool IsSessionValue(std::string_view value) {
  return value.size() >= kMinSessionValue &&
         std::any_of(value.begin(), value.end(),
                     [](char c) { return c >= '0' && c <= '9'; }) &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z');
         });
}

template <typename Names>
bool IsOneOf(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <typename Prefixes>
bool StartsWithOneOf(const Prefixes& prefixes, std::string_view name) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [name](auto prefix) { return name.starts_with(prefix); });
}

bool IsSessionName(std::string_view lower) {
  return IsOneOf(kSessionNames, lower) ||
         StartsWithOneOf(kSessionPrefixes, lower);
}

bool IsDropped(std::string_view name, std::string_view value) {
  const std::string lower = AsciiLower(name);
  if (lower.empty()) return true;  // "&&", "=1"
  if (lower == "sid" || lower == "s") return IsSessionValue(value);
  return IsOneOf(kTrackingNames, lower) || IsSessionName(lower) ||
         StartsWithOneOf(kTrackingPrefixes, lower);
}

std::string CanonicalQuery(std::string_view query, bool sort) {
  struct Parameter {
    std::string name;
    std::string text;  // "name=value" or, without a value, "name"
  };
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    const size_t end = query.find('&');
    const std::string text = NormalizePercentEncoding(query.substr(0, end));
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    const size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const std::string value =
        equals == std::string::npos ? "" : text.substr(equals + 1);
    if (IsDropped(name, value)) continue;
    parameters.push_back({name, value.empty() ? name : text});
  }
  if (sort) {
    // Stable: the order of values under one name may mean something.
    std::stable_sort(
        parameters.begin(), parameters.end(),
        [](const Parameter& a, const Parameter& b) { return a.name < b.name; });
  }
  std::string out;
  for (const Parameter& parameter : parameters) {
    out += (out.empty() ? "?" : "&") + parameter.text;
  }
  return out;
}

// "/(S(lit3py55t21z5v55vlm25s55))/": ASP.NET without cookies; also A and F.
bool IsAspNetSession(std::string_view segment) {
  return segment.size() > kMinSessionValue && segment.starts_with('(') &&
         segment[1] >= 'A' && segment[1] <= 'Z' && segment[2] == '(' &&
         segment.ends_with("))");
}

std::string WithoutSessionParameters(const std::string& segment) {
  size_t pos = segment.find(';');
  if (pos == std::string::npos) return segment;
  std::string out = segment.substr(0, pos);
  while (pos != std::string::npos) {
    const size_t next = segment.find(';', pos + 1);
    const std::string parameter = segment.substr(pos, next - pos);
    const std::string lower = AsciiLower(parameter);
    const size_t equals = std::min(lower.find('='), lower.size());
    const std::string_view name = std::string_view(lower).substr(1, equals - 1);
    if (equals == lower.size() || !IsSessionName(name)) out += parameter;
    pos = next;
  }
  // What is left must not be read as another segment, or as none.
  return out.empty() || out == "." || out == ".." ? segment : out;
}

std::string CanonicalPath(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const size_t end = std::min(path.find('/'), path.size());
    const std::string segment = NormalizePercentEncoding(path.substr(0, end));
    path.remove_prefix(end);
    const bool is_last = path.empty();
    if (!is_last && (segment.empty() || IsAspNetSession(segment))) continue;
    out += "/" + WithoutSessionParameters(segment);
  }
  return out;
}

}  // namespace

std::string Url::Canonical(const CanonicalOptions& options) const {
  std::string_view host_name = host();
  if (host_name.size() > 1 && host_name.ends_with('.') &&
      host_name[host_name.size() - 2] != '.') {
    host_name.remove_suffix(1);
  }
  std::string out(scheme());
  out += "://";
  out += host_name;
  out += std::string_view(href_).substr(host_end_, path_begin_ - host_end_);
  out += CanonicalPath(path());
  out += CanonicalQuery(query(), options.sort_query);
  // A name that Parse would refuse is of no use; such a page goes by its href.
  return out.size() > kMaxLength ? href_ : out;
}

}  // namespace ritmon
