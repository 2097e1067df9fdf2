// SPDX-License-Identifier: GPL-3.0-or-later
// The keyword workbench as an analyst uses it: the real binary on lists of
// one's own, in a fresh folder.

#include <algorithm>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

constexpr char kOwnShared[] = R"toml([[future_field]]
id = "water-and-wood"
label = { de = "Wasser & Holz", en = "Water & wood" }
fields = ["ship-building", "timber"]

[context.hull]
de = ["rumpf*", "schiff*", "boot*", "fähre*"]
)toml";

constexpr char kShips[] = R"toml(id = "ship-building"
label = { de = "Schiffbau", en = "Ship building" }
aliases = ["Boote"]

# Everything that floats.
[[family]]
name = "ships"
strong.de = ["*schiff*", "werft*", "*fähre*", "hafen*", "schlepper*"]
strong.en = ["ship", "ferry", "port", "vessel"]

[[example]]
text = "Unsere Werft baut Fähren."

[[example]]
text = "Unsere Bäckerei backt Brot."
expect = false
)toml";

constexpr char kTimber[] = R"toml(id = "timber"
label = { de = "Holzbau", en = "Timber" }

[[family]]
name = "timber"
strong.de = ["holzbau*", "brettsperrholz*", "zimmerei*"]

[[example]]
text = "Wir errichten Häuser in Holzbauweise."
)toml";

class KeywordsWorkbenchTest : public DemoRegionTest {
 protected:
  // A copy of the shipped lists, and lists of one's own beside them.
  KeywordsWorkbenchTest() {
    std::filesystem::copy(SourceFile("keyword-lists"), folder_ / "lists");
    std::filesystem::create_directories(folder_ / "own");
    Write("own/_shared.toml", kOwnShared);
    Write("own/ship-building.toml", kShips);
    Write("own/timber.toml", kTimber);
  }

  void Write(const std::string& name, const std::string& content) {
    ASSERT_TRUE(WriteFileAtomically(folder_ / name, content));
  }
  std::string Read(const std::string& name) { return MustRead(folder_ / name); }
  std::string Path(const std::string& name) const {
    return (folder_ / name).string();
  }

  // `ritmon keywords ARGUMENTS... --lists lists [--lists own]`.
  ProgramResult Keywords(const std::vector<std::string>& arguments,
                         bool own = true) {
    std::vector<std::string> line = {RITMON_BINARY, "keywords"};
    line.insert(line.end(), arguments.begin(), arguments.end());
    line.insert(line.end(), {"--lists", Path("lists")});
    if (own) line.insert(line.end(), {"--lists", Path("own")});
    return RunProgram(line);
  }

  static void Replace(std::string& text, const std::string& from,
                      const std::string& to) {
    const size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  }

  static bool Has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  TempDirectory folder_;
};

TEST_F(KeywordsWorkbenchTest, LintTellsPlaceCheckAndReason) {
  const ProgramResult lint = Keywords({"lint"});
  EXPECT_EQ(lint.exit_code, 1) << lint.err;
  EXPECT_TRUE(Has(lint.out,
                  "timber.toml:1: warning: field 'timber' has 3 "
                  "terms"))
      << lint.out;
  EXPECT_TRUE(Has(lint.out, "[few-terms]"));
  EXPECT_TRUE(Has(lint.out, "group 'hull' [unused]")) << lint.out;
  EXPECT_LE(WidestLine(lint.out), 80u);
  const ProgramResult json = Keywords({"lint", "--json"});
  EXPECT_TRUE(Has(json.out, "\"check\": \"few-terms\"")) << json.out;
}

TEST_F(KeywordsWorkbenchTest, TestExplainsWhatFails) {
  const ProgramResult good = Keywords({"test"});
  EXPECT_EQ(good.exit_code, 0) << good.out;
  EXPECT_TRUE(Has(good.out, "\nship-building ")) << good.out;

  std::string ships = kShips;
  Replace(ships, "backt Brot", "liegt am Hafen");
  Write("own/ship-building.toml",
        ships + "\n[[example]]\ntext = \"Wir bauen Kutter.\"\n");
  const ProgramResult bad = Keywords({"test", "Schiffbau", "timber"});
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_TRUE(Has(bad.out, "ship-building.toml:14: expected not ship-building"))
      << bad.out;
  EXPECT_TRUE(Has(bad.out, "  | Unsere Bäckerei liegt am Hafen.")) << bad.out;
  EXPECT_TRUE(Has(bad.out, "3.00  \"hafen*\", family \"ships\", strong"))
      << bad.out;
  EXPECT_TRUE(Has(bad.out, "ship-building: no term was found that counts"))
      << bad.out;
  EXPECT_TRUE(Has(bad.out, "\n4 examples, 2 failed\n")) << bad.out;
  EXPECT_LE(WidestLine(bad.out), 80u);
  const ProgramResult quiet = Keywords({"test", "-q", "ship-building"});
  EXPECT_EQ(quiet.out, "3 examples, 2 failed\n");

  // Hyphens and capitals are free in names.
  EXPECT_EQ(Keywords({"test", "-q", "ShipBuilding"}).out, quiet.out);
  const ProgramResult unknown = Keywords({"test", "timbre"});
  EXPECT_EQ(unknown.exit_code, 3);
  EXPECT_TRUE(Has(unknown.err, "'timbre', do you mean 'timber'?"))
      << unknown.err;
}

