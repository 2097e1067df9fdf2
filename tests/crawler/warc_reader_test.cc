// SPDX-License-Identifier: GPL-3.0-or-later
// Other people's WARC files, and broken ones.
#include "crawler/warc_reader.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/files.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_digest.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

struct ReadFileResult {
  std::vector<WarcRecord> records;
  std::vector<WarcProblem> problems;
  bool truncated = false;
  std::string error;
};

ReadFileResult ReadAll(const std::filesystem::path& path,
                       const WarcLimits& limits = {}) {
  ReadFileResult result;
  auto reader = WarcReader::Open(path, limits);
  if (!reader) {
    result.error = reader.error().message;
    return result;
  }
  while (true) {
    auto record = reader->Next();
    if (!record) {
      result.error = record.error().message;
      break;
    }
    if (!record->has_value()) break;
    result.records.push_back(std::move(**record));
  }
  result.problems = reader->problems();
  result.truncated = reader->ends_truncated();
  EXPECT_EQ(reader->problem_count(), result.problems.size());
  return result;
}

ReadFileResult ReadBytes(const std::string& bytes,
                         const WarcLimits& limits = {}) {
  const TempDirectory directory;
  EXPECT_TRUE(WriteFileAtomically(directory / "x.warc", bytes).has_value());
  return ReadAll(directory / "x.warc", limits);
}

std::string Types(const std::vector<WarcRecord>& records) {
  std::string out;
  for (const WarcRecord& record : records) {
    out += (out.empty() ? "" : " ") + std::string(ToString(record.type));
  }
  return out;
}

// ---- Other tools' files -----------------------------------------------------

TEST(WarcReaderTest, OtherToolsFiles) {
  RITMON_REQUIRE_FIXTURE("warc/example.warc");
  const std::string example =
      "warcinfo warcinfo response request revisit request";
  struct Case {
    const char* file;
    std::string types;
    bool addressable;  // each record
  };
  const Case cases[] = {
      {"example.warc", example, true},
      {"example.warc.gz", example, true},
      {"example-bad-non-chunked.warc.gz", example, false},
      {"example-digest.warc", "request request request request", true},
      {"example-iana.org-chunked.warc", "warcinfo response request", true},
      {"example-resource.warc.gz", "warcinfo warcinfo resource", true},
      {"example-space-in-target-uri.warc.gz", "warcinfo resource", true},
      {"example-wrong-chunks.warc.gz", "response request", false},
      {"post-test.warc.gz",
       "response request response request response request", true},
      {"whirlwind.warc", "warcinfo request response metadata", true},
      {"whirlwind.warc.gz", "warcinfo request response metadata", true},
      {"jwarc/cc.warc.gz", "response", true},
      {"jwarc/gzip_extra_sl.warc.gz", "warcinfo", true},
  };
  for (const Case& c : cases) {
    const auto path = Fixture(std::string("warc/") + c.file);
    const auto read = ReadAll(path);
    EXPECT_EQ(read.error, "") << c.file;
    EXPECT_EQ(Types(read.records), c.types) << c.file;
    EXPECT_TRUE(read.problems.empty())
        << c.file << ": " << read.problems[0].reason;
    EXPECT_FALSE(read.truncated) << c.file;
    for (size_t i = 0; i < read.records.size(); ++i) {
      const WarcRecord& record = read.records[i];
      EXPECT_EQ(record.addressable, c.addressable || i == 0) << c.file << i;
      if (!record.addressable) continue;
      const auto at = WarcReader::ReadAt(path, record.offset);
      ASSERT_TRUE(at.has_value()) << c.file << ": " << at.error().message;
      EXPECT_EQ(at->block, record.block) << c.file;
    }
  }
}

// The block digests that other tools wrote hold for the blocks that we read.
TEST(WarcReaderTest, BlockDigestsHold) {
  RITMON_REQUIRE_FIXTURE("warc/example.warc");
  int checked = 0;
  for (const char* file :
       {"example.warc", "example.warc.gz", "whirlwind.warc.gz",
        "post-test.warc.gz", "jwarc/cc.warc.gz", "example-resource.warc.gz"}) {
    for (const auto& record :
         ReadAll(Fixture(std::string("warc/") + file)).records) {
      const auto digest = record.Field("WARC-Block-Digest");
      if (digest.empty()) continue;
      EXPECT_EQ(PayloadDigest(record.block), digest) << file;
      ++checked;
    }
  }
  std::cout << checked << " block digests\n";
  EXPECT_GT(checked, 10);
}

