// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon forget with the real binary: no byte is left, nothing brings it back,
// the others are as they were.

#include <csignal>
#include <nlohmann/json.hpp>
#include <set>

#include "base/database.h"
#include "pipeline/forget_columns.h"
#include "pipeline/forget_ledger.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/data_bytes.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class ForgetTest : public DemoRegionTest {
 protected:
  // A finished run of one's own.
  void SetUp() override {
    fs::copy(FinishedRun(), data(), fs::copy_options::recursive);
  }
  fs::path data() const { return folder_ / "data"; }

  ProgramResult Run(std::vector<std::string> arguments) {
    return Ritmon(data(), arguments);
  }
  void MustRun(const std::vector<std::string>& arguments) {
    const ProgramResult result = Run(arguments);
    ASSERT_EQ(result.exit_code, 0) << arguments.front() << ": " << result.err;
  }

  // One line a company, without those that name `word`.
  std::string CompaniesWithout(const std::string& word) {
    const std::string all =
        Run({"export", "companies", "--all", "--everywhere", "-f", "jsonl"})
            .out;
    std::string others;
    for (size_t at = 0; at < all.size();) {
      const size_t end = all.find('\n', at);
      const std::string line = all.substr(at, end - at + 1);
      if (line.find(word) == std::string::npos) others += line;
      at = end + 1;
    }
    return others;
  }

  void ExpectNowhere(const std::vector<std::string>& words,
                     const std::string& when) {
    const auto texts = AllTextOf(data());
    ASSERT_GT(texts.size(), 100u);
    for (const std::string& word : words) {
      for (const DataText& place : PlacesOf(texts, word)) {
        ADD_FAILURE() << "'" << word << "' " << when << " in " << place.place;
      }
      const ProgramResult search = Run({"search", word, "--json"});
      EXPECT_EQ(search.out, "") << word << " " << when;
    }
  }

  TempDirectory folder_;
};

// Nobody else names them: a company without news and without a cluster.
const std::vector<std::string> kDosivar = {"dosivar", "HRB900109",
                                           "Notkeweg 41"};

TEST_F(ForgetTest, ADryRunChangesNothing) {
  const std::string before = EveryOutput(data());
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"forget", "Dosivar GmbH", "--dry-run"},
        std::vector<std::string>{"forget", "Dosivar GmbH"}}) {
    const ProgramResult result = Run(command);
    EXPECT_EQ(result.exit_code, command.size() == 3 ? 0 : 2) << result.err;
    EXPECT_NE(result.out.find("dosivar.example"), std::string::npos);
    EXPECT_NE(result.out.find("Nothing was removed"), std::string::npos);
  }
  EXPECT_EQ(EveryOutput(data()), before);
  EXPECT_EQ(Run({"forget", "--list"}).out, "Nobody was forgotten.\n");
}

TEST_F(ForgetTest, WhoIsMeant) {
  struct Case {
    std::string subject;
    int code;
    std::string said;
  };
  const std::vector<Case> cases = {
      {"https://www.dosivar.example/impressum", 0, "host dosivar.example"},
      {"WWW.Dosivar.example", 0, "host dosivar.example"},
      {"shop.dosivar.example", 0, "host shop.dosivar.example"},
      {"nobody-knows.example", 0, "captures    0"},
      {"K1101R_HRB900109", 0, "company Dosivar GmbH"},
      {"dosivar g.m.b.h.", 0, "company Dosivar GmbH"},
      {"Dosivar", 4, "K1101R_HRB900109"},
      {"Niemand GmbH", 4, "no company named"},
      {"de", 4, "no company named"},
      {"co.uk", 3, "public suffix"},
      {"ftp://dosivar.example/", 3, "no http(s) URL"},
  };
  for (const Case& item : cases) {
    const ProgramResult result = Run({"forget", item.subject, "--dry-run"});
    EXPECT_EQ(result.exit_code, item.code) << item.subject << result.err;
    EXPECT_NE((result.out + result.err).find(item.said), std::string::npos)
        << item.subject << ": " << result.out << result.err;
  }
  EXPECT_EQ(Run({"forget"}).exit_code, 2);
  EXPECT_EQ(Run({"forget", "--undo", "7"}).exit_code, 4);
}

