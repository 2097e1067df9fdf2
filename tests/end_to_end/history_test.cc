// SPDX-License-Identifier: GPL-3.0-or-later
// The history as an analyst meets it: a run, other keyword lists, and what the
// commands make of the difference.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/database.h"
#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

constexpr char kField[] = "hydrogen-efuels";

class HistoryEndToEndTest : public DemoRegionTest {
 protected:
  HistoryEndToEndTest() {
    std::filesystem::copy(FinishedRun(), Data(),
                          std::filesystem::copy_options::recursive);
    std::filesystem::copy(SourceFile("keyword-lists"), folder_ / "lists");
  }

  std::filesystem::path Data() const { return folder_ / "data"; }

  ProgramResult Do(std::vector<std::string> arguments) {
    arguments.insert(
        arguments.end(),
        {"--set", "keywords.directory=" + (folder_ / "lists").string()});
    return Ritmon(Data(), arguments);
  }

  Json AsJson(const std::vector<std::string>& arguments) {
    const ProgramResult result = Do(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return Json::parse(result.out, nullptr, false);
  }

  // A list of hydrogen that finds none.
  void ForgetHydrogen() {
    const auto file = folder_ / "lists" / "hydrogen-efuels.toml";
    const std::string text = MustRead(file);
    const size_t scope = text.find("scope_in");
    ASSERT_NE(scope, std::string::npos);
    ASSERT_TRUE(WriteFileAtomically(
        file, text.substr(0, scope) + "[[family]]\nname = \"balloons\"\n"
                                      "strong.de = [\"gasballonhafen*\"]\n"));
    const ProgramResult tag = Do({"tag"});
    ASSERT_EQ(tag.exit_code, 0) << tag.err;
  }

  // The series of one field.
  Json Hydrogen(const Json& trend) {
    for (const Json& series : trend["series"]) {
      if (series["id"] == kField) return series;
    }
    return {};
  }

  static int64_t CountIn(const Json& rows) {
    for (const Json& row : rows) {
      if (row["field"] == kField) return row["companies"];
    }
    return -1;
  }

  TempDirectory folder_;
};

TEST_F(HistoryEndToEndTest, OtherListsAreToldFromRealChange) {
  const Json first = AsJson({"trend", "--format", "json"});
  ASSERT_EQ(first["snapshots"].size(), 1u);
  const int64_t before = CountIn(AsJson({"count", "--json"}));
  EXPECT_EQ(Hydrogen(first)["last"], before);
  const std::string day =
      first["snapshots"][0]["time"].get<std::string>().substr(0, 10);
  const ProgramResult none = Do({"alerts", "--since", day});
  EXPECT_EQ(none.exit_code, 0) << none.err;
  EXPECT_EQ(none.out.substr(0, 15), "no alerts since") << none.out;

  ForgetHydrogen();
  const Json trend = AsJson({"trend", "--format", "json"});
  ASSERT_EQ(trend["snapshots"].size(), 2u);
  const Json series = Hydrogen(trend);
  const int64_t after = CountIn(AsJson({"count", "--json"}));
  ASSERT_LT(after, before);
  EXPECT_EQ(series["companies"], Json::array({before, after}));
  EXPECT_EQ(series["changes"][0]["lists"], after - before);
  EXPECT_EQ(series["changes"][0]["real"], 0);
  EXPECT_EQ(series["changes"][0]["coverage"], 0);
  EXPECT_EQ(series["changes"][0]["lost_sites"], 0);

  const Json alerts =
      AsJson({"alerts", "--since", day, "--field", kField, "--format", "json"});
  ASSERT_EQ(static_cast<int64_t>(alerts.size()), before - after);
  for (const Json& alert : alerts) {
    EXPECT_EQ(alert["what"], "gone");
    EXPECT_EQ(alert["reason"], "lists");
  }
  // The same for a future field, and in a spreadsheet's form.
  const ProgramResult csv = Do({"alerts", "--since", day, "--field",
                                "green-smart-mobility", "--format", "csv"});
  EXPECT_NE(csv.out.find("date,what,field,reason,company,name\r\n"),
            std::string::npos);
  EXPECT_NE(csv.out.find(",gone,hydrogen-efuels,lists,"), std::string::npos);

  // What the lists of before have counted is still there.
  EXPECT_EQ(CountIn(AsJson({"count", "--json", "--list", "previous"})), before);
  const std::string id = alerts[0]["company"];
  const Json explained = AsJson({"explain", id, "--json"});
  bool moved = false;
  for (const Json& change : explained["history"]["changes"]) {
    moved = moved || (change["field"] == kField && change["gained"] == false &&
                      change["cause"] == "lists");
  }
  EXPECT_TRUE(moved) << explained["history"].dump(2);
  const ProgramResult text = Do({"explain", id});
  EXPECT_NE(text.out.find("went by changed keyword lists"), std::string::npos)
      << text.out;
}

TEST_F(HistoryEndToEndTest, TheTrendFitsATerminal) {
  ForgetHydrogen();
  for (const char* by : {"field", "future-field", "topic", "total"}) {
    for (const char* lang : {"de", "en"}) {
      const ProgramResult trend = Do({"trend", "--by", by, "--lang", lang});
      EXPECT_EQ(trend.exit_code, 0) << trend.err;
      EXPECT_LE(WidestLine(trend.out), 80u) << trend.out;
    }
  }
  const ProgramResult one =
      Do({"trend", "--field", "Wasserstoff & E-Fuels", "--lang", "en"});
  EXPECT_NE(one.out.find("█▁"), std::string::npos) << one.out;
  const ProgramResult csv = Do({"trend", "--by", "total", "--format", "csv"});
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 3) << csv.out;
  EXPECT_EQ(Do({"trend", "--field", "hydrogn"}).exit_code, 3);
  EXPECT_EQ(Do({"trend", "--since", "gestern"}).exit_code, 3);
}

