// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/status_timings.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "cli/text_table.h"
#include "cli/wording.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;
using Align = TextTable::Align;

double Seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

double ShareOf(double part, double whole) {
  return whole > 0 ? part / whole : 0.0;
}

const char* StateOf(const TimedRun& run, bool is_alive) {
  if (!run.running) return "ended";
  return is_alive ? "running" : "interrupted";
}

// Those in which anything happened, in the order of the flow.
std::vector<JobStep> StepsOf(const TimedRun& run) {
  std::vector<JobStep> steps;
  for (size_t i = 0; i < kJobSteps; ++i) {
    const auto step = static_cast<JobStep>(i);
    if (run.Of(step) != StepTime()) steps.push_back(step);
  }
  return steps;
}

struct ThreadLoad {
  JobThread thread;
  StepTime time;
  double busy = 0;  // CPU time by wall time: 1 is a whole processor
};

std::vector<ThreadLoad> LoadsOf(const TimedRun& run) {
  std::vector<ThreadLoad> loads;
  for (size_t i = 0; i < kJobThreads; ++i) {
    const auto thread = static_cast<JobThread>(i);
    const StepTime time = run.Of(thread);
    if (time == StepTime()) continue;
    loads.push_back(
        {thread, time, ShareOf(Seconds(time.cpu), Seconds(time.wall))});
  }
  return loads;
}

// A number with the decimal mark of the language.
std::string Decimal(double value, int digits, Language language) {
  std::string text = fmt::format("{:.{}f}", value, digits);
  if (language == Language::kGerman) {
    std::replace(text.begin(), text.end(), '.', ',');
  }
  return text;
}

std::string Percent(double share, Language language) {
  return Decimal(100 * share, 1, language);
}

std::string NameOf(JobStep step, Language language) {
  return WordIn(language, "step:" + std::string(InfoOf(step).name));
}

// What to make faster first, and whether a processor more would help.
std::string Limits(const TimedRun& run, Language language) {
  const auto steps = StepsOf(run);
  const auto largest = std::max_element(
      steps.begin(), steps.end(),
      [&](JobStep a, JobStep b) { return run.Of(a).cpu < run.Of(b).cpu; });
  std::string text;
  const double cpu = Seconds(run.Sum().cpu);
  if (largest != steps.end()) {
    text += Say(language, Phrase::timings_largest, NameOf(*largest, language),
                Percent(ShareOf(Seconds(run.Of(*largest).cpu), cpu), language));
  }
  // Outside of crawls one thread does what there is to do, and is always busy.
  auto loads = LoadsOf(run);
  std::erase_if(loads, [](const ThreadLoad& load) {
    return load.thread == JobThread::kMain;
  });
  std::stable_sort(
      loads.begin(), loads.end(),
      [](const ThreadLoad& a, const ThreadLoad& b) { return a.busy > b.busy; });
  std::string parts;
  for (const ThreadLoad& load : loads) {
    parts += parts.empty() ? "" : ", ";
    parts += WordIn(language, "thread:" + std::string(ToString(load.thread))) +
             " " + Percent(load.busy, language) + " %";
  }
  if (!parts.empty()) text += Say(language, Phrase::timings_busy, parts);
  text += Say(language, Phrase::timings_whole,
              Decimal(Seconds(run.cpu), 2, language),
              Percent(ShareOf(cpu, Seconds(run.cpu)), language),
              Decimal(Seconds(run.wall), 2, language),
              Decimal(Seconds(run.Of(JobThread::kMain).wall), 2, language));
  return text;
}

}  // namespace

