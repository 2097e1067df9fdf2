// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands on the history share: the store, names of lines, times.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"
#include "pipeline/field_history.h"

namespace ritmon {

// To be read; kNotFound, with what to do, if no run has left a snapshot yet.
Result<FieldHistory> OpenFieldHistory(const Options& options);

// The beginning of the day that `text` names; `option` is for the message.
Result<Timestamp> ParseSince(const std::string& text,
                             const std::string& option);

// The lines of a dimension (kByField ...) that `names` mean, all without any.
// Of fields a future field means all of its own.
Result<std::vector<CountLine>> LinesNamed(
    const Vocabulary& vocabulary, std::string_view by,
    const std::vector<std::string>& names);

// In the vocabulary's words; the id where it knows none.
std::string LineLabel(const Vocabulary& vocabulary, const CountLine& line,
                      bool german);

// "2026-11-23 17:54", UTC.
std::string MinuteText(Timestamp time);
// "+3", "0", "-1".
std::string Signed(int64_t number);

}  // namespace ritmon
