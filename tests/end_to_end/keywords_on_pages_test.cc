// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench for keyword lists on the finished demo region: what it says
// beforehand is what tagging comes to.

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

class LongKeywordsOnPagesTest : public DemoRegionTest {
 protected:
  static Json MustParse(const ProgramResult& result) {
    EXPECT_EQ(result.exit_code, 0) << result.err;
    Json json = Json::parse(result.out, nullptr, false);
    EXPECT_FALSE(json.is_discarded()) << result.out;
    return json;
  }

  // Every line but a URL fits a terminal.
  static void ExpectNarrow(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.find("http") != std::string::npos) continue;
      size_t columns = 0;
      for (const char c : line) columns += (c & 0xC0) != 0x80;
      EXPECT_LE(columns, 80u) << line;
    }
  }

  // The shipped lists with a veto that no page of hydrogen survives.
  static void WriteChangedLists(const std::filesystem::path& directory) {
    std::filesystem::copy(SourceFile("keyword-lists"), directory);
    const auto file = directory / "_shared.toml";
    ASSERT_TRUE(WriteFileAtomically(
        file, MustRead(file) +
                  "\n[[veto]]\nname = \"no hydrogen\"\nwhy = \"a test\"\n"
                  "scope = \"page\"\nfields = [\"hydrogen-efuels\"]\n"
                  "de = [\"=und\", \"=der\", \"=and\", \"=the\"]\n"));
  }

  static std::map<std::string, int64_t> Counts(const Json& rows,
                                               const std::string& key) {
    std::map<std::string, int64_t> counts;
    for (const Json& row : rows) counts[row["field"]] = row[key];
    return counts;
  }
};

TEST_F(LongKeywordsOnPagesTest, TheDifferenceIsWhatTaggingComesTo) {
  TempDirectory folder;
  const auto data = folder / "data";
  std::filesystem::copy(FinishedRun(), data,
                        std::filesystem::copy_options::recursive);
  WriteChangedLists(folder / "lists");
  const std::string lists = (folder / "lists").string();
  const Json before = MustParse(Ritmon(data, {"count", "--json"}));
  const ProgramResult text =
      Ritmon(data, {"keywords", "diff", "current", lists});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  ExpectNarrow(text.out);
  EXPECT_NE(text.out.find("leaves hydrogen-efuels"), std::string::npos)
      << text.out;
  const Json diff =
      MustParse(Ritmon(data, {"keywords", "diff", "current", lists, "--json",
                              "--limit", "999"}));
  // Nothing was written.
  EXPECT_EQ(MustParse(Ritmon(data, {"count", "--json"})), before);
  EXPECT_EQ(MustParse(Ritmon(data, {"keywords", "versions", "--json"})).size(),
            1u);

  const ProgramResult tag =
      Ritmon(data, {"tag", "--set", "keywords.directory=" + lists});
  ASSERT_EQ(tag.exit_code, 0) << tag.err;
  const Json compared =
      MustParse(Ritmon(data, {"count", "--json", "--before", "previous",
                              "--set", "keywords.directory=" + lists}));
  EXPECT_EQ(Counts(diff["fields"], "before"), Counts(compared, "before"));
  EXPECT_EQ(Counts(diff["fields"], "after"), Counts(compared, "after"));
  EXPECT_EQ(Counts(before, "companies"), Counts(compared, "before"));
  EXPECT_LT(Counts(compared, "after")["hydrogen-efuels"],
            Counts(compared, "before")["hydrogen-efuels"]);
  for (const Json& change : diff["changes"]) {
    EXPECT_EQ(change["field"], "hydrogen-efuels") << change;
  }
  const Json versions =
      MustParse(Ritmon(data, {"keywords", "versions", "--json"}));
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_GT(versions[0]["pages_changed"], 0);
  EXPECT_GT(versions[1]["companies"], 0);
  // The recorded lists say the same as the folders did.
  EXPECT_EQ(MustParse(Ritmon(data, {"keywords", "diff", "previous", "current",
                                    "--json", "--limit", "999"})),
            diff);
}

