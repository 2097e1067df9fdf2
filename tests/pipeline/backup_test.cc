// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/backup/backup.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "base/files.h"
#include "crawler/archive_check.h"
#include "pipeline/backup/manifest.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class BackupTest : public StoredRegionTest {
 protected:
  void SetUp() override {
    AddSampleRegion();
    Read();
  }

  BackupReport Backup(bool with_indexes = false) {
    clock_.Advance(std::chrono::hours(1));
    auto report = MakeBackup(options_,
                             {.directory = place(),
                              .configuration = {},
                              .with_indexes = with_indexes},
                             clock_);
    EXPECT_TRUE(report) << report.error().message;
    return report.value_or(BackupReport());
  }
  fs::path place() const { return folder_ / "backups"; }

  fs::path FirstArchiveFile(const fs::path& warc) const {
    return ArchiveFiles(warc).value().front();
  }
  static uint64_t InodeOf(const fs::path& file) {
    struct stat info {};
    EXPECT_EQ(::stat(file.c_str(), &info), 0) << file;
    return info.st_ino;
  }
  std::vector<std::string> Problems(const fs::path& folder) const {
    auto check = VerifyBackup(folder);
    EXPECT_TRUE(check) << check.error().message;
    return check ? check->problems : std::vector<std::string>{"no check"};
  }
};

TEST_F(BackupTest, HasWhatCannotBeMadeAgainAndIsWhatItsManifestSays) {
  const BackupReport report = Backup();
  EXPECT_TRUE(fs::exists(report.folder / "data/state.db"));
  EXPECT_TRUE(fs::exists(report.folder / "data/text/pages.db"));
  EXPECT_TRUE(fs::exists(report.folder / "data/history.db"));
  EXPECT_TRUE(fs::exists(FirstArchiveFile(report.folder / "data/warc")));
  EXPECT_FALSE(fs::exists(report.folder / "data/index"));
  EXPECT_FALSE(fs::exists(report.folder / "data/lock"));
  // Keyword lists under the path that they have.
  EXPECT_TRUE(fs::exists(report.folder / "files" /
                         options_.keyword_lists.relative_path()));
  EXPECT_GT(report.files, 5);
  EXPECT_THAT(Problems(report.folder), IsEmpty());
  // The folder of all backups stands for its last one.
  EXPECT_EQ(VerifyBackup(place())->folder, report.folder);
}

TEST_F(BackupTest, ARestoredDirectoryCountsTheSame) {
  const auto counted = Counted();
  ASSERT_FALSE(counted.empty());
  const int64_t pages = Store().CountPages().value();
  for (const bool with_indexes : {false, true}) {
    const BackupReport report = Backup(with_indexes);
    const fs::path original = options_.workspace.root;
    options_.workspace.root =
        folder_ / (with_indexes ? "restored-all" : "restored");
    fs::copy(report.folder / "data", options_.workspace.root,
             fs::copy_options::recursive);
    const bool indexed = fs::exists(options_.workspace.page_index());
    EXPECT_EQ(indexed, with_indexes);
    ASSERT_TRUE(OpenJob().IndexIfChanged());
    EXPECT_EQ(Counted(), counted);
    // From the archive as well.
    ASSERT_TRUE(OpenJob().Replay());
    EXPECT_EQ(Store().CountPages().value(), pages);
    options_.workspace.root = original;
  }
}

TEST_F(BackupTest, UnchangedArchiveFilesAreLinksToTheBackupBefore) {
  const BackupReport first = Backup();
  EXPECT_EQ(first.linked_files, 0);
  const BackupReport second = Backup();
  EXPECT_GT(second.linked_files, 0);
  const fs::path a = FirstArchiveFile(first.folder / "data/warc");
  const fs::path b = FirstArchiveFile(second.folder / "data/warc");
  EXPECT_EQ(InodeOf(a), InodeOf(b));
  // Never to the data directory itself, where a purge writes in place.
  const fs::path live = FirstArchiveFile(options_.workspace.warc());
  EXPECT_NE(InodeOf(a), InodeOf(live));
  // One that was changed, though as long as before, is copied.
  {
    std::fstream file(live, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20);
    file.put('X');
  }
  const BackupReport third = Backup();
  EXPECT_NE(InodeOf(FirstArchiveFile(third.folder / "data/warc")), InodeOf(a));
  // The first may go without harm to the others.
  fs::remove_all(first.folder);
  EXPECT_THAT(Problems(second.folder), IsEmpty());
}

