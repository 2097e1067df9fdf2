// SPDX-License-Identifier: GPL-3.0-or-later
// How the counts went since the snapshots began, and since the last one, as
// values.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "report/report_label.h"

namespace ritmon {

struct TrendLine {
  Label label;
  std::vector<int64_t> counts;  // one for each date
};

// The last snapshot against the one before, by cause: the parts add up.
struct TrendRow {
  Label field;
  int64_t before = 0;
  int64_t after = 0;
  int64_t real = 0;
  int64_t lists = 0;
  int64_t coverage = 0;
  int64_t lost_sites = 0;
};

struct TrendChapter {
  std::vector<Date> dates;       // of the snapshots, rising
  std::vector<TrendLine> lines;  // future fields
  std::vector<TrendRow> rows;    // application fields
  std::string command;
};

}  // namespace ritmon
