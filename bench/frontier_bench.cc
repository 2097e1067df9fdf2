// SPDX-License-Identifier: GPL-3.0-or-later
// A crawl's memory of ten million URLs: insert them, look them up, pick what is
// due over a hundred thousand hosts, close and open again.
//
//   frontier_bench [URLS [HOSTS [DIRECTORY]]] [--json=FILE]
//
// Prints one line a step and the peak memory of the whole process. The paths
// are made up; their lengths are those of real ones (about 60 bytes a URL).

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "base/time.h"
#include "bench/figures.h"
#include "bench/must.h"
#include "bench/peak_memory.h"
#include "crawler/frontier.h"

namespace ritmon {
namespace {

class Stopwatch {
 public:
  double Seconds() {
    const auto now = clock_.Steady();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }

 private:
  SystemClock clock_;
  std::chrono::steady_clock::time_point last_ = clock_.Steady();
};

void Report(const char* step, int64_t count, double seconds) {
  std::printf("%-34s %10lld  %8.1f s  %9.0f /s  peak %6.1f MiB\n", step,
              static_cast<long long>(count), seconds,
              static_cast<double>(count) / seconds, PeakMebibytes());
  std::fflush(stdout);
}

// A step over many URLs.
void Report(const char* step, int64_t count, double seconds,
            const char* quantity, Figures& figures) {
  Report(step, count, seconds);
  figures.Add("ritmon", quantity, "URLs/s",
              static_cast<double>(count) / seconds);
}

std::string HostName(int host) {
  return "www.unternehmen-" + std::to_string(host) + ".example";
}

Url UrlOf(int host, int page) {
  return Must(Url::Parse("https://" + HostName(host) + "/leistungen/bereich-" +
                         std::to_string(page % 17) + "/seite-" +
                         std::to_string(page)));
}

struct Size {
  int urls = 10'000'000;
  int hosts = 100'000;
  int per_host() const { return urls / hosts; }
};

void Insert(Frontier& frontier, const Size& size, Timestamp now,
            Figures& figures) {
  Stopwatch watch;
  int64_t added = 0;
  for (int host = 0; host < size.hosts; ++host) {
    const Url home = UrlOf(host, 0);
    added += Must(frontier.AddSeed(home, now)) ? 1 : 0;
    FetchRequest from{.url = home};
    from.seed = frontier.SiteOf(home);
    for (int page = 1; page < size.per_host(); ++page) {
      const FoundUrl found{.url = UrlOf(host, page), .priority = page % 6};
      added += Must(frontier.AddLink(found, from, now)) ? 1 : 0;
    }
    if (host % 100 == 0) Must(frontier.Commit());
  }
  Must(frontier.Commit());
  Report("inserted", added, watch.Seconds(), "insert", figures);
}

// Links that are known already, in random order: what most links are.
void LookUp(Frontier& frontier, const Size& size, Timestamp now,
            Figures& figures) {
  Stopwatch watch;
  std::mt19937 random(1);
  const int count = size.urls / 10;
  int64_t known = 0;
  for (int i = 0; i < count; ++i) {
    const int host =
        static_cast<int>(random() % static_cast<unsigned>(size.hosts));
    const int page =
        1 +
        static_cast<int>(random() % static_cast<unsigned>(size.per_host() - 1));
    FetchRequest from{.url = UrlOf(host, 0)};
    from.seed = frontier.SiteOf(from.url);
    const FoundUrl found{.url = UrlOf(host, page)};
    known += Must(frontier.AddLink(found, from, now)) ? 0 : 1;
  }
  Must(frontier.Commit());
  Report("looked up at random, all known", known, watch.Seconds(), "look up",
         figures);
}

// Every host once: its best sixteen.
void Pick(Frontier& frontier, const Size& size, Timestamp now,
          Figures& figures) {
  Stopwatch watch;
  int64_t picked = 0;
  int hosts = 0;
  while (true) {
    Must(frontier.Begin());
    const auto ready = Must(frontier.hosts().TakeReady(now, 4096));
    if (ready.empty()) break;
    for (const HostState& state : ready) {
      ++hosts;
      const auto requests = Must(frontier.Next(state.name, now, 16));
      picked += static_cast<int64_t>(requests.size());
      for (const FetchRequest& request : requests) frontier.Release(request);
      Must(frontier.hosts().Release(state, now + std::chrono::hours(24)));
    }
    Must(frontier.Commit());
  }
  if (hosts != size.hosts) {
    std::fprintf(stderr, "only %d hosts were ready\n", hosts);
    std::exit(1);
  }
  Report("picked, 16 of each host", picked, watch.Seconds(), "pick", figures);
}

int Main(int argc, char** argv) {
  Figures figures = Figures::FromArguments(argc, argv);
  Size size;
  if (argc > 1) size.urls = std::atoi(argv[1]);
  if (argc > 2) size.hosts = std::atoi(argv[2]);
  const std::filesystem::path directory =
      argc > 3 ? argv[3]
               : std::filesystem::temp_directory_path() / "ritmon-frontier";
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  const auto file = directory / "state.db";
  const Scope scope({.defaults = {.max_pages = size.urls}});
  const Timestamp now = SystemClock().Now();
  {
    auto database = Must(Database::Open(file));
    auto frontier = Must(Frontier::Open(database, scope));
    Insert(frontier, size, now, figures);
    LookUp(frontier, size, now, figures);
    Pick(frontier, size, now, figures);
  }
  Stopwatch watch;
  auto database = Must(Database::Open(file));
  auto frontier = Must(Frontier::Open(database, scope));
  const double opened = watch.Seconds();
  Report("opened again", 1, opened);
  const auto totals = Must(frontier.Totals(now));
  Report("counted", totals.due, watch.Seconds());
  const auto on_disk = static_cast<double>(std::filesystem::file_size(file));
  std::printf("%.1f MB on disk, peak memory of the process %.1f MiB\n",
              on_disk / 1e6, PeakMebibytes());
  figures.Add("ritmon", "open again", "s", opened);
  figures.Add("ritmon", "size on disk", "bytes a URL", on_disk / size.urls);
  figures.Add("ritmon", "peak memory", "MiB", PeakMebibytes());
  std::filesystem::remove_all(directory);
  return figures.Finish();
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) { return ritmon::Main(argc, argv); }
