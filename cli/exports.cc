// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exports.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/files.h"
#include "cli/company_rows.h"
#include "cli/export_sheets.h"
#include "cli/report_source.h"
#include "report/company_columns.h"
#include "report/html_report.h"
#include "report/page_columns.h"
#include "report/workbook_tables.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsJson(TableFormat format) {
  return format == TableFormat::kJsonLines || format == TableFormat::kGeoJson;
}

JsonText AsJson(const Json& value) {
  return {value.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

// JSON has ids whatever the language.
std::string TitleOf(const ColumnText& column, const ExportRequest& request) {
  return std::string(IsJson(request.format) || !request.language
                         ? column.id
                         : column.Title(*request.language));
}

// The columns of `table` that the request names.
template <typename Table>
Result<std::vector<size_t>> Chosen(const Table& table,
                                   const std::vector<ColumnSet>& sets,
                                   const std::string& text) {
  std::vector<std::string_view> ids;
  for (const auto& column : table) ids.push_back(column.text.id);
  return ChooseColumns(text.empty() ? "standard" : text, ids, sets);
}

Result<ExportQuestion> AskCompanies(const Analysis& analysis,
                                    const ExportRequest& request) {
  auto date = ParseAsOf(request.as_of, analysis.today());
  if (!date) return tl::unexpected(date.error());
  auto query =
      analysis.ParseCompanyQuery(request.query, request.everywhere, *date);
  if (!query) return tl::unexpected(query.error());
  return ExportQuestion{request, std::move(*query), *date,
                        request.language.value_or(Language::kGerman)};
}

// The list's rows, one company after the other.
class CompanyLister {
 public:
  CompanyLister(const Analysis& analysis, const ExportQuestion& question)
      : analysis_(analysis), question_(question) {}

  Status Prepare() {
    const ExportRequest& request = question_.request;
    if (request.format == TableFormat::kGeoJson) {
      auto points = PlacePoints::Load(analysis_.options().geo);
      if (!points) return tl::unexpected(points.error());
      points_ = std::move(*points);
    }
    if (request.format == TableFormat::kJsonLines && request.columns.empty()) {
      // All that `companies --json` says.
      const Json object = ToJson(CompanyRecord(), question_.as_of);
      for (const auto& [id, value] : object.items()) {
        columns_.push_back({id, id});
      }
      return {};
    }
    auto chosen =
        Chosen(CompanyColumns(), CompanyColumnSets(), request.columns);
    if (!chosen) return tl::unexpected(chosen.error());
    for (const size_t at : *chosen) {
      const CompanyTableColumn& column = CompanyColumns()[at];
      chosen_.push_back(&column);
      columns_.push_back(
          {std::string(column.text.id), TitleOf(column.text, request)});
    }
    return {};
  }

  const std::vector<TableColumn>& columns() const { return columns_; }
  std::vector<ColumnText> texts() const {
    std::vector<ColumnText> texts;
    for (const CompanyTableColumn* column : chosen_)
      texts.push_back(column->text);
    return texts;
  }

  TableRow Row(const CompanyRecord& record) const {
    TableRow row;
    if (IsJson(question_.request.format)) {
      row.cells = JsonCells(record);
    } else {
      for (const CompanyTableColumn* column : chosen_) {
        row.cells.push_back(column->cell(record, question_.as_of));
      }
    }
    if (!points_.empty()) row.point = PointOf(record.company);
    return row;
  }

 private:
  // What is an object or a list in JSON stays one; the others as in a table.
  std::vector<TableCell> JsonCells(const CompanyRecord& record) const {
    const Json object = ToJson(record, question_.as_of);
    std::vector<TableCell> cells;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const auto found = object.find(columns_[i].id);
      TableCell cell;
      if (found != object.end()) {
        cell = AsJson(*found);
      } else {
        cell = chosen_[i]->cell(record, question_.as_of);
        const auto* text = std::get_if<std::string>(&cell);
        if (text != nullptr && text->empty()) cell = std::monostate();
      }
      cells.push_back(std::move(cell));
    }
    return cells;
  }

  std::optional<GeoPoint> PointOf(const Company& company) const {
    const DistrictMatch place = analysis_.places().regions.Resolve(
        company.address.postcode, company.address.town);
    // Of one whose register says another district the municipality is in doubt.
    const bool agrees =
        company.district.empty() || place.district == company.district;
    return points_.Find(
        agrees ? place.municipality : std::string(),
        company.district.empty() ? place.district : company.district);
  }

  const Analysis& analysis_;
  const ExportQuestion& question_;
  PlacePoints points_;
  std::vector<const CompanyTableColumn*> chosen_;
  std::vector<TableColumn> columns_;
};

// In JSON the fields are an object, and a day is as the index has it.
TableCell PageCell(const PageTableColumn& column, const PageData& page,
                   bool json) {
  if (json && column.text.id == "fields") {
    Json fields = Json::object();
    for (const auto& [field, confidence] : page.fields) {
      fields[field] = confidence;
    }
    return AsJson(fields);
  }
  if (json && column.text.id == "date") return page.date;
  return column.cell(page);
}

}  // namespace

