// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/company_document.h"

#include <gtest/gtest.h>

#include <random>

#include "index/company_facts.h"
#include "tests/index/stored_companies.h"

namespace ritmon {
namespace {

class CompanyDocumentTest : public StoredCompaniesTest {};

CompanyRecord FullCompany() {
  CompanyRecord r = SampleCompany("X1721_HRB53GE", "Hafen \"Süd\" GmbH");
  r.company.register_number = RegisterNumber{"X1721", "HRB", "53", "GE"};
  r.company.court = "Lübeck";
  r.company.founded = Day(1998, 4, 1);
  r.company.founded_precision = "day";
  r.company.employees = Headcount::Exactly(120);
  r.company.status = CompanyStatus::kLiquidation;
  r.company.kind = EntityKind::kShell;
  r.company.wz = "28.11";
  r.company.purpose = "Bau von Elektrolyseuren";
  r.company.website = "http://www.hafen.example/";
  r.company.previous_names = {"Alt GmbH"};
  r.company.source = "offeneregister";
  r.hosts = {"hafen.example", "www.hafen.example"};
  r.match = {"hafen.example",
             r.company.id,
             95,
             "register number and court",
             "accepted",
             "http://hafen.example/i"};
  r.fields = {CompanyTag("hydrogen-efuels", Confidence::kHigh, 7.25),
              CompanyTag("electromobility", Confidence::kLow)};
  r.topics = {CompanyTag("fuel-cell", Confidence::kMedium)};
  r.founded_evidence = FoundedEvidence{"http://hafen.example/wir",
                                       "Gegründet \"1998\".", 42, "founded"};
  return r;
}

void ExpectSameTags(const std::vector<CompanyField>& a,
                    const std::vector<CompanyField>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].field, b[i].field);
    EXPECT_EQ(a[i].confidence, b[i].confidence);
    EXPECT_EQ(a[i].score, b[i].score);
    EXPECT_EQ(a[i].pages, b[i].pages);
    EXPECT_EQ(a[i].rule, b[i].rule);
  }
}

TEST_F(CompanyDocumentTest, GivesBackTheWholeRecord) {
  const CompanyRecord written = FullCompany();
  Write({written});
  auto reader = Reader();
  const auto read = reader.Get(written.company.id);
  ASSERT_TRUE(read.has_value() && read->has_value());
  const Company& a = written.company;
  const Company& b = (*read)->company;
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.legal_form, b.legal_form);
  EXPECT_EQ(a.register_number, b.register_number);
  EXPECT_EQ(a.court, b.court);
  EXPECT_EQ(a.address, b.address);
  EXPECT_EQ(a.district, b.district);
  EXPECT_EQ((*read)->founded_evidence, written.founded_evidence);
  EXPECT_EQ(a.founded, b.founded);
  EXPECT_EQ(a.founded_precision, b.founded_precision);
  EXPECT_EQ(a.employees, b.employees);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.wz, b.wz);
  EXPECT_EQ(a.purpose, b.purpose);
  EXPECT_EQ(a.website, b.website);
  EXPECT_EQ(a.previous_names, b.previous_names);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(written.hosts, (*read)->hosts);
  EXPECT_EQ(written.match.host, (*read)->match.host);
  EXPECT_EQ(written.match.score, (*read)->match.score);
  EXPECT_EQ(written.match.rule, (*read)->match.rule);
  EXPECT_EQ(written.match.decision, (*read)->match.decision);
  EXPECT_EQ(written.match.imprint_url, (*read)->match.imprint_url);
  EXPECT_EQ(written.regions, (*read)->regions);
  EXPECT_EQ(written.district_name, (*read)->district_name);
  ExpectSameTags(written.fields, (*read)->fields);
  ExpectSameTags(written.topics, (*read)->topics);
  const auto absent = reader.Get("absent");
  ASSERT_TRUE(absent.has_value());
  EXPECT_FALSE(absent->has_value());
}

TEST_F(CompanyDocumentTest, FactsComeBackAndDamageIsSeen) {
  const std::string facts = EncodeFacts(FullCompany());
  CompanyRecord read;
  ASSERT_TRUE(DecodeFacts(facts, read));
  EXPECT_EQ(EncodeFacts(read), facts);
  CompanyRecord hostile = FullCompany();
  hostile.company.legal_form = "a\nb,c=d";
  hostile.fields[0].field = "x=high,y";
  ASSERT_TRUE(DecodeFacts(EncodeFacts(hostile), read));
  EXPECT_EQ(read.company.legal_form, "a_b_c_d");
  EXPECT_EQ(read.fields.size(), 2u);
  std::mt19937 random(5);
  for (int i = 0; i < 5000; ++i) {
    std::string damaged = facts;
    damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    damaged.resize(random() % (damaged.size() + 1));
    DecodeFacts(damaged, read);  // must not crash, whatever it says
  }
  EXPECT_FALSE(DecodeFacts("", read));
  EXPECT_FALSE(DecodeFacts(facts + "\n", read));
  EXPECT_FALSE(ParseCompanyData("[1]").has_value());
  EXPECT_FALSE(ParseCompanyData("{").has_value());
  EXPECT_TRUE(ParseCompanyData(R"({"company":7,"fields":[1,{"score":"x"}],)"
                               R"("match":{"score":1e99}})")
                  .has_value());
}

}  // namespace
}  // namespace ritmon
