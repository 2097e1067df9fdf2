// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/site_template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace ritmon {
namespace {

PageRecord PageAt(const std::string& path, std::vector<Block> blocks,
                  const std::string& lang = "de",
                  const std::string& host = "www.firma.example") {
  PageRecord page;
  page.href = "https://" + host + path;
  page.key = "http://" + host + path;
  page.host = host;
  page.site = "firma.example";
  page.lang = lang;
  page.blocks = std::move(blocks);
  return page;
}

// Pages that have `common`, and a text of their own each.
std::vector<PageRecord> Pages(int count, const std::vector<Block>& common,
                              const std::string& lang = "de",
                              const std::string& folder = "/") {
  std::vector<PageRecord> pages;
  for (int i = 0; i < count; ++i) {
    std::vector<Block> blocks = common;
    std::string own = "Eigener Text ";
    own += static_cast<char>('a' + i % 26);
    own += static_cast<char>('a' + i / 26);
    blocks.push_back({Zone::kMain, own});
    const std::string path = i == 0 ? folder : folder + own.substr(13);
    pages.push_back(PageAt(path, blocks, lang));
  }
  return pages;
}

// The texts of a page that are template, by the site's pages.
std::vector<std::string> TemplateOf(const std::vector<PageRecord>& pages,
                                    size_t page) {
  SiteTemplate site;
  for (const PageRecord& other : pages) site.Add(other);
  PageRecord marked = pages[page];
  marked.template_texts = site.Find(marked);
  std::vector<std::string> texts;
  for (const Block& block : TextAsWeighed(marked)) {
    if (block.zone == Zone::kTemplate) texts.push_back(block.text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(SiteTemplateTest, TheHomePageKeepsWhatTheOthersRepeat) {
  const Block claim{Zone::kHeading2, "Ihr Partner für Wasserstofftechnik"};
  const auto pages = Pages(8, {claim});
  EXPECT_EQ(TemplateOf(pages, 0), Texts{});
  for (size_t i = 1; i < pages.size(); ++i) {
    EXPECT_EQ(TemplateOf(pages, i), Texts{claim.text}) << i;
  }
}

TEST(SiteTemplateTest, OfSmallSitesNothingIsSaid) {
  const Block claim{Zone::kMain, "Wir bauen Elektrolyseure"};
  EXPECT_EQ(TemplateOf(Pages(4, {claim}), 3), Texts{});
  EXPECT_EQ(TemplateOf(Pages(5, {claim}), 3), Texts{claim.text});
}

TEST(SiteTemplateTest, AThirdOfThePagesOfTheLanguageOrManyAnyway) {
  const Block claim{Zone::kMain, "Wir bauen Elektrolyseure"};
  const struct {
    int with, without;
    bool is_template;
  } cases[] = {{5, 10, true},   {5, 11, false},   {20, 40, true},
               {20, 41, false}, {49, 150, false}, {50, 400, true}};
  for (const auto& c : cases) {
    auto pages = Pages(c.with, {claim});
    auto others = Pages(c.without, {{Zone::kMain, "Anderes"}}, "de", "/x/");
    for (PageRecord& page : others) page.blocks[1].text += " im Ordner";
    pages.insert(pages.end(), others.begin(), others.end());
    EXPECT_EQ(TemplateOf(pages, 2).size(), c.is_template ? 1u : 0u)
        << c.with << " of " << c.with + c.without;
  }
}

TEST(SiteTemplateTest, EachLanguageHasItsOwn) {
  const Block german{Zone::kMain, "Wir bauen Elektrolyseure"};
  const Block english{Zone::kMain, "We build electrolysers"};
  auto pages = Pages(40, {german});
  const auto others = Pages(6, {english}, "en", "/en/");
  pages.insert(pages.end(), others.begin(), others.end());
  EXPECT_EQ(TemplateOf(pages, 1), Texts{german.text});
  EXPECT_EQ(TemplateOf(pages, 40), Texts{});  // "/en/" keeps it
  EXPECT_EQ(TemplateOf(pages, 41), Texts{english.text});
}

TEST(SiteTemplateTest, DatesCountersAndCaseDoNotMatter) {
  auto pages = Pages(6, {});
  for (size_t i = 0; i < pages.size(); ++i) {
    pages[i].blocks.push_back(
        {Zone::kMain, "Stand: 1" + std::to_string(i) + ".03.20" +
                          std::to_string(20 + i) +
                          (i % 2 ? ", HEUTE" : ", heute")});
  }
  EXPECT_EQ(TemplateOf(pages, 3).size(), 1u);
}

TEST(SiteTemplateTest, OfATitleOnlyThePartThatIsRepeated) {
  auto pages = Pages(6, {});
  for (size_t i = 0; i < pages.size(); ++i) {
    const std::string title = "Produkt " + pages[i].blocks[0].text.substr(13) +
                              " | Firma GmbH – Ihr Wasserstoffpartner";
    pages[i].blocks.insert(pages[i].blocks.begin(), {Zone::kTitle, title});
  }
  EXPECT_EQ(TemplateOf(pages, 0), Texts{});
  EXPECT_EQ(TemplateOf(pages, 2),
            (Texts{"Firma GmbH –", "Ihr Wasserstoffpartner"}));
  // Evidence is found at the same place: blanks become line feeds.
  SiteTemplate site;
  for (const PageRecord& page : pages) site.Add(page);
  PageRecord marked = pages[2];
  marked.template_texts = site.Find(marked);
  const auto blocks = TextAsWeighed(marked);
  ASSERT_EQ(blocks.size(), 4u);
  EXPECT_EQ(blocks[0], (Block{Zone::kTitle, "Produkt ca |"}));
  EXPECT_EQ(blocks[0].text + " " + blocks[1].text + " " + blocks[2].text,
            marked.blocks[0].text);
  EXPECT_EQ(blocks[3], marked.blocks[1]);
}

TEST(SiteTemplateTest, ATeaserDoesNotTakeTheHeadingOfItsPage) {
  auto pages = Pages(8, {{Zone::kHeading3, "Elektrolyseure"}});
  pages[5].blocks[0].zone = Zone::kHeading1;
  EXPECT_EQ(TemplateOf(pages, 5), Texts{});
  EXPECT_EQ(TemplateOf(pages, 4), Texts{"Elektrolyseure"});
}

TEST(SiteTemplateTest, MenusFootersAndLegalTextStayWhatTheyAre) {
  for (const Zone zone : {Zone::kNavigation, Zone::kFooter, Zone::kLegal,
                          Zone::kAside, Zone::kConsent, Zone::kJob}) {
    EXPECT_EQ(TemplateOf(Pages(8, {{zone, "Wir bauen Elektrolyseure"}}), 3),
              Texts{})
        << ToString(zone);
  }
}

TEST(SiteTemplateTest, TheSamePageUnderManyAddressesIsNoTemplate) {
  std::vector<PageRecord> pages;
  for (const char* query : {"", "?a=1", "?a=2", "?a=3", "?a=4", "?a=5"}) {
    pages.push_back(PageAt(std::string("/seite") + query,
                           {{Zone::kMain, "Wir bauen Elektrolyseure"}}));
  }
  EXPECT_EQ(TemplateOf(pages, 3), Texts{});
}

TEST(SiteTemplateTest, AnImprintOrContactPageIsTheLastToKeepAText) {
  const Block claim{Zone::kMain, "Wir bauen Elektrolyseure"};
  auto pages = Pages(7, {claim}, "de", "/leistungen/technik/");
  pages.push_back(PageAt("/impressum", {claim, {Zone::kMain, "Angaben"}}));
  pages.push_back(PageAt("/kontakt", {claim, {Zone::kMain, "Wir sind da"}}));
  EXPECT_EQ(TemplateOf(pages, 7), Texts{claim.text});
  EXPECT_EQ(TemplateOf(pages, 8), Texts{claim.text});
  EXPECT_EQ(TemplateOf(pages, 0), Texts{});
}

TEST(SiteTemplateTest, TheOrderOfThePagesDoesNotMatter) {
  auto pages = Pages(30, {{Zone::kTitle, "Firma - Wasserstoff"},
                          {Zone::kMain, "Wir bauen Elektrolyseure"}});
  const auto english =
      Pages(7, {{Zone::kTitle, "Firma - Hydrogen"}}, "en", "/en/");
  pages.insert(pages.end(), english.begin(), english.end());
  pages.push_back(pages[3]);
  pages.back().key += "?druck=1";
  const auto all = [&](const std::vector<PageRecord>& added) {
    SiteTemplate site;
    for (const PageRecord& page : added) site.Add(page);
    std::vector<std::vector<TemplateText>> found;
    for (const PageRecord& page : pages) found.push_back(site.Find(page));
    return found;
  };
  const auto expected = all(pages);
  EXPECT_NE(expected[1], std::vector<TemplateText>{});
  std::mt19937 random(7);
  for (int round = 0; round < 10; ++round) {
    auto mixed = pages;
    std::shuffle(mixed.begin(), mixed.end(), random);
    EXPECT_EQ(all(mixed), expected);
  }
}

}  // namespace
}  // namespace ritmon
