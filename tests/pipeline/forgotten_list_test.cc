// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/forgotten_list.h"

#include <gtest/gtest.h>

#include "pipeline/forget_ledger.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

ForgottenList ListOf(std::set<std::string> texts) {
  return ForgetLedger::ListOf({.kept_out = std::move(texts), .removed = {}});
}

TEST(ForgottenListTest, Addresses) {
  const ForgottenList list = ListOf({
      ForgottenHostText("firma.example"),
      ForgottenHostText("shop.kette.example"),
      ForgottenPathText("portal.example", "/firma/x/"),
      ForgottenAccountText("dorf.example/accounts/7"),
  });
  struct Case {
    const char* url;
    bool held;
  };
  const Case cases[] = {
      {"http://firma.example/", true},
      {"https://www.firma.example/a/b?c", true},
      {"http://eine-firma.example/", false},
      {"http://firma.example.org/", false},
      {"http://shop.kette.example/", true},
      {"http://a.shop.kette.example:8080/", true},
      {"http://kette.example/", false},
      {"http://portal.example/firma/x", true},
      {"http://portal.example/firma/x/produkte", true},
      {"http://portal.example/firma/xy", false},
      {"http://portal.example/firma", false},
      {"https://dorf.example/api/v1/accounts/7/statuses?limit=40", true},
      {"https://dorf.example/api/v1/accounts/8/statuses?limit=40", false},
      {"https://dorf.example/", false},
      {"mailto:a@firma.example", true},
      {"dns:www.firma.example", true},
      {"tel:+4940123", false},
  };
  for (const Case& item : cases) {
    EXPECT_EQ(list.HoldsUrl(std::string_view(item.url)), item.held) << item.url;
  }
  EXPECT_TRUE(list.HoldsSite("dorf.example/accounts/7"));
  EXPECT_TRUE(list.HoldsSite("firma.example"));
  EXPECT_FALSE(list.HoldsSite("dorf.example"));
  EXPECT_FALSE(ForgottenList().HoldsHost("firma.example"));
}

Company Sample() {
  Company company;
  company.id = "K1101R_HRB900109";
  company.name = "Müller & Söhne GmbH";
  company.register_number = RegisterNumber{
      .court = "K1101R", .type = "HRB", .number = "900109", .suffix = ""};
  company.address = {"Hauptstraße 1", "22607", "Hamburg"};
  company.previous_names = {"Alte Mühle GmbH"};
  company.lei = "529900T8BM49AURSDO55";
  company.vat_id = "DE123456789";
  return company;
}

TEST(ForgottenListTest, Companies) {
  const ForgottenList list = ListOf(ForgottenCompanyTexts(Sample()));
  const auto with = [](auto change) {
    Company company;
    company.name = "Ganz Andere AG";
    company.address = {"", "10115", "Berlin"};
    change(company);
    return company;
  };
  struct Case {
    const char* what;
    Company company;
    bool held;
  };
  const Case cases[] = {
      {"itself", Sample(), true},
      {"nobody", with([](Company&) {}), false},
      {"by id", with([](Company& c) { c.id = "K1101R_HRB900109"; }), true},
      {"by number and court",
       with([](Company& c) { c.register_number = Sample().register_number; }),
       true},
      {"its number of another court", with([](Company& c) {
         c.register_number = Sample().register_number;
         c.register_number->court = "X1721";
       }),
       false},
      {"its number without a court, its name", with([](Company& c) {
         c.register_number = Sample().register_number;
         c.register_number->court.clear();
         c.name = "MÜLLER u. SÖHNE";
       }),
       true},
      {"by LEI", with([](Company& c) { c.lei = Sample().lei; }), true},
      {"by VAT id", with([](Company& c) { c.vat_id = Sample().vat_id; }), true},
      {"by name and postcode", with([](Company& c) {
         c.name = "Mueller und Soehne G.m.b.H.";
         c.address.postcode = "22607";
       }),
       true},
      {"its name in another quarter", with([](Company& c) {
         c.name = Sample().name;
         c.address = {"", "22041", "Hamburg"};
       }),
       false},
      {"by name and town", with([](Company& c) {
         c.name = Sample().name;
         c.address = {"", "", "HAMBURG"};
       }),
       true},
      {"its name in another town", with([](Company& c) {
         c.name = Sample().name;
         c.address = {"", "", "Kiel"};
       }),
       false},
      {"by a former name", with([](Company& c) {
         c.name = "Alte Mühle GmbH";
         c.address.postcode = "22607";
       }),
       true},
  };
  for (const Case& item : cases) {
    EXPECT_EQ(list.HoldsCompany(item.company), item.held) << item.what;
  }
  EXPECT_TRUE(list.HoldsImprint({.name = "Müller & Söhne GmbH",
                                 .legal_form = "gmbh",
                                 .address = {"", "22607", "Hamburg"},
                                 .court = "",
                                 .register_type = "",
                                 .number = "",
                                 .suffix = "",
                                 .vat_id = ""}));
  EXPECT_FALSE(list.HoldsCompanyId(""));
}

}  // namespace
}  // namespace ritmon
