// SPDX-License-Identifier: GPL-3.0-or-later
// The review list out of the real program, edited as people edit it, and in
// again.

#include <map>

#include "base/csv.h"
#include "base/files.h"
#include "base/table_reader.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

// Sites of the demo region and their companies, as the machine has them.
constexpr char kAccepted[] = "botkontor.example";
constexpr char kProbable[] = "lastfluss-kontor.example";
constexpr char kOtherSite[] = "boyensen-getriebe.example";

using Rows = std::vector<std::map<std::string, std::string>>;

// The rows of a table by their titles.
Rows ReadRows(const std::filesystem::path& path) {
  Rows rows;
  std::vector<std::string> titles;
  auto read = ReadTableFile(path, {}, [&](const CsvRow& row) {
    if (titles.empty()) {
      titles = row.cells;
      return true;
    }
    auto& cells = rows.emplace_back();
    for (size_t i = 0; i < titles.size(); ++i) {
      cells[titles[i]] = i < row.cells.size() ? row.cells[i] : "";
    }
    return true;
  });
  EXPECT_TRUE(read) << read.error().message;
  return rows;
}

class ReviewTest : public DemoRegionTest {
 protected:
  ReviewTest() {
    std::filesystem::copy(FinishedRun(), data(),
                          std::filesystem::copy_options::recursive);
  }

  std::filesystem::path data() const { return folder_ / "data"; }

  ProgramResult Review(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "review");
    return Ritmon(data(), arguments);
  }

  // Everything, as a workbook.
  Rows ExportAll() {
    const auto path = folder_ / "liste.xlsx";
    const ProgramResult out = Review({"export", "--all", "-o", path.string()});
    EXPECT_EQ(out.exit_code, 0) << out.err;
    return ReadRows(path);
  }

  static std::string CompanyOf(const Rows& rows, const std::string& site) {
    for (const auto& row : rows) {
      if (row.at("site") == site) return row.at("candidate_id");
    }
    ADD_FAILURE() << site;
    return "";
  }

  std::filesystem::path File(const std::string& name,
                             const std::string& content) {
    EXPECT_TRUE(WriteFileAtomically(folder_ / name, content));
    return folder_ / name;
  }

  TempDirectory folder_;
};

using LongReviewTest = ReviewTest;

TEST_F(ReviewTest, DecisionsWinFromThenOn) {
  const std::string before = EveryOutput(data());
  const ProgramResult open = Review({"export"});
  EXPECT_EQ(open.exit_code, 0) << open.err;
  // One site is open in the demo region: the directory, which names three.
  EXPECT_EQ(std::count(open.out.begin(), open.out.end(), '\n'), 4) << open.out;
  EXPECT_NE(open.out.find("\ngewerbeliste-suederelbe.example"),
            std::string::npos)
      << open.out;

  const Rows rows = ExportAll();
  const std::string bot = CompanyOf(rows, kAccepted);
  const std::string freight = CompanyOf(rows, kProbable);
  ASSERT_NE(bot, "");
  // As German Excel saves it: semicolons, windows-1252, moved columns.
  const auto list =
      File("zurück.csv",
           "Bemerkung;Entscheidung;Site;Candidate_ID;company_id\r\n"
           "\"gepr\xFC"
           "ft; stimmt\";ANNEHMEN;" +
               std::string(kProbable) + ";" + freight + ";\r\n;ablehnen;" +
               kAccepted + ";" + bot + ";\r\ngeh\xF6rt dazu;Andere;" +
               kOtherSite + ";;" + bot + "\r\n;;" + kAccepted + ";x;\r\n");
  const ProgramResult in = Review({"import", list.string()});
  ASSERT_EQ(in.exit_code, 0) << in.err;
  EXPECT_NE(in.err.find("decisions: 3 new, 0 changed, 0 as they were; 1 rows "
                        "without one"),
            std::string::npos)
      << in.err;

  const ProgramResult explained = Ritmon(data(), {"explain", bot});
  for (const std::string& part :
       {std::string("site boyensen-getriebe.example: accepted " + bot +
                    " (100 points: decided by review on 20"),
        std::string("by itself: accepted X1321_HRB900410 (100 points: "
                    "register number and court)"),
        std::string("site botkontor.example: rejected " + bot)}) {
    EXPECT_NE(explained.out.find(part), std::string::npos) << part << "\n"
                                                           << explained.out;
  }
  const ProgramResult decided = Review({"list"});
  EXPECT_NE(decided.out.find("geprüft; stimmt"), std::string::npos)
      << decided.out;
  const ProgramResult status = Ritmon(data(), {"status"});
  EXPECT_NE(status.out.find("1 sites to decide, 3 decisions"),
            std::string::npos)
      << status.out;

  const std::string after = EveryOutput(data());
  EXPECT_NE(after, before);
  const ProgramResult again = Review({"import", list.string()});
  EXPECT_NE(again.err.find("0 new, 0 changed, 3 as they were"),
            std::string::npos)
      << again.err;
  ASSERT_EQ(Ritmon(data(), {"tag", "--force"}).exit_code, 0);
  EXPECT_EQ(EveryOutput(data()), after);
  ASSERT_EQ(Ritmon(data(), {"replay"}).exit_code, 0);
  EXPECT_EQ(EveryOutput(data()), after);

  const ProgramResult undone =
      Review({"undo", kAccepted, kProbable, kOtherSite});
  EXPECT_EQ(undone.exit_code, 0) << undone.err;
  EXPECT_EQ(EveryOutput(data()), before);
  EXPECT_EQ(Review({"undo", kAccepted}).exit_code, 4);
}

