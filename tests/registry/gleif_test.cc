// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/gleif.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/registry/collecting_sink.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

// Three invented entities: one of Germany, one of France, a German fund.
constexpr const char* kGoldenCopy = R"({"records": [
{"LEI": {"$": "529900AAAAAAAAAAAA01"}, "Entity": {
  "LegalName": {"@xml:lang": "de", "$": "Elbe Akku GmbH"},
  "OtherEntityNames": {"OtherEntityName": [
    {"@type": "PREVIOUS_LEGAL_NAME", "$": "Alster Akku GmbH"},
    {"@type": "TRADING_OR_OPERATING_NAME", "$": "Akku {}[] \"24\""}]},
  "LegalAddress": {"FirstAddressLine": {"$": "c/o Muster"},
    "AdditionalAddressLine": {"$": "Kaistraße 1"},
    "City": {"$": "Hamburg"}, "Country": {"$": "DE"},
    "PostalCode": {"$": "20457"}},
  "RegistrationAuthority": {
    "RegistrationAuthorityID": {"$": "RA000254"},
    "RegistrationAuthorityEntityID": {"$": "HRB 900101"}},
  "LegalJurisdiction": {"$": "DE"}, "EntityCategory": {"$": "GENERAL"},
  "LegalForm": {"EntityLegalFormCode": {"$": "2HBR"}},
  "EntityStatus": {"$": "INACTIVE"},
  "EntityCreationDate": {"$": "1977-03-02T23:00:00Z"}},
 "Registration": {"LastUpdateDate": {"$": "2026-02-01T10:00:00Z"},
   "RegistrationStatus": {"$": "LAPSED"}}},
{"LEI": {"$": "529900AAAAAAAAAAAA02"}, "Entity": {
  "LegalName": {"$": "Seine Accu SARL"},
  "LegalAddress": {"Country": {"$": "FR"}}, "LegalJurisdiction": {"$": "FR"},
  "EntityStatus": {"$": "ACTIVE"}}},
{"LEI": {"$": "529900AAAAAAAAAAAA03"}, "Entity": {
  "LegalName": {"$": "Elbe Fonds I"}, "EntityCategory": {"$": "FUND"},
  "LegalAddress": {"Country": {"$": "DE"}}, "LegalJurisdiction": {"$": "DE"},
  "EntityStatus": {"$": "ACTIVE"}}}
]})";

constexpr const char* kApi = R"({"meta": {"goldenCopy": {"publishDate": ""}},
"links": {"first": "x"}, "data": [{"type": "lei-records",
"id": "529900AAAAAAAAAAAA01", "attributes": {"lei": "529900AAAAAAAAAAAA01",
"entity": {"legalName": {"name": "Elbe Akku GmbH", "language": "de"},
"otherNames": [{"name": "Alster Akku GmbH", "type": "PREVIOUS_LEGAL_NAME"}],
"legalAddress": {"addressLines": ["Kaistraße 1"], "city": "Hamburg",
"region": "DE-HH", "country": "DE", "postalCode": "20457"},
"registeredAt": {"id": "RA000254", "other": null},
"registeredAs": "HRB 900101", "jurisdiction": "DE", "category": "GENERAL",
"legalForm": {"id": "2HBR", "other": null}, "status": "INACTIVE",
"creationDate": "1977-03-02T23:00:00Z"},
"registration": {"lastUpdateDate": "2026-02-01T10:00:00Z"}}}]})";

constexpr const char* kCsvHeader =
    "\"LEI\",\"Entity.LegalName\",\"Entity.LegalName.xmllang\","
    "\"Entity.OtherEntityNames.OtherEntityName.1\","
    "\"Entity.OtherEntityNames.OtherEntityName.1.type\","
    "\"Entity.LegalAddress.FirstAddressLine\",\"Entity.LegalAddress.City\","
    "\"Entity.LegalAddress.Country\",\"Entity.LegalAddress.PostalCode\","
    "\"Entity.RegistrationAuthority.RegistrationAuthorityEntityID\","
    "\"Entity.LegalJurisdiction\",\"Entity.EntityCategory\","
    "\"Entity.LegalForm.EntityLegalFormCode\",\"Entity.EntityStatus\","
    "\"Entity.EntityCreationDate\",\"Registration.LastUpdateDate\"\n";

