// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/archive_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "crawler/archive_files.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_writer.h"
#include "tests/crawler/archive_samples.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

size_t Lines(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

// What the writer collects is what reading the file gives.
TEST(ArchiveIndexTest, WrittenAndReadAreTheSame) {
  const TempDirectory directory;
  const FakeClock clock{};
  auto writer = WarcWriter::Open(
      {.directory = directory.path(), .max_file_bytes = 3000}, clock);
  ASSERT_TRUE(writer.has_value());
  for (int i = 0; i < 20; ++i) {
    const std::string url =
        "http://www.a.example/" + std::to_string(19 - i) + "?b&a";
    FetchResult result = SampleResult(url, "page " + std::to_string(i));
    result.status = i % 3 == 0 ? 404 : 200;
    if (i % 4 == 0) result.request.etag = "\"x\"", result.status = 304;
    ASSERT_TRUE(writer->Write(result).has_value());
  }
  ASSERT_TRUE(writer->Close().has_value());
  const auto files = ArchiveFiles(directory.path());
  ASSERT_TRUE(files.has_value());
  ASSERT_GT(files->size(), 2u);
  size_t lines = 0;
  for (const auto& file : *files) {
    const std::string written = MustRead(SidecarOf(file));
    lines += Lines(written);
    std::filesystem::remove(SidecarOf(file));
    ASSERT_TRUE(IndexMissing(directory.path()).has_value());
    EXPECT_EQ(MustRead(SidecarOf(file)), written);
  }
  EXPECT_EQ(lines, 20u);
}

TEST(ArchiveIndexTest, FindsWithAndWithoutAnIndex) {
  const TempDirectory directory;
  const FakeClock clock{};
  std::vector<CaptureRef> refs;
  auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
  ASSERT_TRUE(writer.has_value());
  for (const char* url : {"http://a.example/", "http://b.example/x",
                          "http://a.example/", "http://a.example/y"}) {
    FetchResult result = SampleResult(url, "body of " + std::string(url));
    if (refs.size() == 2) {
      result.request.held_digest = refs[0].digest;
      result.fetched_at += std::chrono::hours{1};
    }
    refs.push_back(*writer->Write(result));
  }
  const Url a = *Url::Parse("http://a.example/");
  for (const bool closed : {false, true}) {
    if (closed) {
      ASSERT_TRUE(writer->Close().has_value());
    }
    ASSERT_EQ(std::filesystem::exists(SidecarOf(directory / refs[0].file)),
              closed);
    const auto found = FindCaptures(directory.path(), a);
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->size(), 2u);
    const FoundCapture& first = (*found)[0];
    EXPECT_EQ(first.ref.file, refs[0].file);
    EXPECT_EQ(first.ref.offset, refs[0].offset);
    EXPECT_EQ(first.ref.digest, refs[0].digest);
    EXPECT_FALSE(first.ref.revisit);
    EXPECT_EQ(first.url, a.href());
    EXPECT_EQ(first.date, *ParseTimestamp("2026-11-23T17:54:46Z"));
    EXPECT_EQ(first.mime, "text/html");
    EXPECT_EQ(first.status, 200);
    EXPECT_GT(first.length, 100u);
    EXPECT_TRUE((*found)[1].ref.revisit);
    EXPECT_EQ((*found)[1].ref.offset, refs[2].offset);
    const auto site = FindCaptures(directory.path(), [](const Url& url) {
      return url.host() == "a.example";
    });
    ASSERT_TRUE(site.has_value());
    EXPECT_EQ(site->size(), 3u);
  }
  EXPECT_TRUE(FindCaptures(directory / "nowhere", a)->empty());
}

// A file that still grows is not indexed; after a kill it is.
TEST(ArchiveIndexTest, LeavesTheWritersFileAlone) {
  const TempDirectory directory;
  const FakeClock clock{};
  std::filesystem::path file;
  {
    auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
    ASSERT_TRUE(writer.has_value());
    file =
        directory / writer->Write(SampleResult("http://a.example/", "x"))->file;
    EXPECT_TRUE(IsBeingWritten(file));
    ASSERT_TRUE(IndexMissing(directory.path()).has_value());
    EXPECT_FALSE(std::filesystem::exists(SidecarOf(file)));
  }
  EXPECT_FALSE(IsBeingWritten(file));
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 50);
  ASSERT_TRUE(IndexMissing(directory.path()).has_value());
  EXPECT_EQ(Lines(MustRead(SidecarOf(file))), 1u);  // the request is cut off
}

TEST(ArchiveIndexTest, TakesOtherPeoplesFilesAndRemovesOrphans) {
  const TempDirectory directory;
  const std::string record = SerializeRecord(
      SampleRecord("response", "http://a.example/", "HTTP/1.1 200 OK\r\n\r\n"));
  const auto put = [&](const std::string& name, const std::string& bytes) {
    ASSERT_TRUE(WriteFileAtomically(directory / name, bytes).has_value());
  };
  put("plain.warc", record + record);
  put("one-member.warc.gz", GzipMember(record + record, 6));
  put("zstd.warc.zst", ZstdFrame(record) + ZstdFrame(record));
  put("damaged.warc", record + "junk\r\n" + record);
  put("page.warc", "<html>");
  put("empty.warc", "");
  put("gone.warc.gz.cdxj", "");
  put("notes.cdxj", "not ours");
  ASSERT_TRUE(IndexMissing(directory.path()).has_value());
  EXPECT_EQ(Lines(MustRead(directory / "plain.warc.cdxj")), 2u);
  EXPECT_FALSE(std::filesystem::exists(directory / "one-member.warc.gz.cdxj"));
  EXPECT_EQ(Lines(MustRead(directory / "zstd.warc.zst.cdxj")), 2u);
  EXPECT_FALSE(std::filesystem::exists(directory / "damaged.warc.cdxj"));
  EXPECT_EQ(MustRead(directory / "page.warc.cdxj"), "");
  EXPECT_EQ(MustRead(directory / "empty.warc.cdxj"), "");
  EXPECT_FALSE(std::filesystem::exists(directory / "gone.warc.gz.cdxj"));
  EXPECT_TRUE(std::filesystem::exists(directory / "notes.cdxj"));
  EXPECT_EQ(
      FindCaptures(directory.path(), *Url::Parse("http://a.example/"))->size(),
      6u);
}

// A length leads from each record to the next.
TEST(ArchiveIndexTest, LengthsOfOtherToolsFiles) {
  RITMON_REQUIRE_FIXTURE("warc/example.warc");
  size_t records = 0;
  for (const char* name : {"example.warc", "example.warc.gz", "whirlwind.warc",
                           "whirlwind.warc.gz", "post-test.warc.gz",
                           "example-iana.org-chunked.warc"}) {
    const auto path = Fixture(std::string("warc/") + name);
    const auto content = ReadArchiveFile(path);
    for (size_t i = 0; i < content.records.size(); ++i, ++records) {
      const WarcRecord& record = content.records[i];
      const uint64_t end = i + 1 < content.records.size()
                               ? content.records[i + 1].offset
                               : std::filesystem::file_size(path);
      EXPECT_EQ(record.offset + record.length, end) << name << " " << i;
    }
  }
  EXPECT_EQ(records, 29u);
}

}  // namespace
}  // namespace ritmon
