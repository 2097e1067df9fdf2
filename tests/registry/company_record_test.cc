// SPDX-License-Identifier: GPL-3.0-or-later
// Several accounts of one company: whose values win, and that the order in
// which they come does not matter.

#include "registry/company_record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

struct Account {
  Company company;
  SourceInfo source;
};

Company Elbe() {
  Company company;
  company.id = "K1101R_HRB900101";
  company.name = "Elbe Akku GmbH";
  return company;
}

// The company after all accounts, in this order.
Company After(const std::vector<Account>& accounts) {
  auto database = Database::Open(":memory:");
  EXPECT_TRUE(database.has_value());
  auto store = CompanyStore::Open(*database);
  EXPECT_TRUE(store.has_value());
  for (const Account& account : accounts) {
    EXPECT_TRUE(store->Upsert(account.company, account.source));
  }
  auto company = store->Find(Elbe().id);
  EXPECT_TRUE(company && *company);
  Company result = **company;
  result.source.clear();  // the first one's, by design
  return result;
}

bool Same(const Company& a, const Company& b) {
  return a.name == b.name && a.legal_form == b.legal_form &&
         a.court == b.court && a.address == b.address &&
         a.district == b.district && a.founded == b.founded &&
         a.founded_precision == b.founded_precision &&
         a.founded_source == b.founded_source && a.employees == b.employees &&
         a.status == b.status && a.wz == b.wz && a.purpose == b.purpose &&
         a.website == b.website && a.vat_id == b.vat_id && a.lei == b.lei &&
         a.previous_names == b.previous_names && a.kind == b.kind;
}

// An account that says some things, of few values, so that sources agree and
// contradict each other often.
Company Random(std::mt19937& random, const std::string& source) {
  const auto one_of = [&](std::vector<std::string> values) {
    return values[random() % values.size()];
  };
  Company c = Elbe();
  c.name = one_of({"Elbe Akku GmbH", "Elbe Accu GmbH"});
  c.legal_form = one_of({"", "gmbh", "ug"});
  c.court = one_of({"", "Hamburg"});
  c.address.street = one_of({"", "Kaistraße 1", "Deich 2"});
  c.address.postcode = one_of({"", "20457", "21073"});
  if (!c.address.postcode.empty()) c.district = "0" + c.address.postcode;
  if (random() % 2 == 0) {
    c.founded = ParseDate(one_of({"1998", "2001-05-17"}));
    c.founded_precision = c.founded == ParseDate("1998") ? "year" : "day";
    c.founded_source = source;
  }
  if (random() % 2 == 0) {
    c.employees = Headcount::Exactly(static_cast<int64_t>(random() % 3));
    c.employees->year = 2020 + static_cast<int>(random() % 3);
  }
  c.status =
      random() % 2 == 0 ? CompanyStatus::kActive : CompanyStatus::kRemoved;
  c.wz = one_of({"", "27.2", "72.1"});
  c.purpose = one_of({"", "Akkus", "Batterien"});
  c.website = one_of({"", "a.example", "b.example"});
  c.vat_id = one_of({"", "DE111111111", "DE222222222"});
  c.lei = one_of({"", "529900AAAAAAAAAAAA01"});
  for (const char* name : {"Alster Akku GmbH", "Bille Akku GmbH"}) {
    if (random() % 2 == 0) c.previous_names.emplace_back(name);
  }
  return c;
}

TEST(CompanyRecordTest, AnyOrderOfSourcesGivesTheSame) {
  std::mt19937 random(17);
  for (int round = 0; round < 300; ++round) {
    std::vector<Account> accounts;
    for (const int rank : {50, 40, 35, 30}) {
      const std::string name = "source-" + std::to_string(rank);
      accounts.push_back(
          {Random(random, name),
           {name, rank, "202" + std::to_string(random() % 5) + "-01-01"}});
    }
    const Company first = After(accounts);
    for (int order = 0; order < 6; ++order) {
      std::shuffle(accounts.begin(), accounts.end(), random);
      ASSERT_TRUE(Same(After(accounts), first)) << "round " << round;
    }
  }
}

TEST(CompanyRecordTest, EqualRanksGoByDateAndEmployeesByTheirYear) {
  const auto employees = [](int64_t number, int year) {
    Headcount headcount = Headcount::Exactly(number);
    headcount.year = year;
    return headcount;
  };
  Account old_one{Elbe(), {"vendor-a", 30, "2024-01-01"}};
  old_one.company.website = "old.example";
  old_one.company.employees = employees(50, 2023);
  Account new_one{Elbe(), {"vendor-b", 30, "2025-01-01"}};
  new_one.company.website = "new.example";
  new_one.company.employees = employees(40, 2021);  // delivered later, older
  for (const auto& accounts : {std::vector<Account>{old_one, new_one},
                               std::vector<Account>{new_one, old_one}}) {
    const Company company = After(accounts);
    EXPECT_EQ(company.website, "new.example");
    EXPECT_EQ(company.employees, employees(50, 2023));
  }
  // A better source's figure stands, of whatever year.
  const Account better{new_one.company, {"chamber", 45, ""}};
  EXPECT_EQ(After({old_one, better}).employees, employees(40, 2021));
}

TEST(CompanyRecordTest, ContradictionsAreTold) {
  auto database = Database::Open(":memory:");
  auto store = CompanyStore::Open(*database);
  Company company = Elbe();
  company.website = "a.example";
  ASSERT_TRUE(store->Upsert(company, {"register", 50, ""}));
  company.website = "b.example";
  company.wz = "27.2";
  auto upserted = store->Upsert(company, {"rumour", 10, ""});
  ASSERT_TRUE(upserted.has_value());
  EXPECT_EQ(upserted->outcome, UpsertOutcome::kChanged);
  EXPECT_EQ(upserted->kept, std::vector<std::string>{"website"});
}

}  // namespace
}  // namespace ritmon
