// SPDX-License-Identifier: GPL-3.0-or-later
// A year of the daemon on the demo region, in minutes: its jobs by their
// schedule, sites that appear, change, fail, vanish and come back, lists that
// change, a net that is gone, a disk that is full, restarts. All in one
// process, which a real daemon's jobs are not: what leaks here adds up.
#include <gmock/gmock.h>
#include <malloc.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "base/files.h"
#include "config/config.h"
#include "daemon/daemon.h"
#include "daemon/job_overview.h"
#include "pipeline/field_history.h"
#include "pipeline/incoming.h"
#include "pipeline/job.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/offset_clock.h"
#include "tests/testing/site_server.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::sys_days;
using std::chrono::year;

constexpr sys_days kBegin = year(2027) / 1 / 1;
constexpr sys_days kEnd = year(2028) / 1 / 1;

constexpr char kPlan[] = R"toml(
[incoming]
directory = "../incoming"
[archive]
retention_days = 45
[daemon]
quiet_hours = ["mon-fri 08:00-09:00"]
[[job]]
name = "crawl"
cron = "30 2 * * *"
[[job]]
name = "news"
cron = "15 8 * * mon-fri"
[[job]]
name = "social"
cron = "45 12 * * wed"
[[job]]
name = "import"
cron = "0 1 * * mon"
[[job]]
name = "tag"
cron = "50 1 1 * *"
[[job]]
name = "snapshot"
cron = "0 22 * * sun"
missed = "skip"
)toml";

// What a year must not make bigger than it is configured to be.
struct Footprint {
  int64_t heap = 0;         // bytes asked of malloc and not freed
  int64_t memory = 0;       // resident bytes, once freed pages are given back
  int64_t descriptors = 0;  // open
  int64_t archive = 0;      // bytes in warc/
  int64_t state = 0;        // bytes of all databases and the text store
  int64_t index = 0;
};

int64_t BytesIn(const fs::path& path) {
  int64_t bytes = 0;
  std::error_code code;
  if (fs::is_regular_file(path, code)) {
    return static_cast<int64_t>(fs::file_size(path, code));
  }
  for (const auto& entry : fs::recursive_directory_iterator(path, code)) {
    if (entry.is_regular_file(code)) {
      bytes += static_cast<int64_t>(entry.file_size(code));
    }
  }
  return bytes;
}

Footprint Measure(const Workspace& workspace) {
  Footprint footprint;
  const auto used = ::mallinfo2();  // hblkhd: blocks that are mapped each
  footprint.heap = static_cast<int64_t>(used.uordblks + used.hblkhd);
  ::malloc_trim(0);
  int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  footprint.memory = pages * ::sysconf(_SC_PAGESIZE);
  footprint.descriptors = std::distance(fs::directory_iterator("/proc/self/fd"),
                                        fs::directory_iterator());
  footprint.archive = BytesIn(workspace.warc());
  footprint.index = BytesIn(workspace.root / "index");
  footprint.state =
      BytesIn(workspace.root) - footprint.archive - footprint.index;
  return footprint;
}

// glibc gives threads heaps of their own, eight a core, each with its holes.
// Who gets which is chance, and the 140 threads of the sites' server fill all
// of them in the course of a year: 45 MB more are resident without a byte more
// in use. In one heap, resident memory says what is held. For good: the process
// has no way back.
class OneHeap {
 public:
  OneHeap() { ::mallopt(M_ARENA_MAX, 1); }
};

// The demo region's sites, some of which change in the course of the year.
class LivingRegion {
 public:
  LivingRegion(const fs::path& folder, const Clock& clock)
      : folder_(folder / "sites"), clock_(clock) {
    fs::copy(SourceFile("demo/sites"), folder_, fs::copy_options::recursive);
    Open();
  }

  const std::map<std::string, std::string>& connect_to() const {
    return connect_to_;
  }

