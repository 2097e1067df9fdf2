// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/profile_stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "pipeline/process_page.h"
#include "pipeline/profile_owners.h"
#include "pipeline/profile_store.h"
#include "tests/classifier/sample_taxonomy.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

constexpr char kDid[] = "did:plc:abc";
constexpr char kLookup[] =
    "https://inst.example/api/v1/accounts/lookup?acct=firma";
constexpr char kPosts[] =
    "https://inst.example/api/v1/accounts/7/statuses?exclude_replies=true&"
    "exclude_reblogs=true&limit=40";
constexpr char kRecords[] =
    "https://pds.example/xrpc/com.atproto.repo.listRecords?"
    "repo=did%3Aplc%3Aabc&collection=app.bsky.feed.post&limit=100";
constexpr char kWishes[] =
    "https://pds.example/xrpc/com.atproto.repo.listRecords?"
    "repo=did%3Aplc%3Aabc&collection=app.bsky.actor.profile&limit=1";
constexpr char kResolve[] =
    "https://resolver.example/xrpc/com.atproto.identity.resolveHandle?"
    "handle=firma.example";

std::string Account(const std::string& more = "") {
  return R"({"id":"7","acct":"firma","url":"https://inst.example/@firma")" +
         more + "}";
}

std::string Toot(const std::string& id, const std::string& more = "") {
  return R"({"id":")" + id + R"(","url":"https://inst.example/@firma/)" + id +
         R"(","account":{"id":"7","url":"https://inst.example/@firma")" + more +
         R"(},"content":"<p>Grüner Wasserstoff, Beitrag )" + id + R"(</p>"})";
}

std::string Document(const std::string& handle = "firma.example") {
  return std::string(R"({"id":")") + kDid + R"(","alsoKnownAs":["at://)" +
         handle +
         R"("],"service":[{"id":"#atproto_pds",
         "type":"AtprotoPersonalDataServer",
         "serviceEndpoint":"https://pds.example"}]})";
}

std::string Record(const std::string& key) {
  return R"({"uri":"at://did:plc:abc/app.bsky.feed.post/)" + key +
         R"(","value":{"$type":"app.bsky.feed.post","text":"Wasserstoff )" +
         key + R"("}})";
}

// Services whose answers are written down, and a crawl that gets them.
class ProfileStageTest : public testing::Test {
 protected:
  ProfileStageTest() {
    options_.workspace.root = folder_ / "data";
    options_.social.plc = "https://plc.example";
    options_.social.resolver = "https://resolver.example";
    options_.social.revisit = std::chrono::hours(0);
    EXPECT_TRUE(MakeDirectories(options_.workspace.root));
    auto store = PageStore::Open(options_.workspace.text());
    EXPECT_TRUE(store);
    store_.emplace(std::move(*store));
    // Whose the sites are is known.
    EXPECT_TRUE(store_->SetDirty(false));
  }

  // A page of a company's site that links to an account.
  void AddSite(const std::string& site, const std::string& company,
               const std::string& profile) {
    auto link = ProfileLinkOf(profile);
    PageRecord page;
    page.key = page.href = "http://" + site + "/";
    page.host = page.site = site;
    page.profiles = {link};
    EXPECT_TRUE(store_->Put(page));
    matches_.push_back({.host = site,
                        .company_id = company,
                        .score = 90,
                        .rule = "x",
                        .decision = "accepted",
                        .imprint_url = ""});
    EXPECT_TRUE(store_->site_matches().Put(matches_));
  }

  static ProfileLink ProfileLinkOf(const std::string& profile) {
    ProfileLink link{.network = SocialNetwork::kMastodon,
                     .host = "inst.example",
                     .account = "firma",
                     .url = "https://inst.example/@firma",
                     .place = "footer"};
    if (profile.find('@') == std::string::npos) {
      link.network = SocialNetwork::kBluesky;
      link.host = "bsky.app";
      link.account = profile;
      link.url = "https://bsky.app/profile/" + profile;
    }
    return link;
  }

