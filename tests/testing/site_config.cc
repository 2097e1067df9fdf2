// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/site_config.h"

#include <toml++/toml.h>

#include <optional>

namespace ritmon {
namespace {

// Reads one table key by key; remembers the first mistake.
class TableReader {
 public:
  TableReader(const toml::table& table, const std::string& name)
      : table_(table), name_(name) {}

  template <typename T>
  void Read(std::string_view key, T* out) {
    const toml::node* node = Take(key);
    if (node == nullptr) return;
    if (const auto value = node->value_exact<T>()) {
      *out = *value;
    } else {
      Complain(*node, "'" + std::string(key) + "' is of the wrong type");
    }
  }

  void ReadNumber(std::string_view key, int64_t least, int64_t most,
                  int64_t* out) {
    Read(key, out);
    const toml::node* node = table_.get(key);
    if (node != nullptr && (*out < least || *out > most)) {
      Complain(*node, "'" + std::string(key) + "' is out of range");
    }
  }

  // The node of a key that is known, or null.
  const toml::node* Take(std::string_view key) {
    known_.push_back(key);
    return table_.get(key);
  }

  void Complain(const toml::node& node, const std::string& what) {
    if (problem_) return;
    problem_ = Error{
        ErrorKind::kInvalid,
        name_ + ":" + std::to_string(node.source().begin.line) + ": " + what};
  }

  // The first mistake; a key that nobody asked for is one.
  std::optional<Error> Finish() {
    for (const auto& [key, node] : table_) {
      bool known = false;
      for (const std::string_view name : known_) known |= key.str() == name;
      if (!known) Complain(node, "unknown key '" + std::string(key) + "'");
    }
    return problem_;
  }

 private:
  const toml::table& table_;
  const std::string& name_;
  std::vector<std::string_view> known_;
  std::optional<Error> problem_;
};

void ReadHeaders(const toml::node& node, TableReader& reader,
                 SiteRoute& route) {
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    reader.Complain(node, "'headers' is no list");
    return;
  }
  for (const toml::node& item : *list) {
    const auto line = item.value_exact<std::string>();
    const size_t colon = line ? line->find(": ") : std::string::npos;
    if (colon == std::string::npos) {
      reader.Complain(item, "a header is written \"Name: value\"");
      return;
    }
    route.headers.emplace_back(line->substr(0, colon), line->substr(colon + 2));
  }
}

Result<SiteRoute> ReadRoute(const toml::table& table, const std::string& name) {
  SiteRoute route;
  TableReader reader(table, name);
  int64_t status = 0;
  int64_t delay = 0;
  reader.Read("path", &route.path);
  reader.ReadNumber("status", 200, 599, &status);
  reader.Read("location", &route.location);
  reader.ReadNumber("delay_ms", 0, 600000, &delay);
  reader.Read("file", &route.file);
  if (const toml::node* headers = reader.Take("headers")) {
    ReadHeaders(*headers, reader, route);
  }
  route.status = static_cast<int>(status);
  route.delay = std::chrono::milliseconds(delay);
  if (route.path.empty() || route.path.front() != '/') {
    reader.Complain(table, "a route needs a path that starts with '/'");
  }
  if (auto problem = reader.Finish()) return tl::unexpected(*problem);
  return route;
}

Result<SiteConfig> ReadSite(const toml::table& table, const std::string& name) {
  SiteConfig config;
  TableReader reader(table, name);
  reader.Read("down", &config.down);
  reader.Read("content_type", &config.content_type);
  if (const toml::node* routes = reader.Take("route")) {
    if (!routes->is_array_of_tables()) {
      reader.Complain(*routes, "routes are written [[route]]");
    } else {
      for (const toml::node& item : *routes->as_array()) {
        auto route = ReadRoute(*item.as_table(), name);
        if (!route) return tl::unexpected(route.error());
        config.routes.push_back(std::move(*route));
      }
    }
  }
  if (auto problem = reader.Finish()) return tl::unexpected(*problem);
  return config;
}

}  // namespace

Result<SiteConfig> ParseSiteConfig(std::string_view text,
                                   const std::string& name) {
  try {
    return ReadSite(toml::parse(text), name);
  } catch (const toml::parse_error& error) {
    return Fail(ErrorKind::kInvalid,
                name + ":" + std::to_string(error.source().begin.line) + ": " +
                    std::string(error.description()));
  }
}

}  // namespace ritmon
