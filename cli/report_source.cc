// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_source.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/domain_name.h"
#include "base/version.h"
#include "cli/report_chapters.h"
#include "cli/report_funding.h"
#include "cli/report_labels.h"
#include "registry/match.h"

namespace ritmon {
namespace {

// Counts by key, from one table.
using Cells = std::map<std::vector<std::string>, uint64_t>;

// Asks the questions; remembers the first that failed.
class Collector {
 public:
  Collector(const Analysis& analysis, CompanyIndexReader companies,
            PageStore store, Date as_of)
      : analysis_(analysis),
        companies_(std::move(companies)),
        store_(std::move(store)),
        as_of_(as_of) {}

  Result<ReportData> Collect() {
    data_.as_of = as_of_;
    data_.program_version = std::string(kVersion);
    auto lists = ReadTaxonomyFiles(analysis_.options().keyword_lists,
                                   analysis_.options().more_keyword_lists);
    if (!lists) return tl::unexpected(lists.error());
    data_.list_version = lists->version;
    data_.region = RegionLabel(analysis_, analysis_.options().region);
    data_.field_command = "ritmon count --by field";
    data_.list_command = "ritmon export companies -o companies.csv";
    for (const auto step :
         {&Collector::Fields, &Collector::Classes, &Collector::Totals,
          &Collector::Places, &Collector::Companies, &Collector::Funding,
          &Collector::Chapters}) {
      if (auto status = (this->*step)(); !status) {
        return tl::unexpected(status.error());
      }
    }
    return std::move(data_);
  }

 private:
  Result<CountTable> Count(const std::string& text,
                           std::vector<Dimension> dimensions, bool candidates) {
    auto query = analysis_.ParseCompanyQuery(text, false, as_of_);
    if (!query) return tl::unexpected(query.error());
    return companies_.Count(
        *query, dimensions,
        CountOptions{.with_candidates = candidates, .as_of = as_of_},
        analysis_.vocabulary());
  }

  Result<Cells> CountCells(const std::vector<Dimension>& dimensions,
                           bool candidates) {
    auto table = Count("", dimensions, candidates);
    if (!table) return tl::unexpected(table.error());
    Cells cells;
    for (CountRow& row : table->rows) cells[std::move(row.key)] = row.companies;
    return cells;
  }

  // Counted companies and candidates per field and future field.
  Status Fields() {
    const std::string by_field = "ritmon count --by field";
    const std::string by_future = "ritmon count --by future-field";
    auto counted = CountCells({Dimension::kField}, false);
    auto all = CountCells({Dimension::kField}, true);
    auto future_counted = CountCells({Dimension::kFutureField}, false);
    auto future_all = CountCells({Dimension::kFutureField}, true);
    for (const auto* cells : {&counted, &all, &future_counted, &future_all}) {
      if (!*cells) return tl::unexpected(cells->error());
    }
    const auto figures = [](Cells& some, Cells& more, const std::string& id,
                            const std::string& command) {
      const uint64_t n = some[{id}];
      return std::pair(Figure{n, command},
                       Figure{more[{id}] - n, command + " --candidates"});
    };
    for (const VocabularyEntry& future : analysis_.vocabulary().future_fields) {
      FutureFieldCount count{.id = future.id, .label = LabelOf(future)};
      std::tie(count.counted, count.candidates) =
          figures(*future_counted, *future_all, future.id, by_future);
      for (const VocabularyEntry& field : analysis_.vocabulary().fields) {
        if (std::find(future.members.begin(), future.members.end(), field.id) ==
            future.members.end()) {
          continue;
        }
        FieldCount row{.id = field.id, .label = LabelOf(field)};
        std::tie(row.counted, row.candidates) =
            figures(*counted, *all, field.id, by_field);
        count.fields.push_back(std::move(row));
      }
      data_.future_fields.push_back(std::move(count));
    }
    return {};
  }

  // Age and size classes of each future field.
  Status Classes() {
    const std::pair<Dimension, const char*> kinds[] = {
        {Dimension::kAge, "age"}, {Dimension::kSize, "size"}};
    for (const auto& [dimension, name] : kinds) {
      auto table = Count("", {Dimension::kFutureField, dimension}, false);
      if (!table) return tl::unexpected(table.error());
      for (FutureFieldCount& future : data_.future_fields) {
        Distribution& distribution =
            dimension == Dimension::kAge ? future.ages : future.sizes;
        distribution.command =
            std::string("ritmon count --by future-field,") + name;
        for (const CountRow& row : table->rows) {
          if (row.key[0] != future.id) continue;
          distribution.classes.push_back(ClassCount{row.key[1], row.companies});
        }
      }
    }
    return {};
  }

  Status Totals() {
    ReportTotals& totals = data_.totals;
    auto counted = Count("", {Dimension::kField}, false);
    if (!counted) return tl::unexpected(counted.error());
    auto all = Count("", {Dimension::kField}, true);
    if (!all) return tl::unexpected(all.error());
    totals.active = {counted->total, "ritmon count --by field"};
    totals.candidates = {all->total - counted->total,
                         "ritmon count --by field --candidates"};
    totals.shells = {counted->shells, "ritmon count --by field --shells"};
    totals.register_companies = {counted->matched,
                                 "ritmon export companies --all"};
    auto pages = store_.CountPages();
    if (!pages) return tl::unexpected(pages.error());
    totals.pages_read = {static_cast<uint64_t>(*pages), "ritmon status"};
    auto scripts = store_.CountScripts();
    if (!scripts) return tl::unexpected(scripts.error());
    totals.pages_without_text = {static_cast<uint64_t>(scripts->missing),
                                 "ritmon status"};
    totals.companies_without_text = {
        static_cast<uint64_t>(scripts->companies_missing), "ritmon status"};
    totals.companies_read = static_cast<uint64_t>(scripts->companies);
    auto sites = store_.Sites();
    if (!sites) return tl::unexpected(sites.error());
    totals.sites_crawled = {sites->size(), "ritmon status"};
    auto matches = store_.site_matches().All();
    if (!matches) return tl::unexpected(matches.error());
    for (const SiteMatch& match : *matches) {
      if (IsSettled(match)) ++totals.sites_matched.value;
    }
    totals.sites_matched.command = "ritmon status";
    return {};
  }

