// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/term_breadth.h"

#include <algorithm>
#include <map>

#include "pipeline/pipeline.h"

namespace ritmon {
namespace {

// Enough to keep the workers busy; more would only take memory.
constexpr size_t kChunk = 2000;

// Counts pages by term; the pages of a chunk are matched side by side.
class PageCounter {
 public:
  PageCounter(int workers, const Taxonomy& taxonomy)
      : workers_(workers),
        taxonomy_(taxonomy),
        scratches_(static_cast<size_t>(workers)),
        by_term_(taxonomy.terms().size()) {}

  void Add(PageRecord page) {
    if (page.blocks.empty()) return;
    ++pages_;
    chunk_.push_back(std::move(page));
    if (chunk_.size() >= kChunk) Flush();
  }

  void Flush() {
    std::vector<TermHits> hits(chunk_.size());
    ParallelFor(workers_, chunk_.size(), [&](size_t item, int thread) {
      MatcherScratch& scratch = scratches_[static_cast<size_t>(thread)];
      scratch.text.Clear();
      for (const Block& block : TextAsWeighed(chunk_[item])) {
        if (Carries(block.zone)) scratch.text.AddBlock(block.text);
      }
      taxonomy_.matcher().Match(scratch);
      hits[item] = HitsByTerm(taxonomy_, scratch);
    });
    for (const TermHits& of_page : hits) {
      for (const auto& [term, count] : of_page) ++by_term_[term];
    }
    chunk_.clear();
  }

  TermBreadth Finish(double percent) {
    Flush();
    TermBreadth breadth{.pages = pages_};
    for (uint32_t term = 0; term < by_term_.size(); ++term) {
      if (by_term_[term] == 0) continue;
      const double share = 100.0 * static_cast<double>(by_term_[term]) /
                           static_cast<double>(pages_);
      if (share > percent) {
        breadth.broad.push_back({term, by_term_[term], share});
      }
    }
    std::stable_sort(breadth.broad.begin(), breadth.broad.end(),
                     [](const BroadTerm& a, const BroadTerm& b) {
                       return a.pages > b.pages;
                     });
    return breadth;
  }

 private:
  // A word of the footer does no harm.
  bool Carries(Zone zone) const {
    const ScoringSource& scoring = taxonomy_.scoring();
    return scoring.zone_weight[static_cast<size_t>(zone)] >=
           scoring.strong_zone;
  }

  const int workers_;
  const Taxonomy& taxonomy_;
  std::vector<MatcherScratch> scratches_;
  std::vector<int64_t> by_term_;
  std::vector<PageRecord> chunk_;
  int64_t pages_ = 0;
};

}  // namespace

TermHits HitsByTerm(const Taxonomy& taxonomy, MatcherScratch& scratch) {
  struct Seen {
    int64_t hits = 0;
    uint32_t end = 0;  // of the last one
  };
  std::map<uint32_t, Seen> seen;
  for (const KeywordHit& hit : scratch.hits) {
    for (const PatternUse& use : taxonomy.uses(hit.pattern)) {
      if (use.role != PatternRole::kTerm ||
          taxonomy.terms()[use.index].grant_only) {
        continue;
      }
      Seen& term = seen[use.index];
      if (term.hits > 0 && hit.begin < term.end) continue;
      if (taxonomy.terms()[use.index].has_near &&
          !taxonomy.near_partners().StandsNear(
              use.index, hit, scratch.text.BlockOf(hit.begin), scratch)) {
        continue;
      }
      ++term.hits;
      term.end = hit.end;
    }
  }
  TermHits hits;
  for (const auto& [term, places] : seen) {
    if (places.hits > 0) hits.emplace_back(term, places.hits);
  }
  return hits;
}

Result<TermBreadth> MeasureBreadth(const Options& options,
                                   const Taxonomy& taxonomy, PageStore& store,
                                   double percent) {
  PageCounter counter(options.pipeline.workers, taxonomy);
  auto status = store.ForEach([&](PageRecord page) -> Status {
    counter.Add(std::move(page));
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  return counter.Finish(percent);
}

SourcePlace PlaceOf(const Taxonomy& taxonomy, uint32_t term) {
  const Term& wanted = taxonomy.terms()[term];
  const FieldSource& entry = taxonomy.entry(wanted.field);
  for (const FamilySource& family : entry.families) {
    if (family.name != taxonomy.families()[wanted.family]) continue;
    for (const TermSource& source : family.terms) {
      if (source.text == wanted.text && source.strength == wanted.strength) {
        return source.place;
      }
    }
  }
  return entry.place;
}

}  // namespace ritmon
