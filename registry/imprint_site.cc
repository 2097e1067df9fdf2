// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_site.h"

#include <algorithm>

#include "base/domain_name.h"
#include "base/normalize.h"
#include "registry/imprint_names.h"
#include "registry/imprint_words.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

constexpr size_t kTellingWord = 5;  // letters; shorter ones occur in anything

std::string Compact(std::string_view folded) {
  std::string compact;
  for (const std::string& word : WordsOfFolded(folded)) compact += word;
  return compact;
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

SiteNames SiteNamesOf(const Page& page) {
  SiteNames site;
  site.domain = RegistrableDomain(page.url.host());
  const size_t dot = std::min(site.domain.find('.'), site.domain.size());
  site.label = Compact(std::string_view(site.domain).substr(0, dot));
  const std::string folded = Fold(page.title);
  for (size_t at = 0; at < folded.size();) {
    size_t end = at;
    while (end < folded.size() && folded[end] != '|' && folded[end] != ':' &&
           folded.compare(end, 3, " - ") != 0) {
      ++end;
    }
    std::string part = Compact(std::string_view(folded).substr(at, end - at));
    if (part.size() >= kTellingWord && !Contains(part, "impressum") &&
        !Contains(part, "imprint") && !Contains(part, "legalnotice")) {
      site.titles.push_back(std::move(part));
    }
    at = end + 1;
  }
  const auto names = FindCompanyNames(page.title);
  if (!names.empty()) site.company_in_title = names.front().name;
  return site;
}

bool IsCalledLike(const SiteNames& site, std::string_view company) {
  const std::string light = LightNameKey(company);
  const std::string name = Compact(light);
  if (name.empty()) return false;
  const auto like = [&](std::string_view called) {
    return called.size() >= 4 && name.size() >= 4 &&
           (Contains(called, name) || Contains(name, called));
  };
  if (like(site.label)) return true;
  if (std::any_of(site.titles.begin(), site.titles.end(), like)) return true;
  const auto words = WordsOfFolded(light);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word.size() >= kTellingWord && Contains(site.label, word);
  });
}

}  // namespace ritmon
