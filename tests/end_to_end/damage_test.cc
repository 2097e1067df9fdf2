// SPDX-License-Identifier: GPL-3.0-or-later
// Every file of a data directory damaged, and the real program on it: no crash,
// an error that names what mends it, and that mends it.

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "base/database.h"
#include "base/directory_lock.h"
#include "base/files.h"
#include "tests/end_to_end/demo_region.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

enum class Damage {
  kEmpty,    // of no length
  kHalf,     // cut in the middle
  kGarbage,  // its first 200 bytes are something else
  kFlip,     // 400 bytes in the middle are something else
  kGone,
};

struct Case {
  std::string file;
  Damage damage;
  // What must say so, and the words by which it does.
  std::vector<std::string> command;
  std::string words;
  // What mends it; a file that is restored from a sound copy; or one that is
  // removed.
  std::vector<std::string> mends;
  std::string restore;
  std::string remove;
};

class DamageTest : public DemoRegionTest {
 protected:
  static void Harm(const fs::path& file, Damage damage) {
    const auto size = fs::file_size(file);
    for (const char* suffix : {"-wal", "-shm"}) {
      fs::remove(file.string() + suffix);
    }
    if (damage == Damage::kGone) {
      fs::remove(file);
    } else if (damage == Damage::kEmpty || damage == Damage::kHalf) {
      fs::resize_file(file, damage == Damage::kEmpty ? 0 : size / 2);
    } else {
      std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
      const bool garbage = damage == Damage::kGarbage;
      bytes.seekp(garbage ? 0 : static_cast<std::streamoff>(size / 2));
      bytes << std::string(garbage ? 200 : 400, '\xa5');
    }
  }

  // "warc/*" is the first file of that kind.
  static fs::path PathOf(const fs::path& data, const std::string& file) {
    if (file.find('*') == std::string::npos) return data / file;
    const std::string suffix = file.substr(file.find('*') + 1);
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(data / "warc")) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with("ritmon-0") && name.ends_with(suffix)) {
        found.push_back(entry.path());
      }
    }
    std::sort(found.begin(), found.end());
    EXPECT_FALSE(found.empty()) << file;
    return found.empty() ? data : found.front();
  }

  static std::string Counted(const fs::path& data) {
    const ProgramResult count = Ritmon(data, {"count", "--by", "field"});
    EXPECT_EQ(count.exit_code, 0) << count.err;
    return count.out;
  }

  static void EveryCommandEndsByItself(const fs::path& data) {
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"status"},
                                               {"count"},

                                               {"explain", "K1101R_HRB900101"},

                                               {"doctor", "--deep"}}) {
      const ProgramResult result = Ritmon(data, command);
      EXPECT_LT(result.exit_code, 7) << command[0] << ": " << result.err;
      EXPECT_GE(result.exit_code, 0) << command[0];
    }
  }
};