Result<ExportSummary> ExportCompanies(const Analysis& analysis,
                                      const ExportRequest& request,
                                      const std::filesystem::path& path) {
  auto question = AskCompanies(analysis, request);
  if (!question) return tl::unexpected(question.error());
  CompanyLister lister(analysis, *question);
  Status status = lister.Prepare();
  if (!status) return tl::unexpected(status.error());
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  // Of the reference date, so that the same list is the same file.
  auto sink = OpenTableSink(request.format, path,
                            std::chrono::sys_days(question->as_of));
  if (!sink) return tl::unexpected(sink.error());
  ExportSummary summary;
  status =
      (*sink)->Begin(SheetName(WorkbookSheet::kCompanies, question->language),
                     lister.columns());
  if (status) {
    status =
        ForEachCompany(*companies, *question, [&](const CompanyRecord& record) {
          const TableRow row = lister.Row(record);
          ++summary.rows;
          if (!row.point) ++summary.without_place;
          request.on_row(summary.rows);
          return (*sink)->Add(row);
        });
  }
  if (request.format == TableFormat::kXlsx) {
    if (status) {
      status = AddEvidenceSheet(analysis, *companies, *question, **sink);
    }
    if (status) status = AddCountSheet(analysis, *companies, *question, **sink);
    if (status) {
      status = AddMethodSheet(analysis, *question, "companies", summary.rows,
                              lister.texts(), **sink);
    }
  }
  if (status) status = (*sink)->Finish();
  if (!status) return tl::unexpected(status.error());
  if (request.format != TableFormat::kGeoJson) summary.without_place = 0;
  summary.notes = (*sink)->Notes();
  return summary;
}

Result<ExportSummary> ExportPages(const Analysis& analysis,
                                  const ExportRequest& request,
                                  const std::filesystem::path& path) {
  if (request.format == TableFormat::kGeoJson) {
    return Fail(ErrorKind::kInvalid,
                "pages have no place on a map; export companies have one");
  }
  auto date = ParseAsOf(request.as_of, analysis.today());
  if (!date) return tl::unexpected(date.error());
  auto query = analysis.ParsePageQuery(request.query);
  if (!query) return tl::unexpected(query.error());
  auto chosen = Chosen(PageColumns(), PageColumnSets(), request.columns);
  if (!chosen) return tl::unexpected(chosen.error());
  auto pages = analysis.OpenPages();
  if (!pages) return tl::unexpected(pages.error());
  const ExportQuestion question{request, std::move(*query), *date,
                                request.language.value_or(Language::kGerman)};
  auto sink = OpenTableSink(request.format, path, std::chrono::sys_days(*date));
  if (!sink) return tl::unexpected(sink.error());
  std::vector<TableColumn> columns;
  std::vector<ColumnText> texts;
  for (const size_t at : *chosen) {
    texts.push_back(PageColumns()[at].text);
    columns.push_back(
        {std::string(texts.back().id), TitleOf(texts.back(), request)});
  }
  ExportSummary summary;
  Status status = (*sink)->Begin(
      SheetName(WorkbookSheet::kPages, question.language), columns);
  Status walked;
  if (status) {
    walked = pages->ForEach(question.query, [&](const PageData& page) {
      if (!request.all && page.fields.empty()) return true;
      TableRow row;
      for (const size_t at : *chosen) {
        row.cells.push_back(
            PageCell(PageColumns()[at], page, IsJson(request.format)));
      }
      ++summary.rows;
      request.on_row(summary.rows);
      status = (*sink)->Add(row);
      return status.has_value();
    });
  }
  if (!walked) return tl::unexpected(walked.error());
  if (status && request.format == TableFormat::kXlsx) {
    status = AddMethodSheet(analysis, question, "pages", summary.rows, texts,
                            **sink);
  }
  if (status) status = (*sink)->Finish();
  if (!status) return tl::unexpected(status.error());
  summary.notes = (*sink)->Notes();
  return summary;
}

Status WriteCsvFile(const std::filesystem::path& path, const std::string& csv) {
  return WriteFileAtomically(path, std::string(kByteOrderMark) + csv);
}

Status WriteCompanyList(const Analysis& analysis,
                        const std::filesystem::path& path) {
  ExportRequest request;
  request.format = TableFormat::kExcelCsv;
  auto written = ExportCompanies(analysis, request, path);
  return written ? Status() : tl::unexpected(written.error());
}

Result<size_t> WriteReport(const Analysis& analysis,
                           const std::filesystem::path& path,
                           const std::filesystem::path& figures, Date as_of,
                           bool german) {
  const Language language = german ? Language::kGerman : Language::kEnglish;
  auto data = CollectReport(analysis, as_of);
  if (!data) return tl::unexpected(data.error());
  if (path.has_parent_path()) {
    if (auto s = MakeDirectories(path.parent_path()); !s) {
      return tl::unexpected(s.error());
    }
  }
  auto written = WriteFileAtomically(path, RenderReport(*data, language));
  if (!written) return tl::unexpected(written.error());
  if (figures.empty()) return 0;
  if (auto s = MakeDirectories(figures); !s) return tl::unexpected(s.error());
  size_t count = 0;
  for (const auto& [name, svg] : RenderFigures(*data, language)) {
    auto figure = WriteFileAtomically(figures / (name + ".svg"), svg);
    if (!figure) return tl::unexpected(figure.error());
    ++count;
  }
  return count;
}

}  // namespace ritmon