  // One run of the program: questions and answers until there are no more.
  void Run() {
    clock_.Advance(std::chrono::minutes(1));
    const Timestamp began = clock_.Now();
    for (int round = 0; round < 10; ++round) {
      clock_.Advance(std::chrono::seconds(1));
      auto report = AskProfiles(options_, *store_, began, clock_);
      ASSERT_TRUE(report) << report.error().message;
      if (report->asked == 0) return;
      Crawl();
    }
    ADD_FAILURE() << "the questions do not end";
  }

  void Crawl() {
    auto database = Database::Open(options_.workspace.state_db());
    ASSERT_TRUE(database);
    const Scope scope(ScopeOf(options_));
    auto frontier = Frontier::Open(*database, scope, options_.frontier);
    ASSERT_TRUE(frontier);
    PageProcessor processor(
        SampleTaxonomy(),
        {.phrases = nullptr, .documents = {}, .social = options_.social});
    for (bool any = true; any;) {
      any = false;
      for (const std::string& host : hosts_) {
        auto requests = frontier->Next(host, clock_.Now(), 100);
        ASSERT_TRUE(requests);
        for (const FetchRequest& request : *requests) {
          any = true;
          Answer(request, *frontier, processor);
        }
      }
    }
    ASSERT_TRUE(frontier->Commit());
  }

  void Answer(const FetchRequest& request, Frontier& frontier,
              PageProcessor& processor) {
    asked_.push_back(request.url.href());
    FetchResult result{.request = request};
    result.fetched_at = clock_.Now();
    const auto answer = answers_.find(request.url.href());
    if (answer == answers_.end()) {
      result.outcome = FetchOutcome::kDnsError;
      ASSERT_TRUE(frontier.Failed(request, VisitOf(result), std::nullopt));
      return;
    }
    result.status = answer->second.first;
    result.outcome = OutcomeOfStatus(result.status, false);
    result.body = answer->second.second;
    result.headers = {{"Content-Type", "application/json"}};
    ASSERT_TRUE(frontier.Done(request, VisitOf(result)));
    if (!IsRead(result)) return;
    const ProcessedPage page =
        processor.Process({result, {"x.warc.gz", asked_.size(), "sha1:X"}});
    ASSERT_TRUE(page.social);
    ASSERT_TRUE(store_->PutSocialFacts(*page.social));
    for (const PageRecord& post : page.excerpts) {
      ASSERT_TRUE(store_->Put(post));
    }
    for (const FoundUrl& link : page.links) {
      ASSERT_TRUE(frontier.AddLink(link, request, clock_.Now()));
    }
  }

  SocialProfile Profile(const std::string& profile) {
    auto database = Database::Open(options_.workspace.state_db());
    auto profiles = ProfileStore::Open(*database);
    auto found = profiles->Find(ProfileLinkOf(profile));
    EXPECT_TRUE(found && *found) << profile;
    return found && *found ? **found : SocialProfile();
  }
  std::string StateOf(const std::string& profile) {
    const SocialProfile found = Profile(profile);
    return std::string(ToString(found.state)) +
           (found.reason.empty() ? "" : ": " + found.reason);
  }

  // Keys of the posts that are held of a company.
  std::vector<std::string> PostsOf(const std::string& company) {
    auto database = Database::Open(options_.workspace.state_db());
    EXPECT_TRUE(AssignProfiles(options_, matches_, *database, *store_));
    std::vector<std::string> keys;
    EXPECT_TRUE(store_->ForEachOfCompany(company, PageTexts::kAll,
                                         [&](PageRecord page) -> Status {
                                           if (page.kind == PageKind::kPost)
                                             keys.push_back(page.key);
                                           return {};
                                         }));
    return keys;
  }

  void UseMastodon() {
    answers_[kLookup] = {200, Account()};
    answers_[kPosts] = {200, "[" + Toot("12") + "," + Toot("11") + "]"};
    answers_[std::string(kPosts) + "&since_id=12"] = {200,
                                                      "[" + Toot("13") + "]"};
    answers_[std::string(kPosts) + "&since_id=13"] = {200, "[]"};
  }
  void UseBluesky() {
    answers_[kResolve] = {200, std::string(R"({"did":")") + kDid + "\"}"};
    answers_["https://plc.example/did:plc:abc"] = {200, Document()};
    answers_[kWishes] = {200, R"({"records":[]})"};
    answers_[kRecords] = {
        200, R"({"records":[)" + Record("3b") + "," + Record("3a") + "]}"};
    answers_[std::string(kRecords) + "&reverse=true&cursor=3b"] = {
        200, R"({"records":[)" + Record("3c") + "]}"};
  }