const std::vector<std::string> kStatus = {"status"};
const std::vector<std::string> kCount = {"count"};
const std::vector<std::string> kSearch = {"search", "Wasserstoff"};
const std::vector<std::string> kTrend = {"trend"};
const std::vector<std::string> kDoctor = {"doctor"};
const std::vector<std::string> kDeep = {"doctor", "--deep"};
const std::vector<std::string> kReplay = {"replay"};
const std::vector<std::string> kIndex = {"index"};
const std::vector<std::string> kRebuild = {"index", "--rebuild"};

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
      {"index/pages/iamglass", Damage::kGarbage, kSearch,
       "`ritmon index --rebuild`", kRebuild, "", ""},
      {"index/pages/iamglass", Damage::kEmpty, kSearch,
       "`ritmon index --rebuild`", kIndex, "", ""},
      {"index/pages/postlist.glass", Damage::kHalf, kDeep,
       "`ritmon index --rebuild`", kRebuild, "", ""},
      {"index/pages/docdata.glass", Damage::kGarbage, kDeep,
       "`ritmon index --rebuild`", kRebuild, "", ""},
      {"index/companies/iamglass", Damage::kGarbage, kCount,
       "`ritmon index --rebuild`", kRebuild, "", ""},
      {"index/companies/postlist.glass", Damage::kHalf, kDeep,
       "`ritmon index --rebuild`", kRebuild, "", ""},
      {"index/companies/postlist.glass", Damage::kEmpty, kCount,
       "`ritmon index --rebuild`", kRebuild, "", ""},
      {"text/pages.db", Damage::kGarbage, kStatus, "`ritmon replay`", kReplay,
       "", ""},
      {"text/pages.db", Damage::kHalf, kDoctor, "`ritmon replay`", kReplay, "",
       ""},
      {"text/pages.db", Damage::kEmpty, kStatus, "`ritmon replay`", kReplay, "",
       ""},
      {"text/pages.db", Damage::kGone, kIndex, "`ritmon replay`", kReplay, "",
       ""},
      {"text/grants.db",
       Damage::kGarbage,
       {"tag", "--force"},
       "`ritmon index`",
       kIndex,
       "",
       "text/grants.db"},
      {"state.db", Damage::kGarbage, kStatus, "restore it from a backup",
       kIndex, "state.db", ""},
      {"state.db", Damage::kHalf, kDoctor, "restore it from a backup", kIndex,
       "state.db", ""},
      {"state.db", Damage::kEmpty, kStatus, "restore it from a backup", kIndex,
       "state.db", ""},
      {"state.db", Damage::kGone, kDoctor, "restore it from a backup", kIndex,
       "state.db", ""},
      {"history.db", Damage::kGarbage, kTrend, "restore it from a backup",
       kIndex, "", "history.db"},
      {"lists.db", Damage::kGarbage, kDoctor, "restore it from a backup",
       kIndex, "", "lists.db"},
      {"warc/*.warc.gz", Damage::kHalf, kDoctor, "restore the archive", kReplay,
       "*", ""},
      {"warc/*.warc.gz", Damage::kFlip, kDeep, "restore it from a backup",
       kReplay, "*", ""},
      {"warc/*.warc.gz", Damage::kGone, kDoctor, "restore the archive", kReplay,
       "*", ""},
      {"warc/*.warc.gz.cdxj", Damage::kHalf, kDoctor, "remove it", kIndex, "",
       "*"},
      {"warc/*.warc.gz.cdxj", Damage::kGarbage, kDoctor, "remove it", kIndex,
       "", "*"},
  };
  return cases;
}

TEST_F(DamageTest, LongEveryFileIsSaidAndMended) {
  const std::string counted = Counted(FinishedRun());
  int run = 0;
  for (const Case& c : Cases()) {
    SCOPED_TRACE(c.file + " " + std::to_string(static_cast<int>(c.damage)));
    TempDirectory folder;
    const fs::path data = folder / "data";
    fs::copy(FinishedRun(), data, fs::copy_options::recursive);
    const fs::path file = PathOf(data, c.file);
    Harm(file, c.damage);

    const ProgramResult said = Ritmon(data, c.command);
    EXPECT_NE(said.exit_code, 0);
    // What doctor prints is broken into lines.
    std::string words = said.out + said.err;
    for (size_t at = words.find("\n         "); at != std::string::npos;
         at = words.find("\n         ")) {
      words.replace(at, 10, " ");
    }
    EXPECT_THAT(words, HasSubstr(c.words));
    EveryCommandEndsByItself(data);

    if (!c.restore.empty()) {
      fs::copy_file(FinishedRun() / fs::relative(file, data), file,
                    fs::copy_options::overwrite_existing);
    }
    if (!c.remove.empty()) {
      for (const char* suffix : {"", "-wal", "-shm"}) {
        fs::remove(file.string() + suffix);
      }
    }
    const ProgramResult mended = Ritmon(data, c.mends);
    EXPECT_EQ(mended.exit_code, 0) << mended.err;
    EXPECT_EQ(Counted(data), counted);
    ++run;
  }
  EXPECT_EQ(run, 23);
}

