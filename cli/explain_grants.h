// SPDX-License-Identifier: GPL-3.0-or-later
// A company's grants, for `ritmon explain`.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"
#include "pipeline/funding_view.h"
#include "report/html_text.h"

namespace ritmon {

struct CompanyGrant {
  Grant grant;
  GrantFacts facts;
};

// By start, newest first; none if no grants were imported.
Result<std::vector<CompanyGrant>> GrantsOf(const Analysis& analysis,
                                           const std::string& company_id);

// A grant by its FKZ: who and what it is for, which words speak for its fields,
// which rule says what kind of actor it is, what later files changed. kNotFound
// if there is no such grant.
struct GrantDossier {
  CompanyGrant grant;
  std::string actor_rule;
  std::vector<GrantChange> changes;
};
Result<GrantDossier> DossierOf(const Analysis& analysis,
                               const std::string& fkz);
std::string DossierText(const GrantDossier& dossier, Language language);
nlohmann::ordered_json DossierJson(const GrantDossier& dossier);

// Empty for no grants.
std::string GrantsText(const std::vector<CompanyGrant>& grants,
                       Language language);
nlohmann::ordered_json GrantsJson(const std::vector<CompanyGrant>& grants);

}  // namespace ritmon
