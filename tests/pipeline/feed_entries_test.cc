// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds become excerpts; pages win over them in any order and after a replay.
#include "pipeline/feed_entries.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/files.h"
#include "crawler/reservation_ledger.h"
#include "crawler/warc_writer.h"
#include "pipeline/excerpt_rules.h"
#include "pipeline/job.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/make_url.h"
#include "tests/testing/site_server.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using Strings = std::vector<std::string>;

struct Item {
  std::string link;
  std::string text;
  std::string date = "Mon, 05 Oct 2026 08:00:00 +0200";
};

std::string Rss(const std::vector<Item>& items) {
  std::string rss = "<rss version=\"2.0\"><channel><title>Blatt</title>";
  for (const Item& item : items) {
    rss += "<item><title>Neues</title><link>" + item.link +
           "</link><description>" + item.text + "</description><pubDate>" +
           item.date + "</pubDate></item>";
  }
  return rss + "</channel></rss>";
}

FetchResult Answer(const std::string& url, FetchKind kind,
                   const std::string& body, Timestamp at,
                   HeaderList headers = {}) {
  FetchResult result{.request = {.url = MakeUrl(url), .kind = kind}};
  result.outcome = FetchOutcome::kOk;
  result.status = 200;
  result.headers = std::move(headers);
  result.body = body;
  result.fetched_at = at;
  return result;
}

const Timestamp kNow = *ParseTimestamp("2026-11-01T08:00:00Z");

FeedReading Read(const std::vector<Item>& items, const FeedRules& rules = {},
                 HeaderList headers = {}) {
  return ReadFeed(Answer("https://blatt.example/feed", FetchKind::kFeed,
                         Rss(items), kNow, std::move(headers)),
                  {}, rules);
}

Strings Keys(const FeedReading& reading) {
  Strings keys;
  for (const PageRecord& record : reading.excerpts) keys.push_back(record.key);
  return keys;
}

Strings Links(const FeedReading& reading) {
  Strings links;
  for (const FoundUrl& link : reading.links) links.push_back(link.url.href());
  return links;
}

TEST(FeedEntriesTest, EntriesBecomeExcerpts) {
  const FeedReading reading =
      Read({{"/a?utm_source=rss",
             "&lt;p&gt;Die &lt;b&gt;Werft&lt;/b&gt; baut "
             "Elektrolyseure.&lt;/p&gt;"}},
           {.news_sites = {"blatt.example"}});
  ASSERT_EQ(reading.excerpts.size(), 1U);
  const PageRecord& record = reading.excerpts[0];
  EXPECT_EQ(record.key, MakeUrl("https://blatt.example/a").Canonical());
  EXPECT_EQ(record.kind, PageKind::kNews);
  EXPECT_TRUE(record.excerpt);
  EXPECT_TRUE(record.notes.contains(PageNote::kFromFeed));
  EXPECT_EQ(record.title, "Neues");
  EXPECT_EQ(FormatTimestamp(*record.published), "2026-10-05T06:00:00Z");
  ASSERT_FALSE(record.blocks.empty());
  EXPECT_EQ(record.blocks.back().text, "Die Werft baut Elektrolyseure.");
  EXPECT_EQ(record.blocks.back().zone, Zone::kMain);
  EXPECT_EQ(Read({{"/a", "x"}}).excerpts[0].kind, PageKind::kWeb);
}

TEST(FeedEntriesTest, NewestFirstEachOnceNoneWithoutLink) {
  const FeedReading reading =
      Read({{"/old", "x", "Mon, 05 Jan 2026 08:00:00 GMT"},
            {"", "x"},
            {"mailto:a@b.example", "x"},
            {"/undated", "x", ""},
            {"/new", "x", "Sat, 31 Oct 2026 08:00:00 GMT"},
            {"/new", "y", "Sat, 31 Oct 2026 08:00:00 GMT"},
            {"/future", "x", "Thu, 31 Dec 2026 08:00:00 GMT"}});
  EXPECT_EQ(
      Links(reading),
      (Strings{"https://blatt.example/future", "https://blatt.example/new",
               "https://blatt.example/old", "https://blatt.example/undated"}));
  // Nothing is published after it was fetched.
  EXPECT_FALSE(reading.excerpts[0].published);
  EXPECT_EQ(reading.excerpts[1].blocks.back().text, "x");
}

