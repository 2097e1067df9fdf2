// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/review_table.h"

#include <gtest/gtest.h>

#include "base/csv.h"
#include "base/files.h"
#include "base/sheet_writer.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class ReviewTableTest : public testing::Test {
 protected:
  // Rows as "line site verdict company note", mistakes as "line! message".
  std::string Read(const std::string& bytes) {
    EXPECT_TRUE(WriteFileAtomically(path(), bytes));
    return ReadFileThere();
  }

  std::string ReadFileThere() {
    auto table = ReadReviewTable(path());
    if (!table) return table.error().message;
    CheckTogether(*table);
    std::string text;
    for (const ReviewRow& row : table->rows) {
      text += std::to_string(row.line) + " " + row.site + " " +
              std::string(ToString(row.verdict)) + " " + row.company_id +
              (row.note.empty() ? "" : " " + row.note) + "\n";
    }
    for (const ReviewMistake& mistake : table->mistakes) {
      text += std::to_string(mistake.line) + "! " + mistake.message + "\n";
    }
    undecided_ = table->undecided;
    return text;
  }

  std::filesystem::path path() const { return folder_ / "liste"; }
  TempDirectory folder_;
  uint64_t undecided_ = 0;
};

TEST_F(ReviewTableTest, VerdictsAreWords) {
  struct Case {
    const char* word;
    const char* verdict;  // empty: none
  };
  const Case cases[] = {
      {"accept", "accept"},
      {"ACCEPT", "accept"},
      {" Annehmen ", "accept"},
      {"angenommen", "accept"},
      {"ja", "accept"},
      {"Yes", "accept"},
      {"reject", "reject"},
      {"ABLEHNEN", "reject"},
      {"Abgelehnt", "reject"},
      {"nein", "reject"},
      {"No", "reject"},
      {"other", "other"},
      {"Andere", "other"},
      {"andere Firma", "other"},
      {"Anderes\u00A0Unternehmen", "other"},
      {"Other  company", "other"},
      {"", ""},
      {"vielleicht", ""},
      {"acceptt", ""},
      {"x", ""},
  };
  for (const Case& c : cases) {
    const auto verdict = ParseReviewVerdict(c.word);
    EXPECT_EQ(verdict ? ToString(*verdict) : "", c.verdict) << c.word;
  }
}

TEST_F(ReviewTableTest, RowsAsTheyComeBack) {
  struct Case {
    const char* why;
    const char* file;
    const char* read;
  };
  const Case cases[] = {
      {"as it was written, filled in",
       "site;candidate_id;rule;decision;company_id;note\n"
       "a.example;K1;x;accept;;gut\nb.example;K2;y;;;\n",
       "2 a.example accept K1 gut\n"},
      {"other columns, other order, capitals, commas",
       "Note,DECISION,extra,Candidate ID,Site,Company-ID\n"
       "\"mit, Komma\",Reject,1,K1,a.example,\n"
       ",OTHER,,K1,b.example,K9\n",
       "2 a.example reject K1 mit, Komma\n3 b.example other K9\n"},
      {"German titles, windows-1252, byte order mark apart",
       "Webseite;Kandidat;Entscheidung;Unternehmens-ID;Bemerkung\r\n"
       "a.example;K1;Annehmen;;gepr\xFC"
       "ft\r\n",
       "2 a.example accept K1 geprüft\n"},
      {"UTF-8 with a mark",
       "\xEF\xBB\xBFsite;decision;company_id\na.example;andere;K1\n",
       "2 a.example other K1\n"},
      {"written by hand: company_id is the company that is meant",
       "site\tdecision\tcompany_id\na.example\tnein\tK1\n"
       "a.example\tja\tK2\n",
       "2 a.example reject K1\n3 a.example accept K2\n"},
      {"the apostrophe against formulas goes",
       "site;decision;candidate_id;note\na.example;accept;K1;'=1+1\n",
       "2 a.example accept K1 =1+1\n"},
      {"the same twice is once",
       "site;decision;candidate_id\na.example;accept;K1\n"
       "a.example;accept;K1\n",
       "2 a.example accept K1\n"},
      {"company_id may repeat the candidate",
       "site;decision;candidate_id;company_id\na.example;accept;K1;K1\n",
       "2 a.example accept K1\n"},
      {"all mistakes at once",
       "site;decision;candidate_id;company_id\n"
       "a.example;vielleicht;K1;\n;accept;K1;\nb.example;other;K1;\n"
       "c.example;accept;;\nd.example;reject;K1;K2\ne.example;;K1;K2\n"
       "f.example;accept;K1;\n",
       "8 f.example accept K1\n"
       "2! decision 'vielleicht' is none of accept, reject, other (annehmen, "
       "ablehnen, andere)\n"
       "3! no site\n"
       "4! other, but no company_id says which\n"
       "5! accept, but the row names no company\n"
       "6! reject of K1, but K2 in company_id; write other for that\n"
       "7! company_id without a decision; write other\n"},
      {"rows that contradict each other",
       "site;decision;candidate_id;company_id\n"
       "a.example;accept;K1;\na.example;accept;K2;\n"
       "a.example;other;K3;K4\nb.example;accept;K1;\nb.example;reject;K1;\n"
       "c.example;reject;K1;\nc.example;reject;K2;\nc.example;other;K1;K3\n",
       "2 a.example accept K1\n5 b.example accept K1\n"
       "7 c.example reject K1\n8 c.example reject K2\n"
       "9 c.example other K3\n"
       "3! a.example: accept of K2, but accept of K1 in row 2\n"
       "4! a.example: other of K4, but accept of K1 in row 2\n"
       "6! b.example: reject of K1, but accept of K1 in row 5\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(Read(c.file), c.read) << c.why;
}

TEST_F(ReviewTableTest, WithoutItsColumnsItIsNoList) {
  struct Case {
    const char* file;
    const char* error;
  };
  const Case cases[] = {
      {"", "no rows"},
      {"a;b\n1;2\n", "no column site; the titles are 'a', 'b'"},
      {"site;company_id\n", "no column decision; the titles are"},
      {"site;decision\n", "no column candidate_id or company_id"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Read(c.file).rfind(path().string() + ": " + c.error, 0), 0u)
        << Read(c.file);
  }
}

TEST_F(ReviewTableTest, AWorkbookIsReadLikeATable) {
  auto writer = SheetWriter::Create(path(), Timestamp());
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->AddSheet(
      "Review",
      {{"site"}, {"score"}, {"candidate_id"}, {"decision"}, {"note"}}));
  ASSERT_TRUE(
      writer->Append({std::string("a.example"), int64_t{45}, std::string("K1"),
                      std::string("Ablehnen"), std::string("=falsch")}));
  ASSERT_TRUE(writer->Append(
      {std::string("b.example"), int64_t{45}, std::string("K2"), {}, {}}));
  ASSERT_TRUE(writer->Close());
  EXPECT_EQ(ReadFileThere(), "2 a.example reject K1 =falsch\n");
  EXPECT_EQ(undecided_, 1u);
}

}  // namespace
}  // namespace ritmon
