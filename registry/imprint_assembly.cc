// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_assembly.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/regex.h"
#include "registry/imprint_address.h"
#include "registry/imprint_names.h"
#include "registry/imprint_parties.h"
#include "registry/imprint_registers.h"
#include "registry/legal_form.h"
#include "registry/name_key.h"
#include "registry/pattern.h"
#include "registry/vat_id.h"

namespace ritmon {
namespace {

constexpr size_t kNameLinesAbove = 3;  // from an address without a name
constexpr size_t kPartnerReach = 2;    // lines after "Komplementärin:"
constexpr size_t kStreetReach = 12;    // lines from a name to its street, where
                                       // a post office box comes first
constexpr size_t kPlaceReach = 5;      // lines from a public body's name

bool IsForeignParty(Party party) {
  return party == Party::kAgency || party == Party::kOther;
}

// "Universität Muster, Körperschaft des öffentlichen Rechts": without what is
// only said of it.
void DropStatedForm(std::string& name) {
  const size_t comma = name.rfind(", ");
  if (comma == std::string::npos || comma == 0) return;
  if (!FormStatedBy(std::string_view(name).substr(comma + 2)).empty()) {
    name.resize(comma);
  }
}

class Assembly {
 public:
  explicit Assembly(std::vector<ImprintLine> lines)
      : lines_(std::move(lines)), registers_(lines_) {}

  ImprintFindings Run() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      TakeNames(i);
      TakePlace(i);
      TakeRegisters(i);
      TakeVatId(i);
    }
    return {std::move(drafts_), std::move(unclaimed_)};
  }

 private:
  void TakeNames(size_t i) {
    const auto& names = lines_[i].names;
    on_line_.clear();
    for (const FoundName& found : names) {
      ImprintDraft draft;
      draft.weak = IsStrangeLabel(found.before);
      draft.party = PartyOfName(i, found);
      draft.said_other =
          PartyByLeadIn(found.before, HasOwner()) == Party::kOther;
      draft.partner_first = draft.party == Party::kOwner && !HasOwner() &&
                            IsBelowPartnerLabel(i, found);
      draft.company.legal_form = LegalFormOf(found.name);
      draft.company.name = found.name;
      DropStatedForm(draft.company.name);
      if (draft.company.legal_form.empty()) continue;
      Add(std::move(draft), i);
      if (current_) on_line_.emplace_back(found.begin, *current_);
    }
    if (names.empty()) TakePublicBody(i);
    if (current_ && names.empty() && LeadsToPartnership(lines_[i].folded)) {
      drafts_[*current_].partner_first = true;
    }
    // What stands behind a stranger's name on its line is the stranger's,
    // unless the line is the whole imprint and goes on with the owner's
    // address.
    const ImprintDraft* owner = FirstOwner();
    back_to_owner_ = owner != nullptr && owner->line == i &&
                     owner->company.address.postcode.empty() &&
                     FindPlace(lines_[i].text).has_value();
  }

  void Add(ImprintDraft draft, size_t i) {
    draft.line = i;
    draft.key = FullNameKey(draft.company.name);
    draft.light_key = LightNameKey(draft.company.name);
    if (draft.key.empty()) return;
    const auto known = std::find_if(
        drafts_.begin(), drafts_.end(), [&](const ImprintDraft& other) {
          return other.key == draft.key ||
                 (other.light_key == draft.light_key &&
                  other.company.legal_form == draft.company.legal_form);
        });
    if (known == drafts_.end()) {
      if (draft.party == Party::kOwner &&
          IsPartnershipForm(draft.company.legal_form)) {
        for (ImprintDraft& other : drafts_) {
          if (other.partner_first) other.party = Party::kPartner;
        }
      }
      current_ = drafts_.size();
      drafts_.push_back(std::move(draft));
      return;
    }
    current_ = static_cast<size_t>(known - drafts_.begin());
    // The owner may host its own site, or be its own agency.
    if (draft.party == Party::kOwner && known->party != Party::kPartner) {
      known->party = Party::kOwner;
      known->weak = known->weak && draft.weak;
    }
  }

