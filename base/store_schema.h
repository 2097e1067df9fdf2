// SPDX-License-Identifier: GPL-3.0-or-later
// Databases that outlive the program: the form of their tables has a number,
// which stands in the file (Database::SchemaVersion).
//
// One of a later form is refused and left as it is. One of an earlier form is
// refused, too, with the command that brings it up to date: only who holds the
// data directory's lock does that (UpgradeStore), never a reader. Databases
// written before there were numbers have 0.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "base/database.h"
#include "base/result.h"

namespace ritmon {

struct StoreSchema {
  int64_t version = 1;  // that this program writes
  // Of a database with tables and without a number: whether they have the form
  // of version 1 already.
  bool (*is_first)(Database&) = [](Database&) { return true; };
};

// Opens or creates. kInvalid as said above, and for a file that is empty:
// nobody leaves one, so something else has.
Result<Database> OpenStore(const std::filesystem::path& file,
                           const StoreSchema& schema);
Result<Database> OpenStoreReadOnly(
    const std::filesystem::path& file, const StoreSchema& schema,
    std::chrono::milliseconds patience = Database::kPatience);

// How the tables of an earlier version become today's.
struct StoreUpgrade {
  // First, outside of any transaction; done again if a kill comes before the
  // rest. May be empty, like the next one.
  std::function<Status(Database&)> before;
  // All of it or nothing.
  std::function<Status(Database&)> change;
  // What cannot be made again stays beside, as it was, as FILE.version-0.
  bool keep_copy = false;
};

// Brings a database up to date. Nothing happens if there is no such file, and
// to one that is up to date. Whether anything was changed.
Result<bool> UpgradeStore(const std::filesystem::path& file,
                          const StoreSchema& schema,
                          const StoreUpgrade& upgrade = {});

}  // namespace ritmon
