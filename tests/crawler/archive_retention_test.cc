// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/archive_retention.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/warc_writer.h"
#include "tests/crawler/archive_samples.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::hours;

constexpr hours kDay{24};

// A capture every six hours for `days` days; gives the names of the files.
std::vector<std::string> WriteDays(const TempDirectory& directory,
                                   WarcWriter& writer, FakeClock& clock,
                                   int days) {
  std::vector<std::string> names;
  for (int i = 0; i < days * 4; ++i) {
    FetchResult result =
        SampleResult("http://a.example/" + std::to_string(i), "x");
    result.fetched_at = clock.Now();
    const auto ref = writer.Write(result);
    EXPECT_TRUE(ref.has_value());
    if (names.empty() || names.back() != ref->file) {
      names.push_back(ref->file);
    }
    clock.Advance(hours{6});
  }
  EXPECT_EQ(ArchiveFiles(directory.path())->size(), names.size());
  return names;
}

TEST(ArchiveRetentionTest, RemovesWholeFilesByTheDay) {
  const TempDirectory directory;
  FakeClock clock;
  const Timestamp start = clock.Now();
  auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
  ASSERT_TRUE(writer.has_value());
  const auto names = WriteDays(directory, *writer, clock, 5);
  ASSERT_EQ(names.size(), 5u);  // one a day, by age
  // The last capture of the second day is exactly as old as may be.
  const Timestamp older_than = start + 2 * kDay - hours{6};
  const auto bytes = std::filesystem::file_size(directory / names[0]);
  auto report = RemoveOldCaptures(directory.path(), older_than);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->files, 1);
  EXPECT_EQ(report->captures, 4);
  EXPECT_EQ(report->bytes, static_cast<int64_t>(bytes));
  EXPECT_FALSE(std::filesystem::exists(directory / names[0]));
  EXPECT_FALSE(std::filesystem::exists(SidecarOf(directory / names[0])));
  report = RemoveOldCaptures(directory.path(), older_than + hours{1});
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->files, 1);
  // Never the file that is being written, however old it is.
  report = RemoveOldCaptures(directory.path(), start + 100 * kDay);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->files, 2);
  EXPECT_EQ(ArchiveFiles(directory.path())->size(), 1u);
  EXPECT_TRUE(writer->Write(SampleResult("http://a.example/", "")).has_value());
  ASSERT_TRUE(writer->Close().has_value());
  report = RemoveOldCaptures(directory.path(), start + 100 * kDay);
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->files, 2);
  EXPECT_TRUE(std::filesystem::is_empty(directory.path()));
}

TEST(ArchiveRetentionTest, DatesOfFilesWithoutCaptures) {
  const TempDirectory directory;
  const auto put = [&](const std::string& name, const WarcRecord& record) {
    ASSERT_TRUE(WriteFileAtomically(directory / name, SerializeRecord(record)));
  };
  put("info.warc", SampleRecord("warcinfo", "", "a: b\r\n"));
  WarcRecord undated = SampleRecord("response", "http://a.example/", "x");
  std::erase_if(undated.headers,
                [](const auto& field) { return field.first == "WARC-Date"; });
  put("undated.warc", undated);
  ASSERT_TRUE(WriteFileAtomically(directory / "page.warc", "<html>"));
  ASSERT_TRUE(IndexMissing(directory.path()));
  const auto report = RemoveOldCaptures(
      directory.path(), *ParseTimestamp("2030-01-01T00:00:00Z"));
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(report->files, 1);
  EXPECT_EQ(report->captures, 0);
  EXPECT_FALSE(std::filesystem::exists(directory / "info.warc"));
  EXPECT_TRUE(std::filesystem::exists(directory / "undated.warc"));
  EXPECT_TRUE(std::filesystem::exists(directory / "page.warc"));
  EXPECT_EQ(RemoveOldCaptures(directory / "nowhere", {})->files, 0);
}

}  // namespace
}  // namespace ritmon
