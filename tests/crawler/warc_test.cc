// SPDX-License-Identifier: GPL-3.0-or-later
// Writing and reading back: what our archive holds is what was fetched.
#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_capture.h"
#include "crawler/warc_digest.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_record.h"
#include "crawler/warc_writer.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

FetchResult MakeResult(const std::string& url, std::string body) {
  FetchResult result{.request = {.url = *Url::Parse(url),
                                 .kind = FetchKind::kPage,
                                 .depth = 0,
                                 .redirects = 0,
                                 .seed = "",
                                 .etag = "",
                                 .last_modified = ""}};
  result.outcome = FetchOutcome::kOk;
  result.status = 200;
  result.http_version = "1.1";
  result.reason = "OK";
  result.headers = {{"Content-Type", "text/html"}};
  result.body = std::move(body);
  result.ip = "192.0.2.1";
  result.fetched_at = *ParseTimestamp("2026-11-23T17:54:46Z");
  return result;
}

void ExpectSame(const FetchResult& read, const FetchResult& written) {
  const std::string& url = written.request.url.href();
  EXPECT_EQ(read.request.url, written.request.url);
  EXPECT_EQ(read.request.kind, written.request.kind) << url;
  EXPECT_EQ(read.request.depth, written.request.depth) << url;
  EXPECT_EQ(read.request.redirects, written.request.redirects) << url;
  EXPECT_EQ(read.request.seed, written.request.seed) << url;
  EXPECT_EQ(read.outcome, written.outcome) << url;
  EXPECT_EQ(read.status, written.status) << url;
  EXPECT_EQ(read.http_version, written.http_version) << url;
  EXPECT_EQ(read.reason, written.reason) << url;
  EXPECT_EQ(read.headers, written.headers) << url;
  EXPECT_EQ(read.body, written.body) << url;
  EXPECT_EQ(read.truncated, written.truncated) << url;
  EXPECT_EQ(read.ip, written.ip) << url;
  EXPECT_EQ(read.fetched_at, written.fetched_at) << url;
}

std::vector<WarcRecord> ReadAll(const std::filesystem::path& path) {
  std::vector<WarcRecord> records;
  auto reader = WarcReader::Open(path);
  EXPECT_TRUE(reader.has_value());
  while (reader) {
    auto record = reader->Next();
    EXPECT_TRUE(record.has_value()) << record.error().message;
    if (!record || !record->has_value()) break;
    records.push_back(std::move(**record));
  }
  EXPECT_EQ(reader->problem_count(), 0u);
  EXPECT_FALSE(reader->ends_truncated());
  return records;
}

// What fetching gives, with everything that makes a difference to the record.
std::vector<FetchResult> Specimens() {
  std::vector<FetchResult> results;
  results.push_back(
      MakeResult("http://a.example/", "<html>\r\n\r\nWARC/1.1\r\n"));
  results.push_back(MakeResult("https://a.example/x?y=%C3%BC", ""));
  auto encoded = MakeResult("https://a.example/gz", "decoded body");
  encoded.http_version = "2";
  encoded.reason = "";
  encoded.headers = {
      {"content-encoding", "gzip"}, {"Transfer-Encoding", "chunked"},
      {"content-length", "7"},      {"X-Empty", ""},
      {"Set-Cookie", "a=b"},        {"Set-Cookie", "c=d"}};
  results.push_back(encoded);
  auto exact = MakeResult("https://a.example/len", "12345");
  exact.headers = {{"Content-Length", "5"}, {"Content-Encoding", "br"}};
  exact.http_version = "1.0";
  results.push_back(exact);
  auto redirect = MakeResult("http://b.example/", "");
  redirect.status = 301;
  redirect.outcome = FetchOutcome::kRedirect;
  redirect.headers = {{"Location", "/neu"}};
  redirect.request.depth = 3;
  redirect.request.redirects = 1;
  redirect.request.seed = "b.example";
  redirect.request.kind = FetchKind::kSitemap;
  results.push_back(redirect);
  auto cut = MakeResult("http://c.example/big", std::string(100000, 'x'));
  cut.truncated = true;
  cut.http_version = "3";
  results.push_back(cut);
  auto late = MakeResult("http://c.example/late", "half");
  late.outcome = FetchOutcome::kTimeout;
  late.truncated = true;
  late.ip = "2001:db8::1";
  results.push_back(late);
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  results.push_back(MakeResult("http://c.example/bin", bytes));
  return results;
}

