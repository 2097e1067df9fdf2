// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/list_file_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/nearest.h"

namespace ritmon {
namespace {

constexpr std::pair<std::string_view, TermLanguage> kLanguages[] = {
    {"de", TermLanguage::kGerman}, {"en", TermLanguage::kEnglish}};

}  // namespace

SourcePlace ListFileReader::Place(const toml::node& node) const {
  return {file_, static_cast<int>(node.source().begin.line)};
}

void ListFileReader::Error(const toml::node& node, const std::string& message) {
  errors_.push_back(Place(node).ToString() + ": " + message);
}

void ListFileReader::CheckKeys(const toml::table& table,
                               std::initializer_list<std::string_view> known) {
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      Error(node, "unknown key '" + std::string(key.str()) + "'" +
                      DidYouMean(key.str(), known));
    }
  }
}

void ListFileReader::Require(const toml::table& table, std::string_view key) {
  if (!table.contains(key)) {
    Error(table, "'" + std::string(key) + "' is missing");
  }
}

std::string ListFileReader::String(const toml::table& table,
                                   std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return {};
  if (const auto value = node->value_exact<std::string>()) return *value;
  Error(*node, "'" + std::string(key) + "' must be a text");
  return {};
}

std::string ListFileReader::Id(const toml::table& table) {
  Require(table, "id");
  std::string id = String(table, "id");
  const toml::node* node = table.get("id");
  if (node == nullptr || !node->is_string()) return id;
  const bool good =
      !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      });
  if (!good) {
    Error(*node, "'id' must be of lower-case letters, digits and hyphens");
  }
  return id;
}

void ListFileReader::Read(const toml::table& table, std::string_view key,
                          double& value) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return;
  const auto number = node->value<double>();
  // Written so that not-a-number is refused.
  if (!node->is_number() || !number || !(*number >= 0 && *number <= 1e6)) {
    Error(*node, "'" + std::string(key) + "' must be a number from 0 on");
    return;
  }
  value = *number;
}

void ListFileReader::Read(const toml::table& table, std::string_view key,
                          int& value) {
  double number = value;
  Read(table, key, number);
  if (std::floor(number) != number) {
    Error(*table.get(key), "'" + std::string(key) + "' must be a whole number");
    return;
  }
  value = static_cast<int>(number);
}

void ListFileReader::Read(const toml::table& table, std::string_view key,
                          bool& value) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return;
  if (const auto flag = node->value_exact<bool>()) {
    value = *flag;
  } else {
    Error(*node, "'" + std::string(key) + "' must be true or false");
  }
}

std::vector<std::string> ListFileReader::Strings(const toml::table& table,
                                                 std::string_view key) {
  std::vector<std::string> values;
  ForEachString(table, key, [&](const std::string& value, const toml::node&) {
    values.push_back(value);
  });
  return values;
}

void ListFileReader::ForEachString(const toml::table& table,
                                   std::string_view key, const Visit& visit) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    Error(*node, "'" + std::string(key) + "' must be a list of texts");
    return;
  }
  for (const toml::node& element : *array) {
    if (const auto value = element.value_exact<std::string>()) {
      visit(*value, element);
    } else {
      Error(element, "'" + std::string(key) + "' must hold texts only");
    }
  }
}

const toml::table* ListFileReader::Table(const toml::table& table,
                                         std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return nullptr;
  if (node->is_table()) return node->as_table();
  Error(*node, "'" + std::string(key) + "' must be a table");
  return nullptr;
}

std::vector<const toml::table*> ListFileReader::Tables(const toml::table& table,
                                                       std::string_view key) {
  std::vector<const toml::table*> tables;
  const toml::node* node = table.get(key);
  if (node == nullptr) return tables;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    Error(*node, "write [[" + std::string(key) + "]] with two brackets");
    return tables;
  }
  for (const toml::node& element : *array) {
    if (element.is_table()) {
      tables.push_back(element.as_table());
    } else {
      Error(element, "'" + std::string(key) + "' must hold tables");
    }
  }
  return tables;
}

void ListFileReader::Terms(const toml::table& table, int strength,
                           std::vector<TermSource>& terms) {
  for (const auto& [key, language] : kLanguages) {
    ForEachString(
        table, key,
        [&, l = language](const std::string& text, const toml::node& node) {
          terms.push_back({text, l, strength, Place(node)});
        });
  }
}

void ListFileReader::TermsUnder(const toml::table& table, std::string_view key,
                                int strength, std::vector<TermSource>& terms) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return;
  if (node->is_array()) {
    ForEachString(
        table, key, [&](const std::string& text, const toml::node& element) {
          terms.push_back(
              {text, TermLanguage::kGerman, strength, Place(element)});
        });
    return;
  }
  if (const toml::table* languages = Table(table, key)) {
    CheckKeys(*languages, {"de", "en"});
    Terms(*languages, strength, terms);
  }
}

}  // namespace ritmon
