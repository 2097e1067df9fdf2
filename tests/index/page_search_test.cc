// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages a query finds: words, phrases and filters.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/index/stored_pages.h"

namespace ritmon {
namespace {

class PageSearchTest : public StoredPagesTest {};

TEST_F(PageSearchTest, FindsWordsInAllTheirForms) {
  Write({SamplePage("1", "Häuser", "Wir bauen Häuser aus grünem Stahl."),
         SamplePage("2", "Steel", "Storages for hydrogen and e-fuels", "en"),
         SamplePage("3", "", "Erneuerbare Energien: Stahl, der grün ist"),
         SamplePage("4", "", "Straßen, STRASSEN und Batteriezellen", "")});
  const struct {
    const char* query;
    const char* found;
  } cases[] = {
      {"Haus", "1"},
      {"haeuser", "1"},
      {"HÄUSER", "1"},
      {"storage", "2"},
      {"storing hydrogen", ""},
      {"\"e-fuel\"", "2"},
      {"erneuerbarer Energie", "3"},
      {"\"erneuerbaren Energie\"", "3"},
      {"\"Energie erneuerbare\"", ""},
      {"\"grüner Stahl\"", "1"},
      {"Straße", "4"},
      {"strasse", "4"},
      {"Batteriezelle", "4"},
      {"Stahl NOT Haus", "3"},
      {"Stahl -grün", ""},
      {"NOT Stahl", "2 4"},
      {"storage OR Straße", "2 4"},
      {"title:Haus", "1"},
      {"title:Stahl", ""},
      {"lang:en", "2"},
      {"", "1 2 3 4"},
  };
  int run = 0;
  for (const auto& c : cases) {
    std::string found = Found(c.query);
    std::sort(found.begin(), found.end());
    std::string expected = c.found;
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected) << c.query;
    ++run;
  }
  EXPECT_EQ(run, 21);
}

TEST_F(PageSearchTest, TitleCountsMoreThanText) {
  Write({SamplePage("text", "Start", "Elektrolyse im Betrieb und mehr Worte"),
         SamplePage("title", "Elektrolyse", "Im Betrieb und noch mehr Worte")});
  EXPECT_EQ(Found("Elektrolyse"), "title text");
}

TEST_F(PageSearchTest, NoPhraseRunsAcrossBlocks) {
  PageRecord page = SamplePage("1", "", "grüner");
  page.blocks.push_back({Zone::kMain, "Stahl"});
  Write({page});
  EXPECT_EQ(Found("grüner Stahl"), "1");
  EXPECT_EQ(Found("\"grüner Stahl\""), "");
}

TEST_F(PageSearchTest, AWordWithoutPositionIsNoPartOfAPhrase) {
  PageRecord page = SamplePage("a", "Stahl aus Hamburg", "Der Text der Seite");
  page.blocks.push_back({Zone::kFooter, "Grüner Service"});
  Write({page});
  EXPECT_EQ(Found("grüner stahl"), "a");
  EXPECT_EQ(Found("\"grüner stahl\""), "");
  EXPECT_EQ(Found("\"service stahl aus\""), "");
  EXPECT_EQ(Found("grüner NEAR hamburg"), "");
  EXPECT_EQ(Found("\"stahl aus hamburg\""), "a");
}

TEST_F(PageSearchTest, LegalConsentAndNavigationAreNotSearched) {
  PageRecord page = SamplePage("1", "", "Haupttext");
  page.blocks.push_back({Zone::kLegal, "Batteriegesetz"});
  page.blocks.push_back({Zone::kConsent, "Kekse"});
  page.blocks.push_back({Zone::kNavigation, "Menü"});
  page.blocks.push_back({Zone::kTable, "Tabelle"});
  PageRecord imprint = SamplePage("impressum", "Impressum", "Erika Mustermann");
  imprint.is_imprint = true;
  Write({page, imprint});
  EXPECT_EQ(Found("Haupttext Tabelle"), "1");
  for (const char* query : {"Batteriegesetz", "Kekse", "Menü", "Mustermann"}) {
    EXPECT_EQ(Found(query), "") << query;
  }
  EXPECT_EQ(Found("Impressum"), "impressum");
  EXPECT_EQ(Search("Impressum").hits[0].snippet.text, "");
}

TEST_F(PageSearchTest, Filters) {
  PageRecord a = SamplePage("a", "", "Wasser");
  a.tags.fields = {Tag("hydrogen-efuels", Confidence::kHigh),
                   Tag("smart-factory", Confidence::kMedium)};
  a.tags.topics = {Tag("fuel-cell", Confidence::kHigh)};
  a.company_id = "K1101R_HRB1";
  PageRecord b = SamplePage("b", "", "Wasser");
  b.tags.fields = {Tag("hydrogen-efuels", Confidence::kMedium)};
  b.kind = PageKind::kNews;
  b.host = "news.andere.example";
  b.site = "andere.example";
  PageRecord c = SamplePage("c", "", "Wasser");
  c.tags.candidates = {Tag("electromobility", Confidence::kLow)};
  Write({a, b, c});
  const struct {
    const char* query;
    const char* found;
  } cases[] = {
      {"field:hydrogen-efuels", "a b"},
      {"field:hydrogen-efuels confidence:high", "a"},
      {"field:smart-factory confidence:high", ""},
      {"field:hydrogen-efuels NOT confidence:high", "b"},
      {"(field:hydrogen-efuels OR field:smart-factory) confidence:medium",
       "a b"},
      {"confidence:low", "c"},
      {"field:electromobility", ""},
      {"field:electromobility confidence:low", "c"},
      {"future:green-smart-mobility", "a b"},
      {"future:green-smart-mobility confidence:low", "c"},
      {"NOT future:green-smart-mobility", "c"},
      {"confidence:medium NOT field:smart-factory", "b"},
      {"topic:fuel-cell", "a"},
      {"topic:fuel-cell confidence:medium", ""},
      {"company:K1101R_HRB1", "a"},
      {"kind:news", "b"},
      {"kind:web,news", "a b c"},
      {"host:firma.example", "a c"},
      {"host:www.firma.example", "a c"},
      {"host:andere.example wasser", "b"},
  };
  int run = 0;
  for (const auto& each : cases) {
    EXPECT_EQ(Found(each.query), each.found) << each.query;
    ++run;
  }
  EXPECT_EQ(run, 20);
}

TEST_F(PageSearchTest, WordsNearEachOtherAndBeginnings) {
  Write({SamplePage("1", "", "Der Tank speichert den grünen Wasserstoff."),
         SamplePage("2", "",
                    "Wasserstoff, sehr viel davon und noch viel mehr, "
                    "liegt heute nicht im Tank."),
         SamplePage("3", "", "Elektrolyse im Elektrolyseur und Batterien"),
         SamplePage("4", "", "Tank ohne Gas")});
  EXPECT_EQ(Found("Wasserstoff NEAR/5 Tank"), "1");
  EXPECT_EQ(Found("Tank NEAR/4 Wasserstoffe"), "1");
  EXPECT_EQ(Found("Tank NEAR/3 Wasserstoff"), "");
  EXPECT_EQ(Found("Wasserstoff NEAR/100 Tank"), "1 2");
  EXPECT_EQ(Found("Wasserstoff NEAR/100 tank NOT grün"), "2");
  EXPECT_EQ(Found("elektrol*"), "3");
  EXPECT_EQ(Found("batterien*"), "3");
  EXPECT_EQ(Found("Wasser* OR batt*"), "3 1 2");
  EXPECT_EQ(Found("elektrolz*"), "");
}

// One page with more words than a beginning may stand for.
TEST_F(PageSearchTest, ABeginningOfEverythingIsRefused) {
  std::string text;
  for (uint32_t i = 0; i <= kMaxPrefixWords; ++i) {
    text += " abc" + std::to_string(i);
  }
  Write({SamplePage("1", "", text)});
  auto reader = PageIndexReader::Open(directory_ / "pages");
  ASSERT_TRUE(reader.has_value());
  const auto hits =
      reader->Search(MustParse("abc*", QueryTarget::kPages, vocabulary_), 0, 1);
  ASSERT_FALSE(hits.has_value());
  EXPECT_EQ(hits.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(hits.error().message.find("write more letters"), std::string::npos);
  EXPECT_EQ(Found("abc100*"), "1");
}

TEST_F(PageSearchTest, DaysAndFactsOfTheCompanyFilterPages) {
  CompanyRecord company = SampleCompany("c", "Firma");
  company.company.founded = Day(2024, 3, 1);
  company.company.employees = Headcount::Exactly(40);
  const CompanyFacets facets = FacetsOf(company);
  PageRecord own = SamplePage("own", "", "Tank");
  own.published = ParseTimestamp("2025-06-30T23:59:59Z");
  PageRecord other = SamplePage("other", "", "Tank");
  other.published = ParseTimestamp("2024-12-31T00:00:00Z");
  auto writer = PageIndexWriter::Open(directory_ / "pages", OpenMode::kFresh);
  ASSERT_TRUE(writer.has_value());
  ASSERT_TRUE(writer->Replace(own, &facets).has_value());
  ASSERT_TRUE(writer->Replace(other).has_value());
  ASSERT_TRUE(writer->Commit().has_value());
  const std::pair<const char*, const char*> cases[] = {
      {"region:hamburg", "own"},
      {"NOT region:hamburg", "other"},
      {"region:unknown", ""},
      {"age:<5 size:10-49", "own"},
      {"size-eu:small", "own"},
      {"legal-form:ag", ""},
      {"company-kind:enterprise", "own"},
      {"since:2025", "own"},
      {"since:2025-06-30", "own"},
      {"since:2025-07", ""},
      {"until:2025-06-30", "other own"},
      {"until:2025-06-29", "other"},
      {"until:2024", "other"},
      {"until:2023", ""},
      {"since:2024 until:2024-12", "other"}};
  for (const auto& [query, expected] : cases) {
    EXPECT_EQ(Found(query), expected) << query;
  }
}

}  // namespace
}  // namespace ritmon
