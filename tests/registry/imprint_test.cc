// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "registry/imprint_assembly.h"
#include "registry/imprint_lines.h"
#include "registry/imprint_owner.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

struct ImprintCase {
  std::string id;
  std::vector<ImprintCompany> expected;
  std::string text;
};

// The form of tests/data/imprints/README.md.
std::vector<ImprintCase> ReadCases(const std::string& content) {
  std::vector<ImprintCase> cases;
  bool in_text = false;
  std::istringstream lines(content);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), {}, {}});
      in_text = false;
    } else if (in_text) {
      cases.back().text += line + "\n";
    } else if (line == "---") {
      in_text = true;
    } else if (line.starts_with("> ")) {
      const size_t equals = line.find(" = ");
      const std::string field = line.substr(2, equals - 2);
      const std::string value = line.substr(equals + 3);
      auto& expected = cases.back().expected;
      if (field == "name") expected.emplace_back();
      ImprintCompany& company = expected.back();
      const size_t blank = value.find(' ');
      if (field == "name") {
        company.name = value;
      } else if (field == "form") {
        company.legal_form = value;
      } else if (field == "street") {
        company.address.street = value;
      } else if (field == "place") {
        company.address.postcode = value.substr(0, blank);
        company.address.town = value.substr(blank + 1);
      } else if (field == "court") {
        company.court = value;
      } else if (field == "vat") {
        company.vat_id = value;
      } else if (field == "number") {
        company.register_type = value.substr(0, blank);
        for (const char c : value.substr(blank)) {
          if (c >= '0' && c <= '9')
            company.number += c;
          else if (c != ' ')
            company.suffix += c;
        }
      } else {
        ADD_FAILURE() << "unknown field " << field;
      }
    }
  }
  return cases;
}

std::string Show(const std::vector<ImprintCompany>& companies) {
  std::string text;
  for (const ImprintCompany& c : companies) {
    text += c.name + " | " + c.legal_form + " | " + c.address.street + " | " +
            c.address.postcode + " | " + c.address.town + " | " + c.court +
            " | " + c.register_type + " " + c.number + " " + c.suffix + " | " +
            c.vat_id + "\n";
  }
  return text;
}

TEST(ImprintTest, FindsTheOwnerInEveryLayout) {
  auto cases = ReadCases(MustRead(TestData("imprints/layouts.txt")));
  for (const char* more : {"imprints/wild.txt", "imprints/hard.txt"}) {
    for (auto& c : ReadCases(MustRead(TestData(more)))) {
      cases.push_back(std::move(c));
    }
  }
  EXPECT_EQ(cases.size(), 115u);
  size_t right = 0;
  for (const ImprintCase& c : cases) {
    const auto found = ExtractImprintText(c.text);
    const std::string shown = Show(found);
    EXPECT_EQ(shown, Show(c.expected)) << c.id;
    if (shown == Show(c.expected)) ++right;
  }
  std::cout << right << "/" << cases.size() << " imprints\n";
}

// A page builder's paragraph: the same imprint on one line gives the same
// company, for layouts that are not told apart by their lines.
TEST(ImprintTest, LinesAreNotNeeded) {
  const auto cases = ReadCases(MustRead(TestData("imprints/layouts.txt")));
  size_t same = 0;
  size_t all = 0;
  for (const ImprintCase& c : cases) {
    if (c.expected.size() != 1 || c.expected[0].number.empty()) continue;
    std::string line = c.text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    const auto found = ExtractImprintText(line);
    ++all;
    if (!found.empty() && found[0].name == c.expected[0].name &&
        found[0].number == c.expected[0].number &&
        found[0].address.postcode == c.expected[0].address.postcode) {
      ++same;
    }
  }
  EXPECT_GE(same * 100, all * 95) << same << " of " << all;
  std::cout << same << "/" << all << " imprints on one line\n";
}

