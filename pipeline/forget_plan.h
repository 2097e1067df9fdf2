// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a word of the command line means, and what there is of them: hosts,
// companies, accounts, captures. Reads only.
//
// With a company go the sites that are its own: that speak for it or that a
// list gives it, unless another company has the same. Of a site that others
// share (a portal, a marketplace, a group's) only what lies below the
// company's own address goes; which sites stay, and why, is said.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/forget_ledger.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// A site that stays though the company has to do with it.
struct SharedSite {
  std::string site;
  std::string why;
};

struct ForgetPlan {
  ForgetKind kind = ForgetKind::kHost;
  std::string subject;                // the host; the company's name
  std::string company_id;             // of a company
  std::vector<std::string> hosts;     // with all below them
  std::vector<std::string> paths;     // "portal.example/firma/x"
  std::vector<std::string> accounts;  // "mastodon dorf.example/firma"
  std::vector<std::string> guessed;   // domains tried under its name
  std::vector<SharedSite> kept;
  // Of a host: the company of a register that it speaks for, which stays. One
  // that is known from its imprint only goes with it.
  std::string company_of_host;
  std::optional<int64_t> kept_out_by;  // an entry that is there already
  ForgetKeys keys;
  ForgetCounts counts;
};

// `subject`: a URL, a host, a company's id or its name. A host that nobody
// knows is no mistake: it can be kept out. kNotFound if no company is meant, or
// several, with those that may be; kInvalid for a public suffix ("de").
Result<ForgetPlan> PlanForget(const Options& options,
                              const std::string& subject, PageStore& pages);

}  // namespace ritmon
