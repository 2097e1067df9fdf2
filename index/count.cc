// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/count.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace ritmon {
namespace {

// Calls `on_choice` with every combination of one value of each list.
template <typename OnChoice>
void ForEachCombination(const std::vector<std::vector<uint32_t>>& lists,
                        const OnChoice& on_choice) {
  std::vector<uint32_t> choice(lists.size());
  const auto choose = [&](const auto& self, size_t at) -> void {
    if (at == lists.size()) {
      on_choice(choice);
      return;
    }
    for (const uint32_t value : lists[at]) {
      choice[at] = value;
      self(self, at + 1);
    }
  };
  choose(choose, 0);
}

// By the places of `axis`, those of the future fields that each belongs to.
std::vector<std::vector<uint32_t>> FuturesOf(
    const std::vector<std::string>& fields, const Vocabulary& vocabulary) {
  std::vector<std::vector<uint32_t>> futures(fields.size());
  for (size_t i = 0; i < fields.size(); ++i) {
    for (uint32_t f = 0; f < vocabulary.future_fields.size(); ++f) {
      const auto& members = vocabulary.future_fields[f].members;
      if (std::find(members.begin(), members.end(), fields[i]) !=
          members.end()) {
        futures[i].push_back(f);
      }
    }
  }
  return futures;
}

// On the axis of kConfidence.
uint32_t PlaceOf(Confidence confidence) {
  return 2 - static_cast<uint32_t>(confidence);
}

}  // namespace

CompanyCounter::CompanyCounter(std::vector<Dimension> dimensions,
                               const CountOptions& options,
                               const Vocabulary& vocabulary,
                               const FactColumns& columns)
    : dimensions_(std::move(dimensions)),
      options_(options),
      columns_(&columns),
      matched_commons_(columns.commons().size()),
      places_(dimensions_.size()) {
  for (const Dimension dimension : dimensions_) {
    axes_.push_back(MakeAxis(dimension, columns, vocabulary));
    partly_known_ = partly_known_ || IsPartlyKnown(dimension);
  }
  if (!Has(Dimension::kFutureField)) return;
  futures_ = FuturesOf(columns.field_names().texts(), vocabulary);
  if (Has(Dimension::kField)) {
    futures_by_place_ = FuturesOf(AxisOf(Dimension::kField).values, vocabulary);
  }
}

Result<CompanyCounter> CompanyCounter::Make(std::vector<Dimension> dimensions,
                                            const CountOptions& options,
                                            const Vocabulary& vocabulary,
                                            const FactColumns& columns) {
  const std::set<Dimension> distinct(dimensions.begin(), dimensions.end());
  if (dimensions.empty() || dimensions.size() > kMaxDimensions) {
    return Fail(ErrorKind::kInvalid,
                "count by one to " + std::to_string(kMaxDimensions) +
                    " dimensions, not by " + std::to_string(dimensions.size()));
  }
  if (distinct.size() != dimensions.size()) {
    return Fail(ErrorKind::kInvalid, "count: a dimension is named twice");
  }
  return CompanyCounter(std::move(dimensions), options, vocabulary, columns);
}

bool CompanyCounter::Has(Dimension dimension) const {
  return std::find(dimensions_.begin(), dimensions_.end(), dimension) !=
         dimensions_.end();
}

const CountAxis& CompanyCounter::AxisOf(Dimension dimension) const {
  return *std::find_if(axes_.begin(), axes_.end(), [&](const CountAxis& axis) {
    return axis.dimension == dimension;
  });
}

bool CompanyCounter::Counts(size_t row, Confidence confidence,
                            bool with_shells) const {
  if (confidence == Confidence::kLow && !options_.with_candidates) return false;
  if (!options_.counted_only) return true;
  const CommonColumns& common = columns_->Common(row);
  const bool right_kind = common.kind == EntityKind::kEnterprise ||
                          (with_shells && common.kind == EntityKind::kShell);
  return right_kind && common.status == CompanyStatus::kActive;
}

bool CompanyCounter::CountsInAnyField(size_t row, bool with_shells) const {
  const auto fields = columns_->Fields(row);
  return std::any_of(fields.begin(), fields.end(), [&](const TagColumn& tag) {
    return Counts(row, tag.confidence, with_shells);
  });
}