// Who of two companies stands for the other.
TEST(ImprintTest, WhoseNameStandsWhere) {
  const std::string partnership =
      "Elbe Wind GmbH & Co. KG\nDeich 3\n25541 Brunsbüttel\n"
      "HRA 1234 PI, Amtsgericht Pinneberg\n";
  const struct {
    std::string text;
    std::string name;
    std::string number;
    std::string postcode;
  } cases[] = {
      {"Komplementärin:\nElbe GmbH\nHRB 99 PI\n" + partnership,
       "Elbe Wind GmbH & Co. KG", "1234", "25541"},
      {"Elbe GmbH\nals persönlich haftende Gesellschafterin der\n" +
           partnership,
       "Elbe Wind GmbH & Co. KG", "1234", "25541"},
      {"Elbe GmbH i. I.\nKai 1\n20457 Hamburg\nInsolvenzverwalter: RA Muster"
       "\nMuster PartGmbB, Wall 2, 20095 Hamburg\nHRB 4444",
       "Elbe GmbH i. I.", "4444", "20457"},
      {"Elbe GmbH\nKai 1\n20457 Hamburg\nHRB 4444\nGesellschaften der "
       "Elbe-Gruppe\nEms GmbH, HRB 5555",
       "Elbe GmbH", "4444", "20457"},
      {"Elbe GmbH\nKai 1\n20457 Hamburg\nTechnische Leitung: Eva Muster\n"
       "HRB 4444",
       "Elbe GmbH", "4444", "20457"},
      {"Elbe Limited\nKai 1\n20457 Hamburg\nRegistered in England No. 05123987"
       "\nAmtsgericht Hamburg: HRB 4444",
       "Elbe Limited", "4444", "20457"},
      {"Elbe & Partner Rechtsanwälte mbB\nKai 1\n20457 Hamburg\nWir gehören "
       "der Rechtsanwaltskammer Hamm, Ostenallee 18, 59063 Hamm an.\n"
       "Partnerschaftsgesellschaft mit beschränkter Berufshaftung\nPR 4444",
       "Elbe & Partner Rechtsanwälte mbB", "4444", "20457"},
  };
  for (const auto& c : cases) {
    const auto found = ExtractImprintText(c.text);
    ASSERT_EQ(found.size(), 1u) << c.text;
    EXPECT_EQ(found[0].name, c.name);
    EXPECT_EQ(found[0].number, c.number) << c.text;
    EXPECT_EQ(found[0].address.postcode, c.postcode) << c.text;
  }
}

// Persons who work for a company do not own it.
TEST(ImprintTest, AgentsAreNotTheirCompanies) {
  for (const std::string text :
       {"Eva Muster\nKai 1\n20457 Hamburg\nHandelsvertreterin für die Elbe "
        "GmbH, Wall 1, 20095 Hamburg, HRB 4444",
        "Notarin Eva Muster\nKai 1\n20457 Hamburg\nHamburgische Notarkammer, "
        "Gustav-Mahler-Platz 1, 20354 Hamburg (Körperschaft des öffentlichen "
        "Rechts)"}) {
    EXPECT_TRUE(ExtractImprintText(text).empty()) << text;
  }
}

Page MakePage(const std::vector<Block>& blocks) {
  Page page{.url = *Url::Parse("http://www.elbe.example/impressum")};
  page.blocks = blocks;
  return page;
}

TEST(ImprintTest, ReadsTheBlocksOfAPage) {
  const Page page = MakePage({
      {Zone::kNavigation, "Start Produkte Impressum"},
      {Zone::kConsent, "Cookies von Consentix GmbH, Weg 1, 80331 München"},
      {Zone::kHeading1, "Impressum"},
      {Zone::kLegal, "Elbe Akku GmbH Kaistraße 1 20457 Hamburg"},
      {Zone::kTable, "Amtsgericht Hamburg, HRB 900101"},
      {Zone::kFooter, "Fußzeilen GmbH, Weg 2, 20095 Hamburg"},
  });
  const auto found = ExtractImprint(page);
  ASSERT_EQ(found.size(), 1u) << Show(found);
  EXPECT_EQ(found[0].name, "Elbe Akku GmbH");
  EXPECT_EQ(found[0].number, "900101");
  EXPECT_EQ(found[0].address.street, "Kaistraße 1");
}

TEST(ImprintTest, FallsBackToFooterAndMarkup) {
  Page page = MakePage({
      {Zone::kMain, "Willkommen bei uns."},
      {Zone::kFooter, "Elbe Akku GmbH, Kaistraße 1, 20457 Hamburg"},
  });
  ASSERT_EQ(ExtractImprint(page).size(), 1u);
  page.blocks.pop_back();
  EXPECT_TRUE(ExtractImprint(page).empty());
  page.organizations.push_back(
      {"Max Muster", "", "Weg 1", "20457", "Hamburg", {}});
  EXPECT_TRUE(ExtractImprint(page).empty());
  page.organizations.push_back(
      {"Elbe", "Elbe Akku GmbH", "Kaistraße 1", "20457", "Hamburg", {}});
  const auto found = ExtractImprint(page);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "Elbe Akku GmbH");
  EXPECT_LT(found[0].confidence, 0.5);
}

