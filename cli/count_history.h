// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of another day, or by other keyword lists, and what they rest on: said
// with each of them, on standard error where it is not what was asked for.
//
// --as-of answers with what the history (pipeline/field_history.h) knows of the
// end of that day: tags, register facts and district, also of companies that
// no register or imprint names any more. Regions are those that are defined
// today. --list answers with what a version of the lists counted last.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"
#include "index/count.h"

namespace ritmon {

struct CountRequest {
  std::string words;  // the query, as it was typed
  bool everywhere = false;
  std::vector<Dimension> dimensions;
  CountOptions options;  // as_of among them
  std::string list;      // a version of the lists; empty: none was asked for
  bool beside = false;   // --before compares: it is counted by today's tags
  Language language = Language::kEnglish;  // of what is noted
};

struct BasedCount {
  CountTable table;
  // What it rests on; all empty where that is today's index.
  std::string tags;               // "history", "list", "today" (none are held)
  std::string keyword_lists;      // version
  std::string time;               // of the run; where the history begins
  std::optional<Coverage> known;  // companies that the lists have read
  std::string note;
  bool is_warning = false;  // the note says that something else was asked for
};

// kInvalid if the query asks for fields where other tags than today's are
// counted.
Result<BasedCount> CountAsAsked(const Analysis& analysis,
                                CompanyIndexReader& companies,
                                const CountRequest& request);

// `rows`, an array of JSON, with what they rest on in each: "tags", "as_of",
// "keyword_lists", "tags_from" or "history_begins", "lists_known", "lists_of".
std::string WithBasis(const std::string& rows, const BasedCount& count,
                      Date as_of);

}  // namespace ritmon
