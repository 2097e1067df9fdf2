// SPDX-License-Identifier: GPL-3.0-or-later
// The imports into the store: OffeneRegister, company lists, what they refuse
// and whose values win.

#include "registry/import.h"

#include <gtest/gtest.h>

#include <random>

#include "base/sheet_writer.h"
#include "registry/company_cells.h"
#include "registry/company_csv.h"
#include "registry/company_directory.h"
#include "registry/offeneregister.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

constexpr const char* kLine =
    R"({"all_attributes":{"_registerArt":"HRB","_registerNummer":"900101",)"
    R"("registered_office":"Hamburg","registrar":"Hamburg"},)"
    R"("company_number":"K1101R_HRB900101",)"
    R"("current_status":"currently registered","jurisdiction_code":"de",)"
    R"("name":"Elbe Akku GmbH","officers":[{"name":"Geheim Person",)"
    R"("other_attributes":{"city":"Hamburg"},"type":"person"}],)"
    R"("previous_names":[{"company_name":"Alster Akku GmbH"}],)"
    R"("registered_address":"Kaistraße 1, 20457 Hamburg.",)"
    R"("retrieved_at":"2018-11-09T18:03:03Z"})";

class ImportTest : public testing::Test {
 protected:
  ImportTest()
      : database_(*Database::Open(":memory:")),
        store_(*CompanyStore::Open(database_)),
        courts_(*Courts::Load(SourceFile("config/register_courts.tsv"))),
        regions_(*Regions::Load(SourceFile("config/geo"))),
        context_{store_, database_, courts_, regions_} {}

  std::filesystem::path File(const std::string& content) {
    const auto path = folder_ / "file";
    EXPECT_TRUE(WriteFileAtomically(path, content));
    return path;
  }

  Company MustFind(const std::string& id) {
    auto company = store_.Find(id);
    EXPECT_TRUE(company && *company) << id;
    return company && *company ? **company : Company{};
  }

  ImportSummary MustImportCsv(const std::string& content,
                              const CompanyCsvOptions& options = {}) {
    auto summary = ImportCompanyCsv(File(content), options, context_);
    EXPECT_TRUE(summary.has_value()) << summary.error().message;
    return summary.value_or(ImportSummary{});
  }

  TempDirectory folder_;
  Database database_;
  CompanyStore store_;
  Courts courts_;
  Regions regions_;
  ImportContext context_;
};

TEST_F(ImportTest, ReadsALineOfOffeneRegister) {
  OffeneRegisterParser parser;
  auto line = parser.Parse(kLine);
  ASSERT_TRUE(line.has_value()) << line.error().message;
  EXPECT_EQ(line->company.name, "Elbe Akku GmbH");
  EXPECT_EQ(line->company.register_number->Key(), "K1101R_HRB900101");
  EXPECT_EQ(line->company.address,
            (Address{"Kaistraße 1", "20457", "Hamburg"}));
  EXPECT_EQ(line->company.previous_names,
            std::vector<std::string>{"Alster Akku GmbH"});
  EXPECT_EQ(line->retrieved, "2018-11-09");
}

TEST_F(ImportTest, ReadsRegisteredAddresses) {
  struct Case {
    const char* text;
    Address address;
  };
  const Case cases[] = {
      {"Waidmannstraße 1, 22769 Hamburg.",
       {"Waidmannstraße 1", "22769", "Hamburg"}},
      {"Zimmerstraße 78, 10117 Berlin", {"Zimmerstraße 78", "10117", "Berlin"}},
      {"c/o Muster & Coll., Mainzer Straße 20, 65474 Bischofsheim.",
       {"Mainzer Straße 20", "65474", "Bischofsheim"}},
      {"Siegfried-Kühn-Str.", {"Siegfried-Kühn-Str", "", ""}},
      {"20457 Hamburg", {"", "20457", "Hamburg"}},
      {"", {}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ParseRegisteredAddress(c.text), c.address) << c.text;
  }
}

