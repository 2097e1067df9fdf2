// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/company_facts.h"

#include <vector>

namespace ritmon {
namespace {

// "active\nenterprise\ngmbh\n02000\n02000000\nhamburg,mrh\nhydrogen-cluster"
constexpr size_t kCommonLines = 7;
// "1998-04-01\nday\n120\nweb,news\nelectromobility=high,…\nfuel-cell=low"
constexpr size_t kOwnLines = 6;

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
  if (!lines[0].empty()) {
    company.founded = ParseDate(lines[0]);
    if (!company.founded) return false;
  }
  company.founded_precision = lines[1];
  company.employees.reset();
  if (lines[2].empty()) return true;
  company.employees = ParseHeadcount(lines[2]);
  return company.employees.has_value();
}

bool ParseKinds(std::string_view list, std::vector<PageKind>& kinds) {
  kinds.clear();
  if (list.empty()) return true;
  for (const std::string_view part : Split(list, ',')) {
    const auto kind = ParsePageKind(part);
    if (!kind) return false;
    kinds.push_back(*kind);
  }
  return true;
}

void ParseIds(std::string_view list, std::vector<std::string>& ids) {
  ids.clear();
  if (list.empty()) return;
  for (const auto id : Split(list, ',')) ids.emplace_back(id);
}

template <typename List, typename ToText>
std::string Joined(const List& list, const ToText& text_of) {
  std::string joined;
  for (const auto& item : list) {
    if (!joined.empty()) joined += ',';
    joined += text_of(item);
  }
  return joined;
}

// Where the lines in common end, on their last line feed.
size_t EndOfCommon(std::string_view facts) {
  size_t end = 0;
  for (size_t line = 0; line < kCommonLines; ++line) {
    end = facts.find('\n', line == 0 ? 0 : end + 1);
    if (end == std::string_view::npos) return end;
  }
  return end;
}

}  // namespace

std::string EncodeFacts(const CompanyRecord& record) {
  const Company& company = record.company;
  std::string facts(ToString(company.status));
  facts += '\n';
  facts += ToString(company.kind);
  facts += '\n' + Clean(company.legal_form);
  facts += '\n' + Clean(company.district);
  facts += '\n' + Clean(record.municipality);
  facts += '\n' + Joined(record.regions, Clean);
  facts += '\n' + Joined(record.clusters, Clean);
  facts += '\n';
  if (company.founded) facts += FormatDate(*company.founded);
  facts += '\n' + Clean(company.founded_precision);
  facts += '\n';
  if (company.employees) facts += ToString(*company.employees);
  facts += '\n' + Joined(record.evidence.kinds, [](PageKind kind) {
             return std::string(ToString(kind));
           });
  facts += '\n' + TagList(record.fields);
  facts += '\n' + TagList(record.topics);
  return facts;
}

std::string_view CommonFacts(std::string_view facts) {
  const size_t end = EndOfCommon(facts);
  return end == std::string_view::npos ? std::string_view()
                                       : facts.substr(0, end);
}

std::string_view OwnFacts(std::string_view facts) {
  const size_t end = EndOfCommon(facts);
  return end == std::string_view::npos ? std::string_view()
                                       : facts.substr(end + 1);
}

bool DecodeCommonFacts(std::string_view text, CompanyRecord& record) {
  const auto lines = Split(text, '\n');
  if (lines.size() != kCommonLines) return false;
  Company& company = record.company;
  const auto kind = ParseEntityKind(lines[1]);
  if (!kind || !ParseStatus(lines[0], company.status)) return false;
  company.kind = *kind;
  company.legal_form = lines[2];
  company.district = lines[3];
  record.municipality = lines[4];
  ParseIds(lines[5], record.regions);
  ParseIds(lines[6], record.clusters);
  return true;
}

bool DecodeOwnFacts(std::string_view text, CompanyRecord& record) {
  const auto lines = Split(text, '\n');
  return lines.size() == kOwnLines && ParseNumbers(lines, record.company) &&
         ParseKinds(lines[3], record.evidence.kinds) &&
         ParseTags(lines[4], record.fields) &&
         ParseTags(lines[5], record.topics);
}

bool DecodeFacts(std::string_view facts, CompanyRecord& record) {
  return DecodeCommonFacts(CommonFacts(facts), record) &&
         DecodeOwnFacts(OwnFacts(facts), record);
}

}  // namespace ritmon
