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
  void Take(const char* field, T& held, T& incoming, bool held_is_empty,
            bool incoming_is_empty) {
    if (incoming_is_empty || held == incoming) return;
    if (!held_is_empty && !MayReplace(field)) return;
    held = std::move(incoming);
    result_.changed_fields.emplace_back(field);
  }
  void Take(const char* field, std::string& held, std::string& incoming) {
    Take(field, held, incoming, held.empty(), incoming.empty());
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
    if (added) result_.changed_fields.emplace_back("previous_names");
  }

  MergeResult& result() { return result_; }

 private:
  bool MayReplace(std::string_view field) const {
    const auto value = std::find_if(
        values_.begin(), values_.end(),
        [&](const ValueSource& known) { return known.field == field; });
    const bool other = value != values_.end();
    const std::string& name = other ? value->source : first_.name;
    const std::string& as_of = other ? value->as_of : first_.as_of;
    const int rank = other ? value->rank : first_.rank;
    if (name == source_.name) return source_.as_of >= as_of;
    return source_.rank > rank;
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
  // Street, postcode and town of one address belong together.
  const Address nowhere;
  if (c.address.postcode.empty() || !incoming.address.postcode.empty()) {
    merger.Take("address", c.address, incoming.address, c.address == nowhere,
                incoming.address == nowhere);
  }
  // What follows from other values follows them: the district the address, the
  // kind of entity everything.
  if (c.address != held.address || c.district.empty()) {
    merger.Take("district", c.district, incoming.district, true,
                incoming.district.empty());
  }
  const auto founded = c.founded;
  merger.Take("founded", c.founded, incoming.founded, !c.founded.has_value(),
              !incoming.founded.has_value());
  if (c.founded != founded) {
    c.founded_precision = incoming.founded_precision;
    c.founded_source = incoming.founded_source;
  }
  merger.Take("employees", c.employees, incoming.employees,
              !c.employees.has_value(), !incoming.employees.has_value());
  merger.Take("status", c.status, incoming.status, false, false);
  merger.Take("wz", c.wz, incoming.wz);
  merger.Take("purpose", c.purpose, incoming.purpose);
  merger.Take("website", c.website, incoming.website);
  merger.Take("vat_id", c.vat_id, incoming.vat_id);
  merger.Take("lei", c.lei, incoming.lei);
  merger.AddNames(c.previous_names, incoming.previous_names);
  if (!merger.result().changed_fields.empty()) {
    EntitySigns signs;
    signs.name = c.name;
    signs.legal_form = c.legal_form;
    signs.purpose = c.purpose;
    signs.has_website = !c.website.empty();
    c.kind = ClassifyEntity(signs).kind;
  }
  return std::move(merger.result());
}

}  // namespace ritmon
