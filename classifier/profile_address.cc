// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/profile_address.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/domain_name.h"
#include "classifier/html_text.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

using Segments = std::vector<std::string>;
using Names = std::initializer_list<std::string_view>;

constexpr size_t kMaxAccount = 100;  // bytes; the longest handle is 253

// Of "/a/b/": "a", "b"; percent-encoding undone.
Segments SegmentsOf(const Url& url) {
  Segments segments;
  std::string_view path = url.path();
  while (!path.empty()) {
    path.remove_prefix(1);
    const size_t end = std::min(path.find('/'), path.size());
    if (end > 0) segments.push_back(PercentDecode(path.substr(0, end)));
    path.remove_prefix(end);
  }
  return segments;
}

bool IsOneOf(std::string_view text, Names names) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

// What an account may be called: in every network letters, digits and these.
bool IsName(std::string_view name, std::string_view others = "_.-") {
  return !name.empty() && name.size() <= kMaxAccount &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') ||
                  others.find(c) != std::string_view::npos ||
                  static_cast<unsigned char>(c) >= 0x80;
         });
}

// A page that is handed on to a network says which one it is.
bool SharesSomething(const Url& url) {
  constexpr std::string_view kParameters[] = {
      "text=",    "url=",  "u=",    "status=", "title=",
      "summary=", "mini=", "share", "body=",   "source_url="};
  std::string_view query = url.query();
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    for (const std::string_view parameter : kParameters) {
      if (part.starts_with(parameter)) return true;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return false;
}

ProfileLink Make(SocialNetwork network, std::string host, std::string account,
                 const std::string& path) {
  ProfileLink profile{.network = network,
                      .host = std::move(host),
                      .account = std::move(account),
                      .url = {},
                      .place = {}};
  profile.url = "https://" + profile.host + path;
  return profile;
}

// A network in which the first segment is the account, but for these.
std::optional<ProfileLink> FirstSegment(SocialNetwork network,
                                        std::string_view host,
                                        const Segments& segments,
                                        Names others) {
  if (segments.size() != 1) return std::nullopt;
  std::string name = LowerText(segments[0]);
  if (name.starts_with('@')) name.erase(0, 1);
  if (!IsName(name) || IsOneOf(name, others) || name.ends_with(".php")) {
    return std::nullopt;
  }
  return Make(network, std::string(host), name, "/" + name);
}

std::optional<ProfileLink> FacebookProfile(const Segments& segments) {
  // "/pages/Firma-GmbH/123": pages that never chose a name.
  if (segments.size() == 3 && segments[0] == "pages" && IsName(segments[1]) &&
      IsName(segments[2])) {
    return Make(SocialNetwork::kFacebook, "www.facebook.com", segments[2],
                "/pages/" + segments[1] + "/" + segments[2]);
  }
  return FirstSegment(
      SocialNetwork::kFacebook, "www.facebook.com", segments,
      {"share",    "sharer",   "dialog", "plugins", "events",      "groups",
       "hashtag",  "photo",    "watch",  "tr",      "login",       "people",
       "policy",   "policies", "help",   "legal",   "privacy",     "about",
       "business", "settings", "story",  "reel",    "marketplace", "ads",
       "home",     "pages",    "profile"});
}

std::optional<ProfileLink> LinkedInProfile(const Segments& segments) {
  if (segments.size() < 2 || !IsName(segments[1]) ||
      !IsOneOf(segments[0], {"company", "school", "showcase", "company-beta"}))
    return std::nullopt;
  const std::string name = LowerText(segments[1]);
  return Make(SocialNetwork::kLinkedIn, "www.linkedin.com", name,
              "/" + segments[0] + "/" + name);
}

std::optional<ProfileLink> XingProfile(const Segments& segments) {
  if (segments.size() < 2 || !IsName(segments[1]) ||
      !IsOneOf(segments[0], {"companies", "company", "pages"})) {
    return std::nullopt;
  }
  const std::string name = LowerText(segments[1]);
  return Make(SocialNetwork::kXing, "www.xing.com", name,
              "/" + segments[0] + "/" + name);
}

std::optional<ProfileLink> YouTubeProfile(const Segments& segments) {
  if (segments.empty()) return std::nullopt;
  if (segments[0].starts_with('@') && IsName(segments[0].substr(1))) {
    return Make(SocialNetwork::kYouTube, "www.youtube.com",
                segments[0].substr(1), "/" + segments[0]);
  }
  if (segments.size() < 2 || !IsName(segments[1]) ||
      !IsOneOf(segments[0], {"channel", "c", "user"})) {
    return std::nullopt;
  }
  return Make(SocialNetwork::kYouTube, "www.youtube.com", segments[1],
              "/" + segments[0] + "/" + segments[1]);
}

std::optional<ProfileLink> BlueskyProfile(const Segments& segments) {
  if (segments.size() != 2 || segments[0] != "profile" ||
      !IsName(segments[1], ".-:%") ||
      segments[1].find_first_of(".:") == std::string::npos) {
    return std::nullopt;
  }
  const std::string account =
      segments[1].starts_with("did:") ? segments[1] : LowerText(segments[1]);
  return Make(SocialNetwork::kBluesky, "bsky.app", account,
              "/profile/" + account);
}

// Not of the fediverse, though their addresses are like it.
bool HasOtherNames(std::string_view domain) {
  return IsOneOf(
      domain,
      {"tiktok.com", "medium.com", "threads.net", "threads.com", "substack.com",
       "unsplash.com", "telegram.me", "t.me", "vimeo.com", "pinterest.com",
       "pinterest.de", "odysee.com", "rumble.com", "flickr.com", "github.com",
       "gitlab.com", "snapchat.com", "behance.net", "npmjs.com"});
}

// "/@name", "/@name@other.example", "/users/name".
std::optional<ProfileLink> FediverseProfile(const Url& url,
                                            const Segments& segments) {
  std::string name;
  if (segments.size() == 1 && segments[0].starts_with('@')) {
    name = segments[0].substr(1);
  } else if (segments.size() == 2 && segments[0] == "users") {
    name = segments[1];
  }
  name = LowerText(name);
  const size_t at = name.find('@');
  if (!IsName(name.substr(0, at)) ||
      (at != std::string::npos && !IsName(name.substr(at + 1)))) {
    return std::nullopt;
  }
  ProfileLink profile =
      Make(SocialNetwork::kMastodon, std::string(url.host()), name, {});
  profile.url = url.origin() + std::string(url.path());
  return profile;
}

}  // namespace

