// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/gleif.h"

#include <utility>

#include "registry/company_cells.h"
#include "registry/legal_form.h"
#include "registry/legal_form_codes.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

bool IsGerman(const GleifEntity& entity) {
  return entity.country == "DE" || entity.jurisdiction == "DE" ||
         entity.jurisdiction.starts_with("DE-");
}

// "c/o Muster GmbH" is not where the company is; the next line may be.
std::string StreetOf(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    if (line.empty() || line.starts_with("c/o") || line.starts_with("C/O")) {
      continue;
    }
    return line;
  }
  return lines.empty() ? std::string() : lines.front();
}

// Register number as GLEIF has it, "HRB 32283"; the court only if it is said:
// there is no free table that tells courts from authority ids (RA000242).
void ReadEntry(const std::string& entry, const Courts& courts,
               Company& company) {
  if (entry.empty()) return;
  auto found = ParseRegisterCell(entry, RegisterTypeOf(company));
  if (!found || found->type.empty()) return;
  RegisterNumber number;
  const Court* court = courts.Find(CourtIn(entry));
  if (court != nullptr) {
    number.court = court->code;
    company.court = court->name;
  }
  number.type = std::move(found->type);
  number.number = std::move(found->number);
  number.suffix = std::move(found->suffix);
  company.register_number = std::move(number);
}

}  // namespace

Status GleifReceiver::Take(uint64_t line, GleifEntity entity) {
  if (!IsGerman(entity) || entity.category == "FUND") {
    sink_.Skip(line);
    return {};
  }
  Company company;
  company.lei = LeiCell(entity.lei);
  if (company.lei.empty()) {
    sink_.Refuse(line, "'" + entity.lei.substr(0, 40) + "' is no LEI");
    return {};
  }
  if (entity.legal_name.empty()) {
    sink_.Refuse(line, "no name");
    return {};
  }
  company.name = std::move(entity.legal_name);
  company.previous_names = std::move(entity.previous_names);
  company.legal_form = LegalFormOfElf(entity.legal_form_code);
  if (company.legal_form.empty()) {
    company.legal_form = LegalFormCell(entity.other_legal_form, company.name);
  }
  ReadEntry(entity.register_entry, courts_, company);
  if (entity.category == "SOLE_PROPRIETOR" && !company.register_number) {
    sink_.Skip(line);
    return {};
  }
  if (IsGermany(entity.country)) {
    company.address = AddressCells(StreetOf(entity.address_lines), {},
                                   entity.postcode, entity.city);
  }
  if (entity.entity_status == "INACTIVE") {
    company.status = CompanyStatus::kRemoved;
  }
  if (!entity.creation_date.empty()) {
    const auto time = ParseTimestamp(entity.creation_date);
    const auto date = time ? std::optional(calendar_.DateAt(*time))
                           : ParseDate(entity.creation_date);
    if (!date) {
      sink_.Refuse(line, "creation date '" +
                             entity.creation_date.substr(0, 40) +
                             "' is no date");
      return {};
    }
    company.founded = date;
    company.founded_precision = "day";
    company.founded_source = "gleif";
  }
  company.source = "gleif";
  return sink_.Take(line, std::move(company),
                    {"gleif", kGleifRank, entity.last_update.substr(0, 10)});
}

}  // namespace ritmon
