// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/history_access.h"
#include "cli/json_output.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string CauseText(ChangeCause cause, Language language) {
  switch (cause) {
    case ChangeCause::kReal:
      return Say(language, Phrase::why_cause_real);
    case ChangeCause::kLists:
      return Say(language, Phrase::why_cause_lists);
    case ChangeCause::kCoverage:
      return Say(language, Phrase::why_cause_coverage);
    case ChangeCause::kLostSites:
      return Say(language, Phrase::why_cause_lost);
  }
  return "";
}

std::string SpanText(Timestamp from, std::optional<Timestamp> to,
                     Language language) {
  return Say(language, Phrase::why_span, MinuteText(from),
             to ? MinuteText(*to) : Say(language, Phrase::why_now));
}

const CompanyMove* ChangeAt(const CompanyPast& past, const CountLine& line,
                            Timestamp time) {
  for (const CompanyMove& change : past.changes) {
    if (change.line == line && change.time == time) return &change;
  }
  return nullptr;
}

std::string TagLine(const CompanyPast& past, const TagInterval& tag,
                    Language language) {
  std::string text =
      fmt::format("    {}  {}: {}, {}\n", SpanText(tag.from, tag.to, language),
                  tag.line.second, WordIn(language, ToString(tag.confidence)),
                  tag.counted ? Say(language, Phrase::why_counted)
                              : Say(language, Phrase::why_is_not_counted));
  std::string why;
  const CompanyMove* came = ChangeAt(past, tag.line, tag.from);
  if (came != nullptr && came->gained) {
    why = Say(language, Phrase::why_came, CauseText(came->cause, language));
  }
  const CompanyMove* went =
      tag.to ? ChangeAt(past, tag.line, *tag.to) : nullptr;
  if (went != nullptr && !went->gained) {
    why += Say(language, Phrase::why_went, why.empty() ? "" : ", ",
               CauseText(went->cause, language));
  }
  if (!why.empty()) why += ", ";
  return text + Say(language, Phrase::why_lists_at_first, why,
                    tag.list_version.substr(0, 12));
}

Json EndOf(std::optional<Timestamp> to) {
  return to ? Json(FormatTimestamp(*to)) : Json();
}

}  // namespace

Result<CompanyPast> PastOf(const Options& options,
                           const std::string& company_id) {
  CompanyPast past;
  auto history = OpenFieldHistory(options);
  if (!history) {
    if (history.error().kind == ErrorKind::kNotFound) return past;
    return tl::unexpected(history.error());
  }
  auto states = history->StatesOf(company_id);
  if (!states) return tl::unexpected(states.error());
  auto tags = history->TagsOf(company_id);
  if (!tags) return tl::unexpected(tags.error());
  auto changes = history->ChangesOf(company_id);
  if (!changes) return tl::unexpected(changes.error());
  std::erase_if(*tags, [](const TagInterval& tag) {
    return tag.line.first != kByField && tag.line.first != kByTopic;
  });
  past.states = std::move(*states);
  past.tags = std::move(*tags);
  past.changes = std::move(*changes);
  return past;
}

std::string PastText(const CompanyPast& past, Language language) {
  if (past.states.empty()) return "";
  std::string text = Say(language, Phrase::why_history);
  for (const StateInterval& interval : past.states) {
    const CompanyState& state = interval.state;
    text += Say(language, Phrase::why_state,
                SpanText(interval.from, interval.to, language), state.name,
                WordIn(language, ToString(state.kind)),
                WordIn(language, ToString(state.status)),
                state.district.empty() ? Say(language, Phrase::why_not_known)
                                       : state.district,
                state.in_region ? std::string()
                                : Say(language, Phrase::why_not_of_region));
  }
  for (const TagInterval& tag : past.tags) text += TagLine(past, tag, language);
  return text;
}

Json PastJson(const CompanyPast& past) {
  Json states = Json::array();
  for (const StateInterval& interval : past.states) {
    const CompanyState& state = interval.state;
    states.push_back({{"from", FormatTimestamp(interval.from)},
                      {"to", EndOf(interval.to)},
                      {"name", state.name},
                      {"status", ToString(state.status)},
                      {"kind", ToString(state.kind)},
                      {"district", state.district},
                      {"in_region", state.in_region}});
  }
  Json tags = Json::array();
  for (const TagInterval& tag : past.tags) {
    tags.push_back({{"by", tag.line.first},
                    {"field", tag.line.second},
                    {"from", FormatTimestamp(tag.from)},
                    {"to", EndOf(tag.to)},
                    {"confidence", ToString(tag.confidence)},
                    {"counted", tag.counted},
                    {"list_version", tag.list_version}});
  }
  Json changes = Json::array();
  for (const CompanyMove& change : past.changes) {
    changes.push_back({{"time", FormatTimestamp(change.time)},
                       {"by", change.line.first},
                       {"field", change.line.second},
                       {"gained", change.gained},
                       {"cause", ToString(change.cause)}});
  }
  return {{"states", std::move(states)},
          {"tags", std::move(tags)},
          {"changes", std::move(changes)}};
}

Result<std::string> ExplainVanished(const Options& options,
                                    const std::string& company_id, bool json,
                                    Language language) {
  auto past = PastOf(options, company_id);
  if (!past) return tl::unexpected(past.error());
  if (past->states.empty()) {
    return Fail(ErrorKind::kNotFound, "no company named '" + company_id + "'");
  }
  const std::string& name = past->states.back().state.name;
  if (!json) {
    return Say(language, Phrase::why_vanished, name, company_id) +
           PastText(*past, language);
  }
  const Json object{{"id", company_id},
                    {"name", name},
                    {"known", false},
                    {"history", PastJson(*past)}};
  return IndentedJson(object);
}

}  // namespace ritmon
