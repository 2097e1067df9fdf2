// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/list_diff.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "pipeline/company_pages.h"
#include "pipeline/pipeline.h"
#include "pipeline/process_page.h"

namespace ritmon {
namespace {

bool IsSure(const std::optional<Confidence>& confidence) {
  return confidence && *confidence != Confidence::kLow;
}

// One set of lists on one worker.
class Judgement {
 public:
  explicit Judgement(std::shared_ptr<const Taxonomy> taxonomy)
      : taxonomy_(std::move(taxonomy)) {}

  // Tags the pages, and judges the company by them.
  void Judge(const CompanyWithPages& company) {
    record_.company = company.record.company;
    tags_.clear();
    std::vector<CountedPage> pages;
    for (const PageRecord& page : company.pages) {
      tags_.emplace_back(page.href, TagRecord(page, *taxonomy_, scratch_));
      pages.push_back(ToCounted(page, tags_.back().second));
    }
    ritmon::Judge(std::move(pages), *taxonomy_, scratch_, record_);
  }

  const CompanyField* Find(const std::string& field) const {
    for (const auto* list : {&record_.fields, &record_.topics}) {
      for (const CompanyField& tag : *list) {
        if (tag.field == field) return &tag;
      }
    }
    return nullptr;
  }

  // Every term that says anything of the company in this field.
  std::set<std::string> Terms(const std::string& field) const {
    std::set<std::string> terms;
    for (const auto& [url, tags] : tags_) {
      ForEachEvidence(tags, field, [&](const Evidence& evidence) {
        terms.insert(evidence.term);
      });
    }
    return terms;
  }

  // The terms that carry `field`, each where it speaks loudest, without those
  // of `others`.
  std::vector<SpeakingTerm> Carrying(const CompanyField& field,
                                     std::set<std::string> others) const {
    std::vector<SpeakingTerm> carrying;
    for (const std::string& page : field.pages) {
      for (const auto& [url, tags] : tags_) {
        if (url != page) continue;
        ForEachEvidence(tags, field.field, [&](const Evidence& evidence) {
          if (!others.insert(evidence.term).second) return;
          carrying.push_back({evidence.term, evidence.sentence, page});
        });
      }
    }
    return carrying;
  }

 private:
  template <typename Visit>
  static void ForEachEvidence(const PageTags& tags, const std::string& field,
                              Visit&& visit) {
    for (const auto* list : {&tags.fields, &tags.candidates, &tags.topics}) {
      for (const FieldTag& tag : *list) {
        if (tag.field != field) continue;
        for (const Evidence& evidence : tag.evidence) visit(evidence);
      }
    }
  }

  std::shared_ptr<const Taxonomy> taxonomy_;
  MatcherScratch scratch_;
  CompanyRecord record_;
  std::vector<std::pair<std::string, PageTags>> tags_;  // by URL
};

// What is compared of one company.
struct CompanyDiff {
  std::vector<bool> before;  // counted, by field
  std::vector<bool> after;
  std::vector<FieldChange> changes;
};

CompanyDiff Compare(const CompanyWithPages& company,
                    const std::vector<FieldTotal>& fields, Judgement& before,
                    Judgement& after) {
  before.Judge(company);
  after.Judge(company);
  CompanyDiff diff;
  for (const FieldTotal& field : fields) {
    FieldChange change{.company_id = company.record.company.id,
                       .company = company.record.company.name,
                       .field = field.field};
    const CompanyField* was = before.Find(field.field);
    const CompanyField* is = after.Find(field.field);
    if (was != nullptr) change.before = was->confidence;
    if (is != nullptr) change.after = is->confidence;
    diff.before.push_back(IsSure(change.before));
    diff.after.push_back(IsSure(change.after));
    if (change.before == change.after) continue;
    if (was != nullptr) {
      change.rule_before = was->rule;
      change.went = before.Carrying(*was, after.Terms(field.field));
    }
    if (is != nullptr) {
      change.rule_after = is->rule;
      change.came = after.Carrying(*is, before.Terms(field.field));
    }
    diff.changes.push_back(std::move(change));
  }
  return diff;
}

std::vector<FieldTotal> FieldsOf(const Taxonomy& before, const Taxonomy& after,
                                 const std::string& field) {
  std::vector<FieldTotal> fields;
  std::set<std::string> known;
  for (const Taxonomy* taxonomy : {&after, &before}) {
    for (size_t i = 0; i < taxonomy->entry_count(); ++i) {
      const FieldSource& entry = taxonomy->entry(i);
      const bool wanted = field.empty() ? !entry.is_topic : entry.id == field;
      if (wanted && known.insert(entry.id).second) {
        fields.push_back({.field = entry.id, .label_de = entry.label_de});
      }
    }
  }
  return fields;
}

// Whether a sure field would be counted: what depends on the company alone.
bool CouldCount(const CompanyRecord& record) {
  return IsCounted(record, CompanyField{.confidence = Confidence::kHigh});
}

}  // namespace

bool FieldChange::entered() const { return IsSure(after) && !IsSure(before); }
bool FieldChange::left() const { return IsSure(before) && !IsSure(after); }

Result<ListDiff> DiffLists(const Options& options,
                           const std::shared_ptr<const Taxonomy>& before,
                           const std::shared_ptr<const Taxonomy>& after,
                           CompanyIndexReader& index, const Query& query,
                           PageStore& store, const std::string& field) {
  ListDiff diff;
  diff.totals = FieldsOf(*before, *after, field);
  std::vector<std::pair<Judgement, Judgement>> judgements;
  for (int i = 0; i < options.pipeline.workers; ++i) {
    judgements.emplace_back(Judgement(before), Judgement(after));
  }
  const auto compare_all = [&](std::vector<CompanyWithPages>& companies) {
    std::erase_if(companies, [](const CompanyWithPages& company) {
      return !CouldCount(company.record);
    });
    std::vector<CompanyDiff> found(companies.size());
    ParallelFor(options.pipeline.workers, companies.size(),
                [&](size_t item, int thread) {
                  auto& [old_lists, new_lists] =
                      judgements[static_cast<size_t>(thread)];
                  found[item] = Compare(companies[item], diff.totals, old_lists,
                                        new_lists);
                });
    for (size_t i = 0; i < found.size(); ++i) {
      ++diff.companies;
      diff.pages += static_cast<int64_t>(companies[i].pages.size());
      for (size_t f = 0; f < diff.totals.size(); ++f) {
        FieldTotal& total = diff.totals[f];
        const bool was = found[i].before[f];
        const bool is = found[i].after[f];
        total.before += was;
        total.after += is;
        total.entered += is && !was;
        total.left += was && !is;
      }
      std::move(found[i].changes.begin(), found[i].changes.end(),
                std::back_inserter(diff.changes));
    }
    return Status();
  };
  auto status = ForEachCompanyBatch(index, query, store, compare_all);
  if (!status) return tl::unexpected(status.error());
  std::map<std::string, size_t> place;
  for (size_t f = 0; f < diff.totals.size(); ++f) {
    place[diff.totals[f].field] = f;
  }
  const auto order = [&](const FieldChange& change) {
    const int kind = change.entered() ? 0 : change.left() ? 1 : 2;
    return std::tuple(place[change.field], kind,
                      std::string_view(change.company),
                      std::string_view(change.company_id));
  };
  std::sort(diff.changes.begin(), diff.changes.end(),
            [&](const FieldChange& a, const FieldChange& b) {
              return order(a) < order(b);
            });
  return diff;
}

}  // namespace ritmon
