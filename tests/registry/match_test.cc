// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/match.h"

#include <gtest/gtest.h>

#include "registry/company_store.h"
#include "registry/legal_form.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

Company Entry(const char* key, const char* name, const char* street,
              const char* postcode, const char* town, const char* district) {
  Company company;
  const std::string_view text = key;
  const size_t bar = text.find('_');
  company.id = key;
  company.name = name;
  company.legal_form = LegalFormOf(name);
  RegisterNumber number;
  number.court = std::string(text.substr(0, bar));
  number.type = std::string(text.substr(bar + 1, 3));
  for (const char c : text.substr(bar + 4)) {
    (c >= '0' && c <= '9' ? number.number : number.suffix) += c;
  }
  company.register_number = number;
  company.address = {street, postcode, town};
  company.district = district;
  return company;
}

// A store of these companies.
class Register {
 public:
  Register(const std::vector<Company>& companies, const Courts& courts)
      : database_(*Database::Open(":memory:")),
        store_(*CompanyStore::Open(database_)),
        directory_(*CompanyDirectory::Open(database_, courts)) {
    for (const Company& company : companies) {
      EXPECT_TRUE(store_.Upsert(company, {"test", 50, ""}));
    }
  }
  CompanyDirectory& directory() { return directory_; }

 private:
  Database database_;
  CompanyStore store_;
  CompanyDirectory directory_;
};

class MatchTest : public testing::Test {
 protected:
  MatchTest()
      : courts_(*Courts::Load(SourceFile("config/register_courts.tsv"))),
        regions_(*Regions::Load(SourceFile("config/geo"))),
        register_(Companies(), courts_),
        matcher_(register_.directory(), courts_, regions_, {"02000", "01003"}) {
  }

  static std::vector<Company> Companies() {
    std::vector<Company> all = {
        Entry("K1101R_HRB1001", "Nordlicht Akku GmbH", "Kaistraße 1", "20457",
              "Hamburg", "02000"),
        Entry("K1101R_HRB1002", "Nordlicht Akku Verwaltungs GmbH",
              "Kaistraße 1", "20457", "Hamburg", "02000"),
        Entry("K1101R_HRA1003", "Nordlicht Akku Service GmbH & Co. KG",
              "Kaistraße 1", "20457", "Hamburg", "02000"),
        Entry("X1721_HRB53GE", "Geestkraft GmbH", "Markt 1", "21502",
              "Geesthacht", "01053"),
        Entry("X1721_HRB53HL", "Hansalicht GmbH", "Trave 1", "23552", "Lübeck",
              "01003"),
        Entry("F1103_HRB138434B", "Spreewerk AG", "Spree 1", "10997", "Berlin",
              "11000"),
        Entry("K1101R_HRB2001", "Zwilling Technik GmbH", "Weg 1", "20095",
              "Hamburg", "02000"),
        Entry("P2613_HRB2002", "Zwilling Technik GmbH", "Weg 9", "21682",
              "Stade", "03359"),
        Entry("K1101R_HRB3001", "Umgezogen GmbH", "Alt 1", "20095", "Hamburg",
              "02000"),
        Entry("K1101R_HRB4001", "Neuname GmbH", "Neu 1", "20355", "Hamburg",
              "02000"),
        Entry("X1721_HRB4002HL", "Einmalig Messtechnik GmbH", "Trave 5",
              "23552", "Lübeck", "01003"),
    };
    all[9].previous_names = {"Altname Medizintechnik GmbH"};
    return all;
  }

  struct Case {
    const char* why;
    ImprintCompany imprint;
    const char* label;
    const char* id;  // empty: no match
    const char* decision;
    int score;
  };

  static ImprintCompany Imprint(const char* name, const char* postcode,
                                const char* town, const char* court = "",
                                const char* type = "", const char* number = "",
                                const char* suffix = "",
                                const char* street = "") {
    ImprintCompany company;
    company.name = name;
    company.legal_form = LegalFormOf(name);
    company.address = {street, postcode, town};
    company.court = court;
    company.register_type = type;
    company.number = number;
    company.suffix = suffix;
    return company;
  }

  std::optional<SiteMatch> Match(std::vector<ImprintCompany> companies,
                                 const char* label, const char* title = "") {
    SiteEvidence site;
    site.host = "www.site.example";
    site.host_label = label;
    site.home_title = title;
    site.imprint_url = "http://www.site.example/impressum";
    site.companies = std::move(companies);
    auto match = matcher_.Match(site);
    EXPECT_TRUE(match.has_value());
    return match ? *match : std::nullopt;
  }

  Courts courts_;
  Regions regions_;
  Register register_;
  SiteMatcher matcher_;
};

