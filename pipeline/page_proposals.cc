// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the page store about what the machine makes of sites.
#include <utility>

#include "pipeline/page_store.h"

namespace ritmon {

Status PageStore::PutProposals(const std::vector<SiteMatch>& proposals) {
  auto transaction = Transaction::Begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto s = database_.Execute("DELETE FROM site_proposal"); !s) return s;
  auto insert = database_.Prepare(
      "INSERT INTO site_proposal (site, place, company_id, score, rule, "
      "decision) VALUES ($1, $2, $3, $4, $5, $6)");
  if (!insert) return tl::unexpected(insert.error());
  int64_t place = 0;
  const std::string* site = nullptr;
  for (const SiteMatch& proposal : proposals) {
    place = site != nullptr && *site == proposal.host ? place + 1 : 0;
    site = &proposal.host;
    auto status = insert->Bind(1, proposal.host)
                      .Bind(2, place)
                      .Bind(3, proposal.company_id)
                      .Bind(4, int64_t{proposal.score})
                      .Bind(5, proposal.rule)
                      .Bind(6, proposal.decision)
                      .Run();
    if (!status) return status;
  }
  return transaction->Commit();
}

Result<std::vector<SiteMatch>> PageStore::Proposals(const std::string& site) {
  auto select = database_.Prepare(
      std::string("SELECT site, company_id, score, rule, decision FROM "
                  "site_proposal WHERE ") +
      (site.empty() ? "site > $1" : "site = $1") + " ORDER BY site, place");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, site);
  std::vector<SiteMatch> proposals;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return proposals;
    SiteMatch proposal;
    proposal.host = select->Text(0);
    proposal.company_id = select->Text(1);
    proposal.score = static_cast<int>(select->Int(2));
    proposal.rule = select->Text(3);
    proposal.decision = select->Text(4);
    proposals.push_back(std::move(proposal));
  }
}

Result<std::optional<SiteMatch>> PageStore::MatchOf(const std::string& site) {
  auto select = database_.Prepare(
      "SELECT company_id, score, rule, decision, imprint_url FROM site_match "
      "WHERE site = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, site);
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  SiteMatch match;
  match.host = site;
  match.company_id = select->Text(0);
  match.score = static_cast<int>(select->Int(1));
  match.rule = select->Text(2);
  match.decision = select->Text(3);
  match.imprint_url = select->Text(4);
  return match;
}

Result<std::vector<std::string>> PageStore::SitesProposing(
    const std::string& company_id) {
  auto select = database_.Prepare(
      "SELECT site FROM site_proposal WHERE company_id = $1 ORDER BY site");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, company_id);
  std::vector<std::string> sites;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return sites;
    sites.push_back(select->Text(0));
  }
}

}  // namespace ritmon
