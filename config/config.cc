// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <utility>

#include "base/files.h"
#include "base/nearest.h"
#include "config/config_keys.h"
#include "registry/source_format.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kCompanyKeys = {
    "file", "format", "source", "rank", "mapping", "as_of"};
constexpr std::array<std::string_view, 4> kGrantKeys = {"file", "delimiter",
                                                        "encoding", "as_of"};
constexpr std::array<std::string_view, 2> kQuotaKeys = {"kind", "percent"};
constexpr std::array<std::string_view, 9> kClusterKeys = {
    "id",           "label", "site",    "directory", "members",
    "told_members", "staff", "founded", "source"};
constexpr std::array<std::string_view, 2> kSeedKeys = {"url", "kind"};
constexpr std::array<std::string_view, 5> kRegionKeys = {
    "name", "label_de", "label_en", "districts", "includes"};
constexpr std::array<std::string_view, 3> kDirectoryKeys = {"url", "name",
                                                            "max_pages"};
constexpr std::array<std::string_view, 3> kFieldThresholdKeys = {
    "field", "threshold", "reason"};
constexpr std::array<std::string_view, 3> kJobKeys = {"name", "cron", "missed"};
constexpr int64_t kMaxThreshold = 1'000'000;
constexpr int64_t kMaxFeedEntries = FeedLimits{}.max_entries;
constexpr std::array<std::string_view, 6> kFeedKeys = {
    "url", "kind", "publisher", "language", "max_entries", "pages"};
constexpr std::array<std::string_view, 9> kSiteKeys = {
    "site",          "scope",   "prefix",      "max_depth", "max_pages",
    "max_documents", "max_mib", "max_minutes", "delay_ms"};

// Reads one document into a Config and collects what is wrong with it.
class Loader {
 public:
  Loader(std::string name, fs::path base, Config& config)
      : name_(std::move(name)), base_(std::move(base)), config_(config) {}

  void Load(const toml::table& root) {
    std::vector<std::pair<std::string, const toml::node*>> lists;
    for (const auto& [key, node] : root) {
      const std::string name(key.str());
      if (name == "companies" || name == "seeds" || name == "sites" ||
          name == "regions" || name == "directory" || name == "feed" ||
          name == "grants" || name == "grant_quota" || name == "cluster" ||
          name == "field_threshold" || name == "job") {
        lists.emplace_back(name, &node);
      } else if (const toml::table* section = node.as_table()) {
        for (const auto& [inner, value] : *section) {
          Set(name + "." + std::string(inner.str()), value);
        }
      } else {
        Unknown(name, node);
      }
    }
    // A site's rules begin as the defaults that the sections have set.
    for (const auto& [name, node] : lists) LoadList(name, *node);
    CheckClusters(root);
    ReadQuietHours(root);
  }

  // "" if all went well, else all mistakes, one a line.
  std::string errors() const { return errors_; }

 private:
  void Mistake(const toml::node& node, const std::string& what) {
    if (!errors_.empty()) errors_ += '\n';
    errors_ += PlaceOf(node) + ": " + what;
  }

  // "config/x.toml:12"
  std::string PlaceOf(const toml::node& node) const {
    const auto line = node.source().begin.line;
    return line > 0 ? name_ + ":" + std::to_string(line) : name_;
  }

  void Unknown(const std::string& key, const toml::node& node) {
    std::vector<std::string_view> known;
    for (const KeySpec& spec : KeyTable()) known.push_back(spec.name);
    Mistake(node, "unknown key '" + key + "'" + DidYouMean(key, known));
  }

  void Set(const std::string& key, const toml::node& node) {
    const auto table = KeyTable();
    const auto spec =
        std::find_if(table.begin(), table.end(),
                     [&](const KeySpec& s) { return s.name == key; });
    if (spec == table.end()) return Unknown(key, node);
    if (const auto* set = std::get_if<IntSetter>(&spec->set)) {
      const auto value = node.value_exact<int64_t>();
      if (!value) return Mistake(node, "'" + key + "' must be a whole number");
      if (*value < spec->min || *value > spec->max) {
        return Mistake(node, "'" + key + "' must be between " +
                                 std::to_string(spec->min) + " and " +
                                 std::to_string(spec->max));
      }
      (*set)(config_, *value);
    } else if (const auto* set_bool = std::get_if<BoolSetter>(&spec->set)) {
      const auto value = node.value_exact<bool>();
      if (!value) return Mistake(node, "'" + key + "' must be true or false");
      (*set_bool)(config_, *value);
    } else if (const auto* set_list = std::get_if<ListSetter>(&spec->set)) {
      if (const auto list = Texts(key, node)) (*set_list)(config_, *list);
    } else if (const auto* set_paths =
                   std::get_if<PathListSetter>(&spec->set)) {
      const auto list = Texts(key, node);
      std::vector<fs::path> paths;
      if (list) {
        for (const std::string& path : *list) paths.push_back(Resolve(path));
        (*set_paths)(config_, paths);
      }
    } else {
      const auto value = node.value_exact<std::string>();
      if (!value) return Mistake(node, "'" + key + "' must be a text");
      if (const auto* choose = std::get_if<ChoiceSetter>(&spec->set)) {
        if (!(*choose)(config_, *value)) {
          Mistake(node, "'" + *value + "' is no value of '" + key + "'");
        }
      } else if (const auto* text = std::get_if<TextSetter>(&spec->set)) {
        (*text)(config_, *value);
      } else {
        std::get<PathSetter>(spec->set)(config_, Resolve(*value));
      }
    }
  }

