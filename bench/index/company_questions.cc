// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/index/company_questions.h"

#include <fmt/format.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "base/files.h"
#include "bench/cpu_seconds.h"
#include "bench/index/latencies.h"
#include "bench/must.h"
#include "index/index_reader.h"
#include "index/index_writer.h"

namespace ritmon {
namespace {

const Date kToday{std::chrono::year(2026), std::chrono::month(11),
                  std::chrono::day(29)};

class Counts {
 public:
  Counts(const IndexText& text, const std::filesystem::path& folder)
      : vocabulary_(text.vocabulary()),
        reader_(Must(CompanyIndexReader::Open(folder))) {}

  void Ask(const std::string& words, const std::vector<Dimension>& by,
           bool counted_only = true) {
    const Query query = Must(
        ParseQuery(words, {QueryTarget::kCompanies, &vocabulary_, kToday}));
    const CountOptions options{.counted_only = counted_only, .as_of = kToday};
    Must(reader_.Count(query, by, options, vocabulary_));
  }

 private:
  const Vocabulary& vocabulary_;
  CompanyIndexReader reader_;
};

// One kind of question; `all_of_register`: those without a tag, too.
struct CompanyQuestion {
  std::string name;
  size_t times = 200;
  std::string words;
  std::vector<Dimension> by;
  bool all_of_register = false;
};

std::vector<CompanyQuestion> Questions() {
  return {{"companies by field", 200, "", {Dimension::kField}},
          {"companies by region", 200, "", {Dimension::kRegion}},
          {"companies by district", 200, "", {Dimension::kDistrict}},
          {"companies by age", 200, "", {Dimension::kAge}},
          {"companies by field in a region",
           200,
           "region:region-1",
           {Dimension::kField}},
          {"by field, young small ones in a region",
           200,
           "region:region-1 age:<5 size:<100",
           {Dimension::kField}},
          {"by field and district",
           100,
           "",
           {Dimension::kField, Dimension::kDistrict}},
          {"by topic and municipality",
           100,
           "",
           {Dimension::kTopic, Dimension::kMunicipality}},
          {"all of the register by district",
           100,
           "",
           {Dimension::kDistrict},
           true},
          {"all of the register by district and age",
           100,
           "",
           {Dimension::kDistrict, Dimension::kAge},
           true}};
}

}  // namespace

void WriteCompanies(const IndexText& text, uint64_t companies,
                    const std::filesystem::path& folder, Figures& figures) {
  auto writer = Must(CompanyIndexWriter::Open(folder, OpenMode::kFresh));
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
  const auto n = static_cast<double>(companies);
  const auto bytes = static_cast<double>(BytesIn(folder).value_or(0)) / n;
  fmt::print("{} companies: {:.0f}/s of CPU, {:.0f} bytes each\n", companies,
             n / cpu, bytes);
  figures.Add("ritmon", "writing", "companies/s of CPU", n / cpu);
  figures.Add("ritmon", "size", "bytes a company", bytes);
}

void AskCompanies(const IndexText& text, const std::filesystem::path& folder,
                  Figures& figures) {
  Counts counts(text, folder);
  PrintLatencyHead();
  MeasureLatencies("ritmon", "the first count, which reads the columns", 1,
                   figures,
                   [&](size_t) { counts.Ask("", {Dimension::kField}); });
  for (const CompanyQuestion& question : Questions()) {
    MeasureLatencies(
        "ritmon", question.name, question.times, figures, [&](size_t) {
          counts.Ask(question.words, question.by, !question.all_of_register);
        });
  }
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> exponent(std::log(30),
                                                  std::log(20'000));
  std::vector<std::string> words;
  for (int i = 0; i < 200; ++i) {
    words.push_back(
        text.words().at(static_cast<size_t>(std::exp(exponent(random)))));
  }
  MeasureLatencies(
      "ritmon", "by field, of a word in the name", words.size(), figures,
      [&](size_t i) { counts.Ask(words[i], {Dimension::kField}); });
}

}  // namespace ritmon
