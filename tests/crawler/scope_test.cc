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
    // Traps; all of them are in url_traps_test.cc.
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
  const Scope scope({.defaults = {.max_depth = 3}});
  for (const Case& c : kCases) {
    EXPECT_EQ(scope.Decide(MakeUrl(c.url), "firma.example", c.depth),
              c.expected)
        << c.url;
  }
}

TEST(ScopeTest, SiteIsTheRegistrableDomain) {
  const Scope scope({});
  const std::pair<const char*, const char*> cases[] = {
      {"http://www.firma.example/", "firma.example"},
      {"http://www.firma.example./", "firma.example"},
      {"https://firma.example:8443/", "firma.example"},
      {"http://a.b.co.uk/", "b.co.uk"},
      {"http://firma.github.io/", "firma.github.io"},
      {"http://www.firma.github.io/", "firma.github.io"},
      {"http://B\u00FCcher.example/", "xn--bcher-kva.example"},
      {"http://127.0.0.1:80/", "127.0.0.1"},
      {"http://[::1]/", "[::1]"},
      {"http://localhost/", "localhost"},
  };
  for (const auto& [url, site] : cases) {
    EXPECT_EQ(scope.SiteOf(MakeUrl(url)), site) << url;
  }
}

TEST(ScopeTest, SiteIsTheHostIfSoConfigured) {
  const Scope scope({.defaults = {.scope = ScopeKind::kHost}});
  const std::pair<const char*, const char*> cases[] = {
      {"http://www.firma.example/", "firma.example"},
      {"http://firma.example/", "firma.example"},
      {"http://shop.firma.example/", "shop.firma.example"},
      {"http://www.shop.firma.example/", "shop.firma.example"},
      {"http://www.de/", "www.de"},  // the "www" is what was bought
      {"http://127.0.0.1/", "127.0.0.1"},
      {"http://localhost/", "localhost"},
  };
  for (const auto& [url, site] : cases) {
    EXPECT_EQ(scope.SiteOf(MakeUrl(url)), site) << url;
  }
}

// An institute with its own host, a portal with one path of ours, a domain of
// which only the bare host is one company's.
ScopeOptions SomeSites() {
  ScopeOptions options;
  options.sites["physik.uni.example"] = {.max_depth = 5, .max_pages = 200};
  options.sites["portal.example"] = {.scope = ScopeKind::kPrefix,
                                     .prefix = "/firma-a/"};
  options.sites["hoster.example"] = {.scope = ScopeKind::kHost};
  return options;
}

TEST(ScopeTest, SitesWithTheirOwnRules) {
  const Scope scope(SomeSites());
  const struct {
    const char* url;
    const char* site;
    ScopeDecision decision;  // at depth 4
  } cases[] = {
      {"http://www.uni.example/", "uni.example", kTooDeep},
      {"http://chemie.uni.example/", "uni.example", kTooDeep},
      {"http://physik.uni.example/", "physik.uni.example", kIn},
      {"http://www.physik.uni.example/", "physik.uni.example", kIn},
      {"http://laser.physik.uni.example/", "physik.uni.example", kIn},
      {"http://astrophysik.uni.example/", "uni.example", kTooDeep},
      {"http://portal.example/", "portal.example", kOtherSite},
      {"http://portal.example/firma-a", "portal.example", kTooDeep},
      {"http://portal.example/firma-a?x=1", "portal.example", kTooDeep},
      {"http://www.portal.example/firma%2da/x", "portal.example", kTooDeep},
      {"http://portal.example/firma-ab/x", "portal.example", kOtherSite},
      {"http://portal.example/firma-a/../x", "portal.example", kOtherSite},
      {"http://portal.example/impressum", "portal.example", kOtherSite},
      {"http://blog.portal.example/firma-a/", "blog.portal.example", kTooDeep},
      {"http://www.hoster.example/", "hoster.example", kTooDeep},
      {"http://kunde.hoster.example/", "kunde.hoster.example", kTooDeep},
  };
  for (const auto& c : cases) {
    const Url url = MakeUrl(c.url);
    EXPECT_EQ(scope.SiteOf(url), c.site) << c.url;
    EXPECT_EQ(scope.Decide(url, c.site, 4), c.decision) << c.url;
    EXPECT_EQ(scope.Decide(url, "andere.example", 0), kOtherSite) << c.url;
  }
}

TEST(ScopeTest, RulesOfASite) {
  const Scope scope(SomeSites());
  EXPECT_EQ(scope.RulesOf("physik.uni.example").max_pages, 200);
  EXPECT_EQ(scope.RulesOf("uni.example").max_pages, 60);
  const SiteRules& rules = scope.RulesOf("irgendwo.example");
  EXPECT_EQ(rules.scope, ScopeKind::kDomain);
  EXPECT_EQ(rules.max_depth, 3);
  EXPECT_EQ(rules.max_bytes, 64 * 1024 * 1024);
  EXPECT_EQ(rules.max_time, std::chrono::hours(1));
  EXPECT_FALSE(rules.delay.has_value());
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
      {"http://f.example/index.php?seite=/legal/", false},
      {"http://impressum.example/", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(LooksLikeImprint(MakeUrl(c.url)), c.imprint) << c.url;
  }
}

}  // namespace
}  // namespace ritmon