  // "Kreis Marsch", and names above "Körperschaft des öffentlichen Rechts".
  void TakePublicBody(size_t i) {
    const ImprintLine& line = lines_[i];
    // Somebody without a company has an address above: a chamber.
    if (line.party != Party::kOwner || unclaimed_.line < i) return;
    const std::string stated = FormStatedBy(line.text);
    ImprintDraft draft;
    if (!stated.empty() && i > 0) {
      const ImprintLine& above = lines_[i - 1];
      if (above.folded.find_first_of(":@0123456789") != std::string::npos ||
          above.owner_label || above.party != Party::kOwner ||
          !above.names.empty()) {
        return;
      }
      draft.company.legal_form = stated;
      draft.company.name = above.text;
      Add(std::move(draft), i - 1);
    } else if (!HasOwner() && IsPublicBody(line.text)) {
      const size_t end = std::min(lines_.size(), i + kPlaceReach);
      for (size_t at = i + 1; at < end; ++at) {
        if (!FindPlace(lines_[at].text)) continue;
        draft.company.legal_form = "koer";
        draft.company.name = line.text;
        Add(std::move(draft), i);
        return;
      }
    }
  }

  Party PartyOfName(size_t i, const FoundName& found) const {
    const ImprintLine& line = lines_[i];
    if (IsForeignParty(line.party)) return line.party;
    const bool owned = HasOwner();
    const Party said = PartyByLeadIn(found.before, owned);
    if (said != Party::kOwner) return said;
    if (line.party == Party::kPartner && owned) return Party::kPartner;
    if (line.responsible && owned) return Party::kOther;
    if (owned && IsStrangeLabel(found.before)) return Party::kOther;
    // "Komplementärin:" on a line of its own above.
    for (size_t back = 1; back <= kPartnerReach && back <= i && owned; ++back) {
      const ImprintLine& above = lines_[i - back];
      if (LeadsToPartnership(above.folded)) break;
      if (above.party == Party::kPartner && above.label_only &&
          (OwnerIsPartnership() || SaysPartner(above.folded))) {
        return Party::kPartner;
      }
      if (above.names.empty() && SaysAdministrator(above.folded)) {
        return Party::kOther;
      }
    }
    return Party::kOwner;
  }

  // "Komplementärin:" / "Muster GmbH" above the partnership itself.
  bool IsBelowPartnerLabel(size_t i, const FoundName& found) const {
    if (SaysPartner(found.before)) return true;
    return i > 0 && found.begin == 0 && lines_[i - 1].label_only &&
           SaysPartner(lines_[i - 1].folded);
  }

  bool HasOwner() const {
    return std::any_of(
        drafts_.begin(), drafts_.end(),
        [](const ImprintDraft& draft) { return draft.party == Party::kOwner; });
  }

  bool OwnerIsPartnership() const {
    return std::any_of(drafts_.begin(), drafts_.end(),
                       [](const ImprintDraft& draft) {
                         return draft.party == Party::kOwner &&
                                IsPartnershipForm(draft.company.legal_form);
                       });
  }

  // The draft that a fact at byte `at` of line `i` is about, if any.
  ImprintDraft* Current(size_t i, size_t at) {
    if (!current_) return nullptr;
    // Of several companies on a line the one before the fact; what stands
    // before the first ("HRB 1, Muster GmbH") is the first one's.
    size_t index = *current_;
    for (const auto& [begin, draft] : on_line_) {
      if (begin <= at || begin == on_line_.front().first) index = draft;
    }
    ImprintDraft& draft = drafts_[index];
    // An agency's lines do not speak of the owner, whose name came before,
    // nor the owner's of the agency.
    const Party party = lines_[i].party;
    if (IsForeignParty(party)) {
      return draft.party == party ? &draft : nullptr;
    }
    if (!IsForeignParty(draft.party)) return &draft;
    return on_line_.empty() || back_to_owner_ ? FirstOwner() : &draft;
  }

