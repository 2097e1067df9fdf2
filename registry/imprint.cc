// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "base/normalize.h"
#include "registry/imprint_facts.h"
#include "registry/imprint_lines.h"
#include "registry/imprint_names.h"
#include "registry/legal_form.h"
#include "registry/name_key.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

constexpr size_t kStreetLinesAbove = 3;
constexpr size_t kCourtReach = 3;    // lines between a court and its number
constexpr size_t kPartnerReach = 2;  // lines after "Komplementärin:"

bool IsPartnershipForm(std::string_view form) {
  return RegisterOf(form) == "HRA" || form == "kgaa" || form == "gmbh_co_kgaa";
}

// A company under construction.
struct Draft {
  ImprintCompany company;
  Party party = Party::kOwner;
  std::string key;
  bool post_box = false;  // the address is a post office box
  bool fits = true;       // the register number fits the legal form
  size_t line = 0;        // where its name stands
};

class Assembly {
 public:
  explicit Assembly(std::vector<ImprintLine> lines)
      : lines_(std::move(lines)) {}

  std::vector<ImprintCompany> Run() {
    JoinSplitNames();
    FindCourtLines();
    for (size_t i = 0; i < lines_.size(); ++i) {
      TakeNames(i);
      TakePlace(i);
      TakeRegisters(i);
      TakeVatId(i);
    }
    NameTheUnnamed();
    AttachLoneNumber();
    return Finish();
  }

 private:
  // "Muster Medizintechnik" / "GmbH & Co. KG": one name on two lines.
  void JoinSplitNames() {
    for (size_t i = 1; i < lines_.size(); ++i) {
      if (!IsBareLegalForm(lines_[i].text) ||
          lines_[i - 1].label_only == false) {
        continue;
      }
      if (lines_[i - 1].owner_label || lines_[i - 1].folded.ends_with(':') ||
          !FindCompanyNames(lines_[i - 1].text).empty()) {
        continue;
      }
      lines_[i].text = lines_[i - 1].text + " " + lines_[i].text;
      lines_[i].folded = Fold(lines_[i].text);
      lines_[i - 1].text.clear();
      lines_[i - 1].folded.clear();
    }
  }

  void FindCourtLines() {
    courts_.resize(lines_.size());
    numbers_.resize(lines_.size());
    for (size_t i = 0; i < lines_.size(); ++i) {
      courts_[i] = FindCourts(lines_[i].text);
      numbers_[i] = FindRegisterNumbers(lines_[i].text);
      JoinLabelAndValue(i);
    }
  }

  // "Registergericht:" / "Hamburg" and "Registernummer:" / "HRB 123" or "123":
  // labels and values in cells of their own.
  void JoinLabelAndValue(size_t i) {
    if (i == 0 || !lines_[i - 1].label_only) return;
    const std::string& label = lines_[i - 1].folded;
    const auto has = [&](std::string_view part) {
      return label.find(part) != std::string::npos;
    };
    const bool asks_court =
        has("gericht") || has("register court") || has("registration court");
    const bool asks_number = has("registernummer") || has("register-nr") ||
                             has("hrb") || has("hra") || has("registerblatt") ||
                             has("register number") ||
                             (has("register") && !asks_court);
    const std::string joined = lines_[i - 1].text + " " + lines_[i].text;
    if (asks_court && courts_[i].empty()) courts_[i] = FindCourts(joined);
    if (asks_number && numbers_[i].empty() && numbers_[i - 1].empty()) {
      numbers_[i] = FindRegisterNumbers(joined);
    }
  }

  void TakeNames(size_t i) {
    const ImprintLine& line = lines_[i];
    for (FoundName& found : FindCompanyNames(line.text)) {
      Draft draft;
      draft.party = PartyOfName(i, found);
      draft.line = i;
      draft.key = FullNameKey(found.name);
      draft.company.legal_form = LegalFormOf(found.name);
      draft.company.name = std::move(found.name);
      if (draft.company.legal_form.empty() || draft.key.empty()) continue;
      const auto known = std::find_if(
          drafts_.begin(), drafts_.end(),
          [&](const Draft& other) { return other.key == draft.key; });
      if (known != drafts_.end()) {
        current_ = static_cast<size_t>(known - drafts_.begin());
        // The owner may host its own site, or be its own agency.
        if (draft.party == Party::kOwner && known->party != Party::kPartner) {
          known->party = Party::kOwner;
        }
        continue;
      }
      current_ = drafts_.size();
      drafts_.push_back(std::move(draft));
    }
  }

