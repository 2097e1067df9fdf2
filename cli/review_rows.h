// SPDX-License-Identifier: GPL-3.0-or-later
// How commands show the review list and the matches of sites.

#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "cli/terminal.h"
#include "pipeline/review_stage.h"
#include "pipeline/site_match_store.h"

namespace ritmon {

// The list as a table that registry/review_table.h reads again.
std::string ReviewAsCsv(const std::vector<ReviewItem>& items);
// The same as a workbook, with a sheet that says how to fill it.
Status WriteReviewSheet(const std::filesystem::path& path,
                        const std::vector<ReviewItem>& items,
                        Timestamp created);

nlohmann::ordered_json ToJson(const StandingDecision& standing);
std::string ToText(const std::vector<StandingDecision>& decisions,
                   const Terminal& terminal);

// Whose site it is and why, by decision and by the machine itself, as lines
// with two blanks in front; empty if nothing speaks for any company.
Result<std::string> ExplainSite(SiteMatchStore site_matches,
                                const std::string& site, Language language);
// The same as JSON: the match, and what the machine makes of the site.
Result<nlohmann::ordered_json> SiteJson(SiteMatchStore site_matches,
                                        const std::string& site);
// The sites that might be the company's and are not.
Result<std::string> ExplainCandidacies(
    SiteMatchStore site_matches, const std::string& company_id,
    const std::vector<std::string>& own_sites, Language language);

}  // namespace ritmon
