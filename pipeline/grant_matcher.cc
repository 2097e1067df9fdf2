// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/grant_matcher.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "funding/foekat_csv.h"
#include "registry/legal_form.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// The whole name, then what stands before a branch or department.
std::vector<std::string_view> Readings(std::string_view name) {
  std::vector<std::string_view> readings = {name};
  for (const std::string_view mark : {" - ", ", ", " c/o "}) {
    const size_t at = name.find(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view part = name.substr(0, at);
    // "Müller, Meier & Co. KG" without its form would be anybody.
    if (!LegalFormOf(part).empty()) readings.push_back(part);
  }
  return readings;
}

// The only one, else the only active one.
const Company* OneOf(const std::vector<const Company*>& companies) {
  if (companies.size() == 1) return companies.front();
  const Company* one = nullptr;
  for (const Company* company : companies) {
    if (company->status != CompanyStatus::kActive) continue;
    if (one != nullptr) return nullptr;
    one = company;
  }
  return one;
}

}  // namespace

Result<std::optional<GrantMatch>> GrantMatcher::Match(
    const GrantBody& recipient) {
  constexpr size_t kAgsDigits = 8;
  if (recipient.name.empty() || recipient.ags.size() != kAgsDigits ||
      recipient.ags == kAgsUnassigned || recipient.ags == kAgsAbroad ||
      IsHiddenName(recipient.name)) {
    return std::nullopt;
  }
  const std::string key = recipient.ags + recipient.name;
  if (const auto known = known_.find(key); known != known_.end()) {
    return known->second;
  }
  std::optional<GrantMatch> match;
  for (const std::string_view name : Readings(recipient.name)) {
    auto found = Search(name, recipient);
    if (!found) return found;
    match = std::move(*found);
    if (match) break;
  }
  return known_.emplace(key, std::move(match)).first->second;
}

Result<std::optional<GrantMatch>> GrantMatcher::Search(
    std::string_view name, const GrantBody& recipient) {
  const std::string key = FullNameKey(name);
  if (key.empty()) return std::nullopt;
  auto companies = directory_.ByFullKey(key);
  if (!companies) return tl::unexpected(companies.error());
  const std::string_view ags = recipient.ags;
  const std::string_view district = ags.substr(0, 5);
  const auto where = [&](const std::function<bool(const Company&)>& is_there) {
    std::vector<const Company*> there;
    for (const Company& company : *companies) {
      if (is_there(company)) there.push_back(&company);
    }
    return there;
  };
  const auto in_municipality = where([&](const Company& company) {
    return company.district == district &&
           regions_.Resolve(company.address.postcode, company.address.town)
                   .municipality == ags;
  });
  if (const Company* company = OneOf(in_municipality)) {
    return GrantMatch{company->id, "name and municipality"};
  }
  if (!in_municipality.empty()) return std::nullopt;
  const auto in_district = where(
      [&](const Company& company) { return company.district == district; });
  if (const Company* company = OneOf(in_district)) {
    return GrantMatch{company->id, "name and district"};
  }
  if (in_district.empty() && companies->size() == 1 &&
      companies->front().district.starts_with(ags.substr(0, 2))) {
    return GrantMatch{companies->front().id, "name, unique, and state"};
  }
  return std::nullopt;
}

}  // namespace ritmon