  ImprintDraft* FirstOwner() {
    const auto owner = std::find_if(
        drafts_.begin(), drafts_.end(),
        [](const ImprintDraft& draft) { return draft.party == Party::kOwner; });
    return owner == drafts_.end() ? nullptr : &*owner;
  }

  // Below "Partner: Dr. Muster" comes the owner's VAT id again, for nobody has
  // been named there whose it could be; and what is said of others on one line
  // ("Mitglieder: Agrar GmbH, Rostock") ends there.
  ImprintDraft* OwnerBehindStrangers(size_t i) {
    const ImprintLine& line = lines_[i];
    if (line.party != Party::kOther || !line.inherited || i == 0 || !current_) {
      return nullptr;
    }
    const ImprintLine& above = lines_[i - 1];
    const size_t colon = above.folded.find(':');
    const bool said = !above.inherited && colon != std::string::npos &&
                      colon + 1 < above.folded.size();
    const bool nobody = !IsForeignParty(drafts_[*current_].party);
    return said || nobody ? FirstOwner() : nullptr;
  }

  void TakePlace(size_t i) {
    auto found = AddressAt(lines_, i);
    if (!found) return;
    ImprintDraft* draft = Current(i, found->begin);
    if (draft == nullptr && !current_ &&
        unclaimed_.line == static_cast<size_t>(-1) &&
        !IsForeignParty(lines_[i].party) && !found->foreign) {
      unclaimed_.line = i;
      unclaimed_.address = *found;
      unclaimed_.name = NameAbove(i);
    }
    if (draft != nullptr && draft->party == Party::kPartner) {
      // "Muster KG, vertreten durch die Muster GmbH, Hauptstraße 1 ...".
      ImprintDraft* owner = FirstOwner();
      if (owner != nullptr && owner->company.address.postcode.empty()) {
        draft = owner;
      }
    }
    if (draft == nullptr) return;
    Address& held = draft->company.address;
    const bool better =
        held.postcode.empty() ||
        (draft->post_box && !found->post_box && i < draft->line + kStreetReach);
    if (!better) return;
    held = std::move(found->address);
    draft->post_box = found->post_box;
    draft->foreign = found->foreign;
    draft->placeholder = found->placeholder;
  }

  // What may be the name of a registered firm that shows no legal form.
  std::string NameAbove(size_t i) const {
    static const Regex no_name = Pattern(
        R"(^(?:herr|frau|dr\.|prof\.|dipl|inh|c/o|kontakt|adresse|anschrift|)"
        R"(impressum|home|start))");
    constexpr size_t kLongestName = 100;  // bytes
    for (size_t back = 1; back <= kNameLinesAbove && back <= i; ++back) {
      const ImprintLine& above = lines_[i - back];
      if (above.owner_label || above.folded.ends_with(':') ||
          IsStreetLine(above)) {
        continue;
      }
      const bool name = above.text.size() <= kLongestName &&
                        above.folded.find('@') == std::string::npos &&
                        !no_name.Occurs(above.folded);
      return name ? above.text : std::string();
    }
    return {};
  }

  void TakeRegisters(size_t i) {
    for (const FoundRegisterNumber& number : registers_.NumbersAt(i)) {
      if (IsTaken(number)) continue;
      ImprintDraft* draft = TakerOf(number, i);
      if (draft != nullptr) {
        GiveNumber(number, registers_.CourtOf(i, number), draft->company);
      } else if (!IsForeignParty(lines_[i].party)) {
        unclaimed_.numbers.push_back({number, registers_.CourtOf(i, number)});
      }
    }
  }