// A record is shorter than its Content-Length says, and the terminator is cut
// too: warcio's example of a truncated record.
TEST(WarcReaderTest, ExampleTruncated) {
  RITMON_REQUIRE_FIXTURE("warc/example-trunc.warc");
  const auto read = ReadAll(Fixture("warc/example-trunc.warc"));
  EXPECT_EQ(Types(read.records), "warcinfo warcinfo response request");
  EXPECT_EQ(read.error, "");
}

FetchResult PageOf(const char* file, const char* uri) {
  for (const auto& record :
       ReadAll(Fixture(std::string("warc/") + file)).records) {
    if (record.uri() != uri || (record.type != WarcType::kResponse &&
                                record.type != WarcType::kResource)) {
      continue;
    }
    auto result = ToFetchResult(record);
    EXPECT_TRUE(result.has_value()) << file << result.error().message;
    if (result) return std::move(*result);
  }
  ADD_FAILURE() << file << ": no " << uri;
  return FetchResult{.request = {.url = *Url::Parse("http://none.example"),
                                 .kind = FetchKind::kPage,
                                 .depth = 0,
                                 .redirects = 0,
                                 .seed = "",
                                 .etag = "",
                                 .last_modified = ""}};
}

TEST(WarcReaderTest, GivesPagesAsIfFetched) {
  RITMON_REQUIRE_FIXTURE("warc/example.warc");
  struct Case {
    const char* file;
    const char* uri;
    const char* begin;
    const char* end;
    bool truncated;
  };
  const Case cases[] = {
      // gzip
      {"example.warc.gz", "http://example.com/", "<!doctype html>", "</html>",
       false},
      {"example-bad-non-chunked.warc.gz", "http://example.com/",
       "<!doctype html>", "</html>", false},
      {"example-iana.org-chunked.warc", "http://www.iana.org/",
       "<!doctype html>", "</html>", false},
      {"example-wrong-chunks.warc.gz", "http://example.com/", "<!doctype html>",
       "</html>", false},
      {"example-resource.warc.gz", "http://example.com/", "<!DOCTYPE html>",
       "</html>", false},
      {"whirlwind.warc.gz", "https://an.wikipedia.org/wiki/Escopete",
       "<!DOCTYPE html>", "</html>", false},
      {"jwarc/cc.warc.gz", "http://commoncrawl.org/", "<!DOCTYPE html>",
       "</html>", false},
      {"example-trunc.warc", "http://example.com/", "<!doctype html>",
       "</html>", true},
  };
  for (const Case& c : cases) {
    const auto page = PageOf(c.file, c.uri);
    EXPECT_EQ(page.status, 200) << c.file;
    EXPECT_EQ(page.outcome, FetchOutcome::kOk) << c.file;
    EXPECT_EQ(page.truncated, c.truncated) << c.file << page.message;
    EXPECT_TRUE(FindHeader(page.headers, "Content-Type").starts_with("text/"))
        << c.file;
    const size_t begin = page.body.find_first_not_of(" \r\n");
    ASSERT_NE(begin, std::string::npos) << c.file;
    EXPECT_TRUE(page.body.substr(begin).starts_with(c.begin)) << c.file;
    const size_t last = page.body.find_last_not_of(" \r\n");
    EXPECT_TRUE(page.body.substr(0, last + 1).ends_with(c.end)) << c.file;
  }
  const auto page =
      PageOf("whirlwind.warc.gz", "https://an.wikipedia.org/wiki/Escopete");
  EXPECT_EQ(page.ip, "208.80.154.224");
  EXPECT_EQ(FormatTimestamp(page.fetched_at), "2024-05-18T01:58:10Z");
  EXPECT_EQ(page.body.size(), 72848u);
  EXPECT_EQ(FindHeader(page.headers, "content-encoding"), "gzip");
}

