// SPDX-License-Identifier: GPL-3.0-or-later
// Captures and archives for the tests of the archive.

#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_record.h"
#include "model/fetch.h"

namespace ritmon {

// A page as fetched, with what was asked.
inline FetchResult SampleResult(const std::string& url, std::string body) {
  FetchResult result{.request = {.url = *Url::Parse(url)}};
  result.request_head =
      "GET " + std::string(result.request.url.path_and_query()) +
      " HTTP/1.1\r\nHost: " + std::string(result.request.url.host()) +
      "\r\n\r\n";
  result.outcome = FetchOutcome::kOk;
  result.status = 200;
  result.http_version = "1.1";
  result.reason = "OK";
  result.headers = {{"Content-Type", "text/html; charset=utf-8"}};
  result.body = std::move(body);
  result.ip = "192.0.2.1";
  result.fetched_at = *ParseTimestamp("2026-11-23T17:54:46Z");
  return result;
}

inline WarcRecord SampleRecord(const std::string& type, const std::string& uri,
                               const std::string& block) {
  WarcRecord record;
  record.version = "1.0";
  record.type = ParseWarcType(type);
  record.headers = {{"WARC-Type", type},
                    {"WARC-Target-URI", uri},
                    {"WARC-Date", "2026-11-23T17:54:46Z"},
                    {"Content-Type", "application/http"}};
  record.block = block;
  return record;
}

struct ArchiveContent {
  std::vector<WarcRecord> records;
  uint64_t problems = 0;
  bool truncated = false;
};

inline ArchiveContent ReadArchiveFile(const std::filesystem::path& path) {
  ArchiveContent content;
  auto reader = WarcReader::Open(path);
  EXPECT_TRUE(reader.has_value()) << path;
  while (reader) {
    auto record = reader->Next();
    EXPECT_TRUE(record.has_value()) << record.error().message;
    if (!record || !record->has_value()) break;
    content.records.push_back(std::move(**record));
  }
  content.problems = reader->problem_count();
  content.truncated = reader->ends_truncated();
  return content;
}

}  // namespace ritmon