TEST_F(KeywordsWorkbenchTest, EvalMeasuresAGold) {
  Write("gold.jsonl",
        "{\"id\":\"a\",\"text\":\"Unsere Werft baut Schlepper.\","
        "\"fields\":[\"ship-building\"]}\n"
        "{\"id\":\"b\",\"title\":\"Zimmerei\",\"html\":\"<p>Am Hafen</p>\","
        "\"fields\":[\"timber\"]}\n\n"
        "{\"id\":3,\"text\":\"Wir malen Bilder.\",\"fields\":[]}\n"
        "{\"text\":\"Wir bauen Kutter.\",\"fields\":[\"Boote\"]}\n");
  const ProgramResult eval = Keywords({"eval", Path("gold.jsonl"), "--list"});
  ASSERT_EQ(eval.exit_code, 0) << eval.err;
  EXPECT_TRUE(Has(eval.out, "b: wrong ship-building\n  | Zimmerei\n"))
      << eval.out;
  EXPECT_TRUE(Has(eval.out, "line 5: missed ship-building\n")) << eval.out;
  EXPECT_TRUE(Has(eval.out, "none           ship-building      1")) << eval.out;
  EXPECT_TRUE(Has(eval.out, "ship-building  none               1")) << eval.out;
  EXPECT_TRUE(Has(eval.out, "0 of 1 pages in no field were tagged"))
      << eval.out;
  EXPECT_TRUE(Has(eval.out, "4 pages, micro F1 0.667")) << eval.out;
  EXPECT_LE(WidestLine(eval.out), 80u);
  EXPECT_EQ(Keywords({"eval", Path("gold.jsonl"), "--list"}).out, eval.out);

  // The tool that tags lines says the same of them.
  const ProgramResult tags =
      RunProgram({RITMON_BINARY, "tool", "tag", Path("gold.jsonl"), "--lists",
                  Path("lists"), "--lists", Path("own")});
  EXPECT_EQ(tags.exit_code, 0) << tags.err;
  EXPECT_TRUE(Has(tags.out, "\"ship-building\"")) << tags.out;

  const ProgramResult json =
      Keywords({"eval", Path("gold.jsonl"), "--json", "--list"});
  for (const char* part : {"\"macro\"", "\"list_version\"", "\"missed\": [",
                           "\"sentence\": \"Am Hafen\""}) {
    EXPECT_TRUE(Has(json.out, part)) << part << json.out;
  }

  Write("bad.jsonl",
        "{\"text\":\"x\",\"fields\":[\"timbre\"]}\nnonsense\n"
        "{\"text\":\"x\"}\n{\"fields\":[]}\n");
  const ProgramResult bad = Keywords({"eval", Path("bad.jsonl")});
  EXPECT_EQ(bad.exit_code, 3);
  for (const char* message :
       {"bad.jsonl:1: unknown field 'timbre', do you mean 'timber'?",
        "bad.jsonl:2: not a JSON object", "bad.jsonl:3: 'fields' must be",
        "bad.jsonl:4: neither text nor html"}) {
    EXPECT_TRUE(Has(bad.err, message)) << bad.err;
  }
  EXPECT_EQ(Keywords({"eval", Path("none.jsonl")}).exit_code, 4);
  EXPECT_EQ(Keywords({"eval"}).exit_code, 2);
}

