// SPDX-License-Identifier: GPL-3.0-or-later
// Companies with a legal entity identifier, from GLEIF's golden copy
// (https://www.gleif.org, CC0): the CSV or JSON file of level 1 data (LEI-CDF
// 3.1), zipped or not, and answers of its API (lei-records).
//
// Only entities of Germany are taken: legal address or jurisdiction. Funds are
// no companies and are skipped, as are sole traders without a register entry.
// simdjson stops in gleif_json.cc.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/berlin_time.h"
#include "base/result.h"
#include "registry/import.h"

namespace ritmon {

// What the forms of the file have in common, in GLEIF's words.
struct GleifEntity {
  std::string lei;
  std::string legal_name;
  std::vector<std::string> previous_names;
  std::vector<std::string> address_lines;
  std::string postcode;
  std::string city;
  std::string country;       // of the legal address
  std::string jurisdiction;  // "DE"
  std::string category;      // GENERAL, BRANCH, FUND, SOLE_PROPRIETOR, ...
  std::string register_entry;
  std::string legal_form_code;  // ISO 20275
  std::string other_legal_form;
  std::string entity_status;  // ACTIVE | INACTIVE; not the LEI's own status
  std::string creation_date;
  std::string last_update;
};

// Hands an entity to `sink` as one account, or skips or refuses it.
class GleifReceiver {
 public:
  GleifReceiver(const Courts& courts, CompanySink& sink)
      : courts_(courts), sink_(sink) {}
  Status Take(uint64_t line, GleifEntity entity);

 private:
  const Courts& courts_;
  CompanySink& sink_;
  const BerlinCalendar calendar_;
};

Status ReadGleifCsv(const std::filesystem::path& path, const Courts& courts,
                    CompanySink& sink);
Status ReadGleifJson(const std::filesystem::path& path, const Courts& courts,
                     CompanySink& sink);

}  // namespace ritmon
