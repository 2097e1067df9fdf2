// SPDX-License-Identifier: GPL-3.0-or-later
// A company list, row by row, whatever file the rows come from: finds the
// header, reads cells, hands companies to the sink.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "registry/company_mapping.h"
#include "registry/import.h"

namespace ritmon {

struct CompanyTableOptions {
  std::optional<CompanyMapping> mapping;  // the one to use
  std::vector<CompanyMapping> known;      // else the one that is recognised
  // What the values are worth beside the register's (rank 50).
  SourceInfo source{.name = "csv", .rank = 30, .as_of = {}};
};

// Everything that the constructor takes must outlive this.
class CompanyTableReader {
 public:
  CompanyTableReader(const CompanyTableOptions& options, const Courts& courts,
                     CompanySink& sink)
      : options_(options),
        courts_(courts),
        sink_(sink),
        finder_(options.mapping, options.known) {}

  // False once something failed that ends the import.
  bool OnRow(const CsvRow& row);
  // After the last row: what went wrong, a missing header too.
  Status Finish();

  // Nothing before the header.
  const std::optional<TableLayout>& layout() const { return layout_; }

 private:
  Status TakeRow(const CsvRow& row);
  // What is wrong with the row, or nothing.
  std::string ReadCells(const CsvRow& row, Company& company);
  std::string ReadFounded(const CsvRow& row, Company& company);
  void ReadEmployees(const CsvRow& row, Company& company);
  std::string ReadRegister(const CsvRow& row, Company& company);
  std::string WrongCells(const CsvRow& row) const;
  std::string_view Cell(const CsvRow& row, CompanyColumn column) const;
  std::string TextCell(const CsvRow& row, CompanyColumn column) const;

  const CompanyTableOptions& options_;
  const Courts& courts_;
  CompanySink& sink_;
  HeaderFinder finder_;
  std::optional<TableLayout> layout_;
  size_t mapped_cells_ = 0;  // up to the last mapped column
  std::optional<Error> failure_;
};

}  // namespace ritmon
