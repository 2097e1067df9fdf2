// SPDX-License-Identifier: GPL-3.0-or-later
// The pages that tell the same story, in the page store.
#include "pipeline/page_store.h"

namespace ritmon {

Status PageStore::PutStories(
    const std::map<std::string, std::string>& story_of_copy) {
  if (auto s = database_.Execute("DELETE FROM story_copy"); !s) return s;
  auto insert = database_.Prepare(
      "INSERT INTO story_copy (copy_url, story_url) VALUES ($1, $2)");
  if (!insert) return tl::unexpected(insert.error());
  for (const auto& [copy, story] : story_of_copy) {
    auto status = insert->Bind(1, std::string_view(copy))
                      .Bind(2, std::string_view(story))
                      .Run();
    if (!status) return status;
  }
  return {};
}

Result<std::set<std::string>> PageStore::StoryCopies() {
  auto keys = Strings("SELECT copy_url FROM story_copy");
  if (!keys) return tl::unexpected(keys.error());
  return std::set<std::string>(keys->begin(), keys->end());
}

Result<std::vector<std::string>> PageStore::CopiesOf(const std::string& key) {
  auto select = database_.Prepare(
      "SELECT copy_url FROM story_copy WHERE story_url = $1 ORDER BY copy_url");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(key));
  std::vector<std::string> copies;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return copies;
    copies.push_back(select->Text(0));
  }
}

}  // namespace ritmon
