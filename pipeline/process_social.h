// SPDX-License-Identifier: GPL-3.0-or-later
// One answer of a service in, its posts as page records and the facts about the
// account out. Pure functions.
//
// A post's key is the address under which people read it; its site is the
// profile (ProfileKey), for it speaks for whoever that is. Nothing is kept of
// the posts of an account that asks not to be indexed.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crawler/frontier.h"
#include "model/fetch.h"
#include "model/record.h"
#include "pipeline/social_facts.h"
#include "pipeline/social_options.h"

namespace ritmon {

struct ProcessedAnswer {
  SocialFacts facts;
  std::vector<PageRecord> posts;  // without tags
  std::vector<FoundUrl> links;    // where the next answer begins, if wanted
};

// Whether this is an answer that is read here: asked for as one, or found in an
// archive as one.
bool IsSocialAnswer(const FetchResult& result);

ProcessedAnswer ProcessSocialAnswer(const FetchResult& result,
                                    const CaptureRef& capture,
                                    const SocialOptions& options,
                                    const std::string& product_token);

}  // namespace ritmon
