// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/founding_year.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ritmon {
namespace {

constexpr char kCompany[] = "Elbtal Sensorik GmbH";
constexpr char kHome[] = "http://www.elbtal.example/";
constexpr char kAbout[] = "http://www.elbtal.example/ueber-uns/";

std::vector<FoundingClaim> ClaimsOf(const std::string& text,
                                    const std::string& url = kAbout,
                                    Zone zone = Zone::kMain) {
  const std::vector<Block> blocks = {{Zone::kTitle, "Elbtal Sensorik"},
                                     {zone, text}};
  return FindFoundingYears(
      {.url = url, .company = kCompany, .latest_year = 2026, .blocks = blocks});
}

int YearIn(const std::string& text) {
  const auto claim = SettleFoundingYear(ClaimsOf(text));
  return claim ? claim->year : 0;
}

// 0: nothing is said of when the company was founded. The table was made
// before anything was run.
struct Sentence {
  const char* text;
  int year;
};

TEST(FoundingYearTest, ReadsWhatACompanySaysOfItself) {
  const Sentence sentences[] = {
      {"Gegründet 1998", 1998},
      {"Gegründet: 1998", 1998},
      {"Gegründet | 1998", 1998},
      {"Gründungsjahr: 1998", 1998},
      {"Gründungsjahr | 1998", 1998},
      {"Gründung: 1. April 1998", 1998},
      {"Das Unternehmen wurde 1998 gegründet.", 1998},
      {"Die Elbtal Sensorik GmbH wurde im Jahr 1998 in Hamburg gegründet.",
       1998},
      {"Elbtal Sensorik ist ein 1998 gegründetes Unternehmen. Wir wurden am 3. "
       "Mai 1998 gegründet.",
       1998},
      {"1998 von den Brüdern Karl und Otto Elbtal gegründet, fertigen wir "
       "heute auf 2.000 Quadratmetern.",
       1998},
      {"Gegründet wurde die Firma im Jahre 1998 in einer Garage.", 1998},
      {"1998 gründete Karl Muster unser Unternehmen in Altona.", 1998},
      {"Karl Muster gründete 1998 die Elbtal Sensorik.", 1998},
      {"2018 habe ich die Werkstatt gegründet, weil mir das Reparieren lieber "
       "ist.",
       2018},
      {"Seit unserer Gründung im Jahr 1998 messen wir Schwingungen.", 1998},
      {"Seit der Gründung der Elbtal Sensorik GmbH 1998 ist viel geschehen.",
       1998},
      {"1998: Gründung der Firma in Bergedorf", 1998},
      {"1998 Gründung der Elbtal Sensorik GmbH", 1998},
      {"Familienunternehmen seit 1911", 1911},
      {"Ein Familienbetrieb aus Altona, seit 1911.", 0},  // not plain enough
      {"Elbtal – Familienbetrieb in vierter Generation seit 1911", 1911},
      {"Ihr Partner für Messtechnik seit 1998", 1998},
      {"Qualität aus Hamburg seit 1911", 1911},
      {"Seit 1998", 1998},
      {"Seit 1998 Ihr Spezialist für Sensoren", 1998},
      {"Seit 1998 sind wir Ihr zuverlässiger Partner in Norddeutschland.",
       1998},
      {"Seit 1998 entwickeln und fertigen wir Sensoren.", 1998},
      {"125 Jahre Elbtal (1898-2023)", 1898},
      {"100 Jahre Handwerk (1920–2020)", 1920},
      {"Elbtal was founded in 1998 by two engineers.", 1998},
      {"Founded in 1998, we build sensors for pumps.", 1998},
      {"Founded 1998", 1998},
      {"Our company was established in 1998.", 1998},
      {"Est. 1998", 1998},
      {"Elbtal Sensorik, est. 1998", 1998},
      {"Year founded: 1998", 1998},
      {"Since our foundation in 1998 we have grown to forty people.", 1998},
      {"A family business since 1911", 1911},
      {"Your partner for sensors since 1998", 1998},
      {"Since 1998 we have been developing sensors.", 1998},
  };
  size_t run = 0;
  for (const Sentence& each : sentences) {
    EXPECT_EQ(YearIn(each.text), each.year) << each.text;
    ++run;
  }
  EXPECT_EQ(run, 40u);
}

TEST(FoundingYearTest, LeavesEverythingElse) {
  const char* const traps[] = {
      "Seit über 25 Jahren sind wir für Sie da.",
      "Seit mehr als 125 Jahren Familienunternehmen",
      "© 1998 Elbtal Sensorik GmbH",
      "Copyright 1998-2026",
      "Seit 2019 im Sortiment",
      "Der EL-20 ist seit 2019 im Sortiment.",
      "Seit 2016 bieten wir auch Wallboxen an.",
      "Seit 2015 sind wir nach ISO 9001 zertifiziert.",
      "Zertifizierter Fachbetrieb seit 2015",
      "Unser Kalibrierlabor ist seit 1994 akkreditiert.",
      "Mitglied der Innung seit 1934",
      "Ausbildungsbetrieb seit 1934",
      "Kunde Nr. 2, seit 1987.",
      "Geschäftsführer seit 2004: Karl Muster",
      "Seit 2019 führen die Geschwister den Betrieb.",
      "Seit 2019 gehört das Unternehmen zu 40 Prozent den Mitarbeitenden.",
      "Die Gamma AG wurde 1847 gegründet.",
      "Unser Partner Gamma, gegründet 1847, liefert die Gehäuse.",
      "2010 wurde die Tochtergesellschaft in Polen gegründet.",
      "2005 Gründung der Niederlassung Bremen",
      "Der Verein wurde 1998 gegründet.",
      "Wir gehören zur Gamma Gruppe, die 1847 gegründet wurde.",
      "1998 wurde der Wettbewerber Gamma gegründet.",
      "Karl Muster, geboren 1961, gründete nach dem Studium die Firma.",
      "Gegründet um 1900",
      "Nach 1945 gegründet",
      "In den 1990er Jahren gegründet",
      "Bisher 21998 Teile, 1.998 Geräte und 1998,50 Euro seit der Gründung",
      "Gegründet von drei Studenten, umgezogen 2004",
      "Partner von Gamma seit 2010",
      "Seit 2023 beziehen zwei Zellfertiger laufend Ware.",
      "Die Universität Hamburg wurde 1919 gegründet.",
      "Hamburg was founded in 808, Altona in 1664.",
      "Gamma was founded in 1847.",
      "Our subsidiary was founded in 2010.",
      "Certified since 2015",
      "Member of the chamber since 1998",
      "Since 2020 we have run a separate desk for e-fuels.",
      "Has been running since August 2025 with 98.7 % availability.",
      "Gegründet 2031",
      "Gegründet 1234",
      "Artikel 1998: Gründungsset",
      "Seit 1951 wohnt Herta Pingel in derselben Wohnung.",
      "50 Jahre Elbtal (1898-2023)",
      "Die Abteilung Messtechnik wurde 2008 gegründet.",
  };
  size_t run = 0;
  for (const char* trap : traps) {
    EXPECT_EQ(YearIn(trap), 0) << trap;
    ++run;
  }
  EXPECT_EQ(run, 45u);
}

TEST(FoundingYearTest, ReadsHomeAndCompanyPagesOnly) {
  const struct {
    const char* url;
    bool read;
  } cases[] = {
      {"http://www.elbtal.example/", true},
      {"http://www.elbtal.example/index.html", true},
      {"http://www.elbtal.example/de/", true},
      {"http://www.elbtal.example/en/about-us", true},
      {"http://www.elbtal.example/%C3%BCber-uns", true},
      {"http://www.elbtal.example/unternehmen/geschichte.html", true},
      {"http://www.elbtal.example/wir/", true},
      {"http://www.elbtal.example/unternehmen/news/2019", false},
      {"http://www.elbtal.example/unternehmen/karriere", false},
      {"http://www.elbtal.example/produkte/el-20", false},
      {"http://www.elbtal.example/impressum", false},
      {"http://www.elbtal.example/wirtschaft", false},
      {"http://www.elbtal.example/referenzen", false},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(!ClaimsOf("Gegründet 1998", each.url).empty(), each.read)
        << each.url;
  }
  const std::vector<Block> blocks = {{Zone::kMain, "Gegründet 1998"}};
  EXPECT_TRUE(FindFoundingYears({.url = kHome,
                                 .kind = PageKind::kNews,
                                 .latest_year = 2026,
                                 .blocks = blocks})
                  .empty());
}

TEST(FoundingYearTest, ReadsNoMenusLegalTextOrJobs) {
  for (const Zone zone :
       {Zone::kNavigation, Zone::kFooter, Zone::kAside, Zone::kConsent,
        Zone::kLegal, Zone::kJob, Zone::kReference, Zone::kSearch}) {
    EXPECT_TRUE(ClaimsOf("Gegründet 1998", kAbout, zone).empty())
        << ToString(zone);
  }
  for (const Zone zone : {Zone::kTitle, Zone::kHeading1, Zone::kTable}) {
    EXPECT_FALSE(ClaimsOf("Gegründet 1998", kAbout, zone).empty())
        << ToString(zone);
  }
}

TEST(FoundingYearTest, TellsWhereItStands) {
  const std::string text = "Wir messen. Gegründet wurden wir 1998 in Altona.";
  const auto claims = ClaimsOf(text);
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].sentence, "Gegründet wurden wir 1998 in Altona.");
  EXPECT_EQ(claims[0].offset,
            std::string("Elbtal Sensorik\n").size() + text.find("1998"));
  EXPECT_EQ(claims[0].rule, FoundingRule::kFounded);
  EXPECT_TRUE(claims[0].about_page);
  EXPECT_EQ(claims[0].url, kAbout);
}

