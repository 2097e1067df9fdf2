// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/review_decisions.h"

#include <utility>

#include "base/normalize.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kTable[] = R"sql(
CREATE TABLE IF NOT EXISTS review_decision (
  site TEXT NOT NULL,
  company_id TEXT NOT NULL,
  decision TEXT NOT NULL,
  note TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  machine_company TEXT NOT NULL,
  machine_decision TEXT NOT NULL,
  machine_score BIGINT NOT NULL,
  machine_rule TEXT NOT NULL,
  PRIMARY KEY (site, company_id)
);
)sql";

struct Word {
  std::string_view folded;
  ReviewVerdict verdict;
};

constexpr Word kWords[] = {
    {"accept", ReviewVerdict::kAccept},
    {"accepted", ReviewVerdict::kAccept},
    {"yes", ReviewVerdict::kAccept},
    {"annehmen", ReviewVerdict::kAccept},
    {"angenommen", ReviewVerdict::kAccept},
    {"akzeptieren", ReviewVerdict::kAccept},
    {"akzeptiert", ReviewVerdict::kAccept},
    {"ja", ReviewVerdict::kAccept},
    {"reject", ReviewVerdict::kReject},
    {"rejected", ReviewVerdict::kReject},
    {"no", ReviewVerdict::kReject},
    {"ablehnen", ReviewVerdict::kReject},
    {"abgelehnt", ReviewVerdict::kReject},
    {"nein", ReviewVerdict::kReject},
    {"other", ReviewVerdict::kOther},
    {"other company", ReviewVerdict::kOther},
    {"andere", ReviewVerdict::kOther},
    {"anderes", ReviewVerdict::kOther},
    {"andere firma", ReviewVerdict::kOther},
    {"anderes unternehmen", ReviewVerdict::kOther},
};

}  // namespace

std::string_view ToString(ReviewVerdict verdict) {
  switch (verdict) {
    case ReviewVerdict::kAccept:
      return "accept";
    case ReviewVerdict::kReject:
      return "reject";
    case ReviewVerdict::kOther:
      return "other";
  }
  return "";
}

std::optional<ReviewVerdict> ParseReviewVerdict(std::string_view text) {
  const std::string folded = Fold(text);
  for (const Word& word : kWords) {
    if (word.folded == folded) return word.verdict;
  }
  return std::nullopt;
}

Result<ReviewDecisions> ReviewDecisions::Open(Database& database) {
  if (auto s = database.Execute(kTable); !s) return tl::unexpected(s.error());
  return ReviewDecisions(database);
}

Status ReviewDecisions::Put(const ReviewDecision& decision) {
  if (decision.verdict != ReviewVerdict::kReject) {
    auto remove = database_->Prepare(
        "DELETE FROM review_decision WHERE site = $1 AND decision <> 'reject'");
    if (!remove) return tl::unexpected(remove.error());
    if (auto s = remove->Bind(1, decision.site).Run(); !s) return s;
  }
  auto upsert = database_->Prepare(
      "INSERT INTO review_decision (site, company_id, decision, note, "
      "decided_at, machine_company, machine_decision, machine_score, "
      "machine_rule) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
      "ON CONFLICT (site, company_id) DO UPDATE SET "
      "decision = excluded.decision, note = excluded.note, "
      "decided_at = excluded.decided_at, "
      "machine_company = excluded.machine_company, "
      "machine_decision = excluded.machine_decision, "
      "machine_score = excluded.machine_score, "
      "machine_rule = excluded.machine_rule");
  if (!upsert) return tl::unexpected(upsert.error());
  return upsert->Bind(1, decision.site)
      .Bind(2, decision.company_id)
      .Bind(3, ToString(decision.verdict))
      .Bind(4, decision.note)
      .Bind(5, ToMillis(decision.decided_at))
      .Bind(6, decision.machine.company_id)
      .Bind(7, decision.machine.decision)
      .Bind(8, int64_t{decision.machine.score})
      .Bind(9, decision.machine.rule)
      .Run();
}

Result<int64_t> ReviewDecisions::Remove(const std::string& site) {
  auto remove = database_->Prepare(
      "DELETE FROM review_decision WHERE site = $1 RETURNING site");
  if (!remove) return tl::unexpected(remove.error());
  remove->Bind(1, site);
  for (int64_t removed = 0;; ++removed) {
    auto row = remove->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return removed;
  }
}

Result<std::vector<ReviewDecision>> ReviewDecisions::All() {
  auto select = database_->Prepare(
      "SELECT site, company_id, decision, note, decided_at, machine_company, "
      "machine_decision, machine_score, machine_rule FROM review_decision "
      "ORDER BY site, company_id");
  if (!select) return tl::unexpected(select.error());
  std::vector<ReviewDecision> decisions;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return decisions;
    ReviewDecision decision;
    decision.site = select->Text(0);
    decision.company_id = select->Text(1);
    decision.verdict =
        ParseReviewVerdict(select->Text(2)).value_or(ReviewVerdict::kReject);
    decision.note = select->Text(3);
    decision.decided_at = FromMillis(select->Int(4));
    decision.machine.company_id = select->Text(5);
    decision.machine.decision = select->Text(6);
    decision.machine.score = static_cast<int>(select->Int(7));
    decision.machine.rule = select->Text(8);
    decisions.push_back(std::move(decision));
  }
}

std::map<std::string, SiteDecisions, std::less<>> BySite(
    const std::vector<ReviewDecision>& decisions) {
  std::map<std::string, SiteDecisions, std::less<>> sites;
  for (const ReviewDecision& decision : decisions) {
    SiteDecisions& site = sites[decision.site];
    if (decision.verdict == ReviewVerdict::kReject) {
      site.rejected.push_back(&decision);
    } else {
      site.company = &decision;
    }
  }
  return sites;
}

}  // namespace ritmon
