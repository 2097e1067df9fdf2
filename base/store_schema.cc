// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/store_schema.h"

#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace ritmon {
namespace {

namespace fs = std::filesystem;

Status CheckNotEmpty(const fs::path& file) {
  std::error_code code;
  const auto size = fs::file_size(file, code);
  if (code || size > 0) return {};
  fs::path log = file;
  log += "-wal";
  if (fs::exists(log, code)) return {};
  return Fail(ErrorKind::kInvalid,
              file.string() + ": file is not a database: it is empty");
}

// Which form the tables have; today's if there are none yet.
Result<int64_t> VersionOf(Database& database, const fs::path& file,
                          const StoreSchema& schema) {
  auto version = database.SchemaVersion();
  if (!version) return tl::unexpected(version.error());
  if (*version > schema.version) {
    return Fail(ErrorKind::kInvalid,
                file.string() + ": was written by a later ritmon (version " +
                    std::to_string(*version) +
                    " of its tables, this one knows " +
                    std::to_string(schema.version) +
                    "); install that one, or restore a backup that is older");
  }
  if (*version == 0) {
    if (!database.HasTables()) return schema.version;
    if (schema.is_first(database)) return 1;
  }
  return *version;
}

Status CheckVersion(Database& database, const fs::path& file,
                    const StoreSchema& schema) {
  const auto version = VersionOf(database, file, schema);
  if (!version) return tl::unexpected(version.error());
  if (*version == schema.version) return {};
  return Fail(ErrorKind::kInvalid,
              file.string() + ": was written by an earlier ritmon (version " +
                  std::to_string(*version) + " of its tables, this one reads " +
                  std::to_string(schema.version) +
                  "); `ritmon index` brings it up to date");
}

// A number for tables that are made now.
Status Number(Database& database, const StoreSchema& schema) {
  auto version = database.SchemaVersion();
  if (!version) return tl::unexpected(version.error());
  if (*version != 0 || database.HasTables()) return {};
  return database.SetSchemaVersion(schema.version);
}

}  // namespace

Result<Database> OpenStore(const fs::path& file, const StoreSchema& schema) {
  if (auto s = CheckNotEmpty(file); !s) return tl::unexpected(s.error());
  if (fs::exists(file)) {
    // First of all in a way that changes nothing.
    auto looked_at = OpenStoreReadOnly(file, schema);
    if (!looked_at) return looked_at;
  }
  auto database = Database::Open(file);
  if (!database) return database;
  if (auto s = Number(*database, schema); !s) return tl::unexpected(s.error());
  return database;
}

Result<Database> OpenStoreReadOnly(const fs::path& file,
                                   const StoreSchema& schema,
                                   std::chrono::milliseconds patience) {
  if (auto s = CheckNotEmpty(file); !s) return tl::unexpected(s.error());
  auto database = Database::OpenReadOnly(file, patience);
  if (!database) return database;
  auto checked = CheckVersion(*database, file, schema);
  if (!checked) return tl::unexpected(checked.error());
  return database;
}

namespace {

// The database as it is, once: a kill may have come since the first time.
Status KeepCopy(Database& database, const fs::path& copy) {
  if (fs::exists(copy)) return {};
  fs::path half = copy;
  half += ".tmp";
  std::error_code code;
  fs::remove(half, code);
  if (auto s = database.CopyTo(half); !s) return s;
  fs::rename(half, copy, code);
  if (!code) return {};
  return Fail(ErrorKind::kIo,
              copy.string() + ": cannot be made: " + code.message());
}

// The version to come from; nothing if all is up to date.
Result<std::optional<int64_t>> OutdatedVersion(const fs::path& file,
                                               const StoreSchema& schema) {
  auto database = Database::OpenReadOnly(file);
  if (!database) return tl::unexpected(database.error());
  auto version = VersionOf(*database, file, schema);
  if (!version) return tl::unexpected(version.error());
  auto number = database->SchemaVersion();
  if (!number) return tl::unexpected(number.error());
  const bool has_its_number = *number != 0 || !database->HasTables();
  if (*version == schema.version && has_its_number) {
    return std::optional<int64_t>();
  }
  return std::optional<int64_t>(*version);
}

}  // namespace

Result<bool> UpgradeStore(const fs::path& file, const StoreSchema& schema,
                          const StoreUpgrade& upgrade) {
  if (!fs::exists(file)) return false;
  if (auto s = CheckNotEmpty(file); !s) return tl::unexpected(s.error());
  auto from = OutdatedVersion(file, schema);
  if (!from) return tl::unexpected(from.error());
  if (!*from) return false;
  auto database = Database::Open(file);
  if (!database) return tl::unexpected(database.error());
  const bool changes = **from != schema.version;
  if (changes && upgrade.keep_copy) {
    fs::path copy = file;
    copy += ".version-" + std::to_string(**from);
    if (auto s = KeepCopy(*database, copy); !s) {
      return tl::unexpected(s.error());
    }
  }
  const std::string place = file.string() + ": cannot be brought up to date";
  if (changes && upgrade.before) {
    if (auto s = upgrade.before(*database); !s) return FailAt(place, s.error());
  }
  auto transaction = Transaction::Begin(*database);
  if (!transaction) return tl::unexpected(transaction.error());
  if (changes && upgrade.change) {
    if (auto s = upgrade.change(*database); !s) return FailAt(place, s.error());
  }
  if (auto s = database->SetSchemaVersion(schema.version); !s) {
    return tl::unexpected(s.error());
  }
  if (auto s = transaction->Commit(); !s) return tl::unexpected(s.error());
  return changes;
}

}  // namespace ritmon
