// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_csv.h"

#include <algorithm>
#include <utility>

#include "base/normalize.h"
#include "base/table_reader.h"
#include "registry/company_cells.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

struct Alias {
  CompanyColumn column;
  std::string_view header;  // folded, letters and digits only
};

// Best first within a column: a file may have several that fit.
constexpr Alias kAliases[] = {
    {CompanyColumn::kName, "firma"},
    {CompanyColumn::kName, "firmenname"},
    {CompanyColumn::kName, "firmierung"},
    {CompanyColumn::kName, "name"},
    {CompanyColumn::kName, "companyname"},
    {CompanyColumn::kName, "company"},
    {CompanyColumn::kName, "legalname"},
    {CompanyColumn::kName, "unternehmen"},
    {CompanyColumn::kName, "unternehmensname"},
    {CompanyColumn::kName, "firma1"},
    {CompanyColumn::kName, "name1"},
    {CompanyColumn::kLegalForm, "rechtsform"},
    {CompanyColumn::kLegalForm, "legalform"},
    {CompanyColumn::kLegalForm, "nationallegalform"},
    {CompanyColumn::kCourt, "registergericht"},
    {CompanyColumn::kCourt, "amtsgericht"},
    {CompanyColumn::kCourt, "gericht"},
    {CompanyColumn::kCourt, "registercourt"},
    {CompanyColumn::kCourt, "court"},
    {CompanyColumn::kCourt, "hrgericht"},
    {CompanyColumn::kCourt, "hrort"},
    {CompanyColumn::kRegisterType, "registerart"},
    {CompanyColumn::kRegisterType, "hrart"},
    {CompanyColumn::kRegisterType, "hrabteilung"},
    {CompanyColumn::kRegisterType, "abteilung"},
    {CompanyColumn::kRegisterType, "registertype"},
    {CompanyColumn::kRegisterType, "register"},
    {CompanyColumn::kRegisterNumber, "hrnummer"},
    {CompanyColumn::kRegisterNumber, "hrnr"},
    {CompanyColumn::kRegisterNumber, "handelsregisternummer"},
    {CompanyColumn::kRegisterNumber, "handelsregisternr"},
    {CompanyColumn::kRegisterNumber, "handelsregister"},
    {CompanyColumn::kRegisterNumber, "registernummer"},
    {CompanyColumn::kRegisterNumber, "registernr"},
    {CompanyColumn::kRegisterNumber, "registernumber"},
    {CompanyColumn::kRegisterNumber, "registerid"},
    {CompanyColumn::kRegisterNumber, "nationalid"},
    {CompanyColumn::kRegisterNumber, "traderegisternumber"},
    {CompanyColumn::kRegisterNumber, "companynumber"},
    {CompanyColumn::kRegisterNumber, "euid"},
    {CompanyColumn::kRegisterNumber, "number"},
    {CompanyColumn::kRegisterNumber, "nummer"},
    {CompanyColumn::kStreet, "strasse"},
    {CompanyColumn::kStreet, "strassehausnummer"},
    {CompanyColumn::kStreet, "strassehausnr"},
    {CompanyColumn::kStreet, "strasseundhausnummer"},
    {CompanyColumn::kStreet, "strasseundnr"},
    {CompanyColumn::kStreet, "strassenr"},
    {CompanyColumn::kStreet, "anschrift"},
    {CompanyColumn::kStreet, "adresse"},
    {CompanyColumn::kStreet, "street"},
    {CompanyColumn::kStreet, "address"},
    {CompanyColumn::kStreet, "addressline1"},
    {CompanyColumn::kHouseNumber, "hausnummer"},
    {CompanyColumn::kHouseNumber, "hausnr"},
    {CompanyColumn::kHouseNumber, "housenumber"},
    {CompanyColumn::kPostcode, "plz"},
    {CompanyColumn::kPostcode, "postleitzahl"},
    {CompanyColumn::kPostcode, "postcode"},
    {CompanyColumn::kPostcode, "postalcode"},
    {CompanyColumn::kPostcode, "zip"},
    {CompanyColumn::kPostcode, "zipcode"},
    {CompanyColumn::kTown, "ort"},
    {CompanyColumn::kTown, "stadt"},
    {CompanyColumn::kTown, "city"},
    {CompanyColumn::kTown, "town"},
    {CompanyColumn::kTown, "sitz"},
    {CompanyColumn::kTown, "plzort"},
    {CompanyColumn::kFounded, "gruendungsdatum"},
    {CompanyColumn::kFounded, "gruendung"},
    {CompanyColumn::kFounded, "gegruendet"},
    {CompanyColumn::kFounded, "gruendungsjahr"},
    {CompanyColumn::kFounded, "founded"},
    {CompanyColumn::kFounded, "foundingdate"},
    {CompanyColumn::kFounded, "dateofincorporation"},
    {CompanyColumn::kFounded, "incorporationdate"},
    {CompanyColumn::kEmployees, "mitarbeiter"},
    {CompanyColumn::kEmployees, "mitarbeiterzahl"},
    {CompanyColumn::kEmployees, "anzahlmitarbeiter"},
    {CompanyColumn::kEmployees, "mitarbeiteranzahl"},
    {CompanyColumn::kEmployees, "beschaeftigte"},
    {CompanyColumn::kEmployees, "beschaeftigtenzahl"},
    {CompanyColumn::kEmployees, "employees"},
    {CompanyColumn::kEmployees, "numberofemployees"},
    {CompanyColumn::kEmployees, "numberofemployeeslastavail"},
    {CompanyColumn::kWz, "wz"},
    {CompanyColumn::kWz, "wz2008"},
    {CompanyColumn::kWz, "wzcode"},
    {CompanyColumn::kWz, "wz2008code"},
    {CompanyColumn::kWz, "branchencode"},
    {CompanyColumn::kWz, "nacerev2corecode"},
    {CompanyColumn::kWz, "nacerev2corecode4digits"},
    {CompanyColumn::kWz, "nace"},
    {CompanyColumn::kWebsite, "website"},
    {CompanyColumn::kWebsite, "webseite"},
    {CompanyColumn::kWebsite, "homepage"},
    {CompanyColumn::kWebsite, "internet"},
    {CompanyColumn::kWebsite, "internetadresse"},
    {CompanyColumn::kWebsite, "url"},
    {CompanyColumn::kWebsite, "www"},
    {CompanyColumn::kWebsite, "domain"},
    {CompanyColumn::kWebsite, "websiteaddress"},
    {CompanyColumn::kPurpose, "unternehmensgegenstand"},
    {CompanyColumn::kPurpose, "gegenstand"},
    {CompanyColumn::kPurpose, "purpose"},
    {CompanyColumn::kPurpose, "tradedescription"},
    {CompanyColumn::kPurpose, "taetigkeit"},
    {CompanyColumn::kPurpose, "taetigkeitsbeschreibung"},
    {CompanyColumn::kStatus, "status"},
    {CompanyColumn::kStatus, "active"},
    {CompanyColumn::kStatus, "aktiv"},
    {CompanyColumn::kStatus, "rechtsstatus"},
};

