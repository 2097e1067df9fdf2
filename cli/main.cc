// SPDX-License-Identifier: GPL-3.0-or-later
// The program's table of contents: name, one sentence, function.

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/subcommands.h"
#include "cli/table_commands.h"
#include "cli/terminal.h"
#include "cli/version_text.h"

namespace ritmon {
namespace {

int CompletionCommand(const Arguments& arguments);
int ManCommand(const Arguments& arguments);

constexpr Subcommand kCommands[] = {
    {"run", "the whole job: import, crawl, tag, attribute, index, report",
     RunCommand},
    {"daemon", "the jobs on a schedule, unattended", DaemonCommand},
    {"import", "company registers and lists into the store", ImportCommand},
    {"crawl", "fetch what is due; resumes by itself", CrawlCommand},
    {"ingest", "read somebody else's crawl (WARC files)", IngestCommand},
    {"replay", "rebuild everything derived from the archive", ReplayCommand},
    {"tag", "tag stored pages anew after a keyword list changed", TagCommand},
    {"index", "bring the indexes up to date, or make them anew", IndexCommand},
    {"search", "pages that match a query, with snippets", SearchCommand},
    {"companies", "companies that match a query", CompaniesCommand},
    {"count", "the critical mass: companies per field, region, age, ...",
     CountCommand},
    {"mass",
     "the same as a judgement: share, density, concentration, threshold",
     MassCommand},
    {"coverage", "what the counts cannot see: who was not reached, and why",
     CoverageCommand},
    {"trend", "how the counts went from run to run, and why", TrendCommand},
    {"alerts", "companies newly in a field, gone from it, founded",
     AlertsCommand},
    {"funding", "where the public research money goes", FundingCommand},
    {"clusters", "clusters, their members and the fields they work in",
     ClustersCommand},
    {"explain", "why a company, page or grant is (not) counted",
     ExplainCommand},
    {"export", "companies, pages or grants as csv, xlsx, jsonl or geojson",
     ExportCommand},
    {"report", "the figures and tables as one HTML file", ReportCommand},
    {"review", "which company a site speaks for: what people must decide",
     ReviewCommand},
    {"forget",
     "a host or a company out of everything, archive included, and kept out",
     ForgetCommand},
    {"retention", "remove captures whose time is up", RetentionCommand},
    {"status", "what the data directory holds, what is due", StatusCommand},
    {"doctor", "what is wrong with the set-up and the data, and what to do",
     DoctorCommand},
    {"backup", "a copy of the data directory, also while it is in use",
     BackupCommand},
    {"keywords", "test the keyword lists, measure them against a truth",
     KeywordsCommand},
    {"tool", "small tools over single pieces: robots, url, extract, ...",
     ToolCommand},
    {"completion", "a script that teaches bash, zsh or fish to complete",
     CompletionCommand},
    {"man", "write the manual pages into a directory", ManCommand},
};

constexpr SubcommandTable kTable{.command = "ritmon",
                                 .noun = "command",
                                 .entries = kCommands,
                                 .closing = ""};

int CompletionCommand(const Arguments& arguments) {
  return CompletionOf(kTable, arguments);
}

int ManCommand(const Arguments& arguments) { return ManOf(kTable, arguments); }

void PrintHelp(std::FILE* out) {
  const bool german = LanguageOf(ProcessEnvironment()) == Language::kGerman;
  fmt::print(out,
             "ritmon {}: which companies of a region work in the fields of "
             "the future\n\n{}\n\n",
             kVersion,
             german ? "Aufruf: ritmon BEFEHL [Optionen]"
                    : "Usage: ritmon COMMAND [options]");
  for (const Subcommand& command : kCommands) {
    fmt::print(out, "  {:<10} {}\n", command.name, command.summary);
  }
  fmt::print(
      out,
      "\n'ritmon COMMAND --help' tells the options of a command. The "
      "configuration is\nnamed by -c FILE or by RITMON_CONFIG; an installed "
      "ritmon finds\n/etc/ritmon/ritmon.toml by itself.\n");
}

int Main(const Arguments& arguments) {
  if (arguments.empty()) {
    PrintHelp(stderr);
    return kExitUsage;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    PrintHelp(stdout);
    return kExitOk;
  }
  if (name == "--version") {
    fmt::print("{}", VersionText());
    return kExitOk;
  }
  std::vector<std::string_view> names;
  for (const Subcommand& command : kCommands) {
    if (command.name == name) {
      return command.run(arguments.Rest());
    }
    names.push_back(command.name);
  }
  fmt::print(stderr, "ritmon: unknown command '{}'{}\n", name,
             DidYouMean(name, names));
  fmt::print(stderr, "'ritmon --help' lists the commands.\n");
  return kExitUsage;
}

}  // namespace
}  // namespace ritmon

int main(int argc, char** argv) {
  // A full quota and a closed pipe are answers of write(), not ends to die of.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  return ritmon::Main(ritmon::Arguments(argv + 1, argv + argc));
}
