// SPDX-License-Identifier: GPL-3.0-or-later
// Whether an archive file can be read, and whether its index (archive_index.h)
// says what is in it. Reads only.

#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include "base/result.h"

namespace ritmon {

struct ArchiveFileCheck {
  int64_t records = 0;    // that were read
  uint64_t problems = 0;  // places that cannot be read
  std::string first_problem;
  bool ends_cut = false;  // in half a record, as a kill leaves it
  // Records whose block has another digest than they say.
  int64_t changed = 0;
  uint64_t first_changed = 0;  // offset
  bool has_index = false;
  bool index_differs = false;  // of what was read
  std::set<uint64_t> offsets;  // of captures that were read
};

// All of it, or (not `deep`) from the last capture that its index names; all
// of it, too, if it has no index.
Result<ArchiveFileCheck> CheckArchiveFile(const std::filesystem::path& file,
                                          bool deep);

}  // namespace ritmon
