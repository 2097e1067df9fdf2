// SPDX-License-Identifier: GPL-3.0-or-later
// Reading pages out of the page store.
#include <utility>

#include "pipeline/page_row.h"
#include "pipeline/page_store.h"
#include "pipeline/record_codec.h"

namespace ritmon {

Status PageStore::ForEachWhere(const std::string& condition,
                               const std::string& value, const VisitPage& visit,
                               PageTexts texts) {
  auto select =
      database_.Prepare(SelectPages(texts) + condition + " ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(value));
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    auto record = PageFrom(*select, texts);
    if (!record) return tl::unexpected(record.error());
    if (auto status = visit(std::move(*record)); !status) return status;
  }
}

Result<std::optional<PageRecord>> PageStore::Find(const std::string& key) {
  std::optional<PageRecord> found;
  auto status = ForEachWhere("url = $1", key, [&](PageRecord record) -> Status {
    found = std::move(record);
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  return found;
}

Status PageStore::ForEach(const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND url > $1", "", visit);
}

Status PageStore::ForEachText(const std::function<Status(StoredText)>& visit) {
  auto select = database_.Prepare(
      "SELECT url, href, kind, blocks, template, tags FROM page WHERE gone = 0 "
      "ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    StoredText text{
        .key = select->Text(0),
        .href = select->Text(1),
        .kind = ParsePageKind(select->Text(2)).value_or(PageKind::kWeb),
        .blocks = select->Text(3),
        .template_texts = select->Text(4),
        .tags = select->Text(5)};
    if (auto status = visit(std::move(text)); !status) return status;
  }
}

Status PageStore::ForEachExpired(const VisitPage& visit) {
  return ForEachWhere("expired = 1 AND url > $1", "", visit);
}

Status PageStore::ForEachNeedingScript(const VisitPage& visit) {
  // Few pages have a note at all: the index knows them.
  return ForEachWhere("gone = 0 AND notes > $1 AND notes LIKE '%" +
                          std::string(ToString(PageNote::kNeedsScript)) + "%'",
                      "", visit);
}

Result<std::vector<std::string>> PageStore::KeysOf(
    const std::vector<std::string>& sites) {
  auto select = database_.Prepare("SELECT url FROM page WHERE site = $1");
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> keys;
  for (const std::string& site : sites) {
    select->Bind(1, std::string_view(site));
    while (true) {
      auto row = select->Step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      keys.push_back(select->Text(0));
    }
  }
  return keys;
}

Status PageStore::ForEachOfSite(const std::string& site,
                                const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND page.site = $1", site, visit);
}

Status PageStore::ForEachImprintOfSite(const std::string& site,
                                       const VisitPage& visit) {
  auto select = database_.Prepare(
      "SELECT url, href, title, is_imprint, imprint FROM page "
      "WHERE gone = 0 AND site = $1 ORDER BY url");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, std::string_view(site));
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    PageRecord record{.key = select->Text(0), .href = select->Text(1)};
    record.title = select->Text(2);
    record.is_imprint = select->Int(3) != 0;
    auto imprint = DecodeImprint(select->Text(4));
    if (!imprint) return FailAt(record.href, imprint.error());
    record.imprint = std::move(*imprint);
    if (auto status = visit(std::move(record)); !status) return status;
  }
}

Status PageStore::ForEachOfNoCompany(const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND company_id IS NULL AND url > $1", "",
                      visit);
}

Status PageStore::ForEachOfCompany(const std::string& company_id,
                                   PageTexts texts, const VisitPage& visit) {
  return ForEachWhere("gone = 0 AND company_id = $1", company_id, visit, texts);
}

Result<std::vector<std::string>> PageStore::Sites() {
  return Strings(
      "SELECT DISTINCT site FROM page WHERE gone = 0 AND kind <> 'post' "
      "ORDER BY site");
}

}  // namespace ritmon
