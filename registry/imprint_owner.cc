// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_owner.h"

#include <algorithm>
#include <string>
#include <utility>

#include "registry/legal_form.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

bool HasAddress(const ImprintCompany& company) {
  return !company.address.postcode.empty();
}

// What identifies a company; an address is anybody's who is mentioned.
bool HasIdentifier(const ImprintCompany& company) {
  return !company.number.empty() || !company.vat_id.empty();
}

bool Fits(const ImprintCompany& company, const FoundRegisterNumber& number) {
  const std::string_view wanted = RegisterOf(company.legal_form);
  return number.type.empty() || wanted.empty() || wanted == number.type;
}

class Choice {
 public:
  Choice(ImprintFindings findings, const SiteNames& site)
      : drafts_(std::move(findings.drafts)),
        unclaimed_(std::move(findings.unclaimed)),
        site_(site) {}

  std::vector<ImprintCompany> Run() {
    std::erase_if(drafts_,
                  [](const ImprintDraft& draft) { return draft.placeholder; });
    if (Owners().empty()) PromoteTheSitesOwn();
    if (Owners().empty()) NameTheUnnamed();
    ClaimForTheOnlyOne();
    AttachLoneNumber();
    MarkForeign();
    return Finish();
  }

 private:
  std::vector<ImprintDraft*> Owners() {
    std::vector<ImprintDraft*> owners;
    for (ImprintDraft& draft : drafts_) {
      if (draft.party == Party::kOwner) owners.push_back(&draft);
    }
    return owners;
  }

  // A heading above may have been a menu's: the company that the site is
  // called like is no stranger.
  void PromoteTheSitesOwn() {
    for (ImprintDraft& draft : drafts_) {
      if (draft.party == Party::kPartner || draft.said_other ||
          !IsCalledLike(site_, draft.company.name)) {
        continue;
      }
      if (!HasAddress(draft.company)) continue;
      draft.party = Party::kOwner;
      return;
    }
  }

  // A registered firm whose name shows no legal form, or stands in the title
  // only: an address next to a register number that nobody took.
  void NameTheUnnamed() {
    if (unclaimed_.numbers.empty() || !HasUnclaimedAddress()) return;
    if (unclaimed_.numbers.front().number.type.empty()) return;
    ImprintDraft draft;
    draft.company.name = site_.company_in_title.empty()
                             ? unclaimed_.name
                             : site_.company_in_title;
    if (draft.company.name.empty()) return;
    draft.company.legal_form = LegalFormOf(draft.company.name);
    draft.key = FullNameKey(draft.company.name);
    drafts_.insert(drafts_.begin(), std::move(draft));
  }

  bool HasUnclaimedAddress() const {
    return !unclaimed_.address.address.postcode.empty() &&
           !unclaimed_.address.placeholder;
  }

  // Facts above the first name, where the name stands below them, in the
  // copyright line or in the title.
  void ClaimForTheOnlyOne() {
    const auto owners = Owners();
    if (owners.empty()) return;
    ImprintDraft& owner = *owners.front();
    if (HasAddress(owner.company) || !owner.company.number.empty()) return;
    const bool numbered = !unclaimed_.numbers.empty() &&
                          Fits(owner.company, unclaimed_.numbers[0].number);
    if (!numbered && !IsCalledLike(site_, owner.company.name)) return;
    if (numbered) {
      GiveNumber(unclaimed_.numbers[0].number,
                 std::move(unclaimed_.numbers[0].court), owner.company);
      unclaimed_.numbers.erase(unclaimed_.numbers.begin());
    }
    if (HasUnclaimedAddress()) {
      owner.company.address = unclaimed_.address.address;
      unclaimed_.line = static_cast<size_t>(-1);
    }
    if (owner.company.vat_id.empty()) owner.company.vat_id = unclaimed_.vat_id;
  }

