// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/count_history.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "cli/history_access.h"
#include "cli/json_output.h"
#include "cli/wording.h"
#include "pipeline/list_source.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

Status RefuseFields(const Query& query, const std::string& option) {
  if (!AsksForFields(query)) return {};
  return Fail(ErrorKind::kInvalid,
              option +
                  ": the query may not ask for fields, topics or their "
                  "confidence, for it is answered by today's; count by them "
                  "instead");
}

// What the history knows put in the place of what is known today.
void Restore(const PastCompany& past, const Places& places,
             CompanyRecord& record) {
  Company& company = record.company;
  const CompanyState& state = past.state;
  company.name = state.name;
  company.status = state.status;
  company.kind = state.kind;
  company.legal_form = state.legal_form;
  company.district = state.district;
  company.founded = state.founded;
  company.founded_precision = state.founded_precision;
  company.employees = state.employees;
  record.regions = places.regions.RegionsOf(state.district);
  record.district_name = places.regions.DistrictName(state.district);
  record.fields = past.fields;
  record.topics = past.topics;
}

// Counts companies as they were at one moment.
class PastCounter {
 public:
  PastCounter(const Analysis& analysis, const CountRequest& request,
              const PastMoment& moment)
      : analysis_(analysis), request_(request), moment_(moment) {}

  void Add(CompanyRecord record) {
    const auto past = moment_.companies.find(record.company.id);
    if (past != moment_.companies.end()) {
      seen_.insert(record.company.id);
      Restore(past->second, analysis_.places(), record);
    } else {
      record.fields.clear();
      record.topics.clear();
    }
    if (IsMeant(record)) columns_.Add(record);
  }

  // Those that are in no index any more. How many of them a query leaves open.
  Result<int64_t> AddVanished(CompanyIndexReader& companies) {
    int64_t open = 0;
    for (const auto& [id, past] : moment_.companies) {
      if (seen_.contains(id)) continue;
      auto today = companies.Get(id);
      if (!today) return tl::unexpected(today.error());
      if (*today) continue;  // the query does not mean it
      CompanyRecord record;
      record.company.id = id;
      Restore(past, analysis_.places(), record);
      if (!IsMeant(record)) continue;
      if (!request_.words.empty()) {
        ++open;
        continue;
      }
      columns_.Add(record);
    }
    return open;
  }

  Result<CountTable> Finish() const {
    return CountAll(columns_, request_.dimensions, request_.options,
                    analysis_.vocabulary());
  }

 private:
  bool IsMeant(const CompanyRecord& record) const {
    const std::string& region = analysis_.options().region;
    return request_.everywhere || region.empty() ||
           analysis_.places().regions.Contains(region, record.company.district);
  }

  const Analysis& analysis_;
  const CountRequest& request_;
  const PastMoment& moment_;
  FactColumns columns_;
  std::set<std::string, std::less<>> seen_;
};