// A job that was killed between a store and its index, or that somebody
// helped with rm.
TEST_F(DamageTest, AMissingIndexIsMadeAgain) {
  TempDirectory folder;
  fs::copy(FinishedRun(), folder / "data", fs::copy_options::recursive);
  fs::remove_all(folder.path() / "data/index");
  const ProgramResult count = Ritmon(folder / "data", {"count"});
  EXPECT_EQ(count.exit_code, 4);
  EXPECT_THAT(count.err, HasSubstr("`ritmon index`"));
  ASSERT_EQ(Ritmon(folder / "data", {"index"}).exit_code, 0);
  EXPECT_EQ(Counted(folder / "data"), Counted(FinishedRun()));
}

// Also when a job has looked at it: no crawl may go on from nothing.
TEST_F(DamageTest, AMissingPageStoreIsSaidUntilItIsReplayed) {
  TempDirectory folder;
  fs::copy(FinishedRun(), folder / "data", fs::copy_options::recursive);
  fs::remove_all(folder.path() / "data/text");
  for (const char* command : {"crawl", "tag", "index", "crawl"}) {
    const ProgramResult job = Ritmon(folder / "data", {command});
    EXPECT_EQ(job.exit_code, 3) << command;
    EXPECT_THAT(job.err, HasSubstr("`ritmon replay`")) << command;
  }
  ASSERT_EQ(Ritmon(folder / "data", {"replay"}).exit_code, 0);
  EXPECT_EQ(Counted(folder / "data"), Counted(FinishedRun()));
}

// Who writes holds the lock and transactions in every database; who reads sees
// what was there before and does not wait.
TEST_F(DamageTest, ReadersNeverWait) {
  TempDirectory folder;
  const fs::path data = folder / "data";
  fs::copy(FinishedRun(), data, fs::copy_options::recursive);
  const std::string counted = Counted(data);
  auto lock = DirectoryLock::Acquire(data);
  ASSERT_TRUE(lock);
  std::vector<Database> writers;
  for (const char* name :
       {"state.db", "text/pages.db", "history.db", "lists.db"}) {
    writers.push_back(Database::Open(data / name).value());
    ASSERT_TRUE(writers.back().Begin());
    ASSERT_TRUE(writers.back().Execute("CREATE TABLE under_way (a)"));
  }
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"status"},
                                             {"count"},
                                             {"search", "Wasserstoff"},
                                             {"companies"},
                                             {"explain", "K1101R_HRB900101"},
                                             {"trend"},
                                             {"mass"},
                                             {"coverage"},
                                             {"export", "companies"}}) {
    const ProgramResult result = Ritmon(data, command);
    EXPECT_EQ(result.exit_code, 0) << command[0] << ": " << result.err;
  }
  EXPECT_EQ(Counted(data), counted);
  const ProgramResult doctor = Ritmon(data, {"doctor"});
  EXPECT_THAT(doctor.out, HasSubstr("process " + std::to_string(::getpid())));
  const ProgramResult writer = Ritmon(data, {"index"});
  EXPECT_EQ(writer.exit_code, 6);
  EXPECT_THAT(writer.err, HasSubstr("process " + std::to_string(::getpid())));
}

// All is well but for what a demonstration has to do.
TEST_F(DamageTest, DoctorFindsTheDemoHealthy) {
  const ProgramResult doctor = Ritmon(FinishedRun(), {"doctor", "--deep"});
  EXPECT_EQ(doctor.exit_code, 1) << doctor.out;
  EXPECT_THAT(doctor.out, Not(HasSubstr("\nerror")));
  EXPECT_THAT(doctor.out, HasSubstr("all read and compared"));
  EXPECT_LE(WidestLine(doctor.out), 110u);
  const ProgramResult wide = RunOnTerminal(
      CommandLine(FinishedRun(), {"doctor"}), {.variables = {"NO_COLOR=1"}});
  EXPECT_LE(WidestLine(wide.out), 80u) << wide.out;
}

TEST_F(DamageTest, DoctorSaysWhatIsWrongWithAConfiguration) {
  TempDirectory folder;
  ASSERT_TRUE(
      WriteFileAtomically(folder / "c.toml", "[crawl]\ndealy_ms = 5\n"));
  const ProgramResult refused =
      RunProgram({RITMON_BINARY, "doctor", "-c", (folder / "c.toml").string()});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_THAT(refused.out, HasSubstr("dealy_ms"));
}

}  // namespace
}  // namespace ritmon
