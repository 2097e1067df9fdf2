// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/taxonomy_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "classifier/taxonomy.h"
#include "tests/classifier/sample_taxonomy.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// What is wrong with the files, from reading or from compiling them.
std::vector<std::string> Mistakes(const ListFiles& files) {
  auto source = ParseTaxonomyFiles(files);
  if (!source) {
    EXPECT_EQ(source.error().kind, ErrorKind::kInvalid);
    return Lines(source.error().message);
  }
  const auto taxonomy = Taxonomy::Compile(std::move(*source));
  if (taxonomy) return {};
  EXPECT_EQ(taxonomy.error().kind, ErrorKind::kInvalid);
  return Lines(taxonomy.error().message);
}

TEST(TaxonomyFileTest, ReadsAllOfIt) {
  const auto source = ParseTaxonomyFiles(SampleFiles());
  ASSERT_TRUE(source.has_value()) << source.error().message;
  ASSERT_EQ(source->fields.size(), 2u);
  const FieldSource& field = source->fields[0];
  EXPECT_EQ(field.id, "hydrogen");
  EXPECT_EQ(field.future_field, "energy-future");
  EXPECT_EQ(field.label_de, "Wasserstoff");
  EXPECT_EQ(field.label_en, "Hydrogen");
  EXPECT_EQ(field.aliases, std::vector<std::string>{"H2-Wirtschaft"});
  ASSERT_EQ(field.families.size(), 5u);
  ASSERT_EQ(field.families[0].terms.size(), 3u);
  EXPECT_EQ(field.families[0].terms[1].language, TermLanguage::kEnglish);
  EXPECT_EQ(field.families[0].terms[2].strength, 2);
  EXPECT_EQ(field.families[0].terms[2].place.ToString(), "hydrogen.toml:9");
  EXPECT_EQ(field.families[0].except.size(), 1u);
  EXPECT_EQ(field.families[3].needs, std::vector<std::string>{"ships"});
  EXPECT_EQ(field.funding.terms.size(), 2u);
  EXPECT_EQ(field.funding.plan.size(), 1u);
  ASSERT_EQ(field.examples.size(), 2u);
  EXPECT_FALSE(field.examples[1].expect);
  ASSERT_EQ(source->topics.size(), 1u);
  EXPECT_EQ(source->topics[0].parents, std::vector<std::string>{"hydrogen"});
  ASSERT_EQ(source->vetoes.size(), 5u);
  EXPECT_EQ(source->vetoes[3].scope, VetoScope::kCompany);
  EXPECT_EQ(source->vetoes[3].factor, 0.1);
  EXPECT_EQ(source->page_rules.size(), 3u);
  EXPECT_EQ(source->scoring.zone_weight[static_cast<size_t>(Zone::kTable)],
            0.8);
  EXPECT_EQ(
      source->scoring.kind[static_cast<size_t>(PageKind::kNews)].threshold,
      3.5);
}

TEST(TaxonomyFileTest, VersionIsThatOfTheContent) {
  ListFiles files = SampleFiles();
  const std::string version = ParseTaxonomyFiles(files)->version;
  EXPECT_EQ(version.size(), 16u);
  std::reverse(files.begin(), files.end());
  EXPECT_EQ(ParseTaxonomyFiles(files)->version, version);
  files[0].second += "\n";
  EXPECT_NE(ParseTaxonomyFiles(files)->version, version);
}

// One mistake, put behind the sample's own text: what is said of it.
TEST(TaxonomyFileTest, OfVeryManyMistakesAHundredAreNamed) {
  const Error few = MistakesError({"a:1: one\nhere", "a:2: two"});
  EXPECT_EQ(few.message, "a:1: one here\na:2: two");
  const Error many = MistakesError(std::vector<std::string>(1761, "bad"));
  EXPECT_TRUE(many.message.ends_with("\nbad\nand 1661 more"));
  EXPECT_EQ(std::count(many.message.begin(), many.message.end(), '\n'), 100);
}