  // A site of a company by a register number, with the words of its first page.
  void Appears(const std::string& host, const std::string& company,
               const std::string& number, const std::string& words) {
    Write(host, "index.html",
          "<title>" + company + "</title><h1>" + company + "</h1><p>" + words +
              "</p><p><a href=/impressum.html>Impressum</a></p>");
    Write(host, "impressum.html",
          "<title>Impressum</title><h1>Impressum</h1><p>" + company +
              "<br>Kaistraße 5<br>20457 Hamburg</p><p>Registergericht: "
              "Amtsgericht Hamburg, HRB " +
              number + "</p>");
    Open();
  }
  void Write(const std::string& host, const std::string& file,
             const std::string& body) {
    fs::create_directories(folder_ / host);
    ASSERT_TRUE(WriteFileAtomically(folder_ / host / file,
                                    "<!DOCTYPE html><html lang=de>" + body));
  }
  // Nobody listens for it any more.
  void Fails(const std::string& host) {
    ASSERT_TRUE(
        WriteFileAtomically(folder_ / host / "site.toml", "down = true\n"));
    Open();
  }
  void IsBack(const std::string& host) {
    fs::remove(folder_ / host / "site.toml");
    Open();
  }
  // The server answers, the pages are gone.
  void IsEmptied(const std::string& host) {
    fs::rename(folder_ / host, folder_.parent_path() / host);
    fs::create_directories(folder_ / host);
  }
  void IsRefilled(const std::string& host) {
    fs::remove_all(folder_ / host);
    fs::rename(folder_.parent_path() / host, folder_ / host);
  }
  // No server at all.
  void NetIsGone() { server_.reset(); }
  void NetIsBack() { Open(); }

 private:
  void Open() {
    server_.reset();
    auto server = SiteServer::Start(
        {.sites = folder_, .delay_scale = 0, .keep_log = false}, clock_);
    ASSERT_TRUE(server) << server.error().message;
    server_ = std::move(*server);
    connect_to_ = server_->ConnectTo();
  }

  fs::path folder_;
  const Clock& clock_;
  std::unique_ptr<SiteServer> server_;
  std::map<std::string, std::string> connect_to_;
};

class LongYearTest : public ::testing::Test, public DaemonHost {
 protected:
  LongYearTest() {
    // As the demo has it, with lists that may change and no need to be polite.
    fs::create_directories(folder_ / "config");
    fs::copy(SourceFile("keyword-lists"), folder_ / "lists");
    std::ofstream(folder_ / "config/year.toml")
        << ReadFile(SourceFile("config/demo.toml")).value() << kPlan;
    for (const char* place : {"geo", "mappings"}) {
      fs::create_directory_symlink(SourceFile("config") / place,
                                   folder_ / "config" / place);
    }
    for (const char* file :
         {"register_courts.tsv", "reservation-phrases.toml"}) {
      fs::create_symlink(SourceFile("config") / file,
                         folder_ / "config" / file);
    }
    fs::create_directory_symlink(SourceFile("demo"), folder_ / "demo");
  }

  Config Configured() const {
    auto config = LoadConfig(
        folder_ / "config/year.toml",
        {"data.directory=" + (folder_ / "data").string(),
         "keywords.directory=" + (folder_ / "lists").string(),
         "crawl.delay_ms=0", "crawl.max_crawl_delay_ms=1",
         "crawl.slow_factor=0", "render.render=off", "crawl.retry_delay_ms=1",
         // Who rests, rests until the next run: nobody waits for real.
         "crawl.backoff_ms=60000", "crawl.patience_s=1",
         "data.min_free_mib=" + std::to_string(full_ ? int64_t{1} << 40 : 1)});
    EXPECT_TRUE(config) << config.error().message;
    config->options.fetch.connect_to = region_.connect_to();
    return std::move(*config);
  }

