// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/company_fields.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "classifier/classify.h"
#include "tests/classifier/sample_taxonomy.h"

namespace ritmon {
namespace {

class CompanyFieldsTest : public testing::Test {
 protected:
  CompanyPage MakePage(const std::string& path, const std::string& text,
                       const std::string& title = "",
                       PageKind kind = PageKind::kWeb) {
    std::vector<Block> blocks = {{Zone::kTitle, title}, {Zone::kMain, text}};
    return {"https://firma.example" + path, kind,
            ClassifyBlocks(blocks, kind, path, *taxonomy_, scratch_)};
  }

  std::vector<CompanyField> Fields(const std::vector<CompanyPage>& pages,
                                   const CompanyProfile& profile = {}) {
    return CompanyFields(profile, pages, *taxonomy_, scratch_);
  }

  // "hydrogen high: two pages"
  std::string Shown(const std::vector<CompanyPage>& pages,
                    const CompanyProfile& profile = {}) {
    std::string shown;
    for (const CompanyField& field : Fields(pages, profile)) {
      if (!shown.empty()) shown += "; ";
      shown += field.field + " " + std::string(ToString(field.confidence)) +
               ": " + field.rule;
    }
    return shown;
  }

  const std::shared_ptr<const Taxonomy> taxonomy_ = SampleTaxonomy();
  MatcherScratch scratch_;
};

TEST_F(CompanyFieldsTest, TwoPagesOfTheirOwn) {
  EXPECT_EQ(Shown({}), "");
  EXPECT_EQ(Shown({MakePage("/", "Backwaren.")}), "");
  EXPECT_EQ(Shown({MakePage("/a", "Wasserstoff hier.")}),
            "hydrogen low: one page");
  EXPECT_EQ(Shown({MakePage("/a", "Wasserstoff hier."),
                   MakePage("/b", "Auch Wasserstoff dort, mit Elektrolyse.")}),
            "hydrogen medium: two pages");
  // One family in running text only is no field that a company presents.
  EXPECT_EQ(Shown({MakePage("/a", "Wasserstoff hier."),
                   MakePage("/b", "Auch Wasserstoff dort.")}),
            "hydrogen low: one page");
  EXPECT_EQ(Shown({MakePage("/a", "Wasserstoff hier.", "Wasserstoff A"),
                   MakePage("/b", "Auch Wasserstoff dort.")}),
            "hydrogen medium: two pages");
}

TEST_F(CompanyFieldsTest, ARepeatedSentenceCountsOnce) {
  const std::string claim = "Wasserstoff und Elektrolyse für alle.";
  EXPECT_EQ(Shown({MakePage("/a", claim), MakePage("/b", claim),
                   MakePage("/c", claim)}),
            "hydrogen low: one page");
  const auto one = Fields({MakePage("/a", claim)});
  const auto three = Fields(
      {MakePage("/a", claim), MakePage("/b", claim), MakePage("/c", claim)});
  EXPECT_EQ(one.at(0).score, three.at(0).score);
  EXPECT_EQ(three.at(0).pages,
            std::vector<std::string>{"https://firma.example/a"});
  // Nor does another spelling of it.
  EXPECT_EQ(Shown({MakePage("/a", claim),
                   MakePage("/b", "WASSERSTOFF und  Elektrolyse für alle.")}),
            "hydrogen low: one page");
}

TEST_F(CompanyFieldsTest, OneStrongPage) {
  EXPECT_EQ(Shown({MakePage("/a", "Elektrolyse.", "Wasserstoff GmbH")}),
            "hydrogen medium: one strong page");
  // A single family is not enough, however often.
  EXPECT_EQ(Shown({MakePage("/a", "Wasserstoff.", "Wasserstoff GmbH")}),
            "hydrogen low: one page");
}

TEST_F(CompanyFieldsTest, TheRegisterAndOnePage) {
  const std::vector<CompanyPage> pages = {MakePage("/a", "Wasserstoff hier.")};
  const CompanyProfile profile = {"Nord GmbH", "Handel mit Wasserstoff"};
  EXPECT_EQ(Shown(pages, profile), "hydrogen medium: register and one page");
  EXPECT_EQ(Shown(pages, {"Wasserstoff Nord GmbH", ""}),
            "hydrogen medium: register and one page");
  EXPECT_EQ(Shown({}, profile), "");
}

TEST_F(CompanyFieldsTest, HighAsksForThreeFamiliesAndAProvider) {
  const std::string rich = "Wasserstoff, Elektrolyse und Brennstoffzellen";
  EXPECT_EQ(Shown({MakePage("/a", "Wir bauen " + rich)}),
            "hydrogen high: one strong page");
  EXPECT_EQ(Shown({MakePage("/a", rich)}), "hydrogen medium: one strong page");
}

TEST_F(CompanyFieldsTest, NewsNeverCountAlone) {
  const std::string rich =
      "Wir bauen Wasserstoff, Elektrolyse, Brennstoffzellen";
  for (const PageKind kind : {PageKind::kNews, PageKind::kPost}) {
    std::vector<CompanyPage> pages;
    for (int i = 0; i < 20; ++i) {
      pages.push_back(MakePage("/x" + std::to_string(i),
                               rich + " " + std::to_string(i), rich, kind));
    }
    EXPECT_EQ(Shown(pages), "hydrogen low: news only");
    EXPECT_EQ(Shown(pages, {"Wasserstoff GmbH", "Wasserstoff, Elektrolyse"}),
              "hydrogen low: news only");
    // At most 3 points, half counted.
    EXPECT_EQ(Fields(pages).at(0).score, 1.5);
  }
  // The company's own news pages neither.
  EXPECT_EQ(Shown({MakePage("/news/1", rich), MakePage("/news/2", rich + " x"),
                   MakePage("/news/3", rich + " y")}),
            "hydrogen low: news only");
  // They support: a page that is there already gains score, not confidence.
  const CompanyPage page = MakePage("/a", "Wasserstoff hier.");
  const auto alone = Fields({page});
  const auto supported = Fields({page, MakePage("/news/1", rich)});
  EXPECT_GT(supported.at(0).score, alone.at(0).score);
  EXPECT_EQ(supported.at(0).confidence, Confidence::kLow);
}

TEST_F(CompanyFieldsTest, CandidatesAreWeakPages) {
  EXPECT_EQ(Shown({MakePage("/a", "Elektrolyse hier."),
                   MakePage("/b", "Elektrolyse dort.")}),
            "hydrogen low: weak pages");
}

TEST_F(CompanyFieldsTest, CompanyVetoes) {
  const std::string rich =
      "Wir bauen Wasserstoff, Elektrolyse und Brennstoffzellen ";
  const auto site = [&](const std::string& home_title,
                        const std::string& title) {
    return std::vector<CompanyPage>{
        MakePage("/", "Willkommen.", home_title),
        MakePage("/a", rich + "a, Recycling", title),
        MakePage("/b", rich + "b, Recycling", title),
        MakePage("/c", "Über uns.")};
  };
  const std::string counted =
      "hydrogen high: two pages; recycling low: one page";
  EXPECT_EQ(Shown(site("Start", "")), counted);
  // On the home page: what is left is a tenth.
  const std::string hotel =
      "hydrogen low: weak pages, but hotel; recycling low: weak pages, but "
      "hotel";
  EXPECT_EQ(Shown(site("Hotel Nord", "")), hotel);
  // On a third of all pages, two at least.
  EXPECT_EQ(Shown(site("Start", "Hotel Nord")), hotel);
  // In the register.
  EXPECT_EQ(Shown(site("Start", ""), {"Hotel Nord GmbH", ""}), hotel);
  EXPECT_EQ(Shown(site("Start", ""), {"", "Betrieb von einem Hotel"}), hotel);
  // On one other page, or in news: no.
  auto pages = site("Start", "");
  pages.push_back(MakePage("/referenz", "Text.", "Hotel Nord"));
  EXPECT_EQ(Shown(pages), counted);
  pages = site("Start", "");
  for (int i = 0; i < 5; ++i) {
    pages.push_back(MakePage("/n" + std::to_string(i), "Text.", "Hotel Nord",
                             PageKind::kNews));
  }
  EXPECT_EQ(Shown(pages), counted);
  // Factor 0 drops the field, for the fields of the veto only.
  EXPECT_EQ(Shown(site("Kanzlei Nord", "")), "recycling low: one page");
}

TEST_F(CompanyFieldsTest, TopicsCountLikeFields) {
  const std::vector<CompanyPage> pages = {
      MakePage("/a", "Elektrolyseure.", "Elektrolyseure"),
      MakePage("/b", "Große Elektrolyseure.")};
  const auto topics = CompanyTopics({}, pages, *taxonomy_, scratch_);
  ASSERT_EQ(topics.size(), 1u);
  EXPECT_EQ(topics[0].field, "electrolysis");
  EXPECT_EQ(topics[0].confidence, Confidence::kMedium);
  EXPECT_EQ(Shown(pages), "hydrogen low: weak pages");
}

TEST_F(CompanyFieldsTest, BestFirst) {
  const auto fields = Fields({MakePage("/a", "Recycling hier."),
                              MakePage("/b",
                                       "Wasserstoff, Elektrolyse, "
                                       "Brennstoffzelle."),
                              MakePage("/c", "Wasserstoff und Elektrolyse.")});
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(fields[0].field, "hydrogen");
  EXPECT_EQ(fields[0].pages,
            (std::vector<std::string>{"https://firma.example/b",
                                      "https://firma.example/c"}));
}

TEST_F(CompanyFieldsTest, TheOrderOfPagesDoesNotMatter) {
  static constexpr const char* kTexts[] = {
      "Wasserstoff hier.", "Elektrolyse dort.", "Wir bauen Brennstoffzellen. ",
      "Recycling. ",       "Hotel. ",           "Elektrolyseure. "};
  std::mt19937 random(12);
  int counted = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<CompanyPage> pages;
    for (size_t n = 1 + random() % 8; n > 0; --n) {
      std::string text;
      for (size_t k = random() % 4; k > 0; --k) {
        text += kTexts[random() % std::size(kTexts)];
      }
      pages.push_back(MakePage(
          (random() % 4 == 0 ? "/news/" : "/p") + std::to_string(n), text,
          random() % 2 == 0 ? kTexts[random() % std::size(kTexts)] : "",
          random() % 5 == 0 ? PageKind::kPost : PageKind::kWeb));
    }
    const auto expected = Fields(pages);
    for (int i = 0; i < 5; ++i) {
      std::shuffle(pages.begin(), pages.end(), random);
      const auto fields = Fields(pages);
      ASSERT_EQ(fields.size(), expected.size());
      for (size_t k = 0; k < fields.size(); ++k) {
        EXPECT_EQ(fields[k].field, expected[k].field);
        EXPECT_EQ(fields[k].confidence, expected[k].confidence);
        EXPECT_EQ(fields[k].score, expected[k].score);
        EXPECT_EQ(fields[k].pages, expected[k].pages);
        EXPECT_EQ(fields[k].rule, expected[k].rule);
        counted += fields[k].confidence == Confidence::kLow ? 0 : 1;
      }
    }
  }
  EXPECT_GT(counted, 100);
}

}  // namespace
}  // namespace ritmon
