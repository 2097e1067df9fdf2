// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "base/time.h"
#include "cli/wording.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string StateText(const CompanyAccount& account, Language language) {
  if (IsClosed(account.link.network)) {
    return Say(language, Phrase::why_closed);
  }
  if (account.link.network == SocialNetwork::kYouTube)
    return Say(language, Phrase::why_link_only);
  if (!account.profile) return Say(language, Phrase::why_not_asked);
  const SocialProfile& profile = *account.profile;
  switch (profile.state) {
    case ProfileState::kOpen:
      return profile.reason.empty()
                 ? Say(language, Phrase::why_no_answer)
                 : Say(language, Phrase::why_asked, profile.reason);
    case ProfileState::kFailed:
    case ProfileState::kRefused:
      return Say(language, Phrase::why_not_read, profile.reason);
    case ProfileState::kRead:
      break;
  }
  return Say(language, Phrase::why_posts_held, account.posts,
             profile.read_at ? FormatTimestamp(*profile.read_at)
                             : Say(language, Phrase::why_never));
}

}  // namespace

Result<std::vector<CompanyAccount>> AccountsOf(const Options& options,
                                               const CompanyRecord& record,
                                               PageStore& store) {
  using Key = std::tuple<SocialNetwork, std::string, std::string>;
  std::map<Key, CompanyAccount> found;
  const auto is_own = [&](const std::string& site) {
    return std::find(record.hosts.begin(), record.hosts.end(), site) !=
           record.hosts.end();
  };
  auto read = store.ForEachProfiles(
      [&](const std::string& site, std::vector<ProfileLink> links) -> Status {
        if (!is_own(site)) return {};
        for (ProfileLink& link : links) {
          Key key(link.network, link.host, link.account);
          CompanyAccount account{
              .link = std::move(link), .site = site, .profile = {}};
          found.try_emplace(std::move(key), std::move(account));
        }
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  std::vector<CompanyAccount> accounts;
  if (found.empty()) return accounts;
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto profiles = ProfileStore::Open(*database);
  if (!profiles) return tl::unexpected(profiles.error());
  for (auto& [key, account] : found) {
    auto profile = profiles->Find(account.link);
    if (!profile) return tl::unexpected(profile.error());
    account.profile = std::move(*profile);
    if (account.profile && !account.profile->key.empty()) {
      auto posts = store.CountPosts(account.profile->key);
      if (!posts) return tl::unexpected(posts.error());
      account.posts = *posts;
    }
    accounts.push_back(std::move(account));
  }
  return accounts;
}

std::string AccountsText(const std::vector<CompanyAccount>& accounts,
                         Language language) {
  if (accounts.empty()) return "";
  std::string text = Say(language, Phrase::why_profiles);
  for (const CompanyAccount& account : accounts) {
    text += Say(language, Phrase::why_profile, ToString(account.link.network),
                account.link.url, account.link.place, account.site,
                StateText(account, language));
  }
  return text;
}

Json AccountsJson(const std::vector<CompanyAccount>& accounts) {
  Json list = Json::array();
  for (const CompanyAccount& account : accounts) {
    Json json{{"network", ToString(account.link.network)},
              {"account", account.link.account},
              {"url", account.link.url},
              {"place", account.link.place},
              {"site", account.site},
              {"closed", IsClosed(account.link.network)},
              {"state", Json()},
              {"reason", Json()},
              {"posts", account.posts}};
    if (account.profile) {
      json["state"] = ToString(account.profile->state);
      if (!account.profile->reason.empty()) {
        json["reason"] = account.profile->reason;
      }
    }
    list.push_back(std::move(json));
  }
  return list;
}

Result<Json> ProfileTotals(Database& database) {
  auto profiles = ProfileStore::Open(database);
  if (!profiles) return tl::unexpected(profiles.error());
  auto all = profiles->All();
  if (!all) return tl::unexpected(all.error());
  if (all->empty()) return Json();
  std::map<std::string, int64_t> states;
  std::map<std::string, int64_t> reasons;
  for (const SocialProfile& profile : *all) {
    ++states[std::string(ToString(profile.state))];
    if (profile.state == ProfileState::kFailed ||
        profile.state == ProfileState::kRefused) {
      // An address would make each its own.
      const std::string reason =
          profile.reason.substr(0, profile.reason.find(" to http"));
      ++reasons["not read: " + reason];
    }
  }
  Json json = Json::object();
  for (const auto& [state, count] : states) json[state] = count;
  for (const auto& [reason, count] : reasons) json[reason] = count;
  return json;
}

}  // namespace ritmon
