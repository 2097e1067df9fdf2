// SPDX-License-Identifier: GPL-3.0-or-later
// All companies of an index as columns in memory: what is counted and filtered
// by, some 40 bytes a company, instead of documents. Read once from
// kSlotFacts, then counts take milliseconds (bench/index_bench.cc).
//
// Rows go by rising document number. What many companies have in common
// (status, kind, form, place) is held once. Immutable after the last Add: safe
// to share between threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "index/dictionary.h"
#include "model/record.h"

namespace ritmon {

// Texts as numbers of FactColumns' dictionaries.
struct CommonColumns {
  CompanyStatus status = CompanyStatus::kActive;
  EntityKind kind = EntityKind::kEnterprise;
  uint32_t legal_form = 0;
  uint32_t district = 0;
  uint32_t municipality = 0;
  std::vector<uint32_t> regions;
  std::vector<uint32_t> clusters;
};

struct TagColumn {
  uint32_t number = 0;  // in field_names() or topic_names()
  Confidence confidence = Confidence::kLow;
};

class FactColumns {
 public:
  // `document` is larger than the one before. False if `facts` is not what
  // EncodeFacts wrote; the row is not added then.
  bool Add(uint32_t document, std::string_view facts);
  // The next row, of a company that comes from no index.
  void Add(const CompanyRecord& record);

  size_t rows() const { return documents_.size(); }
  const std::vector<uint32_t>& documents() const { return documents_; }

  // What CommonOf(row) is a number of.
  const std::vector<CommonColumns>& commons() const { return commons_; }
  uint32_t CommonOf(size_t row) const { return common_of_[row]; }
  const CommonColumns& Common(size_t row) const {
    return commons_[common_of_[row]];
  }

  // As FoundingDay (model/record.h) has it.
  std::optional<Date> FoundingDay(size_t row) const;
  bool IsByYearOnly(size_t row) const { return own_[row].by_year_only; }
  std::optional<Headcount> Employees(size_t row) const;
  bool HasEvidenceOf(size_t row, PageKind kind) const {
    return (own_[row].kinds & KindBit(kind)) != 0;
  }
  bool HasTags(size_t row) const {
    return tag_ends_[row].second != (row == 0 ? 0 : tag_ends_[row - 1].second);
  }
  std::span<const TagColumn> Fields(size_t row) const;
  std::span<const TagColumn> Topics(size_t row) const;

  const Dictionary& field_names() const { return fields_; }
  const Dictionary& topic_names() const { return topics_; }
  const Dictionary& region_names() const { return regions_; }
  const Dictionary& districts() const { return districts_; }
  const Dictionary& municipalities() const { return municipalities_; }
  const Dictionary& cluster_names() const { return clusters_; }
  const Dictionary& legal_forms() const { return legal_forms_; }

 private:
  struct OwnColumns {
    Date founding_day{};  // not ok(): unknown
    int64_t employees_min = 0;
    int64_t employees_max = -1;  // kNoMost: and more; kNoEmployees: unknown
    bool by_year_only = false;
    uint8_t kinds = 0;  // KindBit of each
  };
  static constexpr int64_t kNoEmployees = -1;
  static constexpr int64_t kNoMost = -2;
  static uint8_t KindBit(PageKind kind) {
    return static_cast<uint8_t>(1u << static_cast<unsigned>(kind));
  }
  uint32_t InternCommon(const CompanyRecord& record);
  size_t TagsBegin(size_t row) const {
    return row == 0 ? 0 : tag_ends_[row - 1].second;
  }

  std::vector<uint32_t> documents_;
  std::vector<uint32_t> common_of_;
  std::vector<OwnColumns> own_;
  std::vector<TagColumn> tags_;
  // Of each row, in tags_: the end of its fields, and that of its topics, which
  // follow them.
  std::vector<std::pair<uint32_t, uint32_t>> tag_ends_;
  std::vector<CommonColumns> commons_;
  Dictionary common_texts_;
  Dictionary fields_;
  Dictionary topics_;
  Dictionary regions_;
  Dictionary districts_;
  Dictionary municipalities_;
  Dictionary clusters_;
  Dictionary legal_forms_;
  CompanyRecord scratch_;  // of Add
};

}  // namespace ritmon
