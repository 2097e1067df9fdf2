// SPDX-License-Identifier: GPL-3.0-or-later
// Mastodon and what speaks its language: which URL to ask, what the answer
// says, and where the next one begins (docs.joinmastodon.org/methods/accounts,
// /entities/Account, /entities/Status). Nothing here fetches.
//
// Any answer is accepted; what cannot be read is counted. Pure functions.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crawler/social/social_post.h"
#include "model/url.h"

namespace ritmon {

// How many posts an answer holds at most (the API's own limit).
inline constexpr int kMastodonPageSize = 40;

// `base` is the instance; `account` as its people write it: "firma", or
// "firma@other.example" for one that it knows from elsewhere.
std::optional<Url> MastodonLookupUrl(const Url& base, std::string_view account);

// Newest first. `since_id`: only what is newer; `max_id`: only what is older.
// Either may be empty.
std::optional<Url> MastodonPostsUrl(const Url& base, std::string_view id,
                                    const PostOptions& options,
                                    std::string_view since_id = {},
                                    std::string_view max_id = {});
// The same call from where an answer has ended.
std::optional<Url> MastodonNextUrl(const Url& asked, std::string_view max_id);

struct MastodonAccount {
  std::string id;       // on this instance
  std::string url;      // where people see it
  std::string account;  // "firma", or "firma@other.example"
  bool bot = false;
  bool group = false;
  // It asks search engines not to index it (noindex).
  bool not_indexable = false;
  bool suspended = false;
  std::string moved_to;  // URL of the account that took its place
};
// Nothing if this is no account.
std::optional<MastodonAccount> ParseMastodonAccount(std::string_view body);

// `link`: the header Link (RFC 8288) of the answer, which says where the next
// one begins; only the id is believed, not the address.
PostList ParseMastodonPosts(std::string_view body, std::string_view link,
                            const Url& asked, const PostOptions& options);

// Whether an instance does not show this to strangers.
bool WantsLogin(int status);

}  // namespace ritmon