  // As the commands do it; "" or what went wrong.
  std::string Do(const std::string& job) {
    auto opened = Job::Open(Configured().options, clock_);
    if (!opened) return opened.error().message;
    if (job == "import") return Import(*opened);
    if (auto s = opened->RetagIfChanged(false); !s) return s.error().message;
    const CrawlPart part = job == "news"     ? CrawlPart::kNews
                           : job == "social" ? CrawlPart::kSocial
                                             : CrawlPart::kAll;
    if (FindDaemonJob(job)->fetches) {
      if (auto s = opened->Crawl({}, part); !s) return s.error().message;
    }
    if (auto s = opened->IndexIfChanged(); !s) return s.error().message;
    return "";
  }

  std::string Import(Job& job) {
    const IncomingOptions& incoming = job.options().incoming;
    auto files = FindIncoming(incoming, clock_.Now());
    if (!files) return files.error().message;
    for (const IncomingFile& file : *files) {
      auto read = job.Import({file.AsCompanySource()});
      if (!read) return read.error().message;
      if (auto moved = FileAway(incoming, file, clock_.Now()); !moved) {
        return moved.error().message;
      }
      ++imported_;
    }
    return "";
  }

  // DaemonHost:
  std::optional<std::string> WhyNot(const std::string&) override {
    if (CheckRoom(Configured().options)) return std::nullopt;
    ++held_;
    return "full";
  }
  JobEnd Run(const std::string& job) override {
    EXPECT_FALSE(Configured().daemon.quiet.Contains(clock_.Now())) << job;
    ++runs_[job];
    const std::string failure = Do(job);
    if (!failure.empty()) ++failed_;
    EXPECT_EQ(failure, "") << job << " on " << FormatTimestamp(clock_.Now());
    return {failure.empty() ? JobOutcome::kDone : JobOutcome::kFailed, failure};
  }
  void Wait(milliseconds time) override { clock_.Move(time); }
  bool stopped() const override { return clock_.Now() >= until_; }
  std::optional<Timetable> Reloaded() override { return std::nullopt; }
  void OnWaiting(const Timetable&) override {}
  void OnEnd(const std::string&, const JobEnd&) override {}

  // A daemon from now on until that day, made anew.
  void RunUntil(sys_days day) {
    until_ = day;
    auto database = Database::Open(folder_ / "jobs.db");
    ASSERT_TRUE(database);
    auto log = JobLog::Open(*database);
    ASSERT_TRUE(log && log->MarkInterrupted(clock_.Now()));
    Config config = Configured();
    const Timetable timetable(
        config.daemon.jobs,
        TimetableOptionsOf(config.daemon, config.options.workspace.root),
        *log->LastDue(), clock_.Now());
    const auto ended = RunDaemon(timetable, clock_, *log, *this);
    ASSERT_TRUE(ended) << ended.error().message;
  }

  void Forget(const std::string& company) {
    auto job = Job::Open(Configured().options, clock_);
    ASSERT_TRUE(job) << job.error().message;
    const auto plan = job->PlanForget(company);
    ASSERT_TRUE(plan) << plan.error().message;
    ASSERT_TRUE(job->Forget(*plan, ""));
  }

  int64_t Counted(const std::string& field) const {
    auto history =
        FieldHistory::OpenReadOnly(Configured().options.workspace.history_db());
    if (!history) return -1;
    auto last = history->Last();
    auto all = history->Snapshots();
    if (!last || !*last || !all) return -1;
    const auto& counts = all->back().counts;
    const auto line = counts.find({std::string(kByField), field});
    return line == counts.end() ? 0 : line->second.companies;
  }

