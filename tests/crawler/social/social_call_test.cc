// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/social_call.h"

#include <gtest/gtest.h>

#include "crawler/social/bluesky.h"
#include "crawler/social/did_document.h"
#include "crawler/social/mastodon.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

TEST(SocialCall, ToldByTheUrlAlone) {
  using Kind = SocialCallKind;
  const Url inst = MakeUrl("https://inst.example/social");
  const Url pds = MakeUrl("http://127.0.0.1:2583");
  const std::string did = "did:plc:abc";
  const struct {
    std::optional<Url> url;
    Kind kind;
    std::string account;
    std::string site;
  } cases[] = {
      {MastodonLookupUrl(inst, "firma@other.example"), Kind::kMastodonAccount,
       "firma@other.example", "inst.example/lookup/firma@other.example"},
      {MastodonPostsUrl(inst, "7", {}, "1", "9"), Kind::kMastodonPosts, "7",
       "inst.example/accounts/7"},
      {HandleFileUrl("firma.example"), Kind::kHandleFile, "firma.example",
       "at://firma.example"},
      {ResolveHandleUrl(pds, "firma.example"), Kind::kResolveHandle,
       "firma.example", "at://firma.example"},
      {DidDocumentUrl(did, pds), Kind::kDidDocument, did, did},
      {DidDocumentUrl("did:web:firma.example%3A8443", pds), Kind::kDidDocument,
       "did:web:firma.example%3A8443", "did:web:firma.example%3A8443"},
      {DidDocumentUrl("did:web:firma.example", pds), Kind::kDidDocument,
       "did:web:firma.example", "did:web:firma.example"},
      {BlueskyProfileUrl(pds, did), Kind::kBlueskyProfile, did, did},
      {BlueskyRecordsUrl(pds, did, "3k"), Kind::kBlueskyRecords, did, did},
      {BlueskyFeedUrl(pds, did, {}), Kind::kBlueskyFeed, did, did},
  };
  for (const auto& c : cases) {
    ASSERT_TRUE(c.url) << c.account;
    const auto call = SocialCallOf(*c.url);
    ASSERT_TRUE(call) << c.url->href();
    EXPECT_EQ(call->kind, c.kind) << c.url->href();
    EXPECT_EQ(call->account, c.account);
    EXPECT_EQ(SocialSiteOf(*c.url), c.site);
    // The frontier knows it by its canonical form: the same call.
    const auto canonical = SocialCallOf(MakeUrl(c.url->Canonical()));
    ASSERT_TRUE(canonical) << c.url->Canonical();
    EXPECT_EQ(canonical->account, c.account);
  }
}

TEST(SocialCall, OtherUrlsAreNone) {
  for (const char* url :
       {"https://inst.example/@firma", "https://inst.example/api/v1/accounts/7",
        "https://inst.example/api/v1/accounts/lookup",
        "https://inst.example/api/v1/accounts/statuses",
        "https://pds.example/xrpc/com.atproto.repo.listRecords?repo=x",
        "https://pds.example/xrpc/com.atproto.repo.listRecords?"
        "repo=did:plc:abc&collection=app.bsky.feed.like",
        "https://pds.example/xrpc/com.atproto.repo.getRecord?"
        "repo=did:plc:abc",
        "https://plc.example/did:plc:abc?x=1", "https://plc.example/"}) {
    EXPECT_FALSE(SocialCallOf(MakeUrl(url))) << url;
  }
}

// Nothing that tells two calls apart may be lost where the frontier and the
// store know them by their canonical forms.
TEST(SocialCall, CanonicalFormsKeepTheParameters) {
  const Url inst = MakeUrl("https://inst.example");
  const Url pds = MakeUrl("https://pds.example");
  EXPECT_NE(MastodonPostsUrl(inst, "7", {}, "1")->Canonical(),
            MastodonPostsUrl(inst, "7", {}, "2")->Canonical());
  EXPECT_NE(MastodonPostsUrl(inst, "7", {}, "1", "8")->Canonical(),
            MastodonPostsUrl(inst, "7", {}, "1", "9")->Canonical());
  EXPECT_NE(BlueskyRecordsUrl(pds, "did:plc:abc", "3k")->Canonical(),
            BlueskyRecordsUrl(pds, "did:plc:abc", "3l")->Canonical());
  EXPECT_NE(BlueskyRecordsUrl(pds, "did:plc:abc", "3k")->Canonical(),
            BlueskyRecordsUrl(pds, "did:plc:abc", "", "3k")->Canonical());
}

TEST(SocialCall, TheNextOne) {
  const Url asked =
      *MastodonPostsUrl(MakeUrl("https://inst.example"), "7", {}, "5");
  PostList list;
  EXPECT_FALSE(NextCall(asked, list));
  list.next = "50";
  EXPECT_EQ(NextCall(asked, list)->href(), asked.href() + "&max_id=50");
}

}  // namespace
}  // namespace ritmon
