// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/legal_form_codes.h"

#include <algorithm>
#include <array>

namespace ritmon {
namespace {

struct ElfCode {
  std::string_view code;
  std::string_view form;
};

// ISO 20275, "Entity Legal Forms Code List" of GLEIF (CC0), the German rows of
// the edition of 19 February 2026. Left out because the name says more: 8Z6G
// (KG and all & Co. KG), 40DB (OHG and all & Co. OHG), T0YJ (KGaA and all & Co.
// KGaA); and forms that we do not tell apart (79H0, 7J3S, D40E, 9JGX, SUA1).
constexpr std::array<ElfCode, 23> kElfCodes = {
    {{"13AV", "vvag"},  {"2HBR", "gmbh"},     {"2YZO", "partgmbb"},
     {"63KS", "ug"},    {"6QQB", "ag"},       {"8CM0", "partg"},
     {"AMKW", "ag"},    {"AZFE", "eg"},       {"FEBD", "koer"},
     {"FR3V", "gbr"},   {"JMVF", "invag"},    {"JNDX", "ewiv"},
     {"OL20", "ek"},    {"PDNU", "egbr"},     {"QZ3L", "ev"},
     {"SCE1", "ggmbh"}, {"SGST", "se"},       {"SQKS", "koer"},
     {"US8E", "eg"},    {"V2YH", "stiftung"}, {"XLWA", "koer"},
     {"YA01", "ag"},    {"YJ4C", "koer"}}};

}  // namespace

std::string_view LegalFormOfElf(std::string_view elf_code) {
  const auto found = std::find_if(
      kElfCodes.begin(), kElfCodes.end(),
      [&](const ElfCode& known) { return known.code == elf_code; });
  return found == kElfCodes.end() ? std::string_view() : found->form;
}

}  // namespace ritmon
