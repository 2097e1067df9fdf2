// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages are gone or expired, in the page store, and the removal of pages.

#include "pipeline/page_store.h"

namespace ritmon {

Result<bool> PageStore::SetGone(const std::vector<std::string>& keys) {
  auto old = Strings("SELECT url FROM page WHERE gone = 1");
  if (!old) return tl::unexpected(old.error());
  std::set<std::string> back(old->begin(), old->end());
  auto set = database_.Prepare(
      "UPDATE page SET gone = $1 WHERE url = $2 AND gone <> $1 "
      "RETURNING site");
  if (!set) return tl::unexpected(set.error());
  bool changed = false;
  const auto mark = [&](const std::string& key, int64_t gone) -> Status {
    set->Bind(1, gone).Bind(2, std::string_view(key));
    auto row = set->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    changed = true;
    const std::string site = set->Text(0);
    set->Reset();
    return writer().MarkChanged(site);
  };
  for (const std::string& key : keys) {
    back.erase(key);
    if (auto s = mark(key, 1); !s) return tl::unexpected(s.error());
  }
  for (const std::string& key : back) {
    if (auto s = mark(key, 0); !s) return tl::unexpected(s.error());
  }
  return changed;
}

Status PageStore::SetExpired(const std::set<std::string>& archive_files) {
  auto files = Strings("SELECT DISTINCT warc_file FROM page WHERE expired = 0");
  if (!files) return tl::unexpected(files.error());
  auto update =
      database_.Prepare("UPDATE page SET expired = 1 WHERE warc_file = $1");
  if (!update) return tl::unexpected(update.error());
  for (const std::string& file : *files) {
    if (archive_files.contains(file)) continue;
    if (auto s = update->Bind(1, std::string_view(file)).Run(); !s) return s;
  }
  return {};
}

Result<int64_t> PageStore::Remove(
    const std::function<bool(const std::string& href)>& unwanted,
    StoredPages which) {
  auto all = database_.Prepare(which == StoredPages::kExcerpts
                                   ? "SELECT url, href FROM page "
                                     "WHERE excerpt = 1"
                                   : "SELECT url, href FROM page");
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> keys;
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    if (unwanted(all->Text(1))) keys.push_back(all->Text(0));
  }
  auto changed = database_.Prepare(
      "INSERT INTO changed_site (site) SELECT site FROM page WHERE url = $1 "
      "ON CONFLICT DO NOTHING");
  if (!changed) return tl::unexpected(changed.error());
  auto remove = database_.Prepare("DELETE FROM page WHERE url = $1");
  if (!remove) return tl::unexpected(remove.error());
  auto unname = database_.Prepare("DELETE FROM mention WHERE url = $1");
  if (!unname) return tl::unexpected(unname.error());
  auto untell = database_.Prepare(
      "DELETE FROM story_copy WHERE copy_url = $1 OR story_url = $1");
  if (!untell) return tl::unexpected(untell.error());
  for (const std::string& key : keys) {
    if (auto s = changed->Bind(1, std::string_view(key)).Run(); !s) {
      return tl::unexpected(s.error());
    }
    for (Statement* statement : {&*remove, &*unname, &*untell}) {
      if (auto s = statement->Bind(1, std::string_view(key)).Run(); !s) {
        return tl::unexpected(s.error());
      }
    }
  }
  return static_cast<int64_t>(keys.size());
}

Result<PageStore::DroppedPages> PageStore::DropExpired(
    const std::vector<std::string>& keys, bool remove) {
  DroppedPages dropped;
  auto select = database_.Prepare("SELECT expired FROM page WHERE url = $1");
  if (!select) return tl::unexpected(select.error());
  auto unstore = database_.Prepare("DELETE FROM page WHERE url = $1");
  if (!unstore) return tl::unexpected(unstore.error());
  for (const std::string& key : keys) {
    auto row = select->Bind(1, key).Step();
    if (!row) return tl::unexpected(row.error());
    const bool held = *row && select->Int(0) == 0;
    const bool there = *row;
    select->Reset();
    if (held) continue;
    dropped.without_page.push_back(key);
    if (!there) continue;
    ++dropped.pages;
    if (!remove) continue;
    if (auto s = unstore->Bind(1, key).Run(); !s) {
      return tl::unexpected(s.error());
    }
  }
  return dropped;
}

}  // namespace ritmon