TEST(FoundingYearTest, SettlesOnWhatIsPlainestAndNotContradicted) {
  const auto claim = [](int year, FoundingRule rule, bool about) {
    return FoundingClaim{.year = year,
                         .rule = rule,
                         .about_page = about,
                         .url = about ? kAbout : kHome,
                         .sentence = {}};
  };
  constexpr auto kFounded = FoundingRule::kFounded;
  constexpr auto kSince = FoundingRule::kSince;
  constexpr auto kActivity = FoundingRule::kActivity;
  const struct {
    std::vector<FoundingClaim> claims;
    int year;
  } cases[] = {
      {{}, 0},
      {{claim(1998, kFounded, false), claim(1998, kFounded, true)}, 1998},
      // A page about the company knows better than the home page.
      {{claim(1997, kFounded, false), claim(1998, kFounded, true)}, 1998},
      {{claim(1997, kFounded, true), claim(1998, kFounded, true)}, 0},
      {{claim(1997, kSince, false), claim(1998, kSince, false)}, 0},
      // Later business does not speak against the foundation, earlier does.
      {{claim(1998, kFounded, true), claim(2005, kSince, true)}, 1998},
      {{claim(1998, kFounded, true), claim(1911, kSince, true)}, 0},
      {{claim(2005, kActivity, true), claim(1998, kSince, false)}, 1998},
  };
  for (const auto& each : cases) {
    std::vector<FoundingClaim> claims = each.claims;
    for (int turn = 0; turn < 2; ++turn) {
      const auto settled = SettleFoundingYear(claims);
      EXPECT_EQ(settled ? settled->year : 0, each.year);
      std::reverse(claims.begin(), claims.end());
    }
  }
}

