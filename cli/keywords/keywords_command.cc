// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cstdio>
#include <string_view>
#include <vector>

#include "base/nearest.h"
#include "cli/exit_codes.h"
#include "cli/keywords/keywords.h"

namespace ritmon {
namespace {

struct KeywordTool {
  std::string_view name;
  std::string_view summary;
  int (*run)(const Arguments&);
};

constexpr KeywordTool kTools[] = {
    {"lint", "what is wrong with lists that load", KeywordsLint},
    {"test", "run the examples that the keyword lists carry", KeywordsTest},
    {"eval", "precision and recall against what people say", KeywordsEval},
    {"export", "the terms as a table for a spreadsheet", KeywordsExport},
    {"import", "put a changed table of terms into the lists", KeywordsImport},
    {"diff", "who enters and leaves which field with other lists",
     KeywordsDiff},
    {"stats", "what each term does, and how much hangs on it alone",
     KeywordsStats},
    {"suggest", "new terms for a field from the pages that it has",
     KeywordsSuggest},
    {"versions", "the lists that were used, for diff and count --before",
     KeywordsVersions},
};

void PrintHelp(std::FILE* out) {
  fmt::print(out, "Usage: ritmon keywords NAME [options]\n\n");
  for (const KeywordTool& tool : kTools) {
    fmt::print(out, "  {:<8} {}\n", tool.name, tool.summary);
  }
}

}  // namespace

int KeywordsCommand(const Arguments& arguments) {
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
  for (const KeywordTool& tool : kTools) {
    if (tool.name == name) {
      return tool.run({arguments.begin() + 1, arguments.end()});
    }
    names.push_back(tool.name);
  }
  fmt::print(stderr, "ritmon: unknown keywords command '{}'{}\n", name,
             DidYouMean(name, names));
  return kExitUsage;
}

}  // namespace ritmon