TEST(TaxonomyFileTest, NamesTheMistakeAndItsPlace) {
  struct Case {
    const char* file;
    const char* text;      // this part of the sample ...
    const char* mistake;   // ... is replaced by this
    const char* expected;  // the one line that comes back
  };
  const Case cases[] = {
      {"hydrogen.toml", "aliases =", "alias =",
       "hydrogen.toml:3: unknown key 'alias', do you mean 'aliases'?"},
      {"hydrogen.toml", "needs = [\"ships\"]", "need = [\"ships\"]",
       "hydrogen.toml:23: unknown key 'need', do you mean 'needs'?"},
      {"hydrogen.toml",
       "strong.en =", "strong.fr =", "hydrogen.toml:8: unknown key 'fr'"},
      {"hydrogen.toml", "expect = false", "expect = \"no\"",
       "hydrogen.toml:40: 'expect' must be true or false"},
      {"hydrogen.toml", "expect = false", "kind = \"page\"",
       "hydrogen.toml:38: kind is web, news, post or grant, not 'page'"},
      {"hydrogen.toml", "text = \"Wasserstoffperoxid.\"\n", "",
       "hydrogen.toml:38: 'text' is missing"},
      {"hydrogen.toml", "name = \"fuel cell\"\n", "",
       "hydrogen.toml:17: 'name' is missing"},
      {"hydrogen.toml", "strong.en = [\"hydrogen\"]", "strong.en = [1]",
       "hydrogen.toml:8: 'en' must hold texts only"},
      {"hydrogen.toml", "strong.en = [\"hydrogen\"]", "strong.en = \"x\"",
       "hydrogen.toml:8: 'en' must be a list of texts"},
      {"hydrogen.toml", "medium.de = [\"brennstoffzelle*\"]", "",
       "hydrogen.toml:17: a family without terms"},
      {"hydrogen.toml", "needs = [\"ships\"]", "needs = [\"boats\"]",
       "hydrogen.toml:21: unknown context group 'boats'"},
      {"hydrogen.toml", "\"brennstoffzelle*\"", "\"brenn*stoff\"",
       "hydrogen.toml:19: term \"brenn*stoff\": a sign of the notation inside "
       "the word \"brenn*stoff\""},
      {"hydrogen.toml", "\"brennstoffzelle*\"", "\"/(/\"",
       "hydrogen.toml:19: regular expression '(': missing ): ("},
      {"hydrogen.toml", "\"brennstoffzelle*\"", "\"/h2/\"",
       "hydrogen.toml:19: regular expression 'h2': needs three letters that "
       "every match contains"},
      {"hydrogen.toml", "\"wasserstoffblond*\"", "\"aa NEAR/2 bb\"",
       "hydrogen.toml:10: NEAR serves in the terms of a family only"},
      {"hydrogen.toml", "id = \"hydrogen\"", "id = \"Hydrogen\"",
       "hydrogen.toml:1: 'id' must be of lower-case letters, digits and "
       "hyphens"},
      {"hydrogen.toml", "id = \"hydrogen\"", "",
       "hydrogen.toml:1: 'id' is missing"},
      {"hydrogen.toml", "id = \"hydrogen\"", "id = 5",
       "hydrogen.toml:1: 'id' must be a text"},
      {"hydrogen.toml", ", en = \"Hydrogen\"", "",
       "hydrogen.toml:2: 'en' is missing"},
      {"recycling.toml",
       "label = { de = \"Kreislaufwirtschaft\", en = "
       "\"Recycling\" }",
       "label = \"Recycling\"", "recycling.toml:2: 'label' must be a table"},
      {"recycling.toml", "[[family]]", "[family]",
       "recycling.toml:4: write [[family]] with two brackets"},
      {"recycling.toml", "\"Recycling\"", "\"Hydrogen\"",
       "recycling.toml:1: name 'Hydrogen' already means 'hydrogen'"},
      {"recycling.toml", "[\"recycling*\"]", "[\"recycling*\"",
       "recycling.toml:6: "},
      {"electrolysis.toml", "[\"hydrogen\"]", "[\"hydrogn\"]",
       "electrolysis.toml:1: unknown parent field 'hydrogn'"},
      {"electrolysis.toml", "topic = true", "",
       "electrolysis.toml:1: field 'electrolysis' stands under no "
       "[[future_field]] of _shared.toml"},
      {"electrolysis.toml", "id = \"electrolysis\"", "id = \"hydrogen\"",
       "hydrogen.toml:1: id 'hydrogen' is taken by electrolysis.toml:1"},
      {"_shared.toml", "[\"hydrogen\", \"recycling\"]",
       "[\"hydrogen\", \"recycling\", \"wind\"]",
       "_shared.toml:1: field 'wind' of 'energy-future' has no file"},
      {"_shared.toml", "footer = 0.0", "foot = 0.0",
       "_shared.toml:29: unknown zone 'foot'"},
      {"_shared.toml", "footer = 0.0", "footer = -1.0",
       "_shared.toml:29: 'footer' must be a number from 0 on"},
      {"_shared.toml", "footer = 0.0", "footer = nan",
       "_shared.toml:29: 'footer' must be a number from 0 on"},
      {"_shared.toml", "high_families = 3", "high_families = 2.5",
       "_shared.toml:51: 'high_families' must be a whole number"},
      {"_shared.toml", "assume = [\"provider\"]", "assume = [\"all\"]",
       "_shared.toml:45: unknown context group 'all'"},
      {"_shared.toml", "[scoring.kinds.post]", "[scoring.kinds.blog]",
       "_shared.toml:43: kinds are the tables web, news, post and grant"},
      {"_shared.toml", "scope = \"page\"", "scope = \"site\"",
       "_shared.toml:92: scope is hit, block, page or company"},
      {"_shared.toml", "factor = 0.5", "factor = 1.5",
       "_shared.toml:84: 'factor' must be from 0 to 1"},
      {"_shared.toml", "fields = [\"recycling\"]\n",
       "fields = [\"recicling\"]\n",
       "_shared.toml:92: unknown field 'recicling'"},
      {"_shared.toml", "why = \"bleach\"\n", "",
       "_shared.toml:77: 'why' is missing"},
      {"_shared.toml", "name = \"law firm\"", "name = \"hotel\"",
       "_shared.toml:108: another veto has this name: _shared.toml:100"},
      {"_shared.toml", "[context.ships]\nde = [\"schiff*\"]",
       "[context.ships]\n", "_shared.toml:74: a group without terms"},
  };
  int run = 0;
  for (const Case& c : cases) {
    ListFiles files = SampleFiles();
    for (auto& [name, content] : files) {
      if (name != c.file) continue;
      const size_t at = content.find(c.text);
      ASSERT_NE(at, std::string::npos) << c.text;
      content.replace(at, std::string(c.text).size(), c.mistake);
    }
    const std::vector<std::string> mistakes = Mistakes(files);
    const bool said = std::any_of(
        mistakes.begin(), mistakes.end(),
        [&](const std::string& line) { return line.starts_with(c.expected); });
    EXPECT_TRUE(said) << c.expected << "\nis not among\n"
                      << testing::PrintToString(mistakes);
    ++run;
  }
  EXPECT_EQ(run, 39);
}