TEST(WarcTest, ReadsBackWhatWasWritten) {
  const TempDirectory directory;
  const FakeClock clock{};
  auto writer = WarcWriter::Open({.directory = directory / "warc",
                                  .prefix = "t",
                                  .info = {{"software", "ritmon/0"}}},
                                 clock);
  ASSERT_TRUE(writer.has_value()) << writer.error().message;
  const auto results = Specimens();
  std::vector<CaptureRef> refs;
  for (const FetchResult& result : results) {
    auto ref = writer->Write(result);
    ASSERT_TRUE(ref.has_value()) << ref.error().message;
    refs.push_back(*ref);
  }
  ASSERT_TRUE(writer->Sync().has_value());

  const auto path = directory / "warc" / refs[0].file;
  const auto records = ReadAll(path);
  ASSERT_EQ(records.size(), results.size() + 1);
  EXPECT_EQ(records[0].type, WarcType::kWarcinfo);
  EXPECT_NE(records[0].block.find("software: ritmon/0\r\n"), std::string::npos);
  EXPECT_EQ(records[0].Field("WARC-Filename"), refs[0].file);
  std::set<std::string> ids;
  for (size_t i = 0; i < results.size(); ++i) {
    const WarcRecord& record = records[i + 1];
    EXPECT_EQ(record.version, "1.1");
    EXPECT_EQ(record.offset, refs[i].offset);
    EXPECT_TRUE(record.addressable);
    EXPECT_EQ(record.digest(), refs[i].digest);
    EXPECT_EQ(record.digest(), PayloadDigest(results[i].body));
    EXPECT_EQ(record.Field("WARC-Block-Digest"), PayloadDigest(record.block));
    EXPECT_EQ(record.Field("WARC-Warcinfo-ID"),
              records[0].Field("WARC-Record-ID"));
    ids.emplace(record.Field("WARC-Record-ID"));
    const auto read = ToFetchResult(record);
    ASSERT_TRUE(read.has_value()) << read.error().message;
    ExpectSame(*read, results[i]);
    const auto at = WarcReader::ReadAt(path, refs[i].offset);
    ASSERT_TRUE(at.has_value()) << at.error().message;
    EXPECT_EQ(at->block, record.block);
    EXPECT_EQ(at->headers, record.headers);
    EXPECT_EQ(at->offset, record.offset);
  }
  EXPECT_EQ(ids.size(), results.size());
  for (const uint64_t offset : {refs[1].offset + 1, uint64_t{1} << 40}) {
    const auto at = WarcReader::ReadAt(path, offset);
    ASSERT_FALSE(at.has_value());
    EXPECT_EQ(at.error().kind, ErrorKind::kInvalid);
  }
}

// Header lines from a hostile server cannot break out of the record.
TEST(WarcTest, KeepsHeadersToOneLine) {
  auto result = MakeResult("http://a.example/", "body");
  result.reason = "OK\r\nX: y";
  result.headers = {{"A", "b\r\n\r\nWARC/1.1\r\n"}, {"C\nD", "e"}};
  const auto read = ToFetchResult(FromFetchResult(result, "x"));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->reason, "OK  X: y");
  EXPECT_EQ(read->headers, (HeaderList{{"A", "b    WARC/1.1"}, {"C D", "e"}}));
  EXPECT_EQ(read->body, "body");
}

