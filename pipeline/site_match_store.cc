// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/site_match_store.h"

#include <cstdint>
#include <string_view>
#include <utility>

namespace ritmon {

Status SiteMatchStore::Put(const std::vector<SiteMatch>& matches) {
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto s = database_->Execute(
          "DELETE FROM site_match WHERE site NOT LIKE '%://%'");
      !s) {
    return s;
  }
  auto insert = database_->Prepare(
      "INSERT INTO site_match (site, company_id, score, rule, decision, "
      "imprint_url) VALUES ($1, $2, $3, $4, $5, $6)");
  if (!insert) return tl::unexpected(insert.error());
  for (const SiteMatch& match : matches) {
    auto status = insert->Bind(1, std::string_view(match.host))
                      .Bind(2, std::string_view(match.company_id))
                      .Bind(3, int64_t{match.score})
                      .Bind(4, std::string_view(match.rule))
                      .Bind(5, std::string_view(match.decision))
                      .Bind(6, std::string_view(match.imprint_url))
                      .Run();
    if (!status) return status;
  }
  return transaction->Commit();
}

Result<std::vector<SiteMatch>> SiteMatchStore::All() {
  auto select = database_->Prepare(
      "SELECT site, company_id, score, rule, decision, imprint_url "
      "FROM site_match WHERE site NOT LIKE '%://%' ORDER BY site");
  if (!select) return tl::unexpected(select.error());
  std::vector<SiteMatch> matches;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return matches;
    SiteMatch match;
    match.host = select->Text(0);
    match.company_id = select->Text(1);
    match.score = static_cast<int>(select->Int(2));
    match.rule = select->Text(3);
    match.decision = select->Text(4);
    match.imprint_url = select->Text(5);
    matches.push_back(std::move(match));
  }
}

Result<std::optional<SiteMatch>> SiteMatchStore::Find(const std::string& site) {
  auto select = database_->Prepare(
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

Status SiteMatchStore::PutProfileOwners(
    const std::vector<ProfileOwner>& owners) {
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  // No name of a site has these characters, each of a profile does.
  if (auto s =
          database_->Execute("DELETE FROM site_match WHERE site LIKE '%://%'");
      !s) {
    return s;
  }
  auto insert = database_->Prepare(
      "INSERT INTO site_match (site, company_id, score, rule, decision, "
      "imprint_url) VALUES ($1, $2, 0, $3, 'accepted', '')");
  if (!insert) return tl::unexpected(insert.error());
  for (const ProfileOwner& owner : owners) {
    auto status = insert->Bind(1, owner.profile)
                      .Bind(2, owner.company_id)
                      .Bind(3, owner.rule)
                      .Run();
    if (!status) return status;
  }
  return transaction->Commit();
}

Status SiteMatchStore::PutProposals(const std::vector<SiteMatch>& proposals) {
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto s = database_->Execute("DELETE FROM site_proposal"); !s) return s;
  auto insert = database_->Prepare(
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

Result<std::vector<SiteMatch>> SiteMatchStore::Proposals(
    const std::string& site) {
  auto select = database_->Prepare(
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

Result<std::vector<std::string>> SiteMatchStore::SitesProposing(
    const std::string& company_id) {
  auto select = database_->Prepare(
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
