// SPDX-License-Identifier: GPL-3.0-or-later
// Rendering without a browser: what is kept, read and replayed.
#include "pipeline/render_stage.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/files.h"
#include "crawler/archive_index.h"
#include "crawler/render_ledger.h"
#include "crawler/reservation_ledger.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_rendition.h"
#include "crawler/warc_writer.h"
#include "pipeline/job.h"
#include "pipeline/purge_stage.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fake_fetcher.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

constexpr char kShell[] =
    "<title>Firma</title><body><div id=\"root\"></div>"
    "<script src=\"/app.js\"></script>";

std::string Document(const std::string& text, const std::string& head = "") {
  return "<html><head><title>Firma</title>" + head +
         "</head><body><div id=\"root\"><h1>Elektrolyseure</h1><p>" + text +
         " Wir planen, bauen und warten Anlagen zur Elektrolyse, die aus Strom "
         "und Wasser Wasserstoff machen, seit 1998 in Stade.</p>"
         "<a href=\"/produkte\">Produkte</a></div></body></html>";
}

// Shows each page as it was told to.
class FakeRenderer final : public Renderer {
 public:
  Result<RenderResult> Render(const FetchResult& page, PageResources& resources,
                              std::stop_token) override {
    const std::string& url = page.request.url.href();
    shown.push_back(url);
    resources.Begin(page.request);
    if (broken) return Fail(ErrorKind::kIo, "does not start");
    RenderResult result;
    if (outcomes.contains(url)) {
      result.outcome = outcomes.at(url);
      result.message = "as told";
      if (result.outcome == RenderOutcome::kRedirected) {
        result.target = MakeUrl("http://firma.example/ziel");
      }
      return result;
    }
    result.outcome = RenderOutcome::kRendered;
    result.html =
        documents.contains(url) ? documents.at(url) : Document("Text.");
    return result;
  }

  std::map<std::string, std::string> documents;
  std::map<std::string, RenderOutcome> outcomes;
  bool broken = false;
  std::vector<std::string> shown;
};

class RenderStageTest : public testing::Test {
 protected:
  RenderStageTest() {
    options_.workspace.root = folder_ / "data";
    EXPECT_TRUE(MakeDirectories(options_.workspace.root));
    options_.keyword_lists = SourceFile("keyword-lists");
    options_.geo = SourceFile("config/geo");
    options_.courts = SourceFile("config/register_courts.tsv");
    options_.reservation_phrases =
        SourceFile("config/reservation-phrases.toml");
    options_.fetch.allow_private_addresses = true;
    options_.render.on = false;  // the test renders
    taxonomy_ = *Taxonomy::Load(options_.keyword_lists);
  }

  // Answers as a crawl would have archived them, in a file of their own, and
  // known to the frontier.
  void Archive(const std::vector<std::pair<std::string, std::string>>& pages,
               HeaderList headers = {}) {
    auto writer = WarcWriter::Open(
        WarcWriterOptions{.directory = options_.workspace.warc()}, clock_);
    ASSERT_TRUE(writer);
    for (const auto& [url, body] : pages) {
      FetchResult result{.request = {.url = MakeUrl(url)}};
      result.request.seed = "firma.example";
      result.outcome = FetchOutcome::kOk;
      result.status = 200;
      result.headers = headers;
      result.headers.emplace_back("Content-Type", "text/html");
      result.body = body;
      result.fetched_at = clock_.Now();
      ASSERT_TRUE(writer->Write(result));
    }
    ASSERT_TRUE(writer->Close());
    auto database = Database::Open(options_.workspace.state_db());
    ASSERT_TRUE(database);
    const Scope scope(ScopeOf(options_));
    auto frontier = Frontier::Open(*database, scope);
    ASSERT_TRUE(frontier);
    for (const auto& [url, body] : pages) {
      ASSERT_TRUE(frontier->AddSeed(MakeUrl(url), clock_.Now()));
    }
    ASSERT_TRUE(frontier->Commit());
  }

  void Forget() { std::filesystem::remove(options_.workspace.state_db()); }

  void Replay(int workers = 1) {
    options_.pipeline.workers = workers;
    auto job = Job::Open(options_, clock_);
    ASSERT_TRUE(job) << job.error().message;
    const auto reports = job->Replay();
    ASSERT_TRUE(reports) << reports.error().message;
  }

