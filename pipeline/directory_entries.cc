// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/directory_entries.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/domain_name.h"
#include "model/url.h"
#include "registry/legal_form.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// Fewer pages do not show what is on all of them.
constexpr size_t kMinPages = 3;
// So many addresses of one site, none its home page: accounts on a platform.
constexpr size_t kAccounts = 3;
constexpr size_t kMaxName = 150;        // bytes
constexpr size_t kMaxEntries = 20'000;  // of one directory

// How a directory links to one site.
struct Linked {
  std::set<std::string> pages;
  std::set<std::string> addresses;
  bool home = false;
};

// "/", "/de", "/de/", "/index.html".
bool IsHome(const Url& url) {
  std::string_view path = url.path();
  if (path.starts_with("/index.")) return true;
  if (path.ends_with('/')) path.remove_suffix(1);
  constexpr size_t kLanguage = 3;
  return path.empty() || (path.size() == kLanguage && path.rfind('/') == 0);
}

void AddName(std::string_view text, std::vector<std::string>& names) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  if (text.empty() || text.size() > kMaxName) return;
  if (LegalFormOf(text).empty()) return;
  if (std::find(names.begin(), names.end(), text) == names.end()) {
    names.emplace_back(text);
  }
}

// "Firma GmbH, 20354 Hamburg": the whole line, and what is before.
void AddNamesOf(std::string_view line, std::vector<std::string>& names) {
  AddName(line, names);
  for (const std::string_view end : {",", " | ", " - ", " – ", ": ", " ("}) {
    const size_t at = line.find(end);
    if (at != std::string_view::npos) AddName(line.substr(0, at), names);
  }
}

std::string SiteOf(const Listing& listing) {
  const auto url = Url::Parse(listing.href);
  return url ? RegistrableDomain(url->host()) : std::string();
}

}  // namespace

std::vector<std::string> NamesIn(const Listing& listing) {
  std::vector<std::string> names;
  AddNamesOf(listing.text, names);
  std::string_view rest = listing.entry;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    AddNamesOf(rest.substr(0, end), names);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return names;
}

std::vector<DirectoryEntry> SiftEntries(
    const std::string& directory, const std::vector<DirectoryPage>& pages) {
  std::map<std::string, Linked> linked;
  size_t listing_pages = 0;
  for (const DirectoryPage& page : pages) {
    if (!page.listings.empty()) ++listing_pages;
    for (const Listing& listing : page.listings) {
      const auto url = Url::Parse(listing.href);
      if (!url) continue;
      Linked& site = linked[RegistrableDomain(url->host())];
      site.pages.insert(page.href);
      site.addresses.insert(url->Canonical());
      site.home |= IsHome(*url);
    }
  }
  std::vector<DirectoryEntry> entries;
  for (const DirectoryPage& page : pages) {
    for (const Listing& listing : page.listings) {
      if (entries.size() >= kMaxEntries) return entries;
      DirectoryEntry entry{directory, page.href, SiteOf(listing), listing};
      if (!entry.site.empty()) {
        const Linked& site = linked.at(entry.site);
        const bool everywhere =
            listing_pages >= kMinPages && 2 * site.pages.size() > listing_pages;
        const bool platform = !site.home && site.addresses.size() >= kAccounts;
        if (everywhere || platform) continue;
      }
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

Result<std::vector<DirectoryEntry>> ReadDirectories(const Options& options,
                                                    PageStore& pages) {
  std::vector<DirectoryEntry> entries;
  std::set<std::string> read_sites;
  for (const DirectorySource& directory : options.directories) {
    const auto url = Url::Parse(directory.url);
    if (!url) continue;
    const std::string site = RegistrableDomain(url->host());
    // A second list of one site: its pages are read with the first.
    if (!read_sites.insert(site).second) continue;
    std::vector<DirectoryPage> listed;
    auto read = pages.ForEachOfSite(site, [&](PageRecord page) -> Status {
      listed.push_back({page.href, std::move(page.listings)});
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    const std::string name = directory.name.empty() ? site : directory.name;
    for (DirectoryEntry& entry : SiftEntries(name, listed)) {
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

std::vector<DirectoryEntry> EntriesOf(
    const std::vector<DirectoryEntry>& entries, const Company& company,
    const std::vector<std::string>& sites) {
  const std::string key = FullNameKey(company.name);
  std::vector<DirectoryEntry> found;
  // A company stands on the list and on a page of its own: once is enough.
  std::set<std::string> directories;
  for (const DirectoryEntry& entry : entries) {
    const std::vector<std::string> names = NamesIn(entry.listing);
    const bool by_site =
        !entry.site.empty() &&
        std::find(sites.begin(), sites.end(), entry.site) != sites.end();
    const bool by_name = std::any_of(
        names.begin(), names.end(),
        [&](const std::string& name) { return FullNameKey(name) == key; });
    if (!by_site && !by_name) continue;
    if (directories.insert(entry.directory).second) found.push_back(entry);
  }
  return found;
}

}  // namespace ritmon
