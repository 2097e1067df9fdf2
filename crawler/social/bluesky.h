// SPDX-License-Identifier: GPL-3.0-or-later
// Posts of Bluesky: from the account's own server
// (com.atproto.repo.listRecords, which works without any central service) or
// from the public view of the network (app.bsky.feed.getAuthorFeed). Which URL
// to ask, what the answer says, and where the next one begins. Nothing here
// fetches. Lexicons: app.bsky.feed.post, app.bsky.richtext.facet,
// app.bsky.embed.*.
//
// Any answer is accepted; what cannot be read is counted. Pure functions.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crawler/social/social_post.h"
#include "model/url.h"

namespace ritmon {

// How many posts an answer holds at most (the lexicons' own limit).
inline constexpr int kBlueskyPageSize = 100;

// Newest first, from `cursor` on. With `newer_than`, a record's key, only what
// was made after it, oldest first.
std::optional<Url> BlueskyRecordsUrl(const Url& pds, std::string_view did,
                                     std::string_view newer_than = {},
                                     std::string_view cursor = {});
// Newest first.
std::optional<Url> BlueskyFeedUrl(const Url& view, std::string_view did,
                                  const PostOptions& options,
                                  std::string_view cursor = {});
// The same call from where an answer has ended.
std::optional<Url> BlueskyNextUrl(const Url& asked, std::string_view cursor);

// What the account says of itself: asked before its posts.
std::optional<Url> BlueskyProfileUrl(const Url& pds, std::string_view did);
// Nothing if this is no such answer. True if the account asks that strangers
// are not shown what it says (the label "!no-unauthenticated"); false also if
// it says nothing of itself.
std::optional<bool> ParseBlueskyHidden(std::string_view body);

// Of the account `did`; records of others in it are damage.
PostList ParseBlueskyRecords(std::string_view body, const Url& asked,
                             std::string_view did, const PostOptions& options);
PostList ParseBlueskyFeed(std::string_view body, const Url& asked,
                          std::string_view did, const PostOptions& options);

// "https://bsky.app/profile/DID/post/KEY": where people read it.
std::string BlueskyPostUrl(std::string_view did, std::string_view record_key);
// "https://bsky.app/profile/DID".
std::string BlueskyProfilePage(std::string_view did);

}  // namespace ritmon
