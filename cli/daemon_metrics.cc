// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/daemon_metrics.h"

#include <map>
#include <string>
#include <utility>

#include "base/version.h"

namespace ritmon {
namespace {

// Not "job": that is Prometheus' own, for what it scrapes.
constexpr char kJob[] = "job_name";

using Labels = std::vector<std::pair<std::string, std::string>>;

// A list that grows; what is unknown adds a family without samples.
class Families {
 public:
  // The samples that follow belong to it.
  void Begin(std::string name, MetricType type, std::string help) {
    list_.push_back({std::move(name), type, std::move(help), {}});
  }
  template <typename Number>
  void Add(Number value, Labels labels = {}) {
    list_.back().samples.push_back(
        {static_cast<double>(value), std::move(labels)});
  }
  void Add(Timestamp time, Labels labels = {}) {
    Add(static_cast<double>(ToMillis(time)) / 1000, std::move(labels));
  }

  // One that is a single number.
  template <typename Number>
  void Gauge(std::string name, std::string help,
             const std::optional<Number>& value) {
    Begin(std::move(name), MetricType::kGauge, std::move(help));
    if (value) Add(*value);
  }

  std::vector<MetricFamily> Take() { return std::move(list_); }

 private:
  std::vector<MetricFamily> list_;
};

// A member of what may not be known.
template <typename Struct, typename Number>
std::optional<Number> Of(const std::optional<Struct>& known,
                         Number Struct::*member) {
  if (!known) return std::nullopt;
  return (*known).*member;
}

void AddDaemon(const WatchedFacts& facts, Families& out) {
  out.Begin("ritmon_build_info", MetricType::kGauge,
            "Always 1; the label is what runs.");
  out.Add(1, {{"version", std::string(kVersion)}});
  out.Gauge("ritmon_config_last_reload_successful",
            "1 if the configuration that was there at the last reload was "
            "taken, 0 if it was refused and the one before stays.",
            std::optional(facts.daemon.reload_ok));
  out.Gauge("ritmon_config_last_load_timestamp_seconds",
            "When the configuration was taken that is in use.",
            std::optional(facts.daemon.loaded_at));
}

void AddJobTotals(const WatchedFacts& facts, Families& out) {
  out.Begin("ritmon_job_runs_total", MetricType::kCounter,
            "Runs of a job that have ended, by outcome.");
  if (!facts.jobs || !facts.jobs->totals) return;
  auto totals = *facts.jobs->totals;
  // What has not happened yet is known, too: an alert needs the 0 before the 1.
  for (const PlannedJob& job : facts.daemon.options.jobs) {
    for (const JobOutcome outcome :
         {JobOutcome::kDone, JobOutcome::kStopped, JobOutcome::kPaused,
          JobOutcome::kFailed, JobOutcome::kInterrupted}) {
      totals.try_emplace({job.name, outcome}, 0);
    }
  }
  for (const auto& [key, runs] : totals) {
    out.Add(runs, {{kJob, key.first},
                   {"outcome", std::string(ToString(key.second))}});
  }
}

void AddJobs(const WatchedFacts& facts, Families& out) {
  out.Begin("ritmon_job_running", MetricType::kGauge,
            "1 while the job runs, else 0; of planned jobs.");
  for (const PlannedJob& job : facts.daemon.options.jobs) {
    out.Add(facts.daemon.running == job.name, {{kJob, job.name}});
  }
  AddJobTotals(facts, out);
  const JobOverview jobs = facts.jobs.value_or(JobOverview{});
  out.Begin("ritmon_job_last_duration_seconds", MetricType::kGauge,
            "How long the last run took that has ended.");
  for (const auto& [name, run] : jobs.last) {
    if (!run.ended) continue;
    out.Add(std::chrono::duration<double>(*run.ended - run.begun).count(),
            {{kJob, name}});
  }
  out.Begin("ritmon_job_last_begin_timestamp_seconds", MetricType::kGauge,
            "When the last run began.");
  for (const auto& [name, run] : jobs.last) {
    out.Add(run.begun, {{kJob, name}});
  }
  out.Begin("ritmon_job_last_success_timestamp_seconds", MetricType::kGauge,
            "When a run last ended well.");
  for (const auto& [name, time] : jobs.last_success) {
    out.Add(time, {{kJob, name}});
  }
  out.Begin("ritmon_job_next_start_timestamp_seconds", MetricType::kGauge,
            "When the job will begin next, if no other is running then.");
  for (const DueJob& job : jobs.upcoming) {
    out.Add(job.start, {{kJob, job.name}});
  }
}

// What only those count who read archive files, never a crawl.
bool IsOfArchives(size_t place) {
  return place == static_cast<size_t>(Counter::read_records) ||
         place == static_cast<size_t>(Counter::skipped_records) ||
         place == static_cast<size_t>(Counter::broken_records);
}

// Sums over all crawls: every counter, then what came of requests and of URLs
// that were due.
void AddCrawlTotals(const WatchedFacts& facts, Families& out) {
  const auto& totals = facts.data.totals;
  const auto add = [&](const CounterSeries& series, Labels labels) {
    if (!totals) return;
    const auto found =
        totals->find({std::string(series.name), std::string(series.label)});
    out.Add(found == totals->end() ? 0 : found->second, std::move(labels));
  };
  std::string_view family;
  for (size_t place = 0; place < CounterSeries::kAll; ++place) {
    const CounterSeries series = SeriesOf(place);
    if (!series.adds_up || IsOfArchives(place)) continue;
    const bool outcome = series.name == CounterSeries::kOutcome;
    const bool reason = series.name == CounterSeries::kReason;
    if (series.name != family) {
      family = series.name;
      std::string help;
      if (outcome) {
        help = "Requests of all crawls, by what came of them.";
      } else if (reason) {
        help = "URLs that were due and not asked for, by reason.";
      } else {
        const CounterInfo& info = InfoOf(static_cast<Counter>(place));
        help = "All crawls, " + std::string(info.unit) + ": " +
               std::string(info.what) + ".";
      }
      out.Begin("ritmon_crawl_" + std::string(series.name) + "_total",
                MetricType::kCounter, std::move(help));
    }
    Labels labels;
    if (outcome) labels = {{"outcome", std::string(series.label)}};
    if (reason) labels = {{"reason", std::string(series.label)}};
    add(series, std::move(labels));
  }
}

// How a crawl stands that runs now.
void AddCrawlLevels(const WatchedFacts& facts, Families& out) {
  const auto& crawl = facts.data.crawl;
  std::optional<bool> running;
  if (crawl) running = crawl->IsAlive(facts.now);
  out.Gauge("ritmon_crawl_running",
            "1 while a crawl reports how it stands, else 0.", running);
  for (size_t place = 0; place < kCounters; ++place) {
    const CounterInfo& info = InfoOf(static_cast<Counter>(place));
    if (info.adds_up) continue;
    out.Begin("ritmon_crawl_" + std::string(info.name), MetricType::kGauge,
              "The running crawl, " + std::string(info.unit) + ": " +
                  std::string(info.what) + ".");
    if (!running.value_or(false)) continue;
    const auto found = crawl->counters.find(std::string(info.name));
    if (found != crawl->counters.end()) out.Add(found->second);
  }
}

// Sums over all jobs, those included that people have started.
void AddTimings(const DataFacts& data, Families& out) {
  out.Begin("ritmon_step_cpu_seconds_total", MetricType::kCounter,
            "CPU time of all jobs, by the step that it was spent on.");
  if (!data.timings) return;
  for (size_t i = 0; i < kJobSteps; ++i) {
    const auto step = static_cast<JobStep>(i);
    const std::chrono::duration<double> cpu = data.timings->Of(step).cpu;
    out.Add(cpu.count(), {{"step", std::string(InfoOf(step).name)}});
  }
}

void AddUrls(const SlowFacts& facts, Families& out) {
  const auto& urls = facts.urls;
  out.Gauge("ritmon_frontier_due_urls", "URLs that could be fetched now.",
            Of(urls, &FrontierTotals::due));
  out.Begin("ritmon_frontier_urls", MetricType::kGauge,
            "URLs that were asked for, by what the last answers make of them.");
  if (urls) {
    for (const auto& [state, count] :
         {std::pair("live", urls->live), std::pair("failing", urls->failing),
          std::pair("gone", urls->gone), std::pair("done", urls->done),
          std::pair("refused", urls->refused)}) {
      out.Add(count, {{"state", state}});
    }
  }
  out.Gauge("ritmon_hosts", "Hosts that are known.",
            Of(urls, &FrontierTotals::hosts));
  out.Gauge("ritmon_hosts_blocked",
            "Hosts that are left alone now: they asked for it, or are down.",
            Of(urls, &FrontierTotals::blocked_hosts));
  out.Gauge("ritmon_registered_companies",
            "Companies that registers, lists and imprints have named.",
            facts.companies);
  out.Gauge("ritmon_pages",
            "Pages that are stored, without those that are gone and doubles in "
            "other languages.",
            facts.pages);
}

void AddCounts(const WatchedFacts& facts, Families& out) {
  const auto& counted = facts.data.counted;
  std::optional<int64_t> total;
  if (counted) {
    const auto found = counted->counts.find({std::string(kByTotal), ""});
    total = found == counted->counts.end() ? 0 : found->second.companies;
  }
  out.Gauge("ritmon_counted_companies",
            "Companies of the region that are active in any field, at the last "
            "snapshot.",
            total);
  out.Begin("ritmon_counted_companies_by_field", MetricType::kGauge,
            "Of those the ones in a field; a company may be in several.");
  if (counted) {
    for (const auto& [line, count] : counted->counts) {
      if (line.first == kByField)
        out.Add(count.companies, {{"field", line.second}});
    }
  }
  out.Gauge("ritmon_reservations",
            "Reservations of text and data mining that stand, at the last "
            "snapshot.",
            counted ? std::optional(counted->coverage.reserved) : std::nullopt);
  out.Gauge("ritmon_snapshot_timestamp_seconds",
            "When the last snapshot of the counts was taken.",
            Of(counted, &FieldSnapshot::time));
}

void AddStorage(const DataFacts& data, Families& out) {
  out.Gauge("ritmon_index_stale",
            "1 if pages, tags or companies have changed since the indexes were "
            "written, else 0.",
            data.index_stale);
  out.Gauge("ritmon_index_written_timestamp_seconds",
            "When the indexes were last written.", data.index_written);
  out.Begin("ritmon_data_bytes", MetricType::kGauge,
            "Size of a part of the data directory; counted now and then.");
  for (const DirectorySize& size : data.slow.sizes) {
    out.Add(size.bytes, {{"part", size.part}});
  }
  out.Gauge("ritmon_disk_free_bytes",
            "What is left where the data directory lies, for others than root.",
            data.disk_free_bytes);
  out.Gauge("ritmon_disk_size_bytes",
            "Size of the file system where the data directory lies.",
            data.disk_total_bytes);
}

// Names and meanings as Prometheus' own libraries have them.
void AddProcess(const std::optional<ProcessFacts>& process, Families& out) {
  out.Begin("process_cpu_seconds_total", MetricType::kCounter,
            "Total user and system CPU time spent in seconds.");
  if (process) out.Add(process->cpu_seconds);
  out.Gauge("process_start_time_seconds",
            "Start time of the process since unix epoch in seconds.",
            Of(process, &ProcessFacts::started_at));
  out.Gauge("process_resident_memory_bytes", "Resident memory size in bytes.",
            Of(process, &ProcessFacts::resident_bytes));
  out.Gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.",
            Of(process, &ProcessFacts::virtual_bytes));
  out.Gauge("process_threads", "Number of OS threads in the process.",
            Of(process, &ProcessFacts::threads));
  out.Gauge("process_open_fds", "Number of open file descriptors.",
            Of(process, &ProcessFacts::open_files));
  out.Gauge("process_max_fds", "Maximum number of open file descriptors.",
            process ? process->max_open_files : std::nullopt);
}

}  // namespace

std::vector<MetricFamily> MetricsOf(const WatchedFacts& facts) {
  Families families;
  AddDaemon(facts, families);
  AddJobs(facts, families);
  AddCrawlTotals(facts, families);
  AddCrawlLevels(facts, families);
  AddTimings(facts.data, families);
  AddUrls(facts.data.slow, families);
  AddCounts(facts, families);
  AddStorage(facts.data, families);
  AddProcess(facts.process, families);
  return families.Take();
}

}  // namespace ritmon
