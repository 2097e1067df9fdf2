// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/section_keys.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <variant>
#include <vector>

#include "base/nearest.h"
#include "config/config_keys.h"

namespace ritmon {
namespace {

// One key's value on its way into the configuration: one call for each kind of
// setter in the table.
struct ValueSetter {
  const KeySpec& spec;
  const std::string& key;
  const toml::node& node;
  ConfigReader& reader;
  Config& config;

  void operator()(IntSetter set) const {
    const auto value = node.value_exact<int64_t>();
    if (!value) return MustBe("a whole number");
    if (*value < spec.min || *value > spec.max) {
      return MustBe("between " + std::to_string(spec.min) + " and " +
                    std::to_string(spec.max));
    }
    set(config, *value);
  }

  void operator()(BoolSetter set) const {
    const auto value = node.value_exact<bool>();
    if (!value) return MustBe("true or false");
    set(config, *value);
  }

  void operator()(ListSetter set) const {
    if (const auto list = reader.Texts(key, node)) set(config, *list);
  }

  void operator()(PathListSetter set) const {
    const auto list = reader.Texts(key, node);
    if (!list) return;
    std::vector<std::filesystem::path> paths;
    for (const std::string& path : *list) paths.push_back(reader.Resolve(path));
    set(config, paths);
  }

  void operator()(ChoiceSetter set) const {
    const auto value = node.value_exact<std::string>();
    if (!value) return MustBe("a text");
    if (!set(config, *value)) {
      reader.Mistake(node, "'" + *value + "' is no value of '" + key + "'");
    }
  }

  void operator()(TextSetter set) const {
    const auto value = node.value_exact<std::string>();
    if (!value) return MustBe("a text");
    set(config, *value);
  }

  void operator()(PathSetter set) const {
    const auto value = node.value_exact<std::string>();
    if (!value) return MustBe("a text");
    set(config, reader.Resolve(*value));
  }

  void MustBe(const std::string& what) const {
    reader.Mistake(node, "'" + key + "' must be " + what);
  }
};

}  // namespace

void SetKey(const std::string& key, const toml::node& node,
            ConfigReader& reader, Config& config) {
  const auto table = KeyTable();
  const auto spec =
      std::find_if(table.begin(), table.end(),
                   [&](const KeySpec& s) { return s.name == key; });
  if (spec == table.end()) return NoteUnknownKey(key, node, reader);
  std::visit(ValueSetter{*spec, key, node, reader, config}, spec->set);
}

void NoteUnknownKey(const std::string& key, const toml::node& node,
                    ConfigReader& reader) {
  std::vector<std::string_view> known;
  for (const KeySpec& spec : KeyTable()) known.push_back(spec.name);
  reader.Mistake(node, "unknown key '" + key + "'" + DidYouMean(key, known));
}

}  // namespace ritmon