// Of a day before the first run nothing is known, and that is said.
TEST_F(HistoryEndToEndTest, BeforeTheFirstRunTodayIsCountedAndSaid) {
  const ProgramResult count = Do({"count", "--json", "--as-of", "2001-01-01"});
  EXPECT_EQ(count.exit_code, 0) << count.err;
  EXPECT_NE(count.err.find("counted are today's tags"), std::string::npos)
      << count.err;
  const Json rows = Json::parse(count.out, nullptr, false);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0]["tags"], "today");
  EXPECT_TRUE(rows[0]["history_begins"].is_string());
  EXPECT_EQ(CountIn(rows), CountIn(AsJson({"count", "--json"})));
  const ProgramResult alerts = Do({"alerts", "--since", "2001-01-01"});
  EXPECT_NE(alerts.err.find("the history begins on"), std::string::npos);
  // Without any history there is nothing to draw.
  std::filesystem::remove(Data() / "history.db");
  const ProgramResult trend = Do({"trend"});
  EXPECT_NE(trend.exit_code, 0);
  EXPECT_NE(trend.err.find("no run has left a snapshot yet"),
            std::string::npos);
}

// As if the first run had been days ago.
TEST_F(HistoryEndToEndTest, AsOfAnswersWithWhatWasKnownThen) {
  const Json today = AsJson({"count", "--json"});
  ForgetHydrogen();
  ASSERT_LT(CountIn(AsJson({"count", "--json"})), CountIn(today));
  {
    auto database = Database::Open(Data() / "history.db").value();
    // All but what the last run has written is moved ten days back.
    for (const auto& [table, column] :
         {std::pair("tag_interval", "valid_from"),
          std::pair("company_interval", "valid_from"),
          std::pair("snapshot", "taken_at")}) {
      ASSERT_TRUE(database.Execute(std::string("UPDATE ") + table + " SET " +
                                   column + " = " + column +
                                   " - 864000000 WHERE " + column +
                                   " < (SELECT max(taken_at) FROM snapshot)"));
    }
  }
  const Date week_ago{std::chrono::floor<std::chrono::days>(
      SystemClock().Now() - std::chrono::hours(7 * 24))};
  const ProgramResult count =
      Do({"count", "--json", "--as-of", FormatDate(week_ago)});
  ASSERT_EQ(count.exit_code, 0) << count.err;
  const Json rows = Json::parse(count.out, nullptr, false);
  EXPECT_EQ(CountIn(rows), CountIn(today));
  EXPECT_EQ(rows[0]["tags"], "history");
  ASSERT_EQ(rows.size(), today.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i]["companies"], today[i]["companies"]) << rows[i];
  }
  // One that was counted then and that nobody knows any more.
  {
    auto database = Database::Open(Data() / "history.db").value();
    ASSERT_TRUE(database.Execute(
        "INSERT INTO company_interval SELECT 'N-gone', taken_at, taken_at + "
        "864000000, 'Fort GmbH', 'active', 'enterprise', 'gmbh', '02000', 1, "
        "'', '', '' FROM snapshot WHERE turn = 1;"
        "INSERT INTO tag_interval SELECT 'N-gone', 'field', 'hydrogen-efuels', "
        "taken_at, taken_at + 864000000, 'high', 1, list_version FROM snapshot "
        "WHERE turn = 1"));
  }
  const Json with_gone =
      AsJson({"count", "--json", "--as-of", FormatDate(week_ago)});
  EXPECT_EQ(CountIn(with_gone), CountIn(today) + 1);
  const ProgramResult worded =
      Do({"count", "GmbH", "--as-of", FormatDate(week_ago)});
  EXPECT_NE(worded.err.find("1 of the companies of that time are no longer"),
            std::string::npos)
      << worded.err;
  const ProgramResult gone = Do({"explain", "N-gone"});
  EXPECT_NE(gone.out.find("Fort GmbH"), std::string::npos) << gone.err;
  const ProgramResult fields =
      Do({"count", "field:hydrogen-efuels", "--as-of", FormatDate(week_ago)});
  EXPECT_NE(fields.err.find("may not ask for fields"), std::string::npos);
}

}  // namespace
}  // namespace ritmon