TEST_F(BackupTest, VerifyFindsEveryKindOfDamage) {
  const BackupReport report = Backup();
  const fs::path data = report.folder / "data";
  fs::remove(data / "history.db");
  fs::resize_file(data / "text/pages.db",
                  fs::file_size(data / "text/pages.db") - 1);
  {
    std::fstream file(data / "state.db",
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file.put('\x7f');
  }
  EXPECT_THAT(Problems(report.folder),
              ElementsAre("data/history.db: is missing",
                          "data/state.db: its content has changed",
                          HasSubstr("data/text/pages.db: has ")));
}

TEST_F(BackupTest, WhatWasNotFinishedIsNoBackupAndGoes) {
  const fs::path half = place() / "unfinished-2026-01-01T000000Z";
  ASSERT_TRUE(MakeDirectories(half / "data"));
  ASSERT_TRUE(WriteFileAtomically(half / "data/state.db", "half"));
  EXPECT_EQ(VerifyBackup(place()).error().kind, ErrorKind::kNotFound);
  EXPECT_THAT(BackupsIn(place()), IsEmpty());
  const BackupReport report = Backup();
  EXPECT_FALSE(fs::exists(half));
  EXPECT_THAT(BackupsIn(place()), ElementsAre(report.folder));
}

// A crawl is appending: half a record is there already.
TEST_F(BackupTest, AFileThatGrowsIsCopiedUpToItsLastRecord) {
  auto writer = WarcWriter::Open(
      WarcWriterOptions{.directory = options_.workspace.warc()}, clock_);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->Write(results_.front()));
  const fs::path grows = ArchiveFiles(options_.workspace.warc()).value().back();
  const auto whole = fs::file_size(grows);
  const std::string bytes = ReadFile(grows).value();
  std::ofstream(grows, std::ios::app | std::ios::binary)
      << bytes.substr(0, bytes.size() / 3);
  const BackupReport report = Backup();
  const fs::path copy = report.folder / "data/warc" / grows.filename();
  EXPECT_EQ(fs::file_size(copy), whole);
  const auto check = CheckArchiveFile(copy, true);
  ASSERT_TRUE(check);
  EXPECT_FALSE(check->ends_cut);
  EXPECT_THAT(Problems(report.folder), IsEmpty());
}

TEST_F(BackupTest, RefusesPlacesAndEmptyDirectories) {
  const auto inside = MakeBackup(
      options_,
      {.directory = options_.workspace.root / "backups", .configuration = {}},
      clock_);
  ASSERT_FALSE(inside);
  EXPECT_THAT(inside.error().message, HasSubstr("lies in the data directory"));
  EXPECT_FALSE(fs::exists(options_.workspace.root / "backups"));
  options_.workspace.root = folder_ / "nothing";
  const auto nothing =
      MakeBackup(options_, {.directory = place(), .configuration = {}}, clock_);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().kind, ErrorKind::kNotFound);
}

TEST_F(BackupTest, AFailureLeavesNothingBehind) {
  // A database that is none cannot be copied.
  ASSERT_TRUE(WriteFileAtomically(options_.workspace.history_db(),
                                  std::string(5000, 'x')));
  fs::remove(options_.workspace.history_db().string() + "-wal");
  const auto failed =
      MakeBackup(options_, {.directory = place(), .configuration = {}}, clock_);
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("history.db"));
  for (const auto& entry : fs::directory_iterator(place())) {
    EXPECT_EQ(entry.path().filename(), "lock");
  }
}

}  // namespace
}  // namespace ritmon
