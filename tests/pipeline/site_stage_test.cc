// SPDX-License-Identifier: GPL-3.0-or-later
// Templates and translations from captures to the fields of a company.

#include "pipeline/site_stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "classifier/company_fields.h"
#include "pipeline/language_doubles.h"
#include "pipeline/process_page.h"
#include "pipeline/record_codec.h"
#include "pipeline/retag_stage.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

constexpr char kSite[] = "https://www.firma.example";

class SiteStageTest : public ::testing::Test {
 protected:
  SiteStageTest()
      : taxonomy_(Taxonomy::Load(SourceFile("keyword-lists")).value()),
        processor_(taxonomy_, {}) {
    options_.pipeline.workers = 2;
  }

  PageRecord Read(const std::string& path, const std::string& html,
                  int time = 1000) {
    FetchResult result{.request = {.url = Url::Parse(kSite + path).value()}};
    result.outcome = FetchOutcome::kOk;
    result.status = 200;
    result.fetched_at = Timestamp(std::chrono::seconds(time));
    result.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
    result.body = html;
    return processor_
        .Process(Capture{std::move(result), {"x.warc.gz", 7, "sha1:X"}})
        .record;
  }

  SiteReport Settle(PageStore& store) {
    auto report = SettleSites(options_, taxonomy_, store, steps_);
    EXPECT_TRUE(report) << report.error().message;
    return report.value_or(SiteReport{});
  }

  static std::vector<PageRecord> All(PageStore& store) {
    std::vector<PageRecord> pages;
    EXPECT_TRUE(store.ForEach([&](PageRecord page) -> Status {
      pages.push_back(std::move(page));
      return {};
    }));
    return pages;
  }

  // What a store says, as text.
  static std::string Facts(PageStore& store) {
    std::string text;
    for (const PageRecord& page : All(store)) {
      text += page.key + " " + page.double_of + " " +
              EncodeTemplate(page.template_texts) + " " +
              EncodeTags(page.tags) + "\n";
    }
    return text;
  }

  std::vector<CompanyField> FieldsOf(PageStore& store) {
    std::vector<CountedPage> pages;
    for (const PageRecord& page : All(store)) {
      pages.push_back({.key = page.key,
                       .double_of = page.double_of,
                       .story_of = page.story_of,
                       .text_hash = page.text_hash,
                       .page = {page.href, page.kind, page.tags}});
    }
    const auto counted = WithoutDoubles(std::move(pages));
    return CompanyFields({.name = "Firma GmbH"}, counted, *taxonomy_, scratch_);
  }

  static std::string Text(const std::vector<CompanyField>& fields) {
    std::string text;
    for (const CompanyField& field : fields) {
      text += field.field + " " + std::string(ToString(field.confidence)) +
              " " + std::to_string(field.score) + " " + field.rule;
      for (const std::string& url : field.pages) text += " " + url;
      text += "\n";
    }
    return text;
  }

  Options options_;
  std::shared_ptr<const Taxonomy> taxonomy_;
  Timings timings_;
  StepClock steps_{timings_, JobThread::kMain, JobStep::other};
  PageProcessor processor_;
  MatcherScratch scratch_;
};

// A claim on every page, and otherwise nothing of the field.
std::string ClaimPage(int number) {
  static const char* const kAbout[] = {"Metall", "Holz",      "Glas", "Papier",
                                       "Farbe",  "Schrauben", "Seile"};
  return std::string("<html lang=de><title>Über ") + kAbout[number] +
         " | Firma GmbH</title><body><h2>Wir entwickeln Elektrolyseure für "
         "grünen Wasserstoff</h2><h1>Alles über " +
         kAbout[number] + "</h1><p>Hier steht ein längerer Text über " +
         kAbout[number] + ", damit auch etwas zu lesen ist.</p>";
}

std::string ClaimPath(int number) {
  return number == 0 ? "/" : "/seite-" + std::string(1, char('a' + number));
}

