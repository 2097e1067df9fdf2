// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/capture_purge.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/purge_record.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_writer.h"
#include "tests/crawler/archive_samples.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

const Timestamp kNow = *ParseTimestamp("2026-12-01T00:00:00Z");

bool OnReservedHost(const Url& url) { return url.host() == "reserved.example"; }

// Everything that stands in the file, compressed or not.
std::string AllText(const std::filesystem::path& path) {
  const std::string bytes = MustRead(path);
  std::string text = bytes;
  if (LooksLikeGzip(bytes)) {
    text += Decode(Compression::kGzip, bytes, size_t{1} << 30).bytes;
  }
  if (LooksLikeZstd(bytes)) {
    text += Decode(Compression::kZstd, bytes, size_t{1} << 30).bytes;
  }
  return text;
}

std::string RandomText(std::mt19937& random, size_t size) {
  std::string text;
  while (text.size() < size) {
    text += "secret" + std::to_string(random()) + ' ';
  }
  return text;
}

std::vector<std::string> OthersOf(const std::vector<WarcRecord>& records) {
  std::vector<std::string> others;
  for (const WarcRecord& record : records) {
    const auto url = Url::Parse(record.uri());
    if (url && OnReservedHost(*url)) continue;
    if (record.type == WarcType::kMetadata) continue;
    others.push_back(std::to_string(record.offset) + SerializeRecord(record));
  }
  return others;
}

// ---- The record that is put there -------------------------------------------

TEST(PurgeRecordTest, AnySizeCanBeFilled) {
  const PurgeMark mark{"<urn:uuid:00000000-0000-5000-8000-000000000000>", kNow};
  const TempDirectory directory;
  std::vector<size_t> sizes;
  for (size_t size = 1; size < 1500; ++size) sizes.push_back(size);
  for (const size_t size : {9998, 10253, 65535, 65553, 65558, 65559, 65800,
                            131098, 131103, 131106, 1000000}) {
    for (size_t more = 0; more < 12; ++more) sizes.push_back(size + more);
  }
  size_t records = 0;
  const std::string other =
      SerializeRecord(SampleRecord("resource", "http://a.example/", "x"));
  for (const size_t size : sizes) {
    const std::string text = PurgeText(mark, size);
    const std::string member = PurgeMember(mark, size);
    ASSERT_EQ(text.size(), size);
    ASSERT_EQ(member.size(), size);
    if (size >= 23) {
      const Decoded decoded =
          Decode(Compression::kGzip, member, 2 * size + 999);
      ASSERT_FALSE(decoded.damaged) << size;
      ASSERT_TRUE(decoded.bytes.empty() || decoded.bytes.starts_with("WARC/"))
          << size;
      if (!decoded.bytes.empty()) ++records;
    }
    if (size > 300) {
      ASSERT_TRUE(text.starts_with("WARC/1.1\r\n")) << size;
    }
  }
  EXPECT_GT(records, 1400u);
  // And everything behind it is still found.
  for (const size_t size : {1, 19, 20, 21, 100, 217, 218, 260, 300, 70000}) {
    ASSERT_TRUE(WriteFileAtomically(
        directory / "x.warc.gz",
        GzipMember(other, 6) + PurgeMember(mark, static_cast<size_t>(size)) +
            GzipMember(other, 6)));
    auto content = ReadArchiveFile(directory / "x.warc.gz");
    EXPECT_EQ(content.problems, 0u) << size;
    EXPECT_EQ(OthersOf(content.records).size(), 2u) << size;
    ASSERT_TRUE(WriteFileAtomically(
        directory / "x.warc",
        other + PurgeText(mark, static_cast<size_t>(size)) + other));
    content = ReadArchiveFile(directory / "x.warc");
    EXPECT_EQ(content.problems, 0u) << size;
    EXPECT_EQ(OthersOf(content.records).size(), 2u) << size;
  }
}

// ---- Our own files ----------------------------------------------------------

