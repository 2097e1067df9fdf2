// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/value_origins.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/wording.h"
#include "pipeline/stores.h"
#include "registry/company_store.h"

namespace ritmon {
namespace {

std::vector<std::string> FieldsOf(const Company& c) {
  const std::pair<const char*, bool> all[] = {
      {"name", !c.name.empty()},
      {"legal_form", !c.legal_form.empty()},
      {"address", c.address != Address{}},
      {"founded", c.founded.has_value()},
      {"employees", c.employees.has_value()},
      {"status", true},
      {"wz", !c.wz.empty()},
      {"purpose", !c.purpose.empty()},
      {"website", !c.website.empty()},
      {"vat_id", !c.vat_id.empty()},
      {"lei", !c.lei.empty()},
      {"previous_names", !c.previous_names.empty()}};
  std::vector<std::string> fields;
  for (const auto& [field, is_there] : all) {
    if (is_there) fields.emplace_back(field);
  }
  return fields;
}

}  // namespace

Result<std::vector<ValueOrigin>> OriginsOf(const Analysis& analysis,
                                           const Company& company) {
  std::vector<ValueOrigin> origins;
  auto database = OpenStateReadOnly(analysis.options().workspace);
  if (!database) return tl::unexpected(database.error());
  auto store = CompanyStore::OpenReadOnly(*database);
  if (!store) {
    if (store.error().kind == ErrorKind::kNotFound) return origins;
    return tl::unexpected(store.error());
  }
  auto first = store->FirstSourceOf(company.id);
  if (!first) return tl::unexpected(first.error());
  if (!*first) return origins;
  auto values = store->SourcesOf(company.id);
  if (!values) return tl::unexpected(values.error());
  for (std::string& field : FieldsOf(company)) {
    const auto value = std::find_if(
        values->begin(), values->end(),
        [&](const ValueSource& known) { return known.field == field; });
    if (value == values->end()) {
      origins.push_back({std::move(field), (*first)->name, (*first)->as_of});
    } else {
      origins.push_back({std::move(field), value->source, value->as_of});
    }
  }
  return origins;
}

std::string OriginText(const std::vector<ValueOrigin>& origins,
                       Language language) {
  // In the order of their first field.
  std::vector<std::pair<std::string, std::string>> lines;
  for (const ValueOrigin& origin : origins) {
    const std::string from =
        origin.as_of.empty()
            ? origin.source
            : fmt::format("{} ({})", origin.source, origin.as_of);
    const auto line =
        std::find_if(lines.begin(), lines.end(),
                     [&](const auto& known) { return known.first == from; });
    if (line == lines.end()) {
      lines.emplace_back(from, origin.field);
    } else {
      line->second += ", " + origin.field;
    }
  }
  std::string text;
  for (const auto& [from, fields] : lines) {
    text += Say(language, Phrase::why_from, from, fields);
  }
  return text;
}

}  // namespace ritmon
