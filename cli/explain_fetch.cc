// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_fetch.h"

#include <utility>

#include "base/domain_name.h"
#include "cli/site_leads.h"
#include "cli/wording.h"
#include "crawler/render_ledger.h"
#include "pipeline/stores.h"

namespace ritmon {

Result<FetchFacts> FetchFactsOf(const Options& options, const Url& url) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(*database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto entry = frontier->Find(url);
  if (!entry) return tl::unexpected(entry.error());
  auto host = frontier->hosts().Find(std::string(url.host()));
  if (!host) return tl::unexpected(host.error());
  auto ledger = RenderLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  auto rendering = ledger->Describe(url.Canonical());
  if (!rendering) return tl::unexpected(rendering.error());
  auto candidates = CandidateStore::Open(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  auto candidate = candidates->Find(RegistrableDomain(url.host()));
  if (!candidate) return tl::unexpected(candidate.error());
  return FetchFacts{std::move(*entry), std::move(*host),
                    scope.Decide(url, scope.SiteOf(url), 0),
                    std::move(*rendering), std::move(*candidate)};
}

std::string WhyUnknown(ScopeDecision decision, Language language) {
  switch (decision) {
    case ScopeDecision::kTrap:
      return Say(language, Phrase::why_trap);
    case ScopeDecision::kNotAPage:
      return Say(language, Phrase::why_not_a_page);
    default:
      return Say(language, Phrase::why_unknown);
  }
}

std::string FetchText(const FetchFacts& facts, Timestamp now,
                      Language language) {
  std::string text;
  if (facts.entry) {
    const FrontierEntry& entry = *facts.entry;
    text += Say(language, Phrase::why_frontier, entry.state,
                entry.outcome.empty() ? "" : " (" + entry.outcome + ")",
                entry.status, entry.depth, entry.priority, entry.found_on);
    if (entry.fetched_at) {
      text += Say(language, Phrase::why_last_asked,
                  FormatTimestamp(*entry.fetched_at));
    }
    if (entry.failing_since) {
      text += Say(language, Phrase::why_failing,
                  FormatTimestamp(*entry.failing_since));
    }
    if (!entry.same_as.empty()) {
      text += Say(language, Phrase::why_same_content, entry.same_as);
    }
    text += entry.due_at && *entry.due_at < kNever
                ? Say(language, Phrase::why_due, FormatTimestamp(*entry.due_at))
                : Say(language, Phrase::why_never_due);
  } else {
    text += "  " + WhyUnknown(facts.scope, language) + "\n";
  }
  if (facts.candidate) {
    text += Say(language, Phrase::why_site_is_candidate,
                FoundText(*facts.candidate));
  }
  if (!facts.rendering.empty()) {
    text += Say(language, Phrase::why_shown_to_browser, facts.rendering);
  }
  if (facts.host && facts.host->back_off.until > now) {
    text += Say(language, Phrase::why_host_left_alone,
                FormatTimestamp(facts.host->back_off.until),
                facts.host->back_off.incidents);
  }
  return text;
}

}  // namespace ritmon
