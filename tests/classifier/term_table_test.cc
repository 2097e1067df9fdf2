// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/term_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/classifier/sample_taxonomy.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

// Lists, and what becomes of them by a changed table.
struct Workbench {
  std::vector<ListDirectory> directories;
  std::shared_ptr<const Taxonomy> taxonomy;

  explicit Workbench(std::vector<ListDirectory> lists)
      : directories(std::move(lists)) {
    auto source = ParseTaxonomyDirectories(directories);
    EXPECT_TRUE(source) << source.error().message;
    taxonomy = Taxonomy::Compile(std::move(*source)).value();
  }

  std::string Table(const std::vector<std::string>& fields = {}) const {
    std::vector<const FieldSource*> entries;
    for (size_t i = 0; i < taxonomy->entry_count(); ++i) {
      const FieldSource& entry = taxonomy->entry(i);
      if (fields.empty() ||
          std::find(fields.begin(), fields.end(), entry.id) != fields.end()) {
        entries.push_back(&entry);
      }
    }
    return WriteTermTable(entries);
  }

  Result<std::vector<ChangedFile>> Import(const std::string& csv) const {
    auto changes = CompareTermTable(*taxonomy, "t.csv", csv);
    if (!changes) return tl::unexpected(changes.error());
    return ApplyTermTable(directories, *taxonomy, *changes);
  }

  // The one changed file's text, or the error.
  std::string Changed(const std::string& csv) const {
    auto files = Import(csv);
    if (!files) return files.error().message;
    return files->size() == 1 ? files->front().content
                              : std::to_string(files->size()) + " files";
  }

  std::string Text(const std::string& name) const {
    for (const auto& [file, content] : directories[0].files) {
      if (file == name) return content;
    }
    return {};
  }
};

constexpr char kHead[] = "field;family;strength;lang;term;needs;group\r\n";

Workbench OneFile(const std::string& families) {
  ListFiles files = SampleFiles();
  files[2].second =
      "id = \"recycling\"\n"
      "label = { de = \"Kreislaufwirtschaft\", "
      "en = \"Recycling\" }\n" +
      families;
  return Workbench({{"", files}});
}

// The families with one change to the table, which replaces `from` by `to`.
std::string Edited(const std::string& families, const std::string& from,
                   const std::string& to) {
  const Workbench bench = OneFile(families);
  std::string csv = bench.Table({"recycling"});
  const size_t at = csv.find(from);
  EXPECT_NE(at, std::string::npos) << csv;
  csv.replace(at, from.size(), to);
  const std::string text = bench.Changed(csv);
  const size_t head = text.find("}\n");
  return head == std::string::npos ? text : text.substr(head + 2);
}

TEST(TermTableTest, RowsAreTerms) {
  const Workbench bench({{"", SampleFiles()}});
  EXPECT_EQ(
      bench.Table({"recycling"}),
      std::string(kHead) + "recycling;recycling;strong;de;recycling*;;1\r\n");
  const std::string all = bench.Table();
  EXPECT_NE(all.find("hydrogen;ships;medium;de;ammoniak*;ships;4\r\n"),
            std::string::npos);
}