TEST(TaxonomyFileTest, AllMistakesOfAllFilesAtOnce) {
  const ListFiles files = {
      {"a.toml", "id = 1\nlable = {}\n[[example]]\n"},
      {"b.toml", "id = \"b\"\nlabel = {de = \"B\", en = \"B\"}\n"},
      {"c.toml", "id = \"c\"\nx = = 3\n"},
  };
  const std::vector<std::string> mistakes = Mistakes(files);
  const std::vector<std::string> expected = {
      "a.toml:2: unknown key 'lable', do you mean 'label'?",
      "a.toml:1: 'id' must be a text",
      "a.toml:1: 'label' is missing",
      "a.toml:3: 'text' is missing",
      "a.toml:1: no [[family]] of terms",
      "b.toml:1: no [[family]] of terms",
      "_shared.toml: file is missing",
  };
  for (const std::string& line : expected) {
    EXPECT_NE(std::find(mistakes.begin(), mistakes.end(), line), mistakes.end())
        << line << "\nis not among\n"
        << testing::PrintToString(mistakes);
  }
  EXPECT_EQ(std::count_if(mistakes.begin(), mistakes.end(),
                          [](const std::string& line) {
                            return line.starts_with("c.toml:2: ");
                          }),
            1);
  EXPECT_EQ(mistakes.size(), expected.size() + 1);
}

TEST(TaxonomyFileTest, AllBadTermsAtOnce) {
  ListFiles files = SampleFiles();
  files[2].second += "medium.de = [\"(a\", \"b\", \"good\",\n\"/[/\"]\n";
  files[3].second += "medium.de = [\"x*y\"]\n";
  EXPECT_EQ(Mistakes(files).size(), 4u);
}

