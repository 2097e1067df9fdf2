// SPDX-License-Identifier: GPL-3.0-or-later
// Which networks are read, and where their services are.

#pragma once

#include <chrono>
#include <string>

namespace ritmon {

struct SocialOptions {
  bool mastodon = true;
  bool bluesky = true;
  // Base URLs: another instance, a mirror, a test server.
  std::string plc = "https://plc.directory";         // documents of did:plc
  std::string resolver = "https://bsky.social";      // of handles; empty: none
  std::string view = "https://public.api.bsky.app";  // for `from_view`
  // Posts of Bluesky from the view of the whole network, not from the account's
  // own server.
  bool from_view = false;
  bool boosts = false;   // what accounts pass on counts as their own words
  bool replies = false;  // and what they answer to others
  int max_posts = 200;   // of one account in one run
  // An account that was read is left alone for so long.
  std::chrono::hours revisit{6};
};

}  // namespace ritmon
