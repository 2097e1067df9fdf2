// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_upgrade.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/compress.h"
#include "pipeline/page_tables.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

// As it was until the text of a page became lines: [[zone, text, lang], ...],
// the language only where it is not the page's.
Result<std::vector<Block>> BlocksOfJson(const std::string& text) {
  const Json list = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  std::vector<Block> blocks;
  bool damaged = !list.is_array();
  for (const Json& item : damaged ? Json::array() : list) {
    damaged = damaged || !item.is_array() || item.size() < 2 ||
              !std::all_of(item.begin(), item.end(),
                           [](const Json& part) { return part.is_string(); });
    if (damaged) break;
    Block block{ParseZone(item[0].get<std::string>()).value_or(Zone::kMain),
                item[1].get<std::string>()};
    if (item.size() > 2) block.lang = item[2].get<std::string>();
    blocks.push_back(std::move(block));
  }
  if (damaged) {
    return Fail(ErrorKind::kInvalid, "stored page text is damaged");
  }
  return blocks;
}

struct OldText {
  std::string url;
  std::string blocks;
};

// Pages behind `after`, some at a time: all of them may not fit into memory.
Result<std::vector<OldText>> TextsAfter(Database& database,
                                        const std::string& after) {
  auto select = database.Prepare(
      "SELECT url, blocks FROM page WHERE url > $1 ORDER BY url LIMIT 500");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(after));
  std::vector<OldText> texts;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return texts;
    texts.push_back({select->Text(0), select->Text(1)});
  }
}

Status RewriteTexts(Database& database) {
  auto update =
      database.Prepare("UPDATE page SET blocks = $1, tags = $2 WHERE url = $3");
  if (!update) return tl::unexpected(update.error());
  const std::string no_tags = EncodeTags({});
  std::string after;
  while (true) {
    auto texts = TextsAfter(database, after);
    if (!texts) return tl::unexpected(texts.error());
    if (texts->empty()) return {};
    for (const OldText& old : *texts) {
      auto text = Decompress(old.blocks);
      if (!text) return FailAt(old.url, text.error());
      if (!text->starts_with('[')) continue;
      auto blocks = BlocksOfJson(*text);
      if (!blocks) return FailAt(old.url, blocks.error());
      update->BindBlob(1, EncodeBlocks(*blocks))
          .Bind(2, std::string_view(no_tags))
          .Bind(3, std::string_view(old.url));
      if (auto s = update->Run(); !s) return s;
    }
    after = texts->back().url;
  }
}

}  // namespace

bool IsFirstPageForm(Database& database) {
  if (!database.HasTable("page")) return true;
  auto select = database.Prepare(
      "SELECT blocks, text_hash, gone, expired, format, notes, updated, "
      "publisher, double_of, alternates, template, listings, excerpt, "
      "said_published, profiles FROM page");
  if (!select) return false;
  // Stores with both forms of text have been seen: only all of them tell.
  while (true) {
    const auto row = select->Step();
    if (!row || !*row) return true;
    const auto text = Decompress(select->Text(0));
    if (text && text->starts_with('[')) return false;
  }
}

Status UpgradePages(Database& database) {
  if (auto s = MakePageTables(database); !s) return s;
  if (auto s = RewriteTexts(database); !s) return s;
  return database.Execute(
      "DELETE FROM meta WHERE key = 'list_version'; "
      "UPDATE meta SET value = 'yes' WHERE key = 'dirty'; "
      "INSERT INTO changed_site (site) SELECT DISTINCT site FROM page "
      "WHERE 1 ON CONFLICT DO NOTHING");
}

}  // namespace ritmon
