// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/scope.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

constexpr auto kIn = ScopeDecision::kIn;
constexpr auto kOtherSite = ScopeDecision::kOtherSite;
constexpr auto kTooDeep = ScopeDecision::kTooDeep;
constexpr auto kTrap = ScopeDecision::kTrap;
constexpr auto kNotAPage = ScopeDecision::kNotAPage;

struct Case {
  const char* url;
  int depth;
  ScopeDecision expected;
};

// The site is firma.example.
const Case kCases[] = {
    {"http://www.firma.example/", 0, kIn},
    {"https://firma.example/produkte/", 3, kIn},
    {"http://shop.firma.example:8080/a?id=7", 1, kIn},
    {"http://www.firma.example/produkte/", 4, kTooDeep},
    {"http://andere.example/", 1, kOtherSite},
    {"http://firma.example.org/", 1, kOtherSite},
    {"http://xfirma.example/", 1, kOtherSite},
    {"http://127.0.0.1/", 1, kOtherSite},
    // What nobody here reads.
    {"http://firma.example/bild.JPG", 1, kNotAPage},
    {"http://firma.example/f/katalog.zip?x=1", 1, kNotAPage},
    {"http://firma.example/f/style.css", 1, kNotAPage},
    {"http://firma.example/f/katalog.pdf", 1, kIn},
    {"http://firma.example/bild.jpg/beschreibung", 1, kIn},
    {"http://firma.example/produkte.html", 1, kIn},
    {"http://firma.example/v1.0/", 1, kIn},
    {"http://firma.example/www.firma.de", 1, kIn},
    {"http://firma.example/.well-known", 1, kIn},
    // Traps.
    {"http://firma.example/kalender/2026/11/", 1, kTrap},
    {"http://firma.example/de/Warenkorb", 1, kTrap},
    {"http://firma.example/termine?monat=11", 1, kTrap},
    {"http://firma.example/termine?x=1&Month=11", 1, kTrap},
    {"http://firma.example/wp-login.php", 1, kTrap},
    {"http://firma.example/a?b=1&c=2&d=3&e=4", 1, kIn},
    {"http://firma.example/a?b=1&c=2&d=3&e=4&f=5", 1, kTrap},
    {"http://firma.example/en/en/a", 1, kIn},
    {"http://firma.example/en/en/en/a", 1, kTrap},
    {"http://firma.example/a/b/a/b/", 1, kIn},
    {"http://firma.example/1/2/3/4/5/6/7/8/9/10/11/12/13", 1, kTrap},
    {"http://firma.example/kalenderproduktion/", 1, kIn},
    {"http://firma.example/a?monatsbericht=1", 1, kIn},
};

TEST(ScopeTest, Decides) {
  const Scope scope({.max_depth = 3});
  for (const Case& c : kCases) {
    EXPECT_EQ(scope.Decide(MakeUrl(c.url), "firma.example", c.depth),
              c.expected)
        << c.url;
  }
}

TEST(ScopeTest, SiteIsTheRegistrableDomain) {
  const Scope scope({});
  EXPECT_EQ(scope.SiteOf(MakeUrl("http://www.firma.example/")),
            "firma.example");
  EXPECT_EQ(scope.SiteOf(MakeUrl("http://a.b.co.uk/")), "b.co.uk");
  EXPECT_EQ(scope.SiteOf(MakeUrl("http://firma.github.io/")),
            "firma.github.io");
  EXPECT_EQ(scope.SiteOf(MakeUrl("http://127.0.0.1:80/")), "127.0.0.1");
}

TEST(ScopeTest, KnowsImprints) {
  const struct {
    const char* url;
    bool imprint;
  } cases[] = {
      {"http://f.example/impressum", true},
      {"http://f.example/de/Impressum.html", true},
      {"http://f.example/IMPRESSUM.php", true},
      {"http://f.example/kontakt-impressum/", true},
      {"http://f.example/index.php?seite=impressum", true},
      {"http://f.example/impressum-datenschutz", true},
      {"http://f.example/imprint.htm", true},
      {"http://f.example/en/legal-notice", true},
      {"http://f.example/legal/", true},
      {"http://f.example/anbieterkennzeichnung", true},
      {"http://f.example/", false},
      {"http://f.example/imprinting-systems", false},
      {"http://f.example/legalisierung", false},
      {"http://f.example/kontakt", false},
      {"http://impressum.example/", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(LooksLikeImprint(MakeUrl(c.url)), c.imprint) << c.url;
  }
}

}  // namespace
}  // namespace ritmon
