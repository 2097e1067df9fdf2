// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command_line.h"
#include "cli/exit_codes.h"

namespace ritmon {
namespace {

using Words = std::vector<std::string>;

int Count(const Arguments& arguments) {
  CommandLine command{"counts", "ritmon count"};
  Words words;
  std::string by;
  std::string format;
  std::string file;
  Words fields;
  bool json = false;
  command.Add("QUERY", words, "only these").Takes(ValueKind::kQuery);
  command.Add("--by", by, "by what").Takes(ValueKind::kDimension);
  command.Add("-f,--format", format, "form").OneOf({"csv", "json"});
  command.Add("-o,--output", file, "where").Takes(ValueKind::kFile);
  command.Add("--field", fields, "of it").Takes(ValueKind::kFieldName);
  command.AddFlag("--json", json, "as JSON");
  return command.Parse(arguments).value_or(kExitOk);
}

int Lint(const Arguments& arguments) {
  CommandLine command{"lints", "ritmon keywords lint"};
  std::string file;
  command.Add("FILE", file, "a list").Required();
  return command.Parse(arguments).value_or(kExitOk);
}

int Search(const Arguments& arguments) {
  CommandLine command{"searches", "ritmon search"};
  Words words;
  command.Add("QUERY", words, "words").Takes(ValueKind::kPageQuery);
  return command.Parse(arguments).value_or(kExitOk);
}

constexpr Subcommand kKeywords[] = {{"lint", "finds faults", Lint}};

int Keywords(const Arguments& arguments) {
  return RunSubcommand({"ritmon keywords", "command", kKeywords, ""},
                       arguments);
}

constexpr Subcommand kCommands[] = {{"count", "counts", Count},
                                    {"search", "searches", Search},
                                    {"keywords", "lists", Keywords}};

Vocabulary Names(FilterKind kind) {
  Vocabulary all;
  const auto entry = [](const std::string& id) {
    VocabularyEntry one;
    one.id = id;
    one.label_de = id == "01001" ? "Herzogtum Lauenburg" : id;
    return one;
  };
  // Only what was asked for.
  if (kind == FilterKind::kField) {
    all.fields = {entry("hydrogen-efuels"), entry("smart-factory")};
  }
  if (kind == FilterKind::kTopic) all.topics = {entry("electrolysis")};
  if (kind == FilterKind::kDistrict) all.districts = {entry("01001")};
  return all;
}

Words WordsFor(const std::string& line) {
  Words words = SplitShellLine(line);
  words.erase(words.begin());
  const auto commands = DescribeCommands({"ritmon", "command", kCommands, ""});
  Words found;
  for (const Candidate& c : Complete(commands, words, Names).candidates) {
    found.push_back(c.word);
  }
  return found;
}

bool WantsFiles(const std::string& line) {
  Words words = SplitShellLine(line);
  words.erase(words.begin());
  const auto commands = DescribeCommands({"ritmon", "command", kCommands, ""});
  return Complete(commands, words, Names).files;
}

TEST(CompletionTest, OffersWhatMayStandThere) {
  struct Case {
    std::string line;
    Words words;
  };
  const Case cases[] = {
      {"ritmon ", {"count", "search", "keywords"}},
      {"ritmon co", {"count"}},
      {"ritmon x", {}},
      {"ritmon nonsense ", {}},
      {"ritmon keywords ", {"lint"}},
      {"ritmon keywords x ", {}},
      {"ritmon count --f", {"--format", "--field"}},
      {"ritmon count --json --j", {}},  // once is enough
      {"ritmon count --field x --fi", {"--field"}},
      {"ritmon count --format ", {"csv", "json"}},
      {"ritmon count -f j", {"json"}},
      {"ritmon count --format=c", {"--format=csv"}},
      {"ritmon count --json=", {}},
      {"ritmon count --by future", {"future-field"}},
      {"ritmon count --by field,top", {"field,topic"}},
      {"ritmon count --by=field,top", {"--by=field,topic"}},
      {"ritmon count --field e", {"electrolysis"}},
      {"ritmon count fie", {"field:"}},
      {"ritmon count \"(fie", {"(field:"}},
      {"ritmon count anw", {"anwendungsfeld:"}},
      {"ritmon count field:", {"field:hydrogen-efuels", "field:smart-factory"}},
      {"ritmon count feld:h", {"feld:hydrogen-efuels"}},
      {"ritmon count field:hydrogen-efuels,s",
       {"field:hydrogen-efuels,smart-factory"}},
      {"ritmon count x confidence:h", {"confidence:high"}},
      {"ritmon count startup:",
       {"startup:yes", "startup:no", "startup:unknown"}},
      {"ritmon count district:h", {"district:herzogtum-lauenburg"}},
      {"ritmon count -- fie", {"field:"}},
      {"ritmon count -- --js", {}},
      {"ritmon count age:", {}},
      {"ritmon count nonsense:", {}},
      {"ritmon search titl", {"title:"}},
      {"ritmon count titl", {}},  // pages have a title, companies none
  };
  for (const Case& test : cases) {
    EXPECT_EQ(WordsFor(test.line), test.words) << test.line;
  }
}

TEST(CompletionTest, LeavesFilesToTheShell) {
  EXPECT_TRUE(WantsFiles("ritmon keywords lint "));
  EXPECT_TRUE(WantsFiles("ritmon count -o "));
  EXPECT_TRUE(WantsFiles("ritmon count --output=x"));
  EXPECT_FALSE(WantsFiles("ritmon count "));
  EXPECT_FALSE(WantsFiles("ritmon keywords lint file "));
}

TEST(CompletionTest, TakesLinesApartAsAShellDoes) {
  struct Case {
    std::string line;
    Words words;
  };
  const Case cases[] = {
      {"", {""}},
      {"ritmon", {"ritmon"}},
      {"ritmon  a\t", {"ritmon", "a", ""}},
      {"a 'b c' d", {"a", "b c", "d"}},
      {"a \"b 'c", {"a", "b 'c"}},
      {"a b\\ c", {"a", "b c"}},
      {"a 'b\\' c", {"a", "b\\", "c"}},
      {"a '' b", {"a", "", "b"}},
      {"a\\", {"a\\"}},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(SplitShellLine(test.line), test.words) << test.line;
  }
}

}  // namespace
}  // namespace ritmon