TEST_F(LongKeywordsOnPagesTest, ComparedCountsKeepTheirFilters) {
  TempDirectory folder;
  const auto data = folder / "data";
  std::filesystem::copy(FinishedRun(), data,
                        std::filesystem::copy_options::recursive);
  WriteChangedLists(folder / "lists");
  const std::string set = "keywords.directory=" + (folder / "lists").string();
  const Json before = MustParse(
      Ritmon(data, {"count", "--json", "--by", "field", "district:Hamburg"}));
  ASSERT_EQ(Ritmon(data, {"tag", "--set", set}).exit_code, 0);
  const Json compared = MustParse(
      Ritmon(data, {"count", "--json", "--by", "field", "district:Hamburg",
                    "--before", "previous", "--set", set}));
  EXPECT_EQ(Counts(compared, "before"), Counts(before, "companies"));
  const ProgramResult table =
      Ritmon(data, {"count", "--before", "previous", "--set", set});
  ASSERT_EQ(table.exit_code, 0) << table.err;
  ExpectNarrow(table.out);
  for (const char* heading : {"BEFORE", "AFTER", "DIFFERENCE", "-"}) {
    EXPECT_NE(table.out.find(heading), std::string::npos) << table.out;
  }
  const ProgramResult asked =
      Ritmon(data, {"count", "field:hydrogen-efuels", "--before", "previous"});
  EXPECT_EQ(asked.exit_code, 3) << asked.err;
  const ProgramResult typo = Ritmon(data, {"count", "--before", "previus"});
  EXPECT_NE(typo.exit_code, 0);
  EXPECT_NE(typo.err.find("'previous'"), std::string::npos) << typo.err;
}

TEST_F(LongKeywordsOnPagesTest, StatisticsOfTheShippedLists) {
  const ProgramResult text = Ritmon(FinishedRun(), {"keywords", "stats"});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  ExpectNarrow(text.out);
  const Json all = MustParse(Ritmon(
      FinishedRun(), {"keywords", "stats", "--json", "--limit", "99999"}));
  const Json counts =
      MustParse(Ritmon(FinishedRun(), {"count", "--json", "--everywhere"}));
  for (const auto& [field, companies] : Counts(counts, "companies")) {
    EXPECT_EQ(all["decisions"][field]["companies"], companies) << field;
  }
  EXPECT_GT(all["terms"].size(), 50u);
  for (const Json& term : all["terms"]) {
    EXPECT_GE(term["hits"], term["pages"]);
    EXPECT_GE(term["pages"], term["companies"]);
    EXPECT_GE(term["pages"], term["pages_alone"]);
  }
  const ProgramResult unused =
      Ritmon(FinishedRun(),
             {"keywords", "stats", "--unused", "--field", "hydrogen-efuels"});
  ASSERT_EQ(unused.exit_code, 0) << unused.err;
  EXPECT_NE(unused.out.find("hydrogen-efuels.toml:"), std::string::npos);
  EXPECT_NE(unused.out.find("terms never hit"), std::string::npos);
  const ProgramResult typo =
      Ritmon(FinishedRun(), {"keywords", "stats", "--field", "hydrogen-efuel"});
  EXPECT_EQ(typo.exit_code, 3);
  EXPECT_NE(typo.err.find("do you mean 'hydrogen-efuels'?"), std::string::npos)
      << typo.err;
}

TEST_F(LongKeywordsOnPagesTest, BroadTermsAreNamed) {
  const ProgramResult none =
      Ritmon(FinishedRun(), {"keywords", "lint", "--pages", "--broad", "100"});
  EXPECT_EQ(none.exit_code, 0) << none.err;
  EXPECT_EQ(none.out.find("[broad]"), std::string::npos);
  const ProgramResult some =
      Ritmon(FinishedRun(), {"keywords", "lint", "--pages", "--broad", "0.5"});
  EXPECT_EQ(some.exit_code, 1);  // strong terms among them
  EXPECT_NE(some.out.find("stored pages"), std::string::npos);
  EXPECT_NE(some.out.find("[broad]"), std::string::npos);
  ExpectNarrow(some.out);
}

TEST_F(LongKeywordsOnPagesTest, SuggestionsAreNewAndSaidByThree) {
  const ProgramResult text =
      Ritmon(FinishedRun(), {"keywords", "suggest", "smart-factory"});
  ASSERT_EQ(text.exit_code, 0) << text.err;
  ExpectNarrow(text.out);
  const Json json = MustParse(Ritmon(
      FinishedRun(), {"keywords", "suggest", "smart-factory", "--json"}));
  EXPECT_GT(json["pages"], 0);
  for (const Json& candidate : json["candidates"]) {
    EXPECT_GE(candidate["companies"], json["required_companies"]);
    EXPECT_GT(candidate["score"], 0);
    EXPECT_NE(candidate["sentence"], "");
  }
  const ProgramResult typo =
      Ritmon(FinishedRun(), {"keywords", "suggest", "smart-factori"});
  EXPECT_EQ(typo.exit_code, 3);
  EXPECT_NE(typo.err.find("do you mean 'smart-factory'?"), std::string::npos);
}

}  // namespace
}  // namespace ritmon
