// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/export_sheets.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/version.h"
#include "pipeline/stores.h"
#include "registry/loaded_sources.h"
#include "report/workbook_tables.h"

namespace ritmon {
namespace {

// As a shell takes it.
std::string ShellQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

// "ritmon count --by field --as-of 2026-11-23 'age:<5'"
std::string CommandText(const std::string& command,
                        const ExportQuestion& question) {
  std::string text = "ritmon " + command;
  if (question.request.everywhere) text += " --everywhere";
  text += " --as-of " + FormatDate(question.as_of);
  if (!question.request.query.empty()) {
    text += " " + ShellQuoted(question.request.query);
  }
  return text;
}

// The evidence that one page has for the fields of its company.
Status AddEvidenceOf(const CompanyRecord& record, const PageRecord& page,
                     const Analysis& analysis, const std::string& list_version,
                     Language language, TableSink& sink) {
  for (const CompanyField& field : record.fields) {
    const std::string label = LabelOf(analysis.vocabulary().fields, field.field,
                                      language == Language::kGerman);
    for (const auto* tags : {&page.tags.fields, &page.tags.candidates}) {
      for (const FieldTag& tag : *tags) {
        if (tag.field != field.field) continue;
        for (const Evidence& evidence : tag.evidence) {
          auto status = sink.Add(EvidenceRow(
              {record, field, label, page, evidence, list_version}));
          if (!status) return status;
        }
      }
    }
  }
  return {};
}

Result<std::vector<std::string>> SourceTexts(const Analysis& analysis) {
  std::vector<std::string> texts;
  auto database = OpenStateReadOnly(analysis.options().workspace);
  if (!database) {
    if (database.error().kind == ErrorKind::kNotFound) return texts;
    return tl::unexpected(database.error());
  }
  auto sources = LoadedSources(*database);
  if (!sources) return tl::unexpected(sources.error());
  for (const LoadedSource& source : *sources) {
    texts.push_back(source.as_of.empty()
                        ? source.name
                        : fmt::format("{} ({})", source.name, source.as_of));
  }
  return texts;
}

// Asks one count and hands on the first failure.
class Counts {
 public:
  Counts(const Analysis& analysis, CompanyIndexReader& companies,
         const ExportQuestion& question, TableSink& sink)
      : analysis_(analysis),
        companies_(companies),
        question_(question),
        sink_(sink) {}

  Status Add() {
    const std::string by = "count --by field,confidence --candidates";
    auto rows = Ask({Dimension::kField, Dimension::kConfidence}, true);
    if (!rows) return tl::unexpected(rows.error());
    for (const CountRow& row : rows->rows) {
      CountFacts facts{
          .future_field = FutureFieldOf(row.key[0]),
          .field = row.key[0],
          .label = LabelOf(analysis_.vocabulary().fields, row.key[0],
                           question_.language == Language::kGerman),
          .confidence = row.key[1],
          .companies = row.companies,
          .query = CommandText(by, question_)};
      if (auto s = sink_.Add(CountRowOf(facts)); !s) return s;
    }
    return AddTotals();
  }

 private:
  Result<CountTable> Ask(const std::vector<Dimension>& dimensions,
                         bool candidates) {
    return companies_.Count(
        question_.query, dimensions,
        CountOptions{.with_candidates = candidates, .as_of = question_.as_of},
        analysis_.vocabulary());
  }

  std::string FutureFieldOf(const std::string& field) const {
    for (const VocabularyEntry& future : analysis_.vocabulary().future_fields) {
      if (std::find(future.members.begin(), future.members.end(), field) !=
          future.members.end()) {
        return future.id;
      }
    }
    return {};
  }

  Status AddTotal(std::string_view de, std::string_view en, uint64_t companies,
                  const std::string& command) {
    return sink_.Add(CountRowOf(
        {.label =
             std::string(question_.language == Language::kGerman ? de : en),
         .companies = companies,
         .query = CommandText(command, question_)}));
  }

