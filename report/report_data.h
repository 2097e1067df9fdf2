// SPDX-License-Identifier: GPL-3.0-or-later
// What a report says, as values; how it looks is html_report.h.
//
// Every number comes with the command that asks for it again. Lists are shown
// in the order that they have here. Text may be any bytes: the renderer
// escapes it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/tag.h"
#include "report/cluster_chapter.h"
#include "report/funding_chapter.h"
#include "report/mass_chapter.h"
#include "report/report_label.h"
#include "report/scoreboard_chapter.h"
#include "report/trend_chapter.h"

namespace ritmon {

// A number and the question that it answers.
struct Figure {
  uint64_t value = 0;
  std::string command;  // "ritmon count --by field"; empty: none
};

// One application field.
struct FieldCount {
  std::string id;
  Label label;
  Figure counted;     // active companies: confidence high or medium
  Figure candidates;  // confidence low: listed, not counted
};

// How many companies are in one class of age or size.
struct ClassCount {
  // As AgeClass, StudySizeClass or SizeClass (model/record.h) names it.
  std::string id;
  uint64_t companies = 0;
};

// The classes of all companies of one future field, "unknown" included.
struct Distribution {
  std::vector<ClassCount> classes;
  std::string command;
};

// One future field. A company that is active in several of its application
// fields is counted once.
struct FutureFieldCount {
  std::string id;
  Label label;
  Figure counted;
  Figure candidates;
  std::vector<FieldCount> fields;
  Distribution ages;
  Distribution sizes;
};

// Of the region, each company and page once.
struct ReportTotals {
  Figure active;      // counted in at least one field
  Figure candidates;  // counted in none, candidate in at least one
  Figure shells;      // not counted only because they are shell companies
  Figure register_companies;
  Figure with_website;   // companies whose website is known
  Figure sites_crawled;  // websites of which at least one page was read
  Figure sites_matched;  // websites attributed to a company
  Figure pages_read;
  // Their text is missing: it comes with scripts only, and no browser has shown
  // them.
  Figure pages_without_text;
  Figure companies_without_text;  // companies that have no other pages
  uint64_t companies_read = 0;    // companies with at least one page read
};

// Companies that are active in at least one field, by place of the seat.
struct PlaceCount {
  std::string id;  // "metropolregion-hamburg"; AGS of a district
  Label label;
  uint64_t companies = 0;
};

struct PlaceTable {
  std::vector<PlaceCount> places;
  std::string command;
};

// The best sentence for a company in a field.
struct ReportEvidence {
  std::string sentence;
  std::string matched;  // the part of it that is marked; may be empty
  std::string term;     // as the keyword list spells it
  std::string url;
};

struct ReportTag {
  std::string field;  // id of a FieldCount; others are not shown
  Confidence confidence = Confidence::kLow;
  // IsCounted (model/record.h). False: shown among the candidates.
  bool counted = false;
  std::optional<ReportEvidence> evidence;
};

struct ReportCompany {
  std::string name;
  std::string town;
  std::optional<int> founded;  // year
  std::optional<int64_t> employees;
  std::vector<ReportTag> fields;
  std::string explain_command;
};

struct ReportData {
  Label title;  // empty: the report's usual one
  Label region;
  Date as_of{};
  std::string program_version;
  std::string list_version;
  std::vector<FutureFieldCount> future_fields;
  ReportTotals totals;
  std::string field_command;  // asks for all rows of the field table
  PlaceTable regions;         // may overlap
  PlaceTable districts;       // do not overlap; also those with 0
  std::vector<ReportCompany> companies;
  std::string list_command;  // exports the company list
  std::optional<MassChapter> mass;
  std::vector<CoverageFigure> coverage;
  std::optional<ClusterChapter> clusters;
  std::optional<TrendChapter> trend;
  std::vector<ScoreboardFigure> scoreboard;
  std::optional<FundingChapter> funding;
  Label no_funding;  // why there is none
};

}  // namespace ritmon
