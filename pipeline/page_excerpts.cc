// SPDX-License-Identifier: GPL-3.0-or-later
// The page store's side of excerpts: which there are, and what dates they left
// with the pages that took their place.
#include "pipeline/page_store.h"

namespace ritmon {

Result<std::vector<std::string>> PageStore::Excerpts() {
  return Strings("SELECT href FROM page WHERE excerpt = 1 ORDER BY url");
}

Status PageStore::ForEachSaidPublished(
    const std::function<Status(const std::string& key, int64_t time)>& visit) {
  auto select = database_.Prepare(
      "SELECT url, said_published FROM page WHERE said_published IS NOT NULL");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    if (auto s = visit(select->Text(0), select->Int(1)); !s) return s;
  }
}

}  // namespace ritmon
