// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_markup.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "base/domain_name.h"
#include "registry/imprint_address.h"
#include "registry/legal_form.h"
#include "registry/name_key.h"
#include "registry/vat_id.h"

namespace ritmon {
namespace {

constexpr double kAgreement = 0.05;  // confidence for a witness that agrees

const std::string& NameOf(const OrganizationMarkup& organization) {
  return LegalFormOf(organization.legal_name).empty() ? organization.name
                                                      : organization.legal_name;
}

bool IsOwn(const OrganizationMarkup& organization, const SiteNames& site) {
  if (!organization.url.empty()) {
    const auto url = Url::Parse(organization.url);
    if (url && RegistrableDomain(url->host()) != site.domain) return false;
    if (url) return true;
  }
  return IsCalledLike(site, organization.name) ||
         IsCalledLike(site, organization.legal_name);
}

// A German address as it is written, else none.
Address AddressOf(const OrganizationMarkup& organization) {
  const std::string line = organization.postcode + " " + organization.town;
  const auto place = FindPlace(line);
  if (!place || organization.street.find('@') != std::string::npos) return {};
  return {StreetIn(organization.street), place->postcode, place->town};
}

std::string VatIdOf(const OrganizationMarkup& organization) {
  return FindVatId(organization.vat_id).value_or(std::string());
}

}  // namespace

std::vector<OrganizationMarkup> OwnMarkup(
    const std::vector<OrganizationMarkup>& organizations,
    const SiteNames& site) {
  std::vector<OrganizationMarkup> own;
  std::copy_if(organizations.begin(), organizations.end(),
               std::back_inserter(own),
               [&](const OrganizationMarkup& organization) {
                 return IsOwn(organization, site);
               });
  return own;
}

std::vector<ImprintCompany> CompaniesFromMarkup(
    const std::vector<OrganizationMarkup>& own) {
  for (const OrganizationMarkup& organization : own) {
    ImprintCompany company;
    company.name = NameOf(organization);
    company.legal_form = LegalFormOf(company.name);
    if (company.legal_form.empty()) continue;  // may be a person
    company.address = AddressOf(organization);
    company.vat_id = VatIdOf(organization);
    company.confidence = company.address.postcode.empty() ? 0.35 : 0.45;
    return {std::move(company)};
  }
  return {};
}

void ConfirmByMarkup(const std::vector<OrganizationMarkup>& own,
                     std::vector<ImprintCompany>& companies) {
  for (ImprintCompany& company : companies) {
    const std::string key = FullNameKey(company.name);
    const auto same = std::find_if(
        own.begin(), own.end(), [&](const OrganizationMarkup& organization) {
          return FullNameKey(NameOf(organization)) == key;
        });
    if (same == own.end()) continue;
    Address address = AddressOf(*same);
    const std::string vat_id = VatIdOf(*same);
    const bool agrees = (!address.postcode.empty() &&
                         address.postcode == company.address.postcode) ||
                        (!vat_id.empty() && vat_id == company.vat_id);
    if (company.address.postcode.empty()) company.address = std::move(address);
    if (company.vat_id.empty()) company.vat_id = vat_id;
    if (agrees) {
      company.confidence = std::min(1.0, company.confidence + kAgreement);
    }
  }
}

}  // namespace ritmon
