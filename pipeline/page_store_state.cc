// SPDX-License-Identifier: GPL-3.0-or-later
// What the page store says of itself: with what its tags and indexes were made,
// and what is to be made anew.
#include "pipeline/page_store.h"

namespace ritmon {

Result<std::string> PageStore::Meta(const std::string& key) {
  auto select = database_.Prepare("SELECT value FROM meta WHERE key = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(key));
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return *row ? select->Text(0) : std::string();
}

Status PageStore::SetMeta(const std::string& key, const std::string& value) {
  auto upsert = database_.Prepare(
      "INSERT INTO meta (key, value) VALUES ($1, $2) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value");
  if (!upsert) return tl::unexpected(upsert.error());
  return upsert->Bind(1, std::string_view(key))
      .Bind(2, std::string_view(value))
      .Run();
}

Result<std::string> PageStore::ListVersion() { return Meta("list_version"); }
Status PageStore::SetListVersion(const std::string& version) {
  return SetMeta("list_version", version);
}

Result<std::string> PageStore::IndexedRegions() { return Meta("regions"); }
Status PageStore::SetIndexedRegions(const std::string& membership) {
  return SetMeta("regions", membership);
}

Result<bool> PageStore::IsDirty() {
  auto dirty = Meta("dirty");
  if (!dirty) return tl::unexpected(dirty.error());
  // A new store has nothing indexed yet.
  return *dirty != "no";
}
Status PageStore::SetDirty(bool dirty) {
  return SetMeta("dirty", dirty ? "yes" : "no");
}

Result<std::vector<std::string>> PageStore::ChangedSites() {
  return Strings("SELECT site FROM changed_site ORDER BY site");
}

Status PageStore::SetSettled(const std::string& site) {
  auto settled = database_.Prepare("DELETE FROM changed_site WHERE site = $1");
  if (!settled) return tl::unexpected(settled.error());
  return settled->Bind(1, std::string_view(site)).Run();
}

}  // namespace ritmon