  RenderReport Render() {
    auto store = PageStore::Open(options_.workspace.text());
    EXPECT_TRUE(store);
    FakeFetcher fetcher(clock_);
    Timings timings;
    StepClock steps(timings, JobThread::kMain, JobStep::render);
    auto report = RenderPages(options_, taxonomy_, *store, counters_, steps, {},
                              fetcher, renderer_, clock_, {});
    EXPECT_TRUE(report) << report.error().message;
    return report.value_or(RenderReport{});
  }

  std::optional<PageRecord> Find(const std::string& url) {
    auto store = PageStore::Open(options_.workspace.text());
    return *store->Find(MakeUrl(url).Canonical());
  }
  std::string TextOf(const std::string& url) {
    const auto page = Find(url);
    std::string text;
    if (!page) return "gone";
    for (const Block& block : page->blocks) text += block.text + "\n";
    return text + ToString(page->notes);
  }

  TempDirectory folder_;
  FakeClock clock_;
  Options options_;
  std::shared_ptr<const Taxonomy> taxonomy_;
  Counters counters_;
  FakeRenderer renderer_;
  const std::string home_ = "http://firma.example/";
};

TEST_F(RenderStageTest, TheRenditionIsArchivedAndRead) {
  Archive({{home_, kShell},
           {"http://firma.example/text", Document("Ohne Skripte.")}});
  Replay();
  EXPECT_EQ(Find(home_)->notes, PageNotes{PageNote::kNeedsScript});
  renderer_.documents[home_] = Document("Guten Tag.");
  clock_.Advance(std::chrono::hours(1));
  const RenderReport report = Render();
  EXPECT_EQ(report.rendered, 1);
  EXPECT_EQ(renderer_.shown, std::vector<std::string>{home_});
  const auto page = Find(home_);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->notes, PageNotes{PageNote::kRendered});
  EXPECT_FALSE(page->tags.fields.empty());
  EXPECT_EQ(counters_.Get(Counter::rendered), 1);
  // The evidence leads to the conversion record, that to the response.
  const auto record = WarcReader::ReadAt(
      options_.workspace.warc() / page->capture.file, page->capture.offset);
  ASSERT_TRUE(record) << record.error().message;
  EXPECT_TRUE(IsRendition(*record));
  EXPECT_EQ(record->block, renderer_.documents[home_]);
  const auto captures = FindCaptures(options_.workspace.warc(), MakeUrl(home_));
  ASSERT_EQ(captures->size(), 2u);
  const auto response =
      WarcReader::ReadAt(options_.workspace.warc() / captures->front().ref.file,
                         captures->front().ref.offset);
  EXPECT_EQ(record->Field("WARC-Refers-To"), response->Field("WARC-Record-ID"));
  // It is not shown again.
  EXPECT_EQ(Render().rendered, 0);
}

TEST_F(RenderStageTest, ReplayGivesTheSameInAnyOrderAndWithoutABrowser) {
  std::vector<std::pair<std::string, std::string>> pages;
  for (int i = 0; i < 20; ++i) {
    const std::string url = "http://firma.example/" + std::to_string(i);
    pages.emplace_back(url, kShell);
    renderer_.documents[url] = Document("Seite " + std::to_string(i) + ".");
  }
  Archive(pages);
  Replay();
  // Also where response and rendition are of the same second.
  EXPECT_EQ(Render().rendered, 20);
  std::map<std::string, std::string> before;
  for (const auto& [url, body] : pages) before[url] = TextOf(url);
  for (const int workers : {1, 4}) {
    Replay(workers);
    for (const auto& [url, body] : pages) {
      EXPECT_EQ(TextOf(url), before[url]) << workers;
      EXPECT_NE(before[url].find("Elektrolyse"), std::string::npos);
    }
  }
}

TEST_F(RenderStageTest, ANewerAnswerTakesItsPlaceAnUnchangedOneDoesNot) {
  Archive({{home_, kShell}});
  Replay();
  renderer_.documents[home_] = Document("Guten Tag.");
  clock_.Advance(std::chrono::hours(1));
  Render();
  const std::string rendered = TextOf(home_);
  clock_.Advance(std::chrono::hours(1));
  {
    auto writer = WarcWriter::Open(
        WarcWriterOptions{.directory = options_.workspace.warc()}, clock_);
    FetchResult same{.request = {.url = MakeUrl(home_), .etag = "x"}};
    same.request.held_digest = "sha1:X";
    same.status = 304;
    same.outcome = FetchOutcome::kNotModified;
    same.fetched_at = clock_.Now();
    ASSERT_TRUE(writer->Write(same)->revisit);
    ASSERT_TRUE(writer->Close());
  }
  Replay();
  EXPECT_EQ(TextOf(home_), rendered);
  clock_.Advance(std::chrono::hours(1));
  Archive({{home_, std::string(kShell) + "<!-- 2 -->"}});
  Replay();
  EXPECT_EQ(Find(home_)->notes, PageNotes{PageNote::kNeedsScript});
  // And is rendered in its turn.
  renderer_.documents[home_] = Document("Moin.");
  EXPECT_EQ(Render().rendered, 1);
  EXPECT_NE(TextOf(home_).find("Moin."), std::string::npos);
}

