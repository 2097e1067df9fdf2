// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/directory_lock.h"
#include "base/files.h"
#include "classifier/taxonomy.h"
#include "cli/command_line.h"
#include "cli/explain_profiles.h"
#include "cli/forget_rows.h"
#include "cli/frontend.h"
#include "cli/json_output.h"
#include "cli/status_jobs.h"
#include "cli/status_questions.h"
#include "cli/status_timings.h"
#include "cli/text_table.h"
#include "cli/wording.h"
#include "crawler/browser_process.h"
#include "crawler/frontier.h"
#include "crawler/render_ledger.h"
#include "crawler/reservation_ledger.h"
#include "pipeline/candidate_store.h"
#include "pipeline/crawl_snapshot.h"
#include "pipeline/page_store.h"
#include "pipeline/read_document.h"
#include "pipeline/review_stage.h"
#include "pipeline/stores.h"
#include "registry/company_store.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// Hosts that are being left alone, and until when.
Result<Json> BlockedHosts(Frontier& frontier, Timestamp now) {
  constexpr size_t kShown = 20;
  auto blocked = frontier.hosts().Blocked(now, kShown);
  if (!blocked) return tl::unexpected(blocked.error());
  Json list = Json::object();
  for (const HostState& host : *blocked) {
    list[host.name] = FormatTimestamp(host.back_off.until);
  }
  return list;
}

// How the crawl stands, or how the last one ended.
Result<Json> LastCrawl(Database& database, Timestamp now) {
  if (auto made = CrawlSnapshots::Open(database); !made) {
    return tl::unexpected(made.error());
  }
  auto last = CrawlSnapshots::Last(database);
  if (!last) return tl::unexpected(last.error());
  if (!*last) return Json();
  const CrawlSnapshot& crawl = **last;
  const char* state = !crawl.running       ? "ended"
                      : crawl.IsAlive(now) ? "running"
                                           : "interrupted";
  Json json{{"state", state},
            {"started", FormatTimestamp(crawl.started_at)},
            {"updated", FormatTimestamp(crawl.updated_at)}};
  const double seconds =
      std::chrono::duration<double>(crawl.updated_at - crawl.started_at)
          .count();
  for (const auto& [name, value] : crawl.counters) {
    if (value != 0) json[name] = value;
  }
  if (seconds >= 1 && crawl.counters.contains("fetched")) {
    json["per_second"] = static_cast<int64_t>(
        static_cast<double>(crawl.counters.at("fetched")) / seconds);
  }
  return json;
}

// What can be done about pages without text; empty if nothing need be.
std::string RenderAdvice(const Options& options, const ScriptTotals& totals) {
  if (totals.needing == totals.rendered) return "";
  if (!options.render.on) {
    return "rendering is off; render.render = \"auto\" turns it on";
  }
  if (FindBrowser(options.render.browser)) return "";
  return options.render.browser.empty()
             ? "no browser is installed; apt-get install chromium, or set "
               "render.browser"
             : "render.browser is not there: " +
                   options.render.browser.string();
}

// Sites that may be a company's, and what came of asking; null if none was.
Result<Json> Candidates(Database& database) {
  if (!database.HasTable("candidate_site")) return Json();
  auto candidates = CandidateStore::Open(database);
  if (!candidates) return tl::unexpected(candidates.error());
  auto totals = candidates->Count();
  if (!totals) return tl::unexpected(totals.error());
  if (totals->open + totals->confirmed + totals->refused == 0) return Json();
  Json json{{"companies by name", totals->companies},
            {"sites open", totals->open},
            {"confirmed", totals->confirmed},
            {"refused", totals->refused}};
  for (const auto& [found, count] : totals->found) {
    json["refused: " + found] = count;
  }
  return json;
}

