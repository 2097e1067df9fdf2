// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_mapping.h"

#include <algorithm>
#include <charconv>

#include "base/normalize.h"

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
    {CompanyColumn::kFounded, "yearofincorporation"},
    {CompanyColumn::kFounded, "gruendungsdatumjahr"},
    {CompanyColumn::kEmployees, "mitarbeiter"},
    {CompanyColumn::kEmployees, "mitarbeiterzahl"},
    {CompanyColumn::kEmployees, "anzahlmitarbeiter"},
    {CompanyColumn::kEmployees, "mitarbeiteranzahl"},
    {CompanyColumn::kEmployees, "beschaeftigte"},
    {CompanyColumn::kEmployees, "beschaeftigtenzahl"},
    {CompanyColumn::kEmployees, "employees"},
    {CompanyColumn::kEmployees, "numberofemployees"},
    {CompanyColumn::kEmployees, "numberofemployeeslastavail"},
    {CompanyColumn::kEmployees, "mitarbeiterklasse"},
    {CompanyColumn::kEmployees, "beschaeftigtenklasse"},
    {CompanyColumn::kEmployees, "beschaeftigtengroessenklasse"},
    {CompanyColumn::kEmployees, "groessenklasse"},
    {CompanyColumn::kEmployeesYear, "mitarbeiterjahr"},
    {CompanyColumn::kEmployeesYear, "jahrmitarbeiter"},
    {CompanyColumn::kEmployeesYear, "mitarbeiterstand"},
    {CompanyColumn::kEmployeesYear, "beschaeftigtejahr"},
    {CompanyColumn::kEmployeesYear, "employeesyear"},
    {CompanyColumn::kEmployeesYear, "yearofemployees"},
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
    {CompanyColumn::kCountry, "land"},
    {CompanyColumn::kCountry, "country"},
    {CompanyColumn::kCountry, "countryisocode"},
    {CompanyColumn::kCountry, "staat"},
    {CompanyColumn::kVatId, "ustid"},
    {CompanyColumn::kVatId, "ustidnr"},
    {CompanyColumn::kVatId, "umsatzsteuerid"},
    {CompanyColumn::kVatId, "umsatzsteueridentifikationsnummer"},
    {CompanyColumn::kVatId, "vatid"},
    {CompanyColumn::kVatId, "vatnumber"},
    {CompanyColumn::kVatId, "vattaxnumber"},
    {CompanyColumn::kLei, "lei"},
    {CompanyColumn::kLei, "leicode"},
    {CompanyColumn::kLei, "leilegalentityidentifier"},
    {CompanyColumn::kLei, "legalentityidentifier"},
    {CompanyColumn::kPreviousName, "frueherername"},
    {CompanyColumn::kPreviousName, "fruehererfirmenname"},
    {CompanyColumn::kPreviousName, "previousname"},
    {CompanyColumn::kPreviousName, "previouscompanyname"},
    {CompanyColumn::kPreviousName, "formername"},
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

// "employees*" fits "employees2021"; without a star only itself.
bool Fits(std::string_view key, std::string_view alias) {
  if (!alias.ends_with('*')) return key == alias;
  return key.starts_with(alias.substr(0, alias.size() - 1));
}

// The headers of a target, as keys; of a mapping's a star at the end is kept.
std::vector<std::string> KeysOf(CompanyColumn column,
                                const CompanyMapping& mapping) {
  std::vector<std::string> keys;
  const auto& own = mapping.headers[static_cast<size_t>(column)];
  if (own) {
    for (const std::string& header : *own) {
      keys.push_back(HeaderKey(header) + (header.ends_with('*') ? "*" : ""));
    }
    return keys;
  }
  for (const Alias& alias : kAliases) {
    if (alias.column == column) keys.emplace_back(alias.header);
  }
  return keys;
}

// The year at the end of a header, "Mitarbeiter 2021".
std::optional<int> YearIn(std::string_view header) {
  const std::string key = HeaderKey(header);
  if (key.size() < 5) return std::nullopt;
  int year = 0;
  const char* const begin = key.data() + key.size() - 4;
  const auto [end, error] = std::from_chars(begin, begin + 4, year);
  if (error != std::errc() || end != begin + 4) return std::nullopt;
  return year >= 1900 && year < 2100 ? std::optional(year) : std::nullopt;
}

std::string Seen(const CsvRow& header) {
  constexpr size_t kMaxCells = 40;
  std::string seen;
  for (size_t i = 0; i < header.cells.size() && i < kMaxCells; ++i) {
    seen += (seen.empty() ? "" : ", ") +
            ("'" + header.cells[i].substr(0, 40) + "'");
  }
  return header.cells.size() > kMaxCells ? seen + ", ..." : seen;
}

