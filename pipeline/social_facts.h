// SPDX-License-Identifier: GPL-3.0-or-later
// What one answer of a service says of an account, its posts apart. A value,
// stored with the posts: derived, as they are.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/fetch.h"

namespace ritmon {

struct SocialFacts {
  std::string url;  // what was asked, Url::Canonical
  Timestamp fetched_at{};
  CaptureRef capture;

  bool readable = false;             // of the shape that it should have
  std::string id;                    // Mastodon's number, or a DID
  std::string account_url;           // under which people see the account
  std::string moved_to;              // the account that took its place
  bool not_indexable = false;        // it asks not to be read by such as us
  std::vector<std::string> handles;  // that a DID's document names
  std::string pds;                   // and the server that it names
  std::string newest;                // id of the youngest post, kept or not
  int64_t posts = 0;                 // kept
  int64_t boosts = 0;                // left out, as all that follow
  int64_t replies = 0;
  int64_t hidden = 0;
  int64_t damaged = 0;
  int64_t strange_ranges = 0;  // marks beside the text; their posts are kept
};

// JSON, without the first three members.
std::string EncodeSocialFacts(const SocialFacts& facts);
Result<SocialFacts> DecodeSocialFacts(std::string_view text);

}  // namespace ritmon
