// SPDX-License-Identifier: GPL-3.0-or-later
// The companies that the lines of an imprint name, each with the facts that
// are said of it. Which of them are the site's owners is decided in
// imprint_owner.h. Pure functions.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/company.h"
#include "registry/imprint_lines.h"
#include "registry/imprint_places.h"
#include "registry/register_number.h"

namespace ritmon {

// A company under construction.
struct ImprintDraft {
  ImprintCompany company;
  Party party = Party::kOwner;
  std::string key;
  std::string light_key;
  bool post_box = false;       // the address is a post office box
  bool foreign = false;        // the address is not a German one
  bool placeholder = false;    // the address is a template's
  bool weak = false;           // named behind a label that says nothing
  bool partner_first = false;  // named as a general partner, before the owner
  bool said_other = false;     // its own line says that it is another's
  bool fits = true;            // the register number fits the legal form
  size_t line = 0;             // where its name stands
};

// Facts that stand where no company had been named.
struct UnclaimedFacts {
  FoundAddress address;
  std::string name;                       // the line above the address
  size_t line = static_cast<size_t>(-1);  // of the address
  struct Number {
    FoundRegisterNumber number;
    std::string court;
  };
  std::vector<Number> numbers;
  std::string vat_id;
};

struct ImprintFindings {
  std::vector<ImprintDraft> drafts;  // in the order of the page
  UnclaimedFacts unclaimed;
};

ImprintFindings AssembleImprint(std::vector<ImprintLine> lines);

// KG, OHG, e.K. and KGaA: those that may have a general partner.
bool IsPartnershipForm(std::string_view legal_form);

// Sets the register number of `company`.
void GiveNumber(const FoundRegisterNumber& number, std::string court,
                ImprintCompany& company);

}  // namespace ritmon