TEST_F(ForgetTest, NoByteIsLeftAndNothingBringsItBack) {
  MustRun({"report"});
  const std::string others = CompaniesWithout("Dosivar");
  const auto before = AllTextOf(data());
  for (const std::string& word : kDosivar) {
    ASSERT_FALSE(PlacesOf(before, word).empty()) << word;
  }
  fs::path archived;
  for (const DataText& place : PlacesOf(before, "dosivar")) {
    if (place.uri.empty()) continue;
    const std::string file = place.place.substr(0, place.place.find(": "));
    archived = folder_ / "theirs.warc.gz";
    fs::copy_file(data() / file, archived,
                  fs::copy_options::overwrite_existing);
  }
  ASSERT_FALSE(archived.empty());

  const ProgramResult forgotten =
      Run({"forget", "Dosivar GmbH", "--yes", "--json", "--reason", "asked"});
  ASSERT_EQ(forgotten.exit_code, 0) << forgotten.err;
  const Json json = Json::parse(forgotten.out);
  EXPECT_EQ(json["entry"], 1);
  EXPECT_EQ(json["counts"]["companies"], 1);
  EXPECT_GE(json["counts"]["captures"], 6);
  EXPECT_GE(json["counts"]["pages"], 4);
  ExpectNowhere(kDosivar, "after forget");
  EXPECT_EQ(CompaniesWithout("Dosivar"), others);

  // Each of these knows it: the register, the trade directory, the archive.
  MustRun({"run"});
  ExpectNowhere(kDosivar, "after a run");
  fs::copy_file(SourceFile("demo/register.jsonl"), folder_ / "register.jsonl");
  fs::copy_file(SourceFile("demo/companies.csv"), folder_ / "companies.csv");
  MustRun({"import", "companies", folder_ / "register.jsonl",
           folder_ / "companies.csv"});
  ExpectNowhere(kDosivar, "after an import");
  MustRun({"ingest", archived});
  ExpectNowhere(kDosivar, "after an ingest");
  MustRun({"replay"});
  ExpectNowhere(kDosivar, "after a replay");
  MustRun({"report"});
  ExpectNowhere(kDosivar, "after a report");

  const ProgramResult status = Run({"status"});
  EXPECT_NE(status.out.find("0 hosts, 1 companies, "), std::string::npos)
      << status.out;
  const Json list = Json::parse(Run({"forget", "--list", "--json"}).out);
  ASSERT_EQ(list["forgotten"].size(), 1u);
  EXPECT_EQ(list["forgotten"][0]["state"], "done");
  EXPECT_EQ(list["forgotten"][0]["reason"], "asked");
  EXPECT_EQ(list["forgotten"][0]["counts"], json["counts"]);

  // Who is asked for again is known to be kept out.
  const ProgramResult again = Run({"forget", "dosivar.example", "--dry-run"});
  EXPECT_NE(again.out.find("kept out already by entry 1"), std::string::npos)
      << again.out;

  MustRun({"forget", "--undo", "1"});
  MustRun({"run"});
  EXPECT_EQ(Run({"explain", "K1101R_HRB900109"}).exit_code, 0);
  EXPECT_FALSE(PlacesOf(AllTextOf(data()), "www.dosivar.example").empty());
}

// A cluster's directory lists it, a grant names it: what others print stays.
TEST_F(ForgetTest, PagesOfOthersStayAndNoLongerSpeakOfIt) {
  const std::string others = CompaniesWithout("Chitinwerk");
  MustRun({"forget", "Chitinwerk Steubenhöft GmbH", "--yes"});
  size_t of_others = 0;
  for (const DataText& place : PlacesOf(AllTextOf(data()), "chitinwerk")) {
    const bool printed = place.place == "text/pages.db: page" ||
                         place.place == "text/pages.db" ||
                         place.place.starts_with("index/pages/");
    const bool public_record =
        place.place == "state.db: grants" || place.place == "state.db";
    const bool capture =
        !place.uri.empty() && place.uri.find("chitinwerk") == std::string::npos;
    EXPECT_TRUE(printed || public_record || capture) << place.place;
    of_others += capture ? 1 : 0;
  }
  EXPECT_GE(of_others, 1u);
  auto store = Database::OpenReadOnly(data() / "text" / "pages.db");
  ASSERT_TRUE(store);
  for (const char* column : {"url", "imprint", "listings", "profiles"}) {
    auto rows = store->Prepare(std::string("SELECT count(*) FROM page WHERE ") +
                               column + " LIKE '%chitinwerk.example%'");
    ASSERT_TRUE(rows && rows->Step());
    EXPECT_EQ(rows->Int(0), 0) << column;
  }
  EXPECT_NE(Run({"explain", "Chitinwerk Steubenhöft GmbH"}).exit_code, 0);
  EXPECT_EQ(CompaniesWithout("Chitinwerk"), others);
}

// Questions to an instance that others use, too, and their answers.
TEST_F(ForgetTest, ItsAccountsGoToo) {
  ASSERT_FALSE(PlacesOf(AllTextOf(data()), "@luhegran").empty());
  const ProgramResult forgotten = Run({"forget", "luhegran.example", "--yes"});
  ASSERT_EQ(forgotten.exit_code, 0) << forgotten.err;
  EXPECT_NE(forgotten.out.find("mastodon winsen.elbdorf.example/luhegran"),
            std::string::npos)
      << forgotten.out;
  for (const char* when : {"at once", "after a run", "after a replay"}) {
    for (const char* word :
         {"luhegran.example", "@luhegran", "acct=luhegran"}) {
      for (const DataText& place : PlacesOf(AllTextOf(data()), word)) {
        // It prints the address beside the link.
        const bool directory =
            place.uri.find("zukunftscluster") != std::string::npos ||
            (place.place == "text/pages.db: page" &&
             word == std::string("luhegran.example"));
        EXPECT_TRUE(directory) << word << " " << when << " in " << place.place;
      }
    }
    MustRun({when == std::string("at once") ? "run" : "replay"});
  }
}

