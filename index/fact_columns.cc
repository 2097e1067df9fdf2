// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/fact_columns.h"

#include "index/company_facts.h"

namespace ritmon {

uint32_t FactColumns::InternCommon(const CompanyRecord& record) {
  CommonColumns common;
  common.status = record.company.status;
  common.kind = record.company.kind;
  common.legal_form = legal_forms_.Number(record.company.legal_form);
  common.district = districts_.Number(record.company.district);
  common.municipality = municipalities_.Number(record.municipality);
  for (const std::string& region : record.regions) {
    common.regions.push_back(regions_.Number(region));
  }
  for (const std::string& cluster : record.clusters) {
    common.clusters.push_back(clusters_.Number(cluster));
  }
  commons_.push_back(std::move(common));
  return static_cast<uint32_t>(commons_.size() - 1);
}

bool FactColumns::Add(uint32_t document, std::string_view facts) {
  const std::string_view common = CommonFacts(facts);
  if (common.empty() || !DecodeOwnFacts(OwnFacts(facts), scratch_)) {
    return false;
  }
  auto number = common_texts_.Find(common);
  if (!number) {
    if (!DecodeCommonFacts(common, scratch_)) return false;
    number = common_texts_.Number(common);
    InternCommon(scratch_);
  }
  const Company& company = scratch_.company;
  OwnColumns& own = own_.emplace_back();
  if (const auto day = ritmon::FoundingDay(company)) {
    own.founding_day = *day;
    own.by_year_only = company.founded_precision == "year";
  }
  own.employees_max = kNoEmployees;
  if (company.employees) {
    own.employees_min = company.employees->min;
    own.employees_max = company.employees->max.value_or(kNoMost);
  }
  for (const PageKind kind : scratch_.evidence.kinds) {
    own.kinds |= KindBit(kind);
  }
  for (const CompanyField& tag : scratch_.fields) {
    tags_.push_back({fields_.Number(tag.field), tag.confidence});
  }
  const auto fields_end = static_cast<uint32_t>(tags_.size());
  for (const CompanyField& tag : scratch_.topics) {
    tags_.push_back({topics_.Number(tag.field), tag.confidence});
  }
  tag_ends_.emplace_back(fields_end, static_cast<uint32_t>(tags_.size()));
  documents_.push_back(document);
  common_of_.push_back(*number);
  return true;
}

void FactColumns::Add(const CompanyRecord& record) {
  Add(documents_.empty() ? 1 : documents_.back() + 1, EncodeFacts(record));
}

std::optional<Date> FactColumns::FoundingDay(size_t row) const {
  const Date day = own_[row].founding_day;
  return day.ok() ? std::optional<Date>(day) : std::nullopt;
}

std::optional<Headcount> FactColumns::Employees(size_t row) const {
  const OwnColumns& own = own_[row];
  if (own.employees_max == kNoEmployees) return std::nullopt;
  Headcount headcount{.min = own.employees_min, .max = {}, .year = {}};
  if (own.employees_max != kNoMost) headcount.max = own.employees_max;
  return headcount;
}

std::span<const TagColumn> FactColumns::Fields(size_t row) const {
  return std::span(tags_).subspan(TagsBegin(row),
                                  tag_ends_[row].first - TagsBegin(row));
}

std::span<const TagColumn> FactColumns::Topics(size_t row) const {
  return std::span(tags_).subspan(tag_ends_[row].first,
                                  tag_ends_[row].second - tag_ends_[row].first);
}

}  // namespace ritmon
