// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/social/bluesky.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

constexpr char kDid[] = "did:plc:abc";

PostOptions Options() {
  return {.boosts = false,
          .replies = false,
          .now = *ParseTimestamp("2026-05-01T00:00:00Z")};
}

Url Asked(const std::string& cursor = "") {
  return *BlueskyRecordsUrl(MakeUrl("https://pds.example"), kDid, "", cursor);
}

PostList Read(const std::string& body, const std::string& cursor = "") {
  return ParseBlueskyRecords(body, Asked(cursor), kDid, Options());
}

std::string Value(const std::string& text, const std::string& more = "") {
  return R"({"$type":"app.bsky.feed.post","createdAt":"2026-03-04T05:06:07Z",)"
         R"("text":")" +
         text + "\"" + more + "}";
}

std::string Record(const std::string& key, const std::string& value) {
  return R"({"uri":"at://did:plc:abc/app.bsky.feed.post/)" + key +
         R"(","cid":"x","value":)" + value + "}";
}

std::string Records(const std::string& records,
                    const std::string& cursor = "") {
  return R"({"records":[)" + records + "]" +
         (cursor.empty() ? "" : R"(,"cursor":")" + cursor + "\"") + "}";
}

// `count` records with the keys "k0", "k1", ...
std::string Many(int count) {
  std::string records;
  for (int i = 0; i < count; ++i) {
    if (i > 0) records += ",";
    records += Record("k" + std::to_string(i), Value("Text"));
  }
  return records;
}

TEST(Bluesky, AsksFor) {
  const Url pds = MakeUrl("https://pds.example");
  const std::string call =
      "https://pds.example/xrpc/com.atproto.repo.listRecords?"
      "repo=did%3Aplc%3Aabc&collection=app.bsky.feed.post&limit=100";
  EXPECT_EQ(BlueskyRecordsUrl(pds, kDid)->href(), call);
  EXPECT_EQ(BlueskyRecordsUrl(pds, kDid, "", "3k")->href(),
            call + "&cursor=3k");
  EXPECT_EQ(BlueskyRecordsUrl(pds, kDid, "3k")->href(),
            call + "&reverse=true&cursor=3k");
  EXPECT_EQ(BlueskyNextUrl(*BlueskyRecordsUrl(pds, kDid, "3k"), "3l")->href(),
            call + "&reverse=true&cursor=3l");
  EXPECT_EQ(
      BlueskyFeedUrl(MakeUrl("https://view.example"), kDid, Options(), "a b")
          ->href(),
      "https://view.example/xrpc/app.bsky.feed.getAuthorFeed?"
      "actor=did%3Aplc%3Aabc&filter=posts_and_author_threads&limit=100&"
      "cursor=a%20b");
  EXPECT_FALSE(BlueskyRecordsUrl(pds, "firma.example"));
}

