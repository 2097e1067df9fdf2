// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/soft_404.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <random>
#include <string>

#include "base/simhash.h"
#include "classifier/page_parser.h"
#include "tests/classifier/real_pages.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

Page MakePage(const std::string& title, const std::string& heading,
              const std::string& text) {
  Page page{.url = MakeUrl("http://firma.example/x")};
  page.title = title;
  page.blocks.push_back({Zone::kTitle, title});
  if (!heading.empty()) page.blocks.push_back({Zone::kHeading1, heading});
  if (!text.empty()) page.blocks.push_back({Zone::kMain, text});
  page.main_text = text;
  return page;
}

const struct {
  const char* title;
  const char* heading;
  const char* text;
  bool missing;
} kCases[] = {
    {"Seite nicht gefunden | Firma GmbH", "", "", true},
    {"Firma GmbH \u2013 Seite nicht gefunden", "Ups!", "Zur Startseite", true},
    {"Die Seite wurde nicht gefunden", "", "", true},
    {"Firma", "Die Seite konnte leider nicht gefunden werden.", "", true},
    {"Firma", "Diese Seite existiert nicht", "", true},
    {"Firma", "Diese Seite existiert nicht mehr!", "", true},
    {"Firma", "Der gew\u00FCnschte Inhalt ist nicht mehr verf\u00FCgbar", "",
     true},
    {"404 Not Found", "", "", true},
    {"404 - Page not found", "", "", true},
    {"Page Not Found \u2014 Company", "", "", true},
    {"Fehler 404", "", "", true},
    {"Error 404: Firma", "", "", true},
    {"Firma", "Oops! That page can\u2019t be found.", "", true},
    {"Firma", "Oops! That page can't be found.", "", true},
    {"Firma", "The page you are looking for doesn't exist", "", true},
    {"Firma", "This page could not be found", "", true},
    {"Firma", "We couldn't find the page", "", true},
    {"Firma", "Not Found", "", true},
    {"Nothing found - Company", "", "", true},
    {"Firma", "404", "Die angeforderte Seite existiert nicht.", true},
    {"404", "", "Sorry. The page was not found!", true},
    {"Firma GmbH", "", "Die angeforderte Seite wurde nicht gefunden.", true},
    {"Beitrag nicht gefunden", "", "", true},
    {"SEITE NICHT GEFUNDEN", "", "", true},
    // Pages.
    {"Firma GmbH", "Willkommen", "Wir bauen Pumpen.", false},
    {"", "", "", false},
    {"404 GmbH \u2013 Webdesign", "Willkommen", "Wir gestalten.", false},
    {"404", "Agentur 404", "Wir gestalten Webseiten in Hamburg.", false},
    {"Studio 404 | Start", "404", "", false},
    {"Raum 404", "", "", false},
    {"Modell 404 Pumpe", "Pumpe 404", "In Blau nicht erh\u00E4ltlich.", false},
    {"Fehler 404 beheben: unser Service", "", "Wir pflegen Ihre Website.",
     false},
    {"Der richtige Partner nicht gefunden?", "Wir helfen", "", false},
    {"Lost and found", "Fundb\u00FCro", "", false},
    {"Nicht gefunden, was Sie suchen?", "Kontakt", "", false},
    {"Seite 2 | Referenzen", "Referenzen", "", false},
    {"Founders", "About the page", "Was not founded yesterday", false},
    {"Firma", "Unsere Webseite wird neu gestaltet", "Bald mehr.", false},
};

TEST(Soft404Test, Table) {
  int run = 0;
  for (const auto& c : kCases) {
    EXPECT_EQ(LooksLikeSoft404(MakePage(c.title, c.heading, c.text)), c.missing)
        << c.title << " / " << c.heading << " / " << c.text;
    ++run;
  }
  EXPECT_EQ(run, 38);
}

// The same names over something to read.
TEST(Soft404Test, LongPagesAreThere) {
  std::string story;
  for (int i = 0; i < 121; ++i) story += "Wort ";
  for (const auto& c : kCases) {
    EXPECT_FALSE(LooksLikeSoft404(MakePage(c.title, c.heading, story)))
        << c.title;
  }
}

TEST(Soft404Test, ImprintsAreThere) {
  Page page = MakePage("Seite nicht gefunden", "Impressum", "");
  page.is_imprint = true;
  EXPECT_FALSE(LooksLikeSoft404(page));
}

