// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/story_stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/pipeline/news_texts.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

constexpr int kPapers = 10;

std::string Paper(int i) {
  return "http://blatt" + std::to_string(i) + ".example/";
}

// Names two companies of the sample region, and one that is only in the news.
Paragraphs SharedReport() {
  return {
      "In Hamburg ist am Montag eine Anlage in Betrieb gegangen, die aus Strom "
      "vom Meer Gas herstellt. Gebaut wurde sie von mehreren Firmen, die sich "
      "schon lange kennen und gern zusammenarbeiten.",
      "Die Nordstack GmbH liefert dafür die Elektrolyse und die "
      "Brennstoffzellen.",
      "Die Tischlerei Holm GmbH baut die Kisten, in denen Wasserstoff, "
      "Elektrolyse und Brennstoffzellen Platz haben.",
      "Gut zwei Jahre haben die Arbeiten gedauert, länger als gedacht. Erst "
      "fehlte ein Bescheid des Bezirks, dann stand nach einer Sturmflut im "
      "Januar das ganze Gelände unter Wasser, und ein Kran musste aus "
      "Rotterdam "
      "geholt werden, weil in der Umgebung keiner frei war.",
      "Nachbarn hatten sich anfangs wegen der Lastwagen beschwert, die schon "
      "vor "
      "sechs Uhr am Morgen durch die engen Straßen fuhren. Inzwischen gibt es "
      "eine Zufahrt von der anderen Seite des Beckens und einen runden Tisch, "
      "der sich alle drei Monate im Vereinsheim trifft.",
      "Über die Kosten schweigen alle. Im kommenden Jahr soll am selben Ort "
      "noch mehr entstehen, hieß es auf der Feier am Kai."};
}

class StoryStageTest : public StoredRegionTest {
 protected:
  StoryStageTest() {
    for (int i = 0; i < kPapers; ++i) {
      options_.seeds.push_back({Paper(i), PageKind::kNews});
    }
    AddSampleRegion();
  }

  // In the paper's own frame; the fourth copy has another beginning, the fifth
  // is shortened.
  void Print(int paper) {
    Paragraphs text = SharedReport();
    if (paper == 4) text.front() = OtherLead();
    if (paper == 5) text.pop_back();
    std::string body = "<h1>Kopf Nummer " + std::to_string(paper) + "</h1>";
    for (const std::string& paragraph : text)
      body += "<p>" + paragraph + "</p>";
    Add(UrlOf(paper),
        "<html lang=de><head><title>Blatt</title><meta "
        "property='article:published_time' content='2026-03-" +
            std::to_string(20 - paper) +
            "T08:00:00+01:00'></head><nav><a href=/>Start</a></nav><article>" +
            body + "</article><footer>Verlag Nummer " + std::to_string(paper) +
            "</footer></html>");
  }

  static std::string UrlOf(int paper) {
    return Paper(paper) + "artikel-" + std::to_string(paper);
  }

  CompanyField FieldOf(const std::string& name) const {
    CompanyIndexReader companies = Companies();
    auto record = companies.Get(IdOf(name));
    EXPECT_TRUE(record && *record && !(*record)->fields.empty()) << name;
    return (*record)->fields.at(0);
  }

  // "copy -> story" of the whole store.
  std::string Stories() const {
    std::string text;
    PageStore store = Store();
    EXPECT_TRUE(store.ForEach([&](PageRecord page) -> Status {
      if (!page.story_of.empty()) {
        text += page.key + " -> " + page.story_of + "\n";
      }
      return {};
    }));
    return text;
  }
};

TEST_F(StoryStageTest, TenCopiesSupportOnceEachCompanyThatTheyName) {
  Read();
  const auto counted = Counted();
  EXPECT_EQ(Stories(), "");
  Print(kPapers - 1);
  Read();
  const CompanyField stack = FieldOf("Nordstack GmbH");
  const CompanyField carpenter = FieldOf("Tischlerei Holm GmbH");
  EXPECT_EQ(carpenter.rule, "news only");
  EXPECT_EQ(carpenter.confidence, Confidence::kLow);
  EXPECT_EQ(Counted(), counted);

  for (int i = 0; i + 1 < kPapers; ++i) Print(i);
  Read();
  PageStore store = Store();
  const std::string first = UrlOf(kPapers - 1);  // the earliest
  EXPECT_EQ(store.CopiesOf(first)->size(), kPapers - 1u);
  EXPECT_EQ(store.StoryCopies()->size(), kPapers - 1u);
  for (const auto& [name, before] :
       {std::pair("Nordstack GmbH", stack),
        std::pair("Tischlerei Holm GmbH", carpenter)}) {
    const CompanyField after = FieldOf(name);
    EXPECT_EQ(after.score, before.score) << name;
    EXPECT_EQ(after.pages, before.pages) << name;
    EXPECT_EQ(after.confidence, before.confidence) << name;
    EXPECT_EQ(after.rule, before.rule) << name;
  }
  EXPECT_EQ(Counted(), counted);
}

TEST_F(StoryStageTest, DerivedAndMadeAgainTheSame) {
  for (int i = 0; i < kPapers; ++i) Print(i);
  Read();
  const std::string stories = Stories();
  EXPECT_EQ(std::count(stories.begin(), stories.end(), '\n'), kPapers - 1);
  options_.pipeline.workers = 1;
  std::reverse(results_.begin(), results_.end());
  Read();
  EXPECT_EQ(Stories(), stories);
}

TEST_F(StoryStageTest, APageThatIsTakenOutHasNoCopies) {
  for (int i = 0; i < kPapers; ++i) Print(i);
  Read();
  auto store = PageStore::Open(options_.workspace.text());
  ASSERT_TRUE(store);
  const std::string first = UrlOf(kPapers - 1);
  ASSERT_EQ(
      store->Remove([&](const std::string& href) { return href == first; })
          .value(),
      1);
  EXPECT_TRUE(store->StoryCopies()->empty());
  ASSERT_TRUE(FindStories(*store));
  EXPECT_EQ(store->CopiesOf(UrlOf(kPapers - 2))->size(), kPapers - 2u);
}

}  // namespace
}  // namespace ritmon
