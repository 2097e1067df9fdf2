// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/count.h"

#include <algorithm>
#include <set>
#include <utility>

namespace ritmon {
namespace {

constexpr std::string_view kConfidences[] = {"high", "medium", "low"};

std::vector<std::string> Ids(const std::vector<VocabularyEntry>& entries) {
  std::vector<std::string> ids;
  for (const VocabularyEntry& entry : entries) ids.push_back(entry.id);
  return ids;
}

template <size_t kSize>
std::vector<std::string> Strings(const std::string_view (&names)[kSize]) {
  return {std::begin(names), std::end(names)};
}

std::string OrUnknown(const std::string& value) {
  return value.empty() ? std::string(kUnknownValue) : value;
}

// Every combination of one value of each list.
std::vector<std::vector<std::string>> Combinations(
    const std::vector<std::vector<std::string>>& lists) {
  std::vector<std::vector<std::string>> all = {{}};
  for (const auto& list : lists) {
    std::vector<std::vector<std::string>> longer;
    for (const auto& head : all) {
      for (const std::string& value : list) {
        longer.push_back(head);
        longer.back().push_back(value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace

CompanyCounter::CompanyCounter(std::vector<Dimension> dimensions,
                               const CountOptions& options,
                               const Vocabulary& vocabulary)
    : dimensions_(std::move(dimensions)),
      options_(options),
      vocabulary_(&vocabulary) {
  for (const VocabularyEntry& future : vocabulary.future_fields) {
    for (const std::string& field : future.members) {
      future_fields_of_[field].push_back(future.id);
    }
  }
}

Result<CompanyCounter> CompanyCounter::Make(std::vector<Dimension> dimensions,
                                            const CountOptions& options,
                                            const Vocabulary& vocabulary) {
  const std::set<Dimension> distinct(dimensions.begin(), dimensions.end());
  if (dimensions.empty() || dimensions.size() > kMaxDimensions) {
    return Fail(ErrorKind::kInvalid,
                "count by one to " + std::to_string(kMaxDimensions) +
                    " dimensions, not by " + std::to_string(dimensions.size()));
  }
  if (distinct.size() != dimensions.size()) {
    return Fail(ErrorKind::kInvalid, "count: a dimension is named twice");
  }
  return CompanyCounter(std::move(dimensions), options, vocabulary);
}

bool CompanyCounter::Has(Dimension dimension) const {
  return std::find(dimensions_.begin(), dimensions_.end(), dimension) !=
         dimensions_.end();
}

bool CompanyCounter::Counts(const CompanyRecord& record,
                            const CompanyField& tag, bool with_shells) const {
  if (IsCounted(record, tag)) return true;
  const Company& company = record.company;
  const bool confident =
      tag.confidence != Confidence::kLow || options_.with_candidates;
  if (!options_.counted_only) return confident;
  const bool right_kind = company.kind == EntityKind::kEnterprise ||
                          (with_shells && company.kind == EntityKind::kShell);
  return confident && right_kind && company.status == CompanyStatus::kActive;
}

std::vector<CompanyCounter::Values> CompanyCounter::FieldValues(
    const CompanyRecord& record, bool with_shells) const {
  // By field, or by future field, or for the company as a whole ("").
  std::map<std::string, Confidence> best;
  const auto raise = [&](const std::string& key, Confidence confidence) {
    const auto [at, is_new] = best.emplace(key, confidence);
    if (!is_new) at->second = std::max(at->second, confidence);
  };
  for (const CompanyField& tag : record.fields) {
    if (!Counts(record, tag, with_shells)) continue;
    if (Has(Dimension::kField)) {
      raise(tag.field, tag.confidence);
    } else if (Has(Dimension::kFutureField)) {
      const auto futures = future_fields_of_.find(tag.field);
      if (futures == future_fields_of_.end()) continue;
      for (const auto& future : futures->second) raise(future, tag.confidence);
    } else {
      raise("", tag.confidence);
    }
  }
  std::vector<Values> lists;
  for (const auto& [key, confidence] : best) {
    Values values{{Dimension::kConfidence, std::string(ToString(confidence))}};
    if (!Has(Dimension::kField)) {
      values[Dimension::kFutureField] = key;
      lists.push_back(values);
      continue;
    }
    values[Dimension::kField] = key;
    const auto futures = future_fields_of_.find(key);
    if (!Has(Dimension::kFutureField)) {
      lists.push_back(values);
    } else if (futures != future_fields_of_.end()) {
      for (const std::string& future : futures->second) {
        values[Dimension::kFutureField] = future;
        lists.push_back(values);
      }
    }
  }
  return lists;
}

std::vector<CompanyCounter::Values> CompanyCounter::TopicValues(
    const CompanyRecord& record, bool with_shells) const {
  std::vector<Values> lists;
  for (const CompanyField& tag : record.topics) {
    if (!Counts(record, tag, with_shells)) continue;
    lists.push_back(
        {{Dimension::kTopic, tag.field},
         {Dimension::kConfidence, std::string(ToString(tag.confidence))}});
  }
  return lists;
}

std::vector<std::string> CompanyCounter::PlainValues(
    const CompanyRecord& record, Dimension dimension) const {
  const Company& company = record.company;
  switch (dimension) {
    case Dimension::kRegion:
      if (record.regions.empty()) return {std::string(kUnknownValue)};
      return record.regions;
    case Dimension::kDistrict:
      return {OrUnknown(company.district)};
    case Dimension::kAge:
      return {AgeClass(company, options_.as_of)};
    case Dimension::kStartup:
      return {StartupClass(company, options_.as_of)};
    case Dimension::kSize:
      return {StudySizeClass(company)};
    case Dimension::kSizeEu:
      return {EuSizeClass(company)};
    case Dimension::kSizeClass:
      return {SizeClass(company)};
    case Dimension::kLegalForm:
      return {OrUnknown(company.legal_form)};
    case Dimension::kKind:
      return {std::string(ToString(company.kind))};
    default:
      return {};
  }
}

std::set<CompanyCounter::Cell> CompanyCounter::CellsOf(
    const CompanyRecord& record, bool with_shells) const {
  const bool by_field = Has(Dimension::kField) || Has(Dimension::kFutureField);
  const bool by_topic = Has(Dimension::kTopic);
  const bool by_best = Has(Dimension::kConfidence) && !by_field && !by_topic;
  std::vector<Values> tags = {{}};
  if (by_field || by_best) {
    tags = FieldValues(record, with_shells);
  } else if (!by_topic && options_.counted_only &&
             FieldValues(record, with_shells).empty()) {
    return {};
  }
  if (by_topic) {
    // Fields and topics cross each other; the confidence is the field's.
    std::vector<Values> crossed;
    for (const Values& topic : TopicValues(record, with_shells)) {
      for (Values values : tags) {
        values.insert(topic.begin(), topic.end());
        crossed.push_back(std::move(values));
      }
    }
    tags = std::move(crossed);
  }
  std::set<Cell> cells;
  for (const Values& tag : tags) {
    std::vector<std::vector<std::string>> lists;
    for (const Dimension dimension : dimensions_) {
      const auto value = tag.find(dimension);
      lists.push_back(value != tag.end()
                          ? std::vector<std::string>{value->second}
                          : PlainValues(record, dimension));
    }
    for (auto& cell : Combinations(lists)) cells.insert(std::move(cell));
  }
  return cells;
}

bool CompanyCounter::IsKnown(const Cell& cell) const {
  for (size_t i = 0; i < cell.size(); ++i) {
    if (IsPartlyKnown(dimensions_[i]) && cell[i] == kUnknownValue) return false;
  }
  return true;
}

void CompanyCounter::Add(const CompanyRecord& record) {
  ++sums_.matched;
  const std::set<Cell> cells = CellsOf(record, options_.include_shells);
  for (const Cell& cell : cells) ++cells_[cell];
  if (cells.empty()) {
    if (record.company.kind != EntityKind::kShell) return;
    const std::set<Cell> left_out = CellsOf(record, /*with_shells=*/true);
    for (const Cell& cell : left_out) ++shells_[cell];
    if (!left_out.empty()) ++sums_.shells;
    return;
  }
  ++sums_.total;
  const bool by_age = Has(Dimension::kAge) || Has(Dimension::kStartup);
  // A company has one age and one size, so all its cells are alike in this.
  if (!std::any_of(dimensions_.begin(), dimensions_.end(), IsPartlyKnown)) {
    return;
  }
  ++sums_.coverage.of;
  if (!IsKnown(*cells.begin())) return;
  ++sums_.coverage.known;
  if (by_age && record.company.founded_precision == "year") {
    ++sums_.by_year_only;
  }
}

std::vector<std::string> CompanyCounter::KnownValues(
    Dimension dimension) const {
  switch (dimension) {
    case Dimension::kField:
      return Ids(vocabulary_->fields);
    case Dimension::kFutureField:
      return Ids(vocabulary_->future_fields);
    case Dimension::kTopic:
      return Ids(vocabulary_->topics);
    case Dimension::kRegion:
      return Ids(vocabulary_->regions);
    case Dimension::kDistrict:
      return Ids(vocabulary_->districts);
    case Dimension::kLegalForm:
      return Ids(vocabulary_->legal_forms);
    case Dimension::kAge:
    case Dimension::kStartup:
    case Dimension::kSize:
    case Dimension::kSizeEu:
    case Dimension::kSizeClass:
      return ClassesOf(dimension);
    case Dimension::kConfidence: {
      auto names = Strings(kConfidences);
      if (!options_.with_candidates) names.pop_back();
      return names;
    }
    case Dimension::kKind: {
      std::vector<std::string> names;
      for (const EntityKind kind :
           {EntityKind::kEnterprise, EntityKind::kShell,
            EntityKind::kAssociation, EntityKind::kPublic,
            EntityKind::kScience}) {
        names.emplace_back(ToString(kind));
      }
      if (!options_.counted_only) return names;
      names.resize(options_.include_shells ? 2 : 1);
      return names;
    }
  }
  return {};
}

bool CompanyCounter::IsPair(const std::vector<std::string>& key) const {
  std::map<Dimension, std::string> values;
  for (size_t i = 0; i < key.size(); ++i) values[dimensions_[i]] = key[i];
  const auto futures = future_fields_of_.find(values[Dimension::kField]);
  if (futures == future_fields_of_.end()) return false;
  return std::find(futures->second.begin(), futures->second.end(),
                   values[Dimension::kFutureField]) != futures->second.end();
}

void CompanyCounter::NoteCoverage(std::vector<CountRow>& rows) const {
  if (!std::any_of(dimensions_.begin(), dimensions_.end(), IsPartlyKnown)) {
    return;
  }
  const auto others_of = [&](const Cell& cell) {
    Cell others;
    for (size_t i = 0; i < cell.size(); ++i) {
      if (!IsPartlyKnown(dimensions_[i])) others.push_back(cell[i]);
    }
    return others;
  };
  std::map<Cell, Coverage> coverage;
  for (const auto& [cell, companies] : cells_) {
    Coverage& sum = coverage[others_of(cell)];
    sum.of += companies;
    if (IsKnown(cell)) sum.known += companies;
  }
  for (CountRow& row : rows) row.coverage = coverage[others_of(row.key)];
}

CountTable CompanyCounter::Finish() const {
  std::vector<std::vector<std::string>> lists;
  for (const Dimension dimension : dimensions_) {
    std::vector<std::string> values = KnownValues(dimension);
    std::set<std::string> others;
    for (const auto& [cell, companies] : cells_) {
      others.insert(cell[lists.size()]);
    }
    for (const std::string& value : values) others.erase(value);
    values.insert(values.end(), others.begin(), others.end());
    lists.push_back(std::move(values));
  }
  CountTable table = sums_;
  table.dimensions = dimensions_;
  const bool nested = Has(Dimension::kField) && Has(Dimension::kFutureField);
  for (auto& key : Combinations(lists)) {
    const auto cell = cells_.find(key);
    const auto shells = shells_.find(key);
    CountRow row{.key = std::move(key), .coverage = {}};
    if (cell != cells_.end()) row.companies = cell->second;
    if (shells != shells_.end()) row.shells = shells->second;
    if (nested && row.companies == 0 && !IsPair(row.key)) continue;
    table.rows.push_back(std::move(row));
  }
  NoteCoverage(table.rows);
  return table;
}

CountComparison Compare(const CountTable& before, const CountTable& after) {
  std::map<std::vector<std::string>, uint64_t> old;
  for (const CountRow& row : before.rows) old[row.key] = row.companies;
  CountComparison comparison{.dimensions = after.dimensions,
                             .total_before = before.total,
                             .total_after = after.total,
                             .matched = after.matched};
  for (const CountRow& row : after.rows) {
    const auto was = old.extract(row.key);
    comparison.rows.push_back(
        {row.key, was.empty() ? 0 : was.mapped(), row.companies});
  }
  for (const CountRow& row : before.rows) {
    if (old.contains(row.key)) {
      comparison.rows.push_back({row.key, row.companies, 0});
    }
  }
  return comparison;
}

}  // namespace ritmon
