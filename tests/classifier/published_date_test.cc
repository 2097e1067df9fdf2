// SPDX-License-Identifier: GPL-3.0-or-later
// Whole pages, for what counts is which of a page's dates is taken.
#include "classifier/published_date.h"

#include <gtest/gtest.h>

#include <string>

#include "classifier/page_parser.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

// A news page as they are: today's date on top, other news beside it.
Page NewsPage(const std::string& head, const std::string& article) {
  return ParsePage(
      MakeUrl("https://www.blatt.example/wirtschaft/gas-123.html"),
      "<!doctype html><html lang=de><head><title>Gas aus Wind | Blatt</title>" +
          head +
          "</head><body><header><nav><a href=/>Start</a> <a "
          "href=/w>Wirtschaft</a></nav><span class=today>Samstag, 28. November "
          "2026</span></header><main>" +
          article +
          "</main><aside><h3>Meistgelesen</h3><ul><li><a href=/kai>Neuer Kai "
          "fertig</a> <time class=entry-date datetime=2026-11-01>1.11.</time>"
          "</ul></aside><footer>Blatt Verlag, Stand 1.1.2026</footer></body>",
      "text/html; charset=utf-8");
}

constexpr char kHeadline[] = "<h1>Gas aus Wind</h1>";
constexpr char kStory[] =
    "<p>Die Nordstack GmbH nimmt in Billbrook eine Anlage in Betrieb, die "
    "Wasserstoff aus Windstrom herstellt. Nach ihren Angaben reicht die Menge "
    "für vierzig Busse der Hochbahn.</p><p>Der Senat hatte das Vorhaben mit "
    "vier Millionen Euro gefördert. Am 1. Januar 2030 soll eine zweite Anlage "
    "folgen, sagte die Geschäftsführerin am Montag.</p>";

std::string JsonLd(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

TEST(PublishedDateTest, OfNewsPages) {
  const std::string h = kHeadline, s = kStory;
  const struct {
    const char* what;
    std::string head, article;
    const char* published;  // day, or with the time; empty: none
  } cases[] = {
      {"JSON-LD, among other things",
       JsonLd("{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Blatt\","
              "\"datePublished\":\"2001-01-01\"},{\"@type\":\"Comment\","
              "\"datePublished\":\"2026-04-01\"},{\"@type\":[\"NewsArticle\"],"
              "\"datePublished\":\"2024-03-12T08:15:00+01:00\"}]}"),
       "<article>" + h + s + "</article>", "2024-03-12T07:15"},
      {"JSON-LD of a page alone",
       JsonLd("{\"@type\":\"WebPage\",\"datePublished\":\"12.03.2024\"}"),
       h + s, "2024-03-12"},
      {"JSON-LD of a comment",
       JsonLd("{\"@type\":\"Comment\",\"datePublished\":\"2026-04-01\"}"),
       h + s, ""},
      {"Open Graph",
       "<meta property=article:published_time "
       "content=2023-05-02T10:00:00+02:00>",
       h + s, "2023-05-02T08:00"},
      {"Dublin Core", "<meta name=DC.date.issued content=2021-07-01>", h + s,
       "2021-07-01"},
      {"a name that may mean anything gives way to a time that says more",
       "<meta name=date content=2026-11-28>",
       h +
           "<time class='entry-date published' "
           "datetime=2022-09-14>14.9.</time>" +
           s,
       "2022-09-14"},
      {"and is better than nothing", "<meta name=date content=2022-09-14>",
       h + s, "2022-09-14"},
      {"<time> without a word", "",
       "<article>" + h +
           "<p><time datetime=2022-09-14T06:30>vor drei Jahren"
           "</time></p>" +
           s + "</article>",
       "2022-09-14T06:30"},
      {"several, the first below the headline", "",
       h + "<p>Von uns, <time datetime=2022-09-14>Mittwoch</time></p>" + s +
           "<p>Lesen Sie auch: <time datetime=2020-01-01>alt</time></p>",
       "2022-09-14"},
      {"Stand", "", h + "<p>Stand: 14.09.2022, 06:30 Uhr</p>" + s,
       "2022-09-14"},
      {"a line below", "", h + "<div class=date>14. September 2022</div>" + s,
       "2022-09-14"},
      {"a line above", "", "<p>14. September 2022 | Wirtschaft</p>" + h + s,
       "2022-09-14"},
      {"who wrote it", "",
       h + "<p>Veröffentlicht am 14.09.2022 von Redaktion</p>" + s,
       "2022-09-14"},
      {"an agency's line", "", h + "<p>14.09.2022 – 10:30</p>" + s,
       "2022-09-14"},
      {"a dateline", "", h + "<p>Hamburg, 14. September 2022 – " + s.substr(3),
       "2022-09-14"},
      {"a dateline in brackets", "",
       h + "<p>Hamburg (14.09.2022): " + s.substr(3), "2022-09-14"},
      {"a day that is told of", "",
       h + "<p>Am 14. September 2022 – einem Mittwoch – " + s.substr(3), ""},
      {"none", "", h + s, ""},
  };
  int count = 0;
  for (const auto& c : cases) {
    const Page page = NewsPage(c.head, c.article);
    const std::string day =
        page.published ? FormatTimestamp(*page.published) : "";
    EXPECT_TRUE(c.published[0] == '\0' ? day.empty()
                                       : day.starts_with(c.published))
        << c.what << ": " << day;
    EXPECT_TRUE(page.main_text.starts_with("Die Nordstack") ||
                page.main_text.find("Nordstack GmbH nimmt") < 60)
        << c.what << ": " << page.main_text;
    EXPECT_EQ(page.main_text.find("Neuer Kai"), std::string::npos) << c.what;
    ++count;
  }
  EXPECT_EQ(count, 18);
}

TEST(PublishedDateTest, Publishers) {
  const struct {
    const char* what;
    std::string head;
    const char* publisher;
  } cases[] = {
      {"an organisation",
       JsonLd("{\"@type\":\"NewsArticle\",\"publisher\":{\"@type\":"
              "\"NewsMediaOrganization\",\"name\":\"Blatt\"}}"),
       "Blatt"},
      {"without a type",
       JsonLd("{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Blatt\"}}"),
       "Blatt"},
      {"a person is none",
       JsonLd("{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"E. Muster\"},"
              "\"publisher\":{\"@type\":\"Person\",\"name\":\"E. Muster\"}}"),
       ""},
      {"of the site", "<meta property=og:site_name content=Blatt>", "Blatt"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(NewsPage(c.head, kHeadline + std::string(kStory)).publisher,
              c.publisher)
        << c.what;
  }
  EXPECT_EQ(
      NewsPage("", std::string("<article itemscope "
                               "itemtype='https://schema.org/NewsArticle'>") +
                       kHeadline + kStory +
                       "<div itemprop=publisher itemscope "
                       "itemtype='https://schema.org/Organization'><meta "
                       "itemprop=name content=Blatt></div></article>")
          .publisher,
      "Blatt");
}

}  // namespace
}  // namespace ritmon
