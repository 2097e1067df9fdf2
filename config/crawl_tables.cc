// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/crawl_tables.h"

#include <chrono>
#include <utility>

#include "model/url.h"

namespace ritmon {
namespace {

// `url` is what table["url"] says.
void CheckUrl(const toml::table& table, const std::string& url,
              ConfigReader& reader) {
  const toml::node* node = table.get("url");
  if (node == nullptr || Url::Parse(url)) return;
  reader.Mistake(*node, "'" + url + "' is not a http(s) URL");
}

}  // namespace

void AddSite(const toml::table& table, ConfigReader& reader, Config& config) {
  reader.CheckKeys(table,
                   {"site", "scope", "prefix", "max_depth", "max_pages",
                    "max_documents", "max_mib", "max_minutes", "delay_ms"});
  const std::string site = reader.RequiredText(table, "site");
  SiteRules rules = config.options.scope.defaults;
  const std::string scope = reader.Text(table, "scope");
  rules.prefix = reader.Text(table, "prefix");
  if (scope == "host") {
    rules.scope = ScopeKind::kHost;
  } else if (scope == "prefix") {
    rules.scope = ScopeKind::kPrefix;
    if (!rules.prefix.starts_with('/')) {
      reader.Mistake(table, "'prefix' must begin with '/'");
    }
  } else if (!scope.empty() && scope != "domain") {
    reader.Mistake(*table.get("scope"),
                   "'scope' must be domain, host or prefix");
  }
  const auto url = Url::Parse("http://" + site + "/");
  if (!url || url->path() != "/") {
    return reader.Mistake(table, "'" + site + "' is not a host name");
  }
  if (auto n = reader.Number(table, "max_depth", 20)) {
    rules.max_depth = static_cast<int>(*n);
  }
  if (auto n = reader.Number(table, "max_pages", 1'000'000)) {
    rules.max_pages = static_cast<int>(*n);
  }
  if (auto n = reader.Number(table, "max_documents", 1'000'000)) {
    rules.max_documents = static_cast<int>(*n);
  }
  if (auto n = reader.Number(table, "max_mib", 1 << 20))
    rules.max_bytes = *n << 20;
  if (auto n = reader.Number(table, "max_minutes", 100'000)) {
    rules.max_time = std::chrono::minutes(*n);
  }
  if (auto n = reader.Number(table, "delay_ms", 86'400'000)) {
    rules.delay = std::chrono::milliseconds(*n);
  }
  std::string host(url->host());
  if (host.starts_with("www.")) host.erase(0, 4);
  config.options.scope.sites[std::move(host)] = std::move(rules);
}

void AddSeed(const toml::table& table, ConfigReader& reader, Config& config) {
  reader.CheckKeys(table, {"url", "kind"});
  SeedSource seed;
  seed.url = reader.RequiredText(table, "url");
  const std::string kind = reader.Text(table, "kind");
  if (kind == "news") {
    seed.kind = PageKind::kNews;
  } else if (!kind.empty() && kind != "web") {
    reader.Mistake(*table.get("kind"), "'kind' must be web or news");
  }
  CheckUrl(table, seed.url, reader);
  config.options.seeds.push_back(std::move(seed));
}

void AddDirectory(const toml::table& table, ConfigReader& reader,
                  Config& config) {
  reader.CheckKeys(table, {"url", "name", "max_pages"});
  DirectorySource directory;
  directory.url = reader.RequiredText(table, "url");
  directory.name = reader.Text(table, "name");
  if (auto n = reader.Number(table, "max_pages", 1'000'000)) {
    directory.max_pages = static_cast<int>(*n);
  }
  CheckUrl(table, directory.url, reader);
  config.options.directories.push_back(std::move(directory));
}

void AddFeed(const toml::table& table, ConfigReader& reader, Config& config) {
  reader.CheckKeys(
      table, {"url", "kind", "publisher", "language", "max_entries", "pages"});
  FeedSource feed;
  feed.url = reader.RequiredText(table, "url");
  feed.publisher = reader.Text(table, "publisher");
  feed.language = reader.Text(table, "language");
  const std::string kind = reader.Text(table, "kind");
  if (kind == "company") {
    feed.kind = PageKind::kWeb;
  } else if (!kind.empty() && kind != "news") {
    reader.Mistake(*table.get("kind"), "'kind' must be news or company");
  }
  if (auto n = reader.Number(table, "max_entries", FeedLimits{}.max_entries)) {
    feed.max_entries = static_cast<int>(*n);
  }
  if (const toml::node* pages = table.get("pages")) {
    const auto value = pages->value_exact<bool>();
    if (value) {
      feed.pages = *value;
    } else {
      reader.Mistake(*pages, "'pages' must be true or false");
    }
  }
  CheckUrl(table, feed.url, reader);
  config.options.feeds.push_back(std::move(feed));
}

}  // namespace ritmon
