// SPDX-License-Identifier: GPL-3.0-or-later
// Employees subject to social insurance by region (sozialversicherungspflichtig
// Beschäftigte am Arbeitsort), as the FuE-Exzellenz-Index divides by them.
//
// A CSV file with the columns region, employees, date, source: one row a region
// and date, each with where it is from. Immutable once read.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace ritmon {

struct EmploymentFigure {
  std::string region;  // as the file names it: "hamburg", "09162"
  int64_t employees = 0;
  Date date{};
  std::string source;
};

// Figures of dates that lie further apart than this are not compared.
inline constexpr int kMaxMonthsApart = 12;

class Employment {
 public:
  // kInvalid with all bad lines; rows of one region and date must not differ.
  static Result<Employment> Read(const std::filesystem::path& path);

  // The newest of a region, or the newest up to `until`.
  const EmploymentFigure* Find(std::string_view region,
                               std::optional<Date> until = std::nullopt) const;
  // One figure for each of `regions`, all of dates as near to each other as the
  // file allows; the newest of several such sets. A region without figures has
  // none in the result.
  std::vector<std::optional<EmploymentFigure>> NearestTogether(
      const std::vector<std::string>& regions) const;

  const std::vector<EmploymentFigure>& figures() const { return figures_; }

 private:
  std::vector<EmploymentFigure> figures_;  // by region, newest first
};

// Whole months between the earliest and the latest of the dates; 0 for none.
int MonthsApart(const std::vector<std::optional<EmploymentFigure>>& figures);

}  // namespace ritmon
