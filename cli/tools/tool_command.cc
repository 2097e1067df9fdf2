// SPDX-License-Identifier: GPL-3.0-or-later
// Small tools over single pieces. Each prints one JSON object for each input,
// in the order of the input; their fields are a contract.

#include <fmt/format.h>

#include <cstdio>

#include "base/nearest.h"
#include "cli/exit_codes.h"
#include "cli/tools/tools.h"

namespace ritmon {
namespace {

struct Tool {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments&);
};

constexpr Tool kTools[] = {
    {"robots", "may this URL be fetched, by this robots.txt?", RobotsTool},
    {"url", "href, canonical form, host, registrable domain", UrlToolMain},
    {"charset", "which encoding a page is in, and who says so", CharsetTool},
    {"lang", "the language of each line", LangTool},
    {"extract", "title, main text, zones and links of pages", ExtractTool},
    {"sitemap", "the URLs of sitemaps", SitemapTool},
    {"imprint", "the companies that an imprint names", ImprintTool},
    {"tag", "the fields that a text speaks for, with evidence", TagTool},
    {"warc", "the records of WARC files", WarcTool},
};

void PrintHelp(std::FILE* out) {
  fmt::print(out, "Usage: ritmon tool NAME [options]\n\n");
  for (const Tool& tool : kTools) {
    fmt::print(out, "  {:<10} {}\n", tool.name, tool.summary);
  }
  fmt::print(
      out,
      "\nEach prints one JSON object for each input, in its order. A bad "
      "input gives\n{{\"error\": ...}} and exit code 1 at the end.\n");
}

}  // namespace

int ToolCommand(const Arguments& arguments) {
  if (arguments.empty()) {
    PrintHelp(stderr);
    return kExitUsage;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h") {
    PrintHelp(stdout);
    return kExitOk;
  }
  std::vector<std::string_view> names;
  for (const Tool& tool : kTools) {
    if (tool.name == name) {
      return tool.run({arguments.begin() + 1, arguments.end()});
    }
    names.push_back(tool.name);
  }
  fmt::print(stderr, "ritmon: unknown tool '{}'{}\n", name,
             DidYouMean(name, names));
  return kExitUsage;
}

}  // namespace ritmon
