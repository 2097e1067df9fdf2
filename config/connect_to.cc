// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/connect_to.h"

#include "base/files.h"
#include "config/config_reader.h"

namespace ritmon {

Result<std::map<std::string, std::string>> LoadConnectTo(
    const std::filesystem::path& path) {
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
