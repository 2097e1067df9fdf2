// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_cells.h"

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

std::string VatIdCell(std::string_view cell) {
  std::string id;
  for (const char c : cell) {
    if (c == ' ' || c == '.' || c == '-') continue;
    id += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  const bool is_one = id.size() == 11 && id.starts_with("DE") &&
                      AllDigits(std::string_view(id).substr(2));
  return is_one ? id : std::string();
}

std::string LeiCell(std::string_view cell) {
  std::string lei;
  for (const char c : cell) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    const bool ok =
        (upper >= 'A' && upper <= 'Z') || (upper >= '0' && upper <= '9');
    if (!ok) return {};
    lei += upper;
  }
  return lei.size() == 20 ? lei : std::string();
}

bool IsGermany(std::string_view cell) {
  const std::string text = Fold(cell);
  return text.empty() || text == "d" || text == "de" || text == "deu" ||
         text == "ger" || text == "deutschland" || text == "germany" ||
         text == "bundesrepublik deutschland" ||
         text == "federal republic of germany" || text == "allemagne";
}

std::string CourtIn(std::string_view cell) {
  const auto numbers = FindRegisterNumbers(cell);
  if (numbers.empty()) return {};
  std::string court = Courts::CleanName(cell.substr(0, numbers[0].begin));
  if (court.empty()) court = Courts::CleanName(cell.substr(numbers[0].end));
  return court;
}

}  // namespace ritmon
