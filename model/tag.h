// SPDX-License-Identifier: GPL-3.0-or-later
// Tags: which fields a page or a company is counted in, and why.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"

namespace ritmon {

// How sure we are. High and medium are counted; low is listed as a candidate.
// (Levels A, B and C of the domain specification.)
enum class Confidence { kLow, kMedium, kHigh };
std::string_view ToString(Confidence confidence);
std::optional<Confidence> ParseConfidence(std::string_view name);

// One sentence that speaks for a field: the best hit of one synonym family.
struct Evidence {
  std::string term;    // as the keyword list spells it
  std::string family;  // synonym group; families are counted, not hits
  int strength = 0;    // 3 strong, 2 medium, 1 weak
  Zone zone = Zone::kMain;
  std::string matched;   // as it stands on the page
  std::string sentence;  // around it, at most 200 characters
  size_t offset = 0;     // of the hit, in bytes of PageText
  double score = 0;      // what it adds to the page's score
  std::string rule;      // why it counts: "strong", "context provider", ...
};

struct FieldTag {
  std::string field;  // canonical id, "hydrogen-efuels"
  double score = 0;
  Confidence confidence = Confidence::kLow;
  int families = 0;                // distinct families with evidence
  bool provider_context = false;   // the page speaks as a provider
  std::vector<Evidence> evidence;  // best first
};

struct PageTags {
  std::vector<FieldTag> fields;      // assigned, by falling score
  std::vector<FieldTag> candidates;  // below the threshold but not nothing
  std::vector<FieldTag> topics;      // assigned topics below field level
  // What title, description and main heading say the company is, where that
  // speaks against counting it: "hotel", "law-firm". Empty on most pages.
  std::vector<std::string> company_signs;
};

// What the pages of one company add up to in one field.
struct CompanyField {
  std::string field;
  Confidence confidence = Confidence::kLow;
  double score = 0;
  std::vector<std::string> pages;  // URLs that speak for it, best first
  std::string rule;                // "two pages", "one strong page", ...
};

}  // namespace ritmon
