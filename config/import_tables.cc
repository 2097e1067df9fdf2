// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/import_tables.h"

#include <utility>

#include "registry/source_format.h"

namespace ritmon {

void AddCompanies(const toml::table& table, ConfigReader& reader,
                  Config& config) {
  reader.CheckKeys(table,
                   {"file", "format", "source", "rank", "mapping", "as_of"});
  CompanySource source;
  source.file = reader.Resolve(reader.RequiredText(table, "file"));
  source.format = reader.Text(table, "format");
  source.name = reader.Text(table, "source");
  if (!source.format.empty() && !ParseSourceFormat(source.format)) {
    reader.Mistake(*table.get("format"),
                   "'format' must be offeneregister, offeneregister-2022, "
                   "gleif-csv, gleif-json, xjustiz or csv");
  }
  const std::string mapping = reader.Text(table, "mapping");
  if (!mapping.empty()) source.mapping = reader.Resolve(mapping);
  source.as_of = reader.DateText(table, "as_of");
  if (auto n = reader.Number(table, "rank", 100)) {
    source.rank = static_cast<int>(*n);
  }
  config.options.companies.push_back(std::move(source));
}

void AddGrants(const toml::table& table, ConfigReader& reader, Config& config) {
  reader.CheckKeys(table, {"file", "delimiter", "encoding", "as_of"});
  GrantSource source;
  source.file = reader.Resolve(reader.RequiredText(table, "file"));
  source.as_of = reader.DateText(table, "as_of");
  const std::string encoding = reader.Text(table, "encoding");
  if (!encoding.empty()) source.encoding = encoding;
  const std::string delimiter = reader.Text(table, "delimiter");
  if (delimiter.size() > 1) {
    reader.Mistake(*table.get("delimiter"), "'delimiter' must be one sign");
  } else if (!delimiter.empty()) {
    source.delimiter = delimiter.front();
  }
  config.options.grants.push_back(std::move(source));
}

void AddGrantQuota(const toml::table& table, ConfigReader& reader,
                   Config& config) {
  reader.CheckKeys(table, {"kind", "percent"});
  const std::string kind = reader.RequiredText(table, "kind");
  const auto percent = reader.Number(table, "percent", 100);
  if (!percent || *percent < 1) {
    return reader.Mistake(table,
                          "'percent' must be a whole number from 1 to 100");
  }
  config.options.funding.indicators.quota_by_kind[kind] =
      static_cast<double>(*percent) / 100;
}

}  // namespace ritmon
