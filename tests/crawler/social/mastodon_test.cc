// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/mastodon.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

PostOptions Options() {
  return {.boosts = false,
          .replies = false,
          .now = *ParseTimestamp("2026-05-01T00:00:00Z")};
}

Url Asked(const std::string& more = "") {
  return MakeUrl("https://inst.example/api/v1/accounts/7/statuses?limit=40" +
                 more);
}

PostList Read(const std::string& body, const std::string& link = "",
              const std::string& more = "",
              const PostOptions& options = Options()) {
  return ParseMastodonPosts(body, link, Asked(more), options);
}

// A status of the account 7; `more` are further members.
std::string Toot(const std::string& id, const std::string& more = "") {
  return R"({"id":")" + id + R"(","url":"https://inst.example/@firma/)" + id +
         R"(","created_at":"2026-03-04T05:06:07.000Z","visibility":"public",)" +
         R"("account":{"id":"7","url":"https://inst.example/@firma"},)" +
         R"("language":"de","content":"<p>Text )" + id + R"(</p>")" + more +
         "}";
}

TEST(Mastodon, AsksFor) {
  const Url base = MakeUrl("https://inst.example/");
  EXPECT_EQ(MastodonLookupUrl(base, "firma@other.example")->href(),
            "https://inst.example/api/v1/accounts/lookup?"
            "acct=firma%40other.example");
  EXPECT_EQ(MastodonPostsUrl(base, "7", Options())->href(),
            "https://inst.example/api/v1/accounts/7/statuses?"
            "exclude_replies=true&exclude_reblogs=true&limit=40");
  EXPECT_EQ(
      MastodonPostsUrl(base, "7", {.boosts = true, .replies = true}, "12", "90")
          ->href(),
      "https://inst.example/api/v1/accounts/7/statuses?"
      "exclude_replies=false&exclude_reblogs=false&limit=40&since_id=12&"
      "max_id=90");
  EXPECT_FALSE(MastodonPostsUrl(base, "../admin", Options()));
  EXPECT_FALSE(MastodonPostsUrl(base, "", Options()));
  EXPECT_EQ(MastodonNextUrl(Asked("&max_id=90&since_id=12"), "80")->href(),
            "https://inst.example/api/v1/accounts/7/statuses?limit=40&"
            "since_id=12&max_id=80");
  // An instance below a path, and one with a port.
  EXPECT_EQ(
      MastodonLookupUrl(MakeUrl("http://127.0.0.1:3000/social/"), "a")->href(),
      "http://127.0.0.1:3000/social/api/v1/accounts/lookup?acct=a");
}

TEST(Mastodon, Accounts) {
  const struct {
    const char* body;
    bool is_account;
    bool not_indexable;
  } cases[] = {
      {R"({"id":"7","acct":"firma","url":"https://inst.example/@firma"})", true,
       false},
      {R"({"id":7,"acct":"firma","url":"https://inst.example/@firma",
          "bot":true,"locked":true,"discoverable":false})",
       true, false},
      {R"({"id":"7","acct":"firma","url":"https://inst.example/@firma",
          "noindex":true})",
       true, true},
      {R"({"id":"7","acct":"firma","url":"https://inst.example/@firma",
          "indexable":false})",
       true, false},
      {R"({"id":"7","acct":"firma","url":"https://inst.example/@firma",
          "indexable":true,"noindex":false})",
       true, false},
      {R"({"error":"Record not found"})", false, false},
      {R"({"id":"../7","url":"https://inst.example/@firma"})", false, false},
      {R"({"id":"7","url":"javascript:x"})", false, false},
      {R"([])", false, false},
      {"<html>", false, false},
      {"", false, false},
  };
  for (const auto& c : cases) {
    const auto account = ParseMastodonAccount(c.body);
    ASSERT_EQ(account.has_value(), c.is_account) << c.body;
    if (!account) continue;
    EXPECT_EQ(account->id, "7");
    EXPECT_EQ(account->account, "firma");
    EXPECT_EQ(account->not_indexable, c.not_indexable) << c.body;
  }
}

