// SPDX-License-Identifier: GPL-3.0-or-later
// Which files were imported, and whether they are others since: one that is
// the same is not read again. A table of the state store.

#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/database.h"
#include "base/result.h"

namespace ritmon {

// Size and time of change: enough to see that a file is another one.
// kNotFound, or kIo with the reason.
Result<std::string> StampOf(const std::filesystem::path& path);

class ImportedFiles {
 public:
  // Creates the table if it is not there. `database` must outlive this.
  static Result<ImportedFiles> Open(Database& database);

  // What Save was told of the file; nothing if it was never imported.
  Result<std::optional<std::string>> StampWhenImported(const std::string& path);
  Status Save(const std::string& path, const std::string& stamp);
  // So that all files are read again.
  Status Clear();

 private:
  explicit ImportedFiles(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace ritmon
