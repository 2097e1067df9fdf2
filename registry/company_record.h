// SPDX-License-Identifier: GPL-3.0-or-later
// How two accounts of one company become one. Pure functions.

#pragma once

#include <string>
#include <vector>

#include "model/company.h"
#include "registry/company_store.h"

namespace ritmon {

struct MergeResult {
  Company company;
  std::vector<std::string> changed_fields;    // taken from the new account
  std::vector<std::string> confirmed_fields;  // said again by a better source
  std::vector<std::string> kept_fields;       // contradicted by it, and kept
};

// `held` came from `first`, but for the `values` that others brought. A value
// of `incoming` is taken if there was none; if `source` ranks higher than where
// the held one came from; of equal rank, if it is newer; of the same source, if
// it is not older. Employees of equal rank: the newer year they are of wins. An
// address with a postcode is always better than one without. An empty value
// never replaces one. So the order of imports does not matter where ranks or
// dates differ.
MergeResult MergeCompany(const Company& held, const SourceInfo& first,
                         const std::vector<ValueSource>& values,
                         Company incoming, const SourceInfo& source);

}  // namespace ritmon
