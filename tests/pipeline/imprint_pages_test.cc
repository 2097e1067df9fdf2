// SPDX-License-Identifier: GPL-3.0-or-later
// Whole imprint pages, from the bytes to the companies: precision and recall of
// each field. The data is described in tests/data/imprints/README.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iomanip>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/normalize.h"
#include "base/regex.h"
#include "classifier/page_parser.h"
#include "registry/imprint.h"
#include "registry/legal_form.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using TestJson = nlohmann::json;

constexpr std::array<const char*, 10> kFields = {
    "name",  "legal_form", "street", "postcode", "town",
    "court", "register",   "number", "suffix",   "vat_id"};

using Fields = std::array<std::string, kFields.size()>;

struct PageCase {
  std::string id;
  Page page;
  std::vector<Fields> expected;
  std::vector<Fields> found;
};

// As it is compared: white space and what is only for the printer do not count,
// nor does the case of a court.
Fields AsCompared(Fields fields) {
  constexpr size_t kCourt = 5;
  for (size_t i = 0; i < fields.size(); ++i) {
    fields[i] = i == kCourt ? Fold(fields[i]) : FoldKeepingCase(fields[i]);
  }
  return fields;
}

Fields FieldsOf(const TestJson& company) {
  Fields fields;
  for (size_t i = 0; i < kFields.size(); ++i) {
    const auto value = company.find(kFields[i]);
    if (value != company.end() && value->is_string()) fields[i] = *value;
  }
  return AsCompared(std::move(fields));
}

Fields FieldsOf(const ImprintCompany& company) {
  const Address& address = company.address;
  return AsCompared({company.name, company.legal_form, address.street,
                     address.postcode, address.town, company.court,
                     company.register_type, company.number, company.suffix,
                     company.vat_id});
}

std::vector<PageCase> ReadPages(const std::string& file) {
  std::vector<PageCase> cases;
  std::istringstream lines(MustRead(TestData("imprints/" + file)));
  for (std::string line; std::getline(lines, line);) {
    const TestJson json = TestJson::parse(line);
    const Url url = *Url::Parse(json["url"].get<std::string>());
    PageCase c{.id = json["id"],
               .page = ParsePage(url, json["html"].get<std::string>(), ""),
               .expected = {},
               .found = {}};
    for (const auto& company : json["companies"]) {
      c.expected.push_back(FieldsOf(company));
    }
    for (const ImprintCompany& company : ExtractImprint(c.page)) {
      c.found.push_back(FieldsOf(company));
    }
    cases.push_back(std::move(c));
  }
  return cases;
}

bool IsSame(const Fields& a, const Fields& b) {
  constexpr size_t kName = 0;
  constexpr size_t kNumber = 7;
  return Fold(a[kName]) == Fold(b[kName]) ||
         (!a[kNumber].empty() && a[kNumber] == b[kNumber]);
}

struct Score {
  size_t right = 0;
  size_t wrong = 0;   // found, but different or not expected
  size_t missed = 0;  // expected, and not found so
  double precision() const {
    return static_cast<double>(right) / static_cast<double>(right + wrong);
  }
  double recall() const {
    return static_cast<double>(right) / static_cast<double>(right + missed);
  }
};

struct Scores {
  std::array<Score, kFields.size()> fields;
  size_t wrong_owners = 0;
  size_t companies_for_none = 0;

  void Add(const Fields& expected, const Fields& found) {
    for (size_t i = 0; i < kFields.size(); ++i) {
      if (!found[i].empty() && found[i] == expected[i]) {
        ++fields[i].right;
        continue;
      }
      if (!found[i].empty()) ++fields[i].wrong;
      if (!expected[i].empty()) ++fields[i].missed;
    }
  }

