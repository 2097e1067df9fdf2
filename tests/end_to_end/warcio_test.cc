// SPDX-License-Identifier: GPL-3.0-or-later
// Another program reads what we write: npm warcio, installed into build/npm by
// ./run-tests --full.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/capture_purge.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_writer.h"
#include "tests/crawler/archive_samples.h"
#include "tests/end_to_end/program.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr int kPages = 60;

std::string RandomBody(std::mt19937& random) {
  constexpr size_t kSizes[] = {0, 1, 100, 5000, 70000, 200000};
  std::string body(kSizes[random() % std::size(kSizes)], '\0');
  const bool binary = random() % 4 == 0;
  for (char& c : body) {
    c = static_cast<char>(binary ? random() : 'a' + random() % 4);
  }
  return body;
}

// A page as this or that server might have given it.
FetchResult Variety(int i, std::mt19937& random) {
  const std::string host = i % 5 == 4 ? "reserved" : "www.free";
  FetchResult result = SampleResult(
      "https://" + host + ".example/Seite-" + std::to_string(i) + "?b=2&a=1",
      RandomBody(random));
  result.fetched_at += std::chrono::seconds{i};
  switch (i % 10) {
    case 0:
      result.request_head.clear();
      break;
    case 1:
      result.http_version = "2";
      result.reason = "";
      result.request_head = "GET /Seite HTTP/2\r\nHost: www.free.example\r\n";
      break;
    case 2:
      result.truncated = true;
      break;
    case 3:
      result.status = 301;
      result.outcome = FetchOutcome::kRedirect;
      result.headers.emplace_back("Location", "/anders");
      break;
    case 5:
      result.headers = {{"Content-Encoding", "gzip"},
                        {"Transfer-Encoding", "chunked"},
                        {"Content-Length", "7"}};
      break;
    case 6:
      result.status = 404;
      result.outcome = FetchOutcome::kClientError;
      result.headers.emplace_back("X-Name", "M\xFCller \xC3\xBC");
      break;
    case 7:
      result.request.kind = FetchKind::kRobots;
      result.outcome = FetchOutcome::kTimeout;
      break;
    case 8:
      result.http_version = "1.0";
      result.headers.emplace_back("Content-Length",
                                  std::to_string(result.body.size()));
      break;
    default:
      break;
  }
  return result;
}

// Every page twice: the second time unchanged, not modified or new.
void WriteArchive(const fs::path& directory, int* revisits) {
  const FakeClock clock;
  std::mt19937 random(11);
  auto writer = WarcWriter::Open({.directory = directory,
                                  .max_file_bytes = 300000,
                                  .info = {{"software", "ritmon"}}},
                                 clock);
  ASSERT_TRUE(writer.has_value());
  std::vector<FetchResult> first;
  std::vector<CaptureRef> refs;
  for (int i = 0; i < kPages; ++i) {
    first.push_back(Variety(i, random));
    auto ref = writer->Write(first.back());
    ASSERT_TRUE(ref.has_value());
    refs.push_back(*ref);
  }
  for (size_t i = 0; i < first.size(); ++i) {
    FetchResult again = first[i];
    again.request.held_digest = refs[i].digest;
    again.request.held_at = first[i].fetched_at;
    again.fetched_at += std::chrono::hours{1};
    if (i % 3 == 1) again.status = 304, again.body.clear();
    if (i % 3 == 2) again.body += "new";
    const auto ref = writer->Write(again);
    ASSERT_TRUE(ref.has_value());
    if (ref->revisit) ++*revisits;
  }
  ASSERT_TRUE(writer->Close().has_value());
}

class WarcioTest : public testing::Test {
 protected:
  void SetUp() override {
    if (RunProgram({"/usr/bin/env", "node", "--version"}).exit_code != 0) {
      GTEST_SKIP() << "node is not installed";
    }
    if (!fs::exists(npm_ / "node_modules/.bin/warcio")) {
      GTEST_SKIP() << "npm warcio is not in " << npm_
                   << "; ./run-tests --full puts it there";
    }
  }

  // The lines that its indexer prints for one file, or the test fails.
  std::string Index(const fs::path& file) const {
    const ProgramResult result = RunProgram(
        {(npm_ / "node_modules/.bin/warcio").string(), "cdx-index", file});
    EXPECT_EQ(result.exit_code, 0) << file << result.err;
    EXPECT_EQ(result.err, "") << file;
    std::vector<std::string> lines;
    std::istringstream stream(result.out);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    std::sort(lines.begin(), lines.end());
    std::string sorted;
    for (const std::string& line : lines) sorted += line + "\n";
    return sorted;
  }

  ProgramResult Digests(const std::vector<fs::path>& files) const {
    std::vector<std::string> arguments = {
        "/usr/bin/env", "node",
        SourceFile("tests/end_to_end/warcio_digests.mjs").string(), npm_};
    for (const fs::path& file : files) arguments.push_back(file);
    return RunProgram(arguments);
  }

