// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_identity.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/normalize.h"
#include "registry/company_store.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

bool SamePlace(const Address& a, const Address& b) {
  if (!a.postcode.empty() && !b.postcode.empty()) {
    return a.postcode == b.postcode;
  }
  return !a.town.empty() && Fold(a.town) == Fold(b.town);
}

// The only one of `others` that `fits`.
template <typename Fits>
std::string OnlyOne(const Companies& others, Fits fits) {
  std::string id;
  for (const Company& other : others) {
    if (!fits(other)) continue;
    if (!id.empty()) return {};
    id = other.id;
  }
  return id;
}

// An account that knows number and register but not the court, as GLEIF's do.
Result<std::string> ByNumberAndName(const Company& company,
                                    CompanyDirectory& directory) {
  const RegisterNumber& number = *company.register_number;
  auto same = directory.ByRegisterNumber({}, number.type, number.number);
  if (!same) return tl::unexpected(same.error());
  const std::string light = LightNameKey(company.name);
  return OnlyOne(*same, [&](const Company& other) {
    return other.register_number->suffix == number.suffix &&
           LightNameKey(other.name) == light;
  });
}

Result<std::string> ByNameAndPlace(const Company& company,
                                   CompanyDirectory& directory) {
  const std::string key = FullNameKey(company.name);
  auto same = directory.ByFullKey(key);
  if (!same) return tl::unexpected(same.error());
  return OnlyOne(*same, [&](const Company& other) {
    return FullNameKey(other.name) == key &&
           SamePlace(company.address, other.address);
  });
}

std::vector<std::string> NamesOf(const Company& company) {
  std::vector<std::string> names = {LightNameKey(company.name)};
  for (const std::string& name : company.previous_names) {
    names.push_back(LightNameKey(name));
  }
  return names;
}

}  // namespace

Result<std::string> IdentityOf(const Company& company,
                               CompanyDirectory& directory) {
  const auto& number = company.register_number;
  if (number && !number->court.empty()) return number->Key();
  const auto one = [](const Companies& found) {
    return found.size() == 1 ? found[0].id : std::string();
  };
  if (!company.lei.empty()) {
    auto found = directory.ByLei(company.lei);
    if (!found) return tl::unexpected(found.error());
    if (auto id = one(*found); !id.empty()) return id;
  }
  if (number) {
    auto found = ByNumberAndName(company, directory);
    if (!found || !found->empty()) return found;
  }
  if (!company.vat_id.empty()) {
    auto found = directory.ByVatId(company.vat_id);
    if (!found) return tl::unexpected(found.error());
    if (auto id = one(*found); !id.empty()) return id;
  }
  auto found = ByNameAndPlace(company, directory);
  if (!found || !found->empty()) return found;
  return UnregisteredId(company);
}

bool MayBeOne(const Company& a, const Company& b) {
  if (a.name == b.name) return true;
  for (const std::string& name : NamesOf(a)) {
    for (const std::string& other : NamesOf(b)) {
      if (JaroWinkler(name, other) >= kDifferentNames) return true;
    }
  }
  return false;
}

}  // namespace ritmon
