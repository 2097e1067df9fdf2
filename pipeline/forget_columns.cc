// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/forget_columns.h"

#include <string>
#include <vector>

#include "pipeline/website.h"

namespace ritmon {
namespace {

// In this order: what a row is emptied of is looked for before rows go.
constexpr NamingColumn kState[] = {
    {"url", "url", NamedIn::kUrl, ""},
    {"host", "name", NamedIn::kHost, ""},
    {"site", "name", NamedIn::kSite, ""},
    {"site_alias", "site", NamedIn::kHost, ""},
    {"site_alias", "alias", NamedIn::kHost, ""},
    {"robots", "origin", NamedIn::kUrl, ""},
    {"tdmrep", "origin", NamedIn::kUrl, ""},
    {"reservation", "host", NamedIn::kHost, ""},
    {"reservation", "target", NamedIn::kUrl, ""},
    {"render_attempt", "url", NamedIn::kUrl, ""},
    {"candidate_site", "site", NamedIn::kHost, ""},
    {"candidate_site", "company_id", NamedIn::kCompany,
     "company_id = '', detail = ''"},
    {"candidate_reason", "site", NamedIn::kHost, ""},
    {"candidate_reason", "company_id", NamedIn::kCompany, ""},
    {"candidate_reason", "origin", NamedIn::kUrl, ""},
    {"candidate_tried", "company_id", NamedIn::kCompany, ""},
    {"profile", "site", NamedIn::kHost, ""},
    {"profile", "host", NamedIn::kHost, ""},
    {"profile", "profile_key", NamedIn::kSite, ""},
    {"review_decision", "site", NamedIn::kHost, ""},
    {"review_decision", "company_id", NamedIn::kCompany, ""},
    {"review_decision", "machine_company", NamedIn::kCompany,
     "machine_company = ''"},
    {"companies", "website", NamedIn::kWebsite, "website = ''"},
    {"company_names", "company_id", NamedIn::kCompany, ""},
    {"company_values", "company_id", NamedIn::kCompany, ""},
    {"companies", "id", NamedIn::kCompany, ""},
};

constexpr NamingColumn kPages[] = {
    {"mention", "company_id", NamedIn::kCompany, ""},
    {"mention", "url", NamedIn::kUrl, ""},
    {"story_copy", "copy_url", NamedIn::kUrl, ""},
    {"story_copy", "story_url", NamedIn::kUrl, ""},
    {"social_answer", "url", NamedIn::kUrl, ""},
    {"site_match", "site", NamedIn::kSite, ""},
    {"site_match", "company_id", NamedIn::kCompany, ""},
    {"site_proposal", "site", NamedIn::kSite, ""},
    {"site_proposal", "company_id", NamedIn::kCompany, ""},
    {"page", "href", NamedIn::kUrl, ""},
    {"page", "site", NamedIn::kSite, ""},
    {"changed_site", "site", NamedIn::kSite, ""},
};

constexpr NamingColumn kGrants[] = {
    {"grant_fact", "company_id", NamedIn::kCompany,
     "company_id = '', company_rule = ''"},
};

bool Holds(const ForgottenList& list, NamedIn named_in,
           const std::string& text) {
  switch (named_in) {
    case NamedIn::kHost:
      return list.HoldsHost(text);
    case NamedIn::kUrl:
      return list.HoldsUrl(std::string_view(text));
    case NamedIn::kSite:
      return list.HoldsSite(text);
    case NamedIn::kCompany:
      return list.HoldsCompanyId(text);
    case NamedIn::kWebsite: {
      if (text.empty()) return false;
      const auto url = ParseWebsite(text);
      return url && list.HoldsUrl(*url);
    }
  }
  return false;
}

// One pass over the table, however many they are: few columns have an index.
Status RemoveTexts(Database& database, const NamingColumn& column,
                   const std::vector<std::string>& texts) {
  auto insert = database.Prepare(
      "INSERT INTO named_text (text) VALUES ($1) ON CONFLICT DO NOTHING");
  if (!insert) return tl::unexpected(insert.error());
  for (const std::string& text : texts) {
    if (auto s = insert->Bind(1, text).Run(); !s) return s;
  }
  const std::string table(column.table);
  return database.Execute(
      (column.emptied.empty()
           ? "DELETE FROM " + table
           : "UPDATE " + table + " SET " + std::string(column.emptied)) +
      " WHERE " + std::string(column.column) +
      " IN (SELECT text FROM named_text); DELETE FROM named_text");
}

}  // namespace

std::span<const NamingColumn> NamingInState() { return kState; }
std::span<const NamingColumn> NamingInPages() { return kPages; }
std::span<const NamingColumn> NamingInGrants() { return kGrants; }

Result<std::vector<std::string>> FindNamed(Database& database,
                                           const NamingColumn& column,
                                           const ForgottenList& list) {
  std::vector<std::string> found;
  auto select = database.Prepare("SELECT " + std::string(column.column) +
                                 " FROM " + std::string(column.table));
  if (!select) return found;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return found;
    std::string text = select->Text(0);
    if (Holds(list, column.named_in, text)) found.push_back(std::move(text));
  }
}

Result<int64_t> CountNamed(Database& database, const NamingColumn& column,
                           const ForgottenList& list) {
  auto found = FindNamed(database, column, list);
  if (!found) return tl::unexpected(found.error());
  return static_cast<int64_t>(found->size());
}

Status RemoveNamed(Database& database, std::span<const NamingColumn> columns,
                   const ForgottenList& list) {
  auto transaction = Transaction::Begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto s = database.Execute("CREATE TEMPORARY TABLE IF NOT EXISTS "
                                "named_text (text TEXT PRIMARY KEY)");
      !s) {
    return s;
  }
  for (const NamingColumn& column : columns) {
    auto found = FindNamed(database, column, list);
    if (!found) return tl::unexpected(found.error());
    if (found->empty()) continue;
    if (auto s = RemoveTexts(database, column, *found); !s) return s;
  }
  return transaction->Commit();
}

}  // namespace ritmon