std::string HeaderKey(std::string_view header) {
  std::string key;
  for (const char c : Fold(header)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  }
  return key;
}

// One file: rows in, companies out.
class Import {
 public:
  Import(const CompanyCsvOptions& options, const Courts& courts,
         CompanySink& sink)
      : options_(options), courts_(courts), sink_(sink) {}

  // False once something failed that ends the import.
  bool OnRow(const CsvRow& row) {
    if (!columns_) {
      auto columns = MapCompanyColumns(row.cells);
      if (!columns) {
        failure = columns.error();
        return false;
      }
      columns_ = *columns;
      return true;
    }
    if (sink_.IsDone(row.line)) return true;
    auto status = TakeRow(row);
    if (!status) failure = status.error();
    return status.has_value();
  }

  bool has_header() const { return columns_.has_value(); }

  std::optional<Error> failure;

 private:
  std::string_view Cell(const CsvRow& row, CompanyColumn column) const {
    const auto index = (*columns_)[static_cast<size_t>(column)];
    if (!index || *index >= row.cells.size()) return {};
    std::string_view cell = row.cells[*index];
    const size_t begin = cell.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    cell = cell.substr(begin, cell.find_last_not_of(" \t\r\n") - begin + 1);
    // What vendors write where nothing is known.
    if (cell == "-" || cell == "n.a." || cell == "n/a" || cell == "k.A." ||
        cell == "NULL" || cell == "null") {
      return {};
    }
    return cell;
  }

  Status TakeRow(const CsvRow& row) {
    Company company;
    company.name = Cell(row, CompanyColumn::kName);
    if (company.name.empty()) {
      sink_.Refuse(row.line, "no name");
      return {};
    }
    std::string problem = ReadCells(row, company);
    if (!problem.empty()) {
      sink_.Refuse(row.line, std::move(problem));
      return {};
    }
    return sink_.Take(row.line, std::move(company), options_.source);
  }

