// SPDX-License-Identifier: GPL-3.0-or-later
// The two indexes as analysts use them: how fast pages of BYTES of text are
// indexed and how large that is, then queries and counts over PAGES small pages
// and COMPANIES companies. One thread; times of queries are wall clock, so the
// machine should be idle.
//
//   index_bench [PAGES [COMPANIES [LARGE [DIRECTORY]]]] [--json=FILE]
//       default 1000000 200000 10000; LARGE pages are only written; a
//       directory that is there already (of the same numbers) is only asked

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "bench/cpu_seconds.h"
#include "bench/figures.h"
#include "bench/index_text.h"
#include "bench/must.h"
#include "bench/peak_memory.h"
#include "index/index_reader.h"
#include "index/index_writer.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr size_t kLargeBytes = 11'000;
constexpr size_t kSmallBytes = 1'000;
const Date kToday{std::chrono::year(2026), std::chrono::month(11),
                  std::chrono::day(29)};

uint64_t SizeOf(const fs::path& directory) {
  uint64_t size = 0;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) size += entry.file_size();
  }
  return size;
}

void RecordWriting(const char* subject, uint64_t pages, size_t bytes,
                   double cpu, double of_text, Figures& figures) {
  const std::string what = fmt::format("pages of {} KB: ", bytes / 1000);
  figures.Add(subject, what + "writing", "pages/s of CPU",
              static_cast<double>(pages) / cpu);
  figures.Add(subject, what + "size", "times the text", of_text);
}

// What Xapian does by itself with the same text: stems of all words with their
// positions, nothing else.
void IndexPeer(const IndexText& text, const fs::path& directory, uint64_t pages,
               size_t bytes, Figures& figures) {
  Xapian::WritableDatabase database(directory.string(),
                                    Xapian::DB_CREATE_OR_OVERWRITE);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("german2"));
  generator.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
  double cpu = 0;
  uint64_t text_bytes = 0;
  for (uint64_t i = 0; i < pages; ++i) {
    const PageRecord page = text.Page(i, bytes);
    const double before = CpuSeconds(RUSAGE_SELF);
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(page.title);
    text_bytes += page.title.size();
    for (const Block& block : page.blocks) {
      generator.increase_termpos();
      generator.index_text(block.text);
      text_bytes += block.text.size();
    }
    const std::string id = "Q" + page.key;
    document.add_boolean_term(id);
    document.set_data(page.key);
    database.replace_document(id, document);
    cpu += CpuSeconds(RUSAGE_SELF) - before;
  }
  const double before = CpuSeconds(RUSAGE_SELF);
  database.commit();
  cpu += CpuSeconds(RUSAGE_SELF) - before;
  const uint64_t written = SizeOf(directory);
  fs::path packed = directory;
  packed += ".packed";
  database.compact(packed.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  fmt::print(
      "  Xapian's TermGenerator: {:.0f} pages/s of CPU, {:.2f} times the "
      "text, packed {:.2f}\n",
      static_cast<double>(pages) / cpu,
      static_cast<double>(written) / static_cast<double>(text_bytes),
      static_cast<double>(SizeOf(packed)) / static_cast<double>(text_bytes));
  RecordWriting("TermGenerator", pages, bytes, cpu,
                static_cast<double>(written) / static_cast<double>(text_bytes),
                figures);
}