  TempDirectory folder_;
  FakeClock clock_;
  Options options_;
  std::optional<PageStore> store_;
  std::vector<SiteMatch> matches_;
  // Those that can be reached.
  std::set<std::string> hosts_ = {"inst.example", "resolver.example",
                                  "plc.example", "pds.example",
                                  "firma.example"};
  // Body and status by URL; whatever else is asked has no address.
  std::map<std::string, std::pair<int, std::string>> answers_;
  std::vector<std::string> asked_;
};

TEST_F(ProfileStageTest, MastodonFromTheLinkToThePosts) {
  UseMastodon();
  AddSite("firma.example", "c1", "@firma");
  Run();
  EXPECT_EQ(asked_, (std::vector<std::string>{kLookup, kPosts}));
  EXPECT_EQ(StateOf("@firma"), "read");
  EXPECT_EQ(Profile("@firma").newest, "12");
  EXPECT_EQ(PostsOf("c1"),
            (std::vector<std::string>{"https://inst.example/@firma/11",
                                      "https://inst.example/@firma/12"}));
}

TEST_F(ProfileStageTest, AnUpdateAsksForWhatIsNew) {
  UseMastodon();
  AddSite("firma.example", "c1", "@firma");
  Run();
  asked_.clear();
  Run();
  EXPECT_EQ(asked_,
            std::vector<std::string>{std::string(kPosts) + "&since_id=12"});
  EXPECT_EQ(PostsOf("c1").size(), 3u);
  asked_.clear();
  Run();
  EXPECT_EQ(asked_,
            std::vector<std::string>{std::string(kPosts) + "&since_id=13"});
  asked_.clear();
  // Nothing was new: the same question waits for a day.
  Run();
  EXPECT_TRUE(asked_.empty());
  EXPECT_EQ(StateOf("@firma"), "read");
  clock_.Advance(std::chrono::hours(26));
  Run();
  // Whether it still may be read is asked, too.
  EXPECT_EQ(asked_, (std::vector<std::string>{
                        kLookup, std::string(kPosts) + "&since_id=13"}));
}

TEST_F(ProfileStageTest, AnAccountIsNotAskedAgainAtOnce) {
  UseMastodon();
  AddSite("firma.example", "c1", "@firma");
  options_.social.revisit = std::chrono::hours(6);
  Run();
  asked_.clear();
  clock_.Advance(std::chrono::hours(5));
  Run();
  EXPECT_TRUE(asked_.empty());
  clock_.Advance(std::chrono::hours(1));
  Run();
  EXPECT_FALSE(asked_.empty());
}

TEST_F(ProfileStageTest, BlueskyFromTheHandleToThePosts) {
  UseBluesky();
  AddSite("firma.example", "c1", "firma.example");
  Run();
  EXPECT_EQ(asked_,
            (std::vector<std::string>{
                "https://firma.example/.well-known/atproto-did", kResolve,
                "https://plc.example/did:plc:abc", kWishes, kRecords}));
  EXPECT_EQ(StateOf("firma.example"), "read");
  EXPECT_EQ(PostsOf("c1").size(), 2u);
  asked_.clear();
  Run();
  EXPECT_EQ(asked_, std::vector<std::string>{std::string(kRecords) +
                                             "&reverse=true&cursor=3b"});
  EXPECT_EQ(PostsOf("c1").size(), 3u);
}

TEST_F(ProfileStageTest, ItsOwnHostMayKnowTheHandle) {
  UseBluesky();
  answers_["https://firma.example/.well-known/atproto-did"] = {200, kDid};
  AddSite("firma.example", "c1", "firma.example");
  Run();
  EXPECT_EQ(StateOf("firma.example"), "read");
  EXPECT_EQ(std::count(asked_.begin(), asked_.end(), kResolve), 0);
}