  Status Places() {
    auto districts = Count("", {Dimension::kDistrict}, false);
    if (!districts) return tl::unexpected(districts.error());
    data_.districts.command = "ritmon count --by district";
    const auto region =
        analysis_.places().regions.Find(analysis_.options().region);
    for (const CountRow& row : districts->rows) {
      const std::string& ags = row.key[0];
      const bool inside =
          !region || std::binary_search(region->districts.begin(),
                                        region->districts.end(), ags);
      if (row.companies == 0 && (!region || !inside)) continue;
      const std::string name(analysis_.places().regions.DistrictName(ags));
      data_.districts.places.push_back(
          PlaceCount{.id = ags,
                     .label = {.de = name, .en = name},
                     .companies = row.companies});
    }
    return {};
  }

  // The evidence with the highest score for each field of a company.
  Result<std::map<std::string, ReportEvidence>> BestEvidence(
      const std::string& company_id) {
    std::map<std::string, ReportEvidence> best;
    std::map<std::string, double> best_score;
    auto status = store_.ForEachOfCompany(
        company_id, PageTexts::kNone, [&](PageRecord page) -> Status {
          for (const auto* tags : {&page.tags.fields, &page.tags.candidates}) {
            for (const FieldTag& tag : *tags) {
              if (tag.evidence.empty()) continue;
              const Evidence& evidence = tag.evidence.front();
              const auto known = best_score.find(tag.field);
              if (known != best_score.end() &&
                  known->second >= evidence.score) {
                continue;
              }
              best_score[tag.field] = evidence.score;
              best[tag.field] = ReportEvidence{.sentence = evidence.sentence,
                                               .matched = evidence.matched,
                                               .term = evidence.term,
                                               .url = page.href};
            }
          }
          return {};
        });
    if (!status) return tl::unexpected(status.error());
    return best;
  }

  Status Companies() {
    auto query = analysis_.ParseCompanyQuery("", false, as_of_);
    if (!query) return tl::unexpected(query.error());
    Status failed;
    auto status = companies_.ForEach(*query, [&](const CompanyRecord& record) {
      if (!record.company.website.empty() || !record.hosts.empty()) {
        ++data_.totals.with_website.value;
      }
      if (!record.fields.empty()) failed = AddCompany(record);
      return failed.has_value();
    });
    data_.totals.with_website.command = "ritmon export companies --all";
    if (!status) return status;
    return failed;
  }

  Status Funding() {
    std::map<std::string, uint64_t> companies;
    for (const FutureFieldCount& future : data_.future_fields) {
      for (const FieldCount& field : future.fields) {
        companies[field.id] = field.counted.value;
      }
    }
    return CollectFunding(analysis_, companies, data_);
  }

  Status Chapters() {
    auto clusters = CollectClusters(analysis_);
    if (!clusters) return tl::unexpected(clusters.error());
    data_.clusters = std::move(*clusters);
    auto mass = CollectMassChapter(analysis_);
    if (!mass) return tl::unexpected(mass.error());
    data_.mass = std::move(*mass);
    auto coverage = CollectCoverageFigures(analysis_);
    if (!coverage) return tl::unexpected(coverage.error());
    data_.coverage = std::move(*coverage);
    auto scoreboard = CollectScoreboard(analysis_);
    if (!scoreboard) return tl::unexpected(scoreboard.error());
    data_.scoreboard = std::move(*scoreboard);
    auto trend = CollectTrend(analysis_);
    if (!trend) return tl::unexpected(trend.error());
    data_.trend = std::move(*trend);
    return {};
  }

  Status AddCompany(const CompanyRecord& record) {
    auto evidence = BestEvidence(record.company.id);
    if (!evidence) return tl::unexpected(evidence.error());
    ReportCompany company{.name = record.company.name,
                          .town = record.company.address.town,
                          .employees = {}};
    if (record.company.employees && record.company.employees->is_figure()) {
      company.employees = record.company.employees->min;
    }
    if (record.company.founded) {
      company.founded = static_cast<int>(record.company.founded->year());
    }
    company.explain_command = "ritmon explain " + record.company.id;
    for (const CompanyField& field : record.fields) {
      ReportTag tag{.field = field.field,
                    .confidence = field.confidence,
                    .counted = IsCounted(record, field)};
      if (const auto found = evidence->find(field.field);
          found != evidence->end()) {
        tag.evidence = found->second;
      }
      company.fields.push_back(std::move(tag));
    }
    data_.companies.push_back(std::move(company));
    return {};
  }

  const Analysis& analysis_;
  CompanyIndexReader companies_;
  PageStore store_;
  Date as_of_;
  ReportData data_;
};

}  // namespace

Result<ReportData> CollectReport(const Analysis& analysis, Date as_of) {
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  auto store = analysis.OpenStore();
  if (!store) return tl::unexpected(store.error());
  Collector collector(analysis, std::move(*companies), std::move(*store),
                      as_of);
  return collector.Collect();
}

}  // namespace ritmon
