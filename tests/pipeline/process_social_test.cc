// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/process_social.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

constexpr char kPosts[] =
    "https://inst.example/api/v1/accounts/7/statuses?limit=40";

FetchResult Answer(const std::string& url, const std::string& body,
                   HeaderList headers = {}) {
  FetchResult result{.request = {.url = MakeUrl(url)}};
  result.request.kind = FetchKind::kSocial;
  result.outcome = FetchOutcome::kOk;
  result.status = 200;
  result.body = body;
  result.headers = std::move(headers);
  result.fetched_at = *ParseTimestamp("2026-05-01T00:00:00Z");
  return result;
}

ProcessedAnswer Process(const FetchResult& result,
                        const SocialOptions& options = {}) {
  return ProcessSocialAnswer(result, {"x.warc.gz", 7, "sha1:X"}, options,
                             "ritmon");
}

std::string Toot(const std::string& content, const std::string& more = "") {
  return R"([{"id":"9","url":"https://inst.example/@firma/9",)"
         R"("created_at":"2026-03-04T05:06:07.000Z",)"
         R"("account":{"id":"7","url":"https://inst.example/@firma"},)"
         R"("content":")" +
         content + "\"" + more + "}]";
}

std::string Blocks(const PageRecord& record) {
  std::string text;
  for (const Block& block : record.blocks) {
    text += std::string(ToString(block.zone)) + ": " + block.text + "\n";
  }
  return text;
}

TEST(ProcessSocial, APostBecomesARecord) {
  const ProcessedAnswer answer = Process(Answer(
      kPosts,
      Toot("<p>Unser <b>neuer</b> Elektrolyseur läuft.</p><p>Grüner "
           "<a href='https://inst.example/tags/h2'>#<span>Wasserstoff</span>"
           "</a> aus Hamburg!</p>",
           R"(,"language":"de","spoiler_text":"Technik",
              "media_attachments":[{"description":"Ein Kessel"}],
              "card":{"title":"Die Anlage","description":"Mehr dazu",
                      "url":"https://firma.example/"})")));
  EXPECT_TRUE(answer.facts.readable);
  EXPECT_EQ(answer.facts.posts, 1);
  ASSERT_EQ(answer.posts.size(), 1u);
  const PageRecord& record = answer.posts.front();
  EXPECT_EQ(record.key, "https://inst.example/@firma/9");
  EXPECT_EQ(record.site, "https://inst.example/@firma");
  EXPECT_EQ(record.publisher, record.site);
  EXPECT_EQ(record.kind, PageKind::kPost);
  EXPECT_TRUE(record.excerpt);
  EXPECT_EQ(record.lang, "de");
  EXPECT_EQ(record.title, "Technik");
  EXPECT_EQ(FormatTimestamp(*record.published), "2026-03-04T05:06:07Z");
  EXPECT_EQ(record.capture.offset, 7u);
  EXPECT_EQ(Blocks(record),
            "main: Technik\n"
            "main: Unser neuer Elektrolyseur läuft.\n"
            "main: Grüner #Wasserstoff aus Hamburg!\n"
            "structured: Die Anlage\n"
            "structured: Mehr dazu\n"
            "alt: Ein Kessel\n");
}

TEST(ProcessSocial, TextWithoutMarkup) {
  const ProcessedAnswer answer = Process(
      Answer("https://pds.example/xrpc/com.atproto.repo.listRecords?"
             "repo=did%3Aplc%3Aabc&collection=app.bsky.feed.post&limit=100",
             R"({"records":[{"uri":"at://did:plc:abc/app.bsky.feed.post/3k",
          "value":{"$type":"app.bsky.feed.post","langs":["en"],
                   "text":"1 < 2 & <b>\nZweite Zeile"}}]})"));
  ASSERT_EQ(answer.posts.size(), 1u);
  const PageRecord& record = answer.posts.front();
  EXPECT_EQ(record.site, "https://bsky.app/profile/did:plc:abc");
  EXPECT_EQ(record.lang, "en");
  EXPECT_EQ(Blocks(record), "main: 1 < 2 & <b>\nmain: Zweite Zeile\n");
}

TEST(ProcessSocial, WhoAsksNotToBeIndexedIsNotKept) {
  EXPECT_EQ(Process(Answer(kPosts, Toot("<p>x</p>"))).posts.size(), 1u);
  for (const char* tag : {"noindex", "ritmon: noindex, nofollow"}) {
    const ProcessedAnswer answer =
        Process(Answer(kPosts, Toot("<p>x</p>"), {{"X-Robots-Tag", tag}}));
    EXPECT_TRUE(answer.posts.empty()) << tag;
    EXPECT_TRUE(answer.facts.not_indexable) << tag;
  }
}

TEST(ProcessSocial, TheNextAnswerWhileMoreIsWanted) {
  const HeaderList link = {
      {"Link", "<https://inst.example/x?max_id=5>; rel=\"next\""}};
  FetchResult result = Answer(kPosts, Toot("<p>x</p>"), link);
  SocialOptions options;
  options.max_posts = 100;
  for (const auto& [depth, links] : {std::pair(0, 1u), {1, 1u}, {2, 0u}}) {
    result.request.depth = depth;
    const ProcessedAnswer answer = Process(result, options);
    ASSERT_EQ(answer.links.size(), links) << depth;
    if (links == 0) continue;
    EXPECT_EQ(answer.links.front().url.href(),
              std::string(kPosts) + "&max_id=5");
    EXPECT_EQ(answer.links.front().kind, FetchKind::kSocial);
  }
}

TEST(ProcessSocial, FactsReadBackAsTheyWere) {
  SocialFacts facts;
  facts.readable = true;
  facts.id = "did:plc:abc";
  facts.account_url = "https://bsky.app/profile/did:plc:abc";
  facts.handles = {"firma.example", "alt.example"};
  facts.pds = "https://pds.example/";
  facts.newest = "3k";
  facts.posts = 4;
  facts.strange_ranges = 2;
  auto again = DecodeSocialFacts(EncodeSocialFacts(facts));
  ASSERT_TRUE(again);
  EXPECT_EQ(EncodeSocialFacts(*again), EncodeSocialFacts(facts));
  EXPECT_EQ(again->handles, facts.handles);
  EXPECT_EQ(again->strange_ranges, 2);
  EXPECT_FALSE(DecodeSocialFacts("[]"));
  EXPECT_FALSE(DecodeSocialFacts("kaputt"));
}

// What is asked is told by the URL, what it was asked for by the archive.
TEST(ProcessSocial, OnlyWhatWasAskedForAsSuch) {
  FetchResult result = Answer(kPosts, "[]");
  EXPECT_TRUE(IsSocialAnswer(result));
  result.request.kind = FetchKind::kPage;
  EXPECT_FALSE(IsSocialAnswer(result));
  result.request.kind = FetchKind::kSocial;
  result.outcome = FetchOutcome::kClientError;
  EXPECT_FALSE(IsSocialAnswer(result));
  EXPECT_FALSE(IsSocialAnswer(Answer("https://inst.example/@firma", "[]")));
}

}  // namespace
}  // namespace ritmon
