// SPDX-License-Identifier: GPL-3.0-or-later
// The companies that news pages name, in the page store.
#include <algorithm>
#include <utility>

#include "pipeline/page_store.h"

namespace ritmon {
namespace {

constexpr char kNews[] = "gone = 0 AND kind IN ('news', 'post')";

// Ids hold no blank: they are register numbers and hashes.
std::string Join(const std::vector<std::string>& ids) {
  std::string joined;
  for (const std::string& id : ids) {
    if (!joined.empty()) joined += ' ';
    joined += id;
  }
  return joined;
}

std::vector<std::string> Split(const std::string& joined) {
  std::vector<std::string> ids;
  for (size_t at = 0; at < joined.size();) {
    const size_t blank = std::min(joined.find(' ', at), joined.size());
    ids.push_back(joined.substr(at, blank - at));
    at = blank + 1;
  }
  return ids;
}

}  // namespace

Result<int64_t> PageStore::CountNews() {
  auto select = database_.Prepare(
      std::string("SELECT count(*) FROM page WHERE ") + kNews);
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return select->Int(0);
}

Status PageStore::ForEachNews(const VisitPage& visit) {
  return ForEachWhere(std::string(kNews) + " AND url > $1", "", visit);
}

Status PageStore::ClearMentions() {
  return database_.Execute("DELETE FROM mention");
}

Status PageStore::PutMentions(const std::string& key,
                              const std::vector<Mention>& mentions) {
  if (mentions.empty()) return {};
  auto insert = database_.Prepare(
      "INSERT INTO mention (url, place, place_end, found, company_id, "
      "candidates, rule) VALUES ($1, $2, $3, $4, $5, $6, $7)");
  if (!insert) return tl::unexpected(insert.error());
  for (const Mention& mention : mentions) {
    auto status = insert->Bind(1, std::string_view(key))
                      .Bind(2, static_cast<int64_t>(mention.begin))
                      .Bind(3, static_cast<int64_t>(mention.end))
                      .Bind(4, std::string_view(mention.found))
                      .Bind(5, std::string_view(mention.company_id))
                      .Bind(6, std::string_view(Join(mention.candidates)))
                      .Bind(7, std::string_view(mention.rule))
                      .Run();
    if (!status) return status;
  }
  return {};
}

Result<std::vector<Mention>> PageStore::MentionsOn(const std::string& key) {
  auto select = database_.Prepare(
      "SELECT place, place_end, found, company_id, candidates, rule "
      "FROM mention WHERE url = $1 ORDER BY place");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(key));
  std::vector<Mention> mentions;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return mentions;
    Mention& mention = mentions.emplace_back();
    mention.begin = static_cast<size_t>(select->Int(0));
    mention.end = static_cast<size_t>(select->Int(1));
    mention.found = select->Text(2);
    mention.company_id = select->Text(3);
    mention.candidates = Split(select->Text(4));
    mention.rule = select->Text(5);
  }
}

Result<std::set<std::string>> PageStore::NamedCompanies() {
  auto ids =
      Strings("SELECT DISTINCT company_id FROM mention WHERE company_id <> ''");
  if (!ids) return tl::unexpected(ids.error());
  return std::set<std::string>(ids->begin(), ids->end());
}

Status PageStore::ForEachNaming(const std::string& company_id,
                                const VisitNews& visit) {
  return ForEachWhere(
      "gone = 0 AND page.url IN (SELECT url FROM mention WHERE company_id = "
      "$1) AND coalesce(site_match.company_id, '') <> $1",
      company_id, [&](PageRecord page) -> Status {
        auto mentions = MentionsOn(page.key);
        if (!mentions) return tl::unexpected(mentions.error());
        return visit(std::move(page), std::move(*mentions));
      });
}

}  // namespace ritmon