TEST(TaxonomyFileTest, Directories) {
  TempDirectory directory;
  auto source = ReadTaxonomyFiles(directory / "none");
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().kind, ErrorKind::kNotFound);
  source = ReadTaxonomyFiles(directory.path());
  ASSERT_FALSE(source.has_value());
  EXPECT_EQ(source.error().kind, ErrorKind::kNotFound);
  for (const auto& [name, content] : SampleFiles()) {
    std::ofstream(directory / name) << content;
  }
  std::ofstream(directory / "notes.txt") << "not a list";
  source = ReadTaxonomyFiles(directory.path());
  ASSERT_TRUE(source.has_value()) << source.error().message;
  EXPECT_EQ(source->version, ParseTaxonomyFiles(SampleFiles())->version);
}

// A second directory of a user's own: one future field, one field, one topic.
ListFiles OwnFiles() {
  return {{"_shared.toml", R"toml([[future_field]]
id = "own"
label = { de = "Eigenes", en = "Own" }
fields = ["space"]
[context.orbit]
de = ["orbit*"]
[[veto]]
name = "cinema"
why = "films"
scope = "page"
fields = ["*"]
de = ["kino*"]
)toml"},
          {"space.toml", R"toml(id = "space"
label = { de = "Raumfahrt", en = "Space" }
[[family]]
name = "satellites"
needs = ["orbit", "provider"]
strong.de = ["satellit*"]
)toml"},
          {"rockets.toml", R"toml(id = "rockets"
topic = true
parents = ["space", "hydrogen"]
label = { de = "Raketen", en = "Rockets" }
[[family]]
name = "rockets"
strong.de = ["rakete*"]
)toml"}};
}

TEST(TaxonomyFileTest, FurtherDirectoriesAreReadAsOneSet) {
  auto source = ParseTaxonomyDirectories(
      {{"lists", SampleFiles()}, {"mine", OwnFiles()}});
  ASSERT_TRUE(source.has_value()) << source.error().message;
  ASSERT_EQ(source->fields.size(), 3u);
  EXPECT_EQ(source->fields[2].id, "space");
  EXPECT_EQ(source->fields[2].future_field, "own");
  EXPECT_EQ(source->fields[0].place.file, "hydrogen.toml");
  EXPECT_EQ(source->fields[2].place.file, "mine/space.toml");
  EXPECT_EQ(source->topics.size(), 2u);
  const std::string version = source->version;
  EXPECT_NE(version, ParseTaxonomyFiles(SampleFiles())->version);
  // Where it lies is no matter, what it says is.
  EXPECT_EQ(ParseTaxonomyDirectories({{"a", SampleFiles()}, {"b", OwnFiles()}})
                ->version,
            version);
  ListFiles changed = OwnFiles();
  changed[1].second += "# more\n";
  EXPECT_NE(
      ParseTaxonomyDirectories({{"a", SampleFiles()}, {"b", changed}})->version,
      version);
  // A veto of either directory holds for the fields of both.
  const auto taxonomy = Taxonomy::Compile(std::move(*source));
  ASSERT_TRUE(taxonomy.has_value()) << taxonomy.error().message;
  for (size_t veto = 0; veto < (*taxonomy)->vetoes().size(); ++veto) {
    const std::string& name = (*taxonomy)->vetoes()[veto].name;
    if (name != "jobs" && name != "cinema") continue;
    for (size_t i = 0; i < (*taxonomy)->entry_count(); ++i) {
      EXPECT_TRUE((*taxonomy)->VetoApplies(veto, i)) << name << i;
    }
  }
}

TEST(TaxonomyFileTest, WhatTwoDirectoriesBothClaimIsNamedWithBothPlaces) {
  struct Case {
    size_t file;
    const char* from;
    const char* to;
    const char* message;
  };
  const Case cases[] = {
      {0, "id = \"own\"", "id = \"energy-future\"",
       "mine/_shared.toml:1: id 'energy-future' is taken by _shared.toml:1"},
      {0, "[\"space\"]", "[\"space\", \"recycling\"]",
       "field 'recycling' of 'own' stands under 'energy-future' already"},
      {0, "context.orbit", "context.ships",
       "mine/_shared.toml:5: context group 'ships' is taken by _shared.toml:"},
      {0, "\"cinema\"", "\"hotel\"",
       "mine/_shared.toml:7: another veto has this name: _shared.toml:"},
      {0, "[context.orbit]", "[scoring]\n[context.orbit]",
       "mine/_shared.toml:5: [scoring] stands in the first directory only"},
      {1, "id = \"space\"", "id = \"hydrogen\"",
       "mine/space.toml:1: id 'hydrogen' is taken by hydrogen.toml:1"},
  };
  for (const Case& c : cases) {
    ListFiles own = OwnFiles();
    const size_t at = own[c.file].second.find(c.from);
    ASSERT_NE(at, std::string::npos);
    own[c.file].second.replace(at, std::string(c.from).size(), c.to);
    auto source =
        ParseTaxonomyDirectories({{"lists", SampleFiles()}, {"mine", own}});
    ASSERT_FALSE(source.has_value()) << c.message;
    EXPECT_NE(source.error().message.find(c.message), std::string::npos)
        << source.error().message;
  }
  // Topics alone need no _shared.toml; the first directory always does.
  ListFiles topic = {OwnFiles()[2]};
  topic[0].second.replace(topic[0].second.find("\"space\", "), 9, "");
  EXPECT_TRUE(
      ParseTaxonomyDirectories({{"lists", SampleFiles()}, {"mine", topic}}));
  EXPECT_FALSE(
      ParseTaxonomyDirectories({{"mine", topic}, {"lists", SampleFiles()}}));
}

TEST(TaxonomyTest, FindsByAnyName) {
  const auto taxonomy = SampleTaxonomy();
  for (const char* name : {"hydrogen", "Wasserstoff", "WASSERSTOFF",
                           "H₂-Wirtschaft", "h2 wirtschaft"}) {
    const FieldSource* field = taxonomy->Find(name);
    ASSERT_NE(field, nullptr) << name;
    EXPECT_EQ(field->id, "hydrogen");
  }
  EXPECT_EQ(taxonomy->Find("Elektrolyse")->id, "electrolysis");
  EXPECT_EQ(taxonomy->Find("wind"), nullptr);
  EXPECT_EQ(taxonomy->Find(""), nullptr);
  EXPECT_EQ(taxonomy->FindFutureField("Energie-Zukunft")->id, "energy-future");
  EXPECT_EQ(taxonomy->FindFutureField("hydrogen"), nullptr);
}

TEST(TaxonomyTest, PageRules) {
  const auto taxonomy = SampleTaxonomy();
  struct Case {
    const char* path;
    const char* rule;
  };
  const Case cases[] = {
      {"/", ""},
      {"", ""},
      {"/impressum", "legal text"},
      {"/de/Impressum.html", "legal text"},
      {"/impressum-und-mehr/", "legal text"},
      {"/impressumsseite", ""},
      {"/datenschutzerklaerung.php", "legal text"},
      {"/newsroom/2024", "news"},
      {"/news/kunden", "news"},  // the first rule that fits
      {"/kunden/", "customers"},
      {"/k%C3%BCnden", ""},
  };
  for (const Case& c : cases) {
    const PageRuleSource* rule = taxonomy->PageRule(c.path);
    EXPECT_EQ(rule == nullptr ? "" : rule->name, c.rule) << c.path;
  }
}

// Lists with bytes turned, cut and doubled: an answer, whatever it is.
TEST(TaxonomyFileTest, MutatedFiles) {
  std::mt19937 random(9);
  int refused = 0;
  for (int i = 0; i < 600; ++i) {
    ListFiles files = SampleFiles();
    std::string& content = files[random() % files.size()].second;
    for (int n = 0; n < 3; ++n) {
      const size_t at = random() % content.size();
      switch (random() % 3) {
        case 0:
          content[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          content.erase(at, random() % 20);
          break;
        default:
          content.insert(at, content.substr(random() % content.size(), 20));
      }
    }
    const std::vector<std::string> mistakes = Mistakes(files);
    refused += mistakes.empty() ? 0 : 1;
    for (const std::string& line : mistakes) {
      EXPECT_NE(line.find(".toml:"), std::string::npos) << line;
    }
  }
  EXPECT_GT(refused, 300);
}

}  // namespace
}  // namespace ritmon
