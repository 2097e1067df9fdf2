// SPDX-License-Identifier: GPL-3.0-or-later
// One TOML file of the keyword lists: typed access to its tables, which notes
// every mistake with file and line instead of stopping at the first.
//
// For taxonomy_file.cc and reservation_phrases.cc; toml++ stops in these.

#pragma once

#include <toml++/toml.h>

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/taxonomy_file.h"

namespace ritmon {

class ListFileReader {
 public:
  // Mistakes go to `errors`, which must outlive this.
  ListFileReader(std::string file, std::vector<std::string>& errors)
      : file_(std::move(file)), errors_(errors) {}

  SourcePlace Place(const toml::node& node) const;
  void Error(const toml::node& node, const std::string& message);

  // Every key must be one of `known`.
  void CheckKeys(const toml::table& table,
                 std::initializer_list<std::string_view> known);
  void Require(const toml::table& table, std::string_view key);

  // The value of a key, or an empty one if it is not there.
  std::string String(const toml::table& table, std::string_view key);
  std::vector<std::string> Strings(const toml::table& table,
                                   std::string_view key);
  const toml::table* Table(const toml::table& table, std::string_view key);
  // Tables of [[key]].
  std::vector<const toml::table*> Tables(const toml::table& table,
                                         std::string_view key);
  // A name that other files and queries use: lower case, digits, hyphens.
  std::string Id(const toml::table& table);

  // Leave `value` as it is if the key is not there. Numbers from 0 on.
  void Read(const toml::table& table, std::string_view key, double& value);
  void Read(const toml::table& table, std::string_view key, int& value);
  void Read(const toml::table& table, std::string_view key, bool& value);

  // Adds the lists "de" and "en" of a table to `terms`.
  void Terms(const toml::table& table, int strength,
             std::vector<TermSource>& terms);
  // The same of table[key]; a plain list there is German.
  void TermsUnder(const toml::table& table, std::string_view key, int strength,
                  std::vector<TermSource>& terms);

  // The texts of a list, each with the node that tells its place.
  using Visit = std::function<void(const std::string&, const toml::node&)>;
  void ForEachString(const toml::table& table, std::string_view key,
                     const Visit& visit);

 private:
  const std::string file_;
  std::vector<std::string>& errors_;
};

}  // namespace ritmon