void IndexPages(const IndexText& text, const fs::path& directory,
                uint64_t pages, size_t bytes, Figures& figures) {
  auto writer = Must(PageIndexWriter::Open(directory, OpenMode::kFresh));
  double cpu = 0;
  uint64_t text_bytes = 0;
  for (uint64_t i = 0; i < pages; ++i) {
    const PageRecord page = text.Page(i, bytes);
    for (const Block& block : page.blocks) text_bytes += block.text.size();
    text_bytes += page.title.size();
    const CompanyFacets facets = FacetsOf(text.CompanyOf(text.OwnerOf(i)));
    const double before = CpuSeconds(RUSAGE_SELF);
    Must(writer.Replace(page, &facets));
    cpu += CpuSeconds(RUSAGE_SELF) - before;
  }
  const double before = CpuSeconds(RUSAGE_SELF);
  Must(writer.Commit());
  cpu += CpuSeconds(RUSAGE_SELF) - before;
  const double n = static_cast<double>(pages);
  const double of = static_cast<double>(text_bytes);
  fmt::print(
      "{} pages of {:.1f} KB: {:.0f} pages/s of CPU, {:.2f} times the "
      "text\n",
      pages, of / n / 1000, n / cpu,
      static_cast<double>(SizeOf(directory)) / of);
  RecordWriting("ritmon", pages, bytes, cpu,
                static_cast<double>(SizeOf(directory)) / of, figures);
}

void IndexCompanies(const IndexText& text, const fs::path& directory,
                    uint64_t companies, Figures& figures) {
  auto writer = Must(CompanyIndexWriter::Open(directory, OpenMode::kFresh));
  double cpu = 0;
  for (uint64_t i = 0; i < companies; ++i) {
    const CompanyRecord company = text.CompanyOf(i);
    const double before = CpuSeconds(RUSAGE_SELF);
    Must(writer.Replace(company));
    cpu += CpuSeconds(RUSAGE_SELF) - before;
  }
  const double before = CpuSeconds(RUSAGE_SELF);
  Must(writer.Commit());
  cpu += CpuSeconds(RUSAGE_SELF) - before;
  fmt::print("{} companies: {:.0f}/s of CPU, {} bytes each\n", companies,
             static_cast<double>(companies) / cpu,
             SizeOf(directory) / companies);
  figures.Add("ritmon", "companies: writing", "companies/s of CPU",
              static_cast<double>(companies) / cpu);
}

// Runs `ask` so often and prints the spread of its times.
void Measure(const char* what, int times, Figures& figures,
             const std::function<void()>& ask) {
  std::vector<double> ms;
  for (int i = 0; i < times; ++i) {
    const auto begin = SteadyClock::now();
    ask();
    ms.push_back(
        std::chrono::duration<double, std::milli>(SteadyClock::now() - begin)
            .count());
  }
  std::sort(ms.begin(), ms.end());
  const double p50 = ms[ms.size() / 2];
  const double p99 = ms[ms.size() * 99 / 100];
  fmt::print("{:<58} {:>8.3f} {:>8.3f}\n", what, p50, p99);
  figures.Add("ritmon", std::string(what) + ": p50", "ms", p50);
  figures.Add("ritmon", std::string(what) + ": p99", "ms", p99);
}

Query Parse(const std::string& text, QueryTarget target,
            const Vocabulary& vocabulary) {
  return Must(ParseQuery(text, {target, &vocabulary, kToday}));
}

// Neither words that stand on every page nor such as stand on one.
std::string SomeWord(const IndexText& text, std::mt19937_64& random) {
  std::uniform_real_distribution<double> exponent(std::log(30),
                                                  std::log(20000));
  return text.words().at(static_cast<size_t>(std::exp(exponent(random))));
}

void AskPages(const IndexText& text, const fs::path& directory,
              Figures& figures) {
  auto reader = Must(PageIndexReader::Open(directory));
  std::mt19937_64 random(1);
  const auto ask = [&](const std::string& words, bool by_company) {
    const Query query = Parse(words, QueryTarget::kPages, text.vocabulary());
    Must(reader.Search(query, 0, 10, by_company));
  };
  const auto word = [&] { return SomeWord(text, random); };
  const auto field = [&] {
    return " field:field-" + std::to_string(random() % 15);
  };
  Measure("one word, best 10", 500, figures, [&] { ask(word(), false); });
  Measure("two words, best 10", 500, figures,
          [&] { ask(word() + " " + word(), false); });
  Measure("either of two words", 500, figures,
          [&] { ask(word() + " OR " + word(), false); });
  Measure("two words and a filter, one page a company", 500, figures,
          [&] { ask(word() + " " + word() + field(), true); });
  Measure("either of two, a filter, one page a company", 500, figures,
          [&] { ask("(" + word() + " OR " + word() + ")" + field(), true); });
  Measure("a phrase of two words", 500, figures,
          [&] { ask("\"" + word() + " " + word() + "\"", false); });
  const auto count = [&](const std::string& words, PageDimension by) {
    Must(
        reader.Count(Parse(words, QueryTarget::kPages, text.vocabulary()), by));
  };
  Measure("pages by field, all", 30, figures,
          [&] { count("", PageDimension::kField); });
  Measure("pages by source, all", 30, figures,
          [&] { count("", PageDimension::kSource); });
  Measure("pages by year, all", 30, figures,
          [&] { count("", PageDimension::kYear); });
  Measure("pages by field, of one word", 100, figures,
          [&] { count(word(), PageDimension::kField); });
}

