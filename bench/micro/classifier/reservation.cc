// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to ask a page whether it reserves itself: the pass over bytes
// that say nothing, which is what nearly every page pays.

#include <benchmark/benchmark.h>

#include <string>

#include "classifier/head_reservation.h"

namespace ritmon {
namespace {

void ScanSilentPage(benchmark::State& state) {
  const auto size = static_cast<size_t>(state.range(0));
  const std::string paragraph =
      "<div class=\"text\"><p>Wir planen und bauen Anlagen f&uuml;r die "
      "K&uuml;ste, von der Idee bis zum Betrieb.</p><a href=\"/naives\">Mehr"
      "</a></div>\n";
  std::string html = "<!DOCTYPE html><meta name=robots content=index>";
  while (html.size() < size) html += paragraph;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ScanForReservation(html, "text/html"));
  }
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) *
                          static_cast<int64_t>(html.size()));
}
BENCHMARK(ScanSilentPage)->Arg(64 << 10)->Arg(1 << 20);

}  // namespace
}  // namespace ritmon
