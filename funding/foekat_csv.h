// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the federal funding catalogue (FÖKAT) and of EnArgus, row by row.
//
// FÖKAT's CSV is separated by ';', in ISO-8859-15 (UTF-8 is accepted too), its
// text cells and headers are ="..." and its amounts German. Both generations
// of the header are known; another one is refused (funding/grant_columns.h).
// Some real rows are no grants: bookings and the ministries' own entries are
// dropped and counted by reason.
//
// Any bytes are accepted. A row that cannot be understood is refused with its
// line and the reason; the others are read. Memory: one row.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "funding/grant_columns.h"
#include "model/grant.h"

namespace ritmon {

struct GrantRefusal {
  uint64_t line = 0;
  std::string reason;
};

// read == kept + refused + the sum of dropped.
struct GrantFileSummary {
  GrantHeader header = GrantHeader::kFoekat2026;
  std::string encoding;  // "UTF-8", "ISO-8859-15", ...
  uint64_t read = 0;     // rows below the header
  uint64_t kept = 0;
  std::map<std::string, uint64_t, std::less<>> dropped;  // by reason
  uint64_t refused = 0;
  std::vector<GrantRefusal> refusals;  // the first kMaxRefusals
  static constexpr size_t kMaxRefusals = 100;

  // Of those kept:
  uint64_t persons = 0;      // natural persons, whose names are not shown
  uint64_t undisclosed = 0;  // without an amount

  uint64_t Dropped() const;
};

// An error ends the reading and is handed back.
using GrantCallback = std::function<Status(Grant& grant)>;

// `csv` may name the delimiter and the encoding; both are found otherwise.
// The grants' actor is not set. `path` as in ReadCsvFile.
Result<GrantFileSummary> ReadGrantFile(const std::filesystem::path& path,
                                       const CsvOptions& csv,
                                       const GrantCallback& on_grant);
// The same for bytes in memory.
Result<GrantFileSummary> ReadGrantText(std::string_view bytes,
                                       const CsvOptions& csv,
                                       const GrantCallback& on_grant);

// Whether the catalogue hides the name: "Keine Anzeige aufgrund
// datenschutzrechtlicher Regelungen."
bool IsHiddenName(std::string_view name);

}  // namespace ritmon