class PurgeOwnTest : public testing::Test {
 protected:
  // Pages of two hosts, one of them reserved; some of them empty, some long.
  void WriteArchive(bool close) {
    std::mt19937 random(5);
    auto writer = WarcWriter::Open({.directory = directory_.path()}, clock_);
    ASSERT_TRUE(writer.has_value());
    for (int i = 0; i < 12; ++i) {
      const bool reserved = i % 3 == 1;
      const std::string url = std::string("https://") +
                              (reserved ? "reserved" : "free") + ".example/" +
                              std::to_string(i);
      FetchResult result = SampleResult(
          url, reserved ? RandomText(random, i == 4 ? 300000 : i * 100)
                        : "free " + std::to_string(i));
      if (i == 7) result.request.held_digest = "sha1:x", result.status = 304;
      if (reserved) result.headers.emplace_back("X-Name", "secretheader");
      refs_.push_back(*writer->Write(result));
    }
    if (close) {
      ASSERT_TRUE(writer->Close().has_value());
    }
    file_ = directory_ / refs_[0].file;
  }

  void ExpectPurged() {
    const auto content = ReadArchiveFile(file_);
    EXPECT_EQ(content.problems, 0u);
    EXPECT_FALSE(content.truncated);
    EXPECT_EQ(OthersOf(content.records), others_);
    const std::string text = AllText(file_);
    EXPECT_EQ(text.find("secret"), std::string::npos);
    EXPECT_EQ(text.find("reserved.example"), std::string::npos);
  }

  const TempDirectory directory_;
  FakeClock clock_;
  std::filesystem::path file_;
  std::vector<CaptureRef> refs_;
  std::vector<std::string> others_;
};

TEST_F(PurgeOwnTest, LeavesNoByteAndMovesNothing) {
  for (const bool indexed : {true, false}) {
    std::filesystem::remove_all(directory_.path());
    refs_.clear();
    WriteArchive(indexed);
    const auto before = ReadArchiveFile(file_);
    others_ = OthersOf(before.records);
    ASSERT_EQ(others_.size(), 1u + 2 * 8);
    const auto size = std::filesystem::file_size(file_);
    const auto report =
        PurgeCaptures(directory_.path(), {OnReservedHost}, kNow);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    EXPECT_EQ(report->captures, 4);
    EXPECT_EQ(report->records, 8);
    EXPECT_EQ(report->files, 1);
    EXPECT_EQ(std::filesystem::file_size(file_), size);
    ExpectPurged();
    size_t notes = 0;
    for (const WarcRecord& record : ReadArchiveFile(file_).records) {
      if (record.type != WarcType::kMetadata) continue;
      ++notes;
      EXPECT_TRUE(record.block.starts_with("purged: rights reserved"));
      EXPECT_EQ(record.date(), kNow);
    }
    EXPECT_EQ(notes, 8u);
    EXPECT_EQ(std::filesystem::exists(SidecarOf(file_)), indexed);
    if (indexed) {
      const std::string lines = MustRead(SidecarOf(file_));
      EXPECT_EQ(lines.find("reserved"), std::string::npos);
      EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 8);
    }
    // Twice does no harm.
    const std::string bytes = MustRead(file_);
    const auto again = PurgeCaptures(directory_.path(), {OnReservedHost}, kNow);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->records, 0);
    EXPECT_EQ(again->files, 0);
    EXPECT_EQ(MustRead(file_), bytes);
    EXPECT_EQ(std::distance(
                  std::filesystem::directory_iterator(directory_.path()), {}),
              indexed ? 2 : 1);
  }
}

// Killed while writing a reserved page, whatever is there of it; with an index
// that does not know of it and without one.
TEST_F(PurgeOwnTest, ACutEndGoesToo) {
  WriteArchive(false);
  const std::string whole = MustRead(file_);
  const uint64_t cut_record = refs_[10].offset;
  int purged = 0;
  for (uint64_t size = cut_record + 5; size < refs_[11].offset - 300;
       size += 37) {
    for (const bool indexed : {false, true}) {
      std::filesystem::remove(SidecarOf(file_));
      ASSERT_TRUE(WriteFileAtomically(file_, whole.substr(0, size)));
      if (indexed) {
        // Nothing else is reserved, so only the cut end must be read.
        ASSERT_TRUE(IndexMissing(directory_.path()));
      }
      const auto report =
          PurgeCaptures(directory_.path(), {[](const Url& url) {
                          return url.href() == "https://reserved.example/10";
                        }},
                        kNow);
      ASSERT_TRUE(report.has_value());
      ASSERT_EQ(std::filesystem::file_size(file_), size);
      const std::string end = MustRead(file_).substr(cut_record);
      if (report->records == 0) {
        // Not even its URL could be told: so no text is there either.
        ASSERT_EQ(Decode(Compression::kGzip, end, 1 << 20).bytes.find("secret"),
                  std::string::npos);
        continue;
      }
      ++purged;
      const std::string text =
          end + Decode(Compression::kGzip, end, 1 << 20).bytes;
      ASSERT_EQ(text.find("secret"), std::string::npos) << size;
      ASSERT_EQ(text.find("reserved.example"), std::string::npos) << size;
      ASSERT_EQ(ReadArchiveFile(file_).problems, 0u);
    }
  }
  EXPECT_GT(purged, 4);
}

