// SPDX-License-Identifier: GPL-3.0-or-later
// Company names in running text: the gazetteer beside Aho and Corasick over
// bytes, and grep.
//
//   mention_bench [NAMES ...] [--json=FILE]     default 10000 100000 500000
//
// Invented names of two to four words, a tenth of one, on the text of the real
// pages, of which every 200th word is followed by one of the names. "find" is
// all that the mention stage does with a page: folding, words, names, what
// stands around them. "names" ends where the automaton over bytes and grep do:
// with the places where a name stands.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"
#include "base/literal_automaton.h"
#include "base/normalize.h"
#include "bench/bench_pages.h"
#include "bench/cpu_seconds.h"
#include "bench/figures.h"
#include "bench/peak_memory.h"
#include "classifier/page_parser.h"
#include "registry/mention_finder.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

std::vector<Company> InventCompanies(size_t count) {
  constexpr std::string_view kSyllables[] = {
      "al",   "ben", "der",  "eck", "fal", "gro",   "hol",   "ing",
      "jor",  "kel", "lund", "mar", "nor", "ost",   "pel",   "rad",
      "ster", "tor", "ulf",  "wer", "zen", "brück", "hagen", "stein"};
  constexpr std::string_view kTrades[] = {"Technik", "Software", "Maschinenbau",
                                          "Energie", "Logistik", "Service",
                                          "Handel",  "Systeme",  "Bau",
                                          "Solar",   "Pharma",   "Messtechnik"};
  constexpr std::string_view kForms[] = {"GmbH", "GmbH & Co. KG", "AG", "KG"};
  std::mt19937 random(5);
  const auto word = [&] {
    std::string made;
    for (size_t i = random() % 2 + 2; i > 0; --i) {
      made += kSyllables[random() % std::size(kSyllables)];
    }
    made[0] = static_cast<char>(made[0] - 'a' + 'A');
    return made;
  };
  std::vector<Company> companies(count);
  for (size_t i = 0; i < count; ++i) {
    std::string name = word();
    if (i % 10 != 0) {
      if (random() % 3 == 0) name += " & " + word();
      name += " ";
      name += kTrades[random() % std::size(kTrades)];
    }
    name += " ";
    name += kForms[random() % std::size(kForms)];
    companies[i].id = "K1101R_HRB" + std::to_string(i);
    companies[i].name = std::move(name);
    companies[i].address = {"Hafenstraße " + std::to_string(i), "20457",
                            "Hamburg"};
  }
  return companies;
}

struct Corpus {
  std::vector<std::vector<std::string>> pages;
  size_t bytes = 0;
};

Corpus ReadCorpus(const std::vector<Company>& companies) {
  Corpus corpus;
  std::mt19937 random(7);
  size_t words = 0;
  for (const BenchPage& source : BenchPages()) {
    const Page page = ParsePage(source.url, source.html, source.content_type);
    std::vector<std::string>& blocks = corpus.pages.emplace_back();
    for (const Block& block : page.blocks) {
      std::string& text = blocks.emplace_back();
      for (const char c : block.text) {
        text += c;
        if (c != ' ' || ++words % 200 != 0) continue;
        text += companies[random() % companies.size()].name + " ";
      }
      corpus.bytes += text.size() + 1;
    }
  }
  return corpus;
}

// MB/s of CPU, the best of some turns.
double Speed(size_t bytes, const std::function<void()>& pass) {
  constexpr int kTurns = 7;
  double best = 0;
  for (int turn = 0; turn < kTurns; ++turn) {
    const double begin = CpuSeconds(RUSAGE_SELF);
    pass();
    best = std::max(best, static_cast<double>(bytes) /
                              (CpuSeconds(RUSAGE_SELF) - begin) / 1e6);
  }
  return best;
}

void ForEachPage(
    const Corpus& corpus,
    const std::function<void(const std::vector<std::string_view>&)>& visit) {
  std::vector<std::string_view> views;
  for (const auto& page : corpus.pages) {
    views.assign(page.begin(), page.end());
    visit(views);
  }
}

double GrepSpeed(const Corpus& corpus, const std::vector<Company>& companies) {
  const auto folder = std::filesystem::temp_directory_path();
  const auto text = folder / "mention_bench.text";
  const auto list = folder / "mention_bench.names";
  std::string all;
  for (const auto& page : corpus.pages) {
    for (const std::string& block : page) all += Fold(block) + "\n";
  }
  all.resize(std::min<size_t>(all.size(), size_t{1} << 22));
  std::string names;
  for (const Company& company : companies) {
    names += LightNameKey(company.name) + "\n";
  }
  if (!WriteFileAtomically(text, all) || !WriteFileAtomically(list, names)) {
    return 0;
  }
  const std::string command =
      fmt::format("LC_ALL=C grep -F -o -w -f {} {} > /dev/null", list.string(),
                  text.string());
  const double begin = CpuSeconds(RUSAGE_CHILDREN);
  const bool ran = std::system(command.c_str()) == 0;
  const double seconds = CpuSeconds(RUSAGE_CHILDREN) - begin;
  std::filesystem::remove(text);
  std::filesystem::remove(list);
  return ran ? static_cast<double>(all.size()) / seconds / 1e6 : 0;
}