TEST_F(SiteStageTest, AClaimOnEveryPageSpeaksOnce) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(store.Put(Read(ClaimPath(i), ClaimPage(i))));
  }
  ASSERT_TRUE(store.SetDirty(false));
  const SiteReport report = Settle(store);
  EXPECT_EQ(report.sites, 1);
  EXPECT_EQ(report.template_pages, 5);
  EXPECT_EQ(report.changed, 5);
  EXPECT_TRUE(store.IsDirty().value());
  for (const PageRecord& page : All(store)) {
    const bool home = page.key.ends_with(".example/");
    const auto& tags = home ? page.tags.fields : page.tags.candidates;
    EXPECT_EQ(page.tags.fields.empty(), !home) << page.key;
    for (const FieldTag& tag : tags) {
      if (tag.field != "hydrogen-efuels") continue;
      EXPECT_EQ(tag.evidence.at(0).zone,
                home ? Zone::kHeading2 : Zone::kTemplate);
      // What is shown is what stands on the page.
      const auto blocks = TextAsWeighed(page);
      std::string text;
      for (const Block& block : blocks) text += block.text + "\n";
      const Evidence& evidence = tag.evidence.at(0);
      EXPECT_EQ(text.substr(evidence.offset, evidence.matched.size()),
                evidence.matched);
    }
    // The page's own zones are kept.
    EXPECT_EQ(std::count_if(page.blocks.begin(), page.blocks.end(),
                            [](const Block& block) {
                              return block.zone == Zone::kTemplate;
                            }),
              0);
  }
  // Nothing is left to be done, and a second time nothing changes.
  EXPECT_TRUE(store.ChangedSites().value().empty());
  EXPECT_EQ(Settle(store).sites, 0);
}

// More sites than are held at a time, one of them too large to be held.
TEST_F(SiteStageTest, ManySitesAndALargeOneAreSettledAlike) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  constexpr int kSites = 12;
  for (int site = 0; site < kSites; ++site) {
    // Of three megabytes to a page, six of which are more than is held.
    const size_t bytes = site == 5 ? size_t{3} << 20 : size_t{400} << 10;
    for (int i = 0; i < 6; ++i) {
      PageRecord record = Read(ClaimPath(i), ClaimPage(i));
      record.host = "www.firma" + std::to_string(site) + ".example";
      record.site = record.host.substr(4);
      record.href = "https://" + record.host + ClaimPath(i);
      record.key = Url::Parse(record.href)->Canonical();
      record.blocks.push_back({Zone::kMain, std::string(bytes, char('a' + i))});
      ASSERT_TRUE(store.Put(record));
    }
  }
  const SiteReport report = Settle(store);
  EXPECT_EQ(report.sites, kSites);
  EXPECT_EQ(report.template_pages, kSites * 5);
  EXPECT_EQ(report.changed, kSites * 5);
  EXPECT_TRUE(store.ChangedSites().value().empty());
  for (const PageRecord& page : All(store)) {
    EXPECT_EQ(page.template_texts.empty(), page.href.ends_with(".example/"));
    EXPECT_EQ(EncodeTags(page.tags), EncodeTags(processor_.Retag(page)));
  }
}

TEST_F(SiteStageTest, APageReadAgainIsWeighedAsTheOthersAre) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(store.Put(Read(ClaimPath(i), ClaimPage(i))));
  }
  Settle(store);
  const std::string before = Facts(store);
  ASSERT_TRUE(store.Put(Read(ClaimPath(3), ClaimPage(3), 2000)));
  EXPECT_NE(Facts(store), before);
  const SiteReport report = Settle(store);
  EXPECT_EQ(report.changed, 1);
  EXPECT_EQ(Facts(store), before);
}

TEST_F(SiteStageTest, AsASiteShrinksItsTemplateGoes) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  std::vector<std::string> keys;
  for (int i = 0; i < 5; ++i) {
    const PageRecord record = Read(ClaimPath(i), ClaimPage(i));
    keys.push_back(record.key);
    ASSERT_TRUE(store.Put(record));
  }
  EXPECT_EQ(Settle(store).template_pages, 4);
  ASSERT_TRUE(store.SetGone({keys[4]}).value());
  EXPECT_EQ(Settle(store).template_pages, 0);
  for (const PageRecord& page : All(store)) {
    EXPECT_EQ(EncodeTags(page.tags), EncodeTags(processor_.Retag(page)));
    EXPECT_FALSE(page.tags.fields.empty());
  }
  ASSERT_TRUE(store.SetGone({}).value());
  EXPECT_EQ(Settle(store).template_pages, 4);
}

TEST_F(SiteStageTest, WhatTheCompanyIsCalledInEachTitleStays) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  for (int i = 1; i < 7; ++i) {
    const std::string about(1, char('a' + i));
    ASSERT_TRUE(store.Put(
        Read(ClaimPath(i), "<html lang=de><title>Zimmer " + about + about +
                               " | Landhotel Adler</title><h1>Zimmer " + about +
                               about + "</h1><p>Text zu " + about + about)));
  }
  EXPECT_EQ(Settle(store).template_pages, 5);
  for (const PageRecord& page : All(store)) {
    EXPECT_EQ(page.tags.company_signs.size(), 1u) << page.key;
  }
}

