// SPDX-License-Identifier: GPL-3.0-or-later
// Where in the databases hosts and companies are named, column by column, and
// how they are taken out of them. One list for all stores, so that a table that
// is added cannot be overlooked: a test compares it with what is on disk.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "pipeline/forgotten_list.h"

namespace ritmon {

enum class NamedIn {
  kHost,     // a host, or what ends in one
  kUrl,      // a URL or an origin
  kSite,     // a site, or an account (PageRecord::site)
  kCompany,  // a company's id
  kWebsite,  // a website as lists write it
};

struct NamingColumn {
  std::string_view table;
  std::string_view column;
  NamedIn named_in = NamedIn::kHost;
  // Also emptied, where the row itself stays: it is about somebody else.
  // Empty: the row goes.
  std::string_view emptied;
};

// Of state.db, text/pages.db and text/grants.db.
std::span<const NamingColumn> NamingInState();
std::span<const NamingColumn> NamingInPages();
std::span<const NamingColumn> NamingInGrants();

// What stands in each row of `column` that names whom `list` holds; nothing if
// there is no such table: not every data directory has all.
Result<std::vector<std::string>> FindNamed(Database& database,
                                           const NamingColumn& column,
                                           const ForgottenList& list);
// How many.
Result<int64_t> CountNamed(Database& database, const NamingColumn& column,
                           const ForgottenList& list);
// Removes or empties them.
Status RemoveNamed(Database& database, std::span<const NamingColumn> columns,
                   const ForgottenList& list);

}  // namespace ritmon
