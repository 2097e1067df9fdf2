// SPDX-License-Identifier: GPL-3.0-or-later
// The keys by which companies are found again: fingerprints of what two
// accounts of one company have in common. On disk (docs/formats.md): do not
// change. Pure functions.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/company.h"
#include "registry/name_tokens.h"

namespace ritmon {

// 0 stands for "has none"; nothing is found by it.
struct CompanyKeys {
  int64_t number = 0;   // court, type and number; all suffixes fall together
  int64_t name = 0;     // full name key
  int64_t light = 0;    // light name key and postcode
  int64_t street = 0;   // postcode, street, first letter of the light key
  int64_t address = 0;  // postcode, street and house number
};

CompanyKeys KeysOf(const Company& company);
// The same; `tokens` are those of its name.
CompanyKeys KeysOf(const Company& company,
                   const std::vector<NameToken>& tokens);

int64_t NumberKey(std::string_view court, std::string_view type,
                  std::string_view number);
int64_t NameKey(std::string_view full_key);
int64_t LightKey(std::string_view light_key, std::string_view postcode);
int64_t StreetKey(std::string_view light_key, std::string_view postcode,
                  std::string_view street);
int64_t AddressKey(std::string_view postcode, std::string_view street);

// The street's own word, without "straße" and number, folded: "gaensemarkt".
std::string StreetToken(std::string_view street);

}  // namespace ritmon
