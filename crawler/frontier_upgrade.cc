// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/frontier_upgrade.h"

#include <string>
#include <utility>

#include "model/url.h"

namespace ritmon {
namespace {

// One row: a seed, or a link of a page of its site that is one step nearer.
Status TakeOver(const Statement& row, Frontier& frontier) {
  auto url = Url::Parse(row.Text(0));
  if (!url) return {};  // today's rules are stricter
  const Timestamp due = FromMillis(row.Int(4));
  const int depth = static_cast<int>(row.Int(2));
  const auto kind = static_cast<FetchKind>(row.Int(3));
  if (depth == 0) {
    auto added = frontier.AddSeed(*url, due, kind);
    return added ? Status() : tl::unexpected(added.error());
  }
  auto from_url = Url::Parse(row.Text(5));
  FetchRequest from{.url = from_url ? *from_url : *url};
  from.seed = row.Text(1);
  from.depth = depth - 1;
  auto added = frontier.AddLink(FoundUrl{.url = *url, .kind = kind}, from, due);
  return added ? Status() : tl::unexpected(added.error());
}

}  // namespace

Status TakeOverOldFrontier(Database& database, const Scope& scope,
                           const FrontierOptions& options) {
  if (!database.HasTable("frontier")) return {};
  auto frontier = Frontier::Open(database, scope, options);
  if (!frontier) return tl::unexpected(frontier.error());
  auto select = database.Prepare(
      "SELECT href, site, depth, kind, due_at, found_on FROM frontier "
      "ORDER BY depth, url");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    if (auto s = TakeOver(*select, *frontier); !s) return s;
  }
  return frontier->Commit();
}

Status DropOldFrontier(Database& database) {
  return database.Execute("DROP TABLE IF EXISTS frontier");
}

}  // namespace ritmon
