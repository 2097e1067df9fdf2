// SPDX-License-Identifier: GPL-3.0-or-later
// The CSV form: LEI-CDF's element names with dots between, some three hundred
// columns, repeated elements numbered from 1.
#include <map>
#include <optional>
#include <utility>

#include "base/csv.h"
#include "registry/gleif.h"

namespace ritmon {
namespace {

constexpr int kMaxRepeats = 20;  // the file has 5 other names

class GleifCsv {
 public:
  GleifCsv(const Courts& courts, CompanySink& sink)
      : receiver_(courts, sink), sink_(sink) {}

  // False once something failed that ends the import.
  bool OnRow(const CsvRow& row) {
    if (columns_.empty()) return ReadHeader(row);
    if (sink_.IsDone(row.line)) return true;
    if (row.cells.size() != header_size_) {
      sink_.Refuse(row.line, std::to_string(row.cells.size()) +
                                 " cells where the header has " +
                                 std::to_string(header_size_));
      return true;
    }
    auto taken = receiver_.Take(row.line, EntityOf(row));
    if (!taken) failure = taken.error();
    return taken.has_value();
  }

  bool has_header() const { return !columns_.empty(); }

  std::optional<Error> failure;

 private:
  bool ReadHeader(const CsvRow& row) {
    std::map<std::string, size_t, std::less<>> columns;
    for (size_t i = 0; i < row.cells.size(); ++i) {
      columns.emplace(row.cells[i], i);
    }
    header_size_ = row.cells.size();
    for (const char* needed :
         {"LEI", "Entity.LegalName", "Entity.LegalAddress.Country",
          "Entity.EntityStatus"}) {
      if (columns.contains(needed)) continue;
      failure =
          Error{ErrorKind::kInvalid, "line " + std::to_string(row.line) +
                                         ": no column '" + std::string(needed) +
                                         "': this is not GLEIF's level 1 file"};
      return false;
    }
    columns_ = std::move(columns);
    return true;
  }

  std::string Cell(const CsvRow& row, std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string() : row.cells[found->second];
  }

  GleifEntity EntityOf(const CsvRow& row) const {
    GleifEntity entity;
    entity.lei = Cell(row, "LEI");
    entity.country = Cell(row, "Entity.LegalAddress.Country");
    entity.jurisdiction = Cell(row, "Entity.LegalJurisdiction");
    entity.legal_name = Cell(row, "Entity.LegalName");
    const std::string names = "Entity.OtherEntityNames.OtherEntityName.";
    for (int i = 1; i <= kMaxRepeats; ++i) {
      const std::string column = names + std::to_string(i);
      std::string name = Cell(row, column);
      if (name.empty()) break;
      if (Cell(row, column + ".type") == "PREVIOUS_LEGAL_NAME") {
        entity.previous_names.push_back(std::move(name));
      }
    }
    const std::string address = "Entity.LegalAddress.";
    entity.address_lines.push_back(Cell(row, address + "FirstAddressLine"));
    for (int i = 1; i <= 3; ++i) {
      entity.address_lines.push_back(
          Cell(row, address + "AdditionalAddressLine." + std::to_string(i)));
    }
    entity.postcode = Cell(row, address + "PostalCode");
    entity.city = Cell(row, address + "City");
    entity.category = Cell(row, "Entity.EntityCategory");
    entity.register_entry =
        Cell(row, "Entity.RegistrationAuthority.RegistrationAuthorityEntityID");
    entity.legal_form_code = Cell(row, "Entity.LegalForm.EntityLegalFormCode");
    entity.other_legal_form = Cell(row, "Entity.LegalForm.OtherLegalForm");
    entity.entity_status = Cell(row, "Entity.EntityStatus");
    entity.creation_date = Cell(row, "Entity.EntityCreationDate");
    entity.last_update = Cell(row, "Registration.LastUpdateDate");
    return entity;
  }

  GleifReceiver receiver_;
  CompanySink& sink_;
  std::map<std::string, size_t, std::less<>> columns_;
  size_t header_size_ = 0;
};

}  // namespace

Status ReadGleifCsv(const std::filesystem::path& path, const Courts& courts,
                    CompanySink& sink) {
  GleifCsv reading(courts, sink);
  CsvOptions options;
  options.delimiter = ',';
  options.encoding = "UTF-8";
  options.on_bytes = [&](uint64_t bytes) { sink.NoteBytes(bytes); };
  auto read = ReadCsvFile(
      path, options, [&](const CsvRow& row) { return reading.OnRow(row); });
  if (!read) return tl::unexpected(read.error());
  if (reading.failure) return FailAt(path.string(), *reading.failure);
  if (!reading.has_header()) {
    return Fail(ErrorKind::kInvalid, path.string() + ": no rows");
  }
  for (const CsvProblem& problem : read->problems) {
    sink.Refuse(problem.line, problem.message);
  }
  for (size_t i = read->problems.size(); i < read->bad_rows; ++i) {
    sink.Refuse(0, "one of many bad rows");
  }
  return {};
}

}  // namespace ritmon
