// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/company_facts.h"

#include <vector>

namespace ritmon {
namespace {

// "active\nenterprise\ngmbh\n02000\n1998-04-01\nday\n120\nhamburg,mrh\n
//  electromobility=high,…\nfuel-cell=low": ten lines, lists with commas.
constexpr size_t kLines = 10;

// Ids hold none of the separators; what comes with one cannot break the rest.
std::string Clean(std::string_view id) {
  std::string clean(id);
  for (char& c : clean) {
    if (c == '\n' || c == ',' || c == '=') c = '_';
  }
  return clean;
}

std::string TagList(const std::vector<CompanyField>& tags) {
  std::string list;
  for (const CompanyField& tag : tags) {
    if (!list.empty()) list += ',';
    list += Clean(tag.field) + '=';
    list += ToString(tag.confidence);
  }
  return list;
}

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool ParseTags(std::string_view list, std::vector<CompanyField>& tags) {
  tags.clear();
  if (list.empty()) return true;
  for (const std::string_view part : Split(list, ',')) {
    const size_t equals = part.find('=');
    if (equals == std::string_view::npos) return false;
    const auto confidence = ParseConfidence(part.substr(equals + 1));
    if (!confidence) return false;
    CompanyField& tag = tags.emplace_back();
    tag.field = part.substr(0, equals);
    tag.confidence = *confidence;
  }
  return true;
}

bool ParseStatus(std::string_view name, CompanyStatus& status) {
  for (const auto known : {CompanyStatus::kActive, CompanyStatus::kLiquidation,
                           CompanyStatus::kRemoved}) {
    if (ToString(known) != name) continue;
    status = known;
    return true;
  }
  return false;
}

bool ParseNumbers(const std::vector<std::string_view>& lines,
                  Company& company) {
  company.founded.reset();
  if (!lines[4].empty()) {
    company.founded = ParseDate(lines[4]);
    if (!company.founded) return false;
  }
  company.founded_precision = lines[5];
  company.employees.reset();
  if (lines[6].empty()) return true;
  company.employees = ParseHeadcount(lines[6]);
  return company.employees.has_value();
}

}  // namespace

std::string EncodeFacts(const CompanyRecord& record) {
  const Company& company = record.company;
  std::string facts(ToString(company.status));
  facts += '\n';
  facts += ToString(company.kind);
  facts += '\n' + Clean(company.legal_form);
  facts += '\n' + Clean(company.district);
  facts += '\n';
  if (company.founded) facts += FormatDate(*company.founded);
  facts += '\n' + Clean(company.founded_precision);
  facts += '\n';
  if (company.employees) facts += ToString(*company.employees);
  facts += '\n';
  for (size_t i = 0; i < record.regions.size(); ++i) {
    if (i > 0) facts += ',';
    facts += Clean(record.regions[i]);
  }
  facts += '\n' + TagList(record.fields);
  facts += '\n' + TagList(record.topics);
  return facts;
}

bool DecodeFacts(std::string_view facts, CompanyRecord& record) {
  const auto lines = Split(facts, '\n');
  if (lines.size() != kLines) return false;
  Company& company = record.company;
  const auto kind = ParseEntityKind(lines[1]);
  if (!kind || !ParseStatus(lines[0], company.status)) return false;
  company.kind = *kind;
  company.legal_form = lines[2];
  company.district = lines[3];
  if (!ParseNumbers(lines, company)) return false;
  record.regions.clear();
  if (!lines[7].empty()) {
    for (const auto region : Split(lines[7], ',')) {
      record.regions.emplace_back(region);
    }
  }
  return ParseTags(lines[8], record.fields) &&
         ParseTags(lines[9], record.topics);
}

}  // namespace ritmon
