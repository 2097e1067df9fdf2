// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of entity a register entry is: an operating enterprise, a shell
// (project company, general partner), an association, a public body, science.
// Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/company.h"
#include "registry/name_tokens.h"

namespace ritmon {

struct EntitySigns {
  std::string_view name;
  std::string_view legal_form;  // id; found from the name if empty
  std::string_view purpose;
  bool has_website = false;
  int companies_at_address = 0;  // 0: not known
  // Of the name, if they are at hand.
  const std::vector<NameToken>* tokens = nullptr;
};

struct EntityVerdict {
  EntityKind kind = EntityKind::kEnterprise;
  std::string rule;  // "wind or solar park KG", "science: universit", ...
};

// Views of `company`, which must outlive them.
EntitySigns SignsOf(const Company& company);

EntityVerdict ClassifyEntity(const EntitySigns& signs);

// More companies than this under one address: a letter-box address.
inline constexpr int kSharedAddress = 20;

}  // namespace ritmon
