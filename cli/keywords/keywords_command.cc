// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/keywords/keywords.h"
#include "cli/subcommands.h"

namespace ritmon {
namespace {

constexpr Subcommand kTools[] = {
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

}  // namespace

int KeywordsCommand(const Arguments& arguments) {
  return RunSubcommand({.command = "ritmon keywords",
                        .noun = "keywords command",
                        .entries = kTools,
                        .closing = ""},
                       arguments);
}

}  // namespace ritmon
