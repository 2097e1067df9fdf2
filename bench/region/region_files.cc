// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/region/region_files.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>

#include "base/csv.h"
#include "base/files.h"
#include "bench/region/region_html.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// Nothing is synced: this is a measuring site, usually in memory.
Status Write(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return Fail(ErrorKind::kIo, path.string() + ": cannot be written");
  return {};
}

fs::path FileOf(const fs::path& host, const std::string& path) {
  return path == "/" ? host / "index.html" : host / path.substr(1);
}

std::vector<std::string> CompanyRow(const RegionSite& site,
                                    const RegionOptions& options) {
  const RegionCompany& company = site.company;
  return {company.name,
          std::string(company.court),
          company.register_number,
          company.street,
          std::string(company.postcode),
          std::string(company.town),
          std::to_string(company.founded),
          std::to_string(company.employees),
          OriginOf(site, options) + "/",
          company.fields.empty() ? "Handel mit Waren aller Art"
                                 : std::string(company.fields[0]->purpose)};
}

std::string TruthLine(const RegionSite& site, const RegionOptions& options) {
  const RegionCompany& company = site.company;
  nlohmann::ordered_json line{{"company", company.name},
                              {"court", company.court},
                              {"register_number", company.register_number},
                              {"host", site.host},
                              {"language", LanguageTag(site.language)},
                              {"fields", nlohmann::json::array()},
                              {"sentences", nlohmann::json::array()}};
  for (const FieldText* field : company.fields) {
    line["fields"].push_back(field->field);
    for (const RegionPage& page : site.pages) {
      for (const std::string_view said : page.sentences) {
        const auto& own = field->sentences;
        if (std::find(own.begin(), own.end(), said) == own.end()) continue;
        line["sentences"].push_back(
            {{"field", field->field},
             {"page", OriginOf(site, options) + page.path},
             {"sentence", said}});
      }
    }
  }
  return line.dump() + "\n";
}

Status WriteSite(const RegionSite& site, const RegionSiteWriter& writer,
                 const fs::path& host, RegionTotals& totals) {
  if (auto s = MakeDirectories(host); !s) return s;
  for (size_t i = 0; i < site.pages.size(); ++i) {
    const fs::path file = FileOf(host, site.pages[i].path);
    if (auto s = MakeDirectories(file.parent_path()); !s) return s;
    const std::string html = writer.Page(i);
    if (auto s = Write(file, html); !s) return s;
    ++totals.pages;
    totals.bytes += html.size();
  }
  return Write(host / "robots.txt", "User-agent: *\nDisallow: /intern/\n");
}

}  // namespace

Result<RegionTotals> WriteRegion(const RegionOptions& options,
                                 const RegionWords& german,
                                 const RegionWords& english,
                                 const fs::path& directory) {
  std::error_code code;
  if (fs::exists(directory / "www", code)) {
    return Fail(ErrorKind::kInvalid,
                directory.string() + ": holds sites already; remove www");
  }
  const RegionBulk bulk(options.seed);
  RegionTotals totals;
  std::string seeds, truth;
  CsvWriter companies;
  companies.Append({"Firma", "Registergericht", "HR-Nummer", "Straße", "PLZ",
                    "Ort", "Gründungsdatum", "Mitarbeiter", "Website",
                    "Unternehmensgegenstand"});
  for (uint64_t number = 0; number < options.hosts; ++number) {
    const RegionSite site = PlanSite(options, number);
    const RegionWords& words =
        site.language == Language::kGerman ? german : english;
    const RegionSiteWriter writer(options, site, words, bulk);
    auto written =
        WriteSite(site, writer, directory / "www" / site.host, totals);
    if (!written) return tl::unexpected(written.error());
    seeds += OriginOf(site, options) + "/\n";
    companies.Append(CompanyRow(site, options));
    truth += TruthLine(site, options);
    if (!site.company.fields.empty()) ++totals.active;
  }
  const std::string company_rows = companies.Take();
  for (const auto& [name, bytes] :
       {std::pair<const char*, std::string_view>{"seeds", seeds},
        {"companies.csv", company_rows},
        {"truth.jsonl", truth}}) {
    if (auto s = Write(directory / name, bytes); !s) {
      return tl::unexpected(s.error());
    }
  }
  return totals;
}

}  // namespace ritmon
