// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_merge.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/normalize.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

bool Differ(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

bool SameNumber(const ImprintCompany& a, const ImprintCompany& b) {
  return !a.number.empty() && a.number == b.number &&
         a.register_type == b.register_type && a.suffix == b.suffix &&
         !Differ(Fold(a.court), Fold(b.court));
}

bool SameCompany(const ImprintCompany& a, const ImprintCompany& b) {
  const std::string name = FullNameKey(a.name);
  const std::string other = FullNameKey(b.name);
  // A number under two names is a copy of an imprint, or a mistake: people
  // are to see both.
  if (Differ(name, other)) return false;
  if (SameNumber(a, b)) return true;
  return !name.empty() && name == other &&
         (a.number.empty() || b.number.empty()) &&
         !Differ(a.address.postcode, b.address.postcode);
}

void Fill(std::string& value, std::string& other) {
  if (value.empty()) value = std::move(other);
}

void Enrich(ImprintCompany& company, ImprintCompany& other) {
  Fill(company.name, other.name);
  Fill(company.legal_form, other.legal_form);
  if (company.address.postcode.empty() && company.address.town.empty()) {
    company.address = std::move(other.address);
  }
  // Parts of a number say nothing alone.
  if (company.number.empty()) {
    company.number = std::move(other.number);
    company.register_type = std::move(other.register_type);
    company.suffix = std::move(other.suffix);
    company.court = std::move(other.court);
  }
  Fill(company.court, other.court);
  Fill(company.vat_id, other.vat_id);
  company.confidence = std::max(company.confidence, other.confidence);
}

}  // namespace

std::vector<ImprintCompany> MergeImprints(
    std::vector<ImprintCompany> companies) {
  std::vector<ImprintCompany> merged;
  for (ImprintCompany& company : companies) {
    const auto same = std::find_if(
        merged.begin(), merged.end(),
        [&](const ImprintCompany& one) { return SameCompany(one, company); });
    if (same == merged.end()) {
      merged.push_back(std::move(company));
    } else {
      Enrich(*same, company);
    }
  }
  return merged;
}

}  // namespace ritmon
