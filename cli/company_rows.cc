// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/company_rows.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// Nothing becomes null in JSON and an empty cell.
template <typename Number>
Json AsNumber(const std::optional<Number>& number) {
  return number ? Json(*number) : Json(nullptr);
}
template <typename Number>
std::string AsCell(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : std::string();
}

struct HeadcountCells {
  std::optional<int64_t> min;
  std::optional<int64_t> max;
  std::optional<int> year;
};

HeadcountCells BoundsOf(const Company& company) {
  if (!company.employees) return {};
  return {company.employees->min, company.employees->max,
          company.employees->year};
}

std::optional<int64_t> FigureOf(const Company& company) {
  if (!company.employees || !company.employees->is_figure()) return {};
  return company.employees->min;
}

Json StartupJson(const Company& company, Date as_of) {
  const std::string startup = StartupClass(company, as_of);
  return startup == "unknown" ? Json(nullptr) : Json(startup == "yes");
}

// Only as exact as it is known.
std::string FoundedText(const Company& company) {
  if (!company.founded) return {};
  const std::string date = FormatDate(*company.founded);
  return company.founded_precision == "year" ? date.substr(0, 4) : date;
}

std::string Join(const std::vector<std::string>& parts, const char* between) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += between;
    joined += part;
  }
  return joined;
}

std::string FieldsWith(const CompanyRecord& record, bool counted) {
  std::vector<std::string> parts;
  for (const CompanyField& field : record.fields) {
    if (IsCounted(record, field) != counted) continue;
    parts.push_back(field.field + ":" +
                    std::string(ToString(field.confidence)));
  }
  return Join(parts, "|");
}

Json FieldsJson(const CompanyRecord& record,
                const std::vector<CompanyField>& fields) {
  Json list = Json::array();
  for (const CompanyField& field : fields) {
    list.push_back(Json{{"field", field.field},
                        {"confidence", ToString(field.confidence)},
                        {"counted", IsCounted(record, field)},
                        {"score", field.score},
                        {"rule", field.rule},
                        {"pages", field.pages}});
  }
  return list;
}

}  // namespace

std::string FieldList(const CompanyRecord& record, bool with_candidates) {
  std::vector<std::string> parts;
  for (const CompanyField& field : record.fields) {
    const bool counted = IsCounted(record, field);
    if (!counted && !with_candidates) continue;
    parts.push_back(field.field + (counted ? "" : "?"));
  }
  return Join(parts, ", ");
}

Json ToJson(const CompanyRecord& record, Date as_of) {
  const Company& company = record.company;
  return Json{{"id", company.id},
              {"name", company.name},
              {"legal_form", OrNull(company.legal_form)},
              {"court", OrNull(company.court)},
              {"street", OrNull(company.address.street)},
              {"postcode", OrNull(company.address.postcode)},
              {"town", OrNull(company.address.town)},
              {"district", OrNull(company.district)},
              {"district_name", OrNull(record.district_name)},
              {"regions", record.regions},
              {"founded", OrNull(FoundedText(company))},
              {"founded_precision", OrNull(company.founded_precision)},
              {"founded_source", OrNull(company.founded_source)},
              {"age", AsNumber(AgeInYears(company, as_of))},
              {"age_class", AgeClass(company, as_of)},
              {"startup", StartupJson(company, as_of)},
              {"employees", AsNumber(FigureOf(company))},
              {"employees_min", AsNumber(BoundsOf(company).min)},
              {"employees_max", AsNumber(BoundsOf(company).max)},
              {"employees_year", AsNumber(BoundsOf(company).year)},
              {"size_class", SizeClass(company)},
              {"size_class_study", StudySizeClass(company)},
              {"size_class_eu", EuSizeClass(company)},
              {"status", ToString(company.status)},
              {"kind", ToString(company.kind)},
              {"source", company.source},
              {"hosts", record.hosts},
              {"match",
               {{"decision", OrNull(record.match.decision)},
                {"score", record.match.score},
                {"rule", OrNull(record.match.rule)},
                {"imprint", OrNull(record.match.imprint_url)}}},
              {"fields", FieldsJson(record, record.fields)},
              {"topics", FieldsJson(record, record.topics)}};
}

std::vector<std::string> CompanyColumnTitles() {
  return {"id",
          "name",
          "legal_form",
          "court",
          "street",
          "postcode",
          "town",
          "district",
          "district_name",
          "founded",
          "founded_precision",
          "founded_source",
          "age",
          "age_class",
          "startup",
          "employees",
          "employees_min",
          "employees_max",
          "employees_year",
          "size_class",
          "size_class_study",
          "size_class_eu",
          "status",
          "kind",
          "source",
          "hosts",
          "match",
          "match_rule",
          "fields",
          "candidates"};
}

std::vector<std::string> CompanyCells(const CompanyRecord& record, Date as_of) {
  const Company& company = record.company;
  const HeadcountCells headcount = BoundsOf(company);
  return {company.id,
          company.name,
          company.legal_form,
          company.court,
          company.address.street,
          company.address.postcode,
          company.address.town,
          company.district,
          record.district_name,
          FoundedText(company),
          company.founded_precision,
          company.founded_source,
          AsCell(AgeInYears(company, as_of)),
          AgeClass(company, as_of),
          StartupClass(company, as_of),
          AsCell(FigureOf(company)),
          AsCell(headcount.min),
          AsCell(headcount.max),
          AsCell(headcount.year),
          SizeClass(company),
          StudySizeClass(company),
          EuSizeClass(company),
          std::string(ToString(company.status)),
          std::string(ToString(company.kind)),
          company.source,
          Join(record.hosts, "|"),
          record.match.decision,
          record.match.rule,
          FieldsWith(record, true),
          FieldsWith(record, false)};
}

}  // namespace ritmon