TEST(TermTableTest, OnlyTheListsTextChanges) {
  const std::string row = "recycling;a;strong;de;";
  struct Case {
    const char* before;
    const char* from;
    const char* to;
    const char* after;
  };
  const std::string head = "[[family]]\nname = \"a\"\n";
  const Case cases[] = {
      // Removed: first, last, in the middle.
      {"strong.de = [\"x1\", \"x2\", \"x3\"] # why\n", "x1;;1\r\n", "x9;;1\r\n",
       "strong.de = [\"x2\", \"x3\", \"x9\"] # why\n"},
      {"strong.de = [\"x1\", \"x2\"]\n", "recycling;a;strong;de;x2;;1\r\n", "",
       "strong.de = [\"x1\"]\n"},
      {"strong.de = [\"x1\", \"x2\", \"x3\"]\n",
       "recycling;a;strong;de;x2;;1\r\n", "", "strong.de = [\"x1\", \"x3\"]\n"},
      {"strong.de = [ 'x1' , 'x2' ]\n", "recycling;a;strong;de;x1;;1\r\n", "",
       "strong.de = [ 'x2' ]\n"},
      // Lists of several lines, with comments.
      {"strong.de = [\n  \"x1\", # one\n  \"x2\",\n  \"x3\", # three\n]\n",
       "recycling;a;strong;de;x2;;1\r\n", "",
       "strong.de = [\n  \"x1\", # one\n  \"x3\", # three\n]\n"},
      {"strong.de = [\n  \"x1\",\n  \"x2\"\n]\n",
       "recycling;a;strong;de;x2;;1\r\n", "", "strong.de = [\n  \"x1\",\n]\n"},
      {"strong.de = [\n  \"x1\",\n  \"x2\", # two\n]\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;a;strong;de;x3;;1\r\n",
       "strong.de = [\n  \"x1\",\n  \"x2\", # two\n  \"x3\",\n]\n"},
      {"strong.de = [\n  \"x1\",\n  \"x2\"\n]\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;a;strong;de;x3;;1\r\n",
       "strong.de = [\n  \"x1\",\n  \"x2\",\n  \"x3\"\n]\n"},
      {"strong.de = [\n  \"x1\", \"x2\",\n  \"x3\",\n]\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;a;strong;de;x4;;1\r\n",
       "strong.de = [\n  \"x1\", \"x2\",\n  \"x3\",\n  \"x4\",\n]\n"},
      // A comma or bracket inside a term or comment is none.
      {"strong.de = [\"x1,]\", # ] ,\n \"x\\\"2\"]\n", "\"x\"\"2\";;1\r\n",
       "x3;;1\r\n", "strong.de = [\"x1,]\", \"x3\", # ] ,\n ]\n"},
      // Moved to another strength or language.
      {"strong.de = [\"x1\", \"x2\"]\nweak.de = [\"x3\"]\n", "strong;de;x1",
       "weak;de;x1", "strong.de = [\"x2\"]\nweak.de = [\"x3\", \"x1\"]\n"},
      {"strong.de = [\"x1\"]\nexcept.de = [\"x8\"]\n", "strong;de;x1",
       "strong;en;x1", "strong.en = [\"x1\"]\nexcept.de = [\"x8\"]\n"},
      {"strong = [\"x1\", \"x2\"]\n", "strong;de;x1", "strong;en;x1",
       "strong.de = [\"x2\"]\nstrong.en = [\"x1\"]\n"},
      {"strong = [\"x1\"]\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;a;medium;en;x2;;1\r\n",
       "strong = [\"x1\"]\nmedium.en = [\"x2\"]\n"},
      {"strong = { de = [\"x1\", \"x2\"], en = [\"x3\"] } # t\n",
       "strong;de;x1", "strong;en;x1",
       "strong = { de = [\"x2\"], en = [\"x3\", \"x1\"] } # t\n"},
      // Quoting.
      {"strong.de = [\"x1\"]\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;a;strong;de;\"/abc\"\"\\d/\";;1\r\n",
       "strong.de = [\"x1\", '/abc\"\\d/']\n"},
      {"strong.de = [\"x1\"]\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;a;strong;de;'=strom;;1\r\n",
       "strong.de = [\"x1\", \"=strom\"]\n"},
      // A new family, and one that is found by its name.
      {"strong.de = [\"x1\"]\nexcept.de = [\"x8\"]\n# end\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;b;weak;en;x2;ships,provider;\r\n"
       "recycling;b;strong;de;x3;ships,provider;\r\n",
       "strong.de = [\"x1\"]\nexcept.de = [\"x8\"]\n\n[[family]]\n"
       "name = \"b\"\nneeds = [\"ships\", \"provider\"]\nstrong.de = [\"x3\"]\n"
       "weak.en = [\"x2\"]\n# end\n"},
      {"strong.de = [\"x1\"]\n", "x1;;1\r\n",
       "x1;;1\r\nrecycling;a;strong;de;x2;;\r\n",
       "strong.de = [\"x1\", \"x2\"]\n"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Edited(head + c.before, c.from, c.to), head + c.after)
        << c.before;
    // The same file as Windows editors leave it.
    const auto crlf = [](std::string text) {
      for (size_t i = 0; (i = text.find('\n', i)) != text.npos; i += 2) {
        text.replace(i, 1, "\r\n");
      }
      return text;
    };
    EXPECT_EQ(Edited(crlf(head + c.before), c.from, c.to), crlf(head + c.after))
        << c.before;
  }
}

TEST(TermTableTest, WhatCannotBeChangedIsSaidAndLeft) {
  // A table for each strength leaves no place for a further key.
  const std::string text =
      Edited("[[family]]\nname = \"a\"\n[family.strong]\nde = [\"x1\"]\n",
             "x1;;1\r\n", "x1;;1\r\nrecycling;a;weak;de;x2;;1\r\n");
  EXPECT_NE(text.find("recycling.toml"), std::string::npos) << text;
  EXPECT_EQ(text.find("[[family]]"), std::string::npos) << text;
  // Lists that are there can be changed there too.
  EXPECT_EQ(Edited("[[family]]\nname = \"a\"\n[family.strong]\nde = [\"x1\"]\n",
                   "x1;;1\r\n", "x2;;1\r\n"),
            "[[family]]\nname = \"a\"\n[family.strong]\nde = [\"x2\"]\n");
}

