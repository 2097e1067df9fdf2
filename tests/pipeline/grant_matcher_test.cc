// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/grant_matcher.h"

#include <gtest/gtest.h>

#include "pipeline/places.h"
#include "registry/company_store.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

class GrantMatcherTest : public ::testing::Test {
 protected:
  GrantMatcherTest()
      : database_(Database::Open(":memory:").value()),
        store_(CompanyStore::Open(database_).value()) {
    Options options;
    options.geo = SourceFile("config/geo");
    options.courts = SourceFile("config/register_courts.tsv");
    places_ = LoadPlaces(options).value();
  }

  std::string Add(const std::string& name, const std::string& postcode,
                  const std::string& town,
                  CompanyStatus status = CompanyStatus::kActive) {
    Company company;
    company.name = name;
    company.address.postcode = postcode;
    company.address.town = town;
    company.district = places_->regions.District(postcode, town);
    company.status = status;
    company.register_number =
        RegisterNumber{"K1101R", "HRB", std::to_string(900000 + ++number_), ""};
    auto added = store_.Upsert(company, {"test", 50, ""});
    EXPECT_TRUE(added.has_value()) << added.error().message;
    return added->id;
  }

  // "id: rule", or empty.
  std::string Match(const std::string& name, const std::string& ags) {
    auto directory = CompanyDirectory::Open(database_, places_->courts).value();
    GrantMatcher matcher(directory, places_->regions);
    GrantBody body;
    body.name = name;
    body.ags = ags;
    auto match = matcher.Match(body);
    EXPECT_TRUE(match.has_value()) << match.error().message;
    if (!match || !*match) return {};
    return (*match)->company_id + ": " + (*match)->rule;
  }

  Database database_;
  CompanyStore store_;
  std::optional<Places> places_;
  int number_ = 0;
};

TEST_F(GrantMatcherTest, NameAndPlaceIdentify) {
  const std::string alster =
      Add("Alster Akku GmbH & Co. KG", "20457", "Hamburg");
  const std::string elmshorn = Add("Elmshorner Pumpen AG", "25335", "Elmshorn");
  const struct {
    const char* name;
    const char* ags;
    std::string match;
  } kCases[] = {
      {"Alster Akku GmbH & Co. KG", "02000000",
       alster + ": name and municipality"},
      {"ALSTER AKKU GMBH & CO.KG", "02000000",
       alster + ": name and municipality"},
      {"Alster Akku GmbH & Co. KG - Werk Harburg", "02000000",
       alster + ": name and municipality"},
      {"Alster Akku GmbH & Co. KG, Abteilung Forschung", "02000000",
       alster + ": name and municipality"},
      {"Elmshorner Pumpen AG", "01056015",
       elmshorn + ": name and municipality"},
      // Pinneberg, another municipality of the district.
      {"Elmshorner Pumpen AG", "01056039", elmshorn + ": name and district"},
      // Flensburg: the same state, and nobody else of the name.
      {"Elmshorner Pumpen AG", "01001000",
       elmshorn + ": name, unique, and state"},
      {"Elmshorner Pumpen AG", "09162000", ""},
      {"Alster Akku GmbH", "02000000", ""},  // another form, another company
      {"Alster", "02000000", ""},
      {"Alster Akku GmbH & Co. KG", "00000000", ""},
      {"Alster Akku GmbH & Co. KG", "99999999", ""},
      {"Alster Akku GmbH & Co. KG", "", ""},
      {"Keine Anzeige aufgrund datenschutzrechtlicher Regelungen.", "02000000",
       ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Match(c.name, c.ags), c.match) << c.name << " " << c.ags;
  }
}

TEST_F(GrantMatcherTest, OfSeveralOnlyTheActiveOne) {
  const std::string old =
      Add("Tide GmbH", "20457", "Hamburg", CompanyStatus::kRemoved);
  EXPECT_EQ(Match("Tide GmbH", "02000000"), old + ": name and municipality");
  const std::string now = Add("Tide GmbH", "22765", "Hamburg");
  EXPECT_EQ(Match("Tide GmbH", "02000000"), now + ": name and municipality");
  Add("Tide GmbH", "21073", "Hamburg");
  EXPECT_EQ(Match("Tide GmbH", "02000000"), "");
}

TEST_F(GrantMatcherTest, TwoOfANameInAStateAreNobody) {
  Add("Geest GmbH", "25335", "Elmshorn");
  Add("Geest GmbH", "23552", "Lübeck");
  EXPECT_EQ(Match("Geest GmbH", "01001000"), "");
}

}  // namespace
}  // namespace ritmon