  void PrintRow(sys_days day, const std::string& what) {
    const Footprint now = Measure(Configured().options.workspace);
    const auto mib = [](int64_t bytes) {
      return std::to_string(bytes >> 20) + "." +
             std::to_string((bytes & ((1 << 20) - 1)) * 10 >> 20);
    };
    int64_t total = 0;
    for (const auto& [job, runs] : runs_) total += runs;
    std::printf("%s %5ld %3ld %3ld %5s %7s %4ld %6s %6s %6s  %s\n",
                FormatDate(day).c_str(), static_cast<long>(total),
                static_cast<long>(Counted("hydrogen-efuels")),
                static_cast<long>(Counted("battery-cells")),
                mib(now.heap).c_str(), mib(now.memory).c_str(),
                static_cast<long>(now.descriptors), mib(now.archive).c_str(),
                mib(now.state).c_str(), mib(now.index).c_str(), what.c_str());
    std::fflush(stdout);
  }

  OneHeap heap_;  // before the first thread is started
  TempDirectory folder_;
  OffsetClock clock_{kBegin};
  LivingRegion region_{folder_.path(), clock_};
  Timestamp until_{};
  bool full_ = false;
  std::map<std::string, int64_t> runs_;
  int64_t failed_ = 0;
  int64_t held_ = 0;
  int64_t imported_ = 0;
};

constexpr char kNew[] = "www.neuland-elektrolyse.example";
constexpr char kOdd[] = "www.knisterwerk.example";

