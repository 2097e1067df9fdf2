// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/term_statistics.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "pipeline/company_pages.h"
#include "pipeline/pipeline.h"
#include "pipeline/process_page.h"
#include "pipeline/term_breadth.h"

namespace ritmon {
namespace {

// Enough to keep the workers busy; more would only take memory.
constexpr size_t kChunk = 2000;

const FieldTag* FindTag(const std::vector<FieldTag>& tags,
                        const std::string& field) {
  const auto at =
      std::find_if(tags.begin(), tags.end(),
                   [&](const FieldTag& tag) { return tag.field == field; });
  return at == tags.end() ? nullptr : &*at;
}

// What one page says about terms.
struct PageNumbers {
  PageTags tags;
  TermHits hits;
  std::vector<uint32_t> tagged;  // entries
  std::vector<uint32_t> alone;   // terms that carry a tag of the page
};

// What one company says about terms.
struct CompanyNumbers {
  std::vector<PageNumbers> pages;
  std::vector<uint32_t> counted;  // entries
  std::vector<uint32_t> alone;    // terms that carry a counted field
};

// Asks one worker's share of the questions.
class TermQuestions {
 public:
  explicit TermQuestions(const Taxonomy& taxonomy) : taxonomy_(taxonomy) {}

  PageNumbers Ask(const PageRecord& page) {
    PageNumbers numbers;
    numbers.tags = TagRecord(page, taxonomy_, scratch_);
    numbers.hits = HitsByTerm(taxonomy_, scratch_);
    for (uint32_t entry = 0; entry < taxonomy_.entry_count(); ++entry) {
      if (Tag(numbers.tags, entry) != nullptr) numbers.tagged.push_back(entry);
    }
    for (const auto& [term, hits] : numbers.hits) {
      const uint32_t entry = taxonomy_.terms()[term].field;
      const FieldTag* tag = Tag(numbers.tags, entry);
      if (tag == nullptr || StaysTagged(page.kind, *tag, term)) continue;
      const PageTags without = TagRecord(page, taxonomy_, scratch_, term);
      if (Tag(without, entry) == nullptr) numbers.alone.push_back(term);
    }
    return numbers;
  }

  CompanyNumbers Ask(const CompanyWithPages& company) {
    CompanyNumbers numbers;
    for (const PageRecord& page : company.pages) {
      numbers.pages.push_back(Ask(page));
    }
    CompanyRecord record = company.record;
    numbers.counted = Counted(company, numbers, kNoTerm, record);
    if (numbers.counted.empty()) return numbers;
    for (const uint32_t term : TermsOf(company, numbers)) {
      const uint32_t entry = taxonomy_.terms()[term].field;
      if (std::find(numbers.counted.begin(), numbers.counted.end(), entry) ==
          numbers.counted.end()) {
        continue;
      }
      const std::vector<uint32_t> without =
          Counted(company, numbers, term, record);
      if (std::find(without.begin(), without.end(), entry) == without.end()) {
        numbers.alone.push_back(term);
      }
    }
    return numbers;
  }

 private:
  // The assigned tag of an entry, or null.
  const FieldTag* Tag(const PageTags& tags, uint32_t entry) const {
    const FieldSource& field = taxonomy_.entry(entry);
    return FindTag(field.is_topic ? tags.topics : tags.fields, field.id);
  }

  // Whether the page is tagged even without all of the term's family, seen by
  // its evidence; false if that cannot be told from it.
  bool StaysTagged(PageKind kind, const FieldTag& tag, uint32_t term) const {
    const ScoringSource& scoring = taxonomy_.scoring();
    const std::string& family =
        taxonomy_.families()[taxonomy_.terms()[term].family];
    double score = 0;
    bool strong = false;
    int medium = 0;
    bool of_family = false;
    for (const Evidence& evidence : tag.evidence) {
      if (evidence.family == family) {
        of_family = true;
        continue;
      }
      score += evidence.score;
      // The least that its weight can be: the score holds repetitions, too.
      const double weight =
          (evidence.score - scoring.repeat_max) / evidence.strength;
      if (weight < scoring.strong_zone) continue;
      strong = strong || evidence.strength >= 3;
      medium += evidence.strength >= 2 ? 1 : 0;
    }
    if (!of_family) return true;  // no hit of it weighed anything
    constexpr double kRounding = 1e-9;
    return score >=
               scoring.kind[static_cast<size_t>(kind)].threshold + kRounding &&
           (strong || medium >= 2);
  }