TEST(FeedEntriesTest, OtherSitesSpeakForThemselves) {
  const std::vector<Item> items = {{"/a", "x"}, {"https://b.example/b", "y"}};
  EXPECT_EQ(Keys(Read(items)), Strings{"https://blatt.example/a"});
  EXPECT_EQ(Links(Read(items)).size(), 2U);
  EXPECT_FALSE(Read(items).links[1].alone);
  // A feed of the configuration is believed, by whatever address it answers.
  FeedRules rules{.sources = {{.url = "http://www.blatt.example/feed/",
                               .publisher = "Blatt"}}};
  const FeedReading named = Read(items, rules);
  EXPECT_EQ(Keys(named),
            (Strings{"https://blatt.example/a", "https://b.example/b"}));
  EXPECT_EQ(named.excerpts[1].kind, PageKind::kNews);
  EXPECT_EQ(named.excerpts[1].publisher, "Blatt");
  EXPECT_TRUE(named.links[1].alone);
  rules.sources[0].pages = false;
  rules.sources[0].max_entries = 1;
  EXPECT_TRUE(Read(items, rules).links.empty());
  EXPECT_EQ(Read(items, rules).excerpts.size(), 1U);
}

TEST(FeedEntriesTest, HeadersThatAskForLess) {
  const FeedReading noindex =
      Read({{"/a", "x"}}, {}, {{"X-Robots-Tag", "noindex, follow"}});
  EXPECT_TRUE(noindex.excerpts.empty());
  EXPECT_EQ(noindex.links.size(), 1U);
  EXPECT_TRUE(
      Read({{"/a", "x"}}, {}, {{"X-Robots-Tag", "nofollow"}}).links.empty());
}

TEST(FeedEntriesTest, TheHashIsThatOfTheEntries) {
  EXPECT_EQ(Read({{"/a", "x"}}).entries_hash, Read({{"/a", "x"}}).entries_hash);
  EXPECT_NE(Read({{"/a", "x"}}).entries_hash, Read({{"/a", "y"}}).entries_hash);
  EXPECT_NE(Read({{"/a", "x"}}).entries_hash,
            Read({{"/a", "x"}, {"/b", "x"}}).entries_hash);
}

TEST(FeedEntriesTest, WhatIsReadAsAFeed) {
  const auto answers = [](FetchKind kind, const char* type) {
    return IsFeedAnswer(
        Answer("http://a.example/", kind, "", kNow, {{"Content-Type", type}}));
  };
  EXPECT_TRUE(answers(FetchKind::kFeed, "text/html"));
  EXPECT_TRUE(answers(FetchKind::kPage, "application/rss+xml; charset=utf-8"));
  EXPECT_FALSE(answers(FetchKind::kPage, "text/xml"));
  EXPECT_FALSE(answers(FetchKind::kSitemap, "application/rss+xml"));
}

// ---- Archive, store, replay -----------------------------------------------

constexpr char kPage[] =
    "<html lang=de><head><title>Seite</title></head><body><main><h1>Seite</h1>"
    "<p>Hier steht, was die Seite selbst sagt.</p></main></body></html>";

class FeedArchiveTest : public testing::Test {
 protected:
  FeedArchiveTest() {
    options_.workspace.root = folder_ / "data";
    options_.keyword_lists = SourceFile("keyword-lists");
    options_.geo = SourceFile("config/geo");
    options_.courts = SourceFile("config/register_courts.tsv");
    options_.fetch.allow_private_addresses = true;
    options_.pipeline.workers = 2;
  }

  void Archive(const std::vector<FetchResult>& results) {
    auto writer = WarcWriter::Open(
        WarcWriterOptions{.directory = options_.workspace.warc()}, clock_);
    ASSERT_TRUE(writer);
    for (const FetchResult& result : results) {
      ASSERT_TRUE(writer->Write(result));
    }
    ASSERT_TRUE(writer->Close());
  }

  Job OpenJob() { return Job::Open(options_, clock_).value(); }

