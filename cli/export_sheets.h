// SPDX-License-Identifier: GPL-3.0-or-later
// What a workbook holds beside its list: evidence, counts, method and sources
// (report/workbook_tables.h), asked for by the same query.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"
#include "cli/exports.h"
#include "report/html_text.h"
#include "report/table_columns.h"
#include "report/table_sink.h"

namespace ritmon {

// An export's question, parsed. `request` must outlive it.
struct ExportQuestion {
  const ExportRequest& request;
  Query query;
  Date as_of{};
  Language language = Language::kGerman;
};

// Every company that the question asks for, by rising id; the first error of
// `visit` ends it.
Status ForEachCompany(CompanyIndexReader& companies,
                      const ExportQuestion& question,
                      const std::function<Status(const CompanyRecord&)>& visit);

Status AddEvidenceSheet(const Analysis& analysis, CompanyIndexReader& companies,
                        const ExportQuestion& question, TableSink& sink);
Status AddCountSheet(const Analysis& analysis, CompanyIndexReader& companies,
                     const ExportQuestion& question, TableSink& sink);
// `what`: "companies" or "pages"; `columns` are those of the list.
Status AddMethodSheet(const Analysis& analysis, const ExportQuestion& question,
                      const std::string& what, uint64_t rows,
                      const std::vector<ColumnText>& columns, TableSink& sink);

}  // namespace ritmon