void Run(size_t count, Figures& figures) {
  const std::vector<Company> companies = InventCompanies(count);
  const Corpus corpus = ReadCorpus(companies);
  double begin = CpuSeconds(RUSAGE_SELF);
  GazetteerBuilder builder(nullptr);
  for (const Company& company : companies) builder.Add(company);
  const CompanyGazetteer gazetteer = builder.Build();
  const double built = CpuSeconds(RUSAGE_SELF) - begin;
  fmt::print("{} companies, {} names, {:.1f} MB of text\n", count,
             gazetteer.trie().size(), static_cast<double>(corpus.bytes) / 1e6);
  fmt::print("  built in {:.2f} s, {:.1f} MB\n", built,
             static_cast<double>(gazetteer.memory_bytes()) / 1e6);
  MentionFinder finder(gazetteer);
  size_t hits = 0;
  size_t named = 0;
  const double find = Speed(corpus.bytes, [&] {
    named = 0;
    ForEachPage(corpus, [&](const auto& views) {
      for (const Mention& mention : finder.Find(views)) {
        named += mention.company_id.empty() ? 0 : 1;
      }
    });
  });
  const double names = Speed(corpus.bytes, [&] {
    hits = 0;
    ForEachPage(corpus, [&](const auto& views) {
      hits += finder.FindNames(views).size();
    });
  });
  std::vector<std::string> literals;
  for (const Company& company : companies) {
    literals.push_back(LightNameKey(company.name));
  }
  begin = CpuSeconds(RUSAGE_SELF);
  const LiteralAutomaton automaton(literals);
  const double compiled = CpuSeconds(RUSAGE_SELF) - begin;
  size_t matches = 0;
  const double bytewise = Speed(corpus.bytes, [&] {
    matches = 0;
    FoldedText folded;
    ForEachPage(corpus, [&](const auto& views) {
      folded.text.clear();
      folded.offsets.clear();
      for (const std::string_view view : views) AppendFolded(view, 0, folded);
      automaton.FindAll(folded.text, [&](size_t, size_t) { ++matches; });
    });
  });
  fmt::print("  {:<42} {:>7.1f} MB/s {:>8} mentions\n", "find", find, named);
  fmt::print("  {:<42} {:>7.1f} MB/s {:>8} names\n", "names", names, hits);
  fmt::print("  {:<42} {:>7.1f} MB/s {:>8} hits, {:.2f} s, {:.1f} MB\n",
             "fold, literal automaton, no boundaries", bytewise, matches,
             compiled, static_cast<double>(automaton.memory_bytes()) / 1e6);
  const double grep = GrepSpeed(corpus, companies);
  fmt::print("  {:<42} {:>7.1f} MB/s\n", "grep -F -o -w -f, folded before",
             grep);
  std::fflush(stdout);
  const auto at = static_cast<double>(count);
  const auto megabytes = [](size_t bytes) {
    return static_cast<double>(bytes) / 1e6;
  };
  figures.Add("ritmon", "mentions: speed", "MB/s of CPU", find, at);
  figures.Add("ritmon", "names: speed", "MB/s of CPU", names, at);
  figures.Add("literal automaton", "names: speed", "MB/s of CPU", bytewise, at);
  if (grep > 0) figures.Add("grep", "names: speed", "MB/s of CPU", grep, at);
  figures.Add("ritmon", "build time", "s of CPU", built, at);
  figures.Add("literal automaton", "build time", "s of CPU", compiled, at);
  figures.Add("ritmon", "memory", "MB", megabytes(gazetteer.memory_bytes()),
              at);
  figures.Add("literal automaton", "memory", "MB",
              megabytes(automaton.memory_bytes()), at);
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) {
  auto figures = ritmon::Figures::FromArguments(argc, argv);
  std::vector<size_t> counts = {10'000, 100'000, 500'000};
  if (argc > 1) {
    counts.clear();
    for (int i = 1; i < argc; ++i) {
      counts.push_back(std::strtoull(argv[i], nullptr, 10));
    }
  }
  for (const size_t count : counts) ritmon::Run(count, figures);
  return figures.Finish();
}
