// SPDX-License-Identifier: GPL-3.0-or-later
// The part of `ritmon explain` on names in news pages and posts.

#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "model/mention.h"
#include "model/record.h"
#include "pipeline/page_store.h"

namespace ritmon {

// A page that names a company, and what supports it there. Of the pages that
// tell one story the one that is counted, and those that add something to it.
struct NewsItem {
  PageRecord page;
  std::vector<Mention> mentions;  // of the company only
  PageTags support;
  int64_t others = 0;  // pages that tell the same story, whom they name or not
};
Result<std::vector<NewsItem>> NewsAbout(PageStore& store,
                                        const std::string& company_id);

// "the same story as ...: counted there", "also on 3 other pages"; empty for
// other pages.
Result<std::string> StoryText(PageStore& store, const PageRecord& page,
                              Language language);

// Empty without any.
std::string NewsText(const std::vector<NewsItem>& news, Language language);
nlohmann::ordered_json NewsJson(const std::vector<NewsItem>& news);

// The companies that a page names, and the names that were left out.
std::string MentionsText(const PageRecord& page,
                         const std::vector<Mention>& mentions,
                         Language language);
nlohmann::ordered_json MentionsJson(const PageRecord& page,
                                    const std::vector<Mention>& mentions);

}  // namespace ritmon
