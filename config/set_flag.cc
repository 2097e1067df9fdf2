// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/set_flag.h"

#include <filesystem>
#include <sstream>

#include "config/config_document.h"
#include "config/config_reader.h"

namespace ritmon {
namespace {

// "key=value" as a document of its own.
std::string SetAsToml(const std::string& key, const std::string& value) {
  const size_t dot = key.find('.');
  const std::string section = key.substr(0, dot);
  const std::string name =
      dot == std::string::npos ? std::string() : key.substr(dot + 1);
  const std::string head = "[" + section + "]\n" + name + " = ";
  if (ParseToml(key, head + value)) return head + value;
  std::ostringstream quoted;
  quoted << toml::value<std::string>(value);
  return head + quoted.str();
}

}  // namespace

Status ApplySet(const std::string& set, Config& config) {
  const size_t equals = set.find('=');
  if (equals == std::string::npos || set.find('.') > equals) {
    return Fail(ErrorKind::kInvalid,
                "--set " + set + ": write section.key=value");
  }
  const std::string text =
      SetAsToml(set.substr(0, equals), set.substr(equals + 1));
  return ReadDocument(text, "--set " + set, std::filesystem::current_path(),
                      config);
}

}  // namespace ritmon