// What was exported with decisions in it says the same when it comes back.
TEST_F(ReviewTest, AnExportOfWhatWasDecidedChangesNothing) {
  const Rows rows = ExportAll();
  const auto list = File(
      "l.csv", "site;decision;company_id;note\n" + std::string(kAccepted) +
                   ";reject;" + CompanyOf(rows, kAccepted) + ";=1+1\n" +
                   kOtherSite + ";other;" + CompanyOf(rows, kAccepted) + ";\n");
  ASSERT_EQ(Review({"import", list.string()}).exit_code, 0);
  for (const char* name : {"w.xlsx", "w.csv"}) {
    const std::string path = (folder_ / name).string();
    ASSERT_EQ(Review({"export", "--all", "-o", path}).exit_code, 0);
    const ProgramResult in = Review({"import", path});
    EXPECT_EQ(in.exit_code, 0) << in.err;
    EXPECT_NE(in.err.find("0 new, 0 changed, 2 as they were"),
              std::string::npos)
        << in.err;
  }
}

TEST_F(ReviewTest, OneMistakeAndNothingIsTaken) {
  const std::string good = CompanyOf(ExportAll(), kAccepted);
  const auto list =
      File("l.csv", "site,decision,company_id\n" + std::string(kAccepted) +
                        ",reject," + good + "\nnirgends.example,accept," +
                        good + "\n" + kAccepted + ",vielleicht," + good + "\n" +
                        kProbable + ",other,K0\n");
  const ProgramResult in = Review({"import", list.string()});
  EXPECT_EQ(in.exit_code, 3);
  for (const char* part :
       {"l.csv:3: no page of a site 'nirgends.example' was read",
        "l.csv:4: decision 'vielleicht' is none of accept, reject, other",
        "l.csv:5: no company has the id 'K0'",
        "l.csv: 3 mistakes, nothing was taken"}) {
    EXPECT_NE(in.err.find(part), std::string::npos) << part << "\n" << in.err;
  }
  EXPECT_EQ(Review({"list"}).out, "nothing was decided yet\n");
  EXPECT_EQ(Review({"import", (folder_ / "fehlt.xlsx").string()}).exit_code, 4);
  EXPECT_EQ(Review({"import", File("leer.xlsx", "").string()}).exit_code, 3);
}

// LibreOffice as another program's view of what we write, and we of what it
// writes.
TEST_F(LongReviewTest, LibreOfficeReadsAndWritesTheList) {
  constexpr char kOffice[] = "/usr/bin/soffice";
  if (!std::filesystem::exists(kOffice)) {
    GTEST_SKIP() << kOffice << " is not here; ./run-tests --full installs it";
  }
  const Rows ours = ExportAll();
  ASSERT_GT(ours.size(), 50u);
  // Semicolons, quotes, UTF-8, from the first line on.
  const std::string csv = "Text - txt - csv (StarCalc):59,34,76,1";
  const auto convert = [&](const std::string& way, const std::string& file) {
    const ProgramResult result = RunProgram(
        {kOffice,
         "-env:UserInstallation=file://" + (folder_ / "profile").string(),
         "--headless", way, "--convert-to",
         file.ends_with(".csv") ? "xlsx" : "csv:" + csv, "--outdir",
         (folder_ / "office").string(), (folder_ / file).string()});
    EXPECT_EQ(result.exit_code, 0) << result.err;
  };
  convert("--norestore", "liste.xlsx");
  EXPECT_EQ(ReadRows(folder_ / "office/liste.csv"), ours);

  std::string text = MustRead(folder_ / "office/liste.csv");
  const std::string id = CompanyOf(ours, kAccepted);
  text += std::string(kAccepted) + ";;;;;;;" + id + ";;;;;;;;ablehnen;;Ö\n";
  File("filled.csv", text);
  convert("--infilter=" + csv, "filled.csv");
  const ProgramResult in =
      Review({"import", (folder_ / "office/filled.xlsx").string()});
  EXPECT_EQ(in.exit_code, 0) << in.err;
  EXPECT_NE(in.err.find("decisions: 1 new"), std::string::npos) << in.err;
}

}  // namespace
}  // namespace ritmon