  Party PartyOfName(size_t i, const FoundName& found) const {
    const ImprintLine& line = lines_[i];
    if (line.party == Party::kAgency || line.party == Party::kOther) {
      return line.party;
    }
    for (const std::string_view sign :
         {"unternehmen der", "unternehmen von", "tochter", "gefoerdert",
          "mitglied", "in kooperation", "im auftrag"}) {
      if (found.before.find(sign) != std::string::npos) return Party::kOther;
    }
    const bool owned = HasOwner();
    if (line.party == Party::kPartner && owned) return Party::kPartner;
    if (line.responsible && owned) return Party::kOther;
    for (const std::string_view sign :
         {"komplementaer", "haftende", "vertreten durch", "general partner",
          "gesellschafter", "geschaeftsfueh"}) {
      if (owned && found.before.find(sign) != std::string::npos) {
        return Party::kPartner;
      }
    }
    // "Komplementärin:" on a line of its own above.
    for (size_t back = 1; back <= kPartnerReach && back <= i && owned; ++back) {
      const ImprintLine& above = lines_[i - back];
      if (above.party == Party::kPartner && above.label_only &&
          (OwnerIsPartnership() || SaysPartner(above.folded))) {
        return Party::kPartner;
      }
    }
    return Party::kOwner;
  }

  static bool SaysPartner(std::string_view folded) {
    return folded.find("haftende") != std::string_view::npos ||
           folded.find("komplementaer") != std::string_view::npos ||
           folded.find("general partner") != std::string_view::npos ||
           folded.find("gesellschafterin") != std::string_view::npos;
  }

  bool HasOwner() const {
    return std::any_of(drafts_.begin(), drafts_.end(), [](const Draft& draft) {
      return draft.party == Party::kOwner;
    });
  }

  bool OwnerIsPartnership() const {
    return std::any_of(drafts_.begin(), drafts_.end(), [](const Draft& draft) {
      return draft.party == Party::kOwner &&
             IsPartnershipForm(draft.company.legal_form);
    });
  }

  // The draft that the facts of line `i` are about, if any.
  Draft* Current(size_t i) {
    if (!current_) return nullptr;
    Draft& draft = drafts_[*current_];
    // An agency's lines do not speak of the owner, whose name came before,
    // nor the owner's of the agency.
    const Party party = lines_[i].party;
    const bool foreign = party == Party::kAgency || party == Party::kOther;
    if (foreign) return draft.party == party ? &draft : nullptr;
    if (draft.party == Party::kAgency || draft.party == Party::kOther) {
      return FirstOwner();
    }
    return &draft;
  }

  Draft* FirstOwner() {
    const auto owner = std::find_if(
        drafts_.begin(), drafts_.end(),
        [](const Draft& draft) { return draft.party == Party::kOwner; });
    return owner == drafts_.end() ? nullptr : &*owner;
  }

  std::optional<FoundPlace> PlaceAt(size_t i) const {
    if (auto place = FindPlace(lines_[i].text)) return place;
    // "20095" / "Hamburg": cells of their own.
    if (i + 1 < lines_.size()) {
      const std::string& text = lines_[i].text;
      const size_t digits = text.find_first_of("0123456789");
      if (digits != std::string::npos && text.size() - digits == 5 &&
          (digits == 0 || lines_[i].folded.starts_with("plz") ||
           lines_[i].folded.starts_with("postleitzahl") ||
           lines_[i].folded.starts_with("d-"))) {
        // "PLZ:" / "20095" / "Ort:" / "Hamburg".
        const bool label = lines_[i + 1].folded == "ort:" ||
                           lines_[i + 1].folded == "ort" ||
                           lines_[i + 1].folded == "stadt:";
        const size_t next = label && i + 2 < lines_.size() ? i + 2 : i + 1;
        std::string town = lines_[next].text;
        const size_t colon = town.find(": ");
        if (colon != std::string::npos) town.erase(0, colon + 2);
        if (auto place = FindPlace(text.substr(digits) + " " + town)) {
          place->begin = digits;
          place->end = text.size();
          return place;
        }
      }
    }
    return std::nullopt;
  }