Result<TimedRun> FindTimings(const Workspace& workspace,
                             const std::string& kind) {
  const auto none = [&] {
    return Fail(ErrorKind::kNotFound,
                workspace.root.string() +
                    ": no job has left its timings yet; 'ritmon run' does the "
                    "whole job");
  };
  if (!std::filesystem::exists(workspace.state_db())) return none();
  auto database = OpenStateReadOnly(workspace);
  if (!database) return tl::unexpected(database.error());
  auto runs = TimingStore::Read(*database);
  if (!runs) return tl::unexpected(runs.error());
  std::string kinds;
  for (TimedRun& run : *runs) {
    if (kind.empty() || run.kind == kind) return std::move(run);
    kinds += " " + run.kind;
  }
  if (kinds.empty()) return none();
  return Fail(ErrorKind::kNotFound, workspace.root.string() + ": no job '" +
                                        kind +
                                        "' has left its timings; there "
                                        "are:" +
                                        kinds);
}

Json TimingsAsJson(const TimedRun& run, bool is_alive) {
  Json json{{"run",
             {{"job", run.kind},
              {"state", StateOf(run, is_alive)},
              {"started", FormatTimestamp(run.began_at)},
              {"updated", FormatTimestamp(run.updated_at)},
              {"runs", run.runs},
              {"cpu_seconds", Seconds(run.cpu)},
              {"wall_seconds", Seconds(run.wall)}}},
            {"steps", Json::array()},
            {"threads", Json::array()}};
  const double all = Seconds(run.Sum().cpu);
  for (const JobStep step : StepsOf(run)) {
    const StepInfo& info = InfoOf(step);
    const StepTime time = run.Of(step);
    json["steps"].push_back({{"step", info.name},
                             {"things", time.things},
                             {"unit", info.unit},
                             {"cpu_seconds", Seconds(time.cpu)},
                             {"wall_seconds", Seconds(time.wall)},
                             {"cpu_share", ShareOf(Seconds(time.cpu), all)}});
  }
  for (const ThreadLoad& load : LoadsOf(run)) {
    json["threads"].push_back({{"thread", ToString(load.thread)},
                               {"cpu_seconds", Seconds(load.time.cpu)},
                               {"wall_seconds", Seconds(load.time.wall)},
                               {"busy", load.busy}});
  }
  return json;
}

std::string TimingsAsText(const TimedRun& run, bool is_alive,
                          const Terminal& terminal) {
  const Language language = terminal.language;
  TextTable table({{HeadIn(language, "timings:step"), Align::kLeft},
                   {HeadIn(language, "timings:things"), Align::kRight, true},
                   {"", Align::kLeft},
                   {"CPU s", Align::kRight, true},
                   {Say(language, Phrase::timings_each), Align::kRight, true},
                   {"CPU %", Align::kRight, true},
                   {Say(language, Phrase::timings_wall), Align::kRight, true}});
  const StepTime sum = run.Sum();
  const double all = Seconds(sum.cpu);
  for (const JobStep step : StepsOf(run)) {
    const StepInfo& info = InfoOf(step);
    const StepTime time = run.Of(step);
    const double cpu = Seconds(time.cpu);
    const auto things = static_cast<double>(time.things);
    table.Add({NameOf(step, language), std::to_string(time.things),
               WordIn(language, "unit:" + std::string(info.unit)),
               Decimal(cpu, 2, language),
               time.things > 0 ? Decimal(1000 * cpu / things, 3, language)
                               : std::string(),
               Percent(ShareOf(cpu, all), language),
               Decimal(Seconds(time.wall), 2, language)});
  }
  table.Add({WordIn(language, "timings:sum"), "", "", Decimal(all, 2, language),
             "", Percent(ShareOf(all, all), language),
             Decimal(Seconds(sum.wall), 2, language)});
  const std::string head = run.kind == TimedRun::kAll
                               ? Say(language, Phrase::timings_of_all, run.runs,
                                     FormatTimestamp(run.began_at))
                               : Say(language, Phrase::timings_of, run.kind,
                                     FormatTimestamp(run.began_at),
                                     WordIn(language, StateOf(run, is_alive)));
  return terminal.Bold(head) + "\n" + table.Render(terminal) +
         WrapText(Limits(run, language), 0, terminal.width);
}

}  // namespace ritmon
