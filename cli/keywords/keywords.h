// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench for keyword lists, one function a command; the table is in
// keywords_command.cc.

#pragma once

#include "cli/commands.h"

namespace ritmon {

int KeywordsDiff(const Arguments& arguments);
int KeywordsEval(const Arguments& arguments);
int KeywordsExport(const Arguments& arguments);
int KeywordsImport(const Arguments& arguments);
int KeywordsLint(const Arguments& arguments);
int KeywordsStats(const Arguments& arguments);
int KeywordsSuggest(const Arguments& arguments);
int KeywordsTest(const Arguments& arguments);
int KeywordsVersions(const Arguments& arguments);

}  // namespace ritmon