// What cannot be asked because robots.txt cannot be had stays due.
TEST_F(ProfileStageTest, AHostThatIsNotThereHoldsNobodyUp) {
  UseBluesky();
  hosts_.erase("firma.example");
  AddSite("firma.example", "c1", "firma.example");
  Run();
  EXPECT_EQ(asked_.front(), kResolve);
  EXPECT_EQ(StateOf("firma.example"), "read");
  hosts_.erase("inst.example");
  AddSite("andere.example", "c2", "@firma");
  Run();
  EXPECT_EQ(StateOf("@firma"), "open: the host does not answer yet");
}

TEST_F(ProfileStageTest, LinkedByItsDid) {
  UseBluesky();
  AddSite("firma.example", "c1", kDid);
  Run();
  EXPECT_EQ(asked_.front(), "https://plc.example/did:plc:abc");
  EXPECT_EQ(StateOf(kDid), "read");
  EXPECT_EQ(PostsOf("c1").size(), 2u);
}

TEST_F(ProfileStageTest, WhatCannotBeReadSaysWhy) {
  const struct {
    std::string profile;
    std::string url;
    int status;
    std::string body;
    std::string state;
  } cases[] = {
      {"@firma", kLookup, 404, "{}",
       "failed: no answer: client-error (HTTP 404)"},
      {"@firma", kLookup, 401, "{}", "failed: wants a login (HTTP 401)"},
      {"@firma", kPosts, 422, "{}", "failed: wants a login (HTTP 422)"},
      {"@firma", kLookup, 200, "<html>",
       "failed: it does not know the account"},
      {"@firma", kLookup, 200, Account(R"(,"noindex":true)"),
       "refused: it asks not to be indexed"},
      {"@firma", kPosts, 200, "[" + Toot("1", R"(,"noindex":true)") + "]",
       "refused: it asks not to be indexed"},
      {"@firma", kLookup, 200,
       Account(R"(,"moved":{"url":"https://neu.example/@firma"})"),
       "failed: it has moved to https://neu.example/@firma"},
      // Somebody else's account, by the word of an instance.
      {"@firma", kLookup, 200,
       R"({"id":"7","url":"https://other.example/@firma"})",
       "failed: it does not know the account"},
      {"firma.example", kResolve, 400, "{}",
       "failed: no answer: client-error (HTTP 400)"},
      {"firma.example", kResolve, 200, R"({"did":"nonsense"})",
       "failed: the handle leads nowhere"},
      {"firma.example", "https://plc.example/did:plc:abc", 200,
       Document("andere.example"), "refused: its DID does not name the handle"},
      {"firma.example", "https://plc.example/did:plc:abc", 200,
       std::string(R"({"id":")") + kDid +
           R"(","alsoKnownAs":["at://firma.example"]})",
       "failed: its DID names no server"},
      {"firma.example", kWishes, 200,
       R"({"records":[{"value":{"labels":{"values":[
          {"val":"!no-unauthenticated"}]}}}]})",
       "refused: it asks not to be indexed"},
      {"firma.example", kRecords, 200, R"({"error":"x"})",
       "failed: its posts cannot be read"},
  };
  int number = 0;
  for (const auto& c : cases) {
    // A program of its own for each.
    options_.workspace.root = folder_ / ("case" + std::to_string(number++));
    ASSERT_TRUE(MakeDirectories(options_.workspace.root));
    auto store = PageStore::Open(options_.workspace.text());
    ASSERT_TRUE(store);
    store_.emplace(std::move(*store));
    ASSERT_TRUE(store_->SetDirty(false));
    matches_.clear();
    answers_.clear();
    UseMastodon();
    UseBluesky();
    answers_[c.url] = {c.status, c.body};
    AddSite("firma.example", "c1", c.profile);
    Run();
    EXPECT_EQ(StateOf(c.profile), c.state) << c.url << " " << c.body;
    EXPECT_TRUE(PostsOf("c1").empty()) << c.url << " " << c.body;
  }
}