TEST_F(ImportTest, RefusesBadLinesAndSaysWhy) {
  const std::string good = kLine;
  std::string content = good + "\n";
  content += good.substr(0, good.size() / 2) + "\n";         // 2
  content += "not json\n";                                   // 3
  content += "{\"company_number\":\"K1101R_HRB1\"}\n";       // 4: no name
  content += "{\"name\":\"X\",\"company_number\":\"?\"}\n";  // 5
  content += "\n";                                           // 6: nothing
  content += good + good + "\n";                             // 7: two
  content += "{\"name\":\"\xFF\",\"company_number\":\"K1101R_HRB1\"}\n";  // 8
  content += "[1,2]";                                                     // 9
  auto summary = ImportOffeneRegister(File(content), context_);
  ASSERT_TRUE(summary.has_value()) << summary.error().message;
  EXPECT_EQ(summary->read, 8u);
  EXPECT_EQ(summary->added, 1u);
  EXPECT_EQ(summary->refused, 7u);
  std::vector<uint64_t> lines;
  for (const Refusal& refusal : summary->refusals) {
    lines.push_back(refusal.line);
    EXPECT_FALSE(refusal.reason.empty());
  }
  EXPECT_EQ(lines, (std::vector<uint64_t>{2, 3, 4, 5, 7, 8, 9}));
}

TEST_F(ImportTest, CompletesAndKeepsCompanies) {
  ASSERT_TRUE(ImportOffeneRegister(File(kLine), context_));
  const Company company = MustFind("K1101R_HRB900101");
  EXPECT_EQ(company.legal_form, "gmbh");
  EXPECT_EQ(company.district, "02000");
  EXPECT_EQ(company.court, "Hamburg");
  EXPECT_EQ(company.kind, EntityKind::kEnterprise);
  EXPECT_EQ(company.source, "offeneregister");
  // Twice changes nothing.
  auto again = ImportOffeneRegister(File(kLine), context_);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->unchanged, 1u);
  EXPECT_EQ(again->added + again->changed + again->refused, 0u);
}

TEST_F(ImportTest, OfficersAreNowhere) {
  const auto path = folder_ / "state.db";
  {
    auto database = Database::Open(path);
    ASSERT_TRUE(database.has_value());
    auto store = CompanyStore::Open(*database);
    ASSERT_TRUE(store.has_value());
    const ImportContext context{*store, *database, courts_, regions_};
    ASSERT_TRUE(ImportOffeneRegister(File(kLine), context));
  }
  for (const auto& entry :
       std::filesystem::directory_iterator(folder_.path())) {
    if (!entry.path().filename().string().starts_with("state")) continue;
    EXPECT_EQ(MustRead(entry.path()).find("Geheim"), std::string::npos);
  }
}

TEST_F(ImportTest, ReadsTheFixtures) {
  RITMON_REQUIRE_FIXTURE("de-offeneregister");
  auto five = ImportOffeneRegister(
      Fixture("de-offeneregister/5_de_companies.jsonl"), context_);
  ASSERT_TRUE(five.has_value()) << five.error().message;
  EXPECT_EQ(five->read, 5u);
  EXPECT_EQ(five->added, 5u);
  auto many = ImportOffeneRegister(
      Fixture("de-offeneregister/gau-algesheim.jsonl.bz2"), context_);
  ASSERT_TRUE(many.has_value()) << many.error().message;
  EXPECT_EQ(many->read, 565u);
  EXPECT_EQ(many->refused, 0u);
  EXPECT_EQ(many->added + many->changed + many->unchanged, 565u);
  EXPECT_EQ(*store_.Count(), 5 + many->added);
  size_t placed = 0;
  size_t formed = 0;
  std::string last;
  ASSERT_TRUE(store_.ForEach([&](Company& company) {
    EXPECT_LT(last, company.id);
    last = company.id;
    if (!company.district.empty()) ++placed;
    if (!company.legal_form.empty()) ++formed;
    return true;
  }));
  const uint64_t all = *store_.Count();
  EXPECT_GE(placed * 100, all * 98) << placed << " of " << all;
  EXPECT_GE(formed * 100, all * 90) << formed << " of " << all;
}

TEST_F(ImportTest, ATruncatedFileLeavesNothing) {
  RITMON_REQUIRE_FIXTURE("de-offeneregister");
  const std::string whole =
      MustRead(Fixture("de-offeneregister/gau-algesheim.jsonl.bz2"));
  auto summary =
      ImportOffeneRegister(File(whole.substr(0, whole.size() / 2)), context_);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().kind, ErrorKind::kIo);
  EXPECT_EQ(*store_.Count(), 0u);
}

TEST_F(ImportTest, MutatedLinesAreRefusedOrRead) {
  std::mt19937 random(11);
  OffeneRegisterParser parser;
  for (int round = 0; round < 5000; ++round) {
    std::string line = kLine;
    for (size_t n = 1 + random() % 4; n > 0; --n) {
      line[random() % line.size()] = static_cast<char>(random() % 256);
    }
    line.resize(random() % 4 == 0 ? random() % line.size() : line.size());
    auto parsed = parser.Parse(line);
    if (!parsed) {
      EXPECT_EQ(parsed.error().kind, ErrorKind::kInvalid);
    } else {
      EXPECT_FALSE(parsed->company.name.empty());
    }
  }
}