TEST(Bluesky, APostHasItsParts) {
  const PostList list = Read(Records(Record(
      "3jzfcijpj2z2a", Value("Grüner #Wasserstoff auf firma.example",
                             R"(,"langs":["deutsch","de-DE"],"tags":["Hamburg"],
      "facets":[{"index":{"byteStart":8,"byteEnd":20},"features":[
                  {"$type":"app.bsky.richtext.facet#tag","tag":"Wasserstoff"}]},
                {"index":{"byteStart":25,"byteEnd":38},"features":[
                  {"$type":"app.bsky.richtext.facet#link",
                   "uri":"https://firma.example/h2"}]}],
      "embed":{"$type":"app.bsky.embed.recordWithMedia",
               "record":{"$type":"app.bsky.embed.record"},
               "media":{"$type":"app.bsky.embed.images",
                        "images":[{"alt":"Ein Tank"},{"alt":""}]}})"))));
  ASSERT_TRUE(list.readable);
  ASSERT_EQ(list.posts.size(), 1u);
  const SocialPost& post = list.posts.front();
  EXPECT_EQ(post.url,
            "https://bsky.app/profile/did:plc:abc/post/3jzfcijpj2z2a");
  EXPECT_EQ(post.text, "Grüner #Wasserstoff auf firma.example");
  EXPECT_EQ(post.lang, "de");
  EXPECT_EQ(FormatTimestamp(*post.created), "2026-03-04T05:06:07Z");
  EXPECT_EQ(post.tags, (std::vector<std::string>{"Wasserstoff", "Hamburg"}));
  EXPECT_EQ(post.links, std::vector<std::string>{"https://firma.example/h2"});
  EXPECT_EQ(post.image_texts, std::vector<std::string>{"Ein Tank"});
  EXPECT_FALSE(post.card);
  EXPECT_EQ(list.strange_ranges, 0);
}

TEST(Bluesky, CardsAreTakenQuotedPostsAreNot) {
  const PostList list = Read(Records(
      Record("k1", Value("a", R"(,"embed":{"$type":"app.bsky.embed.external",
          "external":{"uri":"https://zeitung.example/1","title":"Titel",
                      "description":"Worum es geht"}})")) +
      "," +
      Record("k2", Value("b", R"(,"embed":{"$type":"app.bsky.embed.record",
          "record":{"uri":"at://did:plc:other/app.bsky.feed.post/1",
                    "value":{"text":"fremd"}}})"))));
  ASSERT_EQ(list.posts.size(), 2u);
  ASSERT_TRUE(list.posts[0].card);
  EXPECT_EQ(list.posts[0].card->description, "Worum es geht");
  EXPECT_FALSE(list.posts[1].card);
  EXPECT_EQ(list.posts[1].text, "b");
}

// app.bsky.richtext.facet: "Start index is inclusive, end index is exclusive
// ... byte offsets into UTF-8 encoded text".
TEST(Bluesky, MarksThatDoNotLieInTheText) {
  const std::string tag =
      R"("features":[{"$type":"app.bsky.richtext.facet#tag","tag":"x"}])";
  const struct {
    const char* ranges;  // pairs of offsets into "Grün #x" (8 bytes)
    size_t tags;
    int strange;
  } cases[] = {
      {"6,8", 1, 0},     {"0,8", 1, 0},
      {"6,9", 0, 1},     {"3,8", 0, 1},  // inside of the ü
      {"8,8", 0, 1},     {"7,6", 0, 1},
      {"-1,8", 0, 1},    {"6,99999999999999999999", 0, 1},
      {"6.5,8", 0, 1},   {"0,5 4,8", 1, 1},  // over one another
      {"6,8 0,5", 2, 0},                     // in another order
      {"\"6\",8", 0, 1},
  };
  for (const auto& c : cases) {
    std::string facets;
    std::string ranges = c.ranges;
    while (!ranges.empty()) {
      const size_t comma = ranges.find(',');
      const size_t end = std::min(ranges.find(' '), ranges.size());
      if (!facets.empty()) facets += ",";
      facets += R"({"index":{"byteStart":)" + ranges.substr(0, comma) +
                R"(,"byteEnd":)" + ranges.substr(comma + 1, end - comma - 1) +
                "}," + tag + "}";
      ranges.erase(0, end + 1);
    }
    const PostList list = Read(
        Records(Record("k", Value("Grün #x", ",\"facets\":[" + facets + "]"))));
    ASSERT_EQ(list.posts.size(), 1u) << c.ranges;
    EXPECT_EQ(list.posts[0].tags.size(), c.tags) << c.ranges;
    EXPECT_EQ(list.strange_ranges, c.strange) << c.ranges;
  }
}

TEST(Bluesky, WhatIsLeftOut) {
  const auto reply = [](const std::string& root, const std::string& parent) {
    const auto post = [](const std::string& did) {
      return R"({"uri":"at://)" + did + R"(/app.bsky.feed.post/1"})";
    };
    return R"(,"reply":{"root":)" + post(root) + R"(,"parent":)" +
           post(parent) + "}";
  };
  const std::string foreign = R"({"uri":"at://did:plc:other/)"
                              R"(app.bsky.feed.post/1","value":)" +
                              Value("fremd") + "}";
  const PostList list = Read(Records(
      Record("k1", Value("eins")) + "," +
      Record("k2", Value("zwei", reply("did:plc:other", "did:plc:other"))) +
      "," + Record("k3", Value("drei", reply("did:plc:other", "did:plc:abc"))) +
      "," + Record("k4", Value("vier", reply(kDid, kDid))) + "," +
      Record("k1", Value("eins")) + "," + foreign +
      R"(,null,{"uri":"at://did:plc:abc/app.bsky.feed.like/1","value":{}})"));
  ASSERT_EQ(list.posts.size(), 2u);
  EXPECT_EQ(list.posts[1].text, "vier");
  EXPECT_EQ(list.replies, 2);
  EXPECT_EQ(list.damaged, 3);
}

TEST(Bluesky, DatesThatLie) {
  const struct {
    const char* key;
    const char* said;
    const char* created;  // empty: nothing
  } cases[] = {
      {"3jzfcijpj2z2a", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"},
      // In the future: when its key was made.
      {"3jzfcijpj2z2a", "2199-01-01T00:00:00Z", "2023-06-30T15:03:01Z"},
      {"3jzfcijpj2z2a", "morgen", "2023-06-30T15:03:01Z"},
      {"self", "2199-01-01T00:00:00Z", ""},
      {"bzzzzzzzzzzzz", "2199-01-01T00:00:00Z", ""},
  };
  for (const auto& c : cases) {
    const PostList list = Read(
        Records(Record(c.key, R"({"$type":"app.bsky.feed.post","text":"x",)"
                              R"("createdAt":")" +
                                  std::string(c.said) + "\"}")));
    ASSERT_EQ(list.posts.size(), 1u) << c.key;
    const auto& created = list.posts[0].created;
    EXPECT_EQ(created ? FormatTimestamp(*created) : "", c.created)
        << c.key << " " << c.said;
  }
}

TEST(Bluesky, CursorsEnd) {
  EXPECT_EQ(Read(Records(Many(100), "3next")).next, "3next");
  // Not full: there is no more, whatever the cursor says.
  EXPECT_EQ(Read(Records(Many(99), "3next")).next, "");
  EXPECT_EQ(Read(Records("", "3next")).next, "");
  EXPECT_EQ(Read(Records(Many(100), "3next"), "3next").next, "");
  EXPECT_EQ(Read(Records(Many(100), std::string(513, 'x'))).next, "");
  EXPECT_EQ(Read(Records(Many(100))).next, "");
}

TEST(Bluesky, TheFeedOfTheView) {
  const auto item = [](const std::string& key, const std::string& did,
                       const std::string& more = "") {
    return R"({"post":{"uri":"at://)" + did + "/app.bsky.feed.post/" + key +
           R"(","author":{"did":")" + did + R"("},"record":)" + Value(key) +
           "}" + more + "}";
  };
  const std::string repost =
      R"(,"reason":{"$type":"app.bsky.feed.defs#reasonRepost"})";
  const std::string pin =
      R"(,"reason":{"$type":"app.bsky.feed.defs#reasonPin"})";
  const std::string body = R"({"feed":[)" + item("k1", kDid, pin) + "," +
                           item("k2", "did:plc:other", repost) + "," +
                           item("k3", kDid, repost) + "," + item("k1", kDid) +
                           R"(,{"post":null}],"cursor":"c1"})";
  const Url asked =
      *BlueskyFeedUrl(MakeUrl("https://view.example"), kDid, Options(), "c0");
  const PostList list = ParseBlueskyFeed(body, asked, kDid, Options());
  ASSERT_TRUE(list.readable);
  ASSERT_EQ(list.posts.size(), 1u);
  EXPECT_EQ(list.posts[0].text, "k1");
  EXPECT_EQ(list.boosts, 2);
  EXPECT_EQ(list.damaged, 1);
  EXPECT_EQ(list.next, "c1");
  EXPECT_FALSE(ParseBlueskyFeed("{}", asked, kDid, Options()).readable);
}

TEST(Bluesky, WhoHidesFromStrangers) {
  const auto profile = [](const std::string& labels) {
    return R"({"records":[{"uri":"at://did:plc:abc/app.bsky.actor.profile/self",
              "value":{"labels":)" +
           labels + "}}]}";
  };
  EXPECT_EQ(ParseBlueskyHidden(
                profile(R"({"values":[{"val":"!no-unauthenticated"}]})")),
            true);
  EXPECT_EQ(ParseBlueskyHidden(profile(R"({"values":[{"val":"bot"}]})")),
            false);
  EXPECT_EQ(ParseBlueskyHidden(profile("7")), false);
  EXPECT_EQ(ParseBlueskyHidden(R"({"records":[]})"), false);
  EXPECT_EQ(ParseBlueskyHidden("<html>"), std::nullopt);
}

}  // namespace
}  // namespace ritmon