TEST_F(KeywordsWorkbenchTest, ASpreadsheetsChangesArriveInTheFiles) {
  const ProgramResult exported =
      Keywords({"export", "ship-building", "timber", "-o", Path("t.csv")});
  ASSERT_EQ(exported.exit_code, 0) << exported.err;
  std::string csv = Read("t.csv");
  EXPECT_TRUE(
      csv.starts_with("\xEF\xBB\xBF"
                      "field;family;strength;lang;term;needs;group"));
  const ProgramResult same = Keywords({"import", Path("t.csv")});
  EXPECT_EQ(same.out, "0 terms added, 0 removed, 0 files changed\n")
      << same.err;
  EXPECT_EQ(Read("own/ship-building.toml"), kShips);

  Replace(csv, "strong;de;hafen*", "weak;de;hafen*");
  Replace(csv, "zimmerei*", "holzhaus*");
  csv += "timber;saw mills;medium;de;sägewerk*;provider;\r\n";
  Write("t.csv", csv);
  const ProgramResult dry = Keywords({"import", Path("t.csv"), "--dry-run"});
  EXPECT_EQ(dry.exit_code, 0) << dry.err;
  EXPECT_TRUE(Has(dry.out, "  - strong.de \"hafen*\"")) << dry.out;
  EXPECT_TRUE(Has(dry.out, "3 terms added, 2 removed, 2 files would change"))
      << dry.out;
  EXPECT_EQ(Read("own/ship-building.toml"), kShips);

  const ProgramResult import = Keywords({"import", Path("t.csv")});
  ASSERT_EQ(import.exit_code, 0) << import.err;
  std::string ships = kShips;
  Replace(ships, "\"hafen*\", ", "");
  Replace(ships, "\"vessel\"]\n", "\"vessel\"]\nweak.de = [\"hafen*\"]\n");
  EXPECT_EQ(Read("own/ship-building.toml"), ships);
  std::string timber = kTimber;
  Replace(timber, "\"zimmerei*\"]\n",
          "\"holzhaus*\"]\n\n[[family]]\nname = \"saw mills\"\n"
          "needs = [\"provider\"]\nmedium.de = [\"sägewerk*\"]\n");
  EXPECT_EQ(Read("own/timber.toml"), timber);
  EXPECT_EQ(Keywords({"test"}).exit_code, 0);

  // Nothing is written where one row is wrong, or outside of --into.
  Replace(csv, "werft*", "02. Feb");
  Replace(csv, "holzhaus*", "holzbalken*");
  Write("t.csv", csv);
  const ProgramResult bad = Keywords({"import", Path("t.csv")});
  EXPECT_EQ(bad.exit_code, 3);
  EXPECT_TRUE(Has(bad.err, "t.csv:3: term '02. Feb' is a date")) << bad.err;
  EXPECT_EQ(Read("own/timber.toml"), timber);
  Replace(csv, "02. Feb", "bootswerft*");
  Write("t.csv", csv);
  const ProgramResult outside =
      Keywords({"import", Path("t.csv"), "--into", Path("lists")});
  EXPECT_EQ(outside.exit_code, 3) << outside.out;
  EXPECT_TRUE(Has(outside.err, "ship-building.toml: would change, but"))
      << outside.err;
  EXPECT_EQ(Read("own/timber.toml"), timber);
}

TEST_F(KeywordsWorkbenchTest, TwoDirectoriesMustNotClaimTheSame) {
  std::string timber = kTimber;
  Replace(timber, "id = \"timber\"", "id = \"bioeconomy\"");
  Write("own/timber.toml", timber);
  const ProgramResult test = Keywords({"test"});
  EXPECT_EQ(test.exit_code, 3);
  EXPECT_TRUE(Has(test.err, Path("own/timber.toml") +
                                ":1: id 'bioeconomy' is taken by "
                                "bioeconomy.toml:"))
      << test.err;
}

// A taxonomy of one's own beside the shipped one: queries, counts, exports and
// reports know its fields without a line of code.
TEST_F(KeywordsWorkbenchTest, LongOwnFieldsAreCountedBesideTheOthers) {
  const std::filesystem::path data = folder_ / "data";
  std::filesystem::copy(FinishedRun(), data,
                        std::filesystem::copy_options::recursive);
  const auto with_own = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(),
                     {"--set", "keywords.more=[\"" + Path("own") + "\"]"});
    return Ritmon(data, arguments);
  };
  const ProgramResult before =
      Ritmon(data, {"count", "--by", "field", "--lang", "de"});
  const ProgramResult tag = with_own({"tag"});
  ASSERT_EQ(tag.exit_code, 0) << tag.err;
  const ProgramResult count =
      with_own({"count", "--by", "field", "--lang", "de"});
  ASSERT_EQ(count.exit_code, 0) << count.err;
  EXPECT_TRUE(Has(count.out, "Schiffbau")) << count.out;
  EXPECT_TRUE(Has(count.out, "Holzbau")) << count.out;
  // The shipped fields' numbers are what they were.
  for (const char* field : {"Wasserstoff & E-Fuels", "Bioökonomie"}) {
    const auto line = [&](const std::string& table) {
      const size_t at = table.find(field);
      return table.substr(at, table.find('\n', at) - at);
    };
    EXPECT_EQ(line(count.out), line(before.out));
  }
  const ProgramResult future =
      with_own({"count", "--by", "future-field", "--lang", "de"});
  EXPECT_TRUE(Has(future.out, "Wasser & Holz")) << future.out << future.err;
  const ProgramResult search =
      with_own({"search", "field:Schiffbau", "-n", "5"});
  EXPECT_EQ(search.exit_code, 0) << search.err;
  EXPECT_TRUE(Has(search.out, "http")) << search.out;
  const ProgramResult typo = with_own({"count", "field:ship-bilding"});
  EXPECT_EQ(typo.exit_code, 3);
  EXPECT_TRUE(Has(typo.err, "ship-building")) << typo.err;
  const ProgramResult pages = with_own({"export", "pages"});
  EXPECT_TRUE(Has(pages.out, "ship-building:")) << pages.err;
  const ProgramResult report = with_own({"report", "-o", Path("report.html")});
  EXPECT_EQ(report.exit_code, 0) << report.err;
  EXPECT_TRUE(Has(Read("report.html"), "Schiffbau"));
  // Without the second directory its fields are unknown.
  EXPECT_EQ(Ritmon(data, {"count", "field:ship-building"}).exit_code, 3);
}

}  // namespace
}  // namespace ritmon
