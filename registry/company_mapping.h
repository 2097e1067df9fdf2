// SPDX-License-Identifier: GPL-3.0-or-later
// Which column of a company list means what, and how its cells are written.
//
// Columns are found by their headers: by the usual ones, which are built in,
// or by those of a mapping (company_mapping_file.h). Pure functions.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "registry/date_cell.h"

namespace ritmon {

enum class CompanyColumn {
  kName,
  kLegalForm,
  kCourt,
  kRegisterType,
  kRegisterNumber,
  kStreet,
  kHouseNumber,
  kPostcode,
  kTown,
  kCountry,  // rows of other countries are skipped
  kFounded,
  kEmployees,
  kEmployeesYear,
  kWz,
  kWebsite,
  kPurpose,
  kStatus,
  kVatId,
  kLei,
  kPreviousName,
};
inline constexpr size_t kCompanyTargets = 20;

std::string_view ToString(CompanyColumn column);
std::optional<CompanyColumn> ParseCompanyColumn(std::string_view name);

// Column index of each target.
using CompanyColumns = std::array<std::optional<size_t>, kCompanyTargets>;

// What a mapping file says; the default says nothing and leaves all to the
// built-in headers and to what the file shows.
struct CompanyMapping {
  std::string name;    // "orbis"; "built-in"
  std::string source;  // what exports call the source; empty: not said
  std::optional<int> rank;
  std::optional<char> delimiter;
  std::optional<std::string> encoding;
  char decimal = 0;  // '.' or ','; 0: not known
  DateFormat date_format = DateFormat::kUnknown;
  std::optional<uint64_t> skip_lines;  // before the header; found if absent
  std::vector<std::string> unknown;    // cells that mean nothing: "k.A."
  // A file whose header has all of these is this mapping's.
  std::vector<std::string> recognised_by;
  std::vector<CompanyColumn> required;  // an error if such a column is missing
  // Headers of each target, best first; a target that is not named is found by
  // the built-in ones. "*" at the end: whatever follows ("Employees*" fits
  // "Employees 2021").
  std::array<std::optional<std::vector<std::string>>, kCompanyTargets> headers;
};

// How a table is laid out.
struct TableLayout {
  CompanyMapping mapping;
  uint64_t header_line = 0;
  std::vector<std::string> header;
  CompanyColumns columns;
  std::optional<int> employees_year;  // said in the column's header
};

// Headers are compared without case, accents, blanks and signs. kInvalid
// unless there is a name column and one that places the company (register
// number, postcode, town or website), and all required ones; names what it saw.
Result<TableLayout> LayOut(const CsvRow& header, const CompanyMapping& mapping);

// The layout if `header` has what `mapping` is recognised by.
bool IsRecognised(const CsvRow& header, const CompanyMapping& mapping);

// Offered the first rows of a table, finds its header: the first row on which
// a name and a place can be found. What stands above it (a title, the date of
// the export) is no row of the table.
class HeaderFinder {
 public:
  static constexpr size_t kMaxRows = 30;

  // `told` is used if given; else the first of `known` that is recognised,
  // else the built-in one. Both must outlive this.
  HeaderFinder(const std::optional<CompanyMapping>& told,
               const std::vector<CompanyMapping>& known)
      : told_(told), known_(known) {}

  // True once the header is found or cannot be found any more.
  bool Offer(const CsvRow& row);
  // kInvalid, with the row that came nearest, if there is none.
  Result<TableLayout> Layout() const;

 private:
  void Try(const CsvRow& row, const CompanyMapping& mapping);

  const std::optional<CompanyMapping>& told_;
  const std::vector<CompanyMapping>& known_;
  const CompanyMapping built_in_;
  std::optional<TableLayout> found_;
  std::optional<Error> failure_;
  size_t failure_cells_ = 0;  // of the row that failed
  size_t rows_ = 0;
};

}  // namespace ritmon
