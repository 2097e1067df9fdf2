// SPDX-License-Identifier: GPL-3.0-or-later
// Small tools over single pieces. Each prints one JSON object for each input,
// in the order of the input; their fields are a contract.

#include "cli/subcommands.h"
#include "cli/tools/tools.h"

namespace ritmon {
namespace {

constexpr Subcommand kTools[] = {
    {"robots", "may this URL be fetched, by this robots.txt?", RobotsTool},
    {"url", "href, canonical form, host, registrable domain", UrlToolMain},
    {"charset", "which encoding a page is in, and who says so", CharsetTool},
    {"lang", "the language of each line", LangTool},
    {"extract", "title, main text, zones and links of pages", ExtractTool},
    {"sitemap", "the URLs of sitemaps", SitemapTool},
    {"feed", "the entries of RSS, Atom and JSON feeds", FeedTool},
    {"imprint", "the companies that an imprint names", ImprintTool},
    {"tag", "the fields that a text speaks for, with evidence", TagTool},
    {"warc", "the records of WARC files", WarcTool},
};

constexpr std::string_view kClosing =
    "Each prints one JSON object for each input, in its order. A bad input "
    "gives\n{\"error\": ...} and exit code 1 at the end.";

}  // namespace

int ToolCommand(const Arguments& arguments) {
  return RunSubcommand({.command = "ritmon tool",
                        .noun = "tool",
                        .entries = kTools,
                        .closing = kClosing},
                       arguments);
}

}  // namespace ritmon