TEST(WarcReaderTest, SaysWhatARevisitRefersTo) {
  RITMON_REQUIRE_FIXTURE("warc/example.warc");
  int revisits = 0;
  for (const auto& record : ReadAll(Fixture("warc/example.warc")).records) {
    const auto page = ToFetchResult(record);
    if (record.type == WarcType::kResponse) {
      EXPECT_TRUE(page.has_value());
      continue;
    }
    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(page.error().kind, ErrorKind::kInvalid);
    if (record.type != WarcType::kRevisit) continue;
    ++revisits;
    EXPECT_NE(
        page.error().message.find("earlier capture of http://example.com/ at "
                                  "2017-03-06T04:02:06Z"),
        std::string::npos)
        << page.error().message;
  }
  EXPECT_EQ(revisits, 1);
}

TEST(WarcReaderTest, RealGermanPages) {
  RITMON_REQUIRE_FIXTURE("extraction-de/german-pages-dev.warc.gz");
  const auto path = Fixture("extraction-de/german-pages-dev.warc.gz");
  const auto read = ReadAll(path);
  EXPECT_TRUE(read.problems.empty());
  EXPECT_FALSE(read.truncated);
  int pages = 0;
  for (const auto& record : read.records) {
    if (record.type != WarcType::kResponse) continue;
    const auto page = ToFetchResult(record);
    ASSERT_TRUE(page.has_value()) << page.error().message;
    EXPECT_EQ(page->outcome, FetchOutcome::kOk);
    EXPECT_FALSE(page->truncated) << page->message;
    EXPECT_GT(page->body.size(), 500u) << record.uri();
    const auto at = WarcReader::ReadAt(path, record.offset);
    ASSERT_TRUE(at.has_value());
    EXPECT_EQ(at->uri(), record.uri());
    ++pages;
  }
  std::cout << pages << " pages\n";
  EXPECT_EQ(pages, 131);
}

// ---- Broken files -----------------------------------------------------------

std::string Record(const std::string& uri, const std::string& block) {
  WarcRecord record;
  record.version = "1.0";
  record.headers = {{"WARC-Type", "resource"},
                    {"WARC-Target-URI", uri},
                    {"Content-Type", "text/html"}};
  record.block = block;
  return SerializeRecord(record);
}

std::string Uris(const std::vector<WarcRecord>& records) {
  std::string out;
  for (const WarcRecord& record : records) out += record.uri();
  return out;
}

std::string WithLength(std::string record, const std::string& length) {
  const size_t begin = record.find("Content-Length: ") + 16;
  return record.replace(begin, record.find('\r', begin) - begin, length);
}