TEST_F(LongYearTest, CountsAreRightAndNothingGrows) {
  {
    auto job = Job::Open(Configured().options, clock_);
    ASSERT_TRUE(job) << job.error().message;
    ASSERT_TRUE(job->Import());
    ASSERT_TRUE(job->ImportGrants());
  }
  const auto list = folder_ / "lists/hydrogen-efuels.toml";
  const std::string lists = ReadFile(list).value();
  const auto day = [](unsigned month, unsigned number) {
    return sys_days(year(2027) / month / number);
  };
  int64_t hydrogen = 0;
  int64_t batteries = 0;
  // A day, what happens at its beginning, and how many more are counted in
  // either field when the next event comes.
  struct Step {
    sys_days day;
    const char* what;
    std::function<void()> happens;
    int more_hydrogen = 0;
    int more_batteries = 0;
  };
  std::vector<Step> steps = {
      {day(1, 20), "a register names a new company",
       [&] {
         region_.Appears(kNew, "Neuland Elektrolyse GmbH", "990001",
                         "Wir entwickeln und fertigen Elektrolyseure für "
                         "grünen Wasserstoff. Unsere PEM-Elektrolyse liefert "
                         "Wasserstoff für die Industrie.");
         const fs::path companies = folder_ / "incoming/companies/kammer";
         fs::create_directories(companies);
         std::ofstream(companies / "neu.csv")
             << "Firma;Registergericht;HR-Nummer;PLZ;Ort;Website\n"
                "Neuland Elektrolyse GmbH;Hamburg;HRB 990001;20457;Hamburg;"
                "http://www.neuland-elektrolyse.example/\n"
                "Knisterwerk GmbH;Hamburg;HRB 990002;20457;Hamburg;"
                "http://www.knisterwerk.example/\n";
         region_.Appears(kOdd, "Knisterwerk GmbH", "990002",
                         "Wir bauen den Knisterwandler. Zum Knisterspeicher "
                         "gehört das Knisternetz. <a href=/mehr.html>Mehr</a>");
         region_.Write(kOdd, "mehr.html",
                       "<title>Knisterspeicher</title><h1>Der "
                       "Knisterspeicher</h1><p>Jeder Knisterwandler braucht "
                       "einen Knisterspeicher. Unser Knisternetz verbindet "
                       "beide.</p>");
       },
       1},
      {day(3, 1), "it speaks of batteries, too",
       [&] {
         region_.Write(kNew, "index.html",
                       "<title>Neuland</title><h1>Neuland</h1><p>Wir "
                       "entwickeln und fertigen Elektrolyseure für grünen "
                       "Wasserstoff. <a href=/batterien.html>Batterien</a> <a "
                       "href=/impressum.html>Impressum</a></p>");
         region_.Write(kNew, "batterien.html",
                       "<title>Batteriezellen</title><h1>Batteriezellen aus "
                       "eigener Fertigung</h1><p>Wir produzieren "
                       "Lithium-Ionen-Batteriezellen und Festkörperbatterien "
                       "in unserer Zellfertigung.</p>");
       },
       0, 1},
      {day(4, 20), "its server fails", [&] { region_.Fails(kNew); }},
      {day(4, 28), "... and is repaired", [&] { region_.IsBack(kNew); }},
      {day(5, 10), "its pages vanish", [&] { region_.IsEmptied(kNew); }, -1,
       -1},
      // What is gone is looked at again after 90 days.
      {day(7, 10), "... and return", [&] { region_.IsRefilled(kNew); }, 1, 1},
      {day(10, 20), "a list takes words in",
       [&] {
         ASSERT_TRUE(WriteFileAtomically(list, lists + R"(
[[family]]
name = "crackling"
strong.de = ["knisterwandler"]
[[family]]
name = "crackling_store"
strong.de = ["knisterspeicher"]
[[family]]
name = "crackling_net"
strong.de = ["knisternetz"]
)"));
       },
       1},
      {day(10, 28), "... and out again",
       [&] { ASSERT_TRUE(WriteFileAtomically(list, lists)); }, -1},
      {day(11, 5), "the net is gone", [&] { region_.NetIsGone(); }},
      {day(11, 10), "... and back", [&] { region_.NetIsBack(); }},
      {day(11, 15), "the disk is nearly full", [&] { full_ = true; }},
      {day(11, 18), "... and has room", [&] { full_ = false; }},
      {day(11, 25), "the machine is off for ten days",
       [&] { clock_.Move(days(10)); }},
      {day(12, 12), "the company wants to be forgotten",
       [&] { Forget("Neuland Elektrolyse GmbH"); }, -1, -1},
      {day(12, 31), "the year ends", [] {}},
  };
  std::printf(
      "day         runs  H2 bat  heap  memory  fds"
      "   warc  state  index  and now\n");
  RunUntil(day(1, 15));
  hydrogen = Counted("hydrogen-efuels");
  batteries = Counted("battery-cells");
  ASSERT_GT(hydrogen, 0);
  ASSERT_GT(batteries, 0);
  PrintRow(day(1, 15), "");
  std::optional<Footprint> spring;
  for (size_t i = 0; i < steps.size(); ++i) {
    RunUntil(steps[i].day);
    EXPECT_EQ(Counted("hydrogen-efuels"), hydrogen) << steps[i].what;
    EXPECT_EQ(Counted("battery-cells"), batteries) << steps[i].what;
    PrintRow(steps[i].day, steps[i].what);
    if (steps[i].day == day(4, 20)) {
      spring = Measure(Configured().options.workspace);
    }
    steps[i].happens();
    hydrogen += steps[i].more_hydrogen;
    batteries += steps[i].more_batteries;
  }
  RunUntil(kEnd);
  const Footprint winter = Measure(Configured().options.workspace);
  for (const auto& [job, runs] : runs_) {
    std::printf("%-10s %ld runs\n", job.c_str(), static_cast<long>(runs));
  }
  EXPECT_EQ(failed_, 0);
  EXPECT_GT(held_, 0);
  EXPECT_EQ(imported_, 1);
  // Nights: but for three with a full disk and ten without a machine, of which
  // one was caught up each.
  EXPECT_EQ(runs_["crawl"], 365 - 2 - 9);
  EXPECT_EQ(winter.descriptors, spring->descriptors);
  EXPECT_LT(winter.heap, spring->heap + (int64_t{4} << 20));
  EXPECT_LT(winter.memory, spring->memory + (int64_t{32} << 20));
  EXPECT_LT(winter.archive, 2 * spring->archive);
  EXPECT_LT(winter.index, 2 * spring->index);
  EXPECT_LT(winter.state, 2 * spring->state);
}

}  // namespace
}  // namespace ritmon
