// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_cells.h"

#include <charconv>

#include "base/normalize.h"
#include "registry/courts.h"
#include "registry/legal_form.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string PostcodeCell(std::string_view cell) {
  for (const std::string_view prefix : {"D-", "DE-", "D ", "DE "}) {
    if (cell.starts_with(prefix)) cell.remove_prefix(prefix.size());
  }
  if (AllDigits(cell) && cell.size() == 4) return "0" + std::string(cell);
  return AllDigits(cell) && cell.size() == 5 ? std::string(cell)
                                             : std::string();
}

}  // namespace

std::string LegalFormCell(std::string_view cell, std::string_view name) {
  if (!cell.empty()) {
    if (!LegalFormLabel(cell).empty()) return std::string(cell);
    std::string form = LegalFormOf(cell);
    if (!form.empty()) return form;
  }
  return LegalFormOf(name);
}

Address AddressCells(std::string_view street, std::string_view house_number,
                     std::string_view postcode, std::string_view town) {
  Address address;
  address.street = std::string(street);
  if (!house_number.empty()) address.street += " " + std::string(house_number);
  address.postcode = PostcodeCell(postcode);
  const size_t blank = town.find(' ');
  if (blank != std::string_view::npos) {
    const std::string first = PostcodeCell(town.substr(0, blank));
    if (!first.empty()) {
      if (address.postcode.empty()) address.postcode = first;
      town.remove_prefix(blank + 1);
    }
  }
  address.town = std::string(town);
  return address;
}

bool FoundedCell(std::string_view cell, Company& company) {
  // "2001-05-17 00:00:00": a database's export.
  if (cell.size() > 10 && (cell[10] == ' ' || cell[10] == 'T')) {
    cell = cell.substr(0, 10);
  }
  auto date = ParseDate(cell);
  std::string german(cell);
  if (!date && cell.size() == 10 && cell[2] == '/' && cell[5] == '/') {
    german[2] = german[5] = '.';
    date = ParseDate(german);
  }
  // "1.4.1998".
  if (!date) {
    std::string padded;
    std::string digits;
    for (const char c : german + ".") {
      if (c != '.') {
        digits += c;
        continue;
      }
      if (digits.size() == 1) digits.insert(0, "0");
      padded += (padded.empty() ? "" : ".") + digits;
      digits.clear();
    }
    date = ParseDate(padded);
  }
  if (!date || date->year() < std::chrono::year(1000)) return false;
  company.founded = date;
  company.founded_precision = cell.size() <= 7 ? "year" : "day";
  return true;
}

std::optional<int64_t> EmployeesCell(std::string_view cell) {
  std::string text = Fold(cell);
  for (const std::string_view prefix : {"ca. ", "ca ", "rund ", "etwa "}) {
    if (text.starts_with(prefix)) text.erase(0, prefix.size());
  }
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      digits += c;
      continue;
    }
    // "1.234" and "1,234" are thousands, "25.0" and "25,00" are not.
    const bool thousands = (c == '.' || c == ',' || c == ' ') &&
                           text.size() - i >= 4 &&
                           AllDigits(std::string_view(text).substr(i + 1, 3)) &&
                           (text.size() - i == 4 || text[i + 4] == c);
    if (thousands && !digits.empty()) continue;
    const bool zeros = (c == '.' || c == ',') && !digits.empty() &&
                       text.find_first_not_of('0', i + 1) == std::string::npos;
    if (zeros) break;
    return std::nullopt;
  }
  int64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || digits.empty() || number > 10'000'000) {
    return std::nullopt;
  }
  return number;
}

CompanyStatus StatusCell(std::string_view cell) {
  const std::string text = Fold(cell);
  const auto has = [&](std::string_view part) {
    return text.find(part) != std::string::npos;
  };
  if (has("geloescht") || has("removed") || has("erloschen") ||
      has("dissolved") || has("inaktiv") || has("inactive") || text == "nein" ||
      text == "no" || text == "false" || text == "0") {
    return CompanyStatus::kRemoved;
  }
  if (has("liquidation") || has("aufgeloest") || has("insolv")) {
    return CompanyStatus::kLiquidation;
  }
  return CompanyStatus::kActive;
}

std::string RegisterTypeOf(const Company& company) {
  return std::string(RegisterOf(company.legal_form.empty()
                                    ? LegalFormOf(company.name)
                                    : company.legal_form));
}

std::string CourtIn(std::string_view cell) {
  const auto numbers = FindRegisterNumbers(cell);
  if (numbers.empty()) return {};
  std::string court = Courts::CleanName(cell.substr(0, numbers[0].begin));
  if (court.empty()) court = Courts::CleanName(cell.substr(numbers[0].end));
  return court;
}

}  // namespace ritmon
