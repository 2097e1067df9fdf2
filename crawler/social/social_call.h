// SPDX-License-Identifier: GPL-3.0-or-later
// What a URL asks of a service, told by the URL alone: so an answer can be read
// from the archive without what was known when it was asked for. Pure
// functions.
//
// To the crawl an account is a site of its own: what it may cost is counted by
// account, and where many accounts share a host, none takes from another.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crawler/social/social_post.h"
#include "model/url.h"

namespace ritmon {

enum class SocialCallKind {
  kMastodonAccount,
  kMastodonPosts,
  kHandleFile,     // /.well-known/atproto-did
  kResolveHandle,  // com.atproto.identity.resolveHandle
  kDidDocument,
  kBlueskyProfile,
  kBlueskyRecords,
  kBlueskyFeed,
};

struct SocialCall {
  SocialCallKind kind = SocialCallKind::kMastodonAccount;
  std::string account;  // the name, number, handle or DID that is asked about
};
// Nothing if it is none of these.
std::optional<SocialCall> SocialCallOf(const Url& url);

inline bool IsPostCall(SocialCallKind kind) {
  return kind == SocialCallKind::kMastodonPosts ||
         kind == SocialCallKind::kBlueskyRecords ||
         kind == SocialCallKind::kBlueskyFeed;
}

// The name of that site ("inst.example/accounts/7", "did:plc:...") or, for any
// other URL, its host.
std::string SocialSiteOf(const Url& url);

// The posts in an answer to an IsPostCall. `link` is its header Link.
PostList ParsePosts(const Url& asked, std::string_view body,
                    std::string_view link, const PostOptions& options);
// Where the next answer begins; nothing if this was the last.
std::optional<Url> NextCall(const Url& asked, const PostList& list);

// By what the posts of an account are held together: the URL under which people
// see it, the same for each of its posts and for what resolves to it. Empty if
// that is no URL.
std::string ProfileKey(std::string_view account_url);

}  // namespace ritmon
