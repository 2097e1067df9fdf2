// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/review_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/csv.h"
#include "base/sheet_writer.h"
#include "cli/text_table.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// Titles are a contract: registry/review_table.cc finds some of them.
const std::vector<SheetColumn>& Columns() {
  static const std::vector<SheetColumn> columns = {{"site"},
                                                   {"home_title", 30},
                                                   {"imprint_url", 30},
                                                   {"imprint_name"},
                                                   {"imprint_form"},
                                                   {"imprint_address", 30},
                                                   {"imprint_register"},
                                                   {"candidate_id"},
                                                   {"candidate_name"},
                                                   {"candidate_address", 30},
                                                   {"candidate_status"},
                                                   {"score"},
                                                   {"rule"},
                                                   {"machine"},
                                                   {"in_force"},
                                                   {"decision", 12},
                                                   {"company_id", 20},
                                                   {"note", 30}};
  return columns;
}
constexpr size_t kScore = 11;

std::string Joined(std::initializer_list<std::string_view> parts) {
  std::string joined;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += ' ';
    joined += part;
  }
  return joined;
}

std::string OneLine(const Address& address) {
  const std::string place = Joined({address.postcode, address.town});
  if (address.street.empty() || place.empty()) return address.street + place;
  return address.street + ", " + place;
}

std::vector<std::string> Cells(const ReviewItem& item) {
  const ImprintCompany& imprint = item.imprint;
  const bool other =
      item.decision && item.decision->verdict == ReviewVerdict::kOther;
  return {item.site,
          item.home_title,
          item.imprint_url,
          imprint.name,
          imprint.legal_form,
          OneLine(imprint.address),
          Joined({imprint.court, imprint.register_type, imprint.number,
                  imprint.suffix}),
          item.candidate_id,
          item.candidate ? item.candidate->name : "",
          item.candidate ? OneLine(item.candidate->address) : "",
          item.candidate ? std::string(ToString(item.candidate->status)) : "",
          item.score == 0 ? "" : std::to_string(item.score),
          item.rule,
          item.machine,
          item.in_force,
          item.decision ? std::string(ToString(item.decision->verdict)) : "",
          other ? item.decision->company_id : "",
          item.decision ? item.decision->note : ""};
}

Status AddHelp(SheetWriter& writer) {
  constexpr std::string_view kLines[] = {
      "One row is a site and a company that it may be. Fill in the column "
      "decision of the first sheet; rows without a decision stay open.",
      "accept (annehmen): the site is the candidate's. One company a site.",
      "reject (ablehnen): it is not. The pair is never matched again.",
      "other (andere): it is that of another company, whose id goes into "
      "company_id.",
      "note: free text, kept with the decision.",
      "Columns may be moved or removed, but for site, decision, candidate_id "
      "and company_id. ritmon review import reads XLSX and CSV.",
  };
  if (auto s = writer.AddSheet("How to decide", {{"How to decide", 100}}); !s) {
    return s;
  }
  for (const std::string_view line : kLines) {
    if (auto s = writer.Append({std::string(line)}); !s) return s;
  }
  return {};
}

Json MatchJson(const SiteMatch& match) {
  return Json{{"company", match.company_id},
              {"decision", match.decision},
              {"score", match.score},
              {"rule", match.rule}};
}

std::string MatchLine(const SiteMatch& match, Language language) {
  return Say(language, Phrase::match_points, WordIn(language, match.decision),
             match.decision.empty() ? "" : " ", match.company_id, match.score,
             match.rule);
}

// The opinion of the machine, if it has one.
const SiteMatch* OwnOf(const std::vector<SiteMatch>& proposals) {
  return proposals.empty() || proposals.front().decision.empty()
             ? nullptr
             : &proposals.front();
}

}  // namespace

std::string ReviewAsCsv(const std::vector<ReviewItem>& items) {
  CsvWriter csv;
  std::vector<std::string> titles;
  for (const SheetColumn& column : Columns()) titles.push_back(column.title);
  csv.Append(titles);
  for (const ReviewItem& item : items) csv.Append(Cells(item));
  return csv.Take();
}

Status WriteReviewSheet(const std::filesystem::path& path,
                        const std::vector<ReviewItem>& items,
                        Timestamp created) {
  auto writer = SheetWriter::Create(path, created);
  if (!writer) return tl::unexpected(writer.error());
  if (auto s = writer->AddSheet("Review", Columns()); !s) return s;
  for (const ReviewItem& item : items) {
    const auto texts = Cells(item);
    std::vector<SheetCell> cells(texts.begin(), texts.end());
    cells[kScore] = item.score == 0 ? SheetCell() : int64_t{item.score};
    if (auto s = writer->Append(cells); !s) return s;
  }
  if (auto s = AddHelp(*writer); !s) return s;
  auto closed = writer->Close();
  return closed ? Status() : tl::unexpected(closed.error());
}