  // Address, text, date, whether it is an excerpt: what is stored.
  Strings Stored() const {
    Strings stored;
    auto store = PageStore::OpenReadOnly(options_.workspace.text());
    EXPECT_TRUE(store->ForEach([&](PageRecord page) -> Status {
      stored.push_back(
          std::string(MakeUrl(page.href).path()) + " " +
          (page.excerpt ? "excerpt " : "page ") +
          (page.blocks.empty() ? "" : page.blocks.back().text) + " " +
          (page.published ? FormatTimestamp(*page.published) : "undated"));
      return {};
    }));
    return stored;
  }

  void Reserve(const std::string& url) {
    auto database = Database::Open(options_.workspace.state_db());
    auto ledger = ReservationLedger::Open(*database);
    ASSERT_TRUE(ledger->Record(
        ReservationEntry{.key = {std::string(MakeUrl(url).host()),
                                 ReservationSource::kTdmHeader, url},
                         .site = "blatt.example"},
        clock_.Now()));
  }

  TempDirectory folder_;
  FakeClock clock_;
  Options options_;
};

std::vector<FetchResult> PageAndFeeds() {
  using std::chrono::hours;
  const std::string feed = "https://blatt.example/feed";
  return {
      Answer("https://blatt.example/a", FetchKind::kPage, kPage, kNow,
             {{"Content-Type", "text/html; charset=utf-8"}}),
      Answer(feed, FetchKind::kFeed,
             Rss({{"/a", "Aus dem Feed."}, {"/b", "Nur im Feed."}}),
             kNow - hours(1)),
      Answer(feed, FetchKind::kFeed,
             Rss({{"/a", "Neuer als die Seite."},
                  {"/b", "Neu gefasst.", "Tue, 06 Oct 2026 08:00:00 GMT"},
                  {"/c", "Dazu gekommen."}}),
             kNow + hours(1)),
  };
}

const Strings kOutcome = {
    "/a page Hier steht, was die Seite selbst sagt. 2026-10-05T06:00:00Z",
    "/b excerpt Neu gefasst. 2026-10-06T08:00:00Z",
    "/c excerpt Dazu gekommen. 2026-10-05T06:00:00Z"};

