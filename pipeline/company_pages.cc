// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/company_pages.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "pipeline/news_support.h"

namespace ritmon {
namespace {

// Enough to keep the workers busy; more would only take memory.
constexpr size_t kPagesPerBatch = 2000;

}  // namespace

Date DayOf(const PageRecord& page) {
  return Date{std::chrono::floor<std::chrono::days>(
      page.published.value_or(page.fetched_at))};
}

CountedPage ToCounted(const PageRecord& page, PageTags tags) {
  return {
      .key = page.key,
      .double_of = page.double_of,
      .story_of = page.story_of,
      .text_hash = page.text_hash,
      .lang = page.lang,
      .day = DayOf(page),
      .page = {.url = page.href, .kind = page.kind, .tags = std::move(tags)}};
}

Result<std::vector<CountedPage>> NewsOf(PageStore& store,
                                        const std::string& company_id) {
  std::vector<CountedPage> news;
  auto status = store.ForEachNaming(
      company_id,
      [&](PageRecord page, std::vector<Mention> mentions) -> Status {
        PageTags tags = SupportingTags(page, mentions, company_id);
        news.push_back(ToCounted(page, std::move(tags)));
        return {};
      });
  if (!status) return tl::unexpected(status.error());
  return news;
}

CompanyProfile ProfileOf(const Company& company) {
  return {.name = company.name, .purpose = company.purpose, .wz = company.wz};
}

namespace {

struct PageFacts {
  PageKind kind = PageKind::kWeb;
  std::string lang;
  Date day;
};
using FactsByUrl = std::map<std::string, PageFacts, std::less<>>;

FactsByUrl FactsOf(const std::vector<CountedPage>& pages) {
  FactsByUrl facts;
  for (const CountedPage& page : pages) {
    facts.insert_or_assign(page.page.url,
                           PageFacts{page.page.kind, page.lang, page.day});
  }
  return facts;
}

EvidencePages EvidenceOf(const CompanyRecord& record, const FactsByUrl& facts) {
  EvidencePages evidence;
  std::set<PageKind> kinds;
  std::set<std::string> langs;
  for (const auto* tags : {&record.fields, &record.topics}) {
    for (const CompanyField& tag : *tags) {
      for (const std::string& url : tag.pages) {
        const auto page = facts.find(url);
        if (page == facts.end()) continue;
        kinds.insert(page->second.kind);
        if (!page->second.lang.empty()) langs.insert(page->second.lang);
        evidence.newest =
            std::max(evidence.newest, std::optional(page->second.day));
      }
    }
  }
  evidence.kinds.assign(kinds.begin(), kinds.end());
  evidence.langs.assign(langs.begin(), langs.end());
  return evidence;
}

}  // namespace

void Judge(std::vector<CountedPage> pages, const Taxonomy& taxonomy,
           MatcherScratch& scratch, CompanyRecord& record, uint32_t without) {
  const FactsByUrl facts = FactsOf(pages);
  const std::vector<CompanyPage> evidence = WithoutDoubles(std::move(pages));
  const CompanyProfile profile = ProfileOf(record.company);
  record.fields = CompanyFields(profile, evidence, taxonomy, scratch, without);
  record.topics = CompanyTopics(profile, evidence, taxonomy, scratch, without);
  record.evidence = EvidenceOf(record, facts);
}

Status ForEachCompanyBatch(
    CompanyIndexReader& index, const Query& query, PageStore& store,
    const std::function<Status(std::vector<CompanyWithPages>&)>& visit) {
  std::vector<CompanyWithPages> batch;
  size_t pages = 0;
  Status status;
  const auto flush = [&] {
    status = visit(batch);
    batch.clear();
    pages = 0;
  };
  auto read = index.ForEach(query, [&](const CompanyRecord& record) {
    if (record.hosts.empty()) return true;
    CompanyWithPages& company = batch.emplace_back();
    company.record = record;
    status = store.ForEachOfCompany(record.company.id, PageTexts::kAll,
                                    [&](PageRecord page) -> Status {
                                      company.pages.push_back(std::move(page));
                                      return {};
                                    });
    pages += company.pages.size();
    if (status && pages >= kPagesPerBatch) flush();
    return status.has_value();
  });
  if (!read) return read;
  if (status && !batch.empty()) flush();
  return status;
}

}  // namespace ritmon
