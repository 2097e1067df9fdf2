// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of the indexes, and questions to small ones: index_bench has large
// ones.

#include <memory>
#include <string>
#include <vector>

#include "bench/index/index_text.h"
#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "bench/scratch_folder.h"
#include "index/company_document.h"
#include "index/critical_mass.h"
#include "index/index_reader.h"
#include "index/index_writer.h"
#include "index/page_document.h"
#include "index/stemmer.h"

namespace ritmon {
namespace {

constexpr uint64_t kPages = 2000;
constexpr uint64_t kCompanies = 2000;
constexpr size_t kPageBytes = 1000;
const Date kToday{std::chrono::year(2026), std::chrono::month(11),
                  std::chrono::day(29)};

const IndexText& Text() {
  static const IndexText text(kPages, kCompanies);
  return text;
}

std::vector<std::string> Words() {
  std::vector<std::string> words;
  for (size_t rank = 0; rank < 2000; ++rank) {
    words.push_back(Text().words().at(rank));
  }
  return words;
}

void StemWord(benchmark::State& state) {
  const Stemmer stemmer("de");
  ForEachText(state, Words(), [&](const std::string& word) {
    benchmark::DoNotOptimize(stemmer.Stem(word));
  });
}
BENCHMARK(StemWord);

void StemKnownWord(benchmark::State& state) {
  StemCache stemmer("de");
  ForEachText(state, Words(), [&](const std::string& word) {
    benchmark::DoNotOptimize(stemmer.Stem(word));
  });
}
BENCHMARK(StemKnownWord);

void PageDocument(benchmark::State& state) {
  const auto& records = PageRecords();
  int64_t bytes = 0;
  for (const std::string& text : PageTexts()) {
    bytes += static_cast<int64_t>(text.size());
  }
  PageDocumentMaker maker;
  ForEachOf(state, records.size(), bytes, [&](size_t i) {
    benchmark::DoNotOptimize(maker.Make(records[i]));
  });
}
BENCHMARK(PageDocument)->Unit(benchmark::kMillisecond);

void CompanyDocument(benchmark::State& state) {
  std::vector<CompanyRecord> companies;
  for (uint64_t i = 0; i < 500; ++i) companies.push_back(Text().CompanyOf(i));
  ForEachOf(state, companies.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(MakeCompanyDocument(companies[i]));
  });
}
BENCHMARK(CompanyDocument);

Query Parse(const std::string& text, QueryTarget target) {
  return Must(ParseQuery(text, {target, &Text().vocabulary(), kToday}));
}

void QueryParse(benchmark::State& state) {
  const std::vector<std::string> queries = {
      "wasserstoff speicher", "\"grüner Stahl\" field:field-3 since:2025-06",
      "(elektrolyse OR electrolysis) NOT peroxid confidence:high",
      "wasserstoff NEAR/5 tank elektrolys* lang:de"};
  ForEachText(state, queries, [](const std::string& query) {
    benchmark::DoNotOptimize(Parse(query, QueryTarget::kPages));
  });
}
BENCHMARK(QueryParse);

// Both indexes, written once.
class Indexes {
 public:
  Indexes() {
    auto pages = Must(PageIndexWriter::Open(folder_.path() / "pages"));
    for (uint64_t i = 0; i < kPages; ++i) {
      Must(pages.Replace(Text().Page(i, kPageBytes)));
    }
    Must(pages.Commit());
    auto companies =
        Must(CompanyIndexWriter::Open(folder_.path() / "companies"));
    for (uint64_t i = 0; i < kCompanies; ++i) {
      Must(companies.Replace(Text().CompanyOf(i)));
    }
    Must(companies.Commit());
  }
  PageIndexReader Pages() const {
    return Must(PageIndexReader::Open(folder_.path() / "pages"));
  }
  CompanyIndexReader Companies() const {
    return Must(CompanyIndexReader::Open(folder_.path() / "companies"));
  }
  static const Indexes& Get() {
    static const Indexes indexes;
    return indexes;
  }

 private:
  ScratchFolder folder_;
};

void WritePageIndex(benchmark::State& state) {
  std::vector<PageRecord> pages;
  for (uint64_t i = 0; i < 200; ++i) {
    pages.push_back(Text().Page(i, kPageBytes));
  }
  for (auto _ : state) {
    const ScratchFolder folder;
    auto writer =
        Must(PageIndexWriter::Open(folder.path() / "pages", OpenMode::kFresh));
    for (const PageRecord& page : pages) Must(writer.Replace(page));
    Must(writer.Commit());
  }
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(pages.size()));
}
BENCHMARK(WritePageIndex)->Unit(benchmark::kMillisecond);

void SearchPages(benchmark::State& state) {
  auto reader = Indexes::Get().Pages();
  std::vector<Query> queries;
  for (size_t rank = 30; rank < 130; ++rank) {
    const ZipfWords& words = Text().words();
    queries.push_back(
        Parse(words.at(rank) + " " + words.at(2 * rank), QueryTarget::kPages));
  }
  uint64_t found = 0;
  ForEachOf(state, queries.size(), 0, [&](size_t i) {
    found += Must(reader.Search(queries[i], 0, 20)).total;
  });
  if (found == 0) state.SkipWithError("nothing was found");
}
BENCHMARK(SearchPages)->Unit(benchmark::kMillisecond);

void FacetPages(benchmark::State& state) {
  auto reader = Indexes::Get().Pages();
  const Query all = Parse("", QueryTarget::kPages);
  ForEachOf(state, 1, 0, [&](size_t) {
    benchmark::DoNotOptimize(Must(reader.Count(all, PageDimension::kField)));
  });
}
BENCHMARK(FacetPages)->Unit(benchmark::kMicrosecond);

void CountBy(benchmark::State& state, const std::vector<Dimension>& by) {
  auto reader = Indexes::Get().Companies();
  const Query all = Parse("", QueryTarget::kCompanies);
  const CountOptions options{.as_of = kToday};
  ForEachOf(state, 1, 0, [&](size_t) {
    benchmark::DoNotOptimize(
        Must(reader.Count(all, by, options, Text().vocabulary())));
  });
}
void CountByField(benchmark::State& state) {
  CountBy(state, {Dimension::kField});
}
BENCHMARK(CountByField)->Unit(benchmark::kMicrosecond);
void CountByFieldAndDistrict(benchmark::State& state) {
  CountBy(state, {Dimension::kField, Dimension::kDistrict});
}
BENCHMARK(CountByFieldAndDistrict)->Unit(benchmark::kMicrosecond);

void CriticalMass(benchmark::State& state) {
  auto reader = Indexes::Get().Companies();
  MassQuestion question;
  question.region = "region:region-1";
  question.as_of = kToday;
  ForEachOf(state, 1, 0, [&](size_t) {
    benchmark::DoNotOptimize(
        Must(CountMass(reader, question, {}, Text().vocabulary())));
  });
}
BENCHMARK(CriticalMass)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace ritmon
