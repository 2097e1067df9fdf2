// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/company_facets.h"

#include "index/dimension.h"

namespace ritmon {
namespace {

void AddOrUnknown(const char* prefix, const std::string& value,
                  std::vector<std::string>& terms) {
  terms.push_back(MakeTerm(
      prefix, value.empty() ? kUnknownValue : std::string_view(value)));
}

}  // namespace

std::string SizeClassValue(std::string_view division, std::string_view name) {
  return std::string(division) + ":" + std::string(name);
}

std::string FoundedValue(const Company& company) {
  const auto day = FoundingDay(company);
  if (!day) return {};
  std::string value;
  for (const char c : FormatDate(*day)) {
    if (c != '-') value += c;
  }
  return value;
}

CompanyFacets FacetsOf(const CompanyRecord& record) {
  const Company& company = record.company;
  CompanyFacets facets;
  auto& terms = facets.terms;
  for (const std::string& region : record.regions) {
    terms.push_back(MakeTerm(kTermRegion, region));
  }
  if (record.regions.empty()) AddOrUnknown(kTermRegion, "", terms);
  AddOrUnknown(kTermDistrict, company.district, terms);
  AddOrUnknown(kTermMunicipality, record.municipality, terms);
  for (const std::string& cluster : record.clusters) {
    terms.push_back(MakeTerm(kTermCluster, cluster));
  }
  if (record.clusters.empty()) {
    terms.push_back(MakeTerm(kTermCluster, kNoCluster));
  }
  AddOrUnknown(kTermLegalForm, company.legal_form, terms);
  terms.push_back(MakeTerm(kTermStatus, ToString(company.status)));
  terms.push_back(MakeTerm(kTermEntityKind, ToString(company.kind)));
  for (const auto& [division, name] :
       {std::pair("class", SizeClass(company.employees)),
        std::pair("study", StudySizeClass(company.employees)),
        std::pair("eu", EuSizeClass(company.employees))}) {
    terms.push_back(MakeTerm(kTermSizeClass, SizeClassValue(division, name)));
  }
  const std::string founded = FoundedValue(company);
  if (founded.empty()) {
    AddOrUnknown(kTermAge, "", terms);
  } else {
    facets.values[kSlotFounded] = founded;
  }
  if (!company.employees) {
    AddOrUnknown(kTermSize, "", terms);
    return facets;
  }
  const auto& most = company.employees->max;
  facets.values[kSlotEmployees] = NumberValue(company.employees->min);
  facets.values[kSlotEmployeesMost] =
      most ? NumberValue(*most) : std::string(kNoUpperBound);
  return facets;
}

}  // namespace ritmon
