// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_language.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"
#include "base/domain_name.h"
#include "crawler/scope.h"
#include "crawler/url_parts.h"

namespace ritmon {
namespace {

struct LanguageName {
  std::string_view name;
  std::string_view code;
};
constexpr LanguageName kLanguages[] = {
    {"de", "de"},        {"en", "en"},       {"fr", "fr"},
    {"es", "es"},        {"nl", "nl"},       {"pl", "pl"},
    {"da", "da"},        {"sv", "sv"},       {"nb", "nb"},
    {"fi", "fi"},        {"cs", "cs"},       {"sk", "sk"},
    {"hu", "hu"},        {"ro", "ro"},       {"bg", "bg"},
    {"hr", "hr"},        {"sl", "sl"},       {"lt", "lt"},
    {"lv", "lv"},        {"et", "et"},       {"el", "el"},
    {"ru", "ru"},        {"uk", "uk"},       {"tr", "tr"},
    {"pt", "pt"},        {"zh", "zh"},       {"ja", "ja"},
    {"ko", "ko"},        {"ar", "ar"},       {"he", "he"},
    {"vi", "vi"},        {"deutsch", "de"},  {"german", "de"},
    {"english", "en"},   {"englisch", "en"}, {"eng", "en"},
    {"deu", "de"},       {"ger", "de"},      {"french", "fr"},
    {"francais", "fr"},  {"spanish", "es"},  {"espanol", "es"},
    {"italiano", "it"},  {"italian", "it"},  {"polski", "pl"},
    {"nederlands", "nl"}};

// "en", "en-us", "en_GB", "english"; `text` is in lower case.
std::string_view LanguageOfName(std::string_view text) {
  const size_t region = text.find_first_of("-_");
  if (region == 2 && text.size() <= 7) {
    if (text.starts_with("it")) return "it";
    text = text.substr(0, region);
  }
  for (const LanguageName& language : kLanguages) {
    if (language.name == text) return language.code;
  }
  return {};
}

// "about_en.html", "about.en.html".
std::string_view LanguageOfFile(std::string_view file) {
  const size_t dot = file.rfind('.');
  if (dot == std::string_view::npos || file.size() - dot > 6) return {};
  file = file.substr(0, dot);
  const size_t mark = file.find_last_of("_.");
  if (mark == std::string_view::npos || file.size() - mark != 3) return {};
  return LanguageOfName(file.substr(mark + 1));
}

// "lang=en".
std::string_view LanguageOfParameter(std::string_view parameter) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"lang", "language", "sprache", "hl", "locale", "lng", "lg"});
  const size_t equals = parameter.find('=');
  if (equals == std::string_view::npos ||
      std::find(kNames.begin(), kNames.end(), parameter.substr(0, equals)) ==
          kNames.end()) {
    return {};
  }
  const std::string_view value = parameter.substr(equals + 1);
  return value == "it" ? value : LanguageOfName(value);
}

std::string_view LanguageOfQuery(std::string_view query) {
  for (const std::string_view parameter : SplitUrlPart(query, '&')) {
    if (const auto language = LanguageOfParameter(parameter);
        !language.empty()) {
      return language;
    }
  }
  return {};
}

// The place of the segment that names a language; `segments.size()` if none.
size_t LanguageSegment(const std::vector<std::string_view>& segments) {
  for (size_t i = 0; i < segments.size() && i < 2; ++i) {
    // "/ch/fr/", "/index.php/en/": a country or a program may come first.
    const std::string_view first = segments[0];
    if (i == 1 && first.size() != 2 && !first.starts_with("index")) break;
    if (!LanguageOfName(segments[i]).empty()) return i;
  }
  return segments.size();
}

// "en" of "en.firma.example"; empty if the host names none.
std::string_view LanguageOfHost(std::string_view host) {
  const size_t dot = host.find('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view language = LanguageOfName(host.substr(0, dot));
  // Asked last, for it costs most and most hosts begin otherwise.
  if (language.empty() || RegistrableDomain(host) == host) return {};
  return language;
}

}  // namespace

bool IsLanguageName(std::string_view segment) {
  return !LanguageOfName(segment).empty();
}

std::string LanguageOfPath(const Url& url) {
  const std::string path = AsciiLower(url.path());
  const auto segments = SplitUrlPart(path, '/');
  const size_t named = LanguageSegment(segments);
  if (named < segments.size()) {
    return std::string(LanguageOfName(segments[named]));
  }
  const std::string query = AsciiLower(url.query());
  if (const auto language = LanguageOfQuery(query); !language.empty()) {
    return std::string(language);
  }
  if (!segments.empty()) {
    if (const auto language = LanguageOfFile(segments.back());
        !language.empty()) {
      return std::string(language);
    }
  }
  return std::string(LanguageOfHost(WithoutWww(url.host())));
}

std::string WithoutLanguage(const Url& url) {
  std::string_view host = WithoutWww(url.host());
  if (!LanguageOfHost(host).empty()) host.remove_prefix(host.find('.') + 1);
  std::string text(host);
  const std::string path = AsciiLower(url.path());
  const auto segments = SplitUrlPart(path, '/');
  const size_t named = LanguageSegment(segments);
  for (size_t i = 0; i < segments.size(); ++i) {
    if (i == named) continue;
    const bool last = i + 1 == segments.size();
    std::string segment(segments[i]);
    if (last && !LanguageOfFile(segment).empty()) {
      const size_t dot = segment.rfind('.');
      segment.erase(segment.find_last_of("_.", dot - 1), 3);
    }
    // The page of a folder has a name on some servers.
    if (last && (segment.starts_with("index.") || segment == "index")) break;
    text += '/' + segment;
  }
  const std::string query = AsciiLower(url.query());
  char separator = '?';
  for (const std::string_view parameter : SplitUrlPart(query, '&')) {
    if (!LanguageOfParameter(parameter).empty()) continue;
    text += separator;
    text += parameter;
    separator = '&';
  }
  return text;
}

}  // namespace ritmon
