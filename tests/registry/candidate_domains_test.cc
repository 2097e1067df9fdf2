// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/candidate_domains.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

struct Case {
  const char* name;
  const char* town;
  const char* domain;  // one that such a company would have
};

// Made up, in the ways in which companies write their domains.
const Case kCases[] = {
    {"Müller & Söhne Maschinenbau GmbH", "Hamburg", "mueller-soehne.de"},
    {"Müller & Söhne Maschinenbau GmbH", "Hamburg", "mueller-maschinenbau.de"},
    {"Bleekfeld GmbH", "Hamburg", "bleekfeld.de"},
    {"Bleekfeld GmbH", "Hamburg", "bleekfeld.com"},
    {"Bleekfeld Holding AG", "Hamburg", "bleekfeld.de"},
    {"Bleekfeld Verwaltungs GmbH", "Hamburg", "bleekfeld.de"},
    {"Bleekfeld International SE & Co. KGaA", "Kiel", "bleekfeld.de"},
    {"Bleekfeld Deutschland GmbH", "Kiel", "bleekfeld.de"},
    {"Bleekfeld (Hamburg) GmbH", "Hamburg", "bleekfeld.de"},
    {"Bleekfeld Hamburg GmbH", "Hamburg", "bleekfeld.de"},
    {"Bleekfeld Stade GmbH", "Stade", "bleekfeld.de"},
    {"Bleekfeld Stade GmbH", "Stade", "bleekfeld-stade.de"},
    {"Bleekfeld Medizintechnik GmbH", "Kiel", "bleekfeld-medizintechnik.de"},
    {"Bleekfeld Medizintechnik GmbH", "Kiel", "bleekfeldmedizintechnik.de"},
    {"Bleekfeld Medizintechnik GmbH", "Kiel", "bleekfeld.de"},
    {"Bleekfeld Umwelt Technik GmbH", "Kiel", "bleekfeld.de"},
    {"Bleekfeld Getriebetechnik GmbH", "Kiel", "bleekfeld.de"},
    {"Grünwoldt GmbH", "Lübeck", "gruenwoldt.de"},
    {"Grünwoldt GmbH", "Lübeck", "xn--grnwoldt-75a.de"},
    {"Straßburg & Öhlers OHG", "Stade", "strassburg-oehlers.de"},
    {"Straßburg & Öhlers OHG", "Stade", "strassburgoehlers.de"},
    {"Straßburg und Öhlers OHG", "Stade", "strassburg-oehlers.de"},
    {"Straßburg + Öhlers OHG", "Stade", "strassburg-oehlers.de"},
    {"Harms & Petzel GmbH & Co. KG", "Stade", "harms-petzel.de"},
    {"Harms & Petzel GmbH & Co. KG", "Stade", "harms-und-petzel.de"},
    {"Harms Petzel Ingenieure PartG mbB", "Stade", "harms-petzel.de"},
    {"Wilhelm Harmsdorf GmbH", "Stade", "harmsdorf.de"},
    {"Wilhelm Harmsdorf GmbH", "Stade", "wilhelm-harmsdorf.de"},
    {"Wilhelm Harmsdorf & Sohn GmbH", "Stade", "harmsdorf.de"},
    {"Heinrich Harmsdorf Stahlbau GmbH", "Stade", "harmsdorf-stahlbau.de"},
    {"Heinrich Harmsdorf Stahlbau GmbH", "Stade", "harmsdorf.de"},
    {"Gebr. Harmsdorf GmbH", "Stade", "gebr-harmsdorf.de"},
    {"Gebr. Harmsdorf GmbH", "Stade", "harmsdorf.de"},
    {"Spedition Harmsdorf GmbH", "Stade", "spedition-harmsdorf.de"},
    {"Spedition Harmsdorf GmbH", "Stade", "harmsdorf.de"},
    {"Autohaus Dierksmoor e.K.", "Stade", "autohaus-dierksmoor.de"},
    {"Autohaus Dierksmoor e.K.", "Stade", "autohausdierksmoor.de"},
    {"Tischlerei Dierksmoor GmbH", "Stade", "tischlerei-dierksmoor.de"},
    {"Hotel Deichkrone Betriebs GmbH", "Stade", "hotel-deichkrone.de"},
    {"QVX Technik GmbH", "Hamburg", "qvx-technik.de"},
    {"QVX Technik GmbH", "Hamburg", "qvx.de"},
    {"QVX Technik GmbH", "Hamburg", "qvxtechnik.de"},
    {"Q.V.X. Anlagenbau GmbH", "Hamburg", "qvx-anlagenbau.de"},
    {"Quell Verfahren Xanten (QVX) GmbH", "Hamburg", "qvx.de"},
    {"NordTide Robotics GmbH", "Hamburg", "nordtide-robotics.de"},
    {"NordTide Robotics GmbH", "Hamburg", "nordtide.de"},
    {"NORDTIDE ROBOTICS GMBH", "Hamburg", "nordtide.de"},
    {"nordtide UG (haftungsbeschränkt)", "Hamburg", "nordtide.de"},
    {"Nordtide.io GmbH", "Hamburg", "nordtide.de"},
    {"Nord-Tide GmbH", "Hamburg", "nord-tide.de"},
    {"Nord-Tide GmbH", "Hamburg", "nordtide.de"},
    {"Café Möhrchen GmbH", "Hamburg", "cafe-moehrchen.de"},
    {"Zum Wattläufer Gaststätten GmbH", "Husum", "wattlaeufer.de"},
    {"3D Schichtwerk GmbH", "Hamburg", "3d-schichtwerk.de"},
    {"Zellkern Biotech GmbH", "Hamburg", "zellkern-biotech.de"},
    {"Zellkern Biotech GmbH", "Hamburg", "zellkern.de"},
    {"Windpark Ostermoor II GmbH & Co. KG", "Hamburg", "windpark-ostermoor.de"},
    {"Bürgerenergie Geestland eG", "Stade", "buergerenergie-geestland.de"},
    {"Bürgerenergie Geestland eG", "Stade", "buergerenergiegeestland.de"},
    {"Dr. Kösterling Pharma GmbH", "Hamburg", "koesterling-pharma.de"},
    {"Dr. Kösterling Pharma GmbH", "Hamburg", "koesterling.de"},
    {"Kösterling Labor für Analytik GmbH", "Hamburg", "koesterling-labor.de"},
    {"Ahlers Schiffs- und Maschinenbau GmbH", "Hamburg", "ahlers.de"},
    {"Ahlers Industrie-Elektronik GmbH", "Hamburg", "ahlers-elektronik.de"},
    {"Ahlers Industrie Service Gruppe GmbH", "Hamburg", "ahlers.de"},
};

