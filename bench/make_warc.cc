// SPDX-License-Identifier: GPL-3.0-or-later
// A web archive of the HTML files below a folder, as a crawl of their site
// would have left it.
//
//   make_warc DIRECTORY FILE     FILE ends in .warc.gz and is not there yet;
//                                links are followed; prints how many pages

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "base/files.h"
#include "bench/must.h"
#include "crawler/warc_writer.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> HtmlFiles(const fs::path& folder) {
  std::vector<fs::path> files;
  constexpr auto kFollow = fs::directory_options::follow_directory_symlink;
  for (const auto& entry : fs::recursive_directory_iterator(folder, kFollow)) {
    if (entry.path().extension() == ".html" && entry.is_regular_file()) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// As a server would have sent it.
FetchResult Answer(const fs::path& file, const fs::path& folder,
                   Timestamp now) {
  const std::string path = file.lexically_relative(folder).generic_string();
  FetchResult result{
      .request = {.url = Must(Url::Parse("http://docs.example/" + path))}};
  result.request_head = "GET " +
                        std::string(result.request.url.path_and_query()) +
                        " HTTP/1.1\r\nHost: docs.example\r\n\r\n";
  result.outcome = FetchOutcome::kOk;
  result.status = 200;
  result.http_version = "1.1";
  result.reason = "OK";
  result.headers = {{"Content-Type", "text/html; charset=utf-8"}};
  result.body = Must(ReadFile(file));
  result.ip = "192.0.2.1";
  result.fetched_at = now;
  return result;
}

int Main(const fs::path& folder, const fs::path& target) {
  const SystemClock clock;
  fs::path beside = target;
  beside += ".part";
  fs::remove_all(beside);
  auto writer = Must(WarcWriter::Open(
      {.directory = beside, .max_file_bytes = uint64_t{1} << 40}, clock));
  std::string name;
  size_t pages = 0;
  for (const fs::path& file : HtmlFiles(folder)) {
    name = Must(writer.Write(Answer(file, folder, clock.Now()))).file;
    ++pages;
  }
  Must(writer.Close());
  if (pages == 0) {
    std::fprintf(stderr, "%s: no HTML file\n", folder.c_str());
    return 1;
  }
  fs::rename(beside / name, target);
  fs::remove_all(beside);
  std::printf("%zu pages\n", pages);
  return 0;
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "make_warc DIRECTORY FILE\n");
    return 2;
  }
  return ritmon::Main(argv[1], argv[2]);
}
