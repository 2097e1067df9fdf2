// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/social_call.h"

#include "crawler/social/at_syntax.h"
#include "crawler/social/bluesky.h"
#include "crawler/social/json_answer.h"
#include "crawler/social/mastodon.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

// Where the path of a call begins; services may be below a path of their own.
std::optional<std::string_view> After(std::string_view path,
                                      std::string_view call) {
  const size_t at = path.find(call);
  if (at == std::string_view::npos) return std::nullopt;
  return path.substr(at + call.size());
}

std::optional<SocialCall> MastodonCallOf(const Url& url) {
  const auto rest = After(url.path(), "/api/v1/accounts/");
  if (!rest) return std::nullopt;
  if (*rest == "lookup") {
    std::string account = QueryParameter(url, "acct");
    if (account.empty()) return std::nullopt;
    return SocialCall{SocialCallKind::kMastodonAccount, std::move(account)};
  }
  constexpr std::string_view kPosts = "/statuses";
  if (!rest->ends_with(kPosts) || rest->size() == kPosts.size()) {
    return std::nullopt;
  }
  return SocialCall{SocialCallKind::kMastodonPosts,
                    std::string(rest->substr(0, rest->size() - kPosts.size()))};
}

std::optional<SocialCall> XrpcCallOf(const Url& url) {
  const auto name = After(url.path(), "/xrpc/");
  if (!name) return std::nullopt;
  SocialCall call;
  if (*name == "com.atproto.identity.resolveHandle") {
    call = {SocialCallKind::kResolveHandle, QueryParameter(url, "handle")};
    if (!IsAtHandle(call.account)) return std::nullopt;
    return call;
  }
  if (*name == "app.bsky.feed.getAuthorFeed") {
    call = {SocialCallKind::kBlueskyFeed, QueryParameter(url, "actor")};
  } else if (*name == "com.atproto.repo.listRecords") {
    const std::string collection = QueryParameter(url, "collection");
    const bool posts = collection == "app.bsky.feed.post";
    if (!posts && collection != "app.bsky.actor.profile") return std::nullopt;
    call = {posts ? SocialCallKind::kBlueskyRecords
                  : SocialCallKind::kBlueskyProfile,
            QueryParameter(url, "repo")};
  }
  if (!IsDid(call.account)) return std::nullopt;
  return call;
}

}  // namespace

std::optional<SocialCall> SocialCallOf(const Url& url) {
  if (auto call = MastodonCallOf(url)) return call;
  if (auto call = XrpcCallOf(url)) return call;
  const std::string_view path = url.path();
  if (path == "/.well-known/atproto-did") {
    return SocialCall{SocialCallKind::kHandleFile, std::string(url.host())};
  }
  if (path == "/.well-known/did.json") {
    const bool usual = url.port() == 80 || url.port() == 443;
    return SocialCall{SocialCallKind::kDidDocument,
                      "did:web:" + std::string(url.host()) +
                          (usual ? "" : "%3A" + std::to_string(url.port()))};
  }
  const size_t slash = path.rfind('/');
  std::string did = PercentDecode(path.substr(slash + 1));
  if (!url.query().empty() || !IsDid(did)) return std::nullopt;
  return SocialCall{SocialCallKind::kDidDocument, std::move(did)};
}

std::string SocialSiteOf(const Url& url) {
  const auto call = SocialCallOf(url);
  if (!call) return std::string(url.host());
  switch (call->kind) {
    case SocialCallKind::kMastodonAccount:
      return std::string(url.host()) + "/lookup/" + call->account;
    case SocialCallKind::kMastodonPosts:
      return std::string(url.host()) + "/accounts/" + call->account;
    case SocialCallKind::kHandleFile:
    case SocialCallKind::kResolveHandle:
      return "at://" + call->account;
    default:
      return call->account;
  }
}

PostList ParsePosts(const Url& asked, std::string_view body,
                    std::string_view link, const PostOptions& options) {
  const auto call = SocialCallOf(asked);
  if (!call) return {};
  switch (call->kind) {
    case SocialCallKind::kMastodonPosts:
      return ParseMastodonPosts(body, link, asked, options);
    case SocialCallKind::kBlueskyRecords:
      return ParseBlueskyRecords(body, asked, call->account, options);
    case SocialCallKind::kBlueskyFeed:
      return ParseBlueskyFeed(body, asked, call->account, options);
    default:
      return {};
  }
}

std::optional<Url> NextCall(const Url& asked, const PostList& list) {
  const auto call = SocialCallOf(asked);
  if (!call || list.next.empty()) return std::nullopt;
  return call->kind == SocialCallKind::kMastodonPosts
             ? MastodonNextUrl(asked, list.next)
             : BlueskyNextUrl(asked, list.next);
}

std::string ProfileKey(std::string_view account_url) {
  const auto url = Url::Parse(account_url);
  return url ? url->Canonical() : std::string();
}

}  // namespace ritmon
