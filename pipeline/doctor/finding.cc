// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/doctor/finding.h"

#include <algorithm>

namespace ritmon {
namespace {

struct Row {
  std::string_view check;
  std::string_view id;
  FindingLevel level;
};

constexpr Row kRows[] = {
#define FINDING(check, id, level) {#check, #id, FindingLevel::level},
#include "pipeline/doctor/findings.def"
#undef FINDING
};

const Row& RowOf(FindingId id) { return kRows[static_cast<size_t>(id)]; }

}  // namespace

std::string_view ToString(FindingLevel level) {
  switch (level) {
    case FindingLevel::kOk:
      return "ok";
    case FindingLevel::kWarning:
      return "warning";
    case FindingLevel::kError:
      break;
  }
  return "error";
}

std::string_view ToString(FindingId id) { return RowOf(id).id; }
std::string_view CheckOf(FindingId id) { return RowOf(id).check; }
FindingLevel LevelOf(FindingId id) { return RowOf(id).level; }

FindingLevel WorstOf(const Findings& findings) {
  FindingLevel worst = FindingLevel::kOk;
  for (const Finding& finding : findings) {
    worst = std::max(worst, LevelOf(finding.id));
  }
  return worst;
}

}  // namespace ritmon
