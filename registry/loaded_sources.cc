// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/loaded_sources.h"

#include "registry/company_store.h"

namespace ritmon {

Result<std::vector<LoadedSource>> LoadedSources(Database& database) {
  std::vector<LoadedSource> sources;
  auto store = CompanyStore::OpenReadOnly(database);
  if (!store) {
    if (store.error().kind == ErrorKind::kNotFound) return sources;
    return tl::unexpected(store.error());
  }
  auto select = database.Prepare(
      "SELECT source, as_of FROM companies "
      "UNION SELECT source, as_of FROM company_values ORDER BY 1, 2");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return sources;
    sources.push_back({select->Text(0), select->Text(1)});
  }
}

}  // namespace ritmon
