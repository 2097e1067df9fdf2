// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of Mastodon and Bluesky: what is read lies within its bounds, and no
// chain of answers goes back to where it was. The first byte chooses the call,
// the first line is the header Link.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "base/charset.h"
#include "crawler/social/at_syntax.h"
#include "crawler/social/bluesky.h"
#include "crawler/social/did_document.h"
#include "crawler/social/mastodon.h"
#include "crawler/social/social_call.h"
#include "tests/fuzz/fuzz_input.h"

namespace ritmon {
namespace {

void CheckText(const std::string& text) {
  Require(text.size() <= kMaxPostText);
  Require(IsValidUtf8(text));
}

void CheckPosts(const Url& asked, std::string_view body, std::string_view link,
                const PostOptions& options) {
  const PostList list = ParsePosts(asked, body, link, options);
  Require(list.readable || list.posts.empty());
  Require(list.posts.size() <= kMaxPostsOfAnswer);
  Require(list.posts.size() <= list.entries);
  std::set<std::string> ids;
  for (const SocialPost& post : list.posts) {
    Require(ids.insert(post.id).second);
    Require(Url::Parse(post.url).has_value());
    CheckText(post.html);
    CheckText(post.text);
    CheckText(post.warning);
    Require(post.tags.size() <= kMaxTagsOfPost);
    for (const std::string& tag : post.tags) CheckText(tag);
    for (const std::string& text : post.image_texts) CheckText(text);
    if (post.card) CheckText(post.card->description);
    Require(!post.created ||
            *post.created <= options.now + std::chrono::days(2));
  }
  const auto next = NextCall(asked, list);
  if (!next) return;
  Require(next->href() != asked.href());
  Require(next->origin() == asked.origin());
  Require(SocialSiteOf(*next) == SocialSiteOf(asked));
}

}  // namespace
}  // namespace ritmon

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace ritmon;
  const FuzzInput input(data, size);
  std::string_view body = input.view();
  if (body.empty()) return 0;
  const char choice = body.front();
  body.remove_prefix(1);
  const size_t line = body.find('\n');
  const std::string_view link = body.substr(0, line);
  if (line != std::string_view::npos) body.remove_prefix(line + 1);
  static const Url server = *Url::Parse("https://server.example/");
  constexpr std::string_view kDid = "did:plc:abc";
  PostOptions options;
  options.boosts = (choice & 8) != 0;
  options.replies = (choice & 16) != 0;
  options.now = Timestamp(std::chrono::hours(500000));
  switch (choice & 7) {
    case 0:
    case 1:
      CheckPosts(*MastodonPostsUrl(server, "7", options, {}, "500"), body, link,
                 options);
      break;
    case 2:
    case 3:
      CheckPosts(*BlueskyRecordsUrl(server, kDid), body, link, options);
      break;
    case 4:
      CheckPosts(*BlueskyFeedUrl(server, kDid, options, "c"), body, link,
                 options);
      break;
    case 5:
      if (const auto document = ParseDidDocument(body, kDid)) {
        for (const std::string& handle : document->handles) {
          Require(IsAtHandle(handle));
        }
      }
      break;
    case 6:
      static_cast<void>(ParseBlueskyHidden(body));
      if (const auto did = ParseHandleFile(body)) Require(IsDid(*did));
      if (const auto did = ParseResolvedHandle(body)) Require(IsDid(*did));
      break;
    default:
      if (const auto account = ParseMastodonAccount(body)) {
        Require(Url::Parse(account->url).has_value());
      }
      if (const auto uri = ParseAtUri(link)) {
        Require(IsAtIdentifier(uri->authority));
      }
      Require(!ParseAtDatetime(link) || IsAtDatetime(link));
      Require(!LanguageOfTag(link) || IsLanguageTag(link));
      Require(!TimeOfTid(link) || IsTid(link));
      break;
  }
  return 0;
}
