// SPDX-License-Identifier: GPL-3.0-or-later
// The recorded versions of the keyword lists.

#include <nlohmann/json.hpp>

#include "cli/command_line.h"
#include "cli/frontend.h"
#include "cli/json_output.h"
#include "cli/keywords/keywords.h"
#include "cli/text_table.h"
#include "pipeline/list_source.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string NumberOrDash(const std::optional<int64_t>& number) {
  return number ? std::to_string(*number) : "-";
}

std::string AsText(const std::vector<ListVersion>& versions) {
  const auto right = TextTable::Align::kRight;
  TextTable table({{"VERSION"},
                   {"FIRST USED"},
                   {"LAST USED"},
                   {"PAGES CHANGED", right},
                   {"COMPANIES", right}});
  for (const ListVersion& version : versions) {
    table.Add(
        {version.version, FormatTimestamp(version.first_used).substr(0, 16),
         FormatTimestamp(version.last_used).substr(0, 16),
         NumberOrDash(version.pages_changed), NumberOrDash(version.companies)});
  }
  return table.Render() +
         "the first is current, the second previous; times in UTC\n";
}

std::string AsJson(const std::vector<ListVersion>& versions) {
  const auto number = [](const std::optional<int64_t>& value) {
    return value ? Json(*value) : Json();
  };
  Json list = Json::array();
  for (const ListVersion& version : versions) {
    list.push_back({{"version", version.version},
                    {"first_used", FormatTimestamp(version.first_used)},
                    {"last_used", FormatTimestamp(version.last_used)},
                    {"pages_changed", number(version.pages_changed)},
                    {"companies", number(version.companies)},
                    {"forgotten", version.forgotten}});
  }
  return IndentedJson(list);
}

}  // namespace

int KeywordsVersions(const Arguments& arguments) {
  CommandLine command{
      "the versions of the keyword lists that tagged the store: when, "
      "pages changed, companies counted anywhere",
      "ritmon keywords versions"};
  CommonFlags common;
  bool json = false;
  common.AddTo(command);
  command.AddFlag("--json", json, "one array");
  if (const auto over = command.Parse(arguments)) return *over;
  auto config = common.Load();
  if (!config) return Report(config.error());
  auto history = OpenHistory(config->options);
  if (!history) return Report(history.error());
  auto versions = history->Versions();
  if (!versions) return Report(versions.error());
  auto status = Print(json ? AsJson(*versions) : AsText(*versions));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
