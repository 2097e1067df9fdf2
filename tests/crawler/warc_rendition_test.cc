// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/warc_rendition.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "crawler/archive_files.h"
#include "crawler/archive_index.h"
#include "crawler/archive_retention.h"
#include "crawler/capture_purge.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_writer.h"
#include "tests/crawler/archive_samples.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

constexpr char kDom[] = "<html><body><p>Wir bauen Elektrolyseure.</p></body>";

Rendition SampleRendition(const std::string& url) {
  Rendition rendition{.request = {.url = MakeUrl(url)}, .html = kDom};
  rendition.request.seed = "firma.example";
  rendition.request.depth = 2;
  rendition.response_id = "<urn:uuid:11111111-1111-4111-8111-111111111111>";
  rendition.response_date = *ParseTimestamp("2026-11-01T00:00:00Z");
  rendition.rendered_at = *ParseTimestamp("2026-11-02T00:00:00Z");
  return rendition;
}

TEST(WarcRenditionTest, TheRecordIsAsTheStandardHasIt) {
  const WarcRecord record =
      RecordOf(SampleRendition("https://firma.example/"), "x");
  EXPECT_EQ(record.version, "1.1");
  EXPECT_EQ(record.Field("WARC-Type"), "conversion");
  EXPECT_EQ(record.Field("WARC-Target-URI"), "https://firma.example/");
  EXPECT_EQ(record.Field("WARC-Refers-To"),
            "<urn:uuid:11111111-1111-4111-8111-111111111111>");
  EXPECT_EQ(record.Field("WARC-Date"), "2026-11-02T00:00:00Z");
  EXPECT_EQ(record.Field("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(record.Field("WARC-Payload-Digest"),
            record.Field("WARC-Block-Digest"));
  EXPECT_TRUE(record.Field("WARC-Payload-Digest").starts_with("sha1:"));
  EXPECT_EQ(record.block, kDom);
  // The same input gives the same bytes, another place another id.
  EXPECT_EQ(SerializeRecord(record),
            SerializeRecord(
                RecordOf(SampleRendition("https://firma.example/"), "x")));
  EXPECT_NE(record.Field("WARC-Record-ID"),
            RecordOf(SampleRendition("https://firma.example/"), "y")
                .Field("WARC-Record-ID"));
}

TEST(WarcRenditionTest, WhatIsWrittenIsReadAsAPage) {
  const TempDirectory directory;
  const FakeClock clock;
  auto writer = WarcWriter::Open({.directory = directory.path()}, clock);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->Write(SampleResult("https://firma.example/", "shell")));
  Rendition rendition = SampleRendition("https://firma.example/");
  rendition.truncated = true;
  const auto ref = writer->Write(rendition);
  ASSERT_TRUE(ref);
  ASSERT_TRUE(writer->Close());
  const auto record =
      WarcReader::ReadAt(directory.path() / ref->file, ref->offset);
  ASSERT_TRUE(record) << record.error().message;
  ASSERT_TRUE(IsRendition(*record));
  const auto page = PageOfRendition(*record);
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->request.url, rendition.request.url);
  EXPECT_EQ(page->request.kind, FetchKind::kPage);
  EXPECT_EQ(page->request.seed, "firma.example");
  EXPECT_EQ(page->request.depth, 2);
  EXPECT_EQ(page->status, 200);
  EXPECT_EQ(page->outcome, FetchOutcome::kOk);
  EXPECT_EQ(page->body, kDom);
  EXPECT_TRUE(page->truncated);
  EXPECT_EQ(page->fetched_at, rendition.rendered_at);
  EXPECT_EQ(record->digest(), ref->digest);
  EXPECT_EQ(CapturedAt(*record), rendition.response_date);
  // It is a capture of its URL, for those who look it up.
  const auto found =
      FindCaptures(directory.path(), MakeUrl("https://firma.example/"));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ((*found)[0].ref.offset, ref->offset);
  EXPECT_EQ((*found)[0].mime, "text/html; charset=utf-8");
}

TEST(WarcRenditionTest, OtherConversionsAreNoPages) {
  WarcRecord theirs = SampleRecord("conversion", "https://firma.example/",
                                   "<p>Text of a PDF</p>");
  EXPECT_FALSE(IsRendition(theirs));
  EXPECT_FALSE(PageOfRendition(theirs));
  EXPECT_FALSE(ToFetchResult(theirs));
  theirs.headers.emplace_back("Content-Type", "text/html");
  EXPECT_FALSE(IsRendition(theirs));
  theirs.headers.emplace_back("Ritmon-Rendition", "thumbnail");
  EXPECT_FALSE(IsRendition(theirs));
  WarcRecord response = SampleRecord("response", "https://firma.example/",
                                     "HTTP/1.1 200 OK\r\n\r\nbody");
  response.headers.emplace_back("Ritmon-Rendition", "dom");
  EXPECT_FALSE(IsRendition(response));
  EXPECT_FALSE(PageOfRendition(response));
}

TEST(WarcRenditionTest, PurgingAUrlTakesItsRenditionsToo) {
  const TempDirectory directory;
  const FakeClock clock;
  for (const char* prefix : {"ritmon", "ritmon-rendered"}) {
    auto writer = WarcWriter::Open(
        {.directory = directory.path(), .prefix = prefix}, clock);
    ASSERT_TRUE(writer);
    for (const char* url : {"https://firma.example/", "https://b.example/"}) {
      ASSERT_TRUE(prefix == std::string("ritmon")
                      ? writer->Write(SampleResult(url, "shell"))
                      : writer->Write(SampleRendition(url)));
    }
    ASSERT_TRUE(writer->Close());
  }
  const Url reserved = MakeUrl("https://firma.example/");
  const auto report = PurgeCaptures(
      directory.path(), {[&](const Url& url) { return url == reserved; }},
      clock.Now());
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->captures, 2);
  EXPECT_TRUE(FindCaptures(directory.path(), reserved)->empty());
  EXPECT_EQ(
      FindCaptures(directory.path(), MakeUrl("https://b.example/"))->size(),
      2u);
  const auto files = ArchiveFiles(directory.path());
  for (const auto& file : *files) {
    auto reader = WarcReader::Open(file);
    ASSERT_TRUE(reader);
    for (auto record = reader->Next(); record && *record;
         record = reader->Next()) {
      EXPECT_NE((*record)->uri(), reserved.href());
    }
  }
}

// The rendition was made long after its response: it goes with it.
TEST(WarcRenditionTest, RetentionCountsFromTheResponse) {
  const TempDirectory directory;
  const FakeClock clock;
  auto writer = WarcWriter::Open(
      {.directory = directory.path(), .prefix = "ritmon-rendered"}, clock);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->Write(SampleRendition("https://firma.example/")));
  ASSERT_TRUE(writer->Close());
  const auto before = RemoveOldCaptures(
      directory.path(), *ParseTimestamp("2026-11-01T00:00:00Z"));
  ASSERT_TRUE(before);
  EXPECT_EQ(before->files, 0);
  const auto after = RemoveOldCaptures(directory.path(),
                                       *ParseTimestamp("2026-11-01T00:00:01Z"));
  ASSERT_TRUE(after);
  EXPECT_EQ(after->files, 1);
  EXPECT_EQ(after->captures, 1);
}

}  // namespace
}  // namespace ritmon