TEST_F(PurgeOwnTest, WaitsForTheWriter) {
  auto writer = WarcWriter::Open({.directory = directory_.path()}, clock_);
  ASSERT_TRUE(writer.has_value());
  const auto url = "https://reserved.example/";
  ASSERT_TRUE(writer->Write(SampleResult(url, "secret")).has_value());
  const auto busy = PurgeCaptures(directory_.path(), {OnReservedHost}, kNow);
  ASSERT_FALSE(busy.has_value());
  EXPECT_EQ(busy.error().kind, ErrorKind::kBusy);
  ASSERT_TRUE(writer->Close().has_value());
  EXPECT_EQ(PurgeCaptures(directory_.path(), {OnReservedHost}, kNow)->records,
            2);
  const auto next = writer->Write(SampleResult("https://free.example/", "x"));
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(ArchiveFiles(directory_.path())->size(), 2u);
}

// However much had been overwritten when the kill came, the next call completes
// it, whatever it is asked for.
TEST_F(PurgeOwnTest, AKillIsMadeGood) {
  WriteArchive(true);
  const std::string before = MustRead(file_);
  const std::string index = MustRead(SidecarOf(file_));
  others_ = OthersOf(ReadArchiveFile(file_).records);
  // What the journal holds is known from a whole run: the spans that changed.
  std::string journal = FormatTimestamp(kNow) + "\n";
  for (const WarcRecord& record : ReadArchiveFile(file_).records) {
    const auto url = Url::Parse(record.uri());
    if (!url || !OnReservedHost(*url)) continue;
    journal += std::to_string(record.offset) + " " +
               std::to_string(record.length) + "\n";
  }
  ASSERT_TRUE(PurgeCaptures(directory_.path(), {OnReservedHost}, kNow));
  const std::string after = MustRead(file_);
  ASSERT_NE(before, after);
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    const size_t written = random() % before.size();
    ASSERT_TRUE(WriteFileAtomically(
        file_, after.substr(0, written) + before.substr(written)));
    ASSERT_TRUE(WriteFileAtomically(SidecarOf(file_), index));
    auto pending = file_;
    pending += ".purge";
    ASSERT_TRUE(WriteFileAtomically(pending, journal));
    const auto report = PurgeCaptures(directory_.path(),
                                      {[](const Url&) { return false; }}, kNow);
    ASSERT_TRUE(report.has_value());
    ASSERT_EQ(MustRead(file_), after);
    ASSERT_FALSE(std::filesystem::exists(pending));
    ExpectPurged();
    EXPECT_EQ(MustRead(SidecarOf(file_)).find("reserved"), std::string::npos);
  }
}

// ---- Other people's files ---------------------------------------------------

