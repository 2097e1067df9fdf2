// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a company a shell: one that owns one wind park, one ship or one
// house, holds shares, or is liable for another, and does no business of its
// own. For entity_kind.cc only. Pure functions.
//
// What a park, ship, fund or general partner is, a website does not change;
// the weaker signs (a number in the name, "Holding", a shared address) count
// only where no website is known. A word of trade ("Windpark Service") makes an
// enterprise of any of them.

#pragma once

#include <string_view>

#include "registry/entity_kind.h"

namespace ritmon {

// KG, GmbH & Co. KG and the like; `form` as legal_form.h has it.
bool IsLimitedPartnership(std::string_view form);

// The rule that makes it a shell: "wind or solar park", "one-ship company",
// "fund", "shelf company", "general partner", "holding", "serial number",
// "property company", "purpose", "shared address". Empty if none does.
std::string_view ShellRule(const EntitySigns& signs, std::string_view form);

}  // namespace ritmon
