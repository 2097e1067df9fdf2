// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/carried_pages.h"

#include <cstdint>
#include <string>

namespace ritmon {
namespace {

// All of it or nothing: `carry` takes from the old store and puts into `store`.
template <typename Carry>
Status CarryFrom(const std::filesystem::path& old_store, PageStore& store,
                 const Carry& carry) {
  auto old = PageStore::Open(old_store);
  if (!old) return tl::unexpected(old.error());
  if (auto s = store.Begin(); !s) return s;
  const Status carried = carry(*old);
  if (carried) return store.Commit();
  store.Rollback();
  return carried;
}

}  // namespace

Status CarryExpired(const std::filesystem::path& old_store, PageStore& store) {
  return CarryFrom(old_store, store, [&](PageStore& old) {
    return old.ForEachExpired([&](PageRecord page) { return store.Put(page); });
  });
}

Status CarrySaidDates(const std::filesystem::path& old_store,
                      PageStore& store) {
  return CarryFrom(old_store, store, [&](PageStore& old) {
    return old.ForEachSaidPublished([&](const std::string& key, int64_t time) {
      return store.SayPublished(key, time);
    });
  });
}

}  // namespace ritmon
