// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config_reader.h"

#include <algorithm>
#include <sstream>

#include "base/nearest.h"
#include "base/time.h"

namespace ritmon {

Result<toml::table> ParseToml(const std::string& name,
                              const std::string& text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    std::ostringstream message;
    message << name << ":" << error.source().begin.line << ": "
            << error.description();
    return Fail(ErrorKind::kInvalid, message.str());
  }
}

std::string ConfigReader::PlaceOf(const toml::node& node) const {
  const auto line = node.source().begin.line;
  return line > 0 ? name_ + ":" + std::to_string(line) : name_;
}

void ConfigReader::Mistake(const toml::node& node, const std::string& what) {
  if (!mistakes_.empty()) mistakes_ += '\n';
  mistakes_ += PlaceOf(node) + ": " + what;
}

std::filesystem::path ConfigReader::Resolve(const std::string& path) const {
  return (base_ / path).lexically_normal();
}

void ConfigReader::CheckKeys(const toml::table& table,
                             std::initializer_list<std::string_view> known) {
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      Mistake(node, "unknown key '" + std::string(key.str()) + "'" +
                        DidYouMean(key.str(), known));
    }
  }
}

std::string ConfigReader::Text(const toml::table& table, const char* key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return {};
  const auto value = node->value_exact<std::string>();
  if (!value) {
    Mistake(*node, std::string("'") + key + "' must be a text");
    return {};
  }
  return *value;
}

std::string ConfigReader::RequiredText(const toml::table& table,
                                       const char* key) {
  if (table.get(key) == nullptr) {
    Mistake(table, std::string("'") + key + "' is missing");
    return {};
  }
  return Text(table, key);
}

std::string ConfigReader::DateText(const toml::table& table, const char* key) {
  const std::string text = Text(table, key);
  if (!text.empty() && !ParseDate(text)) {
    Mistake(*table.get(key),
            std::string("'") + key + "' must be a date: \"2026-03-31\"");
  }
  return text;
}

std::optional<int64_t> ConfigReader::Number(const toml::table& table,
                                            const char* key, int64_t max) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->value_exact<int64_t>();
  if (value && *value >= 0 && *value <= max) return value;
  Mistake(*node, std::string("'") + key +
                     "' must be a whole number from 0 to " +
                     std::to_string(max));
  return std::nullopt;
}

std::optional<std::vector<std::string>> ConfigReader::Texts(
    const std::string& key, const toml::node& node) {
  std::vector<std::string> values;
  const toml::array* list = node.as_array();
  bool all_texts = list != nullptr;
  for (size_t i = 0; all_texts && i < list->size(); ++i) {
    const auto value = list->get(i)->value_exact<std::string>();
    all_texts = value.has_value();
    if (value) values.push_back(*value);
  }
  if (all_texts) return values;
  Mistake(node, "'" + key + "' must be [\"a\", \"b\"]");
  return std::nullopt;
}

}  // namespace ritmon
