// SPDX-License-Identifier: GPL-3.0-or-later
// How many pages the page store has, and how many lack their text.
#include "pipeline/page_store.h"

namespace ritmon {
namespace {

// 1 for a page with this note, else 0.
std::string HasNote(PageNote note) {
  return "CASE WHEN notes LIKE '%" + std::string(ToString(note)) +
         "%' THEN 1 ELSE 0 END";
}

// A row a company with pages: its id, and whether none of them has text.
std::string TextlessSql() {
  return "SELECT company_id, min(" + HasNote(PageNote::kNeedsScript) +
         ") AS empty FROM page JOIN site_match ON site_match.site = page.site "
         "AND site_match.decision IN ('accepted', 'probable') WHERE gone = 0 "
         "GROUP BY company_id";
}

}  // namespace

Result<int64_t> PageStore::CountPages() {
  auto select = database_.Prepare(
      "SELECT count(*) FROM page WHERE gone = 0 AND double_of = ''");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return select->Int(0);
}

Result<ScriptTotals> PageStore::CountScripts() {
  const std::string needs = HasNote(PageNote::kNeedsScript);
  const std::string rendered = HasNote(PageNote::kRendered);
  auto pages = database_.Prepare("SELECT coalesce(sum(" + needs +
                                 "), 0), coalesce(sum(" + rendered +
                                 "), 0), coalesce(sum(" + needs + " * " +
                                 rendered + "), 0) FROM page WHERE gone = 0");
  if (!pages) return tl::unexpected(pages.error());
  auto row = pages->Step();
  if (!row) return tl::unexpected(row.error());
  ScriptTotals totals;
  totals.missing = pages->Int(0);
  totals.rendered = pages->Int(1);
  totals.needing = totals.missing + totals.rendered - pages->Int(2);
  auto companies =
      database_.Prepare("SELECT count(*), coalesce(sum(empty), 0) FROM (" +
                        TextlessSql() + ") AS of_company");
  if (!companies) return tl::unexpected(companies.error());
  auto counted = companies->Step();
  if (!counted) return tl::unexpected(counted.error());
  totals.companies = companies->Int(0);
  totals.companies_missing = companies->Int(1);
  return totals;
}

Result<std::set<std::string>> PageStore::CompaniesWithoutText() {
  auto ids = Strings("SELECT company_id FROM (" + TextlessSql() +
                     ") AS of_company WHERE empty = 1");
  if (!ids) return tl::unexpected(ids.error());
  return std::set<std::string>(ids->begin(), ids->end());
}

}  // namespace ritmon