class GleifTest : public testing::Test {
 protected:
  Status ReadJson(const std::string& content) {
    sink_ = {};
    const auto path = folder_ / "lei.json";
    EXPECT_TRUE(WriteFileAtomically(path, content));
    return ReadGleifJson(path, courts_, sink_);
  }
  Status ReadCsv(const std::string& content) {
    sink_ = {};
    const auto path = folder_ / "lei.csv";
    EXPECT_TRUE(WriteFileAtomically(path, content));
    return ReadGleifCsv(path, courts_, sink_);
  }
  void ExpectElbe() {
    ASSERT_EQ(sink_.companies.size(), 1u);
    const Company& c = sink_.companies[0];
    EXPECT_EQ(c.name, "Elbe Akku GmbH");
    EXPECT_EQ(c.lei, "529900AAAAAAAAAAAA01");
    EXPECT_EQ(c.previous_names, std::vector<std::string>{"Alster Akku GmbH"});
    EXPECT_EQ(c.address, (Address{"Kaistraße 1", "20457", "Hamburg"}));
    ASSERT_TRUE(c.register_number.has_value());
    EXPECT_EQ(c.register_number->court, "");
    EXPECT_EQ(c.register_number->type, "HRB");
    EXPECT_EQ(c.register_number->number, "900101");
    EXPECT_EQ(c.legal_form, "gmbh");
    // The entity is inactive; that its LEI has lapsed would not make it so.
    EXPECT_EQ(c.status, CompanyStatus::kRemoved);
    EXPECT_EQ(c.founded, ParseDate("1977-03-03"));
    EXPECT_EQ(c.founded_source, "gleif");
    EXPECT_EQ(sink_.sources[0].as_of, "2026-02-01");
    EXPECT_EQ(sink_.sources[0].rank, kGleifRank);
  }

  TempDirectory folder_;
  Courts courts_ = *Courts::Load(SourceFile("config/register_courts.tsv"));
  CollectingSink sink_;
};

TEST_F(GleifTest, ReadsTheGoldenCopyAsJson) {
  auto status = ReadJson(kGoldenCopy);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  ExpectElbe();
  EXPECT_EQ(sink_.skipped, (std::vector<uint64_t>{2, 3}));
  EXPECT_TRUE(sink_.refusals.empty());
}

TEST_F(GleifTest, ReadsTheApi) {
  auto status = ReadJson(kApi);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  ExpectElbe();
}

TEST_F(GleifTest, ReadsTheGoldenCopyAsCsv) {
  auto status = ReadCsv(
      std::string(kCsvHeader) +
      "\"529900AAAAAAAAAAAA01\",\"Elbe Akku GmbH\",\"de\",\"Alster Akku "
      "GmbH\",\"PREVIOUS_LEGAL_NAME\",\"Kaistraße 1\",\"Hamburg\",\"DE\","
      "\"20457\",\"HRB 900101\",\"DE\",\"GENERAL\",\"2HBR\",\"INACTIVE\","
      "\"1977-03-02T23:00:00Z\",\"2026-02-01T10:00:00Z\"\n"
      "\"529900AAAAAAAAAAAA02\",\"Seine, \"\"Accu\"\"\",\"\",\"\",\"\",\"\","
      "\"\",\"FR\",\"\",\"\",\"FR\",\"\",\"\",\"ACTIVE\",\"\",\"\"\n"
      "\"529900AAAAAAAAAAAA04\",\"Halbe\n");
  ASSERT_TRUE(status.has_value()) << status.error().message;
  ExpectElbe();
  EXPECT_EQ(sink_.skipped, (std::vector<uint64_t>{3}));
  EXPECT_EQ(sink_.refusals.size(), 1u);
}

TEST_F(GleifTest, SaysWhatIsNoGoldenCopy) {
  struct Case {
    std::string content;
    const char* message;
  };
  const std::string whole = kGoldenCopy;
  const Case cases[] = {
      {"{}", "no records"},
      {"{\"records\": []}", "no records"},
      {"", "no records"},
      {"not json", "line 1: no JSON object"},
      {whole.substr(0, whole.size() / 3), "breaks off"},
      {whole.substr(0, whole.size() - 2), "breaks off"},
  };
  for (const Case& c : cases) {
    auto status = ReadJson(c.content);
    ASSERT_FALSE(status.has_value()) << c.content;
    EXPECT_EQ(status.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(status.error().message.find(c.message), std::string::npos)
        << status.error().message;
  }
  auto csv = ReadCsv("LEI,Name\n1,2\n");
  ASSERT_FALSE(csv.has_value());
  EXPECT_NE(csv.error().message.find("no column 'Entity.LegalName'"),
            std::string::npos);
}

TEST_F(GleifTest, RefusesRecordsWithTheirNumber) {
  std::string content = kGoldenCopy;
  content.replace(content.find("1977-03-02T23:00:00Z"), 20, "gestern");
  ASSERT_TRUE(ReadJson(content).has_value());
  ASSERT_EQ(sink_.refusals.size(), 1u);
  EXPECT_EQ(sink_.refusals[0].line, 1u);
  EXPECT_NE(sink_.refusals[0].reason.find("'gestern' is no date"),
            std::string::npos);
}

TEST_F(GleifTest, DamagedFilesNeverCrash) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::string content = round % 2 == 0 ? kGoldenCopy : kApi;
    for (size_t n = 1 + random() % 5; n > 0; --n) {
      content[random() % content.size()] = static_cast<char>(random() % 256);
    }
    auto status = ReadJson(content);
    if (!status) {
      EXPECT_EQ(status.error().kind, ErrorKind::kInvalid);
    }
    EXPECT_LE(sink_.companies.size(), 3u);
  }
}

}  // namespace
}  // namespace ritmon