  void TakePlace(size_t i) {
    const auto place = PlaceAt(i);
    if (!place) return;
    Address address{StreetAbove(i, *place), place->postcode, place->town};
    if (address.street.empty()) address.street = LineBetween(i);
    const bool post_box = IsBoxAbove(i, *place);
    if (first_place_line_ > i && lines_[i].party == Party::kOwner) {
      first_place_line_ = i;
      first_place_ = address;
    }
    Draft* draft = Current(i);
    if (draft != nullptr && draft->party == Party::kPartner) {
      // "Muster KG, vertreten durch die Muster GmbH, Hauptstraße 1 ...".
      Draft* owner = FirstOwner();
      if (owner != nullptr && owner->company.address.postcode.empty()) {
        draft = owner;
      }
    }
    if (draft == nullptr) return;
    Address& held = draft->company.address;
    const bool better = held.postcode.empty() ||
                        (draft->post_box && !post_box && i < draft->line + 12);
    if (!better) return;
    held = std::move(address);
    draft->post_box = post_box;
  }

  std::string StreetAbove(size_t i, const FoundPlace& place) const {
    std::string_view head =
        std::string_view(lines_[i].text).substr(0, place.begin);
    const auto names = FindCompanyNames(head);
    if (!names.empty()) head.remove_prefix(names.back().end);
    std::string street = StreetIn(head);
    for (size_t back = 1;
         street.empty() && back <= kStreetLinesAbove && back <= i; ++back) {
      std::string_view above = lines_[i - back].text;
      const auto named = FindCompanyNames(above);
      if (!named.empty()) above.remove_prefix(named.back().end);
      if (FindPlace(above) || !FindRegisterNumbers(above).empty()) break;
      street = StreetIn(above);
      if (!named.empty()) break;
    }
    return street;
  }

  // "Industriepark Nord, Gebäude 12": the only line between name and place. It
  // must have a number: else it may be a person.
  std::string LineBetween(size_t i) const {
    if (i < 2 || FindCompanyNames(lines_[i - 2].text).empty()) return {};
    const ImprintLine& between = lines_[i - 1];
    const bool plain =
        between.folded.find_first_of("0123456789") != std::string::npos &&
        between.folded.find_first_of(":@") == std::string::npos &&
        !between.folded.empty() && between.folded[0] >= 'a' &&
        !between.folded.starts_with("c/o") && between.text.size() < 80 &&
        !IsPostOfficeBox(between.text) && numbers_[i - 1].empty() &&
        FindCompanyNames(between.text).empty();
    return plain ? between.text : std::string();
  }

  bool IsBoxAbove(size_t i, const FoundPlace& place) const {
    const std::string_view head =
        std::string_view(lines_[i].text).substr(0, place.begin);
    if (IsPostOfficeBox(head)) return true;
    return i > 0 && StreetIn(head).empty() &&
           IsPostOfficeBox(lines_[i - 1].text);
  }

  void TakeRegisters(size_t i) {
    for (const FoundRegisterNumber& number : numbers_[i]) {
      Draft* draft = TakerOf(number, i);
      if (draft == nullptr) {
        if (lines_[i].party == Party::kOwner ||
            lines_[i].party == Party::kPartner) {
          orphans_.push_back({i, number});
        }
        continue;
      }
      Give(*draft, number, i);
    }
  }

  static bool Fits(const Draft& draft, const FoundRegisterNumber& number) {
    const std::string_view wanted = RegisterOf(draft.company.legal_form);
    return number.type.empty() || wanted.empty() || wanted == number.type;
  }

  // Whose number it is: the company last named, if the division fits its form,
  // else the owner, else the nearest before.
  Draft* TakerOf(const FoundRegisterNumber& number, size_t i) {
    Draft* current = Current(i);
    const auto takes = [&](const Draft* draft) {
      return draft != nullptr && draft->company.number.empty() &&
             Fits(*draft, number);
    };
    // A number named before the name of its line ("HRB 1, Muster GmbH") is
    // the line's company's all the same.
    if (takes(current)) return current;
    if (lines_[i].party == Party::kAgency || lines_[i].party == Party::kOther) {
      return nullptr;
    }
    for (auto draft = drafts_.rbegin(); draft != drafts_.rend(); ++draft) {
      if ((draft->party == Party::kOwner || draft->party == Party::kPartner) &&
          takes(&*draft)) {
        return &*draft;
      }
    }
    return nullptr;
  }

