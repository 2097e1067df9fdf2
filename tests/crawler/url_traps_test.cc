// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_traps.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

constexpr auto kNone = UrlTrap::kNone;
constexpr auto kCalendar = UrlTrap::kCalendar;
constexpr auto kParameters = UrlTrap::kParameters;
constexpr auto kCopy = UrlTrap::kCopy;
constexpr auto kService = UrlTrap::kService;
constexpr auto kSession = UrlTrap::kSession;
constexpr auto kRepeating = UrlTrap::kRepeatingPath;

// Behind "http://firma.example".
const struct {
  const char* path;
  UrlTrap expected;
} kCases[] = {
    // Pages.
    {"/", kNone},
    {"/?", kNone},
    {"/produkte/wasserstoff?lang=de", kNone},
    {"/index.php?id=12&L=0", kNone},
    {"/index.php?option=com_content&view=article&id=7&Itemid=3", kNone},
    {"/?tx_news_pi1[action]=detail&tx_news_pi1[controller]=News"
     "&tx_news_pi1[news]=12&cHash=0f8fad5bd9cb469fa16570867728950e&id=4&L=0",
     kNone},
    {"/?page_id=17", kNone},
    {"/node/1234", kNone},
    {"/produkte?utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&x=1",
     kNone},
    {"/a;jsessionid=0123456789ABCDEF?x=1", kNone},
    {"/de/unternehmen/standorte/hamburg/", kNone},
    {"/%C3%BCber-uns/gr%C3%BCnde%20f%C3%BCr%20uns", kNone},
    {"/2024/05/article-title", kNone},
    {"/2024/05/17/neue-anlage-in-betrieb/", kNone},
    {"/2024/05/", kNone},
    {"/2024/", kNone},
    {"/geschichte/1890", kNone},
    {"/produkte/2000/12-volt", kNone},
    {"/presse/2023-11-05-wasserstofftag.html", kNone},
    {"/termine/", kNone},
    {"/termine/tag-der-offenen-tuer-2026", kNone},
    {"/termine/2026/11/tag-der-offenen-tuer", kNone},
    {"/veranstaltungen/17", kNone},
    {"/produkte/kalender/", kNone},
    {"/kalenderproduktion/druck", kNone},
    {"/en/en/a", kNone},
    {"/a/b/a/b/", kNone},
    {"/lager/11/11/2", kNone},
    {"/blog?tag=wasserstoff", kNone},
    {"/presse?jahr=2024", kNone},
    {"/a?monatsbericht=1", kNone},
    {"/referenzen?page=2", kNone},
    {"/registerkarten", kNone},
    {"/suchmaschinenoptimierung", kNone},
    {"/loginsysteme/", kNone},
    {"/cartoon/", kNone},
    {"/sortiment?order-id=", kNone},
    {"/produkte?type=pumpe", kNone},
    {"/seite?type=100", kNone},
    {"/hilfe?token=kurz", kNone},
    {"/katalog?a=1&b=2&c=3&d=4", kNone},
    // Broken relative links.
    {"/en/en/en/a", kRepeating},
    {"/x/x/x", kRepeating},
    {"/a/b/a/b/a/b", kRepeating},
    {"/produkte/pumpen/produkte/ventile/produkte/", kRepeating},
    {"/a/b/c/a/b/c/", kRepeating},
    {"/kontakt.html/kontakt.html", kRepeating},
    {"/1/1/1/", kRepeating},
    {"/1/2/3/4/5/6/7/8/9/10/11/12/13", UrlTrap::kTooManySegments},
    // Calendars.
    {"/kalender/2026/11/", kCalendar},
    {"/kalender/17", kCalendar},
    {"/events/2031/04", kCalendar},
    {"/events/2031-04-30/", kCalendar},
    {"/veranstaltungen/monat/2026-11/", kCalendar},
    {"/veranstaltungen/woche/", kCalendar},
    {"/termine/2026", kCalendar},
    {"/termine/23.11.2026", kCalendar},
    {"/termine/20261123", kCalendar},
    {"/event/2026-W47", kCalendar},
    {"/2099/01/", kCalendar},
    {"/archiv/1899/12/", kCalendar},
    {"/termine?monat=11", kCalendar},
    {"/termine?x=1&Month=11", kCalendar},
    {"/termine?datum=2026-11-23", kCalendar},
    {"/?tx_cal_controller%5Bmonth%5D=11&tx_cal_controller%5Byear%5D=2026",
     kCalendar},
    {"/events/?tribe-bar-date=2026-12-01", kCalendar},
    {"/belegung?jahr=2099", kCalendar},
    // Lists in all their orders.
    {"/shop?a=1&b=2&c=3&d=4&e=5", kParameters},
    {"/shop?a[1]=1&a[2]=1&a[3]=1&a[4]=1&a[5]=1&a[6]=1&a[7]=1&a[8]=1&a[9]=1",
     kParameters},
    {"/shop?filter=rot", kParameters},
    {"/shop?filter_farbe=rot", kParameters},
    {"/suchen?f%5B0%5D=farbe%3Arot", kParameters},
    {"/shop?min_price=10", kParameters},
    {"/shop?sort=preis", kCopy},
    {"/shop?orderby=date", kCopy},
    {"/shop?add-to-cart=12", kCopy},
    {"/blog/beitrag?replytocom=7", kCopy},
    {"/seite?print=1", kCopy},
    {"/index.php?id=4&type=98", kCopy},
    {"/seite?tmpl=component", kCopy},
    {"/wiki?title=a&action=edit", kCopy},
    {"/weiter?x=http%3A%2F%2Fa.example%2F", kCopy},
    {"/hinweis?returnUrl=%2Fkonto", kCopy},
    // Sessions.
    {"/seite?mysess=0123456789abcdef", kSession},
    {"/seite?csrf_token=0123456789abcdef", kSession},
    // Nothing to read.
    {"/de/Warenkorb", kService},
    {"/wp-login.php", kService},
    {"/cgi-bin/x.pl", kService},
    {"/suche?wort=x", kService},
    {"/?s=solar", kService},
    {"/index.php?tx_indexedsearch[sword]=x", kService},
};