TEST_F(SiteStageTest, TaggingAnewKeepsToTheTemplate) {
  TempDirectory folder;
  auto store = PageStore::Open(folder / "text").value();
  for (int i = 0; i < 6; ++i) {
    ASSERT_TRUE(store.Put(Read(ClaimPath(i), ClaimPage(i))));
  }
  Settle(store);
  const std::string before = Facts(store);
  Counters counters;
  const auto report =
      Retag(options_, taxonomy_, {}, store, counters, steps_, {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->pages, 6);
  EXPECT_EQ(report->changed, 0);
  EXPECT_EQ(Facts(store), before);
}

TEST_F(SiteStageTest, TheOrderOfArrivalDoesNotMatter) {
  std::vector<PageRecord> records;
  for (int i = 0; i < 7; ++i) {
    records.push_back(Read(ClaimPath(i), ClaimPage(i)));
  }
  std::string expected;
  std::mt19937 random(11);
  for (int round = 0; round < 3; ++round) {
    TempDirectory folder;
    auto store = PageStore::Open(folder / "text").value();
    for (const PageRecord& record : records) {
      ASSERT_TRUE(store.Put(record));
      if (round == 2) Settle(store);  // after each page
    }
    Settle(store);
    if (round == 0) expected = Facts(store);
    EXPECT_EQ(Facts(store), expected) << round;
    std::shuffle(records.begin(), records.end(), random);
  }
}

struct Translation {
  const char* path;
  const char* html;
};

constexpr Translation kGerman[] = {
    {"/",
     "<html lang=de><link rel=alternate hreflang=en href=/en/><title>Firma "
     "GmbH</title><h1>Elektrolyseure aus dem Norden</h1><p>Wir entwickeln und "
     "fertigen Elektrolyseure für grünen Wasserstoff in Lübeck, seit dem Jahr "
     "2019 und mit Freude.</p>"},
    {"/technik",
     "<html lang=de><link rel=alternate hreflang=en href=/en/technology>"
     "<title>Technik</title><h1>PEM-Elektrolyse</h1><p>Unsere Stacks werden "
     "in Brennstoffzellen und Wasserstofftankstellen eingesetzt, die wir auch "
     "selbst planen und errichten.</p>"}};
constexpr Translation kEnglish[] = {
    {"/en/",
     "<html lang=en><link rel=alternate hreflang=de href=/><title>Firma "
     "GmbH</title><h1>Electrolysers from the north</h1><p>We develop and "
     "manufacture electrolysers for green hydrogen in Lübeck, since the year "
     "2019 and with joy.</p>"},
    {"/en/technology",
     "<html lang=en><link rel=alternate hreflang=de href=/technik>"
     "<title>Technology</title><h1>PEM electrolysis</h1><p>Our stacks are used "
     "in fuel cells and hydrogen refuelling stations which we plan and build "
     "ourselves as well.</p>"}};

TEST_F(SiteStageTest, ABilingualSiteCountsAsItsGermanHalf) {
  TempDirectory folder;
  auto german = PageStore::Open(folder / "de").value();
  auto both = PageStore::Open(folder / "both").value();
  auto english = PageStore::Open(folder / "en").value();
  for (const Translation& page : kGerman) {
    ASSERT_TRUE(german.Put(Read(page.path, page.html)));
    ASSERT_TRUE(both.Put(Read(page.path, page.html)));
  }
  for (const Translation& page : kEnglish) {
    const PageRecord record = Read(page.path, page.html);
    EXPECT_EQ(record.lang, "en");
    EXPECT_FALSE(record.tags.fields.empty()) << page.path;
    ASSERT_TRUE(both.Put(record));
    ASSERT_TRUE(english.Put(record));
  }
  EXPECT_EQ(Settle(german).doubles, 0);
  EXPECT_EQ(Settle(both).doubles, 2);
  // A site in English only is counted as it is.
  EXPECT_EQ(Settle(english).doubles, 0);
  EXPECT_EQ(both.CountPages().value(), 2);
  EXPECT_EQ(english.CountPages().value(), 2);
  EXPECT_EQ(both.Find("https://www.firma.example/en/technology")
                .value()
                .value_or(PageRecord{})
                .double_of,
            "https://www.firma.example/technik");
  const std::string expected = Text(FieldsOf(german));
  EXPECT_NE(expected.find("hydrogen-efuels"), std::string::npos);
  EXPECT_EQ(Text(FieldsOf(both)), expected);
  EXPECT_FALSE(FieldsOf(english).empty());
}

}  // namespace
}  // namespace ritmon
