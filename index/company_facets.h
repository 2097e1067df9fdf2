// SPDX-License-Identifier: GPL-3.0-or-later
// What companies are filtered by, as boolean terms and values: on the company's
// document, and on its pages', so that pages of young companies in a region
// are found by one query. Pure functions, any thread.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "index/schema.h"
#include "model/record.h"

namespace ritmon {

struct CompanyFacets {
  std::vector<std::string> terms;
  std::map<ValueSlot, std::string> values;
};

// Place, legal form, status, kind, age, size. What is not known has the term
// of kUnknownValue.
CompanyFacets FacetsOf(const CompanyRecord& record);

// "eu:micro", "study:0-99", "class:1-9": what kTermSizeClass is put before.
std::string SizeClassValue(std::string_view division, std::string_view name);

// The founding day that ages are computed from: 1 July of a year alone.
// "19980401", or empty.
std::string FoundedValue(const Company& company);

}  // namespace ritmon
