// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon import companies with the real binary: what goes in, what is refused,
// a kill in the middle.

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "base/database.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

class ImportCommandTest : public DemoRegionTest {
 protected:
  std::filesystem::path File(const std::string& name,
                             const std::string& content) {
    EXPECT_TRUE(WriteFileAtomically(folder_ / name, content));
    return folder_ / name;
  }
  ProgramResult Import(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"import", "companies"});
    return Ritmon(data(), arguments);
  }
  std::filesystem::path data() const { return folder_.path() / "data"; }
  int64_t Companies() {
    auto database = Database::OpenReadOnly(data() / "state.db");
    if (!database) return 0;
    auto count = database->Prepare("SELECT COUNT(*) FROM companies");
    if (!count) return 0;
    auto row = count->Step();
    return row && *row ? count->Int(0) : 0;
  }

  TempDirectory folder_;
};

TEST_F(ImportCommandTest, BadFilesAreToldAndNothingIsHalfImported) {
  struct Case {
    const char* what;
    std::string content;
    std::vector<std::string> flags;
    int code;
    const char* message;
    int64_t companies;  // in the end
  };
  const std::string good =
      "Firma;Registergericht;HR-Nummer;PLZ;Ort\n"
      "Elbe Akku GmbH;Hamburg;HRB 900101;20457;Hamburg\n";
  const Case cases[] = {
      {"empty", "", {}, 3, "no rows", 0},
      {"wrong delimiter",
       good,
       {"--delimiter", ","},
       3,
       "is that the delimiter?",
       0},
      {"maps nothing",
       "a;b;c\n1;2;3\n",
       {},
       3,
       "no column for the company's name",
       0},
      {"no such mapping",
       good,
       {"--mapping", "orbit"},
       4,
       "no mapping 'orbit'; there are:",
       0},
      {"unknown encoding",
       good,
       {"--encoding", "klingon"},
       3,
       "unknown encoding 'klingon'",
       0},
      {"no such format",
       good + "X GmbH;Hamburg;HRB 2;20457;Hamburg\n",
       {"--format", "xls"},
       3,
       "unknown format 'xls'",
       0},
      {"not JSON", good, {"--format", "offeneregister"}, 1, "refused", 0},
      {"not XML", good, {"--format", "xjustiz"}, 1, "not well-formed", 0},
      {"not a dump", good, {"--format", "offeneregister-2022"}, 3, "", 0},
      {"not GLEIF", good, {"--format", "gleif-csv"}, 3, "no column 'LEI'", 0},
      {"broken JSON", "{\"records\":[{\"LEI\":", {}, 3, "breaks off", 0},
      {"half a line",
       good + "Alster Akku GmbH;Hamb",
       {},
       1,
       "file:3: 2 cells where the header has 5: half a line?",
       1},
      {"a lost quote",
       good + "\"Alster;Hamburg;HRB 3;20457;Hamburg\n",
       {},
       1,
       "file:3: a quote that is never closed",
       1},
      {"a million letters",
       good + std::string(1'000'000, 'x') + ";Hamburg;HRB 4;20457;Hamburg\n",
       {},
       1,
       "file:3: 'name' has 1000000 bytes",
       1},
      {"well", good, {}, 0, "1 read, 1 new", 1},
  };
  for (const Case& c : cases) {
    std::error_code code;
    std::filesystem::remove_all(data(), code);
    std::vector<std::string> line = {File("file", c.content).string()};
    line.insert(line.end(), c.flags.begin(), c.flags.end());
    const ProgramResult result = Import(line);
    EXPECT_EQ(result.exit_code, c.code) << c.what << ": " << result.err;
    EXPECT_NE(result.err.find(c.message), std::string::npos)
        << c.what << ": " << result.err;
    EXPECT_EQ(Companies(), c.companies) << c.what;
    EXPECT_FALSE(std::filesystem::exists(data() / "import.db")) << c.what;
  }
}

