// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/default_configuration.h"

#include <system_error>

namespace ritmon {

namespace fs = std::filesystem;

fs::path ConfigurationBeside(const fs::path& program,
                             const fs::path& sysconfdir) {
  const fs::path directory = program.parent_path();
  if (!program.is_absolute() || directory.filename() != "bin") return {};
  const fs::path prefix = directory.parent_path();
  fs::path etc = prefix / "etc";
  if (prefix == "/usr") etc = "/etc";
  if (prefix.string().starts_with("/opt/")) {
    etc = "/etc" / prefix.relative_path();
  }
  if (!sysconfdir.empty()) etc = sysconfdir;
  return etc / "ritmon" / "ritmon.toml";
}

fs::path InstalledConfiguration() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const fs::path path = ConfigurationBeside(program, RITMON_SYSCONFDIR);
  return !path.empty() && fs::exists(path, error) ? path : fs::path();
}

}  // namespace ritmon
