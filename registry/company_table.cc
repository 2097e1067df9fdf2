// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_table.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/mojibake.h"
#include "registry/company_cells.h"
#include "registry/headcount_cell.h"
#include "registry/imprint_words.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

// What vendors write where nothing is known.
constexpr std::string_view kUnknown[] = {"-",
                                         "--",
                                         "n.a.",
                                         "n/a",
                                         "N/A",
                                         "k.A.",
                                         "k. A.",
                                         "NULL",
                                         "null",
                                         "#N/A",
                                         "n.v.",
                                         "unbekannt",
                                         "?",
                                         "No data fulfill "
                                         "your filter criteria"};

// What UTF-8 read as windows-1252 makes of our letters. In a name of three
// words one of them is too little for RepairMojibake, which fears for
// Portuguese; a list of German firms has no "Ã¼".
void RepairUmlauts(std::string& text) {
  constexpr std::pair<std::string_view, std::string_view> kLetters[] = {
      {"Ã¤", "ä"}, {"Ã¶", "ö"}, {"Ã¼", "ü"}, {"ÃŸ", "ß"},
      {"Ã„", "Ä"}, {"Ã–", "Ö"}, {"Ãœ", "Ü"}};
  if (text.find("Ã") == std::string::npos) return;
  for (const auto& [broken, letter] : kLetters) {
    for (size_t at = text.find(broken); at != std::string::npos;
         at = text.find(broken, at)) {
      text.replace(at, broken.size(), letter);
    }
  }
}

}  // namespace

bool CompanyTableReader::OnRow(const CsvRow& row) {
  if (!layout_) {
    if (!finder_.Offer(row)) return true;
    auto layout = finder_.Layout();
    if (!layout) {
      failure_ = layout.error();
      return false;
    }
    layout_ = std::move(*layout);
    for (const auto& column : layout_->columns) {
      if (column) mapped_cells_ = std::max(mapped_cells_, *column + 1);
    }
    return true;
  }
  if (sink_.IsDone(row.line)) return true;
  if (auto status = TakeRow(row); !status) failure_ = status.error();
  return !failure_.has_value();
}

Status CompanyTableReader::Finish() {
  if (!layout_ && !failure_) {
    auto layout = finder_.Layout();
    if (!layout) failure_ = layout.error();
  }
  if (failure_) return tl::unexpected(*failure_);
  return {};
}

std::string_view CompanyTableReader::Cell(const CsvRow& row,
                                          CompanyColumn column) const {
  const auto index = layout_->columns[static_cast<size_t>(column)];
  if (!index || *index >= row.cells.size()) return {};
  const std::string_view cell = TrimLine(row.cells[*index], kBlank);
  const auto& unknown = layout_->mapping.unknown;
  if (std::find(std::begin(kUnknown), std::end(kUnknown), cell) !=
          std::end(kUnknown) ||
      std::find(unknown.begin(), unknown.end(), cell) != unknown.end()) {
    return {};
  }
  return cell;
}

// With letters that a wrong decoding before us has doubled put right.
std::string CompanyTableReader::TextCell(const CsvRow& row,
                                         CompanyColumn column) const {
  std::string text(Cell(row, column));
  RepairMojibake(text);
  RepairUmlauts(text);
  return text;
}

// A row that is cut, or that has signs of the file's own in its cells.
std::string CompanyTableReader::WrongCells(const CsvRow& row) const {
  const size_t cells = row.cells.size();
  if (cells < mapped_cells_) {
    return std::to_string(cells) + " cells where the header has " +
           std::to_string(layout_->header.size()) + ": half a line?";
  }
  for (size_t i = layout_->header.size(); i < cells; ++i) {
    if (TrimLine(row.cells[i], kBlank).empty()) continue;
    return std::to_string(cells) + " cells where the header has " +
           std::to_string(layout_->header.size()) +
           ": a delimiter without quotes?";
  }
  for (const std::string& cell : row.cells) {
    if (cell.find('\0') != std::string::npos) return "a NUL byte";
  }
  return {};
}

Status CompanyTableReader::TakeRow(const CsvRow& row) {
  if (std::string wrong = WrongCells(row); !wrong.empty()) {
    sink_.Refuse(row.line, std::move(wrong));
    return {};
  }
  if (!IsGermany(Cell(row, CompanyColumn::kCountry))) {
    sink_.Skip(row.line);
    return {};
  }
  Company company;
  company.name = TextCell(row, CompanyColumn::kName);
  if (company.name.empty()) {
    sink_.Refuse(row.line, "no name");
    return {};
  }
  std::string problem = ReadCells(row, company);
  if (failure_) return tl::unexpected(*failure_);
  if (!problem.empty()) {
    sink_.Refuse(row.line, std::move(problem));
    return {};
  }
  return sink_.Take(row.line, std::move(company), options_.source);
}

