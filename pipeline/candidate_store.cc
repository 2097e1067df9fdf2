// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/candidate_store.h"

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS candidate_site (
  site TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  state TEXT NOT NULL,
  found TEXT NOT NULL,
  detail TEXT NOT NULL,
  company_id TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  tried_at BIGINT
);
CREATE INDEX IF NOT EXISTS candidate_state ON candidate_site (state, site);
CREATE TABLE IF NOT EXISTS candidate_reason (
  site TEXT NOT NULL,
  company_id TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (site, company_id, origin)
);
CREATE INDEX IF NOT EXISTS candidate_company ON candidate_reason (company_id);
CREATE TABLE IF NOT EXISTS candidate_tried (
  company_id TEXT PRIMARY KEY,
  tried_at BIGINT NOT NULL
);
)sql";

CandidateState ParseState(std::string_view name) {
  for (const CandidateState state :
       {CandidateState::kConfirmed, CandidateState::kRefused}) {
    if (ToString(state) == name) return state;
  }
  return CandidateState::kOpen;
}

}  // namespace

std::string_view ToString(CandidateState state) {
  switch (state) {
    case CandidateState::kOpen:
      return "open";
    case CandidateState::kConfirmed:
      return "confirmed";
    case CandidateState::kRefused:
      return "refused";
  }
  return "open";
}

bool CandidateSite::Accepts(std::string_view company) const {
  return std::any_of(
      reasons.begin(), reasons.end(), [&](const CandidateReason& reason) {
        return reason.company_id.empty() || reason.company_id == company;
      });
}

Result<CandidateStore> CandidateStore::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) {
    return tl::unexpected(s.error());
  }
  return CandidateStore(database);
}

Result<std::vector<CandidateSite>> CandidateStore::Select(
    const std::string& condition, std::string_view value) {
  auto select = database_->Prepare(
      "SELECT site, url, state, found, detail, company_id, attempts, tried_at "
      "FROM candidate_site WHERE " +
      condition + " ORDER BY site");
  if (!select) return tl::unexpected(select.error());
  auto reasons = database_->Prepare(
      "SELECT company_id, origin FROM candidate_reason WHERE site = $1 "
      "ORDER BY company_id, origin");
  if (!reasons) return tl::unexpected(reasons.error());
  select->Bind(1, value);
  std::vector<CandidateSite> sites;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return sites;
    CandidateSite site{.site = select->Text(0),
                       .url = select->Text(1),
                       .state = ParseState(select->Text(2)),
                       .found = select->Text(3),
                       .detail = select->Text(4),
                       .company_id = select->Text(5),
                       .attempts = static_cast<int>(select->Int(6)),
                       .tried_at = {},
                       .reasons = {}};
    if (const auto at = select->OptionalInt(7)) site.tried_at = FromMillis(*at);
    reasons->Bind(1, site.site);
    while (true) {
      auto reason = reasons->Step();
      if (!reason) return tl::unexpected(reason.error());
      if (!*reason) break;
      site.reasons.push_back({reasons->Text(0), reasons->Text(1)});
    }
    sites.push_back(std::move(site));
  }
}

Result<std::optional<CandidateSite>> CandidateStore::Find(
    std::string_view site) {
  auto found = Select("site = $1", site);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return std::nullopt;
  return std::move(found->front());
}

Status CandidateStore::Put(const CandidateSite& candidate) {
  auto put = database_->Prepare(
      "INSERT INTO candidate_site (site, url, state, found, detail, "
      "company_id, attempts, tried_at) VALUES ($1, $2, $3, $4, $5, $6, $7, "
      "$8) ON CONFLICT (site) DO UPDATE SET url = excluded.url, "
      "state = excluded.state, found = excluded.found, "
      "detail = excluded.detail, company_id = excluded.company_id, "
      "attempts = excluded.attempts, tried_at = excluded.tried_at");
  if (!put) return tl::unexpected(put.error());
  auto reason = database_->Prepare(
      "INSERT INTO candidate_reason (site, company_id, origin) "
      "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
  if (!reason) return tl::unexpected(reason.error());
  std::optional<int64_t> tried_at;
  if (candidate.tried_at) tried_at = ToMillis(*candidate.tried_at);
  auto done = put->Bind(1, candidate.site)
                  .Bind(2, candidate.url)
                  .Bind(3, ToString(candidate.state))
                  .Bind(4, candidate.found)
                  .Bind(5, candidate.detail)
                  .Bind(6, candidate.company_id)
                  .Bind(7, int64_t{candidate.attempts})
                  .Bind(8, tried_at)
                  .Run();
  for (const CandidateReason& why : candidate.reasons) {
    if (!done) return done;
    done = reason->Bind(1, candidate.site)
               .Bind(2, why.company_id)
               .Bind(3, why.origin)
               .Run();
  }
  return done;
}

Result<std::vector<CandidateSite>> CandidateStore::InState(
    CandidateState state) {
  return Select("state = $1", ToString(state));
}

Result<std::vector<CandidateSite>> CandidateStore::OfCompany(
    std::string_view company_id) {
  return Select(
      "site IN (SELECT site FROM candidate_reason WHERE company_id = $1)",
      company_id);
}

Result<bool> CandidateStore::WasTried(std::string_view company_id) {
  auto select =
      database_->Prepare("SELECT 1 FROM candidate_tried WHERE company_id = $1");
  if (!select) return tl::unexpected(select.error());
  return select->Bind(1, company_id).Step();
}

Status CandidateStore::NoteTried(std::string_view company_id, Timestamp now) {
  auto insert = database_->Prepare(
      "INSERT INTO candidate_tried (company_id, tried_at) VALUES ($1, $2) "
      "ON CONFLICT DO NOTHING");
  if (!insert) return tl::unexpected(insert.error());
  return insert->Bind(1, company_id).Bind(2, ToMillis(now)).Run();
}

Result<CandidateStore::Totals> CandidateStore::Count() {
  Totals totals;
  auto tried = database_->Prepare("SELECT count(*) FROM candidate_tried");
  if (!tried) return tl::unexpected(tried.error());
  if (auto row = tried->Step(); !row) return tl::unexpected(row.error());
  totals.companies = tried->Int(0);
  auto select = database_->Prepare(
      "SELECT state, found, count(*) FROM candidate_site "
      "GROUP BY state, found");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return totals;
    const int64_t count = select->Int(2);
    switch (ParseState(select->Text(0))) {
      case CandidateState::kOpen:
        totals.open += count;
        break;
      case CandidateState::kConfirmed:
        totals.confirmed += count;
        break;
      case CandidateState::kRefused:
        totals.refused += count;
        totals.found[select->Text(1)] += count;
        break;
    }
  }
}

}  // namespace ritmon