  void Give(Draft& draft, const FoundRegisterNumber& number, size_t i) {
    ImprintCompany& company = draft.company;
    company.register_type = number.type.empty()
                                ? std::string(RegisterOf(company.legal_form))
                                : number.type;
    company.number = number.number;
    company.suffix = number.suffix;
    company.court = CourtNear(i, number);
  }

  // On the number's line the nearest; else on the lines above, then below.
  std::string CourtNear(size_t i, const FoundRegisterNumber& number) const {
    if (!courts_[i].empty()) {
      const auto nearest = std::min_element(
          courts_[i].begin(), courts_[i].end(),
          [&](const FoundCourt& a, const FoundCourt& b) {
            const auto distance = [&](const FoundCourt& court) {
              return std::labs(static_cast<long>(court.begin) -
                               static_cast<long>(number.begin));
            };
            return distance(a) < distance(b);
          });
      return nearest->name;
    }
    for (size_t step = 1; step <= kCourtReach; ++step) {
      if (step <= i && !courts_[i - step].empty() &&
          courts_[i - step].back().labelled) {
        return courts_[i - step].back().name;
      }
      if (i + step < lines_.size() && !courts_[i + step].empty() &&
          courts_[i + step].front().labelled && numbers_[i + step].empty()) {
        return courts_[i + step].front().name;
      }
    }
    return {};
  }

  void TakeVatId(size_t i) {
    if (lines_[i].folded.find("eori") != std::string::npos) return;
    const auto vat = FindVatId(lines_[i].text);
    if (!vat) return;
    Draft* draft = Current(i);
    // A general partner's own VAT id is hardly ever printed.
    if (draft != nullptr && draft->party == Party::kPartner) {
      draft = FirstOwner();
    }
    if (draft != nullptr && draft->company.vat_id.empty()) {
      draft->company.vat_id = *vat;
    }
  }

  // A registered firm whose name shows no legal form: the line above its
  // address, next to a register number that nobody took.
  void NameTheUnnamed() {
    if (HasOwner() || orphans_.empty() || first_place_line_ >= lines_.size()) {
      return;
    }
    size_t i = first_place_line_;
    std::string name;
    for (size_t back = 1; back <= kStreetLinesAbove && back <= i; ++back) {
      const ImprintLine& above = lines_[i - back];
      if (above.folded.empty() || above.owner_label ||
          above.folded.ends_with(':') || !StreetIn(above.text).empty() ||
          IsPostOfficeBox(above.text)) {
        continue;
      }
      name = above.text;
      if (StreetIn(lines_[i].text.substr(0, lines_[i].text.size())).empty() ||
          !name.empty()) {
        break;
      }
    }
    if (name.empty() || name.size() > 100) return;
    Draft draft;
    draft.key = FullNameKey(name);
    draft.company.name = std::move(name);
    draft.company.address = first_place_;
    const auto& [line, number] = orphans_.front();
    if (number.type.empty()) return;
    drafts_.insert(drafts_.begin(), std::move(draft));
    Give(drafts_.front(), number, line);
    orphans_.erase(orphans_.begin());
  }

  // One company, one number of the wrong division: a slip of the pen.
  void AttachLoneNumber() {
    if (orphans_.size() != 1) return;
    Draft* owner = FirstOwner();
    if (owner == nullptr || !owner->company.number.empty()) return;
    const bool alone = std::none_of(
        drafts_.begin(), drafts_.end(),
        [](const Draft& draft) { return draft.party == Party::kPartner; });
    // The HRB of a KG is its general partner's, named or not.
    if (!alone || IsPartnershipForm(owner->company.legal_form)) return;
    Give(*owner, orphans_[0].second, orphans_[0].first);
    owner->fits = false;
  }

