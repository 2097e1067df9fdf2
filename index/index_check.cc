// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_check.h"

#include <xapian.h>

#include <sstream>
#include <string>

#include "index/index_errors.h"

namespace ritmon {

Status CheckIndexTables(const std::filesystem::path& directory) {
  std::string reason;
  try {
    std::ostringstream said;
    const size_t mistakes =
        Xapian::Database::check(directory.string(), 0, &said);
    if (mistakes == 0) return {};
    reason = std::to_string(mistakes) + " mistakes in its tables";
  } catch (const Xapian::Error& error) {
    reason = error.get_msg();
  }
  return NeedsRebuild(directory, "the index is damaged (" + reason + ")");
}

}  // namespace ritmon
