// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/profile.h"

#include <iterator>

namespace ritmon {
namespace {

constexpr std::string_view kNames[] = {"mastodon", "bluesky", "youtube",
                                       "linkedin", "x",       "instagram",
                                       "facebook", "xing"};

}  // namespace

std::string_view ToString(SocialNetwork network) {
  return kNames[static_cast<size_t>(network)];
}

std::optional<SocialNetwork> ParseSocialNetwork(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (kNames[i] == name) return static_cast<SocialNetwork>(i);
  }
  return std::nullopt;
}

bool IsClosed(SocialNetwork network) {
  return network >= SocialNetwork::kLinkedIn;
}

}  // namespace ritmon