// A header that came out as one cell was cut at the wrong sign.
std::string DelimiterHint(const CsvRow& header) {
  if (header.cells.size() != 1) return {};
  const std::string& cell = header.cells[0];
  char best = 0;
  std::ptrdiff_t most = 0;
  for (const char c : {';', ',', '\t', '|'}) {
    const auto count = std::count(cell.begin(), cell.end(), c);
    if (count > most) {
      most = count;
      best = c;
    }
  }
  if (most == 0) return {};
  return "; the line is one cell with " + std::to_string(most) + " '" +
         (best == '\t' ? std::string("tab") : std::string(1, best)) +
         "' in it: is that the delimiter?";
}

// What is missing, or nothing.
std::string WhatIsMissing(const TableLayout& layout) {
  const auto has = [&](CompanyColumn column) {
    return layout.columns[static_cast<size_t>(column)].has_value();
  };
  if (!has(CompanyColumn::kName)) return "the company's name";
  const bool placed = has(CompanyColumn::kRegisterNumber) ||
                      has(CompanyColumn::kPostcode) ||
                      has(CompanyColumn::kTown) ||
                      has(CompanyColumn::kWebsite) || has(CompanyColumn::kLei);
  if (!placed) return "register number, postcode, town or website";
  for (const CompanyColumn column : layout.mapping.required) {
    if (!has(column)) {
      return std::string(ToString(column)) + ", which the mapping requires";
    }
  }
  return {};
}

}  // namespace

std::string_view ToString(CompanyColumn column) {
  static constexpr std::array<std::string_view, kCompanyTargets> kNames = {
      "name",    "legal_form",   "court",          "register", "number",
      "street",  "house_number", "postcode",       "town",     "country",
      "founded", "employees",    "employees_year", "wz",       "website",
      "purpose", "status",       "vat_id",         "lei",      "previous_name"};
  return kNames[static_cast<size_t>(column)];
}

std::optional<CompanyColumn> ParseCompanyColumn(std::string_view name) {
  for (size_t i = 0; i < kCompanyTargets; ++i) {
    const auto column = static_cast<CompanyColumn>(i);
    if (ToString(column) == name) return column;
  }
  return std::nullopt;
}

Result<TableLayout> LayOut(const CsvRow& header,
                           const CompanyMapping& mapping) {
  std::vector<std::string> keys;
  for (const std::string& cell : header.cells) keys.push_back(HeaderKey(cell));
  TableLayout layout;
  layout.mapping = mapping;
  layout.header_line = header.line;
  layout.header = header.cells;
  std::vector<bool> used(keys.size());
  for (size_t target = 0; target < kCompanyTargets; ++target) {
    auto& column = layout.columns[target];
    for (const std::string& alias :
         KeysOf(static_cast<CompanyColumn>(target), mapping)) {
      for (size_t i = 0; i < keys.size() && !column; ++i) {
        if (!used[i] && !keys[i].empty() && Fits(keys[i], alias)) column = i;
      }
      if (column) break;
    }
    if (column) used[*column] = true;
  }
  if (const std::string missing = WhatIsMissing(layout); !missing.empty()) {
    return Fail(ErrorKind::kInvalid, "line " + std::to_string(header.line) +
                                         ": no column for " + missing +
                                         "; the header has " + Seen(header) +
                                         DelimiterHint(header));
  }
  const auto employees =
      layout.columns[static_cast<size_t>(CompanyColumn::kEmployees)];
  if (employees) layout.employees_year = YearIn(header.cells[*employees]);
  return layout;
}

bool IsRecognised(const CsvRow& header, const CompanyMapping& mapping) {
  if (mapping.recognised_by.empty()) return false;
  return std::all_of(mapping.recognised_by.begin(), mapping.recognised_by.end(),
                     [&](const std::string& sign) {
                       std::string alias = HeaderKey(sign);
                       if (sign.ends_with('*')) alias += '*';
                       return std::any_of(header.cells.begin(),
                                          header.cells.end(),
                                          [&](const std::string& cell) {
                                            return Fits(HeaderKey(cell), alias);
                                          });
                     });
}

void HeaderFinder::Try(const CsvRow& row, const CompanyMapping& mapping) {
  auto layout = LayOut(row, mapping);
  if (layout) {
    found_ = std::move(*layout);
  } else if (!failure_ || row.cells.size() > failure_cells_) {
    failure_ = layout.error();
    failure_cells_ = row.cells.size();
  }
}

bool HeaderFinder::Offer(const CsvRow& row) {
  const CompanyMapping* mapping = told_ ? &*told_ : &built_in_;
  if (!told_) {
    for (const CompanyMapping& known : known_) {
      if (!IsRecognised(row, known)) continue;
      mapping = &known;
      break;
    }
  }
  if (mapping->skip_lines) {
    if (row.line <= *mapping->skip_lines) return false;
    Try(row, *mapping);
    return true;
  }
  Try(row, *mapping);
  return found_.has_value() || ++rows_ >= kMaxRows;
}

Result<TableLayout> HeaderFinder::Layout() const {
  if (found_) return *found_;
  if (failure_) return tl::unexpected(*failure_);
  return Fail(ErrorKind::kInvalid, "no rows");
}

}  // namespace ritmon
