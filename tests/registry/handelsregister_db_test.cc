// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/handelsregister_db.h"

#include <gtest/gtest.h>

#include "base/database.h"
#include "tests/registry/collecting_sink.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

// The dump's tables, and in them invented companies. Ids are not in order.
constexpr char kDump[] = R"sql(
CREATE TABLE Companies (companyId TEXT, firstSeenDate TEXT, lastSeenDate TEXT,
  foundedDate TEXT, dissolutionDate TEXT);
CREATE TABLE Names (companyId TEXT, validFrom TEXT, name TEXT, isCurrent TEXT);
CREATE TABLE Addresses (companyId TEXT, validFrom TEXT, address TEXT,
  zipCode TEXT, zipAndPlace TEXT, fullAddress TEXT, isCurrent TEXT);
CREATE TABLE ReferenceNumbers (companyId TEXT, nativeReferenceNumber TEXT,
  courtName TEXT, courtCode TEXT, referenceNumberFirstSeen TEXT,
  validTill TEXT);
CREATE TABLE Objectives (companyId TEXT, validFrom TEXT, objective TEXT,
  isCurrent TEXT);
CREATE TABLE Positions (companyId TEXT, firstName TEXT, lastName TEXT);
INSERT INTO Companies VALUES
  ('c2', '2010-01-01', '2022-03-01', '1998', '2021-05-05'),
  ('c1', '2007-01-01', '2022-03-01', '2001-05-17', ''),
  ('c3', '2007-01-01', '2022-03-01', '', NULL),
  ('c4', '2007-01-01', '2022-03-01', '2001-05-17', '');
INSERT INTO Names VALUES
  ('c2', '2010-01-01', 'Oste Solar GmbH & Co. KG', 'True'),
  ('c1', '2010-01-01', 'Elbe Akku GmbH', 'True'),
  ('c1', '2001-01-01', 'Alster Akku GmbH', 'False'),
  ('c0', '2001-01-01', 'Of nobody', 'True'),
  ('c4', '2001-01-01', 'Ohne Gericht GmbH', 'True');
INSERT INTO Addresses VALUES
  ('c1', '2015-01-01', '', '20457', '', 'Kaistraße 1, 20457 Hamburg', 'True'),
  ('c1', '2001-01-01', '', '80331', '', 'Altweg 9, 80331 München', 'False');
INSERT INTO ReferenceNumbers VALUES
  ('c1', 'HRB 1', 'München', 'D2601', '2001-01-01', '2009-12-31'),
  ('c1', 'HRB 900101', 'Hamburg', 'K1101R', '2010-01-01', NULL),
  ('c2', 'HRA 900102', 'Tostedt', '', '2010-01-01', ''),
  ('c4', 'HRB 7', 'Atlantis', 'Z9999', '2010-01-01', '');
INSERT INTO Objectives VALUES
  ('c1', '2001-01-01', 'Handel mit Akkus', 'False'),
  ('c1', '2010-01-01', 'Bau von Akkus', 'True');
INSERT INTO Positions VALUES ('c1', 'Geheim', 'Person');
)sql";

class HandelsregisterDbTest : public testing::Test {
 protected:
  Status Read(const char* sql) {
    const auto path = folder_ / "handelsregister.db";
    {
      auto database = Database::Open(path);
      EXPECT_TRUE(database.has_value());
      EXPECT_TRUE(database->Execute(sql));
    }
    return ReadHandelsregisterDb(path, courts_, sink_);
  }
  TempDirectory folder_;
  Courts courts_ = *Courts::Load(SourceFile("config/register_courts.tsv"));
  CollectingSink sink_;
};

TEST_F(HandelsregisterDbTest, ReadsCompaniesById) {
  auto status = Read(kDump);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  ASSERT_EQ(sink_.companies.size(), 2u);
  const Company& akku = sink_.companies[0];
  EXPECT_EQ(akku.name, "Elbe Akku GmbH");
  EXPECT_EQ(akku.previous_names, std::vector<std::string>{"Alster Akku GmbH"});
  EXPECT_EQ(akku.register_number->Key(), "K1101R_HRB900101");
  EXPECT_EQ(akku.address, (Address{"Kaistraße 1", "20457", "Hamburg"}));
  EXPECT_EQ(akku.purpose, "Bau von Akkus");
  EXPECT_EQ(akku.founded, ParseDate("2001-05-17"));
  EXPECT_EQ(akku.founded_source, "register");
  EXPECT_EQ(akku.status, CompanyStatus::kActive);
  EXPECT_EQ(sink_.sources[0].as_of, "2022-03-01");
  const Company& solar = sink_.companies[1];
  EXPECT_EQ(solar.status, CompanyStatus::kRemoved);
  EXPECT_EQ(solar.founded_precision, "year");
  EXPECT_EQ(solar.register_number->court, "P2613");
  ASSERT_EQ(sink_.refusals.size(), 2u);
  EXPECT_EQ(sink_.refusals[0].line, 3u);
  EXPECT_EQ(sink_.refusals[0].reason, "company c3: no name");
  EXPECT_NE(sink_.refusals[1].reason.find("unknown register court 'Z9999'"),
            std::string::npos);
}

TEST_F(HandelsregisterDbTest, SkipsWhatIsDone) {
  sink_.done_lines = 1;
  ASSERT_TRUE(Read(kDump).has_value());
  ASSERT_EQ(sink_.lines, (std::vector<uint64_t>{2}));
}

TEST_F(HandelsregisterDbTest, SaysThatTablesAreMissing) {
  auto status = Read("CREATE TABLE Companies (companyId TEXT);");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(status.error().message.find("not the dump of 2022"),
            std::string::npos)
      << status.error().message;
  EXPECT_TRUE(sink_.companies.empty());
}

}  // namespace
}  // namespace ritmon