void CompanyCounter::CollectFieldTags(size_t row, bool with_shells,
                                      std::vector<Tag>& tags) {
  // Of several tags of one value the surest counts.
  const auto raise = [&](Tag wanted) {
    for (Tag& tag : tags) {
      if (tag.field != wanted.field || tag.future != wanted.future) continue;
      tag.confidence = std::max(tag.confidence, wanted.confidence);
      return;
    }
    tags.push_back(wanted);
  };
  const bool by_field = Has(Dimension::kField);
  for (const TagColumn& tag : columns_->Fields(row)) {
    if (!Counts(row, tag.confidence, with_shells)) continue;
    Tag wanted{.confidence = tag.confidence};
    if (by_field) {
      wanted.field = AxisOf(Dimension::kField).places[tag.number];
    }
    if (!Has(Dimension::kFutureField)) {
      raise(wanted);
      continue;
    }
    for (const uint32_t future : futures_[tag.number]) {
      wanted.future = future;
      raise(wanted);
    }
  }
}

void CompanyCounter::CrossWithTopics(size_t row, bool with_shells,
                                     bool by_field, std::vector<Tag>& tags) {
  std::vector<Tag> crossed;
  for (const TagColumn& topic : columns_->Topics(row)) {
    if (!Counts(row, topic.confidence, with_shells)) continue;
    for (Tag tag : tags) {
      tag.topic = AxisOf(Dimension::kTopic).places[topic.number];
      // Beside a field, the confidence is the field's.
      if (!by_field) tag.confidence = topic.confidence;
      crossed.push_back(tag);
    }
  }
  tags = std::move(crossed);
}

void CompanyCounter::FindCells(size_t row, bool with_shells) {
  cells_of_row_.clear();
  tags_.clear();
  const bool by_field = Has(Dimension::kField) || Has(Dimension::kFutureField);
  const bool by_topic = Has(Dimension::kTopic);
  const bool by_best = Has(Dimension::kConfidence) && !by_field && !by_topic;
  if (by_field || by_best) {
    CollectFieldTags(row, with_shells, tags_);
  } else {
    if (!by_topic && options_.counted_only &&
        !CountsInAnyField(row, with_shells)) {
      return;
    }
    tags_.push_back({});
  }
  if (by_topic) CrossWithTopics(row, with_shells, by_field, tags_);
  if (tags_.empty()) return;
  for (size_t i = 0; i < axes_.size(); ++i) {
    places_[i].clear();
    AppendPlaces(axes_[i], *columns_, row, options_.as_of, places_[i]);
  }
  for (const Tag& tag : tags_) AddCells(tag);
  std::sort(cells_of_row_.begin(), cells_of_row_.end());
  cells_of_row_.erase(std::unique(cells_of_row_.begin(), cells_of_row_.end()),
                      cells_of_row_.end());
}

void CompanyCounter::AddCells(const Tag& tag) {
  for (size_t i = 0; i < axes_.size(); ++i) {
    switch (axes_[i].dimension) {
      case Dimension::kField:
        places_[i] = {tag.field};
        break;
      case Dimension::kFutureField:
        places_[i] = {tag.future};
        break;
      case Dimension::kTopic:
        places_[i] = {tag.topic};
        break;
      case Dimension::kConfidence:
        places_[i] = {PlaceOf(tag.confidence)};
        break;
      default:
        break;
    }
  }
  ForEachCombination(places_, [&](const std::vector<uint32_t>& places) {
    uint64_t cell = 0;
    for (size_t i = 0; i < places.size(); ++i) {
      cell = cell * axes_[i].values.size() + places[i];
    }
    cells_of_row_.push_back(cell);
  });
}

std::vector<uint32_t> CompanyCounter::PlacesOf(uint64_t cell) const {
  std::vector<uint32_t> places(axes_.size());
  for (size_t i = axes_.size(); i-- > 0;) {
    const size_t size = axes_[i].values.size();
    places[i] = static_cast<uint32_t>(cell % size);
    cell /= size;
  }
  return places;
}

bool CompanyCounter::IsKnown(const std::vector<uint32_t>& places) const {
  for (size_t i = 0; i < places.size(); ++i) {
    if (IsPartlyKnown(dimensions_[i]) && places[i] == axes_[i].unknown) {
      return false;
    }
  }
  return true;
}

void CompanyCounter::Add(size_t row) {
  ++sums_.matched;
  matched_commons_[columns_->CommonOf(row)] = 1;
  // Most companies of a register have no tag at all.
  if (options_.counted_only && !columns_->HasTags(row)) return;
  FindCells(row, options_.include_shells);
  for (const uint64_t cell : cells_of_row_) ++cells_[cell];
  if (cells_of_row_.empty()) {
    if (columns_->Common(row).kind != EntityKind::kShell) return;
    FindCells(row, /*with_shells=*/true);
    for (const uint64_t cell : cells_of_row_) ++shells_[cell];
    if (!cells_of_row_.empty()) ++sums_.shells;
    return;
  }
  ++sums_.total;
  if (!partly_known_) return;
  ++sums_.coverage.of;
  // A company has one age and one size, so all its cells are alike in this.
  if (!IsKnown(PlacesOf(cells_of_row_.front()))) return;
  ++sums_.coverage.known;
  const bool by_age = Has(Dimension::kAge) || Has(Dimension::kStartup) ||
                      Has(Dimension::kFounded);
  if (by_age && columns_->IsByYearOnly(row)) ++sums_.by_year_only;
}