  // One company, one number of the wrong division: a slip of the pen.
  void AttachLoneNumber() {
    if (unclaimed_.numbers.size() != 1) return;
    const auto owners = Owners();
    if (owners.empty() || !owners.front()->company.number.empty()) return;
    ImprintDraft& owner = *owners.front();
    const bool alone = std::none_of(drafts_.begin(), drafts_.end(),
                                    [](const ImprintDraft& draft) {
                                      return draft.party == Party::kPartner;
                                    });
    // The HRB of a KG is its general partner's, named or not.
    if (!alone || IsPartnershipForm(owner.company.legal_form) ||
        owner.foreign) {
      return;
    }
    auto& [number, court] = unclaimed_.numbers.front();
    owner.fits = Fits(owner.company, number);
    GiveNumber(number, std::move(court), owner.company);
  }

  // A GmbH in Innsbruck is none of the German register.
  void MarkForeign() {
    for (ImprintDraft& draft : drafts_) {
      if (draft.foreign && draft.company.number.empty()) {
        draft.company.legal_form = kForeignForm;
        draft.company.court.clear();
      }
    }
  }

  // Whether the draft is an owner, and not only mentioned.
  bool IsMeant(const ImprintDraft& draft, bool first, bool any_identifier) {
    if (HasIdentifier(draft.company)) return true;
    if (!first) return false;
    const bool called_like = IsCalledLike(site_, draft.company.name);
    // Somebody without a company stands above it with an address.
    const bool somebody_above =
        HasUnclaimedAddress() && unclaimed_.line < draft.line;
    if ((draft.weak || somebody_above) && !called_like) return false;
    return !any_identifier ||
           (HasAddress(draft.company) && !draft.company.address.street.empty());
  }

  std::vector<ImprintCompany> Finish() {
    const auto owners = Owners();
    const bool any_identifier = std::any_of(
        owners.begin(), owners.end(),
        [](const auto* draft) { return HasIdentifier(draft->company); });
    // Without identifiers: the one that the site is called like, the first that
    // has an address, the first.
    ImprintDraft* first = nullptr;
    int best = -1;
    for (ImprintDraft* draft : owners) {
      const int points = (HasAddress(draft->company) ? 2 : 0) +
                         (IsCalledLike(site_, draft->company.name) ? 1 : 0);
      const bool better = any_identifier ? first == nullptr : points > best;
      if (!better) continue;
      first = draft;
      best = points;
    }
    std::vector<ImprintCompany> companies;
    for (ImprintDraft* draft : owners) {
      if (!IsMeant(*draft, draft == first, any_identifier)) continue;
      draft->company.confidence = ConfidenceOf(*draft);
      companies.push_back(std::move(draft->company));
    }
    // The owner has an address; the order of the page else.
    std::stable_partition(companies.begin(), companies.end(), HasAddress);
    if (!companies.empty() && !IsCalledLike(site_, companies[0].name)) {
      const auto own = std::find_if(
          companies.begin(), companies.end(), [&](const auto& company) {
            return HasAddress(company) && IsCalledLike(site_, company.name);
          });
      if (own != companies.end()) {
        std::rotate(companies.begin(), own, own + 1);
      }
    }
    return companies;
  }

  static double ConfidenceOf(const ImprintDraft& draft) {
    const ImprintCompany& company = draft.company;
    double confidence = company.legal_form.empty() ? 0.3 : 0.5;
    if (HasAddress(company)) confidence += 0.15;
    if (!company.number.empty()) confidence += draft.fits ? 0.2 : -0.1;
    if (!company.court.empty()) confidence += 0.05;
    if (!company.vat_id.empty()) confidence += 0.1;
    return std::clamp(confidence, 0.0, 1.0);
  }

  std::vector<ImprintDraft> drafts_;
  UnclaimedFacts unclaimed_;
  const SiteNames& site_;
};

}  // namespace

std::vector<ImprintCompany> ChooseOwners(ImprintFindings findings,
                                         const SiteNames& site) {
  return Choice(std::move(findings), site).Run();
}

}  // namespace ritmon