constexpr size_t kAsked = 6;

size_t PlaceOf(const std::vector<std::string>& domains,
               const std::string& domain) {
  return static_cast<size_t>(std::find(domains.begin(), domains.end(), domain) -
                             domains.begin());
}

std::string Joined(const std::vector<std::string>& domains) {
  std::string text;
  for (const std::string& domain : domains) text += " " + domain;
  return text;
}

TEST(CandidateDomainsTest, DomainsThatSuchCompaniesHave) {
  size_t found = 0;
  for (const Case& c : kCases) {
    const auto domains = CandidateDomains(c.name, c.town, {.max = kAsked});
    const bool hit = PlaceOf(domains, c.domain) < domains.size();
    found += hit ? 1 : 0;
    if (!hit) {
      std::cout << "missed: " << c.name << " " << c.domain << ":"
                << Joined(domains) << "\n";
    }
  }
  std::cout << "recall of the table among the first " << kAsked << ": " << found
            << " of " << std::size(kCases) << "\n";
  EXPECT_GE(found * 100, 90 * std::size(kCases));
}

// The demo region's companies and their domains were named by people who did
// not know these rules.
TEST(CandidateDomainsTest, DomainsOfTheDemoRegion) {
  std::istringstream rows(MustRead(SourceFile("demo/companies.csv")));
  std::string row;
  std::getline(rows, row);
  size_t all = 0;
  std::vector<size_t> within(kAsked + 1);
  while (std::getline(rows, row)) {
    std::vector<std::string> cells;
    std::istringstream line(row);
    for (std::string cell; std::getline(line, cell, ';');) {
      cells.push_back(cell);
    }
    if (cells.size() < 10 || cells[9].empty()) continue;
    std::string domain = cells[9].substr(cells[9].find("//") + 2);
    domain = domain.substr(0, domain.find('/'));
    if (domain.starts_with("www.")) domain.erase(0, 4);
    ++all;
    const auto domains = CandidateDomains(cells[0], cells[5],
                                          {.tlds = {"example"}, .max = kAsked});
    const size_t place = PlaceOf(domains, domain);
    if (place == domains.size()) {
      std::cout << "missed: " << cells[0] << " " << domain << ":"
                << Joined(domains) << "\n";
    }
    for (size_t n = place + 1; place < domains.size() && n <= kAsked; ++n) {
      ++within[n];
    }
  }
  std::cout << "recall of the demo region's " << all << ":";
  for (size_t n = 1; n <= kAsked; ++n) {
    std::cout << " " << within[n] << " among the first " << n << ";";
  }
  std::cout << "\n";
  ASSERT_GT(all, 60u);
  EXPECT_GE(within[kAsked] * 100, 70 * all);
}

