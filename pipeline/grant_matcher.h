// SPDX-License-Identifier: GPL-3.0-or-later
// Which company of the register the recipient of a grant is.
//
// By name and place: the catalogue has no register numbers. Only what cannot
// well be another company is believed, for a wrong one would be credited with
// public money:
//   the same name and legal form in the same municipality, else district;
//   the same in the same state, if no other company of the register has it.
// Spellings fall together as in registry/name_key.h; former names count. Of
// several, the only active one; else none.
// What stands behind " - " or "," (a branch, a department) is left out where
// the whole name is nobody's. Belongs to the thread of the directory.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "model/grant.h"
#include "registry/company_directory.h"
#include "registry/regions.h"

namespace ritmon {

struct GrantMatch {
  std::string company_id;
  std::string rule;  // "name and municipality", ...
};

class GrantMatcher {
 public:
  // Both must outlive this.
  GrantMatcher(CompanyDirectory& directory, const Regions& regions)
      : directory_(directory), regions_(regions) {}

  Result<std::optional<GrantMatch>> Match(const GrantBody& recipient);

 private:
  Result<std::optional<GrantMatch>> Search(std::string_view name,
                                           const GrantBody& recipient);

  CompanyDirectory& directory_;
  const Regions& regions_;
  // Recipients come back many times.
  std::unordered_map<std::string, std::optional<GrantMatch>> known_;
};

}  // namespace ritmon
