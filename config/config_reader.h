// SPDX-License-Identifier: GPL-3.0-or-later
// One TOML document of a configuration: typed access to its tables, which notes
// every mistake with file and line instead of stopping at the first.
//
// For the files of config/ that read [section] and [[list]]; toml++ comes to
// them through this header and stops in them. One thread.

#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace ritmon {

// kInvalid with "name:line: reason".
Result<toml::table> ParseToml(const std::string& name, const std::string& text);

class ConfigReader {
 public:
  // `name` is what mistakes call the document: a file, or a flag. Relative
  // paths in it begin at `base`.
  ConfigReader(std::string name, std::filesystem::path base)
      : name_(std::move(name)), base_(std::move(base)) {}

  // "config/x.toml:12"; without the line if the node has none.
  std::string PlaceOf(const toml::node& node) const;
  void Mistake(const toml::node& node, const std::string& what);
  // "" if all went well, else all mistakes, one a line, as they were noted.
  const std::string& mistakes() const { return mistakes_; }

  std::filesystem::path Resolve(const std::string& path) const;

  // Every key must be one of `known`.
  void CheckKeys(const toml::table& table,
                 std::initializer_list<std::string_view> known);

  // The text of a key; empty if it is not there.
  std::string Text(const toml::table& table, const char* key);
  // The same; that it is not there is a mistake.
  std::string RequiredText(const toml::table& table, const char* key);
  // A date as it is written; empty if it is not there.
  std::string DateText(const toml::table& table, const char* key);
  // A whole number from 0 to `max`; nothing if it is not there or a mistake.
  std::optional<int64_t> Number(const toml::table& table, const char* key,
                                int64_t max);
  // `node` as a list of texts; `key` is what the mistake calls it.
  std::optional<std::vector<std::string>> Texts(const std::string& key,
                                                const toml::node& node);

 private:
  std::string name_;
  std::filesystem::path base_;
  std::string mistakes_;
};

}  // namespace ritmon
