// SPDX-License-Identifier: GPL-3.0-or-later
// How many people live in a district: a table that the analyst brings, for no
// figure of a statistical office is shipped (docs/formats.md). Immutable once
// loaded, safe to share between threads.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace ritmon {

// Of a set of districts.
struct Inhabitants {
  uint64_t number = 0;
  Date earliest{};  // the dates of the figures
  Date latest{};
  std::vector<std::string> sources;  // each once, in the order of the districts
};

class Population {
 public:
  // CSV or TSV whose header names ags (5 digits), inhabitants, date and source,
  // in any order and among others; lines that begin with '#' are remarks.
  // kInvalid with file and line of every mistake.
  static Result<Population> Load(const std::filesystem::path& path);

  // kNotFound naming the districts without a row: a sum of some is a sum of
  // none. The file is named too.
  Result<Inhabitants> Of(const std::vector<std::string>& districts) const;

 private:
  struct Row {
    uint64_t inhabitants = 0;
    Date date{};
    std::string source;
  };
  std::string path_;
  std::map<std::string, Row> rows_;  // by AGS
};

}  // namespace ritmon