// Pages whose text is missing without scripts.
Result<Json> Scripts(const Options& options, Database& database,
                     PageStore& pages, int64_t page_count) {
  auto totals = pages.CountScripts();
  if (!totals) return tl::unexpected(totals.error());
  // To make a table that is not there yet, a reader would have to wait for who
  // writes.
  std::map<std::string, int64_t> outcomes;
  if (database.HasTable("render_attempt")) {
    auto ledger = RenderLedger::Open(database);
    if (!ledger) return tl::unexpected(ledger.error());
    auto counts = ledger->Counts();
    if (!counts) return tl::unexpected(counts.error());
    outcomes.insert(counts->begin(), counts->end());
  }
  const double share = page_count == 0
                           ? 0.0
                           : 100.0 * static_cast<double>(totals->missing) /
                                 static_cast<double>(page_count);
  Json json{{"need them", totals->needing},
            {"rendered", totals->rendered},
            {"without text", totals->missing},
            {"share", fmt::format("{:.1f} % of all pages", share)},
            {"companies without text", totals->companies_missing}};
  for (const auto& [outcome, count] : outcomes) {
    if (outcome != ToString(RenderOutcome::kRendered)) {
      json["tried: " + outcome] = count;
    }
  }
  const std::string advice = RenderAdvice(options, *totals);
  if (!advice.empty()) json["advice"] = advice;
  return json;
}

// Which company sites speak for: what people must say, and have said.
Result<Json> Review(Database& database, PageStore& pages) {
  auto matches = pages.site_matches().All();
  if (!matches) return tl::unexpected(matches.error());
  auto decisions = StandingDecisions(database, pages);
  if (!decisions) return tl::unexpected(decisions.error());
  int64_t open = 0;
  for (const SiteMatch& match : *matches) {
    open += match.decision == "review" || match.decision == "ambiguous" ? 1 : 0;
  }
  int64_t lost = 0;
  for (const StandingDecision& decision : *decisions) {
    lost += decision.holds ? 0 : 1;
  }
  Json json{{"sites to decide", open},
            {"decisions", static_cast<int64_t>(decisions->size())}};
  if (lost > 0) json["for companies that are no longer there"] = lost;
  return json;
}

// What was forgotten and what retention has ended.
Status AddRemoved(Database& database, Json& status) {
  auto entries = ReadForgetEntries(database);
  if (!entries) return tl::unexpected(entries.error());
  Json forgotten = ForgottenTotals(*entries);
  if (!forgotten.is_null()) status["forgotten"] = std::move(forgotten);
  auto runs = ReadRetentionRuns(database);
  if (!runs) return tl::unexpected(runs.error());
  Json ended = RetentionTotals(*runs);
  if (!ended.is_null()) status["retention"] = std::move(ended);
  return {};
}

Result<Json> LedgerRows(const Options& options) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto ledger = ReservationLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  Json list = Json::array();
  auto read = ledger->ForEach([&](const ReservationEntry& entry) {
    const bool site = entry.scope == ReservationScope::kSite;
    list.push_back(
        Json{{"host", entry.key.host},
             {"scope", site ? "site" : "page"},
             {"target", entry.key.target},
             {"source", ToString(entry.key.source)},
             {"said", entry.said},
             {"policy", entry.policy},
             {"obeyed", entry.obeyed},
             {"captures_purged", entry.purged},
             {"purge_pending", entry.purge_pending},
             {"first_seen", FormatTimestamp(entry.first_seen)},
             {"last_seen", FormatTimestamp(entry.last_seen)},
             {"withdrawn", entry.withdrawn_at
                               ? Json(FormatTimestamp(*entry.withdrawn_at))
                               : Json()}});
  });
  if (!read) return tl::unexpected(read.error());
  return list;
}

