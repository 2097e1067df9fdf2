// SPDX-License-Identifier: GPL-3.0-or-later
// The report's chapter on public research money, as values (Abb. 3 to 7).
// As report/report_data.h otherwise.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/report_label.h"

namespace ritmon {

// Grants of one field, year, topic or region.
struct MoneyRow {
  Label label;
  std::vector<int64_t> cents;  // one for each of FundingChapter::actors
  int64_t own_cents = 0;       // companies' own money, an estimate
  uint64_t projects = 0;       // joint projects once
  bool is_unstable = false;    // few projects: one changes the picture

  int64_t Sum() const;
};

struct MoneyTable {
  std::vector<MoneyRow> rows;
  MoneyRow total;  // each grant once
  std::string command;
};

// The same fields in the region and in a part of it.
struct PartTable {
  Label part;  // "Freie und Hansestadt Hamburg"
  Label whole;
  MoneyTable of_part;
};

// Money of the topics crossed with the fields; cents[topic][field].
struct TopicTable {
  std::vector<Label> topics;
  std::vector<Label> fields;
  std::vector<std::vector<int64_t>> cents;
  std::string command;
};

struct IndexPoint {
  Label field;
  size_t group = 0;                           // future field: GroupColour
  std::optional<double> intensity;            // euros per employee
  std::vector<std::optional<double>> ratios;  // home / other
  std::vector<Label> reasons;                 // where there is none
  bool is_unstable = false;
  double largest_share = 0;  // of one project
};

struct IndexTable {
  Label home;
  std::vector<Label> others;
  std::vector<IndexPoint> points;
  std::vector<Label> employment;  // "Hamburg: 1.008.635 on 30 June 2021 (...)"
  std::string command;
};

// Money against companies.
struct FieldMoney {
  Label field;
  int64_t cents = 0;
  uint64_t companies = 0;
  std::optional<double> money_share;  // 0 to 1
  std::optional<double> company_share;
  bool stands_out = false;  // much money, few companies
  Label verdict;            // empty: neither stands out
};

struct ProjectRow {
  std::string title;
  Label fields;  // their names; empty: none
  int64_t inside_cents = 0;
  int64_t outside_cents = 0;
  std::vector<std::string> inside;  // recipients
  std::vector<std::string> outside;
};

struct RecipientRow {
  std::string name;
  Label actor;
  uint64_t grants = 0;
  int64_t cents = 0;
};

struct FundingChapter {
  std::vector<Label> actors;
  MoneyTable future_fields;
  MoneyTable fields;
  MoneyTable years;
  std::optional<PartTable> part;
  MoneyTable topic_sums;
  TopicTable topics;
  std::optional<IndexTable> index;
  Label no_index;  // why there is none
  std::vector<FieldMoney> mass;
  std::string mass_command;
  std::vector<ProjectRow> projects;
  std::string projects_command;
  std::vector<RecipientRow> recipients;
  std::string recipients_command;
  int64_t without_field_cents = 0;  // of grants in no field
  uint64_t without_field = 0;
  uint64_t undisclosed = 0;
  int64_t outside_research_cents = 0;
  Label basis;   // period, place, split, quota
  Label source;  // where from, as of when
};

}  // namespace ritmon
