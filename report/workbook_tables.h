// SPDX-License-Identifier: GPL-3.0-or-later
// The sheets of a workbook that stand behind its list: evidence, counts, method
// and sources. Titles and rows; who asks for the facts is elsewhere. Pure
// functions, any thread.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/record.h"
#include "report/html_text.h"
#include "report/table_columns.h"
#include "report/table_sink.h"

namespace ritmon {

enum class WorkbookSheet { kCompanies, kPages, kEvidence, kCounts, kMethod };
std::string SheetName(WorkbookSheet sheet, Language language);

// One piece of evidence: a sentence on a page that speaks for a company's
// field. The references must live as long as this.
struct EvidenceFacts {
  const CompanyRecord& company;
  const CompanyField& field;
  const std::string& field_label;
  const PageRecord& page;
  const Evidence& evidence;
  const std::string& list_version;
};
std::vector<TableColumn> EvidenceColumns(Language language);
TableRow EvidenceRow(const EvidenceFacts& facts);

// One number and the question that it answers.
struct CountFacts {
  std::string future_field;  // id; empty in a total
  std::string field;         // id; empty in a total
  std::string label;         // of the field, or what the total is of
  std::string confidence;    // high, medium, low; empty: whatever it is
  uint64_t companies = 0;
  std::string query;  // "ritmon count --by field"
};
std::vector<TableColumn> CountColumns(Language language);
TableRow CountRowOf(const CountFacts& facts);

struct MethodFacts {
  std::string command;  // that makes this list again
  std::string query;    // empty: all
  std::string region;   // empty: everywhere
  Date as_of{};
  bool with_untagged = false;  // also what has no field
  uint64_t rows = 0;           // of the list
  std::string program_version;
  std::string list_version;
  // "offeneregister (2018-11-09)"
  std::vector<std::string> sources;
  std::vector<ColumnText> columns;  // of the list
};
std::vector<TableColumn> MethodColumns(Language language);
std::vector<TableRow> MethodRows(const MethodFacts& facts, Language language);

}  // namespace ritmon