TEST(CandidateDomainsTest, NobodyIsAskedWhoOwnsAGeneralWord) {
  for (const char* name :
       {"", "GmbH", "Technik GmbH", "Maschinenbau Hamburg GmbH",
        "IT Service UG", "Handels- und Vertriebs GmbH", "Peter GmbH", "&",
        "1. 2. 3.", "\xff\xfe", "Autohaus Stade GmbH"}) {
    const auto domains = CandidateDomains(name, "Stade");
    EXPECT_TRUE(domains.empty()) << name << ":" << Joined(domains);
  }
  // Nor who owns the general word in a name that says more.
  for (const Case& c : kCases) {
    for (const std::string& domain : CandidateDomains(c.name, c.town)) {
      for (const char* general :
           {"technik.de", "maschinenbau.de", "spedition.de", "hotel.de",
            "autohaus.de", "wilhelm.de", "service.de", "stade.de"}) {
        EXPECT_NE(domain, general) << c.name;
      }
    }
  }
}

TEST(CandidateDomainsTest, AsManyAsAskedForTheLikeliestFirst) {
  const std::string name = "Müller & Söhne Maschinenbau GmbH";
  const auto all = CandidateDomains(name, "Hamburg", {.max = 100});
  ASSERT_GT(all.size(), 8u);
  for (const size_t n : {1u, 4u, 8u}) {
    const auto some = CandidateDomains(name, "Hamburg", {.max = n});
    EXPECT_EQ(some, std::vector<std::string>(
                        all.begin(), all.begin() + static_cast<ptrdiff_t>(n)));
  }
  auto once = all;
  std::sort(once.begin(), once.end());
  EXPECT_EQ(std::unique(once.begin(), once.end()), once.end());
}

TEST(CandidateDomainsTest, TopLevelDomainsAreConfigured) {
  EXPECT_EQ(CandidateDomains("Bleekfeld GmbH", "", {.tlds = {"hamburg", "eu"}}),
            (std::vector<std::string>{"bleekfeld.hamburg", "bleekfeld.eu"}));
  EXPECT_TRUE(CandidateDomains("Bleekfeld GmbH", "", {.tlds = {}}).empty());
  // What would be no domain of one's own is none.
  for (const char* tld : {"", "a b", "x/y", "127.0.0.1"}) {
    const auto domains =
        CandidateDomains("Bleekfeld GmbH", "", {.tlds = {tld}});
    EXPECT_TRUE(domains.empty()) << tld << Joined(domains);
  }
}

}  // namespace
}  // namespace ritmon