  const fs::path npm_ = SourceFile("build/npm");
};

// "Long" in a name keeps a test to --full.
TEST_F(WarcioTest, LongEveryRecordIsReadAndEveryDigestHolds) {
  const TempDirectory directory;
  int revisits = 0;
  WriteArchive(directory.path(), &revisits);
  ASSERT_GT(revisits, kPages / 3);
  for (const bool purged : {false, true}) {
    if (purged) {
      // Redirects, requests, revisits and all.
      const auto report = PurgeCaptures(
          directory.path(),
          {[](const Url& url) { return url.host() == "reserved.example"; }},
          *ParseTimestamp("2026-12-01T00:00:00Z"));
      ASSERT_TRUE(report.has_value()) << report.error().message;
      EXPECT_EQ(report->captures, 2 * kPages / 5);
      std::cout << "purged: " << report->records << " records in "
                << report->files << " files\n";
    }
    const auto files = ArchiveFiles(directory.path());
    ASSERT_TRUE(files.has_value());
    ASSERT_GT(files->size(), 3u);
    size_t lines = 0;
    for (const fs::path& file : *files) {
      const std::string theirs = Index(file);
      EXPECT_EQ(theirs, MustRead(SidecarOf(file))) << file;
      lines +=
          static_cast<size_t>(std::count(theirs.begin(), theirs.end(), '\n'));
    }
    EXPECT_EQ(lines,
              static_cast<size_t>(purged ? 2 * kPages * 4 / 5 : 2 * kPages));
    const ProgramResult digests = Digests(*files);
    EXPECT_EQ(digests.exit_code, 0) << digests.out << digests.err;
    if (!purged) {
      const std::string hashed =
          "\"hashed\":" + std::to_string(2 * kPages - revisits) + ",";
      EXPECT_NE(digests.out.find(hashed), std::string::npos) << digests.out;
    }
    std::cout << lines << " captures indexed; digests: " << digests.out;
  }
}

TEST_F(WarcioTest, LongRenditionsAreIndexedAlike) {
  const TempDirectory directory;
  const FakeClock clock;
  auto writer = WarcWriter::Open(
      {.directory = directory.path(), .prefix = "ritmon-rendered"}, clock);
  ASSERT_TRUE(writer.has_value());
  for (int i = 0; i < kPages; ++i) {
    Rendition rendition{
        .request = {.url = *Url::Parse("https://www.free.example/S?b=2&a=" +
                                       std::to_string(i))},
        .html = std::string(static_cast<size_t>(100 * i), 'x'),
        .response_id = "<urn:uuid:11111111-1111-4111-8111-111111111111>",
        .response_date = clock.Now(),
        .rendered_at = clock.Now()};
    ASSERT_TRUE(writer->Write(rendition).has_value());
  }
  ASSERT_TRUE(writer->Close().has_value());
  const auto files = ArchiveFiles(directory.path());
  ASSERT_EQ(files->size(), 1u);
  const std::string theirs = Index(files->front());
  EXPECT_EQ(std::count(theirs.begin(), theirs.end(), '\n'), kPages);
  EXPECT_EQ(theirs, MustRead(SidecarOf(files->front())));
  const ProgramResult digests = Digests(*files);
  EXPECT_EQ(digests.exit_code, 0) << digests.out << digests.err;
}

// The hashing script itself: it must notice.
TEST_F(WarcioTest, LongAWrongDigestIsNoticed) {
  const TempDirectory directory;
  WarcRecord record = SampleRecord("response", "http://a.example/",
                                   "HTTP/1.1 200 OK\r\n\r\nbody");
  record.headers.emplace_back("WARC-Payload-Digest",
                              "sha1:G7HRM7BGOKSKMSXZAHMUQTTV53QOFSMK");
  ASSERT_TRUE(WriteFileAtomically(directory / "x.warc.gz",
                                  GzipMember(SerializeRecord(record), 6)));
  const ProgramResult digests = Digests({directory / "x.warc.gz"});
  EXPECT_EQ(digests.exit_code, 1) << digests.out << digests.err;
  EXPECT_NE(digests.out.find("http://a.example/: sha1:G7HRM"),
            std::string::npos)
      << digests.out;
}

// After a kill the other program gives what is before the cut, as ours does.
TEST_F(WarcioTest, LongACutFileIsReadUpToTheCut) {
  const TempDirectory directory;
  int revisits = 0;
  WriteArchive(directory.path(), &revisits);
  const fs::path file = ArchiveFiles(directory.path())->front();
  fs::remove(SidecarOf(file));
  fs::resize_file(file, fs::file_size(file) * 2 / 3);
  ASSERT_TRUE(IndexMissing(directory.path()).has_value());
  const std::string ours = MustRead(SidecarOf(file));
  ASSERT_FALSE(ours.empty());
  const std::string theirs = Index(file);
  // It may give the cut record too.
  std::istringstream lines(ours);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_NE(theirs.find(line + "\n"), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace ritmon