std::string ReservationsAsText(const Json& list, Language language) {
  std::string text;
  std::string host;
  for (const Json& row : list) {
    if (row["host"] != host) {
      host = row["host"];
      text += host + "\n";
    }
    text += Say(
        language, Phrase::reservation, row["scope"].get<std::string>(),
        row["target"].get<std::string>(), row["source"].get<std::string>(),
        row["said"].get<std::string>(), row["obeyed"].get<std::string>(),
        row["captures_purged"].get<int64_t>(),
        row["purge_pending"].get<bool>() ? Say(language, Phrase::purge_pending)
                                         : "",
        row["first_seen"].get<std::string>(),
        row["last_seen"].get<std::string>(),
        row["withdrawn"].is_null() ? ""
                                   : Say(language, Phrase::withdrawn,
                                         row["withdrawn"].get<std::string>()));
  }
  return text.empty() ? Say(language, Phrase::no_reservation) + "\n" : text;
}

Result<Json> Collect(const Options& options, const Clock& clock) {
  const Workspace& workspace = options.workspace;
  Json status{{"directory", workspace.root.string()}};
  if (!std::filesystem::exists(workspace.state_db())) {
    return Fail(ErrorKind::kNotFound,
                workspace.root.string() +
                    ": no data yet; 'ritmon run' does the whole job");
  }
  auto database = OpenState(workspace);
  if (!database) return tl::unexpected(database.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto company_count = companies->Count();
  if (!company_count) return tl::unexpected(company_count.error());
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(*database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto totals = frontier->Totals(clock.Now());
  if (!totals) return tl::unexpected(totals.error());
  status["companies"] = *company_count;
  status["urls"] = {{"due", totals->due},         {"live", totals->live},
                    {"failing", totals->failing}, {"gone", totals->gone},
                    {"done", totals->done},       {"refused", totals->refused},
                    {"hosts", totals->hosts}};
  auto blocked = BlockedHosts(*frontier, clock.Now());
  if (!blocked) return tl::unexpected(blocked.error());
  if (!blocked->empty()) status["blocked"] = std::move(*blocked);
  auto crawl = LastCrawl(*database, clock.Now());
  if (!crawl) return tl::unexpected(crawl.error());
  if (!crawl->is_null()) status["crawl"] = std::move(*crawl);
  auto candidates = Candidates(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  if (!candidates->is_null()) status["candidates"] = std::move(*candidates);
  auto profiles = database->HasTable("profile") ? ProfileTotals(*database)
                                                : Result<Json>(Json());
  if (!profiles) return tl::unexpected(profiles.error());
  if (!profiles->is_null()) status["profiles"] = std::move(*profiles);
  auto pages = PageStore::OpenReadOnly(workspace.text());
  if (!pages && pages.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected(pages.error());
  }
  if (pages) {
    auto page_count = pages->CountPages();
    if (!page_count) return tl::unexpected(page_count.error());
    auto version = pages->ListVersion();
    if (!version) return tl::unexpected(version.error());
    auto dirty = pages->IsDirty();
    if (!dirty) return tl::unexpected(dirty.error());
    status["pages"] = *page_count;
    auto scripts = Scripts(options, *database, *pages, *page_count);
    if (!scripts) return tl::unexpected(scripts.error());
    status["scripts"] = std::move(*scripts);
    auto review = Review(*database, *pages);
    if (!review) return tl::unexpected(review.error());
    status["review"] = std::move(*review);
    status["tagged_with"] = *version;
    status["indexed"] = !*dirty;
  }
  const DocumentReader documents(options.documents);
  if (!documents.available()) {
    status["documents"] =
        "PDF is not read: " + documents.reader().string() + " is not there";
  }
  if (auto s = AddRemoved(*database, status); !s) {
    return tl::unexpected(s.error());
  }
  auto questions = OpenQuestionsAsJson(options, *database);
  if (!questions) return tl::unexpected(questions.error());
  status["open_questions"] = std::move(*questions);
  status["archive_bytes"] = BytesIn(workspace.warc()).value_or(0);
  status["bytes"] = BytesIn(workspace.root).value_or(0);
  return status;
}

// Broken at ", " so that it fits a terminal.
std::string Wrapped(const std::string& line, size_t indent, size_t columns) {
  std::string text;
  std::string rest = line;
  while (DisplayWidth(rest) > columns) {
    const size_t comma = rest.rfind(", ", columns - 1);
    if (comma == std::string::npos || comma <= indent) break;
    text += rest.substr(0, comma + 1) + "\n";
    rest = std::string(indent, ' ') + rest.substr(comma + 2);
  }
  return text + rest;
}

std::string AsText(const Json& status, const Terminal& terminal) {
  const auto word = [&](const std::string& id) {
    return WordIn(terminal.language, id);
  };
  const auto key_text = [&](const std::string& key) {
    const std::string label = word(key);
    const size_t width = DisplayWidth(label);
    return terminal.Bold(label) + std::string(width < 14 ? 15 - width : 1, ' ');
  };
  std::string text;
  for (const auto& [key, value] : status.items()) {
    if (value.is_array()) continue;
    if (value.is_object()) {
      std::string parts;
      for (const auto& [name, number] : value.items()) {
        const std::string part =
            number.is_string()
                ? fmt::format("{} {}", word(name),
                              word(number.get<std::string>()))
                : fmt::format("{} {}", number.get<int64_t>(), word(name));
        parts += parts.empty() ? part : ", " + part;
      }
      const std::string filled =
          Wrapped(std::string(15, ' ') + parts, 15, terminal.width);
      text += key_text(key) + filled.substr(15) + "\n";
    } else {
      text +=
          key_text(key) +
          word(value.is_string() ? value.get<std::string>() : value.dump()) +
          "\n";
    }
  }
  return text + OpenQuestionsAsText(status["open_questions"], terminal);
}

int ShowTimings(const Workspace& workspace, const std::string& job, bool json,
                const Terminal& terminal) {
  auto run = FindTimings(workspace, job);
  if (!run) return Report(run.error());
  const bool is_alive = HolderOf(workspace.root).has_value();
  auto printed = Print(json ? IndentedJson(TimingsAsJson(*run, is_alive))
                            : TimingsAsText(*run, is_alive, terminal),
                       terminal);
  return printed ? kExitOk : Report(printed.error());
}

}  // namespace

int StatusCommand(const Arguments& arguments) {
  CommandLine command{"what the data directory holds, what is due",
                      "ritmon status"};
  CommonFlags common;
  OutputFlags output;
  bool json = false;
  bool reservations = false;
  bool timings = false;
  std::string job;
  common.AddTo(command);
  output.AddTo(command);
  command.AddFlag("--json", json, "one JSON object");
  command.AddFlag(
      "--reservations", reservations,
      "who reserved what from text and data mining, what was obeyed");
  command
      .AddFlag("--timings", timings,
               "where the time of the last job went, step by step")
      .Excludes(command.Named("--reservations"));
  command.Add("--job", job,
              "with --timings: the last job of this kind (run, crawl, tag), "
              "or all there ever were");
  if (const auto over = command.Parse(arguments)) return *over;
  auto config = common.Load();
  if (!config) return Report(config.error());
  const SystemClock clock;
  const Terminal terminal = output.terminal();
  if (timings || !job.empty()) {
    return ShowTimings(config->options.workspace, job, json, terminal);
  }
  if (reservations) {
    auto list = LedgerRows(config->options);
    if (!list) return Report(list.error());
    auto printed = Print(json ? IndentedJson(*list)
                              : ReservationsAsText(*list, terminal.language),
                         terminal);
    return printed ? kExitOk : Report(printed.error());
  }
  auto status = Collect(config->options, clock);
  if (!status) return Report(status.error());
  auto jobs = JobsAsJson(*config, clock.Now());
  if (!jobs) return Report(jobs.error());
  status->update(*jobs);
  auto printed =
      Print(json ? IndentedJson(*status) : AsText(*status, terminal), terminal);
  if (!printed) return Report(printed.error());
  return kExitOk;
}

}  // namespace ritmon
