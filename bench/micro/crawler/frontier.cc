// SPDX-License-Identifier: GPL-3.0-or-later
// The crawl's memory, on a small number of URLs: frontier_bench has millions.

#include "crawler/frontier.h"

#include <chrono>
#include <string>
#include <vector>

#include "base/time.h"
#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "bench/scratch_folder.h"

namespace ritmon {
namespace {

constexpr int kHosts = 50;
constexpr int kPagesOfHost = 40;
const Timestamp kNow =
    std::chrono::sys_days(std::chrono::year(2026) / std::chrono::November / 29);

std::string Host(int host) {
  return "www.firma-" + std::to_string(host) + ".example";
}

// Site by site, each page a link of its first one.
std::vector<std::vector<Url>> Sites() {
  std::vector<std::vector<Url>> sites(kHosts);
  for (int host = 0; host < kHosts; ++host) {
    for (int page = 0; page < kPagesOfHost; ++page) {
      sites[host].push_back(
          Must(Url::Parse("https://" + Host(host) + "/leistungen/seite-" +
                          std::to_string(page))));
    }
  }
  return sites;
}

void AddAll(Frontier& frontier, const std::vector<std::vector<Url>>& sites) {
  for (const std::vector<Url>& site : sites) {
    Must(frontier.AddSeed(site[0], kNow));
    FetchRequest from{.url = site[0]};
    from.seed = frontier.SiteOf(site[0]);
    for (size_t i = 1; i < site.size(); ++i) {
      Must(frontier.AddLink(
          {.url = site[i], .priority = static_cast<int>(i) % 6}, from, kNow));
    }
  }
  Must(frontier.Commit());
}

void FrontierAdd(benchmark::State& state) {
  const auto sites = Sites();
  const Scope scope(ScopeOptions{});
  for (auto _ : state) {
    state.PauseTiming();
    {
      const ScratchFolder folder;
      auto database = Must(Database::Open(folder.path() / "state.db"));
      auto frontier = Must(Frontier::Open(database, scope));
      state.ResumeTiming();
      AddAll(frontier, sites);
      state.PauseTiming();
    }
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * kHosts * kPagesOfHost);
}
BENCHMARK(FrontierAdd)->Unit(benchmark::kMillisecond);

// Links that are known already, which most are.
void FrontierKnownLink(benchmark::State& state) {
  const auto sites = Sites();
  const Scope scope(ScopeOptions{});
  const ScratchFolder folder;
  auto database = Must(Database::Open(folder.path() / "state.db"));
  auto frontier = Must(Frontier::Open(database, scope));
  AddAll(frontier, sites);
  for (auto _ : state) AddAll(frontier, sites);
  state.SetItemsProcessed(state.iterations() * kHosts * kPagesOfHost);
}
BENCHMARK(FrontierKnownLink)->Unit(benchmark::kMillisecond);

// The best of each host, given back.
void FrontierTake(benchmark::State& state) {
  const Scope scope(ScopeOptions{});
  const ScratchFolder folder;
  auto database = Must(Database::Open(folder.path() / "state.db"));
  auto frontier = Must(Frontier::Open(database, scope));
  AddAll(frontier, Sites());
  int64_t taken = 0;
  for (auto _ : state) {
    for (int host = 0; host < kHosts; ++host) {
      const auto requests = Must(frontier.Next(Host(host), kNow, 16));
      taken += static_cast<int64_t>(requests.size());
      for (const FetchRequest& request : requests) frontier.Release(request);
    }
  }
  if (taken == 0) state.SkipWithError("nothing was due");
  state.SetItemsProcessed(taken);
}
BENCHMARK(FrontierTake)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ritmon