// What was read before must not be kept.
TEST_F(ProfileStageTest, AWishComesLater) {
  UseMastodon();
  AddSite("firma.example", "c1", "@firma");
  Run();
  ASSERT_EQ(PostsOf("c1").size(), 2u);
  clock_.Advance(std::chrono::hours(26));
  answers_[kLookup] = {200, Account(R"(,"noindex":true)")};
  Run();
  EXPECT_EQ(StateOf("@firma"), "refused: it asks not to be indexed");
  EXPECT_TRUE(PostsOf("c1").empty());
  EXPECT_EQ(*store_->CountPosts("https://inst.example/@firma"), 0);
}

TEST_F(ProfileStageTest, AnAccountOfSeveralCompaniesSpeaksForNone) {
  UseMastodon();
  AddSite("firma.example", "c1", "@firma");
  AddSite("andere.example", "c2", "@firma");
  Run();
  EXPECT_TRUE(asked_.empty());
  EXPECT_EQ(StateOf("@firma"), "refused: sites of 2 companies link to it");
}

TEST_F(ProfileStageTest, ItsDomainSaysWhoseItIs) {
  UseBluesky();
  AddSite("andere.example", "c2", "firma.example");
  AddSite("firma.example", "c1", "firma.example");
  Run();
  EXPECT_EQ(StateOf("firma.example"), "read");
  EXPECT_EQ(PostsOf("c1").size(), 2u);
  EXPECT_TRUE(PostsOf("c2").empty());
}

TEST_F(ProfileStageTest, OnlyAccountsOfCompaniesAndOnlyWhereItIsOn) {
  UseMastodon();
  AddSite("firma.example", "c1", "@firma");
  matches_.front().decision = "review";
  ASSERT_TRUE(store_->site_matches().Put(matches_));
  Run();
  EXPECT_TRUE(asked_.empty());
  matches_.front().decision = "accepted";
  ASSERT_TRUE(store_->site_matches().Put(matches_));
  options_.social.mastodon = false;
  Run();
  EXPECT_TRUE(asked_.empty());
  options_.social.mastodon = true;
  Run();
  EXPECT_EQ(asked_.size(), 2u);
}

TEST_F(ProfileStageTest, NoMorePostsThanWanted) {
  UseBluesky();
  options_.social.max_posts = 250;
  // A server without an end: each answer is full and leads to another place.
  std::string cursor;
  for (int answer = 0; answer < 50; ++answer) {
    std::string records;
    for (int i = 0; i < 100; ++i) {
      if (i > 0) records += ",";
      records += Record("k" + std::to_string(answer * 100 + i));
    }
    const std::string next = "c" + std::to_string(answer);
    answers_[kRecords + (cursor.empty() ? "" : "&cursor=" + cursor)] = {
        200, R"({"records":[)" + records + R"(],"cursor":")" + next + "\"}"};
    cursor = next;
  }
  AddSite("firma.example", "c1", kDid);
  Run();
  EXPECT_EQ(PostsOf("c1").size(), 300u);
}

// An instance cannot put its words where others' pages are.
TEST_F(ProfileStageTest, PostsAreAtHome) {
  UseMastodon();
  answers_[kPosts] = {
      200, R"([{"id":"9","url":"https://andere.example/","content":"x",
           "account":{"id":"7","url":"https://inst.example/@firma"}}])"};
  AddSite("firma.example", "c1", "@firma");
  Run();
  EXPECT_TRUE(PostsOf("c1").empty());
  EXPECT_FALSE(store_->Find("https://andere.example/")->has_value());
}

TEST_F(ProfileStageTest, TheViewByChoice) {
  UseBluesky();
  options_.social.from_view = true;
  options_.social.view = "https://pds.example";
  answers_
      ["https://pds.example/xrpc/app.bsky.feed.getAuthorFeed?"
       "actor=did%3Aplc%3Aabc&filter=posts_and_author_threads&limit=100"] = {
          200, R"({"feed":[{"post":{"uri":
        "at://did:plc:abc/app.bsky.feed.post/3a","record":
        {"$type":"app.bsky.feed.post","text":"Wasserstoff"}}}]})"};
  AddSite("firma.example", "c1", kDid);
  Run();
  EXPECT_EQ(StateOf(kDid), "read");
  EXPECT_EQ(PostsOf("c1"), std::vector<std::string>{
                               "https://bsky.app/profile/did:plc:abc/post/3a"});
}

}  // namespace
}  // namespace ritmon