  std::optional<std::vector<std::string>> Texts(const std::string& key,
                                                const toml::node& node) {
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

  fs::path Resolve(const std::string& value) const {
    return (base_ / value).lexically_normal();
  }

  void LoadList(const std::string& name, const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr) {
      return Mistake(node, "'" + name + "' must be written [[" + name + "]]");
    }
    for (const toml::node& item : *list) {
      const toml::table* table = item.as_table();
      if (table == nullptr) {
        Mistake(item, "'" + name + "' must be written [[" + name + "]]");
      } else if (name == "companies") {
        AddCompanies(*table);
      } else if (name == "grants") {
        AddGrants(*table);
      } else if (name == "cluster") {
        AddCluster(*table);
      } else if (name == "grant_quota") {
        AddQuota(*table);
      } else if (name == "sites") {
        AddSite(*table);
      } else if (name == "regions") {
        AddRegion(*table);
      } else if (name == "directory") {
        AddDirectory(*table);
      } else if (name == "feed") {
        AddFeed(*table);
      } else if (name == "field_threshold") {
        AddFieldThreshold(*table);
      } else if (name == "job") {
        AddJob(*table);
      } else {
        AddSeed(*table);
      }
    }
  }

  template <size_t N>
  void CheckKeys(const toml::table& table,
                 const std::array<std::string_view, N>& known) {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        Mistake(node, "unknown key '" + std::string(key.str()) + "'" +
                          DidYouMean(key.str(), {known.begin(), known.end()}));
      }
    }
  }

  // A text that must be there, or must be if `needed`.
  std::string Text(const toml::table& table, const char* key, bool needed) {
    const toml::node* node = table.get(key);
    if (node == nullptr) {
      if (needed) Mistake(table, std::string("'") + key + "' is missing");
      return {};
    }
    const auto value = node->value_exact<std::string>();
    if (!value) {
      Mistake(*node, std::string("'") + key + "' must be a text");
      return {};
    }
    return *value;
  }

  void AddCompanies(const toml::table& table) {
    CheckKeys(table, kCompanyKeys);
    CompanySource source;
    source.file = Resolve(Text(table, "file", true));
    source.format = Text(table, "format", false);
    source.name = Text(table, "source", false);
    if (!source.format.empty() && !ParseSourceFormat(source.format)) {
      Mistake(*table.get("format"),
              "'format' must be offeneregister, offeneregister-2022, "
              "gleif-csv, gleif-json, xjustiz or csv");
    }
    const std::string mapping = Text(table, "mapping", false);
    if (!mapping.empty()) source.mapping = Resolve(mapping);
    source.as_of = DateText(table, "as_of");
    if (const toml::node* rank = table.get("rank")) {
      const auto value = rank->value_exact<int64_t>();
      if (!value || *value < 0 || *value > 100) {
        Mistake(*rank, "'rank' must be a whole number from 0 to 100");
      } else {
        source.rank = static_cast<int>(*value);
      }
    }
    config_.options.companies.push_back(std::move(source));
  }

  // A date as it is written; empty if it is not given.
  std::string DateText(const toml::table& table, const char* key) {
    const std::string text = Text(table, key, false);
    if (!text.empty() && !ParseDate(text)) {
      Mistake(*table.get(key),
              std::string("'") + key + "' must be a date: \"2026-03-31\"");
    }
    return text;
  }

  void AddGrants(const toml::table& table) {
    CheckKeys(table, kGrantKeys);
    GrantSource source;
    source.file = Resolve(Text(table, "file", true));
    source.as_of = DateText(table, "as_of");
    const std::string encoding = Text(table, "encoding", false);
    if (!encoding.empty()) source.encoding = encoding;
    const std::string delimiter = Text(table, "delimiter", false);
    if (delimiter.size() > 1) {
      Mistake(*table.get("delimiter"), "'delimiter' must be one sign");
    } else if (!delimiter.empty()) {
      source.delimiter = delimiter.front();
    }
    config_.options.grants.push_back(std::move(source));
  }

  void AddCluster(const toml::table& table) {
    CheckKeys(table, kClusterKeys);
    ClusterSource cluster;
    cluster.id = Text(table, "id", true);
    cluster.label = Text(table, "label", true);
    cluster.site = Text(table, "site", false);
    cluster.directory = Text(table, "directory", false);
    const std::string members = Text(table, "members", false);
    if (!members.empty()) cluster.members = Resolve(members);
    cluster.source = Text(table, "source", false);
    if (auto n = Number(table, "told_members", 1'000'000)) {
      cluster.told_members = static_cast<int>(*n);
    }
    if (auto n = Number(table, "founded", 3000)) {
      cluster.founded = static_cast<int>(*n);
    }
    if (const toml::node* staff = table.get("staff")) {
      cluster.staff = staff->value<double>();
      if (!cluster.staff || *cluster.staff < 0) {
        Mistake(*staff, "'staff' must be a number, not below 0");
      }
    }
    const bool is_id =
        !cluster.id.empty() && cluster.id != "none" &&
        cluster.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
            std::string::npos;
    if (!is_id) {
      Mistake(table,
              "'id' must be of lower-case letters, digits and hyphens, "
              "and not 'none'");
    }
    for (const ClusterSource& other : config_.options.clusters) {
      if (other.id == cluster.id) {
        Mistake(table, "cluster '" + cluster.id + "' is there already");
      }
    }
    config_.options.clusters.push_back(std::move(cluster));
  }

  // Once all lists are read: [[directory]] may stand below [[cluster]].
  void CheckClusters(const toml::table& root) {
    const auto& directories = config_.options.directories;
    for (const ClusterSource& cluster : config_.options.clusters) {
      if (cluster.directory.empty()) continue;
      const bool known = std::any_of(
          directories.begin(), directories.end(),
          [&](const auto& d) { return d.name == cluster.directory; });
      if (!known) {
        Mistake(*root.get("cluster"), "cluster '" + cluster.id +
                                          "': no [[directory]] is named '" +
                                          cluster.directory + "'");
      }
    }
  }

  // Of the time zone, which may stand behind them.
  void ReadQuietHours(const toml::table& root) {
    DaemonOptions& daemon = config_.daemon;
    if (daemon.quiet_hours.empty()) return;
    auto quiet = QuietHours::Parse(daemon.quiet_hours, daemon.time_zone);
    if (quiet) {
      daemon.quiet = std::move(*quiet);
    } else {
      Mistake(root, "daemon.quiet_hours: " + quiet.error().message);
    }
  }

  void AddQuota(const toml::table& table) {
    CheckKeys(table, kQuotaKeys);
    const std::string kind = Text(table, "kind", true);
    const auto percent = Number(table, "percent", 100);
    if (!percent || *percent < 1) {
      Mistake(table, "'percent' must be a whole number from 1 to 100");
      return;
    }
    config_.options.funding.indicators.quota_by_kind[kind] =
        static_cast<double>(*percent) / 100;
  }

  // A whole number from 0 to `max`, if it is given.
  std::optional<int64_t> Number(const toml::table& table, const char* key,
                                int64_t max) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<int64_t>();
    if (value && *value >= 0 && *value <= max) return value;
    Mistake(*node, std::string("'") + key +
                       "' must be a whole number from 0 to " +
                       std::to_string(max));
    return std::nullopt;
  }

  void AddSite(const toml::table& table) {
    CheckKeys(table, kSiteKeys);
    const std::string site = Text(table, "site", true);
    SiteRules rules = config_.options.scope.defaults;
    const std::string scope = Text(table, "scope", false);
    rules.prefix = Text(table, "prefix", false);
    if (scope == "host") {
      rules.scope = ScopeKind::kHost;
    } else if (scope == "prefix") {
      rules.scope = ScopeKind::kPrefix;
      if (!rules.prefix.starts_with('/')) {
        Mistake(table, "'prefix' must begin with '/'");
      }
    } else if (!scope.empty() && scope != "domain") {
      Mistake(*table.get("scope"), "'scope' must be domain, host or prefix");
    }
    const auto url = Url::Parse("http://" + site + "/");
    if (!url || url->path() != "/") {
      Mistake(table, "'" + site + "' is not a host name");
      return;
    }
    if (auto n = Number(table, "max_depth", 20)) {
      rules.max_depth = static_cast<int>(*n);
    }
    if (auto n = Number(table, "max_pages", 1'000'000)) {
      rules.max_pages = static_cast<int>(*n);
    }
    if (auto n = Number(table, "max_documents", 1'000'000)) {
      rules.max_documents = static_cast<int>(*n);
    }
    if (auto n = Number(table, "max_mib", 1 << 20)) rules.max_bytes = *n << 20;
    if (auto n = Number(table, "max_minutes", 100'000)) {
      rules.max_time = std::chrono::minutes(*n);
    }
    if (auto n = Number(table, "delay_ms", 86'400'000)) {
      rules.delay = std::chrono::milliseconds(*n);
    }
    std::string host(url->host());
    if (host.starts_with("www.")) host.erase(0, 4);
    config_.options.scope.sites[std::move(host)] = std::move(rules);
  }

  void AddSeed(const toml::table& table) {
    CheckKeys(table, kSeedKeys);
    SeedSource seed;
    seed.url = Text(table, "url", true);
    const std::string kind = Text(table, "kind", false);
    if (kind == "news") {
      seed.kind = PageKind::kNews;
    } else if (!kind.empty() && kind != "web") {
      Mistake(*table.get("kind"), "'kind' must be web or news");
    }
    if (!Url::Parse(seed.url) && table.get("url") != nullptr) {
      Mistake(*table.get("url"), "'" + seed.url + "' is not a http(s) URL");
    }
    config_.options.seeds.push_back(std::move(seed));
  }

  // Whether its districts exist is asked when the place tables are read.
  void AddRegion(const toml::table& table) {
    CheckKeys(table, kRegionKeys);
    RegionDefinition region;
    region.name = Text(table, "name", true);
    region.label_de = Text(table, "label_de", false);
    region.label_en = Text(table, "label_en", false);
    region.origin = PlaceOf(table);
    for (auto [key, list] : {std::pair("districts", &region.districts),
                             std::pair("includes", &region.includes)}) {
      const toml::node* node = table.get(key);
      if (node == nullptr) continue;
      if (auto values = Texts(key, *node)) *list = std::move(*values);
    }
    if (region.districts.empty() && region.includes.empty()) {
      Mistake(table,
              "region '" + region.name + "' needs 'districts' or 'includes'");
    }
    auto& regions = config_.options.regions;
    const auto same =
        std::find_if(regions.begin(), regions.end(),
                     [&](const auto& r) { return r.name == region.name; });
    if (same != regions.end()) {
      Mistake(table, "region '" + region.name + "' is there already (" +
                         same->origin + ")");
    }
    regions.push_back(std::move(region));
  }

  void AddDirectory(const toml::table& table) {
    CheckKeys(table, kDirectoryKeys);
    DirectorySource directory;
    directory.url = Text(table, "url", true);
    directory.name = Text(table, "name", false);
    if (auto n = Number(table, "max_pages", 1'000'000)) {
      directory.max_pages = static_cast<int>(*n);
    }
    if (!Url::Parse(directory.url) && table.get("url") != nullptr) {
      Mistake(*table.get("url"),
              "'" + directory.url + "' is not a http(s) URL");
    }
    config_.options.directories.push_back(std::move(directory));
  }

  void AddFeed(const toml::table& table) {
    CheckKeys(table, kFeedKeys);
    FeedSource feed;
    feed.url = Text(table, "url", true);
    feed.publisher = Text(table, "publisher", false);
    feed.language = Text(table, "language", false);
    const std::string kind = Text(table, "kind", false);
    if (kind == "company") {
      feed.kind = PageKind::kWeb;
    } else if (!kind.empty() && kind != "news") {
      Mistake(*table.get("kind"), "'kind' must be news or company");
    }
    if (auto n = Number(table, "max_entries", kMaxFeedEntries)) {
      feed.max_entries = static_cast<int>(*n);
    }
    if (const toml::node* pages = table.get("pages")) {
      const auto value = pages->value_exact<bool>();
      if (value) {
        feed.pages = *value;
      } else {
        Mistake(*pages, "'pages' must be true or false");
      }
    }
    if (!Url::Parse(feed.url) && table.get("url") != nullptr) {
      Mistake(*table.get("url"), "'" + feed.url + "' is not a http(s) URL");
    }
    config_.options.feeds.push_back(std::move(feed));
  }

  // Whether there is such a field is asked when the keyword lists are read.
  void AddFieldThreshold(const toml::table& table) {
    CheckKeys(table, kFieldThresholdKeys);
    FieldThreshold own;
    own.field = Text(table, "field", true);
    own.threshold.reason = Text(table, "reason", false);
    own.origin = PlaceOf(table);
    const auto number = Number(table, "threshold", kMaxThreshold);
    if (number && *number > 0) {
      own.threshold.companies = static_cast<uint64_t>(*number);
    } else if (number || table.get("threshold") == nullptr) {
      Mistake(table, "[[field_threshold]] needs a 'threshold' of 1 or more");
    }
    auto& all = config_.options.critical_mass.thresholds.of_fields;
    for (const FieldThreshold& other : all) {
      if (other.field != own.field) continue;
      Mistake(table, "field '" + own.field + "' has a threshold already (" +
                         other.origin + ")");
    }
    all.push_back(std::move(own));
  }

  void AddJob(const toml::table& table) {
    CheckKeys(table, kJobKeys);
    PlannedJob job{.name = Text(table, "name", true), .schedule = {}};
    if (FindDaemonJob(job.name) == nullptr) {
      Mistake(table, "no job '" + job.name + "'" +
                         DidYouMean(job.name, DaemonJobNames()));
    }
    for (const PlannedJob& other : config_.daemon.jobs) {
      if (other.name != job.name) continue;
      Mistake(table, "job '" + job.name +
                         "' is planned already: join the times in one cron "
                         "expression");
    }
    auto schedule = CronSchedule::Parse(Text(table, "cron", true),
                                        config_.daemon.time_zone);
    if (!schedule) return Mistake(table, "'cron': " + schedule.error().message);
    job.schedule = std::move(*schedule);
    if (const std::string missed = Text(table, "missed", false);
        !missed.empty()) {
      const auto known_word = ParseMissed(missed);
      if (!known_word) Mistake(table, "'missed' must be catch-up or skip");
      job.missed = known_word.value_or(Missed::kCatchUp);
    }
    config_.daemon.jobs.push_back(std::move(job));
  }

  std::string name_;
  fs::path base_;
  Config& config_;
  std::string errors_;
};

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