TEST(Mastodon, APostHasItsParts) {
  const PostList list =
      Read("[" +
           Toot("11",
                R"(,"spoiler_text":"Werbung","tags":[{"name":"Wasserstoff"}],
      "media_attachments":[{"description":"Ein Elektrolyseur"},
                           {"description":null}],
      "card":{"title":"Neue Anlage","description":"Mehr dazu",
              "url":"https://firma.example/anlage"})") +
           "]");
  ASSERT_TRUE(list.readable);
  ASSERT_EQ(list.posts.size(), 1u);
  const SocialPost& post = list.posts.front();
  EXPECT_EQ(post.id, "11");
  EXPECT_EQ(post.url, "https://inst.example/@firma/11");
  EXPECT_EQ(FormatTimestamp(*post.created), "2026-03-04T05:06:07Z");
  EXPECT_EQ(post.lang, "de");
  EXPECT_EQ(post.html, "<p>Text 11</p>");
  EXPECT_EQ(post.warning, "Werbung");
  EXPECT_EQ(post.tags, std::vector<std::string>{"Wasserstoff"});
  EXPECT_EQ(post.image_texts, std::vector<std::string>{"Ein Elektrolyseur"});
  ASSERT_TRUE(post.card);
  EXPECT_EQ(post.card->title, "Neue Anlage");
  EXPECT_EQ(post.card->url, "https://firma.example/anlage");
  EXPECT_EQ(list.account_url, "https://inst.example/@firma");
}

TEST(Mastodon, WhatIsLeftOut) {
  const std::string boost =
      R"(,"reblog":{"id":"3","url":"https://other.example/@x/3",
         "content":"<p>fremd</p>"})";
  const std::string reply =
      R"(,"in_reply_to_id":"5","in_reply_to_account_id":"99")";
  const std::string thread =
      R"(,"in_reply_to_id":"5","in_reply_to_account_id":"7")";
  const std::string body =
      "[" + Toot("20") + "," + Toot("19", boost) + "," + Toot("18", reply) +
      "," + Toot("17", thread) + "," +
      // Pinned, and where it belongs.
      Toot("20") + "," + Toot("16", R"(,"visibility":"direct")") +
      R"(,null,"x",{"id":"15"},{"id":"14","url":"ftp://inst.example/14"}])";
  const PostList list = Read(body);
  ASSERT_EQ(list.posts.size(), 2u);
  EXPECT_EQ(list.posts[0].id, "20");
  EXPECT_EQ(list.posts[1].id, "17");
  EXPECT_EQ(list.newest, "20");
  EXPECT_EQ(list.boosts, 1);
  EXPECT_EQ(list.replies, 1);
  // A member that comes twice counts as it comes last.
  EXPECT_EQ(list.hidden, 1);
  EXPECT_EQ(list.damaged, 4);
  EXPECT_EQ(list.entries, 10u);

  PostOptions all = Options();
  all.boosts = true;
  all.replies = true;
  const PostList more = Read(body, "", "", all);
  ASSERT_EQ(more.posts.size(), 4u);
  EXPECT_EQ(more.posts[1].url, "https://inst.example/@firma/19");
  EXPECT_EQ(more.posts[1].html, "<p>fremd</p>");
}

TEST(Mastodon, TheYoungestCountsAlsoIfLeftOut) {
  EXPECT_EQ(Read("[" + Toot("99") + "," +
                 Toot("100", R"(,"reblog":{"id":"3"})") + "," + Toot("7") + "]")
                .newest,
            "100");
  EXPECT_EQ(Read("[]").newest, "");
  EXPECT_TRUE(IsNewerId("1", ""));
  EXPECT_TRUE(IsNewerId("10", "9"));
  EXPECT_FALSE(IsNewerId("9", "10"));
  EXPECT_FALSE(IsNewerId("9", "9"));
  EXPECT_TRUE(IsNewerId("01HY", "01HX"));
}

