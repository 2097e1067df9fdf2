// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the fetcher alone is: asks one server for one page under many host
// names, so many at a time, and prints pages a second and CPU time a page.
//
//   fetch_bench ADDRESS:PORT PAGES PARALLEL HOSTS
//
// With PARALLEL equal to HOSTS and a server that keeps connections, this is a
// crawl that stays on its hosts; with more hosts than max_connections, or a
// server that keeps none, each page has a new connection.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/cpu_seconds.h"
#include "crawler/curl_fetcher.h"

namespace ritmon {
namespace {

std::string HostName(int number) {
  return "host" + std::to_string(number) + ".example";
}

int Run(const std::string& server, int pages, int parallel, int hosts) {
  const SystemClock clock;
  CurlFetcherOptions options;
  options.user_agent = "ritmon/bench";
  options.allow_private_addresses = true;
  for (int i = 0; i < hosts; ++i) options.connect_to[HostName(i)] = server;
  auto fetcher = CurlFetcher::Create(std::move(options), clock);
  if (!fetcher) {
    std::fprintf(stderr, "%s\n", fetcher.error().message.c_str());
    return 1;
  }
  const double cpu = CpuSeconds(RUSAGE_SELF);
  const auto start = clock.Steady();
  int started = 0;
  int ok = 0;
  size_t bytes = 0;
  const auto start_one = [&] {
    const std::string url =
        "http://" + HostName(started % hosts) + "/" + std::to_string(started);
    (*fetcher)->Start({.url = Url::Parse(url).value()});
    ++started;
  };
  while (started < std::min(parallel, pages)) start_one();
  while ((*fetcher)->in_flight() > 0) {
    for (const FetchResult& result :
         (*fetcher)->Wait(std::chrono::seconds(1))) {
      if (result.outcome == FetchOutcome::kOk) ++ok;
      bytes += result.body.size();
      if (started < pages) start_one();
    }
  }
  const std::chrono::duration<double> elapsed = clock.Steady() - start;
  std::printf("%d of %d pages, %.0f pages/s, %.3f ms CPU a page, %zu bytes\n",
              ok, pages, pages / elapsed.count(),
              1000 * (CpuSeconds(RUSAGE_SELF) - cpu) / pages, bytes);
  return ok == pages ? 0 : 1;
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) {
  if (argc != 5) {
    std::fprintf(stderr, "fetch_bench ADDRESS:PORT PAGES PARALLEL HOSTS\n");
    return 2;
  }
  return ritmon::Run(argv[1], std::atoi(argv[2]), std::atoi(argv[3]),
                     std::max(1, std::atoi(argv[4])));
}