void AskCompanies(const IndexText& text, const fs::path& directory,
                  Figures& figures) {
  const auto& vocabulary = text.vocabulary();
  auto reader = Must(CompanyIndexReader::Open(directory));
  const auto count = [&](const std::string& words,
                         const std::vector<Dimension>& by,
                         bool counted = true) {
    const CountOptions options{.counted_only = counted, .as_of = kToday};
    Must(reader.Count(Parse(words, QueryTarget::kCompanies, vocabulary), by,
                      options, vocabulary));
  };
  Measure("the first count, which reads the columns", 1, figures,
          [&] { count("", {Dimension::kField}); });
  for (const auto& [name, by] : {std::pair("field", Dimension::kField),
                                 std::pair("region", Dimension::kRegion),
                                 std::pair("district", Dimension::kDistrict),
                                 std::pair("age", Dimension::kAge)}) {
    Measure((std::string("companies by ") + name).c_str(), 200, figures,
            [&] { count("", {by}); });
  }
  Measure("companies by field in a region", 200, figures,
          [&] { count("region:region-1", {Dimension::kField}); });
  Measure("by field, young small ones in a region", 200, figures, [&] {
    count("region:region-1 age:<5 size:<100", {Dimension::kField});
  });
  Measure("by field and district", 100, figures, [&] {
    count("", {Dimension::kField, Dimension::kDistrict});
  });
  Measure("by topic and municipality", 50, figures, [&] {
    count("", {Dimension::kTopic, Dimension::kMunicipality});
  });
  Measure("all of the register, tagged or not, by district", 100, figures,
          [&] { count("", {Dimension::kDistrict}, false); });
  Measure("all of the register by district and age", 50, figures, [&] {
    count("", {Dimension::kDistrict, Dimension::kAge}, false);
  });
  std::mt19937_64 random(2);
  Measure("by field, of a word in the name", 200, figures,
          [&] { count(SomeWord(text, random), {Dimension::kField}); });
}

int Main(int argc, char** argv) {
  Figures figures = Figures::FromArguments(argc, argv);
  const uint64_t pages =
      argc > 1 ? std::strtoull(argv[1], nullptr, 10) : uint64_t{1'000'000};
  const uint64_t companies =
      argc > 2 ? std::strtoull(argv[2], nullptr, 10) : uint64_t{200'000};
  const uint64_t large =
      argc > 3 ? std::strtoull(argv[3], nullptr, 10) : uint64_t{10'000};
  const fs::path directory = argc > 4 ? argv[4] : "index-bench";
  const IndexText text(pages, companies);
  if (!fs::exists(directory)) {
    IndexPages(text, directory / "large", large, kLargeBytes, figures);
    IndexPeer(text, directory / "peer", large, kLargeBytes, figures);
    IndexPages(text, directory / "pages", pages, kSmallBytes, figures);
    IndexCompanies(text, directory / "companies", companies, figures);
  }
  fmt::print("{:<58} {:>8} {:>8}\n", "milliseconds", "p50", "p99");
  AskPages(text, directory / "pages", figures);
  AskCompanies(text, directory / "companies", figures);
  return figures.Finish();
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
