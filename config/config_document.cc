// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config_document.h"

#include <string_view>
#include <utility>
#include <vector>

#include "config/cluster_tables.h"
#include "config/config_reader.h"
#include "config/count_tables.h"
#include "config/crawl_tables.h"
#include "config/import_tables.h"
#include "config/job_tables.h"
#include "config/section_keys.h"

namespace ritmon {
namespace {

// Reads one [[list]]'s table.
using TableReader = void (*)(const toml::table&, ConfigReader&, Config&);

struct ListSpec {
  std::string_view name;
  TableReader add;
};

constexpr ListSpec kLists[] = {{"companies", AddCompanies},
                               {"grants", AddGrants},
                               {"grant_quota", AddGrantQuota},
                               {"cluster", AddCluster},
                               {"sites", AddSite},
                               {"seeds", AddSeed},
                               {"directory", AddDirectory},
                               {"feed", AddFeed},
                               {"regions", AddRegion},
                               {"field_threshold", AddFieldThreshold},
                               {"job", AddJob}};

const ListSpec* FindList(std::string_view name) {
  for (const ListSpec& list : kLists) {
    if (list.name == name) return &list;
  }
  return nullptr;
}

void ReadList(const ListSpec& list, const toml::node& node,
              ConfigReader& reader, Config& config) {
  const std::string name(list.name);
  const std::string must = "'" + name + "' must be written [[" + name + "]]";
  const toml::array* items = node.as_array();
  if (items == nullptr) return reader.Mistake(node, must);
  for (const toml::node& item : *items) {
    if (const toml::table* table = item.as_table()) {
      list.add(*table, reader, config);
    } else {
      reader.Mistake(item, must);
    }
  }
}

void ReadRoot(const toml::table& root, ConfigReader& reader, Config& config) {
  std::vector<std::pair<const ListSpec*, const toml::node*>> lists;
  for (const auto& [key, node] : root) {
    const std::string name(key.str());
    if (const ListSpec* list = FindList(name)) {
      lists.emplace_back(list, &node);
    } else if (const toml::table* section = node.as_table()) {
      for (const auto& [inner, value] : *section) {
        SetKey(name + "." + std::string(inner.str()), value, reader, config);
      }
    } else {
      NoteUnknownKey(name, node, reader);
    }
  }
  // A site's rules begin as the defaults that the sections have set.
  for (const auto& [list, node] : lists) ReadList(*list, *node, reader, config);
  CheckClusters(root, reader, config);
  ReadQuietHours(root, reader, config);
}

}  // namespace

Status ReadDocument(const std::string& text, const std::string& name,
                    const std::filesystem::path& base, Config& config) {
  auto root = ParseToml(name, text);
  if (!root) return tl::unexpected(root.error());
  ConfigReader reader(name, base);
  ReadRoot(*root, reader, config);
  if (reader.mistakes().empty()) return {};
  return Fail(ErrorKind::kInvalid, reader.mistakes());
}

}  // namespace ritmon
