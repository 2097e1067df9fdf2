// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/evaluate.h"

#include <nlohmann/json.hpp>

namespace ritmon {
namespace {

using Json = nlohmann::json;

double Share(int part, int rest) {
  return part + rest == 0 ? 1.0 : static_cast<double>(part) / (part + rest);
}

bool AddLine(std::string_view line, FieldsByCompany& truth) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("company") ||
      !json["company"].is_string() || !json.contains("fields") ||
      !json["fields"].is_array()) {
    return false;
  }
  std::set<std::string>& fields = truth[json["company"].get<std::string>()];
  for (const Json& field : json["fields"]) {
    if (!field.is_string()) return false;
    fields.insert(field.get<std::string>());
  }
  return true;
}

}  // namespace

Result<FieldsByCompany> ParseTruth(std::string_view jsonl) {
  FieldsByCompany truth;
  std::string mistakes;
  int number = 0;
  while (!jsonl.empty()) {
    const size_t end = jsonl.find('\n');
    const std::string_view line = jsonl.substr(0, end);
    jsonl.remove_prefix(end == std::string_view::npos ? jsonl.size() : end + 1);
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (!AddLine(line, truth)) {
      mistakes += (mistakes.empty() ? "line " : "\nline ") +
                  std::to_string(number) +
                  ": not an object with 'company' and 'fields'";
    }
  }
  if (!mistakes.empty()) return Fail(ErrorKind::kInvalid, mistakes);
  return truth;
}

double Score::precision() const {
  return Share(true_positives, false_positives);
}
double Score::recall() const { return Share(true_positives, false_negatives); }
double Score::f1() const {
  const double sum = precision() + recall();
  return sum == 0 ? 0 : 2 * precision() * recall() / sum;
}

Evaluation Evaluate(const FieldsByCompany& truth,
                    const FieldsByCompany& found) {
  Evaluation result;
  for (const auto& [company, expected] : truth) {
    ++result.companies;
    const auto known = found.find(company);
    if (known == found.end()) result.unknown.push_back(company);
    const std::set<std::string> none;
    const std::set<std::string>& got =
        known == found.end() ? none : known->second;
    for (const std::string& field : got) {
      Score& score = result.by_field[field];
      if (expected.contains(field)) {
        ++score.true_positives;
        ++result.all.true_positives;
      } else {
        ++score.false_positives;
        ++result.all.false_positives;
        result.wrong.push_back(company + ": " + field);
      }
    }
    for (const std::string& field : expected) {
      if (got.contains(field)) continue;
      ++result.by_field[field].false_negatives;
      ++result.all.false_negatives;
      result.missed.push_back(company + ": " + field);
    }
  }
  return result;
}

}  // namespace ritmon