TEST(TermTableTest, MistakesAreNamedWithTheirLine) {
  const std::string good = "recycling;recycling;strong;de;recycling*;;1\r\n";
  struct Case {
    std::string csv;
    const char* message;
  };
  const Case cases[] = {
      {"", "t.csv:1: the table is empty"},
      {"field;familie;strength;lang;term;needs;group\r\n",
       "t.csv:1: no column 'family', do you mean 'familie'?"},
      {kHead + good + "recyclin;recycling;strong;de;x;;\r\n",
       "t.csv:3: unknown field 'recyclin', do you mean 'recycling'?"},
      {kHead + good + "recycling;recycling;stron;de;x1;;1\r\n",
       "t.csv:3: strength is strong, medium or weak, not 'stron', do you mean "
       "'strong'?"},
      {kHead + good + "recycling;recycling;weak;fr;x1;;1\r\n",
       "t.csv:3: lang is de or en, not 'fr'"},
      {kHead + good + "recycling;recycling;weak;de;x*y;;1\r\n",
       "t.csv:3: term \"x*y\": a sign of the notation"},
      {kHead + good + "recycling;recycling;weak;de;/[/;;1\r\n", "t.csv:3: "},
      {kHead + good + "recycling;recycling;weak;de;02. Feb;;1\r\n",
       "t.csv:3: term '02. Feb' is a date"},
      {kHead + good + "recycling;recycling;weak;de;1,5E+10;;1\r\n",
       "t.csv:3: term '1,5E+10' is a number"},
      {kHead + good + "recycling;recycling;weak;de;#NAME?;;1\r\n",
       "t.csv:3: term '#NAME?' is a formula's error"},
      {kHead + good + "recycling;recycling;weak;de;;;1\r\n",
       "t.csv:3: no term"},
      {kHead + good + "recycling;other;weak;de;x1;;1\r\n",
       "t.csv:3: group 1 is family 'recycling', not 'other'"},
      {kHead + good + "recycling;recycling;weak;de;x1;ships;1\r\n",
       "t.csv:3: group 1 needs '', not 'ships'"},
      {kHead + good + "recycling;recycling;weak;de;x1;;2\r\n",
       "t.csv:3: 'recycling' has no group '2', only 1 to 1"},
      {kHead + good + "recycling;new;weak;de;x1;shps;\r\n",
       "t.csv:3: unknown context group 'shps', do you mean 'ships'?"},
      {kHead + good + good, "t.csv:3: \"recycling*\" is in this list already"},
      {std::string(kHead) + "recycling;new;weak;de;x1;;\r\n",
       "no row is left of family 'recycling', group 1"},
  };
  const Workbench bench({{"", SampleFiles()}});
  for (const Case& c : cases) {
    auto files = bench.Import(c.csv);
    ASSERT_FALSE(files) << c.message;
    EXPECT_NE(files.error().message.find(c.message), std::string::npos)
        << files.error().message;
  }
  // All of them at once.
  const std::string all = bench.Changed(cases[2].csv + "a;b;c;d;e;f;g\r\n");
  EXPECT_NE(all.find("t.csv:3: "), std::string::npos);
  EXPECT_NE(all.find("t.csv:4: unknown field 'a'"), std::string::npos);
  EXPECT_NE(all.find("t.csv:4: lang"), std::string::npos);
}

std::string Replaced(std::string text, const std::string& from,
                     const std::string& to) {
  for (size_t i = 0; (i = text.find(from, i)) != text.npos; i += to.size()) {
    text.replace(i, from.size(), to);
  }
  return text;
}

