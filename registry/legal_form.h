// SPDX-License-Identifier: GPL-3.0-or-later
// The legal form that a company's name carries. Ordered rules, the first that
// fits wins, so that "GmbH & Co. KG" is no GmbH. Pure functions.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/name_tokens.h"

namespace ritmon {

// The id ("gmbh", "gmbh_co_kg", "ev" ...), or empty if the name shows none.
std::string LegalFormOf(std::string_view name);
std::string LegalFormOf(const std::vector<NameToken>& tokens);

// The register in which the form is entered ("HRB"; HRV section 3), empty for
// those without one (GbR, public bodies, foundations, foreign forms) and for
// an unknown id.
std::string_view RegisterOf(std::string_view legal_form);

// As it is usually written: "GmbH & Co. KG". Empty for an unknown id.
std::string_view LegalFormLabel(std::string_view legal_form);

// False if two known forms differ; GmbH and UG are one family (a UG grows into
// a GmbH), as are a form and its charitable variant.
bool LegalFormsCompatible(std::string_view a, std::string_view b);

// True for e.K. and forms without a register that name persons (GbR): their
// data may be personal data.
bool IsPersonalForm(std::string_view legal_form);

}  // namespace ritmon
