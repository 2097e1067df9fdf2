// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong around a daemon while nobody looks: each fault is said with
// its reason, nothing that was counted is lost, and when it is over the next
// run goes on.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/database.h"
#include "base/files.h"
#include "tests/end_to_end/demo_region.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::HasSubstr;

class DaemonFaultsTest : public DemoRegionTest {
 protected:
  DaemonFaultsTest() {
    fs::copy(FinishedRun(), data_, fs::copy_options::recursive);
    before_ = Outcome(data_);
  }

  ProgramResult Once(const std::string& job,
                     std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"daemon", "--once", job});
    return Ritmon(data_, more);
  }
  std::string LastRun(const std::string& job) {
    const ProgramResult status = Ritmon(data_, {"status", "--json"});
    EXPECT_EQ(status.exit_code, 0) << status.err;
    return Json::parse(status.out)["last"][job];
  }
  void EverythingIsAsBefore() {
    EXPECT_EQ(Outcome(data_), before_);
    const ProgramResult crawl = Once("crawl");
    EXPECT_EQ(crawl.exit_code, 0) << crawl.err;
    EXPECT_EQ(Outcome(data_), before_);
  }

  TempDirectory folder_;
  fs::path data_ = folder_ / "data";
  std::string before_;
};

TEST_F(DaemonFaultsTest, TheDiskIsNearlyFull) {
  const std::vector<std::string> full = {"--set",
                                         "data.min_free_mib=1000000000000"};
  const ProgramResult crawl = Ritmon(data_, {"crawl", full[0], full[1]});
  EXPECT_EQ(crawl.exit_code, 5);
  EXPECT_THAT(crawl.err, HasSubstr("the disk is nearly full: "));
  EXPECT_THAT(crawl.err, HasSubstr("(data.min_free_mib)"));
  const ProgramResult once = Once("crawl", full);
  EXPECT_EQ(once.exit_code, 1) << once.err;
  EXPECT_THAT(LastRun("crawl"), HasSubstr("paused "));
  EXPECT_THAT(LastRun("crawl"), HasSubstr("nearly full"));
  EverythingIsAsBefore();
}

TEST_F(DaemonFaultsTest, SomebodyHoldsTheDatabase) {
  {
    auto other = Database::Open(data_ / "state.db");
    ASSERT_TRUE(other);
    ASSERT_TRUE(other->Execute("BEGIN EXCLUSIVE"));
    const ProgramResult crawl = Once("crawl");
    EXPECT_EQ(crawl.exit_code, 1);
    EXPECT_THAT(crawl.err, HasSubstr("state.db"));
    EXPECT_THAT(crawl.err, HasSubstr("locked"));
    EXPECT_THAT(LastRun("crawl"), HasSubstr("failed ")) << "who reads may";
  }
  EverythingIsAsBefore();
}

TEST_F(DaemonFaultsTest, TheArchiveCannotBeWritten) {
  // Also root cannot write into a folder that is a file.
  fs::rename(data_ / "warc", data_ / "elsewhere");
  ASSERT_TRUE(WriteFileAtomically(data_ / "warc", ""));
  const ProgramResult crawl = Once("crawl");
  EXPECT_EQ(crawl.exit_code, 1);
  EXPECT_THAT(crawl.err, HasSubstr((data_ / "warc").string()));
  EXPECT_THAT(LastRun("crawl"), HasSubstr("failed "));
  fs::remove(data_ / "warc");
  fs::rename(data_ / "elsewhere", data_ / "warc");
  EverythingIsAsBefore();
}

TEST_F(DaemonFaultsTest, NoNameIsResolved) {
  // All is due again, and no host is found.
  {
    auto state = Database::Open(data_ / "state.db");
    ASSERT_TRUE(state);
    ASSERT_TRUE(
        state->Execute("UPDATE url SET due_at = 0; "
                       "UPDATE host SET ready_at = 0;"));
  }
  ASSERT_TRUE(WriteFileAtomically(folder_ / "nowhere.toml",
                                  "[connect_to]\n\"*\" = \"127.0.0.1:9\"\n"));
  const ProgramResult crawl = Once(
      "crawl", {"--set", "crawl.patience_s=0", "--set",
                "fetch.connect_to=" + (folder_ / "nowhere.toml").string()});
  EXPECT_EQ(crawl.exit_code, 0) << crawl.err;
  EverythingIsAsBefore();
}

}  // namespace
}  // namespace ritmon