// Nor can a name that is read back as another one make the body be decoded.
TEST(WarcTest, NoHeaderChangesTheBody) {
  const std::string body = "4\r\nbody\r\n0\r\n\r\n";
  const std::string names[] = {
      "Transfer-Encoding",         std::string("Transfer-Encoding\0", 18),
      "Transfer-Encoding ",        "\tTransfer-Encoding",
      "Transfer-Encoding\r",       "Transfer-Encoding:",
      "transfer-encoding:chunked,"};
  for (const std::string& name : names) {
    auto result = MakeResult("http://a.example/", body);
    result.headers = {{"", "x"}, {name, "chunked"}};
    const auto read = ToFetchResult(FromFetchResult(result, "x"));
    ASSERT_TRUE(read.has_value()) << name;
    EXPECT_EQ(read->body, body) << name;
    EXPECT_EQ(read->headers.size(), 1u) << name;
  }
}

TEST(WarcTest, ArchivesResponsesOnly) {
  const TempDirectory directory;
  const FakeClock clock{};
  auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
  ASSERT_TRUE(writer.has_value());
  auto result = MakeResult("http://a.example/", "");
  result.status = 0;
  result.outcome = FetchOutcome::kDnsError;
  const auto ref = writer->Write(result);
  ASSERT_FALSE(ref.has_value());
  EXPECT_EQ(ref.error().kind, ErrorKind::kInvalid);
  // Nothing written, no file.
  EXPECT_TRUE(std::filesystem::is_empty(directory.path()));
}

TEST(WarcTest, RotatesAndNeverTouchesOldFiles) {
  const TempDirectory directory;
  const FakeClock clock{};
  std::vector<std::string> names;
  for (int run = 0; run < 2; ++run) {
    auto writer = WarcWriter::Open(
        {.directory = directory.path(), .max_file_bytes = 2000}, clock);
    ASSERT_TRUE(writer.has_value());
    std::mt19937 random(run);
    for (int i = 0; i < 6; ++i) {
      std::string body(900, '\0');
      for (char& c : body) c = static_cast<char>(random());
      const auto ref = writer->Write(MakeResult("http://a.example/", body));
      ASSERT_TRUE(ref.has_value());
      if (names.empty() || names.back() != ref->file) {
        names.push_back(ref->file);
      }
    }
  }
  ASSERT_EQ(names.size(), 6u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 6u);
  EXPECT_TRUE(names[0].starts_with("ritmon-000001-")) << names[0];
  size_t captures = 0;
  for (const std::string& name : names) {
    captures += ReadAll(directory / name).size() - 1;
  }
  EXPECT_EQ(captures, 12u);
}

TEST(WarcTest, TheSameInputGivesTheSameBytes) {
  const TempDirectory directory;
  const FakeClock clock{};
  std::string files[2];
  for (int i = 0; i < 2; ++i) {
    const auto folder = directory / std::to_string(i);
    auto writer = WarcWriter::Open({.directory = folder}, clock);
    ASSERT_TRUE(writer.has_value());
    std::string name;
    for (const FetchResult& result : Specimens()) {
      name = writer->Write(result)->file;
    }
    files[i] = MustRead(folder / name);
  }
  EXPECT_EQ(files[0], files[1]);
}

