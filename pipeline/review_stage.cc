// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/review_stage.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/domain_name.h"
#include "pipeline/stores.h"
#include "pipeline/website.h"

namespace ritmon {
namespace {

using Ids = std::set<std::string, std::less<>>;

// Companies that are in no register but on imprints.
Result<Ids> CompaniesOfMatches(SiteMatchStore site_matches) {
  Ids ids;
  auto matches = site_matches.All();
  if (!matches) return tl::unexpected(matches.error());
  auto proposals = site_matches.Proposals("");
  if (!proposals) return tl::unexpected(proposals.error());
  // What was rejected need not be there any more.
  for (const SiteMatch& match : *matches) {
    if (match.decision != "rejected") ids.insert(match.company_id);
  }
  for (const SiteMatch& match : *proposals) ids.insert(match.company_id);
  return ids;
}

// Tells rows apart that are fit to be kept.
class Checking {
 public:
  static Result<Checking> Begin(CompanyStore& companies, PageStore& pages) {
    auto sites = pages.Sites();
    if (!sites) return tl::unexpected(sites.error());
    auto ids = CompaniesOfMatches(pages.site_matches());
    if (!ids) return tl::unexpected(ids.error());
    return Checking(companies, Ids(sites->begin(), sites->end()),
                    std::move(*ids));
  }

  // Puts the site into the form of the store; what is wrong, or nothing.
  Result<std::string> Check(ReviewRow& row) {
    if (!sites_.contains(row.site)) {
      // "https://www.firma.example/": as people copy it.
      auto url = ParseWebsite(row.site);
      const std::string site = url ? RegistrableDomain(url->host()) : "";
      if (!sites_.contains(site)) {
        return "no page of a site '" + row.site + "' was read";
      }
      row.site = site;
    }
    if (ids_.contains(row.company_id)) return "";
    auto company = companies_->Find(row.company_id);
    if (!company) return tl::unexpected(company.error());
    if (*company) return "";
    return "no company has the id '" + row.company_id + "'";
  }

 private:
  Checking(CompanyStore& companies, Ids sites, Ids ids)
      : companies_(&companies),
        sites_(std::move(sites)),
        ids_(std::move(ids)) {}
  CompanyStore* companies_;
  Ids sites_;
  Ids ids_;
};

Status CheckRows(CompanyStore& companies, PageStore& pages,
                 ReviewTable& table) {
  auto checking = Checking::Begin(companies, pages);
  if (!checking) return tl::unexpected(checking.error());
  std::vector<ReviewRow> rows = std::exchange(table.rows, {});
  for (ReviewRow& row : rows) {
    auto wrong = checking->Check(row);
    if (!wrong) return tl::unexpected(wrong.error());
    if (wrong->empty()) {
      table.rows.push_back(std::move(row));
    } else {
      table.mistakes.push_back({row.line, std::move(*wrong)});
    }
  }
  CheckTogether(table);
  std::stable_sort(table.mistakes.begin(), table.mistakes.end(),
                   [](const ReviewMistake& a, const ReviewMistake& b) {
                     return a.line < b.line;
                   });
  return {};
}

// What the machine itself makes of a site.
Result<SiteMatch> OwnOpinion(SiteMatchStore site_matches,
                             const std::string& site) {
  auto proposals = site_matches.Proposals(site);
  if (!proposals) return tl::unexpected(proposals.error());
  if (proposals->empty() || proposals->front().decision.empty()) {
    return SiteMatch{};
  }
  return std::move(proposals->front());
}

}  // namespace

Result<ReviewImport> ImportReview(const Options& options, PageStore& pages,
                                  const std::filesystem::path& file,
                                  const Clock& clock) {
  auto table = ReadReviewTable(file);
  if (!table) return tl::unexpected(table.error());
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  if (auto s = CheckRows(*companies, pages, *table); !s) {
    return tl::unexpected(s.error());
  }
  ReviewImport import;
  import.undecided = static_cast<int64_t>(table->undecided);
  import.mistakes = std::move(table->mistakes);
  if (!import.mistakes.empty()) return import;
  auto decisions = ReviewDecisions::Open(*database);
  if (!decisions) return tl::unexpected(decisions.error());
  auto before = decisions->All();
  if (!before) return tl::unexpected(before.error());
  std::map<std::pair<std::string, std::string>, const ReviewDecision*> known;
  for (const ReviewDecision& decision : *before) {
    known[{decision.site, decision.company_id}] = &decision;
  }
  auto transaction = Transaction::Begin(*database);
  if (!transaction) return tl::unexpected(transaction.error());
  for (const ReviewRow& row : table->rows) {
    ReviewDecision decision{.site = row.site,
                            .company_id = row.company_id,
                            .verdict = row.verdict,
                            .note = row.note,
                            .decided_at = clock.Now()};
    const auto old = known.find({row.site, row.company_id});
    if (old != known.end() && old->second->SameAs(decision)) {
      ++import.unchanged;
      continue;
    }
    ++(old == known.end() ? import.added : import.changed);
    auto machine = OwnOpinion(pages.site_matches(), row.site);
    if (!machine) return tl::unexpected(machine.error());
    decision.machine = std::move(*machine);
    if (auto s = decisions->Put(decision); !s) return tl::unexpected(s.error());
  }
  if (import.added + import.changed > 0) {
    // Before the decisions: a kill in between costs one index too many, and
    // not a decision that is not applied.
    if (auto s = pages.SetDirty(true); !s) return tl::unexpected(s.error());
  }
  if (auto s = transaction->Commit(); !s) return tl::unexpected(s.error());
  return import;
}

Result<int64_t> UndoReview(const Options& options, PageStore& pages,
                           const std::vector<std::string>& sites) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto decisions = ReviewDecisions::Open(*database);
  if (!decisions) return tl::unexpected(decisions.error());
  auto transaction = Transaction::Begin(*database);
  if (!transaction) return tl::unexpected(transaction.error());
  int64_t removed = 0;
  for (const std::string& site : sites) {
    auto of_site = decisions->Remove(site);
    if (!of_site) return of_site;
    if (*of_site == 0) {
      return Fail(ErrorKind::kNotFound,
                  "nothing was decided about a site '" + site + "'");
    }
    removed += *of_site;
  }
  if (auto s = pages.SetDirty(true); !s) return tl::unexpected(s.error());
  if (auto s = transaction->Commit(); !s) return tl::unexpected(s.error());
  return removed;
}

Result<std::vector<StandingDecision>> StandingDecisions(Database& database,
                                                        PageStore& pages) {
  auto decisions = ReviewDecisions::Open(database);
  if (!decisions) return tl::unexpected(decisions.error());
  auto all = decisions->All();
  if (!all) return tl::unexpected(all.error());
  std::vector<StandingDecision> standing;
  if (all->empty()) return standing;
  auto companies = CompanyStore::Open(database);
  if (!companies) return tl::unexpected(companies.error());
  auto ids = CompaniesOfMatches(pages.site_matches());
  if (!ids) return tl::unexpected(ids.error());
  for (ReviewDecision& decision : *all) {
    StandingDecision stands;
    auto company = companies->Find(decision.company_id);
    if (!company) return tl::unexpected(company.error());
    if (*company) stands.company_name = (*company)->name;
    stands.holds = *company || ids->contains(decision.company_id);
    auto proposals = pages.site_matches().Proposals(decision.site);
    if (!proposals) return tl::unexpected(proposals.error());
    stands.proposals = std::move(*proposals);
    stands.decision = std::move(decision);
    standing.push_back(std::move(stands));
  }
  return standing;
}

}  // namespace ritmon
