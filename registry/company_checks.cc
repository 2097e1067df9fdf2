// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_checks.h"

#include <string_view>
#include <utility>

namespace ritmon {
namespace {

// The longest German firm names have some hundred letters.
constexpr size_t kMaxBytes = 2000;
constexpr size_t kMaxPurposeBytes = 20'000;

std::string CheckText(std::string_view field, std::string_view text) {
  if (text.size() > kMaxBytes) {
    return "'" + std::string(field) + "' has " + std::to_string(text.size()) +
           " bytes";
  }
  if (text.find('\0') != std::string_view::npos) {
    return "a NUL byte in '" + std::string(field) + "'";
  }
  return {};
}

}  // namespace

std::string CheckCompany(Company& company) {
  const std::pair<std::string_view, std::string_view> fields[] = {
      {"name", company.name},
      {"street", company.address.street},
      {"town", company.address.town},
      {"court", company.court},
      {"legal_form", company.legal_form},
      {"wz", company.wz},
      {"website", company.website}};
  for (const auto& [field, text] : fields) {
    if (std::string problem = CheckText(field, text); !problem.empty()) {
      return problem;
    }
  }
  for (const std::string& name : company.previous_names) {
    std::string problem = CheckText("previous name", name);
    if (!problem.empty()) return problem;
  }
  std::string& purpose = company.purpose;
  if (purpose.size() > kMaxPurposeBytes) {
    size_t end = kMaxPurposeBytes;
    // Not within a character.
    while (end > 0 && (purpose[end] & 0xC0) == 0x80) --end;
    purpose.resize(end);
  }
  if (purpose.find('\0') != std::string::npos) return "a NUL byte in 'purpose'";
  return {};
}

}  // namespace ritmon
