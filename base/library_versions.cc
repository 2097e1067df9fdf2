// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/library_versions.h"

#include <sqlite3.h>
#include <unicode/uversion.h>

namespace ritmon {

std::string IcuVersion() {
  UVersionInfo version;
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  return text;
}

std::string SqliteVersion() { return sqlite3_libversion(); }

}  // namespace ritmon