TEST(ImprintTest, MoreFactsMoreConfidence) {
  const double bare = ExtractImprintText("Elbe GmbH")[0].confidence;
  const double placed =
      ExtractImprintText("Elbe GmbH\nKai 1\n20457 Hamburg")[0].confidence;
  const double full =
      ExtractImprintText(
          "Elbe GmbH\nKai 1\n20457 Hamburg\nAmtsgericht Hamburg HRB 1\n"
          "DE136695976")[0]
          .confidence;
  EXPECT_LT(bare, placed);
  EXPECT_LT(placed, full);
  EXPECT_LE(full, 1.0);
}

// Whatever the bytes: what comes out has a legal form or a register number,
// stands in the text, and is valid.
TEST(ImprintTest, AnyBytesGiveSoundCompanies) {
  std::mt19937 random(20261123);
  std::string all = MustRead(TestData("imprints/layouts.txt")) +
                    MustRead(TestData("imprints/wild.txt"));
  for (int round = 0; round < 400; ++round) {
    const size_t begin = random() % (all.size() - 1500);
    std::string text = all.substr(begin, random() % 1500);
    for (size_t n = random() % 20; n > 0 && !text.empty(); --n) {
      text[random() % text.size()] = static_cast<char>(random() % 256);
    }
    for (const ImprintCompany& company : ExtractImprintText(text)) {
      EXPECT_FALSE(company.name.empty());
      EXPECT_TRUE(!company.legal_form.empty() || !company.number.empty());
      EXPECT_GE(company.confidence, 0);
      EXPECT_LE(company.confidence, 1);
      EXPECT_EQ(company.number.find_first_not_of("0123456789"),
                std::string::npos);
      EXPECT_TRUE(company.address.postcode.empty() ||
                  company.address.postcode.size() == 5);
    }
  }
}

// What has no legal form on any line, and yet is somebody.
TEST(ImprintTest, SomeAreNamedWithoutALegalForm) {
  const struct {
    std::string text;
    std::string name;
  } cases[] = {
      {"Kanzlei am Deich\nKai 1\n20457 Hamburg\nHandelsregister\nB\nNummer\n"
       "207756",
       "Kanzlei am Deich"},
      {"Elbe Handel\nKai 1\n20457 Hamburg\nHRA 4444", "Elbe Handel"},
      {"Elbe Handel\nKai 1\nPLZ:\n20457\nOrt:\nHamburg\nHRA 4444",
       "Elbe Handel"},
      {"Kreis Marsch\nAm Deich 1\n25541 Brunsbüttel", "Kreis Marsch"},
      {"Stadt\n& Co Muster\n20457 Hamburg", "Stadt & Co Muster"},
      {"Werk Nord\nAnstalt des öffentlichen Rechts\nKai 1\n20457 Hamburg",
       "Werk Nord"},
  };
  for (const auto& c : cases) {
    const auto found = ExtractImprintText(c.text);
    EXPECT_EQ(found.empty() ? "" : found[0].name, c.name) << c.text;
  }
}

// The short way out against the whole way.
TEST(ImprintTest, OnlyTextsThatNameNobodyAreLeftEarly) {
  std::mt19937 random(20261129);
  std::vector<std::string> pool;
  for (const char* file : {"imprints/layouts.txt", "imprints/wild.txt"}) {
    std::istringstream lines(MustRead(TestData(file)));
    for (std::string line; std::getline(lines, line);) pool.push_back(line);
  }
  int early = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    // Every other time lines that belong together.
    size_t at = random() % pool.size();
    for (size_t n = 1 + random() % 5; n > 0; --n) {
      text += pool[at] + "\n";
      at = round % 2 == 0 ? (at + 1) % pool.size() : random() % pool.size();
    }
    std::vector<ImprintLine> lines = CutImprint(text);
    if (MayNameCompany(lines)) continue;
    ++early;
    MarkLines(lines);
    const auto found = ChooseOwners(AssembleImprint(std::move(lines)), {});
    EXPECT_TRUE(found.empty()) << text << Show(found);
  }
  EXPECT_GT(early, 500);
}

TEST(ImprintTest, HugeTextsEnd) {
  const std::string pieces[] = {
      "GmbH ", "HRB 1 ", "20457 Hamburg ", ": ", "a", "(", "Amtsgericht ",
      "\n",    "DE1",    "Musterstr. 1, "};
  for (const std::string& piece : pieces) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    const auto found = ExtractImprintText(text);
    EXPECT_LE(found.size(), 4000u) << piece;
  }
}

}  // namespace
}  // namespace ritmon
