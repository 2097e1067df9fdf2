// SPDX-License-Identifier: GPL-3.0-or-later
// Mappings: files, the ready-made ones, and how tables are laid out.

#include "registry/company_mapping.h"

#include <gtest/gtest.h>

#include "registry/company_csv.h"
#include "registry/company_mapping_file.h"
#include "tests/registry/collecting_sink.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class CompanyMappingTest : public testing::Test {
 protected:
  std::filesystem::path File(const std::string& content,
                             const char* name = "list.csv") {
    const auto path = folder_ / name;
    EXPECT_TRUE(WriteFileAtomically(path, content));
    return path;
  }
  CompanyMapping MustLoad(const std::string& content) {
    auto mapping = LoadCompanyMapping(File(content, "own.toml"));
    EXPECT_TRUE(mapping.has_value()) << mapping.error().message;
    return mapping.value_or(CompanyMapping{});
  }
  // The error of reading `content`, or nothing.
  std::string Read(const std::string& content,
                   const CompanyCsvOptions& options = {}) {
    sink_ = {};
    auto status = ReadCompanyCsv(File(content), options, courts_, sink_);
    return status ? std::string() : status.error().message;
  }

  TempDirectory folder_;
  Courts courts_ = *Courts::Load(SourceFile("config/register_courts.tsv"));
  CollectingSink sink_;
};

TEST_F(CompanyMappingTest, TheReadyMadeOnesLoadAndAreRecognised) {
  auto known = LoadCompanyMappings(SourceFile("config/mappings"));
  ASSERT_TRUE(known.has_value()) << known.error().message;
  EXPECT_GE(known->size(), 6u);
  for (const CompanyMapping& mapping : *known) {
    EXPECT_FALSE(mapping.source.empty()) << mapping.name;
    ASSERT_FALSE(mapping.recognised_by.empty()) << mapping.name;
    // Its first headers make a table.
    CsvRow header{1, mapping.recognised_by};
    for (const auto& headers : mapping.headers) {
      if (headers) header.cells.push_back(headers->front());
    }
    EXPECT_TRUE(IsRecognised(header, mapping)) << mapping.name;
    auto layout = LayOut(header, mapping);
    EXPECT_TRUE(layout.has_value()) << mapping.name;
  }
}

TEST_F(CompanyMappingTest, ReadsAVendorsExport) {
  CompanyCsvOptions options;
  options.known = *LoadCompanyMappings(SourceFile("config/mappings"));
  // A title above, line breaks within headers, years behind them.
  const std::string error = Read(
      "Orbis search of 31/03/2026\t\t\n\n"
      "\t\"Company name\nLatin alphabet\"\tBvD ID number\tCountry ISO code\t"
      "\"Postcode\nLatin Alphabet\"\t\"City\nLatin Alphabet\"\t"
      "Date of incorporation\t\"Number of employees\n2023\"\tStatus\n"
      "1.\tELBE AKKU GMBH\tDE2010000000\tDE\t20457\tHamburg\t03/04/2012\t"
      "1,234\tActive\n"
      "2.\tDONAU AKKU GMBH\tAT9010000000\tAT\t1010\tWien\t1999\t5\tActive\n"
      "3.\tOSTE SOLAR GMBH\tDE2010000001\tDE\t21745\tHemmoor\tn.a.\tn.a.\t"
      "Dissolved\n",
      options);
  ASSERT_EQ(error, "");
  ASSERT_EQ(sink_.companies.size(), 2u);
  EXPECT_EQ(sink_.skipped.size(), 1u);
  const Company& akku = sink_.companies[0];
  EXPECT_EQ(akku.name, "ELBE AKKU GMBH");
  EXPECT_EQ(akku.founded, ParseDate("2012-04-03"));
  EXPECT_EQ(akku.employees, (Headcount{1234, 1234, 2023}));
  EXPECT_EQ(sink_.companies[1].status, CompanyStatus::kRemoved);
  EXPECT_EQ(sink_.companies[1].founded, std::nullopt);
}

TEST_F(CompanyMappingTest, ReadsAMappingOfOnesOwn) {
  CompanyCsvOptions options;
  options.mapping = MustLoad(
      "source = \"kammer\"\nrank = 45\ndelimiter = \"|\"\n"
      "encoding = \"windows-1252\"\ndecimal = \",\"\ndate_format = \"mdy\"\n"
      "skip_lines = 2\nunknown = [\"weiß nicht\"]\nrequired = [\"name\"]\n"
      "[columns]\nname = [\"Wer\"]\ntown = [\"Wo\"]\nfounded = [\"Wann\"]\n"
      "employees = [\"Wie viele\"]\nwebsite = []\n");
  const std::string error = Read(
      "Firma|PLZ\nnoch etwas\nWer|Wo|Wann|Wie viele|Website\n"
      "M\xFCller GmbH|L\xFC"
      "beck|03/04/2012|50 bis 99|x.example\n"
      "Meier GmbH|wei\xDF nicht|2001|1.234,0|\n",
      options);
  ASSERT_EQ(error, "");
  ASSERT_EQ(sink_.companies.size(), 2u);
  EXPECT_EQ(sink_.companies[0].name, "Müller GmbH");
  EXPECT_EQ(sink_.companies[0].address.town, "Lübeck");
  EXPECT_EQ(sink_.companies[0].founded, ParseDate("2012-03-04"));
  EXPECT_EQ(sink_.companies[0].employees, (Headcount{50, 99, {}}));
  EXPECT_EQ(sink_.companies[0].website, "");
  EXPECT_EQ(sink_.companies[1].address.town, "");
  EXPECT_EQ(sink_.companies[1].employees, Headcount::Exactly(1234));
}