TEST_F(ForgetTest, AHostGoesAndItsCompanyStays) {
  const ProgramResult forgotten =
      Run({"forget", "http://www.dosivar.example/", "--yes"});
  ASSERT_EQ(forgotten.exit_code, 0) << forgotten.err;
  EXPECT_NE(forgotten.out.find("K1101R_HRB900109"), std::string::npos);
  ExpectNowhere({"dosivar.example"}, "after forget");
  fs::copy_file(SourceFile("demo/companies.csv"), folder_ / "companies.csv");
  MustRun({"import", "companies", folder_ / "companies.csv"});
  MustRun({"run"});
  ExpectNowhere({"dosivar.example"}, "after a run");
  EXPECT_EQ(Run({"explain", "K1101R_HRB900109"}).exit_code, 0);
}

// Killed as soon as the entry is there: the next job that writes completes it.
TEST_F(ForgetTest, AKillIsCompletedByTheNextJob) {
  const auto pending = [&] {
    auto database = Database::OpenReadOnly(data() / "state.db");
    if (!database) return false;
    auto select = database->Prepare("SELECT state FROM forgotten");
    if (!select) return false;
    auto row = select->Step();
    return row && *row && select->Text(0) == "pending";
  };
  {
    Background forget(CommandLine(data(), {"forget", "Dosivar GmbH", "--yes"}),
                      folder_ / "log");
    while (!pending() && forget.IsRunning()) {
    }
    forget.Signal(SIGKILL);
    EXPECT_EQ(forget.Wait(), 128 + SIGKILL);
  }
  ASSERT_TRUE(pending());
  EXPECT_NE(Run({"status"}).out.find("1 pending"), std::string::npos);
  MustRun({"tag"});
  EXPECT_FALSE(pending());
  ExpectNowhere(kDosivar, "after a kill and the next job");
}

// ---- What must never be there -----------------------------------------------

// A column of text that is added must be looked at: does it name anybody?
TEST_F(ForgetTest, EveryColumnOfTextIsKnown) {
  // Of state.db: numbers as text, ids of ours, what a named row says.
  const std::set<std::string> about_nobody = {
      "crawl_total.name",
      "crawl_total.label",
      "timed_run.kind",
      "timed_step.kind",
      "timed_step.step",
      "timed_step.thread",
      "url.href",
      "url.outcome",
      "url.etag",
      "url.last_modified",
      "url.digest",
      "site.closed",
      "host.address",
      "robots.body",
      "tdmrep.rules",
      "reservation.source",
      "reservation.site",
      "reservation.scope",
      "reservation.said",
      "reservation.policy",
      "reservation.obeyed",
      "render_attempt.digest",
      "render_attempt.outcome",
      "render_attempt.message",
      "candidate_site.url",
      "candidate_site.state",
      "candidate_site.found",
      "candidate_site.detail",
      "profile.network",
      "profile.account",
      "profile.url",
      "profile.remote_id",
      "profile.base",
      "profile.newest",
      "profile.state",
      "profile.reason",
      "crawl_snapshot.counter",
      "crawl_snapshot.name",
      "review_decision.decision",
      "review_decision.note",
      "review_decision.machine_decision",
      "review_decision.machine_rule",
      "company_values.field",
      "company_values.source",
      "company_values.as_of",
      "imports.source",
      "imports.path",
      "imports.imported_at",
      "imported_file.path",
      "imported_file.stamp",
      "forgotten.kind",
      "forgotten.state",
      "forgotten.reason",
      "forgotten_key.hash",
      "forgotten_secret.secret"};
  std::set<std::string> known;
  for (const NamingColumn& column : NamingInState()) {
    known.insert(std::string(column.table) + "." + std::string(column.column));
  }
  MustRun({"forget", "dosivar.example", "--yes"});
  auto database = Database::OpenReadOnly(data() / "state.db");
  ASSERT_TRUE(database);
  auto columns = database->Prepare(
      "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
      "WHERE m.type = 'table' AND c.type = 'TEXT'");
  ASSERT_TRUE(columns);
  size_t seen = 0;
  while (true) {
    auto row = columns->Step();
    ASSERT_TRUE(row);
    if (!*row) break;
    ++seen;
    const std::string table = columns->Text(0);
    // Whole rows of a company go; grants are public record and stay.
    if (table == "companies" || table.starts_with("grant")) continue;
    const std::string column = table + "." + columns->Text(1);
    EXPECT_TRUE(known.contains(column) || about_nobody.contains(column))
        << column << ": does it name a host or a company? Then it belongs "
        << "into pipeline/forget_columns.cc";
  }
  EXPECT_GT(seen, 60u);
}

}  // namespace
}  // namespace ritmon
