// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/story_stage.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/story_groups.h"

namespace ritmon {

Result<StoryReport> FindStories(PageStore& pages) {
  StoryReport report;
  auto news = pages.CountNews();
  if (!news) return tl::unexpected(news.error());
  report.pages = *news;
  std::map<std::string, std::string> copies;
  if (*news > 0) {
    std::vector<StoryPage> stories;
    stories.reserve(static_cast<size_t>(*news));
    auto read = pages.ForEachNews([&](PageRecord page) -> Status {
      stories.push_back(StoryPageOf(page));
      return {};
    });
    if (!read) return tl::unexpected(read.error());
    copies = GroupStories(std::move(stories));
  }
  report.copies = static_cast<int64_t>(copies.size());
  auto transaction = pages.Begin();
  if (!transaction) return tl::unexpected(transaction.error());
  auto status = pages.PutStories(copies);
  if (status) status = pages.Commit();
  if (!status) {
    pages.Rollback();
    return tl::unexpected(status.error());
  }
  return report;
}

}  // namespace ritmon