TEST(WarcReaderTest, SkipsBrokenRecords) {
  const std::string a = Record("a", "aaaa");
  const std::string b = Record("b", "bbbb\r\n\r\nbb");
  const std::string c = Record("c", "");
  struct Case {
    const char* what;
    std::string file;
    const char* uris;
    size_t problems;
    bool truncated;
  };
  const Case plain[] = {
      {"whole", a + b + c, "abc", 0, false},
      {"empty", "", "", 0, false},
      {"blank lines before", "\r\n\n" + a + "\r\n\r\n" + b, "ab", 0, false},
      {"junk between", a + "some junk\r\nmore WARC/1.0 junk\r\n" + b, "ab", 1,
       false},
      {"junk behind", a + "junk", "a", 1, false},
      {"terminator missing", a.substr(0, a.size() - 4) + b, "ab", 0, false},
      {"terminator halved", a.substr(0, a.size() - 2) + b, "ab", 0, false},
      {"no length", a + WithLength(b, "") + c, "ac", 1, false},
      {"length no number", a + WithLength(b, "10x") + c, "ac", 1, false},
      {"length negative", a + WithLength(b, "-1") + c, "ac", 1, false},
      {"length huge", a + WithLength(b, "99999999999999999999") + c, "ac", 1,
       false},
      {"length over the file", a + WithLength(b, "99999") + c, "ac", 1, false},
      {"length into the next", a + WithLength(b, "50") + c, "ac", 1, false},
      {"length too short", a + WithLength(b, "3") + c, "abc", 1, false},
      {"cut in the block", a + b.substr(0, b.size() - 8), "a", 0, true},
      {"cut in the header", a + b.substr(0, 30), "a", 0, true},
      {"cut in the first word", a + b.substr(0, 3), "a", 0, true},
      {"header without end",
       a + "WARC/1.0\r\n" + std::string(100000, 'x') + "\r\n" + b, "ab", 1,
       false},
      {"LF only",
       "WARC/1.0\nWARC-Target-URI: z\nContent-Length: 2\n\nzz\n\n" + a, "za", 0,
       false},
      {"folded",
       "WARC/1.0\r\nWARC-Target-URI:\r\n z\r\ncontent-length:2\r\n"
       "\r\nzz\r\n\r\n" +
           a,
       "za", 0, false},
  };
  for (const Case& test : plain) {
    const auto read = ReadBytes(test.file);
    EXPECT_EQ(read.error, "") << test.what;
    EXPECT_EQ(Uris(read.records), test.uris) << test.what;
    EXPECT_EQ(read.problems.size(), test.problems) << test.what;
    EXPECT_EQ(read.truncated, test.truncated) << test.what;
  }

  const auto gz = [](const std::string& bytes) { return GzipMember(bytes, 6); };
  std::string flipped = gz(Record("b", std::string(5000, 'b')));
  flipped[flipped.size() / 2] =
      static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
  std::string bad_crc = gz(b);
  bad_crc[bad_crc.size() - 6] =
      static_cast<char>(bad_crc[bad_crc.size() - 6] ^ 1);
  const Case packed[] = {
      {"whole", gz(a) + gz(b) + gz(c), "abc", 0, false},
      {"one member", gz(a + b + c), "abc", 0, false},
      {"padding", gz(a) + std::string(512, '\0') + gz(b), "ab", 0, false},
      {"empty member", gz(a) + gz("") + gz(b), "ab", 0, false},
      {"split over two members",
       gz(a.substr(0, a.size() - 6)) + gz(a.substr(a.size() - 6)) + gz(b), "ab",
       0, false},
      {"junk between", gz(a) + "junk" + gz(b), "ab", 1, false},
      {"junk behind", gz(a) + "junk", "a", 1, false},
      {"flipped bits", gz(a) + flipped + gz(c), "ac", 1, false},
      {"wrong checksum", gz(a) + bad_crc + gz(c), "ac", 1, false},
      {"cut member inside", gz(a) + gz(b).substr(0, 40) + gz(c), "ac", 1,
       false},
      {"longer than its member", gz(a) + gz(WithLength(b, "99999")) + gz(c),
       "ac", 1, false},
      {"longer than the last member", gz(a) + gz(WithLength(b, "99999")), "a",
       1, false},
      {"no WARC inside", gz(a) + gz("junk") + gz(c), "ac", 1, false},
      {"cut magic", gz(a) + gz(b).substr(0, 2), "a", 0, true},
      {"cut", gz(a) + gz(b).substr(0, 40), "a", 0, true},
  };
  for (const Case& test : packed) {
    const auto read = ReadBytes(test.file);
    EXPECT_EQ(read.error, "") << test.what;
    EXPECT_EQ(Uris(read.records), test.uris) << test.what;
    EXPECT_EQ(read.problems.size(), test.problems) << test.what;
    EXPECT_EQ(read.truncated, test.truncated) << test.what;
  }
}

TEST(WarcReaderTest, ProblemsNameThePlace) {
  const std::string a = Record("a", "aaaa");
  const auto read = ReadBytes(a + "junk\r\n" + a + WithLength(a, "x") + a);
  ASSERT_EQ(read.problems.size(), 2u);
  EXPECT_EQ(read.problems[0].offset, a.size());
  EXPECT_EQ(read.problems[0].reason, "bytes that belong to no record");
  EXPECT_EQ(read.problems[1].offset, 2 * a.size() + 6);
  EXPECT_EQ(read.problems[1].reason, "no valid Content-Length");
}

