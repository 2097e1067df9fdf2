// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/config.h"

#include "base/files.h"
#include "config/config_document.h"
#include "config/set_flag.h"

namespace ritmon {

Result<Config> LoadConfig(const std::filesystem::path& path,
                          const std::vector<std::string>& sets) {
  auto text = ReadFile(path);
  if (!text) return tl::unexpected(text.error());
  Config config;
  auto status = ReadDocument(*text, path.string(), path.parent_path(), config);
  for (size_t i = 0; status && i < sets.size(); ++i) {
    status = ApplySet(sets[i], config);
  }
  if (!status) return tl::unexpected(status.error());
  if (config.options.workspace.root.empty()) {
    return Fail(ErrorKind::kInvalid,
                path.string() + ": 'data.directory' is missing");
  }
  return config;
}

}  // namespace ritmon
