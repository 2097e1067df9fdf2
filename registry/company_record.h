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
  std::vector<std::string> changed_fields;  // taken from the new account
};

// `held` came from `first`, but for the `values` that others brought. A value
// of `incoming` is taken if there was none, or if `source` is not worse than
// where the held one came from; of the same source, if it is not older.
// An empty value never replaces one.
MergeResult MergeCompany(const Company& held, const SourceInfo& first,
                         const std::vector<ValueSource>& values,
                         Company incoming, const SourceInfo& source);

}  // namespace ritmon