TEST(UrlTrapsTest, Table) {
  int pages = 0;
  int traps = 0;
  for (const auto& c : kCases) {
    const UrlTrap found =
        FindTrap(MakeUrl(std::string("http://firma.example") + c.path));
    EXPECT_EQ(ToString(found), ToString(c.expected)) << c.path;
    ++(c.expected == kNone ? pages : traps);
  }
  EXPECT_EQ(pages, 41);
  EXPECT_EQ(traps, 50);
}

TEST(UrlTrapsTest, Lengths) {
  const std::string site = "http://firma.example/";
  EXPECT_EQ(FindTrap(MakeUrl(site + std::string(511, 'a'))), kNone);
  EXPECT_EQ(FindTrap(MakeUrl(site + std::string(512, 'a'))), UrlTrap::kTooLong);
  EXPECT_EQ(FindTrap(MakeUrl(site + "?a=" + std::string(160, 'a'))), kNone);
  EXPECT_EQ(FindTrap(MakeUrl(site + "?a=" + std::string(161, 'a'))),
            kParameters);
  EXPECT_EQ(FindTrap(MakeUrl(site + "a/b"), {.max_segments = 1}),
            UrlTrap::kTooManySegments);
  EXPECT_EQ(FindTrap(MakeUrl(site + "2027/01/"), {.last_year = 2026}),
            kCalendar);
  EXPECT_EQ(FindTrap(MakeUrl(site + "2026/12/"), {.last_year = 2026}), kNone);
}

TEST(UrlTrapsTest, SelfLinks) {
  const struct {
    const char* page;
    const char* link;
    bool self;
  } cases[] = {
      {"http://a.example/x", "http://a.example/x", true},
      {"http://a.example/x", "https://www.a.example/x/", true},
      {"http://a.example/", "http://a.example/index.html", true},
      {"http://a.example/x/", "http://a.example/x/index.php", true},
      {"http://a.example/x?a=1&b=2", "http://a.example/x?b=2&a=1", true},
      {"http://a.example/x", "http://a.example/x?utm_source=mail", true},
      {"http://a.example/x", "http://a.example/x?page=2", false},
      {"http://a.example/x", "http://a.example/y", false},
      {"http://a.example/x", "http://b.example/x", false},
      {"http://a.example/x", "http://shop.a.example/x", false},
      {"http://a.example/x", "http://a.example/x/y", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IsSelfLink(MakeUrl(c.page), MakeUrl(c.link)), c.self)
        << c.page << " " << c.link;
    EXPECT_EQ(IsSelfLink(MakeUrl(c.link), MakeUrl(c.page)), c.self)
        << c.page << " " << c.link;
  }
}

// A site that grows by broken links, calendars or filters comes to an end: the
// URLs that are no trap are few, however long the walk.
TEST(UrlTrapsTest, EndlessSitesComeToAnEnd) {
  std::string path = "http://firma.example";
  std::string query = "http://firma.example/liste?x=1";
  int paths = 0;
  int queries = 0;
  int months = 0;
  for (int i = 0; i < 200; ++i) {
    path += i % 2 == 0 ? "/produkte" : "/pumpen";
    query += "&p" + std::to_string(i) + "=1";
    paths += FindTrap(MakeUrl(path)) == kNone ? 1 : 0;
    queries += FindTrap(MakeUrl(query)) == kNone ? 1 : 0;
    const std::string month = "/" + std::to_string(1900 + i) + "/05";
    months +=
        FindTrap(MakeUrl("http://firma.example/kalender" + month)) == kNone;
  }
  EXPECT_EQ(paths, 4);
  EXPECT_EQ(queries, 3);
  EXPECT_EQ(months, 0);
}

// The verdict does not hang on what the canonical form makes equal.
TEST(UrlTrapsTest, CanonicalFormHasTheSameVerdict) {
  const char* const pieces[] = {
      "/",     "a",        "/2026", "/11", "?",     "&",
      "=",     "sort",     "utm_x", "1",   "month", "%41",
      ".html", "/termine", "[x]",   "x",   "%2e.",  ";jsessionid=1"};
  std::mt19937 random(3);
  int traps = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string text = "http://firma.example/";
    for (size_t n = random() % 10; n > 0; --n) {
      text += pieces[random() % std::size(pieces)];
    }
    const Url url = MakeUrl(text);
    const UrlTrap trap = FindTrap(url);
    ASSERT_EQ(FindTrap(MakeUrl(url.Canonical())), trap) << text;
    traps += trap != kNone ? 1 : 0;
  }
  EXPECT_GT(traps, 50);
}

}  // namespace
}  // namespace ritmon
