// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/main_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "classifier/html_text.h"
#include "classifier/page_parser.h"
#include "tests/classifier/real_pages.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

std::string MainText(std::string_view html) {
  return ParsePage(MakeUrl("https://zeitung.example/artikel"), html,
                   "text/html; charset=utf-8")
      .main_text;
}

const std::string kFirst =
    "Der Hafen bekommt eine neue Anlage, die aus Windstrom Wasserstoff "
    "macht, und die Stadt zahlt die Hälfte dazu.";
const std::string kSecond =
    "Gebaut wird sie am Südufer, wo früher Kohle lag, und sie soll in drei "
    "Jahren laufen, wie die Behörde am Montag sagte.";
const std::string kThird =
    "Die Nachbarn sind nicht begeistert, denn die Straße ist schmal, und die "
    "Lastwagen kommen schon jetzt kaum aneinander vorbei.";

TEST(MainTextTest, KeepsTheStoryAndDropsWhatStandsAround) {
  const std::string story =
      "<p>" + kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p>";
  const std::string expected = kFirst + "\n" + kSecond + "\n" + kThird;
  const struct {
    const char* what;
    std::string html;
    std::string text;
  } cases[] = {
      {"alone", "<h1>Hafen</h1>" + story, expected},
      {"in soup",
       "<div><div><a href=/>Start</a> <a href=/x>Politik</a></div>"
       "<div><div class=a>" +
           story + "</div></div><div>© Blatt</div></div>",
       expected},
      {"without paragraphs",
       "<h1>x</h1><div>" + kFirst + "<br><br>" + kSecond + "<br><br>" + kThird +
           "</div>",
       expected},
      {"subheadings stay",
       "<h1>x</h1><div><p>" + kFirst + "</p><h2>Am Südufer</h2><p>" + kSecond +
           "</p><p>" + kThird + "</p><h2>Leer</h2></div>",
       kFirst + "\nAm Südufer\n" + kSecond + "\n" + kThird},
      {"date, author, credit",
       "<h1>x</h1><div><p>Von E. Muster, 23.11.2026</p>" + story +
           "<p>Foto: Muster</p><p>Teilen</p></div>",
       expected},
      {"comments by class",
       "<h1>x</h1><div>" + story + "</div><div class=comments><p>" + kFirst +
           " Finde ich gut, endlich tut sich etwas, und wurde auch "
           "Zeit!</p></div>",
       expected},
      {"comments by heading",
       "<h1>x</h1><div>" + story +
           "<h3>Kommentare (1)</h3><div><p>Finde ich "
           "gut, endlich tut sich etwas, und es wurde auch wirklich Zeit!</p>"
           "</div></div>",
       expected},
      {"a box in the middle",
       "<h1>x</h1><div><p>" + kFirst + "</p><p>" + kSecond +
           "</p><h3>Auch "
           "interessant</h3><ul><li><a href=/y>Etwas anderes</a></ul><p>" +
           kThird + "</p></div>",
       expected},
      {"sections of the same kind",
       "<h1>x</h1><main><section class=s><p>" + kFirst +
           "</p></section>"
           "<section class=s><p>" +
           kSecond +
           "</p></section><section class=s>"
           "<p>" +
           kThird + "</p></section></main>",
       expected},
      {"lead under a name of its own",
       "<article><h1>x</h1><p class=teaser>" + kFirst + "</p><div><p>" +
           kSecond + "</p><p>" + kThird + "</p></div></article>",
       expected},
      {"caption",
       "<h1>x</h1><div>" + story +
           "<figure><img><figcaption>Das Südufer, wie "
           "es im Winter aussah, vor dem Abriss der Kohlelager."
           "</figcaption></figure></div>",
       expected},
      {"caption by class",
       "<h1>x</h1><div>" + story +
           "<div class=imageCaption>Das Südufer, wie es im Winter aussah, vor "
           "dem Abriss der Kohlelager.</div></div>",
       expected},
      {"caption before the first paragraph",
       "<h1>x</h1><div class=lead-image><p class=bildunterschrift>Das Südufer, "
       "wie es im Winter aussah, vor dem Abriss der alten Kohlelager am Kai."
       "</p></div><div>" +
           story + "</div>",
       expected},
      {"quotation with links",
       "<h1>x</h1><div><p>" + kFirst +
           "</p><div class=social-media><blockquote><a href=/p>Wir freuen uns "
           "auf die Anlage!</a></blockquote></div><p>" +
           kSecond + "</p><p>" + kThird + "</p></div>",
       kFirst + "\nWir freuen uns auf die Anlage!\n" + kSecond + "\n" + kThird},
      {"a longer footer",
       "<h1>x</h1><div><p>" + kFirst + "</p></div><div class=footer-text><p>" +
           kSecond + "</p><p>" + kThird + "</p></div>",
       kFirst},
      {"a longer sidebar",
       "<div><h1>x</h1><p>" + kFirst + "</p></div><div id=sidebar><p>" +
           kSecond + "</p><p>" + kThird + "</p></div>",
       kFirst},
      {"a ticker before the headline",
       "<title>Hafen bekommt neue Anlage | Blatt</title><ul class=t><li>" +
           kFirst + "<li>" + kSecond +
           "</ul><h2>Hafen bekommt neue Anlage</h2><div><p>" + kThird +
           "</p><p>" + kFirst + "</p><p>" + kSecond + "</p></div>",
       kThird + "\n" + kFirst + "\n" + kSecond},
      {"invitations",
       "<h1>x</h1><div><p>" + kFirst + "</p><p>" + kSecond +
           "</p><p>Hat Ihnen der Artikel gefallen? Sagen Sie es uns, wir "
           "freuen uns über jede Zuschrift, auch über eine kurze.</p><p>" +
           kThird +
           "</p><p>Like this story? Share it with a friend and with your "
           "colleagues at work.</p></div>",
       expected},
      {"where a video would be",
       "<h1>x</h1><div><p>" + kFirst +
           "</p><div>Mit dem Laden des Videos akzeptieren Sie die Bedingungen "
           "des Anbieters.</div><p>" +
           kSecond + "</p><p>" + kThird + "</p></div>",
       expected},
      {"a lead set as a heading",
       "<header><h1>x</h1><h2>Neun Jahre wurde geplant, nun fließt am "
       "Südufer der erste Strom</h2></header><div>" +
           story + "</div>",
       "Neun Jahre wurde geplant, nun fließt am Südufer der erste Strom\n" +
           expected},
      {"a thread of contributions",
       "<h1>x</h1><div><article class=post><p>" + kFirst + "</p><p>" + kSecond +
           "</p><h4>Antworten</h4></article><article class=post><p>" + kThird +
           "</p></article></div>",
       expected},
      {"nothing to tell", "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>",
       ""},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(MainText(c.html), c.text) << c.what;
  }
}

