// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint.h"

#include <algorithm>
#include <utility>

#include "registry/imprint_assembly.h"
#include "registry/imprint_lines.h"
#include "registry/imprint_markup.h"
#include "registry/imprint_owner.h"
#include "registry/imprint_site.h"

namespace ritmon {
namespace {

std::vector<ImprintCompany> Extract(std::string_view text,
                                    const SiteNames& site) {
  return ChooseOwners(AssembleImprint(CutImprint(text)), site);
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
  const auto own = OwnMarkup(page.organizations, site);
  if (companies.empty()) return CompaniesFromMarkup(own);
  ConfirmByMarkup(own, companies);
  return companies;
}

}  // namespace ritmon