  // Whether the page says anything by the term's family, assigned or not.
  bool Speaks(const PageNumbers& page, uint32_t term) const {
    const Term& wanted = taxonomy_.terms()[term];
    const std::string& field = taxonomy_.entry(wanted.field).id;
    const std::string& family = taxonomy_.families()[wanted.family];
    const bool hit = std::binary_search(
        page.hits.begin(), page.hits.end(), std::pair(term, int64_t{0}),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    if (!hit) return false;
    for (const auto* list :
         {&page.tags.fields, &page.tags.candidates, &page.tags.topics}) {
      const FieldTag* tag = FindTag(*list, field);
      if (tag == nullptr) continue;
      for (const Evidence& evidence : tag->evidence) {
        if (evidence.family == family) return true;
      }
    }
    return false;
  }

  // Every term that may carry a field of the company.
  std::set<uint32_t> TermsOf(const CompanyWithPages& company,
                             const CompanyNumbers& numbers) {
    std::set<uint32_t> terms;
    for (const PageNumbers& page : numbers.pages) {
      for (const auto& [term, hits] : page.hits) {
        if (!terms.contains(term) && Speaks(page, term)) terms.insert(term);
      }
    }
    const auto profile = BlocksOf(ProfileOf(company.record.company));
    static_cast<void>(
        ClassifyBlocks(profile, PageKind::kWeb, "/", taxonomy_, scratch_));
    for (const auto& [term, hits] : HitsByTerm(taxonomy_, scratch_)) {
      terms.insert(term);
    }
    return terms;
  }

  // The entries that the company is counted in without a term.
  std::vector<uint32_t> Counted(const CompanyWithPages& company,
                                const CompanyNumbers& numbers, uint32_t without,
                                CompanyRecord& record) {
    std::vector<CountedPage> pages;
    for (size_t i = 0; i < company.pages.size(); ++i) {
      const PageNumbers& page = numbers.pages[i];
      const bool changes = without != kNoTerm && Speaks(page, without);
      pages.push_back(ToCounted(
          company.pages[i],
          changes ? TagRecord(company.pages[i], taxonomy_, scratch_, without)
                  : page.tags));
    }
    Judge(std::move(pages), taxonomy_, scratch_, record, without);
    std::vector<uint32_t> counted;
    for (uint32_t entry = 0; entry < taxonomy_.entry_count(); ++entry) {
      const FieldSource& field = taxonomy_.entry(entry);
      for (const CompanyField& tag :
           field.is_topic ? record.topics : record.fields) {
        if (tag.field == field.id && IsCounted(record, tag)) {
          counted.push_back(entry);
        }
      }
    }
    return counted;
  }

  const Taxonomy& taxonomy_;
  MatcherScratch scratch_;
};

// Adds everything up.
class TermTally {
 public:
  explicit TermTally(const Taxonomy& taxonomy)
      : taxonomy_(taxonomy), terms_(taxonomy.terms().size()) {
    statistics_.decisions.resize(taxonomy.entry_count());
  }

  void Add(const PageRecord& page, const PageNumbers& numbers) {
    if (page.blocks.empty()) return;
    ++statistics_.pages;
    for (const uint32_t entry : numbers.tagged) {
      ++statistics_.decisions[entry].pages;
    }
    for (const auto& [term, hits] : numbers.hits) {
      terms_[term].hits += hits;
      ++terms_[term].pages;
    }
    for (const uint32_t term : numbers.alone) ++terms_[term].pages_alone;
  }

  void Add(const CompanyWithPages& company, const CompanyNumbers& numbers) {
    ++statistics_.companies;
    std::set<uint32_t> hit;
    for (size_t i = 0; i < company.pages.size(); ++i) {
      Add(company.pages[i], numbers.pages[i]);
      for (const auto& [term, hits] : numbers.pages[i].hits) hit.insert(term);
    }
    for (const uint32_t term : hit) ++terms_[term].companies;
    for (const uint32_t entry : numbers.counted) {
      ++statistics_.decisions[entry].companies;
    }
    for (const uint32_t term : numbers.alone) ++terms_[term].companies_alone;
  }

  TermStatistics Finish() {
    for (uint32_t term = 0; term < terms_.size(); ++term) {
      if (taxonomy_.terms()[term].grant_only) continue;
      TermNumbers& numbers = terms_[term];
      if (numbers.hits == 0) {
        statistics_.unused.push_back(term);
        continue;
      }
      numbers.term = term;
      const FieldDecisions& all =
          statistics_.decisions[taxonomy_.terms()[term].field];
      numbers.pages_share = Share(numbers.pages_alone, all.pages);
      numbers.companies_share = Share(numbers.companies_alone, all.companies);
      statistics_.terms.push_back(numbers);
    }
    const auto order = [](const TermNumbers& numbers) {
      return std::tuple(-std::max(numbers.pages_share, numbers.companies_share),
                        -numbers.companies_alone, -numbers.pages_alone,
                        -numbers.hits, numbers.term);
    };
    std::sort(statistics_.terms.begin(), statistics_.terms.end(),
              [&](const TermNumbers& a, const TermNumbers& b) {
                return order(a) < order(b);
              });
    return std::move(statistics_);
  }

 private:
  static double Share(int64_t part, int64_t whole) {
    return whole == 0 ? 0
                      : static_cast<double>(part) / static_cast<double>(whole);
  }

  const Taxonomy& taxonomy_;
  std::vector<TermNumbers> terms_;
  TermStatistics statistics_;
};

}  // namespace

Result<TermStatistics> MeasureTerms(const Options& options,
                                    const Taxonomy& taxonomy,
                                    CompanyIndexReader& index,
                                    const Query& all_companies,
                                    PageStore& store) {
  const int workers = options.pipeline.workers;
  std::vector<TermQuestions> questions(static_cast<size_t>(workers),
                                       TermQuestions(taxonomy));
  TermTally tally(taxonomy);
  // Asks about each item side by side, then adds up in their order.
  const auto ask_all = [&](auto& items, auto answer) {
    std::vector<decltype(answer)> answers(items.size());
    ParallelFor(workers, items.size(), [&](size_t item, int thread) {
      answers[item] = questions[static_cast<size_t>(thread)].Ask(items[item]);
    });
    for (size_t i = 0; i < items.size(); ++i) tally.Add(items[i], answers[i]);
    items.clear();
  };
  auto status = ForEachCompanyBatch(
      index, all_companies, store,
      [&](std::vector<CompanyWithPages>& companies) -> Status {
        ask_all(companies, CompanyNumbers{});
        return {};
      });
  if (!status) return tl::unexpected(status.error());
  std::vector<PageRecord> pages;
  status = store.ForEachOfNoCompany([&](PageRecord page) -> Status {
    pages.push_back(std::move(page));
    if (pages.size() >= kChunk) ask_all(pages, PageNumbers{});
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  ask_all(pages, PageNumbers{});
  return tally.Finish();
}

}  // namespace ritmon