TEST_F(RenderStageTest, FailuresAreCountedAndNotRepeatedAtOnce) {
  Archive({{home_, kShell},
           {"http://firma.example/a", kShell},
           {"http://firma.example/b", kShell}});
  Replay();
  renderer_.outcomes = {{home_, RenderOutcome::kTimeout},
                        {"http://firma.example/a", RenderOutcome::kMemory},
                        {"http://firma.example/b", RenderOutcome::kFailed}};
  EXPECT_EQ(Render().failed, 3);
  EXPECT_EQ(counters_.Get(Counter::render_failures), 3);
  EXPECT_EQ(Find(home_)->notes, PageNotes{PageNote::kNeedsScript});
  EXPECT_EQ(Render().failed, 0);
  clock_.Advance(std::chrono::hours(25));
  EXPECT_EQ(Render().failed, 3);
}

// What is not yet there, or never will be, is not archived in the place of
// what may come.
TEST_F(RenderStageTest, ADocumentWithoutTextIsNoRendition) {
  Archive({{home_, kShell}});
  Replay();
  renderer_.documents[home_] = kShell;
  EXPECT_EQ(Render().failed, 1);
  EXPECT_EQ(Find(home_)->notes, PageNotes{PageNote::kNeedsScript});
  EXPECT_EQ(FindCaptures(options_.workspace.warc(), MakeUrl(home_))->size(),
            1u);
  auto database = Database::Open(options_.workspace.state_db());
  auto ledger = RenderLedger::Open(*database);
  EXPECT_TRUE(
      ledger->Describe(MakeUrl(home_).Canonical())->starts_with("empty"));
}

TEST_F(RenderStageTest, ABrowserThatDoesNotStartIsSaidAndHarmsNothing) {
  Archive({{home_, kShell}, {"http://firma.example/a", kShell}});
  Replay();
  renderer_.broken = true;
  const RenderReport report = Render();
  EXPECT_EQ(report.problem, "does not start");
  EXPECT_EQ(renderer_.shown.size(), 1u);
  renderer_.broken = false;
  renderer_.documents[home_] = Document("Guten Tag.");
  EXPECT_EQ(Render().rendered, 2);
}

TEST_F(RenderStageTest, LimitsOfOneRun) {
  std::vector<std::pair<std::string, std::string>> pages;
  for (const char* host : {"a.example", "b.example"}) {
    for (int i = 0; i < 4; ++i) {
      pages.emplace_back(
          "http://" + std::string(host) + "/" + std::to_string(i), kShell);
    }
    pages.emplace_back("http://" + std::string(host) + "/impressum", kShell);
  }
  Archive(pages);
  Replay();
  options_.render.max_pages_per_site = 2;
  options_.render.max_pages = 3;
  const RenderReport report = Render();
  EXPECT_EQ(report.rendered, 3);
  EXPECT_EQ(report.left, 7);
  EXPECT_EQ(counters_.Get(Counter::render_left), 7);
  // Imprints first.
  EXPECT_EQ(renderer_.shown,
            (std::vector<std::string>{"http://a.example/impressum",
                                      "http://a.example/0",
                                      "http://b.example/impressum"}));
}

TEST_F(RenderStageTest, WhatTheDocumentSaysOfItselfHolds) {
  const std::string noindex = "http://firma.example/noindex";
  const std::string reserved = "http://firma.example/reserved";
  const std::string noai = "http://firma.example/noai";
  Archive({{noindex, kShell}, {reserved, kShell}, {noai, kShell}});
  Replay();
  renderer_.documents = {
      {noindex, Document("x", "<meta name=\"robots\" content=\"noindex\">")},
      {reserved,
       Document("x", "<meta name=\"tdm-reservation\" content=\"1\">")},
      {noai, Document("x", "<meta name=\"robots\" content=\"noai\">")}};
  Render();
  EXPECT_TRUE(Find(noindex)->noindex);
  EXPECT_TRUE(Find(noindex)->blocks.empty());
  EXPECT_EQ(counters_.Get(Counter::reserved), 2);
  {
    auto store = PageStore::Open(options_.workspace.text());
    ASSERT_TRUE(PurgeReserved(options_, *store, clock_));
  }
  for (const std::string& url : {reserved, noai}) {
    EXPECT_FALSE(Find(url)) << url;
    EXPECT_TRUE(FindCaptures(options_.workspace.warc(), MakeUrl(url))->empty());
  }
  Replay();
  EXPECT_TRUE(Find(noindex)->blocks.empty());
  EXPECT_FALSE(Find(reserved));
}