  void Add(const PageCase& c) {
    std::vector<Fields> left = c.found;
    std::vector<const Fields*> unmatched;
    for (const Fields& expected : c.expected) {
      const auto same = std::find_if(
          left.begin(), left.end(),
          [&](const Fields& found) { return IsSame(expected, found); });
      if (same == left.end()) {
        unmatched.push_back(&expected);
        continue;
      }
      Add(expected, *same);
      left.erase(same);
    }
    // What is left is compared in the order of the page.
    for (size_t i = 0; i < std::max(left.size(), unmatched.size()); ++i) {
      Add(i < unmatched.size() ? *unmatched[i] : Fields{},
          i < left.size() ? left[i] : Fields{});
    }
    if (c.expected.empty()) {
      companies_for_none += c.found.size();
    } else if (c.found.empty() || !IsSame(c.expected[0], c.found[0])) {
      ++wrong_owners;
    }
  }
};

Scores Measure(const std::string& file, const std::vector<PageCase>& cases) {
  Scores scores;
  for (const PageCase& c : cases) scores.Add(c);
  std::cout << file << ": " << cases.size() << " pages, wrong owner on "
            << scores.wrong_owners
            << ", companies where there are none: " << scores.companies_for_none
            << "\n"
            << std::fixed << std::setprecision(3);
  for (size_t i = 0; i < kFields.size(); ++i) {
    const Score& score = scores.fields[i];
    std::cout << std::left << std::setw(11) << kFields[i] << std::right
              << std::setw(4) << score.right << " right" << std::setw(4)
              << score.wrong << " wrong" << std::setw(4) << score.missed
              << " missed  precision " << score.precision() << "  recall "
              << score.recall() << "\n";
  }
  return scores;
}

void ExpectAtLeast(const Scores& scores, double precision, double recall) {
  constexpr size_t kFew = 20;  // values; of so few each is a large share
  for (size_t i = 0; i < kFields.size(); ++i) {
    if (scores.fields[i].right + scores.fields[i].missed < kFew) continue;
    EXPECT_GE(scores.fields[i].precision(), precision) << kFields[i];
    EXPECT_GE(scores.fields[i].recall(), recall) << kFields[i];
  }
}

TEST(ImprintPagesTest, PrecisionAndRecallOfEachField) {
  const auto cases = ReadPages("pages.jsonl");
  ASSERT_GE(cases.size(), 60u);
  const Scores scores = Measure("pages.jsonl", cases);
  ExpectAtLeast(scores, 0.97, 0.95);
  EXPECT_EQ(scores.wrong_owners, 0u);
  EXPECT_EQ(scores.companies_for_none, 0u);
}

// Written apart from the others, and tuned for later.
TEST(ImprintPagesTest, PagesByOtherHands) {
  const auto cases = ReadPages("held-out.jsonl");
  ASSERT_GE(cases.size(), 60u);
  const Scores scores = Measure("held-out.jsonl", cases);
  ExpectAtLeast(scores, 0.97, 0.95);
  EXPECT_EQ(scores.wrong_owners, 0u);
  EXPECT_EQ(scores.companies_for_none, 0u);
}

// By a third hand, and never tuned for: what to expect of other people's pages.
TEST(ImprintPagesTest, PagesThatNobodyTunedFor) {
  const auto cases = ReadPages("untouched.jsonl");
  ASSERT_GE(cases.size(), 50u);
  ExpectAtLeast(Measure("untouched.jsonl", cases), 0.8, 0.8);
}

// All pages with a company are imprints; so are those of private persons.
TEST(ImprintPagesTest, ArePagesWithAnImprint) {
  for (const PageCase& c : ReadPages("pages.jsonl")) {
    EXPECT_TRUE(c.page.is_imprint || c.expected.empty()) << c.id;
  }
}