Result<BasedCount> CountPast(const Analysis& analysis,
                             CompanyIndexReader& companies,
                             const CountRequest& request,
                             const PastMoment& moment) {
  const std::string day = FormatDate(request.options.as_of);
  // In whatever region: it may have moved.
  auto query =
      analysis.ParseCompanyQuery(request.words, true, request.options.as_of);
  if (!query) return tl::unexpected(query.error());
  if (auto s = RefuseFields(*query, "--as-of " + day); !s) {
    return tl::unexpected(s.error());
  }
  PastCounter past(analysis, request, moment);
  auto read = companies.ForEach(*query, [&](const CompanyRecord& record) {
    past.Add(record);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  auto open = past.AddVanished(companies);
  if (!open) return tl::unexpected(open.error());
  auto table = past.Finish();
  if (!table) return tl::unexpected(table.error());
  BasedCount count{.table = std::move(*table),
                   .tags = "history",
                   .keyword_lists = moment.list_version,
                   .time = FormatTimestamp(moment.run),
                   .known = {},
                   .note = {}};
  count.note = Say(request.language, Phrase::as_of_run, day, count.time,
                   moment.list_version);
  if (*open > 0) {
    count.is_warning = true;
    count.note += Say(request.language, Phrase::as_of_open, *open);
  }
  return count;
}

Result<BasedCount> CountWithList(const Analysis& analysis,
                                 CompanyIndexReader& companies,
                                 const Query& query,
                                 const CountRequest& request) {
  if (auto s = RefuseFields(query, "--list"); !s) {
    return tl::unexpected(s.error());
  }
  auto lists = OpenHistory(analysis.options());
  if (!lists) return tl::unexpected(lists.error());
  auto version = lists->Find(request.list);
  if (!version) return tl::unexpected(version.error());
  auto outcome = lists->Outcome(version->version);
  if (!outcome) return tl::unexpected(outcome.error());
  // Whoever was followed then was read with these lists, tagged or not.
  PastMoment moment;
  auto history = OpenFieldHistory(analysis.options());
  if (history) {
    auto last = history->LastWith(version->version);
    if (!last) return tl::unexpected(last.error());
    if (*last) {
      auto then = history->At((*last)->time);
      if (!then) return tl::unexpected(then.error());
      if (*then) moment = std::move(**then);
    }
  } else if (history.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected(history.error());
  }
  FactColumns columns;
  Coverage known;
  auto read = companies.ForEach(query, [&](const CompanyRecord& found) {
    CompanyRecord record = found;
    const auto was = outcome->find(record.company.id);
    const bool tagged = was != outcome->end();
    const bool is_known =
        tagged || moment.companies.contains(record.company.id);
    const bool is_read = !record.hosts.empty() || !record.fields.empty() ||
                         !record.topics.empty();
    if (is_read || is_known) ++known.of;
    if (is_known) ++known.known;
    record.fields = tagged ? was->second.fields : std::vector<CompanyField>();
    record.topics = tagged ? was->second.topics : std::vector<CompanyField>();
    columns.Add(record);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  auto table = CountAll(columns, request.dimensions, request.options,
                        analysis.vocabulary());
  if (!table) return tl::unexpected(table.error());
  BasedCount count{.table = std::move(*table),
                   .tags = "list",
                   .keyword_lists = version->version,
                   .time = FormatTimestamp(version->last_used),
                   .known = known,
                   .note = {}};
  count.note = Say(request.language, Phrase::by_lists, version->version,
                   count.time.substr(0, 10), known.known, known.of);
  if (version->forgotten > 0) {
    count.note +=
        Say(request.language, Phrase::by_lists_forgotten, version->forgotten);
  }
  count.is_warning = known.known < known.of;
  return count;
}

}  // namespace

Result<BasedCount> CountAsAsked(const Analysis& analysis,
                                CompanyIndexReader& companies,
                                const CountRequest& request) {
  const Date as_of = request.options.as_of;
  auto query =
      analysis.ParseCompanyQuery(request.words, request.everywhere, as_of);
  if (!query) return tl::unexpected(query.error());
  if (!request.list.empty()) {
    return CountWithList(analysis, companies, *query, request);
  }
  BasedCount count{.table = {},
                   .tags = {},
                   .keyword_lists = {},
                   .time = {},
                   .known = {},
                   .note = {}};
  if (as_of < analysis.today() && request.beside) {
    count.tags = "today";
    count.note =
        Say(request.language, Phrase::compared_as_of, FormatDate(as_of));
    count.is_warning = true;
  } else if (as_of < analysis.today()) {
    count.tags = "today";
    count.is_warning = true;
    auto history = OpenFieldHistory(analysis.options());
    if (history) {
      // The end of that day.
      const Timestamp end =
          Timestamp(std::chrono::sys_days(as_of) + std::chrono::days(1)) -
          std::chrono::milliseconds(1);
      auto moment = history->At(end);
      if (!moment) return tl::unexpected(moment.error());
      if (*moment) return CountPast(analysis, companies, request, **moment);
      auto first = history->First();
      if (!first) return tl::unexpected(first.error());
      if (*first) count.time = FormatTimestamp((*first)->time);
    } else if (history.error().kind != ErrorKind::kNotFound) {
      return tl::unexpected(history.error());
    }
    const std::string day = FormatDate(as_of);
    count.note =
        count.time.empty()
            ? Say(request.language, Phrase::history_is_empty, day)
            : Say(request.language, Phrase::history_begins, day, count.time);
  }
  auto table = companies.Count(*query, request.dimensions, request.options,
                               analysis.vocabulary());
  if (!table) return tl::unexpected(table.error());
  count.table = std::move(*table);
  return count;
}

std::string WithBasis(const std::string& rows, const BasedCount& count,
                      Date as_of) {
  if (count.tags.empty()) return rows;
  Json json = Json::parse(rows, nullptr, false);
  if (!json.is_array()) return rows;
  for (Json& row : json) {
    row["as_of"] = FormatDate(as_of);
    row["tags"] = count.tags;
    if (count.tags == "today") {
      row["history_begins"] = count.time.empty() ? Json() : Json(count.time);
      continue;
    }
    row["keyword_lists"] = count.keyword_lists;
    row["tags_from"] = count.time;
    if (!count.known) continue;
    row["lists_known"] = count.known->known;
    row["lists_of"] = count.known->of;
  }
  return IndentedJson(json);
}

}  // namespace ritmon