  // Each company once.
  Status AddTotals() {
    auto counted = Ask({Dimension::kField}, false);
    if (!counted) return tl::unexpected(counted.error());
    auto all = Ask({Dimension::kField}, true);
    if (!all) return tl::unexpected(all.error());
    const struct {
      std::string_view de;
      std::string_view en;
      uint64_t companies;
      const char* command;
    } totals[] = {
        {"gezählt, jedes Unternehmen einmal", "counted, each company once",
         counted->total, "count --by field"},
        {"mit Kandidaten, jedes Unternehmen einmal",
         "with candidates, each company once", all->total,
         "count --by field --candidates"},
        {"nur als Projektgesellschaft nicht gezählt",
         "not counted only because they are shell companies", counted->shells,
         "count --by field --shells"},
        {"von der Abfrage gefunden, gezählt oder nicht",
         "found by the query, counted or not", counted->matched,
         "export companies --all"}};
    for (const auto& total : totals) {
      auto s = AddTotal(total.de, total.en, total.companies, total.command);
      if (!s) return s;
    }
    return {};
  }

  const Analysis& analysis_;
  CompanyIndexReader& companies_;
  const ExportQuestion& question_;
  TableSink& sink_;
};

}  // namespace

Status ForEachCompany(
    CompanyIndexReader& companies, const ExportQuestion& question,
    const std::function<Status(const CompanyRecord&)>& visit) {
  Status failed;
  auto walked =
      companies.ForEach(question.query, [&](const CompanyRecord& record) {
        // Without --all: what is tagged, candidates included.
        if (!question.request.all && record.fields.empty()) return true;
        failed = visit(record);
        return failed.has_value();
      });
  return walked ? failed : walked;
}

Status AddEvidenceSheet(const Analysis& analysis, CompanyIndexReader& companies,
                        const ExportQuestion& question, TableSink& sink) {
  auto store = analysis.OpenStore();
  if (!store) return tl::unexpected(store.error());
  auto version = store->ListVersion();
  if (!version) return tl::unexpected(version.error());
  auto begun =
      sink.Begin(SheetName(WorkbookSheet::kEvidence, question.language),
                 EvidenceColumns(question.language));
  if (!begun) return begun;
  return ForEachCompany(companies, question, [&](const CompanyRecord& record) {
    return store->ForEachOfCompany(
        record.company.id, PageTexts::kNone, [&](PageRecord page) {
          return AddEvidenceOf(record, page, analysis, *version,
                               question.language, sink);
        });
  });
}

Status AddCountSheet(const Analysis& analysis, CompanyIndexReader& companies,
                     const ExportQuestion& question, TableSink& sink) {
  auto begun = sink.Begin(SheetName(WorkbookSheet::kCounts, question.language),
                          CountColumns(question.language));
  if (!begun) return begun;
  return Counts(analysis, companies, question, sink).Add();
}

Status AddMethodSheet(const Analysis& analysis, const ExportQuestion& question,
                      const std::string& what, uint64_t rows,
                      const std::vector<ColumnText>& columns, TableSink& sink) {
  const ExportRequest& request = question.request;
  const bool german = question.language == Language::kGerman;
  MethodFacts facts{.query = request.query,
                    .as_of = question.as_of,
                    .with_untagged = request.all,
                    .rows = rows,
                    .program_version = std::string(kVersion),
                    .columns = columns};
  facts.command = CommandText("export " + what, question);
  if (request.all) facts.command += " --all";
  const std::string& name = analysis.options().region;
  if (!request.everywhere && !name.empty()) {
    const auto region = analysis.places().regions.Find(name);
    facts.region = !region  ? name
                   : german ? region->label_de
                            : region->label_en;
  }
  // That made the tags, whatever the lists say today.
  auto store = analysis.OpenStore();
  if (!store) return tl::unexpected(store.error());
  auto version = store->ListVersion();
  if (!version) return tl::unexpected(version.error());
  facts.list_version = std::move(*version);
  auto sources = SourceTexts(analysis);
  if (!sources) return tl::unexpected(sources.error());
  facts.sources = std::move(*sources);
  auto begun = sink.Begin(SheetName(WorkbookSheet::kMethod, question.language),
                          MethodColumns(question.language));
  if (!begun) return begun;
  for (const TableRow& row : MethodRows(facts, question.language)) {
    if (auto s = sink.Add(row); !s) return s;
  }
  return {};
}

}  // namespace ritmon