TEST_F(ImportTest, ReadsCompanyLists) {
  const ImportSummary summary = MustImportCsv(
      "Firmenname;Registergericht;HR-Nummer;Straße;PLZ;Ort;Gründungsdatum;"
      "Mitarbeiter;WZ 2008;Homepage;Unternehmensgegenstand;Status\n"
      "Elbe Akku GmbH;Amtsgericht Hamburg;HRB 900101;Kaistraße 1;20457;Hamburg;"
      "17.05.2001;1.234;27.20.0;www.elbe-akku.example;Bau von Akkus;aktiv\n"
      "Oste Solar GmbH & Co. KG;Tostedt;HRA 900102;Deich 2;21745;Hemmoor;1998;"
      "n.a.;35.11.0;;;gelöscht\n");
  EXPECT_EQ(summary.added, 2u) << summary.refused;
  const Company akku = MustFind("K1101R_HRB900101");
  EXPECT_EQ(akku.founded, ParseDate("2001-05-17"));
  EXPECT_EQ(akku.founded_precision, "day");
  EXPECT_EQ(akku.employees, Headcount::Exactly(1234));
  EXPECT_EQ(akku.wz, "27.20.0");
  EXPECT_EQ(akku.website, "www.elbe-akku.example");
  EXPECT_EQ(akku.district, "02000");
  const Company solar = MustFind("P2613_HRA900102");
  EXPECT_EQ(solar.founded_precision, "year");
  EXPECT_EQ(solar.employees, std::nullopt);
  EXPECT_EQ(solar.status, CompanyStatus::kRemoved);
  EXPECT_EQ(solar.legal_form, "gmbh_co_kg");
}

TEST_F(ImportTest, ListsMayHaveOtherColumns) {
  const char* const kTables[] = {
      // Register type and number apart, address in one cell with the town.
      "name,court,register,number,street,postcode,town\n"
      "Elbe Akku GmbH,Hamburg,HRB,900101,Kaistraße 1,20457,Hamburg\n",
      "Company name\tNational ID\tRegister court\tStreet\tCity\n"
      "Elbe Akku GmbH\tHRB 900101\tHamburg\tKaistraße 1\t20457 Hamburg\n",
      // Court within the number; type from the legal form.
      "Firma;Handelsregister;Anschrift;PLZ;Ort\n"
      "Elbe Akku GmbH;Amtsgericht Hamburg HRB 900101;Kaistraße 1;20457;"
      "Hamburg\n",
      "Firma;Registergericht;Registernummer;Strasse;Hausnummer;PLZ;Ort\n"
      "Elbe Akku GmbH;Hamburg;900101;Kaistraße;1;20457;Hamburg\n",
      "Unternehmen;EUID;Straße;PLZ;Ort\n"
      "Elbe Akku GmbH;DEK1101R.HRB900101;Kaistraße 1;20457;Hamburg\n",
  };
  for (const char* table : kTables) {
    ASSERT_TRUE(database_.Execute("DELETE FROM companies"));
    const ImportSummary summary = MustImportCsv(table);
    EXPECT_EQ(summary.added, 1u) << table;
    const Company company = MustFind("K1101R_HRB900101");
    EXPECT_EQ(company.address, (Address{"Kaistraße 1", "20457", "Hamburg"}))
        << table;
  }
}

TEST_F(ImportTest, AWorkbookIsATable) {
  const std::filesystem::path path = folder_ / "liste.xlsx";
  auto writer = SheetWriter::Create(path, Timestamp());
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->AddSheet(
      "Firmen", {{"Firma"}, {"PLZ"}, {"Ort"}, {"Gegründet"}, {"Mitarbeiter"}}));
  ASSERT_TRUE(writer->Append(
      {std::string("Elbe Akku GmbH"), int64_t{20457}, std::string("Hamburg"),
       Date(std::chrono::year(1998) / 5 / 7), int64_t{42}}));
  ASSERT_TRUE(writer->Close());
  auto summary = ImportCompanyCsv(path, {}, context_);
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->added, 1u);
  std::optional<Company> read;
  ASSERT_TRUE(store_.ForEach([&](Company& company) {
    read = std::move(company);
    return true;
  }));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->address.postcode, "20457");
  EXPECT_EQ(ToString(read->employees.value()), "42");
  EXPECT_EQ(FormatDate(read->founded.value()), "1998-05-07");
}

