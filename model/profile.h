// SPDX-License-Identifier: GPL-3.0-or-later
// A link from a company's own site to what it calls itself in a network.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

// The names are on disk and in output: do not rename.
enum class SocialNetwork {
  kMastodon,  // and what speaks its language
  kBluesky,
  kYouTube,  // read by its feed
  // Closed to strangers: the link is kept, nothing is fetched.
  kLinkedIn,
  kTwitter,
  kInstagram,
  kFacebook,
  kXing,
};
std::string_view ToString(SocialNetwork network);  // "mastodon", ...
std::optional<SocialNetwork> ParseSocialNetwork(std::string_view name);
bool IsClosed(SocialNetwork network);

struct ProfileLink {
  SocialNetwork network = SocialNetwork::kMastodon;
  std::string host;     // of the instance; of the others the network's
  std::string account;  // as the network's addresses have it, without '@'
  std::string url;      // where people see it
  std::string place;    // "rel=me", "sameAs", "header", "footer"

  friend bool operator==(const ProfileLink&, const ProfileLink&) = default;
};

}  // namespace ritmon
