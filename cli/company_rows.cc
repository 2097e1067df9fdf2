// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/company_rows.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "report/company_columns.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// Nothing becomes null.
template <typename Number>
Json AsNumber(const std::optional<Number>& number) {
  return number ? Json(*number) : Json(nullptr);
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
              {"register_number", OrNull(RegisterText(company))},
              {"lei", OrNull(company.lei)},
              {"name", company.name},
              {"legal_form", OrNull(company.legal_form)},
              {"court", OrNull(company.court)},
              {"vat_id", OrNull(company.vat_id)},
              {"street", OrNull(company.address.street)},
              {"postcode", OrNull(company.address.postcode)},
              {"town", OrNull(company.address.town)},
              {"district", OrNull(company.district)},
              {"district_name", OrNull(record.district_name)},
              {"regions", record.regions},
              {"website", OrNull(WebsiteOf(record))},
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

}  // namespace ritmon
