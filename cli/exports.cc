// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exports.h"

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/files.h"
#include "cli/company_rows.h"
#include "cli/report_source.h"
#include "report/html_report.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string Line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Result<std::string> ExportCompanies(const Analysis& analysis,
                                    const ExportRequest& request) {
  auto date = ParseAsOf(request.as_of, analysis.today());
  if (!date) return tl::unexpected(date.error());
  auto query =
      analysis.ParseCompanyQuery(request.query, request.everywhere, *date);
  if (!query) return tl::unexpected(query.error());
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  std::string out;
  CsvWriter csv;
  if (request.format == "csv") csv.Append(CompanyColumnTitles());
  auto status = companies->ForEach(*query, [&](const CompanyRecord& record) {
    // Without --all: what is tagged, candidates included.
    if (!request.all && record.fields.empty()) return true;
    if (request.format == "csv") {
      csv.Append(CompanyCells(record, *date));
    } else {
      out += Line(ToJson(record, *date));
    }
    return true;
  });
  if (!status) return tl::unexpected(status.error());
  return request.format == "csv" ? csv.Take() : out;
}

Result<std::string> ExportPages(const Analysis& analysis,
                                const ExportRequest& request) {
  auto query = analysis.ParsePageQuery(request.query);
  if (!query) return tl::unexpected(query.error());
  auto pages = analysis.OpenPages();
  if (!pages) return tl::unexpected(pages.error());
  auto size = pages->Size();
  if (!size) return tl::unexpected(size.error());
  auto hits = pages->Search(*query, 0, *size);
  if (!hits) return tl::unexpected(hits.error());
  std::string out;
  CsvWriter csv;
  if (request.format == "csv") {
    csv.Append({"url", "title", "host", "lang", "kind", "date", "company",
                "double_of", "story_of", "fields"});
  }
  for (const PageHit& hit : hits->hits) {
    const PageData& page = hit.page;
    if (!request.all && page.fields.empty()) continue;
    std::string fields;
    Json field_list = Json::object();
    for (const auto& [field, confidence] : page.fields) {
      fields += (fields.empty() ? "" : "|") + field + ":" + confidence;
      field_list[field] = confidence;
    }
    if (request.format == "csv") {
      csv.Append({page.url, page.title, page.host, page.lang, page.kind,
                  page.date, page.company_id, page.double_of, page.story_of,
                  fields});
    } else {
      out += Line(Json{{"url", page.url},
                       {"title", page.title},
                       {"host", page.host},
                       {"lang", page.lang},
                       {"kind", page.kind},
                       {"date", page.date},
                       {"company", page.company_id},
                       {"double_of", page.double_of},
                       {"story_of", page.story_of},
                       {"fields", field_list}});
    }
  }
  return request.format == "csv" ? csv.Take() : out;
}

Status WriteCsvFile(const std::filesystem::path& path, const std::string& csv) {
  return WriteFileAtomically(path, std::string(kByteOrderMark) + csv);
}

Status WriteCompanyList(const Analysis& analysis,
                        const std::filesystem::path& path) {
  auto csv = ExportCompanies(analysis, ExportRequest{});
  if (!csv) return tl::unexpected(csv.error());
  return WriteCsvFile(path, *csv);
}

Status WriteReport(const Analysis& analysis, const std::filesystem::path& path,
                   Date as_of, bool german) {
  auto data = CollectReport(analysis, as_of);
  if (!data) return tl::unexpected(data.error());
  if (path.has_parent_path()) {
    if (auto s = MakeDirectories(path.parent_path()); !s) return s;
  }
  return WriteFileAtomically(
      path,
      RenderReport(*data, german ? Language::kGerman : Language::kEnglish));
}

}  // namespace ritmon
