// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_priority.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

const struct {
  const char* path;  // behind "http://firma.example"
  const char* text;
  int priority;
} kCases[] = {
    {"/impressum", "", 0},
    {"/en/imprint.html", "Imprint", 0},
    {"/index.php?id=5", "Impressum", 0},
    {"/kontakt", "Kontakt & Impressum", 0},
    {"/legal-notice/", "", 0},
    {"/", "", 1},
    {"/de/", "", 1},
    {"/index.html", "Home", 1},
    {"/startseite.php", "", 1},
    {"/ueber-uns", "", 1},
    {"/%C3%BCber-uns/", "", 1},
    {"/uber-uns/", "", 1},
    {"/UeberUns.aspx", "", 1},
    {"/about", "", 1},
    {"/de/unternehmen/", "", 1},
    {"/firmenprofil.html", "", 1},
    {"/unternehmen/geschichte", "", 1},
    {"/index.php?id=5", "\u00DCber uns", 1},
    {"/seite-7", "Unternehmen", 1},
    {"/node/3", "Wir \u00FCber uns", 1},
    {"/leistungen", "", 2},
    {"/dienstleistungen/wartung.html", "", 2},
    {"/produkte/elektrolyseure", "", 2},
    {"/softwareloesungen/", "", 2},
    {"/softwarel%C3%B6sungen/", "", 2},
    {"/losungen/", "", 2},
    {"/technologie", "", 2},
    {"/unternehmen/forschung-entwicklung", "", 2},
    {"/forschungsprojekte/wasserstoff-im-hafen", "", 2},
    {"/referenzen/", "", 2},
    {"/kernkompetenzen.php", "", 2},
    {"/kontakt", "", 2},
    {"/index.php?page=produkte", "", 2},
    {"/index.php?id=9", "Unsere Leistungen", 2},
    {"/unsere-produkte-fuer-die-chemische-industrie", "", 2},
    {"/wasserstoff", "", 3},
    {"/index.php?id=9", "", 3},
    {"/index.php?id=9", "mehr erfahren", 3},
    {"/team", "", 3},
    {"/node/17", "Warum wir f\u00FCr die Zukunft der Energie forschen", 3},
    {"/wie-man-eine-karriere-in-der-forschung-beginnt", "", 2},
    {"/karriere/", "", 4},
    {"/unternehmen/jobs", "", 4},
    {"/stellenangebote.html", "", 4},
    {"/produkte/support/", "", 4},
    {"/node/5", "Karriere", 4},
    {"/news/", "", 4},
    {"/aktuelles", "", 4},
    {"/blog", "", 4},
    {"/unternehmen/presse/", "", 4},
    {"/news/neue-anlage-in-betrieb", "", 5},
    {"/2024/05/neue-technologie", "", 5},
    {"/veranstaltungen/messe-hannover", "", 5},
    {"/2024/05/", "", 6},
    {"/news/2023", "", 6},
    {"/presse/archiv", "", 6},
    {"/news-archiv/2019/", "", 6},
    {"/shop/pumpen", "", 6},
    {"/datenschutz", "", 6},
    {"/agb.html", "", 6},
    {"/downloads", "", 6},
    {"/files/produktkatalog.pdf", "", 6},
    {"/bildergalerie/", "", 6},
    {"/tag/wasserstoff", "", 7},
    {"/blog/category/technik", "", 7},
    {"/blog?tag=wasserstoff", "", 7},
    {"/news/page/2", "", 7},
    {"/referenzen?page=3", "", 7},
    {"/referenzen?tx_news_pi1%5BcurrentPage%5D=2", "", 7},
    {"/author/mueller", "", 7},
    {"/warenkorb", "", 8},
    {"/login", "", 8},
    // The same in another language.
    {"/en/", "", 6},
    {"/en/about", "", 6},
    {"/en/products/", "", 6},
    {"/en/hydrogen", "", 7},
    {"/en/news/", "", 8},
    {"/produkte?lang=en", "", 6},
    {"/fr-fr/produits", "", 7},
    {"/de-de/produkte/", "", 2},
    // No language, only like one.
    {"/it/server", "", 3},
    {"/da/unternehmen", "", 6},
};

TEST(UrlPriorityTest, Table) {
  int run = 0;
  for (const auto& c : kCases) {
    const Url url = MakeUrl(std::string("http://firma.example") + c.path);
    EXPECT_EQ(PriorityOf(url, {.text = c.text}), c.priority)
        << c.path << " '" << c.text << "'";
    ++run;
  }
  EXPECT_EQ(run, 82);
}

TEST(UrlPriorityTest, Hints) {
  const Url about = MakeUrl("http://firma.example/ueber-uns");
  EXPECT_EQ(PriorityOf(about), 1);
  EXPECT_EQ(PriorityOf(about, {.nofollow = true}), 2);
  EXPECT_EQ(PriorityOf(about, {.language_double = true}), 6);
  EXPECT_EQ(PriorityOf(MakeUrl("http://firma.example/impressum"),
                       {.nofollow = true, .language_double = true}),
            0);
  const Url english = MakeUrl("http://firma.example/en/about");
  EXPECT_EQ(PriorityOf(english), 6);
  EXPECT_EQ(PriorityOf(english, {.site_lang = "en"}), 1);
  EXPECT_EQ(PriorityOf(english, {.site_lang = ""}), 1);
  EXPECT_EQ(PriorityOf(MakeUrl("http://firma.example/de/unternehmen"),
                       {.site_lang = "en"}),
            6);
}

// Within bounds, the same each time, and never better for rel=nofollow or as
// a double.
TEST(UrlPriorityTest, Properties) {
  const std::vector<std::string> pieces = {
      "/",         "produkte", "news",    "2024", "05",  "-",      "?",
      "&",         "page=2",   "en",      ".pdf", "tag", "%C3%B6", "impressum",
      "ueber-uns", "%FF",      "lang=fr", "shop", "=",   ".html"};
  std::mt19937 random(5);
  int seen[kLowestPriority + 1] = {};
  for (int i = 0; i < 2000; ++i) {
    std::string href = "http://firma.example/";
    for (size_t n = random() % 7; n > 0; --n) {
      href += pieces[random() % pieces.size()];
    }
    const Url url = MakeUrl(href);
    std::string text(random() % 80, '\0');
    for (char& c : text) c = static_cast<char>(random());
    const int priority = PriorityOf(url, {.text = text});
    ASSERT_GE(priority, 0);
    ASSERT_LE(priority, kLowestPriority);
    ++seen[priority];
    ASSERT_EQ(PriorityOf(url, {.text = text}), priority) << href;
    ASSERT_GE(PriorityOf(url, {.text = text, .nofollow = true}), priority);
    ASSERT_GE(PriorityOf(url, {.text = text, .language_double = true}),
              priority);
  }
  EXPECT_EQ(std::count(std::begin(seen), std::end(seen), 0), 0);
}

}  // namespace
}  // namespace ritmon
