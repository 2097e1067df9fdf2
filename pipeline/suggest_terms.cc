// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/suggest_terms.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/normalize.h"
#include "classifier/sentence.h"
#include "pipeline/pipeline.h"
#include "pipeline/text_candidates.h"

namespace ritmon {
namespace {

// Stems taken from the expand set. More cost time and add what hardly tells.
constexpr uint64_t kStems = 1500;
// Enough to keep the workers busy; more would only take memory.
constexpr size_t kChunk = 2000;
constexpr size_t kSentenceCharacters = 76;

struct Tally {
  int64_t pages = 0;
  int64_t elsewhere = 0;
  std::set<std::string> owners;
  std::map<std::string, int64_t> spellings;
  std::string sentence;  // of the first page
  std::string url;
};

// A page on its way to the workers.
struct OpenPage {
  PageRecord record;
  std::string owner;
  const OwnNames* own = nullptr;
};

bool HasTag(const PageTags& tags, const FieldSource& entry) {
  const auto& list = entry.is_topic ? tags.topics : tags.fields;
  return std::any_of(list.begin(), list.end(), [&](const FieldTag& tag) {
    return tag.field == entry.id;
  });
}

class TermSuggester {
 public:
  TermSuggester(const Options& options, const FieldSource& entry,
                const std::set<std::string>& stems,
                CompanyIndexReader& companies, PageStore& store)
      : workers_(options.pipeline.workers),
        entry_(entry),
        companies_(companies),
        store_(store) {
    for (int i = 0; i < workers_; ++i) readers_.emplace_back(stems);
  }

  // The field's pages first: the others are only asked for what these say
  // often enough, so that memory does not grow with them.
  Status Count() {
    if (auto s = Read(true); !s) return s;
    const auto of_field = static_cast<int64_t>(owners_.size());
    result_.companies = of_field;
    result_.required = std::clamp<int64_t>(of_field, 2, 3);
    std::erase_if(tallies_, [&](const auto& tally) {
      return static_cast<int64_t>(tally.second.owners.size()) <
             result_.required;
    });
    return Read(false);
  }

  // The best that `fits` (a spelling) lets pass.
  template <typename Fits>
  Suggestions Finish(size_t limit, const Fits& fits) {
    struct Ranked {
      double score;
      const std::string* key;
      const Tally* tally;
    };
    std::vector<Ranked> ranked;
    for (const auto& [key, tally] : tallies_) {
      // Less frequent here than elsewhere says the contrary.
      if (tally.pages * result_.elsewhere <= tally.elsewhere * result_.pages) {
        continue;
      }
      ranked.push_back({LogLikelihoodRatio(tally.pages, result_.pages,
                                           tally.elsewhere, result_.elsewhere),
                        &key, &tally});
    }
    std::sort(ranked.begin(), ranked.end(),
              [](const Ranked& a, const Ranked& b) {
                if (a.score != b.score) return a.score > b.score;
                return *a.key < *b.key;
              });
    for (const Ranked& candidate : ranked) {
      if (result_.list.size() >= limit) break;
      const Tally& tally = *candidate.tally;
      const bool wanted = std::all_of(
          tally.spellings.begin(), tally.spellings.end(),
          [&](const auto& spelling) { return fits(spelling.first); });
      if (!wanted) continue;
      result_.list.push_back(
          {.candidate = UsualSpelling(tally),
           .pages = tally.pages,
           .elsewhere = tally.elsewhere,
           .companies = static_cast<int64_t>(tally.owners.size()),
           .score = candidate.score,
           .sentence = tally.sentence,
           .url = tally.url});
    }
    return std::move(result_);
  }

