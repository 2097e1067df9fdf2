// SPDX-License-Identifier: GPL-3.0-or-later
// The keyword matcher beside others: vectorscan, RE2::Set and grep, same terms,
// same folded text, same run.
//
//   matcher_bench [TERMS ...] [--turns=N] [--json=FILE]
//       default 500 2000 8000, nine turns
//
// Two jobs. "words": one-word terms of the keyword lists that must begin where
// a word begins (Unicode), half of them also end there; vectorscan finds the
// literals and its callback checks the boundaries. "full": terms as the lists
// have them, with several words, endings, capitals, inner parts; vectorscan
// scans for the longest word of each and checks nothing ("unchecked"). RE2::Set
// tells which terms a page holds, not where, and knows boundaries of ASCII
// only; grep reads a small part of the text, for it takes its time.

#include <fmt/format.h>
#include <hs/hs.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/files.h"
#include "bench/bench_pages.h"
#include "bench/cpu_seconds.h"
#include "bench/figures.h"
#include "classifier/keyword_matcher.h"
#include "classifier/page_parser.h"
#include "classifier/taxonomy_file.h"

namespace ritmon {
namespace {

// Folded pages, one after the other.
struct Corpus {
  std::vector<MatchText> pages;
  size_t bytes = 0;
};

Corpus ReadCorpus() {
  Corpus corpus;
  for (const BenchPage& source : BenchPages()) {
    const Page page = ParsePage(source.url, source.html, source.content_type);
    MatchText& text = corpus.pages.emplace_back();
    text.Clear();
    for (const Block& block : page.blocks) text.AddBlock(block.text);
    corpus.bytes += text.folded.text.size();
  }
  return corpus;
}

// The patterns of all lists, in an order that is the same each time.
std::vector<TermPattern> ListPatterns() {
  const auto source =
      ReadTaxonomyFiles(std::filesystem::path(RITMON_SOURCE_DIR) /
                        "keyword-lists")
          .value();
  std::set<std::string> known;
  std::vector<TermPattern> patterns;
  const auto add = [&](const std::vector<TermSource>& terms) {
    for (const TermSource& term : terms) {
      auto notation = ParseTerm(term.text, term.language);
      if (!notation) continue;
      for (TermPattern& pattern : notation->patterns) {
        if (known.insert(pattern.Key()).second) {
          patterns.push_back(std::move(pattern));
        }
      }
    }
  };
  for (const auto* entries : {&source.fields, &source.topics}) {
    for (const FieldSource& entry : *entries) {
      for (const FamilySource& family : entry.families) add(family.terms);
    }
  }
  std::shuffle(patterns.begin(), patterns.end(), std::mt19937(1));
  return patterns;
}

std::vector<TermPattern> WordTerms(const std::vector<TermPattern>& all,
                                   size_t count) {
  std::vector<TermPattern> terms;
  std::set<std::string> known;
  for (const TermPattern& pattern : all) {
    if (terms.size() == count) break;
    if (pattern.words.size() != 1 || pattern.open_start) continue;
    const std::string& text = pattern.words[0].text;
    if (text.size() < 3 || !known.insert(text).second) continue;
    TermPattern term;
    term.words = {
        {text, terms.size() % 2 == 0 ? WordEnding::kOpen : WordEnding::kExact}};
    terms.push_back(std::move(term));
  }
  return terms;
}

const std::string& LongestWord(const TermPattern& term) {
  return std::max_element(term.words.begin(), term.words.end(),
                          [](const PatternWord& a, const PatternWord& b) {
                            return a.text.size() < b.text.size();
                          })
      ->text;
}

struct Measured {
  std::string name;
  double mb_a_second = 0;
  double compile_ms = 0;
  double memory_mb = 0;
  uint64_t matches = 0;
  std::function<uint64_t()> pass;  // over all pages; its matches
};

// The peers take turns, so that what else the machine does meets all of them;
// the best turn of each counts.
void Measure(size_t bytes, int turns, std::vector<Measured>& peers) {
  constexpr double kLeast = 0.2;  // seconds of CPU
  for (int turn = 0; turn < turns; ++turn) {
    for (Measured& peer : peers) {
      if (!peer.pass) continue;
      const double begin = CpuSeconds(RUSAGE_SELF);
      double used = 0;
      int passes = 0;
      while (used < kLeast) {
        peer.matches = peer.pass();
        ++passes;
        used = CpuSeconds(RUSAGE_SELF) - begin;
      }
      peer.mb_a_second = std::max(
          peer.mb_a_second, static_cast<double>(bytes) * passes / used / 1e6);
    }
  }
}

double Milliseconds(const std::function<void()>& work) {
  const double begin = CpuSeconds(RUSAGE_SELF);
  work();
  return (CpuSeconds(RUSAGE_SELF) - begin) * 1e3;
}

Measured Ours(Corpus& corpus, const std::string& name,
              const std::vector<TermPattern>& terms) {
  Measured m{.name = name};
  const auto matcher = std::make_shared<KeywordMatcher>();
  m.compile_ms =
      Milliseconds([&] { *matcher = KeywordMatcher::Compile(terms).value(); });
  m.memory_mb = static_cast<double>(matcher->memory_bytes()) / 1e6;
  const auto scratch = std::make_shared<MatcherScratch>();
  m.pass = [&corpus, matcher, scratch] {
    uint64_t matches = 0;
    for (MatchText& page : corpus.pages) {
      std::swap(scratch->text, page);
      matcher->Match(*scratch);
      std::swap(scratch->text, page);
      matches += scratch->hits.size();
    }
    return matches;
  };
  return m;
}

struct Scan {
  const std::vector<TermPattern>* terms = nullptr;  // null: nothing is checked
  std::vector<size_t> sizes;
  std::string_view text;
  std::vector<KeywordHit> hits;
  uint64_t matches = 0;
};

int OnMatch(unsigned id, unsigned long long, unsigned long long to, unsigned,
            void* context) {
  Scan& scan = *static_cast<Scan*>(context);
  if (scan.terms != nullptr) {
    const auto end = static_cast<size_t>(to);
    const size_t begin = end - scan.sizes[id];
    if (IsWordBefore(scan.text, begin)) return 0;
    if ((*scan.terms)[id].words[0].ending == WordEnding::kExact &&
        IsWordAt(scan.text, end)) {
      return 0;
    }
    scan.hits.push_back(
        {id, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }
  ++scan.matches;
  return 0;
}

Measured Vectorscan(const Corpus& corpus, const std::string& name,
                    const std::vector<TermPattern>& terms, bool checked) {
  Measured m{.name = name};
  std::vector<const char*> literals;
  std::vector<size_t> sizes;
  std::set<std::string_view> known;
  for (const TermPattern& term : terms) {
    if (term.words.empty()) continue;
    const std::string& word = LongestWord(term);
    if (!known.insert(word).second) continue;
    literals.push_back(word.c_str());
    sizes.push_back(word.size());
  }
  std::vector<unsigned> flags(literals.size(), 0);
  std::vector<unsigned> ids(literals.size());
  for (unsigned i = 0; i < ids.size(); ++i) ids[i] = i;
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  m.compile_ms = Milliseconds([&] {
    hs_compile_lit_multi(literals.data(), flags.data(), ids.data(),
                         sizes.data(), static_cast<unsigned>(literals.size()),
                         HS_MODE_BLOCK, nullptr, &database, &error);
  });
  if (database == nullptr) return m;
  size_t bytes = 0;
  hs_database_size(database, &bytes);
  m.memory_mb = static_cast<double>(bytes) / 1e6;
  hs_scratch_t* scratch = nullptr;
  hs_alloc_scratch(database, &scratch);
  const std::shared_ptr<hs_database_t> held(database, hs_free_database);
  const std::shared_ptr<hs_scratch_t> room(scratch, hs_free_scratch);
  const auto scan = std::make_shared<Scan>();
  scan->terms = checked ? &terms : nullptr;
  scan->sizes = sizes;
  m.pass = [&corpus, held, room, scan] {
    scan->matches = 0;
    for (const MatchText& page : corpus.pages) {
      scan->hits.clear();
      scan->text = page.folded.text;
      hs_scan(held.get(), scan->text.data(),
              static_cast<unsigned>(scan->text.size()), 0, room.get(), OnMatch,
              scan.get());
    }
    return scan->matches;
  };
  return m;
}

Measured Re2Set(const Corpus& corpus, const std::vector<TermPattern>& terms) {
  Measured m{.name = "RE2::Set"};
  RE2::Options options;
  options.set_max_mem(int64_t{512} << 20);
  options.set_log_errors(false);
  const auto set = std::make_shared<RE2::Set>(options, RE2::UNANCHORED);
  bool compiled = false;
  m.compile_ms = Milliseconds([&] {
    for (const TermPattern& term : terms) {
      const PatternWord& word = term.words[0];
      set->Add("\\b" + RE2::QuoteMeta(word.text) +
                   (word.ending == WordEnding::kExact ? "\\b" : ""),
               nullptr);
    }
    compiled = set->Compile();
  });
  if (!compiled) return m;
  m.pass = [&corpus, set] {
    uint64_t matches = 0;
    std::vector<int> found;
    for (const MatchText& page : corpus.pages) {
      if (set->Match(page.folded.text, &found)) matches += found.size();
    }
    return matches;
  };
  return m;
}

Measured Grep(const Corpus& corpus, const std::vector<TermPattern>& terms) {
  Measured m{.name = "grep"};
  const auto folder = std::filesystem::temp_directory_path();
  const auto text = folder / "matcher_bench.text";
  const auto list = folder / "matcher_bench.terms";
  std::string all;
  for (const MatchText& page : corpus.pages) all += page.folded.text + "\n";
  // Half a megabyte: it takes its time.
  all.resize(std::min<size_t>(all.size(), size_t{1} << 19));
  std::string patterns;
  for (const TermPattern& term : terms) patterns += term.words[0].text + "\n";
  if (!WriteFileAtomically(text, all) || !WriteFileAtomically(list, patterns)) {
    return m;
  }
  const std::string command =
      fmt::format("LC_ALL=C.UTF-8 grep -F -o -i -f {} {} > /dev/null",
                  list.string(), text.string());
  const double begin = CpuSeconds(RUSAGE_CHILDREN);
  if (std::system(command.c_str()) == 0) {
    m.mb_a_second = static_cast<double>(all.size()) /
                    (CpuSeconds(RUSAGE_CHILDREN) - begin) / 1e6;
  }
  std::filesystem::remove(text);
  std::filesystem::remove(list);
  return m;
}

void Print(const std::string& job, size_t terms,
           const std::vector<Measured>& peers) {
  fmt::print("{}: {} terms\n  {:<34} {:>8} {:>6} {:>10} {:>8} {:>9}\n", job,
             terms, "", "MB/s", "ratio", "compile ms", "MB", "matches");
  for (const Measured& m : peers) {
    fmt::print("  {:<34} {:>8.1f} {:>6.2f} {:>10.1f} {:>8.2f} {:>9}\n", m.name,
               m.mb_a_second, peers[0].mb_a_second / m.mb_a_second,
               m.compile_ms, m.memory_mb, m.matches);
  }
  std::fflush(stdout);
}

void Record(const std::string& job, size_t terms,
            const std::vector<Measured>& peers, Figures& figures) {
  const auto at = static_cast<double>(terms);
  for (const Measured& m : peers) {
    if (m.mb_a_second == 0) continue;  // could not be compiled
    figures.Add(m.name, job + ": speed", "MB/s of CPU", m.mb_a_second, at);
    if (!m.pass) continue;  // grep: a process of its own
    figures.Add(m.name, job + ": matches", "matches",
                static_cast<double>(m.matches), at);
    figures.Add(m.name, job + ": compile time", "ms of CPU", m.compile_ms, at);
    if (m.memory_mb == 0) continue;  // it does not say
    figures.Add(m.name, job + ": memory", "MB", m.memory_mb, at);
  }
}

void Run(Corpus& corpus, const std::vector<TermPattern>& all, size_t count,
         int turns, Figures& figures) {
  const std::vector<TermPattern> words = WordTerms(all, count);
  std::vector<Measured> peers = {
      Ours(corpus, "ritmon", words),
      Vectorscan(corpus, "vectorscan", words, true),
      Vectorscan(corpus, "vectorscan, unchecked", words, false),
      Re2Set(corpus, words)};
  Measure(corpus.bytes, turns, peers);
  peers.push_back(Grep(corpus, words));
  Print("words", words.size(), peers);
  Record("words", words.size(), peers, figures);
  const std::vector<TermPattern> full(
      all.begin(),
      all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size())));
  peers = {Ours(corpus, "ritmon", full),
           Vectorscan(corpus, "vectorscan, unchecked", full, false)};
  Measure(corpus.bytes, turns, peers);
  Print("full", full.size(), peers);
  Record("full", full.size(), peers, figures);
}

int Main(int argc, char** argv) {
  Figures figures = Figures::FromArguments(argc, argv);
  constexpr std::string_view kTurns = "--turns=";
  int turns = 9;
  std::vector<size_t> counts;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument.starts_with(kTurns)) {
      turns = std::max(1, std::atoi(argv[i] + kTurns.size()));
    } else {
      counts.push_back(std::strtoul(argv[i], nullptr, 10));
    }
  }
  if (counts.empty()) counts = {500, 2000, 8000};
  Corpus corpus = ReadCorpus();
  const std::vector<TermPattern> all = ListPatterns();
  fmt::print("{} pages, {:.2f} MB of folded text; {} patterns in the lists\n",
             corpus.pages.size(), static_cast<double>(corpus.bytes) / 1e6,
             all.size());
  for (const size_t count : counts) Run(corpus, all, count, turns, figures);
  return figures.Finish();
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
