// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/funding_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/nearest.h"

namespace ritmon {
namespace {

struct AxisName {
  FundingAxis axis;
  std::string_view name;
  std::string_view german;
};

constexpr std::array<AxisName, 12> kAxes = {{
    {FundingAxis::kFutureField, "future-field", "zukunftsfeld"},
    {FundingAxis::kField, "field", "feld"},
    {FundingAxis::kTopic, "topic", "thema"},
    {FundingAxis::kActor, "actor", "akteur"},
    {FundingAxis::kYear, "year", "jahr"},
    {FundingAxis::kDistrict, "district", "kreis"},
    {FundingAxis::kKind, "kind", "art"},
    {FundingAxis::kProfile, "profile", "profil"},
    {FundingAxis::kMinistry, "ministry", "ressort"},
    {FundingAxis::kRecipient, "recipient", "empfänger"},
    {FundingAxis::kProject, "project", "projekt"},
    {FundingAxis::kCompany, "company", "firma"},
}};

// Sums of hostile files end at the largest number instead of wrapping.
void AddTo(int64_t& sum, int64_t cents) {
  if (__builtin_add_overflow(sum, cents, &sum)) {
    sum = std::numeric_limits<int64_t>::max();
  }
}

// What falls to each of the keys, some of which may be there several times:
// whole cents that add up, the first ones get what does not divide; or all to
// each.
template <typename Key>
std::map<Key, int64_t> Shares(int64_t cents, const std::vector<Key>& keys,
                              FieldSplit split) {
  std::map<Key, int64_t> shares;
  const auto parts = static_cast<int64_t>(keys.size());
  for (int64_t i = 0; i < parts; ++i) {
    int64_t& share = shares[keys[static_cast<size_t>(i)]];
    if (split == FieldSplit::kFull) {
      share = cents;
    } else {
      share += cents / parts + (i < cents % parts ? 1 : 0);
    }
  }
  return shares;
}

std::vector<std::string> OneOrNone(std::string value) {
  std::vector<std::string> values;
  if (!value.empty()) values.push_back(std::move(value));
  return values;
}

// In the order of the fields that they belong to, each field once.
std::vector<std::string> FutureFieldsOf(const TaggedGrant& tagged) {
  std::map<std::string, std::string> by_field;
  const size_t known =
      std::min(tagged.fields.size(), tagged.future_fields.size());
  for (size_t i = 0; i < known; ++i) {
    by_field.emplace(tagged.fields[i], tagged.future_fields[i]);
  }
  std::vector<std::string> values;
  for (const auto& [field, future] : by_field) {
    if (!future.empty()) values.push_back(future);
  }
  return values;
}

// Of future field and field, only the pairs in which one is part of the other.
void KeepNested(const std::vector<FundingAxis>& axes, const TaggedGrant& tagged,
                std::vector<std::vector<std::string>>& keys) {
  if (axes.size() != 2) return;
  const bool outer_first =
      axes[0] == FundingAxis::kFutureField && axes[1] == FundingAxis::kField;
  const bool inner_first =
      axes[0] == FundingAxis::kField && axes[1] == FundingAxis::kFutureField;
  if (!outer_first && !inner_first) return;
  std::erase_if(keys, [&](const std::vector<std::string>& key) {
    const std::string& field = key[outer_first ? 1 : 0];
    const std::string& future = key[outer_first ? 0 : 1];
    for (size_t i = 0; i < tagged.fields.size(); ++i) {
      if (tagged.fields[i] != field) continue;
      return i >= tagged.future_fields.size() ||
             tagged.future_fields[i] != future;
    }
    return true;
  });
}

std::string YearOf(const Grant& grant) {
  if (!grant.start) return {};
  return std::to_string(static_cast<int>(grant.start->year()));
}

std::string ProjectOf(const TaggedGrant& tagged) {
  return tagged.project.empty() ? tagged.grant.fkz : tagged.project;
}

}  // namespace

std::string_view ToString(FundingAxis axis) {
  return kAxes[static_cast<size_t>(axis)].name;
}

std::vector<std::string_view> FundingAxisNames() {
  std::vector<std::string_view> names;
  for (const AxisName& axis : kAxes) names.push_back(axis.name);
  return names;
}

Result<FundingAxis> ParseFundingAxis(std::string_view name) {
  for (const AxisName& axis : kAxes) {
    if (name == axis.name || name == axis.german) return axis.axis;
  }
  return Fail(ErrorKind::kInvalid, "no dimension '" + std::string(name) + "'" +
                                       DidYouMean(name, FundingAxisNames()));
}

std::vector<std::string> ValuesOn(FundingAxis axis, const TaggedGrant& tagged,
                                  GrantPlace place) {
  const Grant& grant = tagged.grant;
  std::vector<std::string> values;
  switch (axis) {
    case FundingAxis::kFutureField:
      return FutureFieldsOf(tagged);
    case FundingAxis::kField:
      values = tagged.fields;
      break;
    case FundingAxis::kTopic:
      values = tagged.topics;
      break;
    case FundingAxis::kActor:
      return {std::string(ToString(grant.actor))};
    case FundingAxis::kYear:
      return OneOrNone(YearOf(grant));
    case FundingAxis::kDistrict:
      return OneOrNone(std::string(DistrictOf(grant, place)));
    case FundingAxis::kKind:
      return OneOrNone(grant.kind);
    case FundingAxis::kProfile:
      return OneOrNone(grant.profile);
    case FundingAxis::kMinistry:
      return OneOrNone(grant.ministry);
    case FundingAxis::kRecipient:
      return OneOrNone(grant.recipient.name);
    case FundingAxis::kProject:
      return {ProjectOf(tagged)};
    case FundingAxis::kCompany:
      return OneOrNone(tagged.company_id);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

void OpenFundingCell::Add(const TaggedGrant& tagged, int64_t cents,
                          double quota) {
  const Grant& grant = tagged.grant;
  AddTo(cell_.cents, cents);
  ++cell_.grants;
  if (grant.amount_cents == 0) ++cell_.undisclosed;
  if (IsOutsideResearch(grant)) AddTo(cell_.outside_research_cents, cents);
  if (grant.actor == ActorClass::kBusiness) {
    AddTo(cell_.estimated_own_cents, OwnInvestment(cents, quota));
  }
  AddTo(projects_[ProjectOf(tagged)], cents);
}

FundingCell OpenFundingCell::Close() && {
  cell_.projects = projects_.size();
  for (const auto& [project, cents] : projects_) {
    cell_.largest_cents = std::max(cell_.largest_cents, cents);
  }
  return cell_;
}

Result<FundingTally> FundingTally::Begin(std::vector<FundingAxis> axes,
                                         const IndicatorOptions& options,
                                         GrantPlace place) {
  if (auto s = Check(options); !s) return tl::unexpected(s.error());
  if (axes.empty() || axes.size() > 2) {
    return Fail(ErrorKind::kInvalid,
                "one or two dimensions, not " + std::to_string(axes.size()));
  }
  if (axes.size() == 2 && axes[0] == axes[1]) {
    return Fail(ErrorKind::kInvalid, "the dimension '" +
                                         std::string(ToString(axes[0])) +
                                         "' stands there twice");
  }
  FundingTally tally;
  tally.margins_.resize(axes.size());
  tally.table_.axes = std::move(axes);
  tally.table_.options = options;
  tally.table_.place = place;
  return tally;
}

void FundingTally::Add(const TaggedGrant& tagged) {
  const Grant& grant = tagged.grant;
  const IndicatorOptions& options = table_.options;
  if (!IsInPeriod(grant, options)) {
    ++table_.out_of_period;
    return;
  }
  const double quota = QuotaOf(grant, options);
  std::vector<std::vector<std::string>> values;
  size_t combinations = 1;
  for (const FundingAxis axis : table_.axes) {
    values.push_back(ValuesOn(axis, tagged, table_.place));
    combinations *= values.back().size();
  }
  if (combinations == 0) {
    without_.Add(tagged, grant.amount_cents, quota);
    return;
  }
  total_.Add(tagged, grant.amount_cents, quota);
  const auto add = [&](const auto& keys, auto& cells) {
    for (const auto& [key, cents] :
         Shares(grant.amount_cents, keys, options.split)) {
      cells[key].Add(tagged, cents, quota);
    }
  };
  for (size_t axis = 0; axis < values.size(); ++axis) {
    add(values[axis], margins_[axis]);
  }
  std::vector<std::vector<std::string>> keys;
  for (size_t at = 0; at < combinations; ++at) {
    std::vector<std::string> key;
    size_t rest = at;
    for (size_t axis = values.size(); axis-- > 0;) {
      key.insert(key.begin(), values[axis][rest % values[axis].size()]);
      rest /= values[axis].size();
    }
    keys.push_back(std::move(key));
  }
  KeepNested(table_.axes, tagged, keys);
  add(keys, cells_);
}

FundingTable FundingTally::Finish() && {
  for (auto& [key, cell] : cells_) {
    table_.cells.emplace(key, std::move(cell).Close());
  }
  table_.margins.resize(margins_.size());
  for (size_t axis = 0; axis < margins_.size(); ++axis) {
    for (auto& [value, cell] : margins_[axis]) {
      table_.margins[axis].emplace(value, std::move(cell).Close());
    }
  }
  table_.total = std::move(total_).Close();
  table_.without = std::move(without_).Close();
  return std::move(table_);
}

}  // namespace ritmon