Status ApplySet(const std::string& set, Config& config) {
  const size_t equals = set.find('=');
  if (equals == std::string::npos || set.find('.') > equals) {
    return Fail(ErrorKind::kInvalid,
                "--set " + set + ": write section.key=value");
  }
  const std::string text =
      SetAsToml(set.substr(0, equals), set.substr(equals + 1));
  auto parsed = ParseToml("--set " + set, text);
  if (!parsed) return tl::unexpected(parsed.error());
  Loader loader("--set " + set, fs::current_path(), config);
  loader.Load(*parsed);
  if (!loader.errors().empty()) {
    return Fail(ErrorKind::kInvalid, loader.errors());
  }
  return {};
}

}  // namespace

Result<Config> LoadConfig(const fs::path& path,
                          const std::vector<std::string>& sets) {
  auto text = ReadFile(path);
  if (!text) return tl::unexpected(text.error());
  auto parsed = ParseToml(path.string(), *text);
  if (!parsed) return tl::unexpected(parsed.error());
  Config config;
  Loader loader(path.string(), path.parent_path(), config);
  loader.Load(*parsed);
  if (!loader.errors().empty()) {
    return Fail(ErrorKind::kInvalid, loader.errors());
  }
  for (const std::string& set : sets) {
    if (auto status = ApplySet(set, config); !status) {
      return tl::unexpected(status.error());
    }
  }
  if (config.options.workspace.root.empty()) {
    return Fail(ErrorKind::kInvalid,
                path.string() + ": 'data.directory' is missing");
  }
  return config;
}

Result<std::map<std::string, std::string>> LoadConnectTo(const fs::path& path) {
  auto text = ReadFile(path);
  if (!text) return tl::unexpected(text.error());
  auto parsed = ParseToml(path.string(), *text);
  if (!parsed) return tl::unexpected(parsed.error());
  std::map<std::string, std::string> targets;
  const toml::table* hosts = (*parsed)["connect_to"].as_table();
  if (hosts == nullptr) {
    return Fail(ErrorKind::kInvalid, path.string() + ": no [connect_to]");
  }
  for (const auto& [host, node] : *hosts) {
    const auto target = node.value_exact<std::string>();
    if (!target) {
      return Fail(ErrorKind::kInvalid, path.string() + ": '" +
                                           std::string(host.str()) +
                                           "' must be \"address:port\"");
    }
    targets[std::string(host.str())] = *target;
  }
  return targets;
}

}  // namespace ritmon
