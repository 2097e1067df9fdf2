// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/process_page.h"

#include <gtest/gtest.h>

#include "tests/testing/fixtures.h"

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
                   NewsSites{"zeitung.example"}) {}

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
  EXPECT_EQ(page.links[0].href(), "http://www.elbfunken.example/ueber");
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

TEST_F(ProcessPageTest, ARedirectAndAMissingPageLeaveNoText) {
  for (const auto& [outcome, status] :
       {std::pair(FetchOutcome::kRedirect, 301),
        std::pair(FetchOutcome::kClientError, 404)}) {
    Capture capture = MakeCapture("http://a.example/alt", "<p>Verschoben");
    capture.result.outcome = outcome;
    capture.result.status = status;
    EXPECT_TRUE(SaysSomething(capture.result));
    const ProcessedPage page = processor_.Process(capture);
    EXPECT_EQ(page.record.status, status);
    EXPECT_TRUE(page.record.blocks.empty());
  }
}

TEST_F(ProcessPageTest, WhatSaysNothingOfAPage) {
  Capture busy = MakeCapture("http://a.example/", "");
  busy.result.outcome = FetchOutcome::kServerError;
  busy.result.status = 503;
  EXPECT_FALSE(SaysSomething(busy.result));
  Capture forbidden = busy;
  forbidden.result.outcome = FetchOutcome::kClientError;
  forbidden.result.status = 403;
  EXPECT_FALSE(SaysSomething(forbidden.result));
  Capture pdf = MakeCapture("http://a.example/a.pdf", "%PDF");
  pdf.result.headers = {{"Content-Type", "application/pdf"}};
  EXPECT_FALSE(SaysSomething(pdf.result));
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

TEST_F(ProcessPageTest, NewsSitesAreNews) {
  EXPECT_EQ(
      processor_.Process(MakeCapture("http://www.zeitung.example/a", "<p>x"))
          .record.kind,
      PageKind::kNews);
}

}  // namespace
}  // namespace ritmon