TEST(ImprintPagesTest, TheImprintPageIsFound) {
  const std::string facts =
      "<p>Elbe GmbH<br>Kai 1<br>20457 Hamburg<br>Amtsgericht Hamburg, HRB "
      "1234</p>";
  const std::string story = "<h1>Wärmepumpen</h1><p>Wir bauen sie ein.</p>";
  const struct {
    std::string path;
    std::string body;
    bool imprint;
  } cases[] = {
      {"/impressum", facts, true},
      {"/de/imprint.html", facts, true},
      {"/legal-notice", facts, true},
      {"/mentions-legales", facts, true},
      {"/anbieterkennzeichnung.php", facts, true},
      {"/rechtliches", "<h1>Impressum und Datenschutz</h1>" + facts, true},
      {"/kontakt", "<h1>Kontakt &amp; Impressum</h1>" + facts, true},
      {"/", story + "<section><h2>Impressum</h2>" + facts + "</section>", true},
      {"/", story + "<p><a href='/impressum'>Impressum</a></p>", false},
      {"/", story + "<footer><a href='/impressum'>Impressum</a></footer>",
       false},
      {"/legal", "<h1>Legal</h1><p>Use of this site is free.</p>", false},
      {"/agb", "<h1>AGB</h1><p>Es gilt deutsches Recht.</p>", false},
      {"/datenschutz", "<h1>Datenschutz</h1><p>Siehe Impressum.</p>", false},
  };
  for (const auto& c : cases) {
    const Page page = ParsePage(*Url::Parse("https://elbe.example" + c.path),
                                "<html><body>" + c.body + "</body></html>", "");
    EXPECT_EQ(page.is_imprint, c.imprint) << c.path << " " << c.body;
    EXPECT_EQ(ExtractImprint(page).size(), c.imprint ? 1u : 0u) << c.path;
  }
}

// "Geschäftsführerin: Dr. Eva Muster" and the like, without titles.
std::set<std::string> PersonsOn(const Page& page) {
  static const Regex regex = *Regex::Compile(
      R"((?:Geschäftsführ(?:er|erin|ung)|Inhaber(?:in)?|Inh\.|Vorstand|)"
      R"(Vertreten durch|vertreten durch|Managing [Dd]irector|Liquidator|)"
      R"(Verantwortliche?r?(?: i\.S\.d\.)?[^:]{0,30}): ?)"
      R"((?:(?:Dr\.|Prof\.|Dipl\.-\pL+\.?|-Ing\.|rer\.|nat\.|med\.) ?)*)"
      R"((\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?))");
  std::set<std::string> persons;
  const std::string text = PageText(page);
  for (const auto& match : regex.FindAll(text)) {
    persons.insert(
        text.substr(match[1]->begin, match[1]->end - match[1]->begin));
  }
  return persons;
}

// No mailbox, no telephone and no person comes out, whatever the page.
TEST(ImprintPagesTest, PersonsAreNeverReturned) {
  static const Regex telephone = *Regex::Compile(
      R"(\+\d|\b0\d{2,5}[ /()\-]{1,3}\d{2,}|(?i:\btel\b|fax\b))");
  size_t persons_seen = 0;
  for (const char* file : {"pages.jsonl", "held-out.jsonl"}) {
    for (const PageCase& c : ReadPages(file)) {
      const auto persons = PersonsOn(c.page);
      persons_seen += persons.size();
      for (const Fields& company : c.found) {
        // A registered merchant's firm may be the merchant's name.
        const bool merchant = company[1] == "ek" && !company[7].empty();
        for (size_t i = 0; i < kFields.size(); ++i) {
          const bool mailbox = company[i].find('@') != std::string::npos;
          EXPECT_FALSE(mailbox) << c.id;
          EXPECT_FALSE(telephone.Occurs(company[i])) << c.id;
          if (i == 0 && merchant) continue;
          for (const std::string& person : persons) {
            EXPECT_EQ(company[i].find(person), std::string::npos)
                << c.id << " " << kFields[i];
          }
        }
      }
    }
  }
  EXPECT_GE(persons_seen, 60u);
}

}  // namespace
}  // namespace ritmon