  // The same imprint in another language says it again.
  bool IsTaken(const FoundRegisterNumber& number) const {
    return std::any_of(drafts_.begin(), drafts_.end(),
                       [&](const ImprintDraft& draft) {
                         return draft.company.number == number.number &&
                                (number.type.empty() ||
                                 draft.company.register_type == number.type) &&
                                IsForeignParty(draft.party) == false;
                       });
  }

  static bool Takes(const ImprintDraft* draft,
                    const FoundRegisterNumber& number) {
    if (draft == nullptr) return false;
    // A branch has its own number beside the one of its home country.
    const bool home_number =
        draft->company.register_type.empty() && !number.type.empty();
    if (!draft->company.number.empty() && !home_number) return false;
    if (draft->foreign && number.type.empty()) return false;
    const std::string_view wanted = RegisterOf(draft->company.legal_form);
    return number.type.empty() || wanted.empty() || wanted == number.type;
  }

  // Whose number it is: the company last named, if the division fits its form,
  // else the owner, else the nearest before.
  ImprintDraft* TakerOf(const FoundRegisterNumber& number, size_t i) {
    ImprintDraft* current = Current(i, number.begin);
    if (Takes(current, number)) return current;
    if (current != nullptr && IsForeignParty(current->party)) return nullptr;
    if (IsForeignParty(lines_[i].party)) {
      ImprintDraft* owner = OwnerBehindStrangers(i);
      return Takes(owner, number) ? owner : nullptr;
    }
    for (auto draft = drafts_.rbegin(); draft != drafts_.rend(); ++draft) {
      if (!IsForeignParty(draft->party) && Takes(&*draft, number)) {
        return &*draft;
      }
    }
    return nullptr;
  }

  void TakeVatId(size_t i) {
    std::string text = lines_[i].text;
    // "EORI:" / "DE123456789" in cells of their own.
    if (i > 0 && lines_[i - 1].label_only) {
      text = lines_[i - 1].text + " " + text;
    }
    const auto vat_id = FindVatId(text);
    if (!vat_id) return;
    ImprintDraft* draft = OwnerBehindStrangers(i);
    if (draft == nullptr || !draft->company.vat_id.empty()) {
      draft = Current(i, lines_[i].text.size());
    }
    // A general partner's own VAT id is hardly ever printed.
    if (draft != nullptr && draft->party == Party::kPartner) {
      draft = FirstOwner();
    }
    const bool taken = std::any_of(drafts_.begin(), drafts_.end(),
                                   [&](const ImprintDraft& other) {
                                     return other.company.vat_id == *vat_id;
                                   });
    if (taken) return;
    if (draft != nullptr && draft->company.vat_id.empty()) {
      draft->company.vat_id = *vat_id;
    } else if (draft == nullptr && !IsForeignParty(lines_[i].party) &&
               unclaimed_.vat_id.empty()) {
      unclaimed_.vat_id = *vat_id;
    }
  }

  std::vector<ImprintLine> lines_;
  ImprintRegisters registers_;
  std::vector<ImprintDraft> drafts_;
  std::optional<size_t> current_;  // the draft last named
  // Begin and draft of each name on the line that is being read.
  std::vector<std::pair<size_t, size_t>> on_line_;
  bool back_to_owner_ = false;  // on that line, behind a stranger's name
  UnclaimedFacts unclaimed_;
};

}  // namespace

ImprintFindings AssembleImprint(std::vector<ImprintLine> lines) {
  return Assembly(std::move(lines)).Run();
}

bool IsPartnershipForm(std::string_view legal_form) {
  return RegisterOf(legal_form) == "HRA" || legal_form == "kgaa" ||
         legal_form == "gmbh_co_kgaa";
}

void GiveNumber(const FoundRegisterNumber& number, std::string court,
                ImprintCompany& company) {
  company.register_type = number.type.empty()
                              ? std::string(RegisterOf(company.legal_form))
                              : number.type;
  company.number = number.number;
  company.suffix = number.suffix;
  company.court = std::move(court);
}

}  // namespace ritmon