TEST_F(ImportTest, RefusesTablesThatAreNone) {
  for (const char* table :
       {"", "a,b,c\n1,2,3\n", "name\nElbe GmbH\n", "Firma|PLZ;Ort\n"}) {
    auto summary = ImportCompanyCsv(File(table), {}, context_);
    ASSERT_FALSE(summary.has_value()) << table;
    EXPECT_EQ(summary.error().kind, ErrorKind::kInvalid);
  }
  CompanyCsvOptions wrong;
  wrong.csv.delimiter = ',';
  auto summary =
      ImportCompanyCsv(File("Firma;PLZ\nElbe GmbH;20457\n"), wrong, context_);
  ASSERT_FALSE(summary.has_value());
  EXPECT_NE(summary.error().message.find("'Firma;PLZ'"), std::string::npos)
      << summary.error().message;
}

TEST_F(ImportTest, RefusesRowsWithTheirLine) {
  const ImportSummary summary = MustImportCsv(
      "Firma;Registergericht;HR-Nummer;PLZ;Gründungsdatum\n"
      ";Hamburg;HRB 1;20457;\n"
      "A GmbH;Atlantis;HRB 1;20457;\n"
      "B GmbH;Hamburg;keine;20457;\n"
      "C GmbH;Hamburg;HRB 3;20457;31.02.2020\n"
      "D GmbH;Hamburg;HRB 4;20457;2020\n");
  EXPECT_EQ(summary.read, 5u);
  EXPECT_EQ(summary.added, 1u);
  ASSERT_EQ(summary.refusals.size(), 4u);
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(summary.refusals[i].line, i + 2);
}

TEST_F(ImportTest, ASecondSourceEnrichesAndNeverSpoils) {
  ASSERT_TRUE(ImportOffeneRegister(File(kLine), context_));
  const char* list =
      "Firma;Registergericht;HR-Nummer;Straße;PLZ;Ort;Mitarbeiter;Website\n"
      "ELBE AKKU GmbH Hamburg;Hamburg;HRB 900101;Falschweg 9;80331;München;40;"
      "elbe.example\n";
  const ImportSummary summary = MustImportCsv(list);
  EXPECT_EQ(summary.changed, 1u);
  Company company = MustFind("K1101R_HRB900101");
  EXPECT_EQ(company.name, "Elbe Akku GmbH");
  EXPECT_EQ(company.address.street, "Kaistraße 1");
  EXPECT_EQ(company.district, "02000");
  EXPECT_EQ(company.employees, Headcount::Exactly(40));
  EXPECT_EQ(company.website, "elbe.example");
  auto sources = store_.SourcesOf(company.id);
  ASSERT_TRUE(sources.has_value());
  ASSERT_EQ(sources->size(), 2u);
  EXPECT_EQ((*sources)[0].field, "employees");
  EXPECT_EQ((*sources)[0].source, "csv");
  EXPECT_EQ(MustImportCsv(list).unchanged, 1u);

  // A better source corrects what the list said, a worse one does not.
  CompanyCsvOptions better;
  better.source = {"vendor", 40, "2023-10-31"};
  EXPECT_EQ(MustImportCsv("Firma;Registergericht;HR-Nummer;Mitarbeiter\n"
                          "Elbe Akku GmbH;Hamburg;HRB 900101;45\n",
                          better)
                .changed,
            1u);
  CompanyCsvOptions worse;
  worse.source = {"rumour", 10, "2024-01-01"};
  EXPECT_EQ(MustImportCsv("Firma;Registergericht;HR-Nummer;Mitarbeiter\n"
                          "Elbe Akku GmbH;Hamburg;HRB 900101;9\n",
                          worse)
                .unchanged,
            1u);
  EXPECT_EQ(MustFind("K1101R_HRB900101").employees, Headcount::Exactly(45));
}

TEST_F(ImportTest, TheOrderOfSourcesDoesNotMatter) {
  const char* list =
      "Firma;Registergericht;HR-Nummer;PLZ;Ort;Mitarbeiter\n"
      "Elbe Akku GmbH;Hamburg;HRB 900101;80331;München;40\n";
  MustImportCsv(list);
  ASSERT_TRUE(ImportOffeneRegister(File(kLine), context_));
  const Company company = MustFind("K1101R_HRB900101");
  EXPECT_EQ(company.address, (Address{"Kaistraße 1", "20457", "Hamburg"}));
  EXPECT_EQ(company.district, "02000");
  EXPECT_EQ(company.employees, Headcount::Exactly(40));
}