Json ToJson(const StandingDecision& standing) {
  const ReviewDecision& decision = standing.decision;
  Json proposals = Json::array();
  for (const SiteMatch& match : standing.proposals) {
    proposals.push_back(MatchJson(match));
  }
  return Json{{"site", decision.site},
              {"decision", ToString(decision.verdict)},
              {"company", decision.company_id},
              {"name", standing.company_name},
              {"holds", standing.holds},
              {"note", decision.note},
              {"decided", FormatTimestamp(decision.decided_at)},
              {"machine_then", MatchJson(decision.machine)},
              {"machine_now", std::move(proposals)}};
}

std::string ToText(const std::vector<StandingDecision>& decisions,
                   const Terminal& terminal) {
  const Language language = terminal.language;
  std::string text;
  for (const StandingDecision& standing : decisions) {
    const ReviewDecision& decision = standing.decision;
    text += fmt::format(
        "{}\n  {} {}{}{}, {}{}{}\n", terminal.Bold(decision.site),
        WordIn(language, ToString(decision.verdict)), decision.company_id,
        standing.company_name.empty() ? "" : " ", standing.company_name,
        FormatTimestamp(decision.decided_at).substr(0, 10),
        decision.note.empty() ? "" : ": ",
        CutToWidth(decision.note, terminal.width - 20));
    if (!standing.holds) {
      text +=
          "  " + terminal.Yellow(Say(language, Phrase::company_is_gone)) + "\n";
    }
    const SiteMatch* own = OwnOf(standing.proposals);
    const auto match_text = [&](const SiteMatch* match) {
      return match == nullptr ? Say(language, Phrase::nothing)
                              : MatchLine(*match, language);
    };
    text += "  " + Say(language, Phrase::by_itself, match_text(own)) + "\n";
    if (decision.machine.company_id !=
        (own == nullptr ? "" : own->company_id)) {
      const SiteMatch& then = decision.machine;
      text += "  " +
              Say(language, Phrase::when_decided,
                  match_text(then.company_id.empty() ? nullptr : &then)) +
              "\n";
    }
  }
  return text.empty() ? Say(language, Phrase::nothing_decided) + "\n" : text;
}

Result<std::string> ExplainSite(SiteMatchStore site_matches,
                                const std::string& site, Language language) {
  auto match = site_matches.Find(site);
  if (!match) return tl::unexpected(match.error());
  auto proposals = site_matches.Proposals(site);
  if (!proposals) return tl::unexpected(proposals.error());
  std::string text;
  if (*match) {
    text += Say(language, Phrase::why_site_match, site,
                MatchLine(**match, language));
  }
  const SiteMatch* own = OwnOf(*proposals);
  const bool decided =
      *match && (own == nullptr || own->company_id != (*match)->company_id ||
                 own->rule != (*match)->rule);
  if (decided) {
    text += "    " +
            Say(language, Phrase::by_itself,
                own == nullptr ? Say(language, Phrase::nothing)
                               : MatchLine(*own, language)) +
            "\n";
  }
  for (const SiteMatch& proposal : *proposals) {
    if (&proposal == own) continue;
    text +=
        Say(language, Phrase::why_also_match, MatchLine(proposal, language));
  }
  return text;
}

Result<Json> SiteJson(SiteMatchStore site_matches, const std::string& site) {
  auto match = site_matches.Find(site);
  if (!match) return tl::unexpected(match.error());
  auto proposals = site_matches.Proposals(site);
  if (!proposals) return tl::unexpected(proposals.error());
  Json json{{"site", site},
            {"match", *match ? MatchJson(**match) : Json()},
            {"by_itself", Json::array()}};
  for (const SiteMatch& proposal : *proposals) {
    json["by_itself"].push_back(MatchJson(proposal));
  }
  return json;
}

Result<std::string> ExplainCandidacies(
    SiteMatchStore site_matches, const std::string& company_id,
    const std::vector<std::string>& own_sites, Language language) {
  auto sites = site_matches.SitesProposing(company_id);
  if (!sites) return tl::unexpected(sites.error());
  std::string text;
  for (const std::string& site : *sites) {
    if (std::find(own_sites.begin(), own_sites.end(), site) !=
        own_sites.end()) {
      continue;
    }
    text += Say(language, Phrase::why_candidate_for_other);
    auto lines = ExplainSite(site_matches, site, language);
    if (!lines) return lines;
    text += *lines;
  }
  return text;
}

}  // namespace ritmon
