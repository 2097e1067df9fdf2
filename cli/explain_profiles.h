// SPDX-License-Identifier: GPL-3.0-or-later
// The part of `ritmon explain` and `ritmon status` on accounts in networks.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "model/record.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/profile_store.h"

namespace ritmon {

// An account that a company's sites link to.
struct CompanyAccount {
  ProfileLink link;
  std::string site;                      // the first that links to it
  std::optional<SocialProfile> profile;  // nothing: it was never asked
  int64_t posts = 0;                     // that are held
};

// By network and account.
Result<std::vector<CompanyAccount>> AccountsOf(const Options& options,
                                               const CompanyRecord& record,
                                               PageStore& store);

// Lines indented by two; empty without any.
std::string AccountsText(const std::vector<CompanyAccount>& accounts,
                         Language language);
nlohmann::ordered_json AccountsJson(
    const std::vector<CompanyAccount>& accounts);

// How many accounts are in which state, and why not read; null without any.
Result<nlohmann::ordered_json> ProfileTotals(Database& database);

}  // namespace ritmon
