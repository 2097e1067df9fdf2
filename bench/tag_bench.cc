// SPDX-License-Identifier: GPL-3.0-or-later
// `ritmon tag` over a large store: real pages in German and English, again and
// again under other addresses, tagged with the keyword lists, then with lists
// that have one term more, which stands on about one page in a hundred. One
// worker.
//
//   tag_bench [PAGES [DIRECTORY [TEXTS]]] [--json=FILE]     default 100000; the
//       directory must not be there and is removed in the end. With TEXTS the
//       folded text of each page is written there, one file a page, for
//       programs that look for the term in files; the term into TEXTS.term.

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/normalize.h"
#include "bench/bench_pages.h"
#include "bench/cpu_seconds.h"
#include "bench/figures.h"
#include "bench/must.h"
#include "bench/peak_memory.h"
#include "classifier/page_parser.h"
#include "pipeline/process_page.h"
#include "pipeline/retag_stage.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

std::vector<PageRecord> Records(const Taxonomy& taxonomy) {
  std::vector<PageRecord> records;
  MatcherScratch scratch;
  for (const BenchPage& source : BenchPages()) {
    Page page = ParsePage(source.url, source.html, source.content_type);
    // What a German region's store holds.
    if (page.lang != "de" && page.lang != "en") continue;
    PageRecord record{.href = source.url.href()};
    record.host = source.url.host();
    record.site = record.host;
    record.title = page.title;
    record.blocks = std::move(page.blocks);
    record.tags = TagRecord(record, taxonomy, scratch);
    records.push_back(std::move(record));
  }
  return records;
}

// A word of four letters or more that stands on one page in a hundred.
std::string RareWord(const std::vector<PageRecord>& records) {
  std::map<std::string, size_t> pages;
  for (const PageRecord& record : records) {
    std::set<std::string> words;
    for (const Block& block : record.blocks) {
      const std::string folded = Fold(block.text);
      for (size_t at = 0; at < folded.size();) {
        size_t end = at;
        while (end < folded.size() && folded[end] >= 'a' &&
               folded[end] <= 'z') {
          ++end;
        }
        if (end - at >= 8) words.insert(folded.substr(at, end - at));
        at = end + 1;
      }
    }
    for (const std::string& word : words) ++pages[word];
  }
  for (const auto& [word, count] : pages) {
    if (count == std::max<size_t>(1, records.size() / 100)) return word;
  }
  return "wasserstoff";
}

std::vector<ListDirectory> Lists() {
  return ReadListDirectories({fs::path(RITMON_SOURCE_DIR) / "keyword-lists"})
      .value();
}

std::vector<ListDirectory> ListsWith(const std::string& word) {
  std::vector<ListDirectory> lists = Lists();
  for (auto& [name, content] : lists[0].files) {
    if (name == "hydrogen-efuels.toml") {
      content +=
          "\n[[family]]\nname = \"added\"\nstrong.de = [\"=" + word + "\"]\n";
    }
  }
  return lists;
}

struct Tagged {
  double pages_a_second = 0;  // of CPU
  uint64_t read_again = 0;    // pages
};

Tagged Run(const char* name, const Options& options, PageStore& store,
           const std::shared_ptr<const Taxonomy>& taxonomy,
           const std::optional<ListChange>& change) {
  Counters counters;
  Timings timings;
  StepClock steps(timings, JobThread::kMain, JobStep::other);
  const double begin = CpuSeconds(RUSAGE_SELF);
  const RetagReport report =
      Must(Retag(options, taxonomy, change, store, counters, steps, {}));
  const double used = CpuSeconds(RUSAGE_SELF) - begin;
  const double speed = static_cast<double>(report.pages) / used;
  fmt::print("{:<30} {:>8} {:>8} {:>8} {:>9.0f} {:>9.1f}\n", name, report.pages,
             report.read_again, report.changed, speed, 1e6 / speed);
  std::fflush(stdout);
  return {speed, static_cast<uint64_t>(report.read_again)};
}

// Below `folder`: a thousand pages a folder.
Status WriteTexts(const fs::path& folder,
                  const std::vector<PageRecord>& records, size_t pages,
                  const std::string& word) {
  for (size_t i = 0; i < pages; ++i) {
    std::string text;
    for (const Block& block : records[i % records.size()].blocks) {
      text += Fold(block.text) + '\n';
    }
    const fs::path part = folder / std::to_string(i / 1000);
    if (i % 1000 == 0) fs::create_directories(part);
    if (auto s = WriteFileAtomically(part / std::to_string(i), text); !s) {
      return s;
    }
  }
  return WriteFileAtomically(folder.string() + ".term", word);
}

// The bytes of text that were put in.
Result<size_t> Fill(PageStore& store, const std::vector<PageRecord>& records,
                    size_t pages) {
  size_t bytes = 0;
  if (auto s = store.Begin(); !s) return tl::unexpected(s.error());
  for (size_t i = 0; i < pages; ++i) {
    PageRecord record = records[i % records.size()];
    record.key = fmt::format("http://page{:07}.example/", i);
    record.href = record.key;
    for (const Block& block : record.blocks) bytes += block.text.size();
    if (auto s = store.Put(record); !s) return tl::unexpected(s.error());
  }
  if (auto s = store.Commit(); !s) return tl::unexpected(s.error());
  return bytes;
}

int Main(int argc, char** argv) {
  Figures figures = Figures::FromArguments(argc, argv);
  const size_t pages = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100000;
  const fs::path directory =
      argc > 2 ? fs::path(argv[2])
               : fs::temp_directory_path() / "ritmon-tag-bench";
  if (fs::exists(directory)) {
    fmt::print(stderr, "{}: is there already\n", directory.string());
    return 1;
  }
  const auto before = ParseTaxonomyDirectories(Lists()).value();
  const auto taxonomy = Taxonomy::Compile(before).value();
  const std::vector<PageRecord> records = Records(*taxonomy);
  const std::string word = RareWord(records);
  const auto after = ParseTaxonomyDirectories(ListsWith(word)).value();
  const auto other = Taxonomy::Compile(after).value();
  Options options;
  options.pipeline.workers = 1;
  {
    auto store = Must(PageStore::Open(directory));
    const size_t bytes = Must(Fill(store, records, pages));
    fmt::print("{} pages, {:.0f} bytes of text each; term added: {}\n", pages,
               static_cast<double>(bytes) / static_cast<double>(pages), word);
    fmt::print("{:<30} {:>8} {:>8} {:>8} {:>9} {:>9}\n", "", "PAGES", "READ",
               "CHANGED", "PAGES/S", "us/PAGE");
    const auto there = ListChange::Between(before, after);
    const auto back = ListChange::Between(after, before);
    const char* const kUnit = "pages/s of CPU";
    const Tagged more = Run("one term more", options, store, other, there);
    figures.Add("ritmon", "tags after one term more", kUnit,
                more.pages_a_second);
    figures.Add("ritmon", "pages with the term", "pages",
                static_cast<double>(more.read_again));
    figures.Add("ritmon", "tags after one term less", kUnit,
                Run("... and less again", options, store, taxonomy, back)
                    .pages_a_second);
    figures.Add(
        "ritmon --force", "tags after one term more", kUnit,
        Run("every page classified again", options, store, other, std::nullopt)
            .pages_a_second);
  }
  if (argc > 3) Must(WriteTexts(argv[3], records, pages, word));
  fs::remove_all(directory);
  figures.Add("ritmon", "peak memory", "MiB", PeakMebibytes());
  return figures.Finish();
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