  static double ConfidenceOf(const Draft& draft) {
    const ImprintCompany& company = draft.company;
    double confidence = company.legal_form.empty() ? 0.3 : 0.5;
    if (!company.address.postcode.empty()) confidence += 0.15;
    if (!company.number.empty()) confidence += draft.fits ? 0.2 : -0.1;
    if (!company.court.empty()) confidence += 0.05;
    if (!company.vat_id.empty()) {
      confidence += HasValidVatCheckDigit(company.vat_id) ? 0.1 : 0.02;
    }
    return std::clamp(confidence, 0.0, 1.0);
  }

  std::vector<ImprintCompany> Finish() {
    std::vector<Draft*> owners;
    bool any_fact = false;
    for (Draft& draft : drafts_) {
      if (draft.party != Party::kOwner) continue;
      owners.push_back(&draft);
      any_fact = any_fact || HasFacts(draft);
    }
    std::vector<ImprintCompany> companies;
    for (Draft* draft : owners) {
      // Beside a company with facts, one without is only mentioned.
      if (any_fact && !HasFacts(*draft)) continue;
      draft->company.confidence = ConfidenceOf(*draft);
      companies.push_back(std::move(draft->company));
      if (!any_fact) break;
    }
    // The owner has an address; the order of the page else.
    std::stable_partition(companies.begin(), companies.end(),
                          [](const ImprintCompany& company) {
                            return !company.address.postcode.empty();
                          });
    return companies;
  }

  static bool HasFacts(const Draft& draft) {
    const ImprintCompany& company = draft.company;
    return !company.address.postcode.empty() || !company.number.empty() ||
           !company.vat_id.empty();
  }

  std::vector<ImprintLine> lines_;
  std::vector<std::vector<FoundCourt>> courts_;
  std::vector<std::vector<FoundRegisterNumber>> numbers_;
  std::vector<Draft> drafts_;
  std::optional<size_t> current_;
  std::vector<std::pair<size_t, FoundRegisterNumber>> orphans_;
  size_t first_place_line_ = static_cast<size_t>(-1);
  Address first_place_;
};

std::vector<ImprintCompany> FromMarkup(
    const std::vector<OrganizationMarkup>& organizations) {
  std::vector<ImprintCompany> companies;
  for (const OrganizationMarkup& organization : organizations) {
    ImprintCompany company;
    company.name = LegalFormOf(organization.legal_name).empty()
                       ? organization.name
                       : organization.legal_name;
    company.legal_form = LegalFormOf(company.name);
    if (company.legal_form.empty()) continue;  // may be a person
    company.address = {organization.street, organization.postcode,
                       organization.town};
    company.confidence = organization.postcode.empty() ? 0.35 : 0.45;
    companies.push_back(std::move(company));
  }
  return companies;
}

}  // namespace

std::vector<ImprintCompany> ExtractImprintText(std::string_view text) {
  return Assembly(CutImprint(text)).Run();
}

std::vector<ImprintCompany> ExtractImprint(const Page& page) {
  std::string main;
  std::string footer;
  for (const Block& block : page.blocks) {
    switch (block.zone) {
      case Zone::kTitle:
      case Zone::kDescription:
      case Zone::kNavigation:
      case Zone::kImageAlt:
      case Zone::kStructured:
      case Zone::kConsent:
        break;
      case Zone::kFooter:
      case Zone::kAside:
        footer += block.text + '\n';
        break;
      default:
        main += block.text + '\n';
    }
  }
  // Footers repeat the address and name the web agency: only if need be.
  auto companies = ExtractImprintText(main);
  if (companies.empty()) companies = ExtractImprintText(footer);
  if (companies.empty()) companies = FromMarkup(page.organizations);
  return companies;
}

bool HasValidVatCheckDigit(std::string_view vat_id) {
  if (vat_id.size() != 11 || !vat_id.starts_with("DE") ||
      vat_id.find_first_not_of("0123456789", 2) != std::string_view::npos) {
    return false;
  }
  int product = 10;
  for (size_t i = 2; i < 10; ++i) {
    int sum = (vat_id[i] - '0' + product) % 10;
    if (sum == 0) sum = 10;
    product = 2 * sum % 11;
  }
  return (11 - product) % 10 == vat_id[10] - '0';
}

}  // namespace ritmon