std::optional<ProfileLink> ProfileOfUrl(const Url& url) {
  if (SharesSomething(url)) return std::nullopt;
  const Segments segments = SegmentsOf(url);
  if (segments.empty()) return std::nullopt;
  const std::string domain = RegistrableDomain(url.host());
  if (domain == "facebook.com" || domain == "fb.com") {
    return FacebookProfile(segments);
  }
  if (domain == "linkedin.com") return LinkedInProfile(segments);
  if (domain == "xing.com") return XingProfile(segments);
  if (domain == "youtube.com") return YouTubeProfile(segments);
  if (domain == "bsky.app") return BlueskyProfile(segments);
  if (domain == "twitter.com" || domain == "x.com") {
    return FirstSegment(SocialNetwork::kTwitter, "x.com", segments,
                        {"intent", "share", "home", "hashtag", "search", "i",
                         "login", "explore", "settings", "privacy", "tos"});
  }
  if (domain == "instagram.com") {
    return FirstSegment(SocialNetwork::kInstagram, "www.instagram.com",
                        segments,
                        {"p", "reel", "reels", "explore", "stories", "accounts",
                         "about", "legal", "tv"});
  }
  if (HasOtherNames(domain)) return std::nullopt;
  return FediverseProfile(url, segments);
}

std::string ProfileFeedUrl(const ProfileLink& profile) {
  constexpr size_t kChannelId = 24;
  if (profile.network != SocialNetwork::kYouTube ||
      profile.account.size() != kChannelId ||
      !profile.account.starts_with("UC")) {
    return {};
  }
  return "https://www.youtube.com/feeds/videos.xml?channel_id=" +
         profile.account;
}

}  // namespace ritmon