TEST(WarcReaderTest, ReadsZstd) {
  const auto zstd = [](const std::string& bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(
        ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
    return out;
  };
  const std::string a = zstd(Record("a", std::string(300000, 'a')));
  const std::string b = zstd(Record("b", "b"));
  const auto read = ReadBytes(a + b);
  EXPECT_EQ(Uris(read.records), "ab");
  EXPECT_EQ(read.records[1].offset, a.size());
  EXPECT_FALSE(read.truncated);
  EXPECT_TRUE(ReadBytes(a + b.substr(0, b.size() - 3)).truncated);
}

TEST(WarcReaderTest, KeepsToItsLimits) {
  WarcLimits limits;
  limits.max_block_bytes = 1000;
  limits.max_header_bytes = 500;
  const std::string big = Record("b", std::string(300000, 'b'));
  const std::string file =
      Record("a", std::string(1000, 'a')) + big + Record("c", "c") +
      Record(std::string(600, 'u'), "x") + Record("d", "d");
  for (const std::string& bytes : {file, GzipMember(file, 6)}) {
    const auto read = ReadBytes(bytes, limits);
    ASSERT_EQ(Uris(read.records), "abcd");
    EXPECT_FALSE(read.records[0].block_cut);
    EXPECT_TRUE(read.records[1].block_cut);
    EXPECT_EQ(read.records[1].block.size(), 1000u);
    EXPECT_EQ(read.records[1].content_length, 300000u);
    ASSERT_EQ(read.problems.size(), 1u);
    EXPECT_EQ(read.problems[0].reason, "header longer than 500 bytes");
  }
  EXPECT_TRUE(ReadBytes(big.substr(0, 200000), limits).truncated);
}

TEST(WarcReaderTest, TellsOtherFilesFromEmptyOnes) {
  EXPECT_EQ(ReadBytes("").error, "");
  for (const std::string& bytes :
       {std::string("<html>a page</html>"), std::string(100000, 'x'),
        GzipMember("<html>", 6), std::string("\x1F\x8Bnonsense"),
        std::string("WARC/1.0 is a format\n\nthat this is not")}) {
    const auto read = ReadBytes(bytes);
    EXPECT_TRUE(read.records.empty());
    EXPECT_NE(read.error.find("no WARC record in it"), std::string::npos)
        << read.error;
  }
  const auto missing = WarcReader::Open("/nonexistent.warc");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  const TempDirectory directory;
  EXPECT_NE(ReadAll(directory.path()).error.find("cannot read"),
            std::string::npos);
}

// Mutated files: never a crash, never an endless loop, and what is given keeps
// the contract.
TEST(WarcReaderTest, AnyBytesAreAccepted) {
  const std::string records[] = {
      Record("http://a.example/", "aaaa"),
      Record("http://b.example/", "WARC/1.0\r\n\r\n"),
      "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://c.example/"
      "\r\nContent-Type: application/http\r\nContent-Length: 60\r\n\r\n"
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
      "chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"};
  std::mt19937 random(9);
  size_t given = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string file;
    const bool packed = i % 2 == 0;
    for (size_t n = 1 + random() % 5; n > 0; --n) {
      const std::string& record = records[random() % std::size(records)];
      file += packed ? GzipMember(record, 6) : record;
    }
    for (size_t n = random() % 4; n > 0; --n) {
      const size_t at = random() % file.size();
      switch (random() % 3) {
        case 0:
          file[at] = static_cast<char>(random());
          break;
        case 1:
          file.erase(at, random() % 30);
          break;
        default:
          file.insert(at, file.substr(file.size() / 2, random() % 60));
      }
      if (file.empty()) file = "W";
    }
    WarcLimits limits;
    limits.max_block_bytes = 50;
    const auto read = ReadBytes(file, limits);
    given += read.records.size();
    for (const WarcRecord& record : read.records) {
      ASSERT_LE(record.block.size(), 50u);
      ASSERT_LT(record.offset, file.size());
      const auto page = ToFetchResult(record);
      if (page) {
        ASSERT_LE(page->body.size(), 50u);
      }
    }
  }
  EXPECT_GT(given, 5000u);
}

}  // namespace
}  // namespace ritmon
