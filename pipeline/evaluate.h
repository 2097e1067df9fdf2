// SPDX-License-Identifier: GPL-3.0-or-later
// Precision and recall of (company, field) pairs against a truth that people
// wrote. Pure functions.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

// Company -> its fields; those in no field are there with none.
using FieldsByCompany = std::map<std::string, std::set<std::string>>;

// JSON lines {"company", "fields": [...]}; other keys are ignored. kInvalid
// with every bad line.
Result<FieldsByCompany> ParseTruth(std::string_view jsonl);

struct Score {
  int true_positives = 0;
  int false_positives = 0;
  int false_negatives = 0;

  // 1 if nothing was found (precision) or nothing was to be found (recall).
  double precision() const;
  double recall() const;
  double f1() const;
};

struct Evaluation {
  Score all;
  std::map<std::string, Score> by_field;
  // "company: field", sorted.
  std::vector<std::string> wrong;    // found, but not in the truth
  std::vector<std::string> missed;   // in the truth, but not found
  int companies = 0;                 // in the truth
  std::vector<std::string> unknown;  // in the truth, but in no register
};

// Companies of `found` that the truth does not name are not judged.
Evaluation Evaluate(const FieldsByCompany& truth, const FieldsByCompany& found);

}  // namespace ritmon
