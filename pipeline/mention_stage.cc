// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/mention_stage.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/mention_breadth.h"
#include "registry/company_gazetteer.h"
#include "registry/match.h"
#include "registry/mention_finder.h"

namespace ritmon {
namespace {

// Text that is not the page's own: its mentions are those of every page.
bool IsRead(Zone zone) {
  switch (zone) {
    case Zone::kNavigation:
    case Zone::kFooter:
    case Zone::kAside:
    case Zone::kConsent:
    case Zone::kLegal:
    case Zone::kSearch:
    case Zone::kStructured:
    case Zone::kTemplate:
      return false;
    default:
      return true;
  }
}

// The blocks that are read, and where they stand on the page.
struct ReadBlocks {
  std::vector<std::string_view> views;
  std::vector<size_t> moved;  // of each, from its place among these
  std::vector<size_t> begins;
};

ReadBlocks BlocksToRead(const PageRecord& page) {
  ReadBlocks read;
  size_t base = 0;       // on the page
  size_t read_base = 0;  // among those that are read
  size_t mark = 0;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    bool repeated = false;
    for (; mark < page.template_texts.size() &&
           page.template_texts[mark].block == i;
         ++mark) {
      const TemplateText& text = page.template_texts[mark];
      repeated = repeated || text.end - text.begin == block.text.size();
    }
    if (IsRead(block.zone) && !repeated) {
      read.views.push_back(block.text);
      read.begins.push_back(read_base);
      read.moved.push_back(base - read_base);
      read_base += block.text.size() + 1;
    }
    base += block.text.size() + 1;
  }
  return read;
}

std::vector<Mention> MentionsIn(const PageRecord& page, MentionFinder& finder) {
  const ReadBlocks read = BlocksToRead(page);
  std::vector<Mention> mentions = finder.Find(read.views);
  for (Mention& mention : mentions) {
    const auto next =
        std::upper_bound(read.begins.begin(), read.begins.end(), mention.begin);
    const size_t moved =
        read.moved[static_cast<size_t>(next - read.begins.begin()) - 1];
    mention.begin += moved;
    mention.end += moved;
  }
  return mentions;
}

// Company -> its best site.
using SitesByCompany = std::map<std::string, std::string>;

Result<CompanyGazetteer> BuildGazetteer(const Options& options,
                                        const Places& places,
                                        const Attribution& attribution,
                                        CompanyStore& companies) {
  SitesByCompany sites;
  for (const SiteMatch& match : attribution.matches) {
    if (IsSettled(match)) sites.try_emplace(match.company_id, match.host);
  }
  const std::vector<std::string> districts =
      HomeDistricts(options, places.regions);
  GazetteerBuilder builder(&places.regions);
  std::set<std::string> here;
  const auto add = [&](Company& company) {
    const auto site = sites.find(company.id);
    if (site != sites.end() && company.website.empty()) {
      company.website = site->second;
    }
    builder.Add(company);
    here.insert(company.id);
    return true;
  };
  auto read = companies.ForEach(add, districts);
  if (!read) return tl::unexpected(read.error());
  for (Company company : attribution.from_imprints) add(company);
  for (const auto& [id, site] : sites) {
    if (here.contains(id)) continue;
    auto company = companies.Find(id);
    if (!company) return tl::unexpected(company.error());
    if (*company) add(**company);
  }
  if (districts.empty()) return builder.Build();
  auto others = companies.ForEachName(
      [&](const std::string& id, const std::string& name) {
        if (!here.contains(id)) builder.AddElsewhere(name);
      });
  if (!others) return tl::unexpected(others.error());
  return builder.Build();
}

}  // namespace

Result<MentionReport> FindMentions(const Options& options, const Places& places,
                                   const Attribution& attribution,
                                   CompanyStore& companies, PageStore& pages) {
  MentionReport report;
  auto transaction = pages.Begin();
  if (!transaction) return tl::unexpected(transaction.error());
  const auto replace = [&]() -> Status {
    if (auto s = pages.ClearMentions(); !s) return s;
    auto news = pages.CountNews();
    if (!news) return tl::unexpected(news.error());
    if (*news == 0) return {};
    auto gazetteer = BuildGazetteer(options, places, attribution, companies);
    if (!gazetteer) return tl::unexpected(gazetteer.error());
    auto everyday = EverydayNames(*gazetteer, attribution, pages);
    if (!everyday) return tl::unexpected(everyday.error());
    gazetteer->Learn(*everyday);
    report.everyday = static_cast<int64_t>(everyday->size());
    MentionFinder finder(*gazetteer);
    return pages.ForEachNews([&](PageRecord page) -> Status {
      ++report.pages;
      const std::vector<Mention> mentions = MentionsIn(page, finder);
      for (const Mention& mention : mentions) {
        ++(mention.company_id.empty() ? report.left_out : report.named);
      }
      return pages.PutMentions(page.key, mentions);
    });
  };
  auto status = replace();
  if (status) status = pages.Commit();
  if (!status) {
    pages.Rollback();
    return tl::unexpected(status.error());
  }
  return report;
}

}  // namespace ritmon
