// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/micro/corpus.h"

#include <chrono>
#include <utility>

#include "bench/must.h"
#include "classifier/classify.h"
#include "classifier/page_parser.h"
#include "pipeline/process_page.h"

namespace ritmon {

std::filesystem::path Source(const char* path) {
  return std::filesystem::path(RITMON_SOURCE_DIR) / path;
}

std::shared_ptr<const Taxonomy> KeywordLists() {
  static const std::shared_ptr<const Taxonomy> lists =
      Must(Taxonomy::Load(Source("keyword-lists")));
  return lists;
}

FetchResult FetchResultOf(const BenchPage& page) {
  FetchResult result{.request = {.url = page.url}};
  result.request_head = "GET /a/b HTTP/1.1\r\nHost: page.invalid\r\n\r\n";
  result.outcome = FetchOutcome::kOk;
  result.status = 200;
  result.http_version = "1.1";
  result.reason = "OK";
  result.headers = {{"Content-Type", page.content_type}, {"Server", "nginx"}};
  result.body = page.html;
  result.fetched_at = std::chrono::sys_days(std::chrono::year(2026) /
                                            std::chrono::November / 29);
  return result;
}

const std::vector<Page>& ParsedPages() {
  static const std::vector<Page> pages = [] {
    std::vector<Page> made;
    for (const BenchPage& page : BenchPages()) {
      made.push_back(ParsePage(page.url, page.html, page.content_type));
    }
    return made;
  }();
  return pages;
}

const std::vector<PageRecord>& PageRecords() {
  static const std::vector<PageRecord> records = [] {
    std::vector<PageRecord> made;
    MatcherScratch scratch;
    for (const Page& page : ParsedPages()) {
      PageRecord& record = made.emplace_back();
      record.key =
          "http://page" + std::to_string(made.size()) + ".example/leistungen";
      record.href = record.key;
      record.host = "page" + std::to_string(made.size()) + ".example";
      record.site = record.host;
      record.status = 200;
      record.lang = page.lang;
      record.title = page.title;
      record.blocks = page.blocks;
      record.tags = TagRecord(record, *KeywordLists(), scratch);
    }
    return made;
  }();
  return records;
}

const std::vector<std::string>& PageTexts() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> made;
    for (const Page& page : ParsedPages()) {
      std::string& text = made.emplace_back();
      for (const Block& block : page.blocks) text += block.text + "\n";
    }
    return made;
  }();
  return texts;
}

}  // namespace ritmon
