// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/profile_owners.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/domain_name.h"
#include "pipeline/profile_store.h"
#include "registry/match.h"

namespace ritmon {
namespace {

using Key = std::tuple<SocialNetwork, std::string, std::string>;

// Site -> company, of all that link to one account.
using Linking = std::map<std::string, std::string>;

// Whether the address of the account is the site's own domain: a handle of
// Bluesky, an instance of its own.
bool BearsDomain(const ProfileLink& link, const std::string& site) {
  const std::string domain = RegistrableDomain(
      link.network == SocialNetwork::kBluesky ? link.account : link.host);
  return domain == site;
}

void ChooseOwner(const Linking& linking, OwnedProfile& profile) {
  for (const auto& [site, company] : linking) profile.companies.insert(company);
  for (const auto& [site, company] : linking) {
    const bool only = profile.companies.size() == 1;
    if (!only && !BearsDomain(profile.link, site)) continue;
    profile.company_id = company;
    profile.site = site;
    return;
  }
}

}  // namespace

Result<std::vector<OwnedProfile>> FindOwners(
    const Options& options, const std::vector<SiteMatch>& matches,
    PageStore& store) {
  std::map<std::string, std::string> companies;  // by site
  for (const SiteMatch& match : matches) {
    if (IsSettled(match)) companies.emplace(match.host, match.company_id);
  }
  for (const auto& sites : {NewsSitesOf(options), DirectorySitesOf(options)}) {
    for (const std::string& site : sites) companies.erase(site);
  }
  std::map<Key, std::pair<ProfileLink, Linking>> found;
  auto read = store.ForEachProfiles(
      [&](const std::string& site, std::vector<ProfileLink> links) -> Status {
        const auto company = companies.find(site);
        if (company == companies.end()) return {};
        for (ProfileLink& link : links) {
          Key key(link.network, link.host, link.account);
          auto& [first, linking] =
              found.try_emplace(std::move(key), std::move(link), Linking())
                  .first->second;
          linking.emplace(site, company->second);
        }
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  std::vector<OwnedProfile> profiles;
  for (auto& [key, entry] : found) {
    OwnedProfile& profile = profiles.emplace_back();
    profile.link = std::move(entry.first);
    ChooseOwner(entry.second, profile);
  }
  return profiles;
}

Status AssignProfiles(const Options& options,
                      const std::vector<SiteMatch>& matches, Database& state,
                      PageStore& store) {
  auto known = ProfileStore::Open(state);
  if (!known) return tl::unexpected(known.error());
  auto owned = FindOwners(options, matches, store);
  if (!owned) return tl::unexpected(owned.error());
  // The same account may be linked by its handle here and its DID there.
  std::map<std::string, std::vector<const OwnedProfile*>> by_key;
  std::set<std::string> refused;
  for (const OwnedProfile& profile : *owned) {
    if (profile.company_id.empty()) continue;
    auto row = known->Find(profile.link);
    if (!row) return tl::unexpected(row.error());
    if (!*row || (*row)->key.empty()) continue;
    by_key[(*row)->key].push_back(&profile);
  }
  auto all = known->All();
  if (!all) return tl::unexpected(all.error());
  for (const SocialProfile& profile : *all) {
    if (profile.not_indexable) refused.insert(profile.key);
  }
  for (const std::string& key : refused) {
    if (auto s = store.RemovePosts(key); !s) return s;
  }
  std::vector<ProfileOwner> owners;
  for (const auto& [key, profiles] : by_key) {
    const OwnedProfile& first = *profiles.front();
    const bool one = std::all_of(
        profiles.begin(), profiles.end(), [&](const OwnedProfile* profile) {
          return profile->company_id == first.company_id;
        });
    if (!one || refused.contains(key)) continue;
    owners.push_back({.profile = key,
                      .company_id = first.company_id,
                      .rule = "profile that " + first.site + " links to"});
  }
  return store.site_matches().PutProfileOwners(owners);
}

}  // namespace ritmon