TEST(PurgeForeignTest, EveryKindOfFile) {
  const std::string http = "HTTP/1.1 200 OK\r\n\r\n";
  const std::string kept = SerializeRecord(
      SampleRecord("response", "http://free.example/", http + "kept"));
  const std::string secret =
      SerializeRecord(SampleRecord("response", "<http://reserved.example/>",
                                   http + "secret " + std::string(500, 's')));
  const std::string request = SerializeRecord(SampleRecord(
      "request", "http://reserved.example/", "GET /secret HTTP/1.1\r\n\r\n"));
  const std::string note = SerializeRecord(
      SampleRecord("metadata", "http://reserved.example/", "via: secret\r\n"));
  const auto gz = [](const std::string& bytes) { return GzipMember(bytes, 6); };
  std::string broken = gz(secret);
  broken[broken.size() - 6] = static_cast<char>(broken[broken.size() - 6] ^ 1);
  std::string endless = secret;
  endless.replace(endless.find("Content-Length: ") + 16, 3, "99x");
  struct Case {
    const char* what;
    const char* name;
    std::string bytes;
    size_t kept;
    int records;
    bool same_size;
  };
  const Case cases[] = {
      {"plain", "a.warc", kept + secret + request + kept + note, 2, 3, true},
      {"members", "a.warc.gz", gz(kept) + gz(secret) + gz(kept) + gz(request),
       2, 2, true},
      {"one member", "a.warc.gz", gz(kept + secret + request + kept), 2, 2,
       false},
      {"some share a member", "a.warc.gz", gz(kept) + gz(secret + kept), 2, 1,
       false},
      {"zstd", "a.warc.zst",
       ZstdFrame(kept) + ZstdFrame(secret) + ZstdFrame(kept), 2, 1, false},
      {"split over members", "a.warc.gz",
       gz(secret.substr(0, 400)) + gz(secret.substr(400)) + gz(kept), 1, 1,
       true},
      {"damaged", "a.warc.gz", gz(kept) + broken + gz(kept), 2, 1, true},
      {"damaged, the last", "a.warc.gz", gz(kept) + broken, 1, 1, true},
      {"no length", "a.warc", kept + endless + kept, 2, 1, true},
      {"cut", "a.warc", kept + secret.substr(0, 400), 1, 1, true},
      {"cut member", "a.warc.gz", gz(kept) + gz(secret).substr(0, 170), 1, 1,
       true},
      {"trailer cut", "a.warc.gz",
       gz(kept) + gz(secret).substr(0, gz(secret).size() - 2), 1, 1, true},
      {"nothing to do", "a.warc", kept, 1, 0, true},
      {"no WARC", "a.warc", "reserved.example", 0, 0, true},
  };
  size_t count = 0;
  for (const bool indexed : {false, true}) {
    for (const Case& c : cases) {
      const TempDirectory directory;
      const auto file = directory / c.name;
      ASSERT_TRUE(WriteFileAtomically(file, c.bytes));
      if (indexed) {
        ASSERT_TRUE(IndexMissing(directory.path()));
      }
      const auto report =
          PurgeCaptures(directory.path(), {OnReservedHost}, kNow);
      ASSERT_TRUE(report.has_value()) << c.what << report.error().message;
      EXPECT_EQ(report->records, c.records) << c.what;
      EXPECT_EQ(MustRead(file).size() == c.bytes.size(), c.same_size) << c.what;
      ++count;
      if (c.records == 0) {
        EXPECT_EQ(MustRead(file), c.bytes) << c.what;
        continue;
      }
      EXPECT_EQ(AllText(file).find("secret"), std::string::npos) << c.what;
      EXPECT_EQ(AllText(file).find("ssss"), std::string::npos) << c.what;
      const auto content = ReadArchiveFile(file);
      EXPECT_EQ(content.problems, 0u) << c.what;
      EXPECT_EQ(OthersOf(content.records).size(), c.kept) << c.what;
      for (const WarcRecord& record : content.records) {
        const auto at = WarcReader::ReadAt(file, record.offset);
        ASSERT_TRUE(at.has_value()) << c.what;
        EXPECT_EQ(at->block, record.block) << c.what;
      }
      EXPECT_EQ(
          PurgeCaptures(directory.path(), {OnReservedHost}, kNow)->records, 0)
          << c.what;
    }
  }
  EXPECT_EQ(count, 2 * std::size(cases));
}

TEST(PurgeForeignTest, RealArchives) {
  RITMON_REQUIRE_FIXTURE("warc/whirlwind.warc.gz");
  for (const char* name : {"whirlwind.warc.gz", "whirlwind.warc"}) {
    const TempDirectory directory;
    const auto file = directory / name;
    std::filesystem::copy_file(Fixture(std::string("warc/") + name), file);
    std::filesystem::permissions(file, std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add);
    const auto report = PurgeCaptures(directory.path(), {[](const Url& url) {
                                        return url.host() == "an.wikipedia.org";
                                      }},
                                      kNow);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    EXPECT_EQ(report->captures, 1);
    EXPECT_EQ(report->records, 3);  // response, request, metadata
    EXPECT_EQ(AllText(file).find("Escopete"), std::string::npos);
    EXPECT_EQ(std::filesystem::file_size(file),
              std::filesystem::file_size(Fixture(std::string("warc/") + name)));
  }
}

}  // namespace
}  // namespace ritmon