TEST_F(CompanyMappingTest, MappingFilesAreChecked) {
  struct Case {
    const char* content;
    const char* message;
  };
  const Case cases[] = {
      {"colums = 1\n",
       "own.toml:1: unknown key 'colums', do you mean "
       "'columns'?"},
      {"[columns]\nnmae = [\"A\"]\n",
       "own.toml:2: no column is called 'nmae', do you mean 'name'?"},
      {"rank = 200\n", "'rank' must be a whole number from 0 to 100"},
      {"delimiter = \"ab\"\n", "must be one sign"},
      {"encoding = \"klingon\"\n", "unknown encoding 'klingon'"},
      {"date_format = \"ydm\"\n", "must be dmy, mdy, ymd or excel"},
      {"decimal = 3\n", "'decimal' must be a text"},
      {"[columns]\nname = \"A\"\n", "must be a list of texts"},
      {"rank = \n", "own.toml:1: "},
  };
  for (const Case& c : cases) {
    auto mapping = LoadCompanyMapping(File(c.content, "own.toml"));
    ASSERT_FALSE(mapping.has_value()) << c.content;
    EXPECT_EQ(mapping.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(mapping.error().message.find(c.message), std::string::npos)
        << mapping.error().message;
  }
  std::string nothing = "[columns]\n";
  for (size_t i = 0; i < kCompanyTargets; ++i) {
    nothing += std::string(ToString(static_cast<CompanyColumn>(i))) + " = []\n";
  }
  auto mapping = LoadCompanyMapping(File(nothing, "own.toml"));
  ASSERT_FALSE(mapping.has_value());
  EXPECT_NE(mapping.error().message.find("maps no column"), std::string::npos);
}

TEST_F(CompanyMappingTest, SaysWhatIsWrongWithATable) {
  struct Case {
    const char* content;
    const char* mapping;
    const char* message;
  };
  const Case cases[] = {
      {"Firma;PLZ\nA;20457\n", "delimiter = \",\"\n",
       "the line is one cell with 1 ';' in it: is that the delimiter?"},
      {"Firma;PLZ\nA;20457\n", "[columns]\nname = [\"Kunde\"]\n",
       "no column for the company's name; the header has 'Firma', 'PLZ'"},
      {"Firma;PLZ\nA;20457\n", "required = [\"employees\"]\n",
       "no column for employees, which the mapping requires"},
      {"Firma;Ort;Gegründet\nA;Kiel;13.04.2012\nB;Kiel;03/04/2012\n", "",
       "line 3: founding date '03/04/2012' may begin with the day or with the "
       "month"},
      {"", "", "no rows"},
      {"1;2\n3;4\n", "", "no column for the company's name"},
  };
  for (const Case& c : cases) {
    CompanyCsvOptions options;
    if (*c.mapping != '\0') options.mapping = MustLoad(c.mapping);
    const std::string error = Read(c.content, options);
    EXPECT_NE(error.find("list.csv: "), std::string::npos) << error;
    EXPECT_NE(error.find(c.message), std::string::npos) << error;
  }
}

TEST_F(CompanyMappingTest, RefusesBrokenRowsAndReadsTheRest) {
  ASSERT_EQ(Read("Firma;PLZ;Ort;Website\n"
                 "Elbe Akku GmbH;20457\n"
                 "Alster; Akku GmbH;20457;Hamburg;a.example;x\n" +
                 std::string("Nu") + '\0' +
                 "ll GmbH;20457;Hamburg;\n"
                 "Oste GmbH;21745;Hemmoor;\n"),
            "");
  ASSERT_EQ(sink_.companies.size(), 1u);
  EXPECT_EQ(sink_.companies[0].name, "Oste GmbH");
  ASSERT_EQ(sink_.refusals.size(), 3u);
  EXPECT_EQ(sink_.refusals[0].line, 2u);
  EXPECT_NE(sink_.refusals[0].reason.find("half a line"), std::string::npos);
  EXPECT_NE(sink_.refusals[1].reason.find("without quotes"), std::string::npos);
  EXPECT_NE(sink_.refusals[2].reason.find("NUL"), std::string::npos);
}

TEST_F(CompanyMappingTest, ReadsWhateverEncodingItIs) {
  std::string utf16;
  for (const char c :
       std::string("Firma;PLZ;Ort\nM?ller GmbH;20457;Hamburg\n")) {
    utf16 += c == '?' ? '\xFC' : c;
    utf16 += '\0';
  }
  const std::string contents[] = {
      "Firma;PLZ;Ort\nMüller GmbH;20457;Hamburg\n",
      "Firma;PLZ;Ort\nM\xFCller GmbH;20457;Hamburg\n",
      "Firma;PLZ;Ort\nMÃ¼ller GmbH;20457;Hamburg\n", utf16, "\xFF\xFE" + utf16};
  for (const std::string& content : contents) {
    ASSERT_EQ(Read(content), "");
    ASSERT_EQ(sink_.companies.size(), 1u);
    EXPECT_EQ(sink_.companies[0].name, "Müller GmbH");
  }
}

}  // namespace
}  // namespace ritmon
