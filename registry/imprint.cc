// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint.h"

#include <algorithm>
#include <utility>

#include "registry/imprint_assembly.h"
#include "registry/imprint_lines.h"
#include "registry/imprint_markup.h"
#include "registry/imprint_owner.h"
#include "registry/imprint_site.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

std::vector<ImprintCompany> Extract(std::string_view text,
                                    const SiteNames& site) {
  std::vector<ImprintLine> lines = CutImprint(text);
  if (!MayNameCompany(lines)) return {};
  MarkLines(lines);
  return ChooseOwners(AssembleImprint(std::move(lines)), site);
}

bool IsIdentified(const std::vector<ImprintCompany>& companies) {
  return !companies.empty() &&
         (!companies[0].number.empty() || !companies[0].vat_id.empty());
}

// The page's text by how likely it is the imprint.
struct ImprintText {
  std::string legal;  // a section, on sites of one page
  std::string main;   // that and all else that is content
  std::string footer;
};

ImprintText TextOf(const Page& page) {
  ImprintText text;
  for (const Block& block : page.blocks) {
    switch (block.zone) {
      case Zone::kTitle:
      case Zone::kDescription:
      case Zone::kNavigation:
      case Zone::kImageAlt:
      case Zone::kStructured:
      case Zone::kConsent:
      case Zone::kReference:
      case Zone::kJob:
      case Zone::kSearch:
        break;
      case Zone::kFooter:
      case Zone::kAside:
        text.footer += block.text + '\n';
        break;
      case Zone::kLegal:
        text.legal += block.text + '\n';
        [[fallthrough]];
      default:
        text.main += block.text + '\n';
    }
  }
  return text;
}

// "Our address is at the foot of this page."
void TakeAddresses(std::string_view footer, const SiteNames& site,
                   std::vector<ImprintCompany>& companies) {
  const bool all_placed = std::none_of(
      companies.begin(), companies.end(),
      [](const auto& company) { return company.address.postcode.empty(); });
  if (all_placed) return;
  for (ImprintCompany& named : Extract(footer, site)) {
    const std::string key = FullNameKey(named.name);
    for (ImprintCompany& company : companies) {
      if (company.address.postcode.empty() &&
          FullNameKey(company.name) == key) {
        company.address = named.address;
      }
    }
  }
}

}  // namespace

std::vector<ImprintCompany> ExtractImprintText(std::string_view text) {
  return Extract(text, {});
}

std::vector<ImprintCompany> ExtractImprint(const Page& page) {
  const SiteNames site = SiteNamesOf(page);
  const ImprintText text = TextOf(page);
  auto companies = Extract(text.legal, site);
  if (text.main.size() > text.legal.size() && !IsIdentified(companies)) {
    // The section may go on in a table; or there is none.
    auto all = Extract(text.main, site);
    if (companies.empty() ||
        (IsIdentified(all) && all[0].name == companies[0].name)) {
      companies = std::move(all);
    }
  }
  // Footers repeat the address and name the web agency: only if need be. On an
  // imprint the name may be missing that the copyright line has.
  if (companies.empty()) {
    companies =
        Extract(page.is_imprint ? text.main + text.footer : text.footer, site);
  }
  TakeAddresses(text.footer, site, companies);
  const auto own = OwnMarkup(page.organizations, site);
  if (companies.empty()) return CompaniesFromMarkup(own);
  ConfirmByMarkup(own, companies);
  return companies;
}

}  // namespace ritmon