  // What is wrong with the row, or nothing.
  std::string ReadCells(const CsvRow& row, Company& company) {
    const std::string_view form = Cell(row, CompanyColumn::kLegalForm);
    company.legal_form = LegalFormCell(form, company.name);
    company.address = AddressCells(Cell(row, CompanyColumn::kStreet),
                                   Cell(row, CompanyColumn::kHouseNumber),
                                   Cell(row, CompanyColumn::kPostcode),
                                   Cell(row, CompanyColumn::kTown));
    company.wz = Cell(row, CompanyColumn::kWz);
    company.website = Cell(row, CompanyColumn::kWebsite);
    company.purpose = Cell(row, CompanyColumn::kPurpose);
    company.status = StatusCell(Cell(row, CompanyColumn::kStatus));
    company.source = options_.source.name;
    const std::string_view founded = Cell(row, CompanyColumn::kFounded);
    if (!founded.empty() && !FoundedCell(founded, company)) {
      return "founding date '" + std::string(founded) + "' is no date";
    }
    const std::string_view employees = Cell(row, CompanyColumn::kEmployees);
    if (const auto number = EmployeesCell(employees)) {
      company.employees = Headcount::Exactly(*number);
    }
    return ReadRegister(row, company);
  }

  std::string ReadRegister(const CsvRow& row, Company& company) {
    const std::string_view number = Cell(row, CompanyColumn::kRegisterNumber);
    const std::string_view type = Cell(row, CompanyColumn::kRegisterType);
    std::string court(Cell(row, CompanyColumn::kCourt));
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
    auto found =
        ParseRegisterCell(number.empty() ? type : number,
                          parsed_type.value_or(RegisterTypeOf(company)));
    if (!found || found->type.empty()) {
      if (number.empty()) return {};
      return "'" + std::string(number) + "' is no register number";
    }
    if (court.empty()) court = CourtIn(number.empty() ? type : number);
    const Court* known = courts_.Find(court);
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

  const CompanyCsvOptions& options_;
  const Courts& courts_;
  CompanySink& sink_;
  std::optional<CompanyColumns> columns_;
};

}  // namespace

std::string_view ToString(CompanyColumn column) {
  static constexpr std::array<std::string_view, kCompanyColumns> kNames = {
      "name",      "legal_form",   "court",    "register", "number",
      "street",    "house_number", "postcode", "town",     "founded",
      "employees", "wz",           "website",  "purpose",  "status"};
  return kNames[static_cast<size_t>(column)];
}

Result<CompanyColumns> MapCompanyColumns(
    const std::vector<std::string>& header) {
  std::vector<std::string> keys;
  for (const std::string& cell : header) keys.push_back(HeaderKey(cell));
  CompanyColumns columns;
  std::vector<bool> used(header.size());
  for (const Alias& alias : kAliases) {
    auto& column = columns[static_cast<size_t>(alias.column)];
    if (column) continue;
    for (size_t i = 0; i < keys.size(); ++i) {
      if (used[i] || keys[i] != alias.header) continue;
      column = i;
      used[i] = true;
      break;
    }
  }
  const auto has = [&](CompanyColumn column) {
    return columns[static_cast<size_t>(column)].has_value();
  };
  const bool placed = has(CompanyColumn::kRegisterNumber) ||
                      has(CompanyColumn::kPostcode) ||
                      has(CompanyColumn::kTown) || has(CompanyColumn::kWebsite);
  if (has(CompanyColumn::kName) && placed) return columns;
  std::string seen;
  for (const std::string& cell : header) {
    seen += (seen.empty() ? "" : ", ") + ("'" + cell.substr(0, 40) + "'");
  }
  return Fail(ErrorKind::kInvalid,
              std::string("no column for ") +
                  (has(CompanyColumn::kName)
                       ? "register number, postcode, town or website"
                       : "the company's name") +
                  "; the header has " + seen);
}

Status ReadCompanyCsv(const std::filesystem::path& path,
                      const CompanyCsvOptions& options, const Courts& courts,
                      CompanySink& sink) {
  Import import(options, courts, sink);
  auto read = ReadTableFile(
      path, options.csv, [&](const CsvRow& row) { return import.OnRow(row); });
  if (!read) return tl::unexpected(read.error());
  if (import.failure) return FailAt(path.string(), *import.failure);
  if (!import.has_header()) {
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

Result<ImportSummary> ImportCompanyCsv(const std::filesystem::path& path,
                                       const CompanyCsvOptions& options,
                                       const ImportContext& context) {
  return ImportFile(path, options.source.name, context, [&](CompanySink& sink) {
    return ReadCompanyCsv(path, options, context.courts, sink);
  });
}

}  // namespace ritmon
