// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_mapping_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "base/csv_encoding.h"
#include "base/files.h"
#include "base/nearest.h"

namespace ritmon {
namespace {

constexpr int64_t kMaxRank = 100;
constexpr int64_t kMaxSkippedLines = 1000;

class Loader {
 public:
  explicit Loader(std::string name) : name_(std::move(name)) {}

  void Load(const toml::table& root) {
    for (const auto& [key, node] : root) Set(key.str(), node);
  }

  CompanyMapping mapping;
  std::string errors;  // one a line

 private:
  void Mistake(const toml::node& node, const std::string& what) {
    errors += (errors.empty() ? "" : "\n") + name_ + ":" +
              std::to_string(node.source().begin.line) + ": " + what;
  }

  void Set(std::string_view key, const toml::node& node) {
    static constexpr std::array<std::string_view, 11> kKeys = {
        "source",        "rank",        "delimiter",  "encoding",
        "decimal",       "date_format", "skip_lines", "unknown",
        "recognised_by", "required",    "columns"};
    if (key == "source") {
      mapping.source = Text(node, key).value_or("");
    } else if (key == "rank") {
      if (const auto n = Number(node, key, kMaxRank)) {
        mapping.rank = static_cast<int>(*n);
      }
    } else if (key == "skip_lines") {
      if (const auto n = Number(node, key, kMaxSkippedLines)) {
        mapping.skip_lines = static_cast<uint64_t>(*n);
      }
    } else if (key == "unknown") {
      mapping.unknown = Texts(node, key);
    } else if (key == "recognised_by") {
      mapping.recognised_by = Texts(node, key);
    } else if (key == "required") {
      for (const std::string& name : Texts(node, key)) {
        if (const auto column = Column(node, name)) {
          mapping.required.push_back(*column);
        }
      }
    } else if (key == "columns") {
      SetColumns(node);
    } else if (std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end()) {
      SetWriting(key, node);
    } else {
      Mistake(node, "unknown key '" + std::string(key) + "'" +
                        DidYouMean(key, {kKeys.begin(), kKeys.end()}));
    }
  }

  // How the file and its cells are written.
  void SetWriting(std::string_view key, const toml::node& node) {
    const auto text = Text(node, key);
    if (!text) return;
    if (key == "delimiter") {
      if (text->size() != 1) {
        return Mistake(node, "'delimiter' must be one sign: \";\" or \"\\t\"");
      }
      mapping.delimiter = text->front();
    } else if (key == "encoding") {
      if (auto decoder = TableDecoder::Open(*text); !decoder) {
        return Mistake(node, decoder.error().message);
      }
      mapping.encoding = *text;
    } else if (key == "decimal") {
      if (*text != "." && *text != ",") {
        return Mistake(node, "'decimal' must be \".\" or \",\"");
      }
      mapping.decimal = text->front();
    } else {
      const auto format = ParseDateFormat(*text);
      if (!format) {
        return Mistake(node, "'date_format' must be dmy, mdy, ymd or excel");
      }
      mapping.date_format = *format;
    }
  }

  void SetColumns(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return Mistake(node, "'columns' must be a table");
    for (const auto& [key, headers] : *table) {
      const auto column = Column(headers, key.str());
      if (!column) continue;
      mapping.headers[static_cast<size_t>(*column)] =
          Texts(headers, "columns." + std::string(key.str()));
    }
  }

  std::optional<CompanyColumn> Column(const toml::node& node,
                                      std::string_view name) {
    const auto column = ParseCompanyColumn(name);
    if (column) return column;
    std::vector<std::string_view> names;
    for (size_t i = 0; i < kCompanyTargets; ++i) {
      names.push_back(ToString(static_cast<CompanyColumn>(i)));
    }
    Mistake(node, "no column is called '" + std::string(name) + "'" +
                      DidYouMean(name, names));
    return std::nullopt;
  }

  std::optional<std::string> Text(const toml::node& node,
                                  std::string_view key) {
    auto value = node.value_exact<std::string>();
    if (!value) Mistake(node, "'" + std::string(key) + "' must be a text");
    return value;
  }

  std::optional<int64_t> Number(const toml::node& node, std::string_view key,
                                int64_t max) {
    const auto value = node.value_exact<int64_t>();
    if (value && *value >= 0 && *value <= max) return value;
    Mistake(node, "'" + std::string(key) + "' must be a whole number from 0 " +
                      "to " + std::to_string(max));
    return std::nullopt;
  }

  std::vector<std::string> Texts(const toml::node& node, std::string_view key) {
    std::vector<std::string> texts;
    const toml::array* list = node.as_array();
    bool all_texts = list != nullptr;
    for (size_t i = 0; all_texts && i < list->size(); ++i) {
      const auto value = list->get(i)->value_exact<std::string>();
      all_texts = value.has_value();
      if (value) texts.push_back(*value);
    }
    if (!all_texts) {
      Mistake(node, "'" + std::string(key) + "' must be a list of texts");
    }
    return texts;
  }

  const std::string name_;
};

}  // namespace

Result<CompanyMapping> LoadCompanyMapping(const std::filesystem::path& path) {
  auto content = ReadFile(path);
  if (!content) return tl::unexpected(content.error());
  Loader loader(path.string());
  try {
    loader.Load(toml::parse(*content, path.string()));
  } catch (const toml::parse_error& error) {
    return Fail(ErrorKind::kInvalid,
                path.string() + ":" +
                    std::to_string(error.source().begin.line) + ": " +
                    std::string(error.description()));
  }
  const auto& headers = loader.mapping.headers;
  const bool maps_nothing =
      std::all_of(headers.begin(), headers.end(),
                  [](const auto& list) { return list && list->empty(); });
  if (maps_nothing) {
    loader.errors += (loader.errors.empty() ? "" : "\n") + path.string() +
                     ": maps no column at all";
  }
  if (!loader.errors.empty()) {
    return Fail(ErrorKind::kInvalid, loader.errors);
  }
  loader.mapping.name = path.stem().string();
  return std::move(loader.mapping);
}

Result<std::vector<CompanyMapping>> LoadCompanyMappings(
    const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> paths;
  std::error_code code;
  for (const auto& entry :
       std::filesystem::directory_iterator(directory, code)) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<CompanyMapping> mappings;
  for (const auto& path : paths) {
    auto mapping = LoadCompanyMapping(path);
    if (!mapping) return tl::unexpected(mapping.error());
    mappings.push_back(std::move(*mapping));
  }
  return mappings;
}

}  // namespace ritmon