std::string CompanyTableReader::ReadCells(const CsvRow& row, Company& company) {
  const std::string_view form = Cell(row, CompanyColumn::kLegalForm);
  company.legal_form = LegalFormCell(form, company.name);
  company.address = AddressCells(TextCell(row, CompanyColumn::kStreet),
                                 Cell(row, CompanyColumn::kHouseNumber),
                                 Cell(row, CompanyColumn::kPostcode),
                                 TextCell(row, CompanyColumn::kTown));
  company.wz = Cell(row, CompanyColumn::kWz);
  company.website = Cell(row, CompanyColumn::kWebsite);
  company.purpose = TextCell(row, CompanyColumn::kPurpose);
  company.status = StatusCell(Cell(row, CompanyColumn::kStatus));
  company.vat_id = VatIdCell(Cell(row, CompanyColumn::kVatId));
  company.lei = LeiCell(Cell(row, CompanyColumn::kLei));
  if (auto name = TextCell(row, CompanyColumn::kPreviousName); !name.empty()) {
    company.previous_names.push_back(std::move(name));
  }
  company.source = options_.source.name;
  ReadEmployees(row, company);
  std::string problem = ReadFounded(row, company);
  if (!problem.empty() || failure_) return problem;
  return ReadRegister(row, company);
}

std::string CompanyTableReader::ReadFounded(const CsvRow& row,
                                            Company& company) {
  const std::string_view cell = Cell(row, CompanyColumn::kFounded);
  if (cell.empty()) return {};
  const DateCell date = ReadDateCell(cell, layout_->mapping.date_format);
  if (date.is_ambiguous) {
    // Not the row's mistake: every other row may be read wrongly.
    failure_ = Error{ErrorKind::kInvalid,
                     "line " + std::to_string(row.line) + ": founding date '" +
                         std::string(cell) +
                         "' may begin with the day or with the month; say "
                         "date_format = \"dmy\" or \"mdy\" in a mapping"};
    return {};
  }
  if (!date.date) {
    return "founding date '" + std::string(cell) + "' is no date";
  }
  company.founded = date.date;
  company.founded_precision = date.is_day ? "day" : "year";
  return {};
}

void CompanyTableReader::ReadEmployees(const CsvRow& row, Company& company) {
  company.employees = ReadHeadcountCell(Cell(row, CompanyColumn::kEmployees),
                                        layout_->mapping.decimal);
  if (!company.employees || company.employees->year) return;
  company.employees->year = layout_->employees_year;
  const DateCell year = ReadDateCell(Cell(row, CompanyColumn::kEmployeesYear),
                                     layout_->mapping.date_format);
  if (year.date) {
    company.employees->year = static_cast<int>(year.date->year());
  }
}

std::string CompanyTableReader::ReadRegister(const CsvRow& row,
                                             Company& company) {
  const std::string_view number = Cell(row, CompanyColumn::kRegisterNumber);
  const std::string_view type = Cell(row, CompanyColumn::kRegisterType);
  std::string court = TextCell(row, CompanyColumn::kCourt);
  company.court = Courts::CleanName(court);
  if (number.empty() && type.empty()) return {};
  if (auto key = ParseRegisterKey(number)) {
    if (courts_.FindCode(key->court) != nullptr) {
      company.register_number = std::move(key);
      return {};
    }
  }
  auto parsed_type = ParseRegisterType(type);
  // The number may stand in the type's column: "HRB 12345".
  auto found = ParseRegisterCell(number.empty() ? type : number,
                                 parsed_type.value_or(RegisterTypeOf(company)));
  if (!found || found->type.empty()) {
    if (number.empty()) return {};
    return "'" + std::string(number) + "' is no register number";
  }
  if (court.empty()) court = CourtIn(number.empty() ? type : number);
  const Court* known = courts_.Find(court);
  if (known == nullptr) known = courts_.FindCode(court);
  if (known == nullptr) {
    // A number without its court is no key: the row goes by its name.
    if (court.empty()) return {};
    return "unknown register court '" + court + "'";
  }
  company.court = known->name;
  company.register_number =
      RegisterNumber{known->code, found->type, found->number, found->suffix};
  return {};
}

}  // namespace ritmon