TEST(Mastodon, WrongDatesAreNone) {
  for (const char* date : {"2099-01-01T00:00:00Z", "gestern", "2026-13-01",
                           "1969-01-01T00:00:00Z"}) {
    const PostList list = Read(
        "[" + Toot("1", std::string(R"(,"created_at":")") + date + R"(")") +
        "]");
    ASSERT_EQ(list.posts.size(), 1u) << date;
    EXPECT_FALSE(list.posts[0].created) << date;
  }
}

TEST(Mastodon, TheNextAnswer) {
  const std::string to = "<https://inst.example/api/v1/accounts/7/statuses?";
  const struct {
    std::string link;
    std::string asked;
    std::string next;
  } cases[] = {
      {to + "max_id=50>; rel=\"next\", " + to + "min_id=90>; rel=\"prev\"", "",
       "50"},
      {to + "min_id=90>; rel=\"prev\", " + to + "max_id=50>; rel=next", "",
       "50"},
      {to + "min_id=90>; rel=\"prev\"", "", ""},
      // The same place, or a younger one: it would never end.
      {to + "max_id=50>; rel=\"next\"", "&max_id=50", ""},
      {to + "max_id=500>; rel=\"next\"", "&max_id=50", ""},
      {to + "max_id=9>; rel=\"next\"", "&max_id=50", "9"},
      {to + "max_id=01HX>; rel=\"next\"", "&max_id=01HY", "01HX"},
      // Somebody else's address: its number alone counts.
      {"<https://evil.example/?max_id=40>; rel=\"next\"", "", "40"},
      {to + "max_id=../../x>; rel=\"next\"", "", ""},
      {"<>; rel=\"next\"", "", ""},
      {"nonsense", "", ""},
      {"<unended", "", ""},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Read("[" + Toot("60") + "]", c.link, c.asked).next, c.next)
        << c.link << c.asked;
  }
  // Nothing came: nothing will.
  EXPECT_EQ(Read("[]", cases[0].link).next, "");
}

TEST(Mastodon, WishesAndLogins) {
  EXPECT_TRUE(
      Read("[" + Toot("1", R"(,"account":{"id":"7","noindex":true})") + "]")
          .not_indexable);
  for (const int status : {401, 403, 422}) EXPECT_TRUE(WantsLogin(status));
  for (const int status : {200, 404, 410, 429, 500}) {
    EXPECT_FALSE(WantsLogin(status)) << status;
  }
  EXPECT_FALSE(Read(R"({"error":"This method requires an authenticated user"})")
                   .readable);
}

TEST(Mastodon, HostileAnswers) {
  EXPECT_FALSE(Read(std::string(1'000'000, '[')).readable);
  EXPECT_FALSE(Read("[" + Toot("1")).readable);
  std::string many = "[";
  for (int i = 0; i < 5000; ++i) many += Toot(std::to_string(i)) + ",";
  many += Toot("x") + "]";
  const PostList list = Read(many);
  EXPECT_EQ(list.posts.size(), kMaxPostsOfAnswer);
  EXPECT_EQ(list.entries, 5001u);
  // A text is cut between two characters; half a pair is mended.
  std::string umlauts;
  for (size_t i = 0; i < kMaxPostText; ++i) umlauts += "ü";
  const PostList cut =
      Read("[" + Toot("1", R"(,"content":")" + umlauts + R"(")") + "]");
  ASSERT_EQ(cut.posts.size(), 1u);
  EXPECT_EQ(cut.posts[0].html.size(), kMaxPostText);
  const PostList half =
      Read("[" + Toot("1", R"(,"content":"a\ud83d z")") + "]");
  ASSERT_EQ(half.posts.size(), 1u);
  EXPECT_EQ(half.posts[0].html, "a\xEF\xBF\xBD z");
}

}  // namespace
}  // namespace ritmon
