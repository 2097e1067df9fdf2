// SPDX-License-Identifier: GPL-3.0-or-later
// Backups by the real program while it works, and data directories restored
// from them.

#include <gmock/gmock.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class BackupEndToEndTest : public DemoRegionTest {
 protected:
  static std::vector<fs::path> Folders(const fs::path& place) {
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(place)) {
      if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
  }

  static void Restore(const fs::path& backup, const fs::path& data) {
    fs::copy(backup / "data", data, fs::copy_options::recursive);
  }

  static std::vector<std::string> Errors(const fs::path& data) {
    std::vector<std::string> ids;
    const ProgramResult doctor = Ritmon(data, {"doctor", "--deep", "--json"});
    for (const auto& finding : nlohmann::json::parse(doctor.out)) {
      if (finding["level"] == "error") ids.push_back(finding["message"]);
    }
    return ids;
  }
};

TEST_F(BackupEndToEndTest, ARestoredDirectoryAnswersTheSame) {
  TempDirectory folder;
  const std::string place = (folder / "backups").string();
  const ProgramResult made = Ritmon(FinishedRun(), {"backup", place});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.out,
              HasSubstr("not copied, as what they say is in state.db"));
  EXPECT_EQ(Ritmon(FinishedRun(), {"backup", place, "--verify"}).exit_code, 0);
  Restore(Folders(place).back(), folder / "moved");
  const ProgramResult index = Ritmon(folder / "moved", {"index"});
  ASSERT_EQ(index.exit_code, 0) << index.err;
  EXPECT_EQ(EveryOutput(folder / "moved"), EveryOutput(FinishedRun()));
  // The configuration is there, under its own path.
  EXPECT_TRUE(fs::exists(
      Folders(place).back() / "files" /
      fs::path(RITMON_SOURCE_DIR "/config/demo.toml").relative_path()));
}

// Whatever moment a backup was made at, what it holds fits together, and the
// crawl goes on from there to the same end.
TEST_F(BackupEndToEndTest, MadeDuringARunEachOneCanBeRestored) {
  TempDirectory folder;
  const fs::path data = folder / "data";
  const std::string place = (folder / "backups").string();
  Background run(CommandLine(data, {"run"}), folder / "run");
  int made = 0;
  while (run.IsRunning()) {
    const ProgramResult backup = Ritmon(data, {"backup", place});
    if (backup.exit_code == 0) ++made;
    // There may be nothing yet, or an import that lets nobody read.
    EXPECT_TRUE(backup.exit_code == 0 || backup.exit_code == 4 ||
                backup.exit_code == 6)
        << backup.err;
  }
  ASSERT_EQ(run.Wait(), 0);
  ASSERT_GT(made, 1);
  const std::vector<fs::path> backups = Folders(place);
  ASSERT_EQ(backups.size(), static_cast<size_t>(made));
  for (const fs::path& backup : backups) {
    const ProgramResult verified =
        Ritmon(data, {"backup", backup.string(), "--verify"});
    EXPECT_EQ(verified.exit_code, 0) << verified.out;
  }
  const fs::path backup = backups[backups.size() / 2];
  const fs::path restored = folder / "restored";
  Restore(backup, restored);
  EXPECT_THAT(Errors(restored), testing::IsEmpty()) << backup;
  const ProgramResult on = Ritmon(restored, {"run"});
  ASSERT_EQ(on.exit_code, 0) << on.err;
  EXPECT_EQ(Outcome(restored), Outcome(FinishedRun())) << backup;
  ASSERT_EQ(Ritmon(restored, {"replay"}).exit_code, 0);
  EXPECT_EQ(Outcome(restored), Outcome(FinishedRun())) << backup;
}

// A limit on the size of files stands for the full disk.
TEST_F(BackupEndToEndTest, AFullDiskLeavesNoHalfBackup) {
  TempDirectory folder;
  const fs::path place = folder / "backups";
  std::string command = "ulimit -f 100; exec";
  for (const std::string& part :
       CommandLine(FinishedRun(), {"backup", place.string()})) {
    command += " '" + part + "'";
  }
  const ProgramResult full = RunProgram({"/bin/sh", "-c", command});
  EXPECT_EQ(full.exit_code, 5) << full.err;
  EXPECT_THAT(full.err, HasSubstr(place.string()));
  EXPECT_TRUE(Folders(place).empty());
  // And with room again, all is well.
  EXPECT_EQ(Ritmon(FinishedRun(), {"backup", place.string()}).exit_code, 0);
}

TEST_F(BackupEndToEndTest, AKilledBackupIsNone) {
  TempDirectory folder;
  const fs::path place = folder / "backups";
  Background backup(CommandLine(FinishedRun(), {"backup", place.string()}),
                    folder / "out");
  backup.Signal(SIGKILL);
  backup.Wait();
  const ProgramResult again = Ritmon(FinishedRun(), {"backup", place.string()});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  for (const fs::path& one : Folders(place)) {
    EXPECT_TRUE(fs::exists(one / "manifest.json")) << one;
  }
}

}  // namespace
}  // namespace ritmon