TEST_F(ImportTest, RowsWithoutANumberFindTheirNamesake) {
  ASSERT_TRUE(ImportOffeneRegister(File(kLine), context_));
  const ImportSummary summary = MustImportCsv(
      "Firma;PLZ;Ort;Mitarbeiter\n"
      "Elbe Akku G.m.b.H.;20457;Hamburg;40\n"
      "Elbe Akku GmbH;21073;Hamburg;3\n"
      "Ganz Neu GmbH;20457;Hamburg;1\n");
  EXPECT_EQ(summary.changed, 1u);
  EXPECT_EQ(summary.added, 2u);
  EXPECT_EQ(MustFind("K1101R_HRB900101").employees, Headcount::Exactly(40));
  auto directory = CompanyDirectory::Open(database_, courts_);
  ASSERT_TRUE(directory.has_value());
  auto same = directory->ByFullKey("ganz neu gmbh");
  ASSERT_TRUE(same.has_value());
  ASSERT_EQ(same->size(), 1u);
  EXPECT_TRUE((*same)[0].id.starts_with("N-"));
}

TEST_F(ImportTest, SharedAddressesMakeShells) {
  std::string list = "Firma;Registergericht;HR-Nummer;Straße;PLZ;Ort\n";
  for (int i = 1; i <= 25; ++i) {
    list += "Nordwerk" + std::string(1, static_cast<char>('A' + i)) +
            "haus Beteiligungs GmbH;Hamburg;HRB " + std::to_string(1000 + i) +
            ";Neuer Wall 1;20354;Hamburg\n";
  }
  list += "Werkstatt GmbH;Hamburg;HRB 2000;Neuer Wall 1;20354;Hamburg\n";
  EXPECT_EQ(MustImportCsv(list).added, 26u);
  EXPECT_EQ(MustFind("K1101R_HRB1001").kind, EntityKind::kShell);
  EXPECT_EQ(MustFind("K1101R_HRB2000").kind, EntityKind::kEnterprise);
  EXPECT_EQ(MustImportCsv(list).unchanged, 26u);
  EXPECT_EQ(MustFind("K1101R_HRB1001").kind, EntityKind::kShell);
}

TEST_F(ImportTest, TakesNoDateOfFoundationThatCannotBe) {
  context_.now = "2026-11-28T12:00:00Z";
  const auto summary = MustImportCsv(
      "Firma;Registergericht;HR-Nummer;PLZ;Ort;Gründungsdatum\n"
      "Alt GmbH;Hamburg;HRB 1;20354;Hamburg;1499\n"
      "Neu GmbH;Hamburg;HRB 2;20354;Hamburg;29.11.2026\n"
      "Heute GmbH;Hamburg;HRB 3;20354;Hamburg;28.11.2026\n");
  EXPECT_EQ(summary.added, 3u);
  EXPECT_EQ(summary.refused, 0u);
  ASSERT_EQ(summary.refusals.size(), 2u);
  EXPECT_NE(summary.refusals[0].reason.find("before 1500"), std::string::npos);
  EXPECT_NE(summary.refusals[1].reason.find("in the future"),
            std::string::npos);
  EXPECT_FALSE(MustFind("K1101R_HRB1").founded);
  EXPECT_EQ(MustFind("K1101R_HRB2").founded_source, "");
  EXPECT_EQ(MustFind("K1101R_HRB3").founded, ParseDate("2026-11-28"));
}

TEST_F(ImportTest, KeepsALog) {
  context_.now = "2026-11-23T12:00:00Z";
  ASSERT_TRUE(ImportOffeneRegister(File(kLine), context_));
  context_.now = "2026-11-24T12:00:00Z";
  ASSERT_TRUE(ImportOffeneRegister(File(kLine), context_));
  auto log = ImportLog::Open(database_);
  ASSERT_TRUE(log.has_value());
  auto imports = log->Entries();
  ASSERT_TRUE(imports.has_value());
  ASSERT_EQ(imports->size(), 2u);
  EXPECT_EQ((*imports)[1].imported_at, "2026-11-24T12:00:00Z");
  EXPECT_EQ((*imports)[0].summary.added, 1u);
}

TEST_F(ImportTest, ReadOnlyStoresNeedTables) {
  const auto path = folder_ / "empty.db";
  { ASSERT_TRUE(Database::Open(path)); }
  auto database = Database::OpenReadOnly(path);
  ASSERT_TRUE(database.has_value());
  auto store = CompanyStore::OpenReadOnly(*database);
  ASSERT_FALSE(store.has_value());
  EXPECT_EQ(store.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
