// SPDX-License-Identifier: GPL-3.0-or-later
// The two indexes as analysts use them, and beside them what writes and asks
// the same made-up pages. One thread.
//
//   index_bench write SUBJECT PAGES BYTES DIRECTORY
//       writes an index of PAGES pages of BYTES of text; seconds of CPU without
//       those of making up the text
//   index_bench ask SUBJECT PAGES BYTES DIRECTORY
//       puts questions to it, written before if it is not there: milliseconds,
//       and how many pages were found
//   index_bench companies COMPANIES DIRECTORY
//       writes an index of companies, or takes the one that is there, and
//       counts
//
// SUBJECT is ritmon, TermGenerator (writes only) or FTS5. --json=FILE anywhere
// writes the figures there.

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "bench/cpu_seconds.h"
#include "bench/figures.h"
#include "bench/index/company_questions.h"
#include "bench/index/index_text.h"
#include "bench/index/latencies.h"
#include "bench/index/page_questions.h"
#include "bench/index/page_subject.h"
#include "bench/peak_memory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// A company for every five pages, as in a large region.
constexpr uint64_t kPagesOfCompany = 5;

struct PageJob {
  std::string subject;
  uint64_t pages = 0;
  size_t bytes = 0;
  fs::path folder;
};

// Seconds of CPU of the calling program while `work` runs.
template <typename Work>
double CpuOf(const Work& work) {
  const double before = CpuSeconds(RUSAGE_SELF);
  work();
  return CpuSeconds(RUSAGE_SELF) - before;
}

int Write(const PageJob& job, Figures& figures) {
  if (fs::exists(job.folder)) {
    fmt::print(stderr, "{}: is there already\n", job.folder.string());
    return 1;
  }
  const auto writer = MakePageWriter(job.subject, job.folder);
  if (writer == nullptr) {
    fmt::print(stderr, "{}: no subject that writes\n", job.subject);
    return 2;
  }
  const IndexText text(job.pages, job.pages / kPagesOfCompany);
  double cpu = 0;
  double text_bytes = 0;
  for (uint64_t i = 0; i < job.pages; ++i) {
    const PageRecord page = text.Page(i, job.bytes);
    const CompanyFacets owner = FacetsOf(text.CompanyOf(text.OwnerOf(i)));
    text_bytes += static_cast<double>(page.title.size());
    for (const Block& block : page.blocks) {
      text_bytes += static_cast<double>(block.text.size());
    }
    cpu += CpuOf([&] { writer->Add(page, owner); });
  }
  cpu += CpuOf([&] { writer->Commit(); });
  const double peak = PeakMebibytes();
  const double packing = CpuOf([&] { writer->Pack(); });
  const auto pages = static_cast<double>(job.pages);
  const double of_text =
      static_cast<double>(BytesIn(job.folder).value_or(0)) / text_bytes;
  fmt::print(
      "{}: {} pages of {:.1f} KB: {:.0f} pages/s of CPU, packed {:.0f}; {:.2f} "
      "times the text, peak {:.0f} MiB\n",
      job.subject, job.pages, text_bytes / pages / 1000, pages / cpu,
      pages / (cpu + packing), of_text, peak);
  figures.Add(job.subject, "writing", "pages/s of CPU", pages / cpu);
  figures.Add(job.subject, "writing, packed", "pages/s of CPU",
              pages / (cpu + packing));
  figures.Add(job.subject, "size", "times the text", of_text);
  figures.Add(job.subject, "memory while writing", "MiB", peak);
  return 0;
}

struct Asked {
  PageQuestionKind kind;
  std::string name;
  size_t times;
};

int Ask(const PageJob& job, Figures& figures) {
  const IndexText text(job.pages, job.pages / kPagesOfCompany);
  const auto asker = MakePageAsker(job.subject, job.folder, text.vocabulary());
  if (asker == nullptr) {
    fmt::print(stderr, "{}: no subject that answers\n", job.subject);
    return 2;
  }
  const QuestionMaker maker(text);
  const std::vector<Asked> kinds = {
      {PageQuestionKind::kTwoWords, "two words", 500},
      {PageQuestionKind::kCollapsed,
       "two words and a field, one page a company", 500},
      {PageQuestionKind::kPhrase, "phrase of two words", 500},
      {PageQuestionKind::kFields, "all pages by field", 30},
      {PageQuestionKind::kFieldsOfWord, "pages of a word by field", 100}};
  PrintLatencyHead();
  for (const Asked& asked : kinds) {
    const auto questions = maker.Make(asked.kind, asked.times, 1);
    MeasureLatencies(job.subject, asked.name, questions.size(), figures,
                     [&](size_t i) { asker->Ask(questions[i]); });
  }
  figures.Add(job.subject, "memory while asking", "MiB", PeakMebibytes());
  // After the times, so that it warms up nothing.
  for (const Asked& asked : kinds) {
    uint64_t matches = 0;
    for (const auto& question : maker.Make(asked.kind, 30, 1)) {
      matches += asker->Matches(question);
    }
    fmt::print("{:<58} {:>8} matches of 30\n", asked.name, matches);
    figures.Add(job.subject, asked.name + ": matches of 30", "pages",
                static_cast<double>(matches));
  }
  return 0;
}

int Companies(uint64_t companies, const fs::path& folder, Figures& figures) {
  const IndexText text(companies * kPagesOfCompany, companies);
  if (!fs::exists(folder)) WriteCompanies(text, companies, folder, figures);
  AskCompanies(text, folder, figures);
  figures.Add("ritmon", "peak memory", "MiB", PeakMebibytes());
  return 0;
}

int Main(int argc, char** argv) {
  Figures figures = Figures::FromArguments(argc, argv);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto number = [&](size_t i) {
    return std::strtoull(arguments[i].c_str(), nullptr, 10);
  };
  int code = 2;
  if (arguments.size() == 5) {
    const PageJob job{arguments[1], number(2), number(3), arguments[4]};
    if (arguments[0] == "write") code = Write(job, figures);
    if (arguments[0] == "ask") {
      code = fs::exists(job.folder) ? 0 : Write(job, figures);
      if (code == 0) code = Ask(job, figures);
    }
  } else if (arguments.size() == 3 && arguments[0] == "companies") {
    code = Companies(number(1), arguments[2], figures);
  } else {
    fmt::print(stderr,
               "index_bench write|ask SUBJECT PAGES BYTES DIRECTORY\n"
               "index_bench companies COMPANIES DIRECTORY\n");
  }
  return code != 0 ? code : figures.Finish();
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