// As spreadsheets save it again.
TEST(TermTableTest, SpreadsheetsMaySaveItInTheirWay) {
  const std::string lists =
      "[[family]]\nname = \"größe\"\nstrong.de = [\"grün~ (ä|ö)zeug*\", "
      "\"=strom\", \"a, b\", \"blank* \", \"/x;yz \\\"[0-9]/\"]\n"
      "[[family]]\nname = \"b\"\nneeds = [\"ships\", \"provider\"]\n"
      "strong.de = [\"x1\"]\n";
  const Workbench bench = OneFile(lists);
  const std::string csv = bench.Table({"recycling"});
  EXPECT_NE(csv.find("'=strom"), std::string::npos) << csv;
  std::string latin = csv;
  for (const auto& [utf8, byte] :
       std::vector<std::pair<std::string, std::string>>{
           {"ä", "\xE4"}, {"ö", "\xF6"}, {"ü", "\xFC"}, {"ß", "\xDF"}}) {
    latin = Replaced(latin, utf8, byte);
  }
  std::string tabs;
  std::string commas;
  bool quoted = false;
  for (const char c : csv) {
    if (c == '"') quoted = !quoted;
    tabs += c == ';' && !quoted ? '\t' : c;
    commas += c == ';' && !quoted ? ',' : c;
  }
  // Cells with commas get their quotes.
  commas = Replaced(commas, "a, b", "\"a, b\"");
  commas = Replaced(commas, "ships,provider", "\"ships,provider\"");
  const std::pair<const char*, std::string> variants[] = {
      {"as written", csv},
      {"with a mark", "\xEF\xBB\xBF" + csv},
      {"line feeds only", Replaced(csv, "\r\n", "\n")},
      {"empty columns", Replaced(csv, "\r\n", ";;;\r\n")},
      {"empty rows", csv + ";;;;;;\r\n;;;;;;\r\n\r\n"},
      {"windows-1252", latin},
      {"tabs", tabs},
      {"commas", commas},
      {"capitals", Replaced(Replaced(csv, "strong", "STRONG"), ";de;", ";DE;")},
  };
  for (const auto& [name, variant] : variants) {
    auto files = bench.Import(variant);
    ASSERT_TRUE(files) << name << files.error().message;
    EXPECT_TRUE(files->empty()) << name << files->front().content;
  }
}

class RealListsTest : public testing::Test {
 protected:
  RealListsTest()
      : bench_(ReadListDirectories({SourceFile("keyword-lists")}).value()) {}
  Workbench bench_;
};

TEST_F(RealListsTest, AnUnchangedTableChangesNoByte) {
  auto files = bench_.Import("\xEF\xBB\xBF" + bench_.Table());
  ASSERT_TRUE(files) << files.error().message;
  EXPECT_TRUE(files->empty());
}

// Whatever rows are taken away, added or moved: the lists say what the table
// says, and the way back gives the table again.
TEST_F(RealListsTest, AnyChangeArrives) {
  std::mt19937 random(7);
  for (int round = 0; round < 2; ++round) {
    const size_t entry = random() % bench_.taxonomy->entry_count();
    const FieldSource& field = bench_.taxonomy->entry(entry);
    FieldSource wanted = field;
    int made = 0;
    for (FamilySource& family : wanted.families) {
      for (size_t i = 0; i < family.terms.size();) {
        switch (random() % 12) {
          case 0:
            if (family.terms.size() > 1) {
              family.terms.erase(family.terms.begin() +
                                 static_cast<std::ptrdiff_t>(i));
              continue;
            }
            break;
          case 1:
            family.terms[i].text = "neu" + std::to_string(++made) + "wort*";
            break;
          case 2:
            family.terms.push_back({"zusatz" + std::to_string(++made) + "\"x",
                                    TermLanguage::kEnglish,
                                    1 + static_cast<int>(random() % 3),
                                    {}});
            break;
          default:
            break;
        }
        ++i;
      }
    }
    const std::string table = WriteTermTable({&wanted});
    auto files = bench_.Import(table);
    ASSERT_TRUE(files) << field.id << files.error().message;
    ASSERT_EQ(files->size(), 1u);
    std::vector<ListDirectory> after = bench_.directories;
    for (auto& [name, content] : after[0].files) {
      if (name == files->front().name) content = files->front().content;
    }
    const Workbench again(after);
    // What the table does not hold has not moved: every line with an example,
    // a label or a comment of its own is there.
    const std::string& text = files->front().content;
    const std::string before = bench_.Text(files->front().name);
    for (size_t at = 0; at < before.size();) {
      const size_t end = before.find('\n', at);
      const std::string line = before.substr(at, end - at);
      if (line.starts_with("text =") || line.starts_with("#") ||
          line.starts_with("label") || line.starts_with("needs")) {
        EXPECT_NE(text.find(line), std::string::npos) << line;
      }
      at = end == std::string::npos ? before.size() : end + 1;
    }
    auto back = again.Import(table);
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_TRUE(back->empty()) << field.id;
    // And with the first table all is as it was, but for the order.
    auto home = again.Import(bench_.Table({field.id}));
    ASSERT_TRUE(home) << field.id << home.error().message;
  }
}

}  // namespace
}  // namespace ritmon
