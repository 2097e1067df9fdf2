// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_record.h"

#include <algorithm>
#include <utility>

#include "registry/entity_kind.h"

namespace ritmon {
namespace {

class Merger {
 public:
  Merger(const Company& held, const SourceInfo& first,
         const std::vector<ValueSource>& values, const SourceInfo& source)
      : first_(first), values_(values), source_(source) {
    result_.company = held;
  }

  template <typename T>
  void Replace(const char* field, T& held, T& incoming) {
    held = std::move(incoming);
    result_.changed_fields.emplace_back(field);
  }

  template <typename T>
  void Take(const char* field, T& held, T& incoming, bool held_is_empty,
            bool incoming_is_empty) {
    if (incoming_is_empty) return;
    if (held == incoming) return Confirm(field);
    if (!held_is_empty && !MayReplace(field)) return Keep(field);
    Replace(field, held, incoming);
  }
  void Take(const char* field, std::string& held, std::string& incoming) {
    Take(field, held, incoming, held.empty(), incoming.empty());
  }

  // Street, postcode and town of one address belong together, and one without
  // a postcode is half an address, whoever gives it.
  void TakeAddress(Address& held, Address& incoming) {
    const Address nowhere;
    if (incoming == nowhere) return;
    if (held == incoming) return Confirm("address");
    const bool held_whole = !held.postcode.empty();
    const bool incoming_whole = !incoming.postcode.empty();
    const bool may =
        held == nowhere ||
        (held_whole == incoming_whole ? MayReplace("address") : incoming_whole);
    if (!may) return Keep("address");
    Replace("address", held, incoming);
  }

  void TakeEmployees(std::optional<Headcount>& held,
                     std::optional<Headcount>& incoming) {
    if (!incoming) return;
    if (held == incoming) return Confirm("employees");
    bool may = !held.has_value();
    if (!may && held->year && incoming->year &&
        *held->year != *incoming->year && IsPeer("employees")) {
      may = *incoming->year > *held->year;
    } else if (!may) {
      may = MayReplace("employees");
    }
    if (!may) return Keep("employees");
    Replace("employees", held, incoming);
  }

  // With how exact it is, and who says so.
  void TakeFounded(Company& held, Company& incoming) {
    if (!incoming.founded) return;
    if (held.founded && !MayReplace("founded")) {
      if (held.founded != incoming.founded) Keep("founded");
      return;
    }
    if (held.founded == incoming.founded &&
        held.founded_precision == incoming.founded_precision &&
        held.founded_source == incoming.founded_source) {
      return Confirm("founded");
    }
    held.founded_precision = incoming.founded_precision;
    held.founded_source = incoming.founded_source;
    Replace("founded", held.founded, incoming.founded);
  }

  // Previous names are a set: every account adds to it.
  void AddNames(std::vector<std::string>& held,
                const std::vector<std::string>& incoming) {
    bool added = false;
    for (const std::string& name : incoming) {
      if (std::find(held.begin(), held.end(), name) != held.end()) continue;
      held.push_back(name);
      added = true;
    }
    if (!added) return;
    std::sort(held.begin(), held.end());
    result_.changed_fields.emplace_back("previous_names");
  }

  MergeResult& result() { return result_; }

 private:
  void Keep(const char* field) { result_.kept_fields.emplace_back(field); }

  // A better source says the same: from now on the value is as good as that.
  void Confirm(const char* field) {
    const SourceInfo origin = OriginOf(field);
    if (origin.name != source_.name && source_.rank > origin.rank) {
      result_.confirmed_fields.emplace_back(field);
    }
  }

  // Where the held value came from.
  SourceInfo OriginOf(std::string_view field) const {
    const auto value = std::find_if(
        values_.begin(), values_.end(),
        [&](const ValueSource& known) { return known.field == field; });
    if (value == values_.end()) return first_;
    return {value->source, value->rank, value->as_of};
  }

  bool MayReplace(std::string_view field) const {
    const SourceInfo origin = OriginOf(field);
    if (origin.name == source_.name) return source_.as_of >= origin.as_of;
    if (source_.rank != origin.rank) return source_.rank > origin.rank;
    return source_.as_of > origin.as_of;
  }

  // Neither better nor worse than where the held value came from.
  bool IsPeer(std::string_view field) const {
    const SourceInfo origin = OriginOf(field);
    return origin.name == source_.name || origin.rank == source_.rank;
  }

  const SourceInfo& first_;
  const std::vector<ValueSource>& values_;
  const SourceInfo& source_;
  MergeResult result_;
};

}  // namespace

MergeResult MergeCompany(const Company& held, const SourceInfo& first,
                         const std::vector<ValueSource>& values,
                         Company incoming, const SourceInfo& source) {
  Merger merger(held, first, values, source);
  Company& c = merger.result().company;
  merger.Take("name", c.name, incoming.name);
  merger.Take("legal_form", c.legal_form, incoming.legal_form);
  merger.Take("court", c.court, incoming.court);
  merger.TakeAddress(c.address, incoming.address);
  // What follows from other values follows them: the district the address, the
  // kind of entity everything.
  if ((c.address != held.address || c.district.empty()) &&
      !incoming.district.empty() && c.district != incoming.district) {
    merger.Replace("district", c.district, incoming.district);
  }
  merger.TakeFounded(c, incoming);
  merger.TakeEmployees(c.employees, incoming.employees);
  merger.Take("status", c.status, incoming.status, false, false);
  merger.Take("wz", c.wz, incoming.wz);
  merger.Take("purpose", c.purpose, incoming.purpose);
  merger.Take("website", c.website, incoming.website);
  merger.Take("vat_id", c.vat_id, incoming.vat_id);
  merger.Take("lei", c.lei, incoming.lei);
  merger.AddNames(c.previous_names, incoming.previous_names);
  if (!merger.result().changed_fields.empty()) {
    c.kind = ClassifyEntity(SignsOf(c)).kind;
  }
  return std::move(merger.result());
}

}  // namespace ritmon
