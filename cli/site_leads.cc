// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/site_leads.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/wording.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// The entry in one line.
std::string OneLine(std::string text) {
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) {
    text.replace(at, 1, " / ");
  }
  return text;
}

}  // namespace

Result<SiteLeads> SiteLeadsOf(const Options& options,
                              const CompanyRecord& record, PageStore& store) {
  SiteLeads leads;
  auto entries = ReadDirectories(options, store);
  if (!entries) return tl::unexpected(entries.error());
  leads.entries = EntriesOf(*entries, record.company, record.hosts);
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto candidates = CandidateStore::Open(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  auto asked = candidates->OfCompany(record.company.id);
  if (!asked) return tl::unexpected(asked.error());
  leads.candidates = std::move(*asked);
  // A site that a directory links was asked for nobody in particular.
  for (const std::string& host : record.hosts) {
    auto found = candidates->Find(host);
    if (!found) return tl::unexpected(found.error());
    const bool known = std::any_of(
        leads.candidates.begin(), leads.candidates.end(),
        [&](const CandidateSite& other) { return other.site == host; });
    if (*found && !known) leads.candidates.push_back(std::move(**found));
  }
  return leads;
}

std::string FoundText(const CandidateSite& candidate) {
  std::string text(ToString(candidate.state));
  if (!candidate.found.empty()) text += ": " + candidate.found;
  if (!candidate.detail.empty()) text += " (" + candidate.detail + ")";
  return text;
}

std::string LeadsText(const CompanyRecord& record, const SiteLeads& leads,
                      Language language) {
  std::string text;
  for (const DirectoryEntry& entry : leads.entries) {
    text += Say(language, Phrase::why_listed, entry.directory, entry.page,
                OneLine(entry.listing.entry));
  }
  if (leads.candidates.empty()) return text;
  text += record.hosts.empty() ? Say(language, Phrase::why_no_site)
                               : Say(language, Phrase::why_found_by_asking);
  for (const CandidateSite& candidate : leads.candidates) {
    text += fmt::format(
        "    {} {}{}\n", candidate.site, FoundText(candidate),
        candidate.tried_at ? ", " + FormatTimestamp(*candidate.tried_at) : "");
  }
  return text;
}

void AddLeads(const SiteLeads& leads, Json& json) {
  Json directories = Json::array();
  for (const DirectoryEntry& entry : leads.entries) {
    directories.push_back(Json{{"directory", entry.directory},
                               {"page", entry.page},
                               {"link", entry.listing.href},
                               {"text", entry.listing.text},
                               {"entry", entry.listing.entry}});
  }
  Json candidates = Json::array();
  for (const CandidateSite& candidate : leads.candidates) {
    candidates.push_back(
        Json{{"site", candidate.site},
             {"state", ToString(candidate.state)},
             {"found", candidate.found},
             {"detail", candidate.detail},
             {"tried", candidate.tried_at
                           ? Json(FormatTimestamp(*candidate.tried_at))
                           : Json()}});
  }
  json["directories"] = std::move(directories);
  json["candidates"] = std::move(candidates);
}

}  // namespace ritmon