// extraction-de's score.py: must-keep and must-drop segments, by substring.
TEST(MainTextTest, RealGermanPages) {
  RITMON_REQUIRE_FIXTURE("extraction-de");
  std::map<std::string, std::string> texts;
  for (const RealPage& page : GermanPages()) {
    const auto url = Url::Parse(page.url);
    texts[page.url] =
        SqueezeText(ParsePage(url ? *url : MakeUrl("http://other.example/"),
                              page.html, "text/html")
                        .main_text);
  }
  ASSERT_EQ(texts.size(), 131u);
  const auto segments =
      nlohmann::json::parse(MustRead(Fixture("extraction-de/segments.json")));
  int kept = 0, lost = 0, leaked = 0;
  for (const auto& item : segments.items()) {
    const std::string& text = texts[item.key()];
    const nlohmann::json& wanted = item.value();
    const auto has = [&](const nlohmann::json& segment) {
      return text.find(SqueezeText(segment.get<std::string>())) !=
             std::string::npos;
    };
    for (const auto& segment : wanted["with"]) ++(has(segment) ? kept : lost);
    for (const auto& segment : wanted["without"]) leaked += has(segment);
  }
  const double precision = 1.0 * kept / (kept + leaked);
  const double recall = 1.0 * kept / (kept + lost);
  const double f1 = 2 * precision * recall / (precision + recall);
  RecordProperty("precision", std::to_string(precision));
  RecordProperty("recall", std::to_string(recall));
  RecordProperty("f1", std::to_string(f1));
  EXPECT_GE(f1, 0.95) << "precision " << precision << " recall " << recall;
}

using Shingles = std::map<std::vector<std::string>, int>;

Shingles ShinglesOf(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    const bool inside = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                        c == '_' || (c & 0x80) != 0;
    if (inside) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  Shingles shingles;
  for (size_t i = 0; i + 4 <= words.size(); ++i)
    ++shingles[{words.begin() + i, words.begin() + i + 4}];
  if (shingles.empty() && !words.empty()) ++shingles[words];
  return shingles;
}

// extraction-zyte: 4-word shingles against the gold bodies, precision and
// recall averaged over pages.
TEST(MainTextTest, RealEnglishArticles) {
  RITMON_REQUIRE_FIXTURE("extraction-zyte");
  const auto truth = nlohmann::json::parse(
      MustRead(Fixture("extraction-zyte/ground-truth.json")));
  double precision = 0, recall = 0;
  int pages = 0;
  for (const auto& [id, gold] : truth.items()) {
    const std::string html =
        ReadCompressed(Fixture("extraction-zyte/html/" + id + ".html.gz"));
    const Page page =
        ParsePage(MakeUrl(gold["url"].get<std::string>()), html, "text/html");
    const Shingles expected = ShinglesOf(gold["articleBody"]);
    const Shingles found = ShinglesOf(page.main_text);
    int common = 0, in_expected = 0, in_found = 0;
    for (const auto& [shingle, count] : expected) {
      in_expected += count;
      const auto it = found.find(shingle);
      if (it != found.end()) common += std::min(count, it->second);
    }
    for (const auto& [shingle, count] : found) in_found += count;
    precision += in_found == 0 ? 0 : 1.0 * common / in_found;
    recall += in_expected == 0 ? 0 : 1.0 * common / in_expected;
    ++pages;
  }
  ASSERT_EQ(pages, 181);
  precision /= pages;
  recall /= pages;
  const double f1 = 2 * precision * recall / (precision + recall);
  RecordProperty("f1", std::to_string(f1));
  EXPECT_GE(f1, 0.965) << "precision " << precision << " recall " << recall;
}

}  // namespace
}  // namespace ritmon
