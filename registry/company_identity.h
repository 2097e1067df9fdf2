// SPDX-License-Identifier: GPL-3.0-or-later
// Which company of the store an account of a source is about, where it does
// not say so by its register number. Reads the store only.

#pragma once

#include <string>

#include "base/result.h"
#include "model/company.h"
#include "registry/company_directory.h"

namespace ritmon {

// The id under which `company` is held or will be. In this order: its register
// key; the company with its LEI; the one with its VAT id; the only one of its
// name at its place; else an id of its own.
Result<std::string> IdentityOf(const Company& company,
                               CompanyDirectory& directory);

// Whether two accounts under one register number can be of one company: names
// alike, or one a former name of the other.
bool MayBeOne(const Company& a, const Company& b);

}  // namespace ritmon