// Domain specification, 5.5.
TEST_F(MatchTest, PointsDecide) {
  const Case cases[] = {
      {"number and court",
       Imprint("Nordlicht Akku GmbH", "20457", "Hamburg", "Hamburg", "HRB",
               "1001"),
       "x", "K1101R_HRB1001", "accepted", 100},
      {"number and court, moved and slightly renamed",
       Imprint("Nordlicht Akkus GmbH", "22769", "Hamburg",
               "Amtsgericht Hamburg", "HRB", "1001"),
       "x", "K1101R_HRB1001", "accepted", 100},
      {"the suffix tells firms apart",
       Imprint("Geestkraft GmbH", "21502", "Geesthacht", "Lübeck", "HRB", "53",
               "GE"),
       "x", "X1721_HRB53GE", "accepted", 100},
      {"the court's other name, Berlin's B left out",
       Imprint("Spreewerk AG", "10997", "Berlin", "Berlin-Charlottenburg",
               "HRB", "138434"),
       "x", "F1103_HRB138434B", "accepted", 100},
      {"a copied imprint: the number says one, the name another",
       Imprint("Xylophon Wagenburg GmbH", "20457", "Hamburg", "Hamburg", "HRB",
               "1001"),
       "x", "K1101R_HRB1001", "review", 100},
      {"number without court, same state",
       Imprint("Nordlicht Akku GmbH", "22769", "Hamburg", "", "HRB", "1001"),
       "x", "K1101R_HRB1001", "accepted", 80},
      {"another court's number is no evidence",
       Imprint("Kein Treffer GmbH", "80331", "München", "München", "HRB",
               "1001"),
       "x", "", "", 0},
      {"name and postcode", Imprint("Nordlicht Akku GmbH", "20457", "Hamburg"),
       "x", "K1101R_HRB1001", "accepted", 75},
      {"name and postcode and domain",
       Imprint("Nordlicht Akku GmbH", "20457", "Hamburg"), "nordlicht-akku",
       "K1101R_HRB1001", "accepted", 85},
      {"name and town", Imprint("Umgezogen GmbH", "22769", "Hamburg"), "x",
       "K1101R_HRB3001", "probable", 60},
      {"name without its legal form, and postcode",
       Imprint("Umgezogen", "20095", "Hamburg"), "x", "K1101R_HRB3001",
       "probable", 55},
      {"similar name, postcode and street",
       Imprint("Einmalig Meßtechnk GmbH", "23552", "Lübeck", "", "", "", "",
               "Trave 5"),
       "x", "X1721_HRB4002HL", "review", 45},
      {"only the name, the only one in the region",
       Imprint("Einmalig Messtechnik GmbH", "", ""), "x", "X1721_HRB4002HL",
       "review", 40},
      {"only the name, and two of it", Imprint("Zwilling Technik GmbH", "", ""),
       "x", "", "", 0},
      {"the place tells namesakes apart",
       Imprint("Zwilling Technik GmbH", "21682", "Stade"), "x", "P2613_HRB2002",
       "accepted", 75},
      {"a previous name",
       Imprint("Altname Medizintechnik GmbH", "20355", "Hamburg"), "x",
       "K1101R_HRB4001", "probable", 65},
      {"a legal form that conflicts",
       Imprint("Nordlicht Akku AG", "20457", "Hamburg"), "x", "K1101R_HRB1001",
       "review", 15},
      {"mother and daughter kept apart",
       Imprint("Nordlicht Akku Verwaltungs GmbH", "20457", "Hamburg"), "x",
       "K1101R_HRB1002", "accepted", 75},
      {"unknown", Imprint("Gibt Es Nicht GmbH", "20457", "Hamburg"), "x", "",
       "", 0},
  };
  for (const Case& c : cases) {
    const auto match = Match({c.imprint}, c.label);
    if (*c.id == '\0') {
      EXPECT_FALSE(match.has_value()) << c.why << " " << match->rule;
      continue;
    }
    ASSERT_TRUE(match.has_value()) << c.why;
    EXPECT_EQ(match->company_id, c.id) << c.why << ": " << match->rule;
    EXPECT_EQ(match->decision, c.decision) << c.why << ": " << match->rule;
    EXPECT_EQ(match->score, c.score) << c.why << ": " << match->rule;
    EXPECT_FALSE(match->rule.empty());
    EXPECT_EQ(match->host, "www.site.example");
  }
}

TEST_F(MatchTest, SeveralCompaniesAreToldApartByTheDomain) {
  const std::vector<ImprintCompany> both = {
      Imprint("Umgezogen GmbH", "20095", "Hamburg", "Hamburg", "HRB", "3001"),
      Imprint("Nordlicht Akku GmbH", "20457", "Hamburg", "Hamburg", "HRB",
              "1001")};
  auto match = Match(both, "nordlicht-akku");
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->company_id, "K1101R_HRB1001");
  EXPECT_EQ(match->decision, "accepted");
  match = Match(both, "portal", "Willkommen bei Umgezogen");
  EXPECT_EQ(match->company_id, "K1101R_HRB3001");
  EXPECT_EQ(match->decision, "accepted");
  match = Match(both, "portal", "Willkommen");
  EXPECT_EQ(match->decision, "ambiguous");
}

TEST_F(MatchTest, NoImprintNoMatch) {
  EXPECT_FALSE(Match({}, "nordlicht-akku").has_value());
}

TEST_F(MatchTest, RemovedCompaniesYieldToThoseThatLive) {
  std::vector<Company> twins = {Entry("K1101R_HRB1", "Phönix Technik GmbH",
                                      "Weg 1", "20095", "Hamburg", "02000"),
                                Entry("K1101R_HRB2", "Phönix Technik GmbH",
                                      "Weg 1", "20095", "Hamburg", "02000")};
  twins[0].status = CompanyStatus::kRemoved;
  SiteEvidence site;
  site.host_label = "x";
  site.companies = {Imprint("Phönix Technik GmbH", "20095", "Hamburg")};
  Register one_gone(twins, courts_);
  auto match =
      *SiteMatcher(one_gone.directory(), courts_, regions_).Match(site);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->company_id, "K1101R_HRB2");
  EXPECT_EQ(match->decision, "accepted");
  twins[0].status = CompanyStatus::kActive;
  Register both_live(twins, courts_);
  match = *SiteMatcher(both_live.directory(), courts_, regions_).Match(site);
  EXPECT_EQ(match->decision, "ambiguous");
}

}  // namespace
}  // namespace ritmon
