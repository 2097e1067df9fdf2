// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/forget_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/text_table.h"
#include "cli/wording.h"

namespace ritmon {

using Json = nlohmann::ordered_json;

namespace {

Json CountsAsJson(const ForgetCounts& counts) {
  return Json{
      {"captures", counts.captures},   {"archive_files", counts.archive_files},
      {"pages", counts.pages},         {"urls", counts.urls},
      {"companies", counts.companies}, {"mentions", counts.mentions},
      {"decisions", counts.decisions}, {"grants", counts.grants}};
}

Json TimeAsJson(const std::optional<Timestamp>& time) {
  return time ? Json(FormatTimestamp(*time)) : Json();
}

std::string Day(Timestamp time) { return FormatTimestamp(time).substr(0, 10); }

}  // namespace

Json ToJson(const ForgetPlan& plan) {
  Json kept = Json::array();
  for (const SharedSite& site : plan.kept) {
    kept.push_back(Json{{"site", site.site}, {"why", site.why}});
  }
  return Json{
      {"kind", ToString(plan.kind)},
      {"subject", plan.subject},
      {"company", plan.company_id},
      {"hosts", plan.hosts},
      {"paths", plan.paths},
      {"accounts", plan.accounts},
      {"guessed", plan.guessed},
      {"kept", std::move(kept)},
      {"company_of_host", plan.company_of_host},
      {"kept_out_by", plan.kept_out_by ? Json(*plan.kept_out_by) : Json()},
      {"counts", CountsAsJson(plan.counts)}};
}

std::string ToText(const ForgetPlan& plan, const Terminal& terminal) {
  const Language language = terminal.language;
  std::string text =
      terminal.Bold(WordIn(language, ToString(plan.kind)) + " " +
                    plan.subject) +
      (plan.company_id.empty() ? "" : " (" + plan.company_id + ")") + "\n";
  const auto add = [&](Phrase phrase, const std::string& value) {
    text += "  " + Say(language, phrase, value) + "\n";
  };
  for (const std::string& host : plan.hosts) add(Phrase::forget_host, host);
  for (const std::string& path : plan.paths) add(Phrase::forget_path, path);
  for (const std::string& name : plan.accounts) {
    add(Phrase::forget_account, name);
  }
  for (const std::string& host : plan.guessed) {
    add(Phrase::forget_guessed, host);
  }
  for (const SharedSite& site : plan.kept) {
    add(Phrase::forget_stays, site.site + ": " + site.why);
  }
  if (!plan.company_of_host.empty()) {
    add(Phrase::forget_company_stays, plan.company_of_host);
  }
  if (plan.kept_out_by) {
    add(Phrase::forget_kept_out, std::to_string(*plan.kept_out_by));
  }
  const ForgetCounts& counts = plan.counts;
  text += "  " +
          Say(language, Phrase::forget_captures, counts.captures,
              counts.archive_files) +
          "\n";
  for (const auto& [phrase, number] :
       {std::pair{Phrase::forget_pages, counts.pages},
        std::pair{Phrase::forget_urls, counts.urls},
        std::pair{Phrase::forget_companies, counts.companies},
        std::pair{Phrase::forget_mentions, counts.mentions},
        std::pair{Phrase::forget_decisions, counts.decisions},
        std::pair{Phrase::forget_grants, counts.grants}}) {
    text += "  " + Say(language, phrase, number) + "\n";
  }
  return text;
}

Json ToJson(const ForgetEntry& entry) {
  return Json{{"entry", entry.id},
              {"kind", ToString(entry.kind)},
              {"state", ToString(entry.state)},
              {"reason", entry.reason},
              {"begun", FormatTimestamp(entry.begun_at)},
              {"done", TimeAsJson(entry.done_at)},
              {"allowed", TimeAsJson(entry.allowed_at)},
              {"counts", CountsAsJson(entry.counts)}};
}

std::string ToText(const std::vector<ForgetEntry>& entries,
                   const Terminal& terminal) {
  const Language language = terminal.language;
  if (entries.empty()) return Say(language, Phrase::nothing_forgotten) + "\n";
  using Align = TextTable::Align;
  TextTable table({{HeadIn(language, "entry"), Align::kRight},
                   {HeadIn(language, "kind")},
                   {HeadIn(language, "state")},
                   {HeadIn(language, "since"), Align::kLeft, true},
                   {HeadIn(language, "captures"), Align::kRight},
                   {HeadIn(language, "pages"), Align::kRight},
                   {HeadIn(language, "entries"), Align::kRight},
                   {HeadIn(language, "reason")}});
  for (const ForgetEntry& entry : entries) {
    const Timestamp since =
        entry.allowed_at.value_or(entry.done_at.value_or(entry.begun_at));
    table.Add({std::to_string(entry.id), WordIn(language, ToString(entry.kind)),
               WordIn(language, ToString(entry.state)), Day(since),
               std::to_string(entry.counts.captures),
               std::to_string(entry.counts.pages),
               std::to_string(entry.counts.companies), entry.reason});
  }
  return table.Render(terminal);
}

Json ToJson(const RetentionRun& run) {
  return Json{{"at", FormatTimestamp(run.at)},    {"files", run.removed.files},
              {"captures", run.removed.captures}, {"bytes", run.removed.bytes},
              {"pages", run.removed.pages},       {"urls", run.removed.urls}};
}

std::string ToText(const std::vector<RetentionRun>& runs,
                   const Terminal& terminal) {
  const Language language = terminal.language;
  if (runs.empty()) return {};
  constexpr size_t kShown = 20;
  std::string text =
      terminal.Bold(Say(language, Phrase::retention_head)) + "\n";
  for (size_t i = runs.size() - std::min(runs.size(), kShown); i < runs.size();
       ++i) {
    const RetentionRun& run = runs[i];
    text += "  " + Day(run.at) + "  " +
            Say(language, Phrase::retention_run, run.removed.files,
                run.removed.captures, run.removed.bytes, run.removed.pages,
                run.removed.urls) +
            "\n";
  }
  return text;
}

Json ForgottenTotals(const std::vector<ForgetEntry>& entries) {
  if (entries.empty()) return Json();
  int64_t hosts = 0;
  int64_t companies = 0;
  int64_t pending = 0;
  int64_t captures = 0;
  for (const ForgetEntry& entry : entries) {
    captures += entry.counts.captures;
    pending += entry.state == ForgetState::kPending ? 1 : 0;
    if (entry.state == ForgetState::kAllowed) continue;
    (entry.kind == ForgetKind::kHost ? hosts : companies) += 1;
  }
  Json json{{"hosts", hosts},
            {"companies", companies},
            {"captures removed", captures},
            {"last", Day(entries.back().begun_at)}};
  if (pending > 0) json["pending"] = pending;
  return json;
}

Json RetentionTotals(const std::vector<RetentionRun>& runs) {
  if (runs.empty()) return Json();
  const RetentionRun& last = runs.back();
  return Json{{"captures removed", last.removed.captures},
              {"bytes", last.removed.bytes},
              {"last", Day(last.at)}};
}

}  // namespace ritmon
