// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/process_page.h"

#include <gtest/gtest.h>

#include "tests/testing/fixtures.h"
#include "tests/testing/pdf_writer.h"

namespace ritmon {
namespace {

Capture MakeCapture(const std::string& url, const std::string& html,
                    HeaderList headers = {}) {
  FetchResult result{.request = {.url = Url::Parse(url).value()}};
  result.outcome = FetchOutcome::kOk;
  result.status = 200;
  headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  result.headers = std::move(headers);
  result.body = html;
  return Capture{std::move(result), {"x.warc.gz", 7, "sha1:X"}};
}

constexpr char kImprint[] =
    "<html lang=de><title>Impressum</title><body><h1>Impressum</h1>"
    "<p>Angaben gemäß § 5 DDG</p><p>Elbfunken Speicher GmbH<br>Werftweg 3<br>"
    "20457 Hamburg</p><p>Geschäftsführer: Jonte Harmsdorf</p>"
    "<p>Amtsgericht Hamburg, HRB 900777</p><a href='/ueber'>Über uns</a>";

class ProcessPageTest : public ::testing::Test {
 protected:
  ProcessPageTest()
      : processor_(Taxonomy::Load(SourceFile("keyword-lists")).value(),
                   Options()) {}

  static ProcessOptions Options() {
    return {.news_sites = {"zeitung.example"},
            .phrases = std::make_shared<const ReservationPhrases>(
                ReservationPhrases::Load(
                    SourceFile("config/reservation-phrases.toml"))
                    .value())};
  }

  static std::string TextOf(const PageRecord& record) {
    std::string text = record.title;
    for (const Block& block : record.blocks) text += "\n" + block.text;
    return text;
  }

