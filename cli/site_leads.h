// SPDX-License-Identifier: GPL-3.0-or-later
// What led, or might have led, to a company's site: directories that list the
// company, and candidates that were asked. For `explain`.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "model/record.h"
#include "pipeline/candidate_store.h"
#include "pipeline/directory_entries.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct SiteLeads {
  std::vector<DirectoryEntry> entries;
  std::vector<CandidateSite> candidates;  // asked for this company
};

Result<SiteLeads> SiteLeadsOf(const Options& options,
                              const CompanyRecord& record, PageStore& store);

// "refused: another company (Quast GmbH)".
std::string FoundText(const CandidateSite& candidate);

// Lines of `explain`, indented by two.
std::string LeadsText(const CompanyRecord& record, const SiteLeads& leads,
                      Language language);
// Adds "directories" and "candidates".
void AddLeads(const SiteLeads& leads, nlohmann::ordered_json& json);

}  // namespace ritmon
