// SPDX-License-Identifier: GPL-3.0-or-later
// What all company imports share.

#pragma once

#include <cstdint>
#include <functional>

#include "base/database.h"
#include "model/company.h"
#include "registry/company_store.h"
#include "registry/courts.h"
#include "registry/regions.h"

namespace ritmon {

// What a register's own data are worth (SourceInfo::rank).
inline constexpr int kRegisterRank = 50;

// Everything must outlive the import.
struct ImportContext {
  CompanyStore& store;
  Database& database;  // of the store; the import is one transaction on it
  const Courts& courts;
  const Regions& regions;
  // Called now and then with the rows read and the bytes taken from the file.
  std::function<void(uint64_t rows, uint64_t bytes)> on_progress;
};

// Fills in what follows from the rest: legal form, court, district, kind, id.
void CompleteCompany(Company& company, const ImportContext& context);

}  // namespace ritmon