  PageProcessor processor_;
};

TEST_F(ProcessPageTest, OfAnImprintTheFactsRemainNotThePersons) {
  const ProcessedPage page = processor_.Process(
      MakeCapture("http://www.elbfunken.example/impressum", kImprint));
  EXPECT_TRUE(page.record.is_imprint);
  ASSERT_EQ(page.record.imprint.size(), 1u);
  EXPECT_EQ(page.record.imprint[0].name, "Elbfunken Speicher GmbH");
  EXPECT_EQ(page.record.imprint[0].number, "900777");
  EXPECT_EQ(TextOf(page.record).find("Harmsdorf"), std::string::npos);
  EXPECT_EQ(page.record.site, "elbfunken.example");
  ASSERT_EQ(page.links.size(), 1u);
  EXPECT_EQ(page.links[0].url.href(), "http://www.elbfunken.example/ueber");
}

TEST_F(ProcessPageTest, OfANoindexPageTheFactsAndLinksRemain) {
  const std::string html =
      std::string("<meta name=robots content=noindex>") + kImprint;
  for (const Capture& capture :
       {MakeCapture("http://a.example/impressum", html),
        MakeCapture("http://a.example/impressum", kImprint,
                    {{"X-Robots-Tag", "noindex"}})}) {
    const ProcessedPage page = processor_.Process(capture);
    EXPECT_TRUE(page.record.noindex);
    EXPECT_TRUE(page.record.blocks.empty());
    EXPECT_EQ(page.record.title, "");
    EXPECT_EQ(page.record.imprint.size(), 1u);
    EXPECT_EQ(page.links.size(), 1u);
  }
}

TEST_F(ProcessPageTest, NofollowStopsLinks) {
  const std::string html =
      "<meta name=robots content=nofollow><a href=/a>a</a><p>Text";
  EXPECT_TRUE(
      processor_.Process(MakeCapture("http://a.example/", html)).links.empty());
  EXPECT_TRUE(processor_
                  .Process(MakeCapture("http://a.example/", "<a href=/a>a</a>",
                                       {{"X-Robots-Tag", "none"}}))
                  .links.empty());
}

TEST_F(ProcessPageTest, NoindexImprintsMayBeLeftUnread) {
  ProcessOptions options = Options();
  options.read_noindex_imprints = false;
  PageProcessor strict(Taxonomy::Load(SourceFile("keyword-lists")).value(),
                       options);
  const ProcessedPage page = strict.Process(MakeCapture(
      "http://a.example/impressum", kImprint, {{"X-Robots-Tag", "noindex"}}));
  EXPECT_TRUE(page.record.imprint.empty());
  EXPECT_EQ(page.links.size(), 1u);
}

TEST_F(ProcessPageTest, ImportantLinksHaveAPriorityAndTheirText) {
  const ProcessedPage page = processor_.Process(
      MakeCapture("http://a.example/",
                  "<html lang=de><a href=/x>Impressum</a><a href=/y>Archiv</a>"
                  "<a href=/>Start</a>"));
  ASSERT_EQ(page.links.size(), 2u);  // not to itself
  EXPECT_EQ(page.links[0].priority, 0);
  EXPECT_GT(page.links[1].priority, 3);
}

TEST_F(ProcessPageTest, FeedsOfTheHomePageAndOtherLanguages) {
  const std::string html =
      "<html lang=de><link rel=alternate type=application/rss+xml href=/feed>"
      "<link rel=alternate hreflang=en href=/x><a href=/y>Leistungen</a>";
  const auto links =
      processor_.Process(MakeCapture("http://a.example/", html)).links;
  ASSERT_EQ(links.size(), 3u);
  EXPECT_EQ(links[0].kind, FetchKind::kFeed);
  EXPECT_EQ(links[1].kind, FetchKind::kPage);
  EXPECT_GT(links[1].priority, links[2].priority);
  Capture deeper = MakeCapture("http://a.example/blog/1", html);
  deeper.result.request.depth = 2;
  EXPECT_EQ(processor_.Process(deeper).links.size(), 2u);
}

// Found only when the page is read: it had been archived by then.
TEST_F(ProcessPageTest, ReservedPageLeavesTheFactOnly) {
  const struct {
    const char* url;
    std::string html;
    HeaderList headers;
    ReservationSource source;
  } cases[] = {
      {"http://a.example/",
       "<meta name=robots content=noai><p>Geheim",
       {},
       ReservationSource::kNoAiMeta},
      {"http://a.example/",
       "<meta name=robots content='no&#97;i'><p>Geheim",
       {},
       ReservationSource::kNoAiMeta},
      {"http://a.example/",
       "<meta name=tdm-reservation content=1><p>Geheim",
       {},
       ReservationSource::kTdmMeta},
      {"http://a.example/",
       "<p>Geheim",
       {{"tdm-reservation", "1"}},
       ReservationSource::kTdmHeader},
      {"http://a.example/impressum",
       std::string(kImprint) +
           "<p>Die Nutzung unserer Inhalte für Text und Data Mining im Sinne "
           "von § 44b UrhG behalten wir uns ausdrücklich vor.</p>",
       {},
       ReservationSource::kPhrase},
      {"http://a.example/", "<p>Offen", {}, ReservationSource::kNone},
      // A later source overrides an earlier one.
      {"http://a.example/",
       "<meta name=tdm-reservation content=0><p>Offen",
       {{"tdm-reservation", "1"}},
       ReservationSource::kNone},
  };
  for (const auto& c : cases) {
    const ProcessedPage page =
        processor_.Process(MakeCapture(c.url, c.html, c.headers));
    EXPECT_EQ(page.reservation.source, c.source) << c.html;
    EXPECT_EQ(page.record.blocks.empty(), page.reservation.reserved());
    EXPECT_EQ(page.reservation.archived, page.reservation.reserved());
    if (page.reservation.reserved()) {
      EXPECT_EQ(TextOf(page.record), "");
      EXPECT_TRUE(page.links.empty());
      EXPECT_TRUE(page.record.imprint.empty());
    }
  }
}

TEST_F(ProcessPageTest, PageThatSaysThatItIsNotThere) {
  const ProcessedPage page = processor_.Process(
      MakeCapture("http://a.example/alt",
                  "<title>404</title><h1>Seite nicht gefunden</h1>"));
  EXPECT_TRUE(page.says_missing);
}

// The date of a fair next year is no date of publication.
TEST_F(ProcessPageTest, NothingIsPublishedAfterItWasFetched) {
  const auto published_on = [&](const std::string& day) {
    Capture capture =
        MakeCapture("http://a.example/messe",
                    "<meta property='article:published_time' content='" + day +
                        "T12:00:00Z'><title>Messe</title><p>Wir sind dabei.");
    capture.result.fetched_at =
        std::chrono::sys_days(std::chrono::year(2026) / 11 / 29);
    return processor_.Process(capture).record.published.has_value();
  };
  EXPECT_TRUE(published_on("2026-11-28"));
  EXPECT_TRUE(published_on("2026-11-29"));
  EXPECT_FALSE(published_on("2026-12-01"));
  EXPECT_FALSE(published_on("2027-03-05"));
}

TEST_F(ProcessPageTest, WhatIsNoPage) {
  const Capture good = MakeCapture("http://a.example/", "<p>Text");
  EXPECT_TRUE(IsPage(good.result));
  for (const auto& [outcome, status] :
       {std::pair(FetchOutcome::kRedirect, 301),
        std::pair(FetchOutcome::kClientError, 404),
        std::pair(FetchOutcome::kClientError, 403),
        std::pair(FetchOutcome::kServerError, 503)}) {
    Capture capture = good;
    capture.result.outcome = outcome;
    capture.result.status = status;
    EXPECT_FALSE(IsPage(capture.result)) << status;
  }
  Capture picture = good;
  picture.result.headers = {{"Content-Type", "image/png"}};
  EXPECT_FALSE(IsPage(picture.result));
  Capture robots = good;
  robots.result.request.kind = FetchKind::kRobots;
  EXPECT_FALSE(IsPage(robots.result));
}

TEST_F(ProcessPageTest, StoredTextGivesTheSameTags) {
  const ProcessedPage page = processor_.Process(MakeCapture(
      "http://a.example/leistungen",
      "<title>Elektrolyseure</title><h1>Wasserstoff aus dem Norden</h1>"
      "<p>Wir entwickeln und bauen Elektrolyseure für Wasserstofftankstellen "
      "und beraten bei der Genehmigung.</p>"));
  ASSERT_FALSE(page.record.tags.fields.empty());
  const PageTags again = processor_.Retag(page.record);
  ASSERT_EQ(again.fields.size(), page.record.tags.fields.size());
  EXPECT_EQ(again.fields[0].score, page.record.tags.fields[0].score);
}

class ProcessDocumentTest : public ProcessPageTest {
 protected:
  static Capture MakeDocument(const PdfWriter& pdf, HeaderList headers = {}) {
    Capture capture = MakeCapture("http://a.example/blatt.pdf", pdf.Bytes());
    headers.emplace_back("Content-Type", "application/pdf");
    capture.result.headers = std::move(headers);
    return capture;
  }
  static PdfWriter Leaflet() {
    PdfWriter pdf;
    pdf.SetProperty("Title", "Elektrolyseure aus dem Norden");
    pdf.AddLines({"Wir entwickeln und bauen Elektrolyseure für Wasser-",
                  "stofftankstellen und beraten bei der Genehmigung."});
    return pdf;
  }
  PageProcessor Processor(const std::string& reader) const {
    ProcessOptions options = Options();
    options.documents.reader = reader;
    return PageProcessor(taxonomy_, options);
  }