TEST_F(ImportCommandTest, TheSameFileTwiceAndFilesThatContradict) {
  const auto first = File("a.csv",
                          "Firma;Registergericht;HR-Nummer;Ort;Mitarbeiter\n"
                          "Elbe Akku GmbH;Hamburg;HRB 900101;Hamburg;40\n");
  ASSERT_EQ(Import({first.string()}).exit_code, 0);
  const ProgramResult again = Import({first.string()});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_NE(again.err.find("imported before and unchanged since"),
            std::string::npos)
      << again.err;
  const auto other = File("b.csv",
                          "Firma;Registergericht;HR-Nummer;Ort;Mitarbeiter\n"
                          "Elbe Akku GmbH;Hamburg;HRB 900101;Hamburg;9\n"
                          "Ganz Anders AG;Hamburg;HRB 900101;Kiel;3\n");
  const ProgramResult second = Import({other.string(), "--rank", "20"});
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_NE(second.err.find("1 disputed"), std::string::npos) << second.err;
  EXPECT_NE(second.err.find("contradicts values that were kept: employees 1"),
            std::string::npos)
      << second.err;
  EXPECT_EQ(Companies(), 2);
}

TEST_F(ImportCommandTest, ADryRunShowsWhatIsUnderstoodAndStoresNothing) {
  const auto file = File("liste.csv",
                         "Stand 31.03.2026\n"
                         "Firma;PLZ;Ort;Mitarbeiter;Crefonummer\n"
                         "Elbe Akku GmbH;20457;Hamburg;50-99;1\n");
  const ProgramResult text = Import({file.string(), "--dry-run"});
  EXPECT_EQ(text.exit_code, 0) << text.err;
  for (const char* part :
       {"delimiter ;, encoding UTF-8, header on line 2, mapping creditreform",
        "name            <- Firma", "not taken: Crefonummer",
        "line 3: Elbe Akku GmbH", "employees  50-99", "nothing was stored"}) {
    EXPECT_NE(text.out.find(part), std::string::npos) << part << text.out;
  }
  const ProgramResult json = Import({file.string(), "--dry-run", "--json"});
  EXPECT_NE(json.out.find("\"header_line\":2"), std::string::npos) << json.out;
  EXPECT_EQ(Companies(), 0);
}

// Long enough that a batch is safe when the kill comes.
TEST_F(ImportCommandTest, GoesOnAfterAKill) {
  const auto path = folder_ / "register.jsonl";
  constexpr int kLines = 450'000;
  {
    std::ofstream out(path, std::ios::binary);
    for (int i = 1; i <= kLines; ++i) {
      out << "{\"company_number\":\"K1101R_HRB" << i
          << "\",\"current_status\":\"currently registered\",\"name\":\"Firma "
          << i << " GmbH\",\"registered_address\":\"Kaistraße " << i % 100
          << ", 20457 Hamburg.\",\"retrieved_at\":\"2018-11-09T18:03:03Z\"}\n";
    }
  }
  {
    Background import(
        CommandLine(data(), {"import", "companies", path.string()}),
        folder_ / "output");
    int64_t done = 0;
    while (done == 0 && import.IsRunning()) {
      std::this_thread::yield();
      auto staging = Database::OpenReadOnly(data() / "import.db");
      if (!staging) continue;
      auto line = staging->Prepare("SELECT line FROM progress");
      if (!line) continue;
      auto row = line->Step();
      if (row && *row) done = line->Int(0);
    }
    ASSERT_GT(done, 0) << MustRead(folder_ / "output");
    import.Signal(SIGKILL);
    import.Wait();
  }
  ASSERT_TRUE(std::filesystem::exists(data() / "import.db"));
  EXPECT_EQ(Companies(), 0);
  const ProgramResult again = Import({path.string()});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_NE(again.err.find("450000 read, 450000 new"), std::string::npos)
      << again.err;
  EXPECT_EQ(Companies(), kLines);
  EXPECT_FALSE(std::filesystem::exists(data() / "import.db"));
}

}  // namespace
}  // namespace ritmon