// A kill while writing: however much of the last record is there, everything
// before it is given, and it is said that something is missing.
TEST(WarcTest, ReadsUpToAKill) {
  const TempDirectory directory;
  const FakeClock clock{};
  auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
  ASSERT_TRUE(writer.has_value());
  std::mt19937 random(3);
  std::vector<uint64_t> offsets;
  std::string name;
  for (int i = 0; i < 3; ++i) {
    std::string body(300, '\0');
    for (char& c : body) c = static_cast<char>(random());
    const auto ref = writer->Write(MakeResult("http://a.example/", body));
    ASSERT_TRUE(ref.has_value());
    offsets.push_back(ref->offset);
    name = ref->file;
  }
  const std::string packed = MustRead(directory / name);
  std::string plain;
  for (const WarcRecord& record : ReadAll(directory / name)) {
    offsets.push_back(plain.size());
    plain += SerializeRecord(record);
  }
  offsets.push_back(packed.size());
  // A cut right at the end of a record is no truncation.
  const auto check = [&](const std::string& file, size_t size, size_t complete,
                         bool truncated) {
    const auto path = directory / "cut";
    ASSERT_TRUE(WriteFileAtomically(path, file.substr(0, size)).has_value());
    auto reader = WarcReader::Open(path);
    ASSERT_TRUE(reader.has_value());
    size_t count = 0;
    while (true) {
      const auto record = reader->Next();
      ASSERT_TRUE(record.has_value()) << size << record.error().message;
      if (!record->has_value()) break;
      ++count;
    }
    ASSERT_EQ(count, complete) << size;
    ASSERT_EQ(reader->ends_truncated(), truncated) << size;
    ASSERT_EQ(reader->problem_count(), 0u) << size;
  };
  // Behind the last byte of the record itself the gzip trailer follows, so a
  // cut inside that still gives the record.
  constexpr size_t kTrailer = 8;
  for (size_t size = offsets[2] + 1; size + kTrailer + 8 < packed.size();
       ++size) {
    check(packed, size, 3, true);
  }
  check(packed, packed.size() - 1, 4, true);
  check(packed, packed.size(), 4, false);
  check(packed, offsets[2], 3, false);
  // Plain: up to the four bytes that close the record.
  for (size_t size = offsets[6] + 1; size < plain.size() - 4; ++size) {
    check(plain, size, 3, true);
  }
  check(plain, plain.size(), 4, false);
  check(plain, 0, 0, false);
}

// ---- Requests and revisits (ISO 28500, 6.5 and 6.7) -------------------------

TEST(WarcTest, TheRequestFollowsItsResponse) {
  const TempDirectory directory;
  const FakeClock clock{};
  auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
  ASSERT_TRUE(writer.has_value());
  const std::string head = "GET / HTTP/1.1\r\nHost: a.example\r\n";
  CaptureRef ref;
  for (const char* end : {"", "\r\n"}) {
    auto result = MakeResult("http://a.example/", "body");
    result.request_head = head + end;
    ref = *writer->Write(result);
    EXPECT_FALSE(ref.revisit);
  }
  const auto records = ReadAll(directory / ref.file);
  ASSERT_EQ(records.size(), 5u);
  std::set<std::string_view> ids;
  for (size_t i = 1; i < records.size(); i += 2) {
    const WarcRecord& response = records[i];
    const WarcRecord& request = records[i + 1];
    EXPECT_EQ(response.type, WarcType::kResponse);
    EXPECT_EQ(request.type, WarcType::kRequest);
    EXPECT_EQ(request.block, head + "\r\n");
    EXPECT_EQ(request.Field("WARC-Concurrent-To"),
              response.Field("WARC-Record-ID"));
    for (const char* same :
         {"WARC-Date", "WARC-Target-URI", "WARC-Warcinfo-ID"}) {
      EXPECT_EQ(request.Field(same), response.Field(same)) << same;
      EXPECT_FALSE(request.Field(same).empty()) << same;
    }
    EXPECT_EQ(request.Field("Content-Type"),
              "application/http; msgtype=request");
    ids.insert(response.Field("WARC-Record-ID"));
    ids.insert(request.Field("WARC-Record-ID"));
  }
  EXPECT_EQ(ids.size(), 4u);
  EXPECT_EQ(ref.offset, records[3].offset);
}