TEST_F(FeedArchiveTest, ThePageWinsInAnyOrder) {
  std::vector<FetchResult> results = PageAndFeeds();
  std::vector<size_t> order = {0, 1, 2};
  do {
    std::filesystem::remove_all(options_.workspace.root);
    std::vector<FetchResult> arranged;
    for (const size_t i : order) arranged.push_back(results[i]);
    Archive(arranged);
    ASSERT_TRUE(OpenJob().Replay());
    EXPECT_EQ(Stored(), kOutcome);
    ASSERT_TRUE(OpenJob().Replay());
    EXPECT_EQ(Stored(), kOutcome);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_F(FeedArchiveTest, AReservedPageTakesItsExcerptAway) {
  Archive(PageAndFeeds());
  Reserve("https://blatt.example/b");
  for (int i = 0; i < 2; ++i) {
    Job job = OpenJob();
    ASSERT_TRUE(job.Replay());
    ASSERT_TRUE(job.IndexIfChanged());
    const Strings stored = Stored();
    ASSERT_EQ(stored.size(), 2U);
    EXPECT_TRUE(stored[0].starts_with("/a page"));
    EXPECT_TRUE(stored[1].starts_with("/c excerpt"));
  }
}

TEST_F(FeedArchiveTest, AReservedFeedIsNotRead) {
  Archive({Answer("https://blatt.example/feed", FetchKind::kFeed,
                  Rss({{"/a", "x"}}), kNow, {{"tdm-reservation", "1"}})});
  ASSERT_TRUE(OpenJob().Replay());
  EXPECT_TRUE(Stored().empty());
}

// ---- A site that is crawled twice -----------------------------------------

// The machine's clock, some time later.
class LaterClock final : public Clock {
 public:
  Timestamp Now() const override { return clock_.Now() + later; }
  std::chrono::steady_clock::time_point Steady() const override {
    return clock_.Steady();
  }
  std::chrono::hours later{0};

 private:
  SystemClock clock_;
};

class FeedCrawlTest : public testing::Test {
 protected:
  FeedCrawlTest() {
    options_.workspace.root = folder_ / "data";
    options_.keyword_lists = SourceFile("keyword-lists");
    options_.geo = SourceFile("config/geo");
    options_.courts = SourceFile("config/register_courts.tsv");
    options_.fetch.allow_private_addresses = true;
    options_.crawl.politeness.delay = std::chrono::milliseconds(1);
    options_.crawl.politeness.slow_factor = 0;
    options_.render.on = false;
    options_.feeds = {{.url = "http://blatt.example/neues.xml"}};
    Write("blatt.example/robots.txt", "User-agent: *\nDisallow: /intern/\n");
    Write("blatt.example/offen.html", kPage);
    Write("blatt.example/intern/zu.html", kPage);
    Write("b.example/gast.html",
          "<title>Gast</title><p>Ein Gast. <a href=/weiter.html>weiter</a>");
    Write("b.example/weiter.html", kPage);
    WriteFeed({{"/offen.html", "Kurz."},
               {"/intern/zu.html", "Was im Feed steht."},
               {"http://b.example/gast.html", "Zu Gast."}});
  }

  void Write(const std::string& file, const std::string& text) {
    const auto path = folder_ / "sites" / file;
    std::filesystem::create_directories(path.parent_path());
    ASSERT_TRUE(WriteFileAtomically(path, text));
  }
  void WriteFeed(const std::vector<Item>& items) {
    Write("blatt.example/neues.xml", Rss(items));
  }

  void Crawl() {
    if (server_ == nullptr) {
      auto server = SiteServer::Start({.sites = folder_ / "sites"}, clock_);
      ASSERT_TRUE(server) << server.error().message;
      server_ = std::move(*server);
      options_.fetch.connect_to = server_->ConnectTo();
    }
    Job job = Job::Open(options_, clock_).value();
    auto crawled = job.Crawl({});
    ASSERT_TRUE(crawled) << crawled.error().message;
    ASSERT_TRUE(job.IndexIfChanged());
  }

  // Since the last call: target and status, without what every host is asked.
  Strings Asked() {
    Strings asked;
    const auto requests = server_->Requests();
    for (; seen_ < requests.size(); ++seen_) {
      const SeenRequest& request = requests[seen_];
      if (request.target != "/robots.txt" &&
          request.target != "/.well-known/tdmrep.json") {
        asked.push_back(request.target + " " + std::to_string(request.status));
      }
    }
    std::sort(asked.begin(), asked.end());
    return asked;
  }

  std::map<std::string, bool> Excerpts() const {
    std::map<std::string, bool> excerpts;
    auto store = PageStore::OpenReadOnly(options_.workspace.text());
    EXPECT_TRUE(store->ForEach([&](PageRecord page) -> Status {
      excerpts[page.href] = page.excerpt;
      return {};
    }));
    return excerpts;
  }

  LaterClock clock_;
  TempDirectory folder_;
  Options options_;
  std::unique_ptr<SiteServer> server_;
  size_t seen_ = 0;
};

TEST_F(FeedCrawlTest, FetchesWhatIsNewAndTakesTheFeedsWordWhereItMust) {
  Crawl();
  // The guest's own links are not followed.
  EXPECT_EQ(Asked(),
            (Strings{"/gast.html 200", "/neues.xml 200", "/offen.html 200"}));
  const std::map<std::string, bool> first = {
      {"http://blatt.example/intern/zu.html", true},
      {"http://blatt.example/offen.html", false},
      {"http://b.example/gast.html", false}};
  EXPECT_EQ(Excerpts(), first);

  // Not due yet; then unchanged.
  Crawl();
  EXPECT_EQ(Asked(), Strings{});
  clock_.later = std::chrono::hours(7);
  Crawl();
  EXPECT_EQ(Asked(), Strings{"/neues.xml 304"});
  EXPECT_EQ(Excerpts(), first);

  WriteFeed({{"/neu.html", "Neu."}, {"/offen.html", "Kurz."}});
  Write("blatt.example/neu.html", "<title>Neu</title><p>Das ist neu.");
  clock_.later = std::chrono::hours(18);
  Crawl();
  EXPECT_EQ(Asked(), (Strings{"/neu.html 200", "/neues.xml 200"}));
  EXPECT_EQ(Excerpts().size(), 4U);

  const auto before = Excerpts();
  ASSERT_TRUE(Job::Open(options_, clock_).value().Replay());
  EXPECT_EQ(Excerpts(), before);
}

}  // namespace
}  // namespace ritmon
