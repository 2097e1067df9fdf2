// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_store.h"

#include <utility>

#include "base/files.h"
#include "pipeline/page_tables.h"
#include "pipeline/page_upgrade.h"

namespace ritmon {
namespace {

constexpr char kFile[] = "pages.db";

}  // namespace

Result<PageStore> PageStore::Open(const std::filesystem::path& directory) {
  if (auto status = MakeDirectories(directory); !status) {
    return tl::unexpected(status.error());
  }
  auto database = OpenStore(directory / kFile, kPageSchema);
  if (!database) return tl::unexpected(database.error());
  // What is deleted must not be read out of the file (reservations).
  if (auto s = database->Execute("PRAGMA secure_delete=ON"); !s) {
    return tl::unexpected(s.error());
  }
  if (auto s = MakePageTables(*database); !s) {
    return tl::unexpected(s.error());
  }
  // Totals of notes are counted without reading any page.
  if (auto s = database->Execute("CREATE INDEX IF NOT EXISTS page_notes ON "
                                 "page (notes, gone, site)");
      !s) {
    return tl::unexpected(s.error());
  }
  auto writer = PageWriter::Open(*database);
  if (!writer) return tl::unexpected(writer.error());
  PageStore store(std::move(*database));
  store.writer_.emplace(std::move(*writer));
  return store;
}

Result<PageStore> PageStore::OpenReadOnly(
    const std::filesystem::path& directory,
    std::chrono::milliseconds patience) {
  auto database = OpenStoreReadOnly(directory / kFile, kPageSchema, patience);
  if (!database) return tl::unexpected(database.error());
  return PageStore(std::move(*database));
}

// The first column of all rows.
Result<std::vector<std::string>> PageStore::Strings(const std::string& sql) {
  auto select = database_.Prepare(sql);
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> strings;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return strings;
    strings.push_back(select->Text(0));
  }
}

}  // namespace ritmon