TEST(FoundingYearTest, KnowsTheCompanyByItsName) {
  const auto year = [](const char* company, const std::string& text) {
    const std::vector<Block> blocks = {{Zone::kMain, text}};
    return !FindFoundingYears({.url = kAbout,
                               .company = company,
                               .latest_year = 2026,
                               .blocks = blocks})
                .empty();
  };
  EXPECT_TRUE(year("Osterkamp Genossenschaft eG",
                   "Die Osterkamp Genossenschaft wurde 1927 gegründet."));
  EXPECT_FALSE(year("Elbtal GmbH",
                    "Die Osterkamp Genossenschaft wurde 1927 gegründet."));
  EXPECT_TRUE(year("Deutsche Muster GmbH",
                   "Die Deutsche Muster wurde 1998 gegründet."));
  EXPECT_FALSE(
      year("Deutsche Muster GmbH", "Die Deutsche Post wurde 1995 gegründet."));
  EXPECT_FALSE(year("", "Die Deutsche Post wurde 1995 gegründet."));
}

TEST(FoundingYearTest, TakesAnyBytes) {
  for (const char* text :
       {"", "1998", "\xFF\xFE 1998 \x80", "Seit 1998\xE2\x80", "####1998",
        "Gegr\xC3\xBCndet 1998 1998 1998"}) {
    for (const FoundingClaim& claim : ClaimsOf(text)) {
      EXPECT_EQ(claim.year, 1998);
    }
  }
}

}  // namespace
}  // namespace ritmon