 private:
  static const std::string& UsualSpelling(const Tally& tally) {
    return std::max_element(
               tally.spellings.begin(), tally.spellings.end(),
               [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  Status Read(bool of_field) {
    Status status = store_.ForEach([&](PageRecord page) -> Status {
      if (page.blocks.empty() || page.is_imprint || !page.double_of.empty() ||
          !page.story_of.empty() || HasTag(page.tags, entry_) != of_field) {
        return {};
      }
      ++(of_field ? result_.pages : result_.elsewhere);
      auto own = OwnNamesFor(page);
      if (!own) return tl::unexpected(own.error());
      std::string owner = page.company_id.empty() ? page.site : page.company_id;
      chunk_.push_back({std::move(page), std::move(owner), *own});
      if (chunk_.size() >= kChunk) Flush(of_field);
      return {};
    });
    if (status) Flush(of_field);
    return status;
  }

  void Flush(bool of_field) {
    struct Said {
      std::vector<Block> blocks;
      std::vector<TextCandidate> candidates;
    };
    std::vector<Said> said(chunk_.size());
    ParallelFor(workers_, chunk_.size(), [&](size_t item, int thread) {
      const OpenPage& page = chunk_[item];
      said[item].blocks = TextAsWeighed(page.record);
      said[item].candidates = readers_[static_cast<size_t>(thread)].Read(
          said[item].blocks, page.record.lang, *page.own);
    });
    for (size_t i = 0; i < said.size(); ++i) {
      const OpenPage& page = chunk_[i];
      if (of_field) owners_.insert(page.owner);
      for (TextCandidate& candidate : said[i].candidates) {
        if (!of_field) {
          const auto known = tallies_.find(candidate.key);
          if (known != tallies_.end()) ++known->second.elsewhere;
          continue;
        }
        Tally& tally = tallies_[candidate.key];
        if (++tally.pages == 1) {
          tally.sentence = SentenceAround(said[i].blocks[candidate.block].text,
                                          candidate.begin, candidate.end,
                                          kSentenceCharacters);
          tally.url = page.record.href;
        }
        tally.owners.insert(page.owner);
        ++tally.spellings[std::move(candidate.spelling)];
      }
    }
    chunk_.clear();
  }

  // By company, else by site.
  Result<const OwnNames*> OwnNamesFor(const PageRecord& page) {
    const std::string key = page.company_id + "\n" + page.site;
    const auto known = own_.find(key);
    if (known != own_.end()) return &known->second;
    std::vector<std::string> names;
    if (!page.company_id.empty()) {
      auto record = companies_.Get(page.company_id);
      if (!record) return tl::unexpected(record.error());
      if (*record) {
        names = (*record)->company.previous_names;
        names.push_back((*record)->company.name);
      }
    }
    return &own_.emplace(key, OwnNamesOf(names, page.site)).first->second;
  }

  const int workers_;
  const FieldSource& entry_;
  CompanyIndexReader& companies_;
  PageStore& store_;
  std::vector<CandidateReader> readers_;
  std::map<std::string, OwnNames> own_;
  std::vector<OpenPage> chunk_;
  std::unordered_map<std::string, Tally> tallies_;
  std::set<std::string> owners_;
  Suggestions result_;
};

// What lists and place tables know already.
class KnownWords {
 public:
  KnownWords(const Taxonomy& taxonomy, const Regions& regions)
      : taxonomy_(taxonomy), regions_(regions) {
    for (const auto& [ags, name] : regions.districts()) AddWords(name);
    for (const Region& region : regions.regions()) {
      AddWords(region.label_de);
      AddWords(region.label_en);
    }
  }

  bool Has(const std::string& spelling) {
    for (const std::string& word : FoldedWords(spelling)) {
      if (IsPlace(word)) return true;
    }
    return InLists(spelling);
  }

 private:
  void AddWords(std::string_view name) {
    for (std::string& word : FoldedWords(name)) {
      places_.insert(std::move(word));
    }
  }

  bool IsPlace(const std::string& word) const {
    const auto known = [&](const std::string& name) {
      return places_.contains(name) || regions_.HasTown(name);
    };
    if (known(word)) return true;
    // "Hamburger", "Bremer".
    if (!word.ends_with("er")) return false;
    const std::string town = word.substr(0, word.size() - 2);
    return known(town) || known(town + "en");
  }

  // A term anywhere in it; a context or veto that is all of it.
  bool InLists(const std::string& spelling) {
    scratch_.text.Clear();
    scratch_.text.AddBlock(spelling);
    taxonomy_.matcher().Match(scratch_);
    const size_t size = Fold(spelling).size();
    for (const KeywordHit& hit : scratch_.hits) {
      const bool whole = hit.begin == 0 && hit.end >= size;
      for (const PatternUse& use : taxonomy_.uses(hit.pattern)) {
        switch (use.role) {
          case PatternRole::kTerm:
            // Half of a NEAR, or a term for grants, finds nothing alone.
            if (!taxonomy_.terms()[use.index].has_near &&
                !taxonomy_.terms()[use.index].grant_only) {
              return true;
            }
            break;
          case PatternRole::kContext:
          case PatternRole::kVeto:
            if (whole) return true;
            break;
          case PatternRole::kExcept:
            break;
        }
      }
    }
    return false;
  }

  const Taxonomy& taxonomy_;
  const Regions& regions_;
  std::set<std::string> places_;
  MatcherScratch scratch_;
};

}  // namespace

double LogLikelihoodRatio(int64_t in_a, int64_t all_a, int64_t in_b,
                          int64_t all_b) {
  // log L(p; k, n), where 0 * log 0 is 0.
  const auto log_likelihood = [](double p, int64_t k, int64_t n) {
    double sum = 0;
    if (k > 0) sum += static_cast<double>(k) * std::log(p);
    if (n > k) sum += static_cast<double>(n - k) * std::log(1 - p);
    return sum;
  };
  const auto share = [](int64_t k, int64_t n) {
    return n == 0 ? 0 : static_cast<double>(k) / static_cast<double>(n);
  };
  const double both = share(in_a + in_b, all_a + all_b);
  const double ratio = log_likelihood(share(in_a, all_a), in_a, all_a) +
                       log_likelihood(share(in_b, all_b), in_b, all_b) -
                       log_likelihood(both, in_a, all_a) -
                       log_likelihood(both, in_b, all_b);
  return std::max(0.0, 2 * ratio);
}

Result<Suggestions> SuggestTerms(const Options& options,
                                 const Taxonomy& taxonomy,
                                 const FieldSource& entry,
                                 const Regions& regions, PageIndexReader& pages,
                                 CompanyIndexReader& companies,
                                 PageStore& store, size_t limit) {
  Query query;
  query.root.kind = QueryNode::Kind::kFilter;
  query.root.filter.kind =
      entry.is_topic ? FilterKind::kTopic : FilterKind::kField;
  query.root.filter.values = {entry.id};
  auto telling = pages.TellingStems(query, kStems);
  if (!telling) return tl::unexpected(telling.error());
  const std::set<std::string> stems(telling->begin(), telling->end());
  TermSuggester suggester(options, entry, stems, companies, store);
  if (auto s = suggester.Count(); !s) return tl::unexpected(s.error());
  KnownWords known(taxonomy, regions);
  return suggester.Finish(
      limit, [&](const std::string& spelling) { return !known.Has(spelling); });
}

}  // namespace ritmon
