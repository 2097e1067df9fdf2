// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/carried_pages.h"

#include <cstdint>
#include <string>

namespace ritmon {

Status CarryExpired(const std::filesystem::path& old_store, PageStore& store) {
  auto old = PageStore::Open(old_store);
  if (!old) return tl::unexpected(old.error());
  if (auto s = store.Begin(); !s) return s;
  auto carried =
      old->ForEachExpired([&](PageRecord page) { return store.Put(page); });
  if (carried) return store.Commit();
  store.Rollback();
  return carried;
}

Status CarrySaidDates(const std::filesystem::path& old_store,
                      PageStore& store) {
  auto old = PageStore::Open(old_store);
  if (!old) return tl::unexpected(old.error());
  if (auto s = store.Begin(); !s) return s;
  auto carried =
      old->ForEachSaidPublished([&](const std::string& key, int64_t time) {
        return store.SayPublished(key, time);
      });
  if (carried) return store.Commit();
  store.Rollback();
  return carried;
}

}  // namespace ritmon