  const std::shared_ptr<const Taxonomy> taxonomy_ =
      Taxonomy::Load(SourceFile("keyword-lists")).value();
};

TEST_F(ProcessDocumentTest, IsTaggedWithEvidence) {
  const Capture capture = MakeDocument(Leaflet());
  ASSERT_TRUE(IsPage(capture.result));
  PageProcessor processor = Processor(RITMON_PDF_READER);
  const PageRecord record = processor.Process(capture).record;
  EXPECT_EQ(record.format, PageFormat::kPdf);
  EXPECT_TRUE(record.notes.empty());
  ASSERT_FALSE(record.tags.fields.empty());
  EXPECT_EQ(record.tags.fields[0].field, "hydrogen-efuels");
  bool found = false;
  for (const Evidence& evidence : record.tags.fields[0].evidence) {
    found = found || evidence.sentence.find("Wasserstofftankstellen") !=
                         std::string::npos;
  }
  EXPECT_TRUE(found);
  // Stored text gives the same.
  EXPECT_EQ(processor.Retag(record).fields[0].score,
            record.tags.fields[0].score);
}

TEST_F(ProcessDocumentTest, ReservedOnesAreNotRead) {
  PdfWriter reserved = Leaflet();
  reserved.SetXmp(
      "<d xmlns:tdm='http://www.w3.org/ns/tdmrep/' "
      "tdm:reservation='1'/>");
  PdfWriter open = Leaflet();
  open.SetXmp(
      "<d xmlns:tdm='http://www.w3.org/ns/tdmrep/' "
      "tdm:reservation='0'/>");
  const struct {
    PdfWriter pdf;
    HeaderList headers;
    ReservationSource source;
  } cases[] = {
      {Leaflet(), {}, ReservationSource::kNone},
      {Leaflet(), {{"tdm-reservation", "1"}}, ReservationSource::kTdmHeader},
      {Leaflet(), {{"X-Robots-Tag", "noai"}}, ReservationSource::kNoAiHeader},
      {reserved, {}, ReservationSource::kTdmMeta},
      {open, {{"tdm-reservation", "1"}}, ReservationSource::kNone},
  };
  for (const auto& c : cases) {
    const ProcessedPage page =
        Processor(RITMON_PDF_READER).Process(MakeDocument(c.pdf, c.headers));
    EXPECT_EQ(page.reservation.source, c.source);
    EXPECT_EQ(page.record.blocks.empty(), page.reservation.reserved());
    // The program is not even asked: this one would leave kUnreadable.
    const ProcessedPage unread =
        Processor("/nonexistent").Process(MakeDocument(c.pdf, c.headers));
    EXPECT_EQ(unread.reservation.source, c.source);
    EXPECT_EQ(unread.record.notes.contains(PageNote::kUnreadable),
              !unread.reservation.reserved());
  }
}

TEST_F(ProcessDocumentTest, NoindexAndUnreadable) {
  const PageRecord noindex =
      Processor(RITMON_PDF_READER)
          .Process(MakeDocument(Leaflet(), {{"X-Robots-Tag", "noindex"}}))
          .record;
  EXPECT_TRUE(noindex.noindex);
  EXPECT_TRUE(noindex.blocks.empty());
  PdfWriter locked = Leaflet();
  locked.SetLocked();
  const ProcessedPage page =
      Processor(RITMON_PDF_READER).Process(MakeDocument(locked));
  EXPECT_TRUE(page.record.notes.contains(PageNote::kUnreadable));
  EXPECT_FALSE(page.says_missing);
  EXPECT_TRUE(page.record.tags.fields.empty());
}

TEST_F(ProcessPageTest, FeedsOfCommentsAreLeftAndUsualOnesAskedOfNewsSites) {
  const auto feeds = [&](const std::string& url, const std::string& html) {
    std::vector<std::string> found;
    for (const FoundUrl& link :
         processor_.Process(MakeCapture(url, html)).links) {
      if (link.kind == FetchKind::kFeed) {
        found.push_back(std::string(link.url.path()));
      }
    }
    return found;
  };
  using Paths = std::vector<std::string>;
  const std::string type = "<link rel=alternate type=application/rss+xml href=";
  EXPECT_EQ(
      feeds("http://a.example/", type + "/feed>" + type + "/comments/feed>"),
      Paths{"/feed"});
  EXPECT_EQ(feeds("http://a.example/", "<p>x"), Paths{});
  EXPECT_EQ(feeds("http://www.zeitung.example/", "<p>x"),
            (Paths{"/feed", "/rss.xml", "/atom.xml"}));
  EXPECT_EQ(feeds("http://www.zeitung.example/", type + "/neu>"),
            Paths{"/neu"});
}

TEST_F(ProcessPageTest, NewsSitesAreNews) {
  EXPECT_EQ(
      processor_.Process(MakeCapture("http://www.zeitung.example/a", "<p>x"))
          .record.kind,
      PageKind::kNews);
}

}  // namespace
}  // namespace ritmon