bool CompanyCounter::IsShown(const CountAxis& axis, uint32_t place) const {
  if (place >= axis.known) return false;
  switch (axis.dimension) {
    case Dimension::kConfidence:
      return options_.with_candidates || place != PlaceOf(Confidence::kLow);
    case Dimension::kKind:
      return !options_.counted_only ||
             place < (options_.include_shells ? 2u : 1u);
    case Dimension::kDistrict:
      for (size_t i = 0; i < matched_commons_.size(); ++i) {
        if (matched_commons_[i] != 0 &&
            axis.places[columns_->commons()[i].district] == place) {
          return true;
        }
      }
      return false;
    default:
      return true;
  }
}

std::vector<std::vector<uint32_t>> CompanyCounter::RowPlaces() const {
  std::vector<std::set<uint32_t>> occurring(axes_.size());
  for (const auto& [cell, companies] : cells_) {
    const std::vector<uint32_t> places = PlacesOf(cell);
    for (size_t i = 0; i < places.size(); ++i) occurring[i].insert(places[i]);
  }
  std::vector<std::vector<uint32_t>> lists;
  for (size_t i = 0; i < axes_.size(); ++i) {
    std::vector<uint32_t>& list = lists.emplace_back();
    for (uint32_t place = 0; place < axes_[i].values.size(); ++place) {
      if (IsShown(axes_[i], place) || occurring[i].contains(place)) {
        list.push_back(place);
      }
    }
  }
  return lists;
}

bool CompanyCounter::IsPair(const std::vector<uint32_t>& places) const {
  uint32_t field = kNone;
  uint32_t future = kNone;
  for (size_t i = 0; i < places.size(); ++i) {
    if (dimensions_[i] == Dimension::kField) field = places[i];
    if (dimensions_[i] == Dimension::kFutureField) future = places[i];
  }
  const auto& futures = futures_by_place_[field];
  return std::find(futures.begin(), futures.end(), future) != futures.end();
}

void CompanyCounter::NoteCoverage(std::vector<CountRow>& rows) const {
  if (!partly_known_) return;
  std::map<std::vector<std::string>, Coverage> coverage;
  for (const auto& [cell, companies] : cells_) {
    const std::vector<uint32_t> places = PlacesOf(cell);
    std::vector<std::string> others;
    for (size_t i = 0; i < places.size(); ++i) {
      if (!IsPartlyKnown(dimensions_[i])) {
        others.push_back(axes_[i].values[places[i]]);
      }
    }
    Coverage& sum = coverage[others];
    sum.of += companies;
    if (IsKnown(places)) sum.known += companies;
  }
  for (CountRow& row : rows) {
    std::vector<std::string> others;
    for (size_t i = 0; i < row.key.size(); ++i) {
      if (!IsPartlyKnown(dimensions_[i])) others.push_back(row.key[i]);
    }
    row.coverage = coverage[others];
  }
}

CountTable CompanyCounter::Finish() const {
  CountTable table = sums_;
  table.dimensions = dimensions_;
  const bool nested = Has(Dimension::kField) && Has(Dimension::kFutureField);
  ForEachCombination(RowPlaces(), [&](const std::vector<uint32_t>& places) {
    uint64_t number = 0;
    CountRow row{.key = {}, .coverage = {}};
    for (size_t i = 0; i < places.size(); ++i) {
      number = number * axes_[i].values.size() + places[i];
      row.key.push_back(axes_[i].values[places[i]]);
    }
    const auto cell = cells_.find(number);
    const auto shells = shells_.find(number);
    if (cell != cells_.end()) row.companies = cell->second;
    if (shells != shells_.end()) row.shells = shells->second;
    if (nested && row.companies == 0 && !IsPair(places)) return;
    table.rows.push_back(std::move(row));
  });
  NoteCoverage(table.rows);
  return table;
}

Result<CountTable> CountAll(const FactColumns& columns,
                            const std::vector<Dimension>& dimensions,
                            const CountOptions& options,
                            const Vocabulary& vocabulary) {
  auto counter = CompanyCounter::Make(dimensions, options, vocabulary, columns);
  if (!counter) return tl::unexpected(counter.error());
  for (size_t row = 0; row < columns.rows(); ++row) counter->Add(row);
  return counter->Finish();
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