// An imprint in plain language speaks for the whole site.
TEST_F(RenderStageTest, WordsInARenderedImprintReserveTheSite) {
  const std::string imprint = "http://firma.example/impressum";
  Archive({{home_, Document("Text.")}, {imprint, kShell}});
  Replay();
  renderer_.documents[imprint] =
      "<html><body><h1>Impressum</h1><p>Firma GmbH, Stade.</p><p>Die Nutzung "
      "unserer Inhalte f\xC3\xBCr Text und Data Mining im Sinne des \xC2\xA7 "
      "44b UrhG ist vorbehalten.</p></body></html>";
  Render();
  EXPECT_EQ(counters_.Get(Counter::reserved), 1);
  {
    auto store = PageStore::Open(options_.workspace.text());
    ASSERT_TRUE(PurgeReserved(options_, *store, clock_));
  }
  EXPECT_FALSE(Find(imprint));
  EXPECT_FALSE(Find(home_));
}

TEST_F(RenderStageTest, LinksAndRedirectsGoToTheFrontier) {
  Archive({{home_, kShell}, {"http://firma.example/a", kShell}});
  Replay();
  renderer_.documents[home_] = Document("Guten Tag.");
  renderer_.outcomes["http://firma.example/a"] = RenderOutcome::kRedirected;
  EXPECT_EQ(Render().found, 2);
  auto database = Database::Open(options_.workspace.state_db());
  const Scope scope(ScopeOf(options_));
  auto frontier = Frontier::Open(*database, scope);
  for (const char* url :
       {"http://firma.example/produkte", "http://firma.example/ziel"}) {
    const auto entry = *frontier->Find(MakeUrl(url));
    ASSERT_TRUE(entry) << url;
    EXPECT_EQ(entry->state, "due");
  }
}

TEST_F(RenderStageTest, PagesOfOtherPeoplesCrawlsAreLeftAlone) {
  Archive({{home_, kShell}});
  Forget();
  Replay();
  Render();
  EXPECT_TRUE(renderer_.shown.empty());
}

TEST_F(RenderStageTest, NofollowOfTheAnswerHolds) {
  Archive({{home_, kShell}}, {{"X-Robots-Tag", "nofollow"}});
  Replay();
  renderer_.documents[home_] = Document("Guten Tag.");
  const RenderReport report = Render();
  EXPECT_EQ(report.rendered, 1);
  EXPECT_EQ(report.found, 0);
}

TEST_F(RenderStageTest, TotalsSayWhatIsMissing) {
  Archive({{home_, kShell},
           {"http://firma.example/a", kShell},
           {"http://b.example/", kShell},
           {"http://b.example/text", Document("Text.")}});
  Replay();
  renderer_.documents[home_] = Document("Guten Tag.");
  renderer_.documents["http://firma.example/a"] = kShell;
  renderer_.outcomes["http://b.example/"] = RenderOutcome::kTimeout;
  Render();
  auto store = PageStore::Open(options_.workspace.text());
  ASSERT_TRUE(store->site_matches().Put({SiteMatch{.host = "firma.example",
                                                   .company_id = "1",
                                                   .score = 100,
                                                   .rule = "x",
                                                   .decision = "accepted"},
                                         SiteMatch{.host = "b.example",
                                                   .company_id = "2",
                                                   .score = 100,
                                                   .rule = "x",
                                                   .decision = "accepted"}}));
  const auto totals = store->CountScripts();
  ASSERT_TRUE(totals) << totals.error().message;
  EXPECT_EQ(totals->needing, 3);
  EXPECT_EQ(totals->rendered, 1);
  EXPECT_EQ(totals->missing, 2);
  EXPECT_EQ(totals->companies, 2);
  EXPECT_EQ(totals->companies_missing, 0);
}

}  // namespace
}  // namespace ritmon