TEST(WarcTest, WhatIsHeldAlreadyIsARevisit) {
  constexpr std::string_view kSame =
      "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
  constexpr std::string_view kNotModified =
      "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
  const std::string body = "the same page";
  const std::string digest = PayloadDigest(body);
  struct Case {
    const char* what;
    int status;
    std::string held;
    const char* etag;
    bool revisit;
    std::string_view profile;
    std::string digest;
  };
  const Case cases[] = {
      {"nothing held", 200, "", "", false, "", digest},
      {"another held", 200, PayloadDigest("old"), "x", false, "", digest},
      {"the same", 200, digest, "", true, kSame, digest},
      {"the same, gone", 404, digest, "", true, kSame, digest},
      {"not modified", 304, digest, "x", true, kNotModified, digest},
      {"not modified, not held", 304, "", "x", true, kNotModified, ""},
      {"304 out of the blue", 304, "", "", false, "", PayloadDigest("")},
  };
  for (const Case& c : cases) {
    const TempDirectory directory;
    const FakeClock clock{};
    auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
    ASSERT_TRUE(writer.has_value());
    auto result = MakeResult("http://a.example/", c.status == 304 ? "" : body);
    result.status = c.status;
    result.request.held_digest = c.held;
    result.request.held_at = *ParseTimestamp("2026-11-01T00:00:00Z");
    result.request.etag = c.etag;
    result.headers.emplace_back("Content-Length", "13");
    const auto ref = writer->Write(result);
    ASSERT_TRUE(ref.has_value());
    EXPECT_EQ(ref->revisit, c.revisit) << c.what;
    EXPECT_EQ(ref->digest, c.digest) << c.what;
    const auto record = WarcReader::ReadAt(directory / ref->file, ref->offset);
    ASSERT_TRUE(record.has_value());
    EXPECT_EQ(record->Field("WARC-Payload-Digest"), c.digest) << c.what;
    EXPECT_EQ(HttpStatus(*record), c.status) << c.what;
    EXPECT_EQ(record->Field("WARC-Profile"), c.profile) << c.what;
    if (!c.revisit) {
      EXPECT_EQ(record->type, WarcType::kResponse) << c.what;
      continue;
    }
    EXPECT_EQ(record->type, WarcType::kRevisit) << c.what;
    EXPECT_TRUE(record->block.ends_with("Content-Length: 13\r\n\r\n"))
        << c.what;
    const bool refers = !c.held.empty();
    EXPECT_EQ(record->Field("WARC-Refers-To-Target-URI"),
              refers ? "http://a.example/" : "")
        << c.what;
    EXPECT_EQ(record->Field("WARC-Refers-To-Date"),
              refers ? "2026-11-01T00:00:00Z" : "")
        << c.what;
    EXPECT_FALSE(ToFetchResult(*record).has_value()) << c.what;
  }
}

// However the level is set, the same is read; a day ends a file.
TEST(WarcTest, RotatesByAge) {
  const TempDirectory directory;
  FakeClock clock;
  auto writer = WarcWriter::Open(
      {.directory = directory.path(), .max_file_age = std::chrono::hours{2}},
      clock);
  ASSERT_TRUE(writer.has_value());
  std::vector<std::string> names;
  for (int i = 0; i < 6; ++i) {
    names.push_back(writer->Write(MakeResult("http://a.example/", "x"))->file);
    clock.Advance(std::chrono::hours{1});
  }
  EXPECT_EQ(names[0], names[1]);
  EXPECT_NE(names[1], names[2]);
  EXPECT_EQ(names[2], names[3]);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 3u);
  EXPECT_TRUE(writer->Close().has_value());
  EXPECT_TRUE(writer->Close().has_value());
  const auto next = writer->Write(MakeResult("http://a.example/", "x"));
  EXPECT_NE(next->file, names[5]);
}

TEST(WarcTest, EveryCompressionLevelIsReadBack) {
  const std::string body = std::string(70000, 'a') + "end";
  for (const int level : {-1, 0, 1, 6, 9, 12, 99}) {
    const TempDirectory directory;
    const FakeClock clock{};
    auto writer = WarcWriter::Open(
        {.directory = directory.path(), .compression_level = level}, clock);
    ASSERT_TRUE(writer.has_value());
    const auto ref = writer->Write(MakeResult("http://a.example/", body));
    ASSERT_TRUE(ref.has_value());
    const auto record = WarcReader::ReadAt(directory / ref->file, ref->offset);
    ASSERT_TRUE(record.has_value()) << level;
    EXPECT_EQ(ToFetchResult(*record)->body, body) << level;
  }
}

}  // namespace
}  // namespace ritmon