TEST(Soft404Test, ReadsWhatTheParserGives) {
  const char kHtml[] =
      "<html><head><title>Firma GmbH</title></head><body><nav><a href=/>Start"
      "</a><a href=/produkte>Produkte</a></nav><main><h1>Seite nicht gefunden"
      "</h1><p>Bitte nutzen Sie die Navigation.</p></main></body></html>";
  const Page page =
      ParsePage(MakeUrl("http://firma.example/weg"), kHtml, "text/html");
  EXPECT_TRUE(LooksLikeSoft404(page));
}

TEST(Soft404Test, AnyTextIsAccepted) {
  const std::string pieces[] = {"404", " - ",      "seite", " nicht gefunden",
                                ".",   "|",        "\xC3",  "\xE2\x80",
                                " ",   "not found"};
  std::mt19937 random(9);
  int missing = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string texts[3];
    for (std::string& text : texts) {
      for (size_t n = random() % 8; n > 0; --n) {
        text += pieces[random() % std::size(pieces)];
      }
    }
    missing += LooksLikeSoft404(MakePage(texts[0], texts[1], texts[2])) ? 1 : 0;
  }
  EXPECT_GT(missing, 100);
  EXPECT_LT(missing, 4900);
}

// Real pages are there: 131 German ones and 181 English articles.
TEST(Soft404Test, RealPagesAreThere) {
  RITMON_REQUIRE_FIXTURE("extraction-de/german-pages-dev.warc.gz");
  RITMON_REQUIRE_FIXTURE("extraction-zyte/html");
  int pages = 0;
  int flagged = 0;
  const auto look = [&](const std::string& url, const std::string& html) {
    const Page page = ParsePage(MakeUrl(url), html, "text/html");
    ++pages;
    if (!LooksLikeSoft404(page)) return;
    ++flagged;
    std::cout << "looks missing: " << url << " '" << page.title << "'\n"
              << page.main_text.substr(0, 300) << "\n";
  };
  for (const RealPage& page : GermanPages()) look(page.url, page.html);
  for (const auto& file :
       std::filesystem::directory_iterator(Fixture("extraction-zyte/html"))) {
    look("http://article.example/", ReadCompressed(file.path()));
  }
  std::cout << flagged << " of " << pages << " pages look missing\n";
  EXPECT_EQ(pages, 131 + 181);
  EXPECT_EQ(flagged, 0);
}

// Pages of different people are no near duplicates.
TEST(RealPagesTest, NoneIsNearToAnother) {
  RITMON_REQUIRE_FIXTURE("extraction-de/german-pages-dev.warc.gz");
  std::vector<std::pair<uint64_t, std::string>> hashes;
  for (const RealPage& real : GermanPages()) {
    const Page page = ParsePage(MakeUrl(real.url), real.html, "text/html");
    hashes.emplace_back(Simhash(PageText(page)), real.url);
  }
  int pairs = 0;
  int near = 0;
  int nearest = 64;
  for (size_t i = 0; i < hashes.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      ++pairs;
      nearest =
          std::min(nearest, HammingDistance(hashes[i].first, hashes[j].first));
      if (!IsNearDuplicate(hashes[i].first, hashes[j].first)) continue;
      ++near;
      std::cout << "near: " << hashes[i].second << " " << hashes[j].second
                << "\n";
    }
  }
  std::cout << near << " of " << pairs
            << " pairs are near; the nearest two are " << nearest
            << " bits apart\n";
  EXPECT_EQ(pairs, 131 * 130 / 2);
  EXPECT_EQ(near, 0);
}

// The date of today, a counter, a name: a page with one word changed is near
// to what it was, if it is no short one.
TEST(RealPagesTest, AreNearToThemselvesWithOneWordChanged) {
  RITMON_REQUIRE_FIXTURE("extraction-de/german-pages-dev.warc.gz");
  int pages = 0;
  int near = 0;
  for (const RealPage& real : GermanPages()) {
    std::string text =
        PageText(ParsePage(MakeUrl(real.url), real.html, "text/html"));
    constexpr size_t kLongEnough = 3000;  // bytes
    const size_t begin = text.find(' ', text.size() / 2);
    if (text.size() < kLongEnough || begin == std::string::npos) continue;
    ++pages;
    const uint64_t before = Simhash(text);
    text.replace(begin, text.find(' ', begin + 1) - begin, " 28.11.2026");
    near += IsNearDuplicate(before, Simhash(text)) ? 1 : 0;
  }
  std::cout << near << " of " << pages << " pages stay near\n";
  EXPECT_GT(pages, 60);
  EXPECT_GT(near, pages * 9 / 10);
}

}  // namespace
}  // namespace ritmon
