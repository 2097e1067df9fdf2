// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/bench_pages.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/compressed_lines.h"
#include "base/files.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

fs::path Fixtures() {
  const char* folder = std::getenv("RITMON_FIXTURES");
  return folder != nullptr ? fs::path(folder)
                           : fs::path(RITMON_SOURCE_DIR) / "../shared/fixtures";
}

void AddWarc(const fs::path& path, std::vector<BenchPage>& pages) {
  auto reader = WarcReader::Open(path);
  if (!reader) return;
  for (;;) {
    auto record = reader->Next();
    if (!record || !*record) return;
    auto fetched = ToFetchResult(**record);
    if (!fetched || fetched->body.empty()) continue;
    std::string type(FindHeader(fetched->headers, "content-type"));
    pages.push_back(
        {fetched->request.url, std::move(type), std::move(fetched->body)});
  }
}

std::string ReadPacked(const fs::path& path) {
  std::string bytes;
  auto file = CompressedFile::Open(path);
  if (!file) return bytes;
  char buffer[16 * 1024];
  for (;;) {
    const auto read = file->Read(buffer, sizeof(buffer));
    if (!read || *read == 0) return bytes;
    bytes.append(buffer, *read);
  }
}

// All below it, links followed: documentation packages consist of them.
void AddFolder(const fs::path& folder, std::vector<BenchPage>& pages) {
  std::error_code error;
  constexpr size_t kMostFiles = 10'000;
  std::vector<fs::path> files;
  constexpr auto kFollow = fs::directory_options::follow_directory_symlink;
  for (const auto& entry :
       fs::recursive_directory_iterator(folder, kFollow, error)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".gz" || extension == ".html")
      files.push_back(entry.path());
    if (files.size() >= kMostFiles) break;
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    std::string html = ReadPacked(file);
    if (html.empty()) continue;
    pages.push_back({Url::Parse("http://page.invalid/a/b").value(),
                     "text/html; charset=utf-8", std::move(html)});
  }
}

}  // namespace

const std::vector<BenchPage>& BenchPages() {
  static const std::vector<BenchPage> pages = [] {
    std::vector<BenchPage> read;
    if (const char* folder = std::getenv("RITMON_BENCH_PAGES")) {
      AddFolder(folder, read);
      return read;
    }
    AddWarc(Fixtures() / "extraction-de/german-pages-dev.warc.gz", read);
    AddFolder(Fixtures() / "extraction-zyte/html", read);
    if (read.empty()) AddFolder(fs::path(RITMON_SOURCE_DIR) / "demo", read);
    return read;
  }();
  return pages;
}

}  // namespace ritmon
