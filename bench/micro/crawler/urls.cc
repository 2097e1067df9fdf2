// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of every link before it is known: is it a URL, which page is
// it, is it a trap, how much is it wanted, does robots.txt allow it.

#include <string>
#include <vector>

#include "bench/micro/corpus.h"
#include "crawler/robots.h"
#include "crawler/url_priority.h"
#include "crawler/url_traps.h"
#include "model/url.h"

namespace ritmon {
namespace {

// All links of the pages, each with its text.
const std::vector<Link>& Links() {
  static const std::vector<Link> links = [] {
    std::vector<Link> all;
    for (const Page& page : ParsedPages()) {
      all.insert(all.end(), page.links.begin(), page.links.end());
    }
    return all;
  }();
  return links;
}

void UrlParse(benchmark::State& state) {
  std::vector<std::string> texts;
  for (const Link& link : Links()) texts.push_back(link.url.href());
  ForEachText(state, texts, [](const std::string& text) {
    benchmark::DoNotOptimize(Url::Parse(text));
  });
}
BENCHMARK(UrlParse);

void UrlParseRelative(benchmark::State& state) {
  const Url base = Url::Parse("https://www.firma.example/de/a/b.html").value();
  std::vector<std::string> texts;
  for (const Link& link : Links()) {
    texts.emplace_back(link.url.path_and_query());
  }
  ForEachText(state, texts, [&](const std::string& text) {
    benchmark::DoNotOptimize(Url::Parse(text, &base));
  });
}
BENCHMARK(UrlParseRelative);

void UrlCanonical(benchmark::State& state) {
  const auto& links = Links();
  ForEachOf(state, links.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(links[i].url.Canonical());
  });
}
BENCHMARK(UrlCanonical);

void UrlPriority(benchmark::State& state) {
  const auto& links = Links();
  ForEachOf(state, links.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(PriorityOf(links[i].url, {.text = links[i].text}));
  });
}
BENCHMARK(UrlPriority);

void UrlTraps(benchmark::State& state) {
  const auto& links = Links();
  ForEachOf(state, links.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(FindTrap(links[i].url));
  });
}
BENCHMARK(UrlTraps);

// As a content management system writes it, for many crawlers.
std::string RobotsText() {
  std::string text;
  for (int agent = 0; agent < 20; ++agent) {
    text += "User-agent: crawler" + std::to_string(agent) + "\nDisallow: /\n\n";
  }
  text += "User-agent: *\nCrawl-delay: 2\n";
  for (int rule = 0; rule < 40; ++rule) {
    text += "Disallow: /typo3/" + std::to_string(rule) + "/\n";
    text += "Disallow: /*?sort" + std::to_string(rule) + "=*&page$\n";
  }
  return text + "Allow: /typo3/3/public/\nSitemap: /sitemap.xml\n";
}

void RobotsParse(benchmark::State& state) {
  ForEachText(state, {RobotsText()}, [](const std::string& text) {
    benchmark::DoNotOptimize(RobotsRules::Parse(text, "ritmon"));
  });
}
BENCHMARK(RobotsParse);

void RobotsAllows(benchmark::State& state) {
  const RobotsRules rules = RobotsRules::Parse(RobotsText(), "ritmon");
  const auto& links = Links();
  ForEachOf(state, links.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(rules.Allows(links[i].url.path_and_query()));
  });
}
BENCHMARK(RobotsAllows);

}  // namespace
}  // namespace ritmon
