// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded database, behind one interface.
//
// SQL is written in the part that SQLite and PostgreSQL share: parameters $1,
// $2 … in ascending order of first use, INSERT … ON CONFLICT, text as UTF-8,
// integers of 64 bits. SQLite's API stops in database.cc.
//
// A Database and its Statements belong to one thread at a time.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace ritmon {

// A prepared statement. Must not outlive its Database.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  // Parameters count from 1. Text and blobs are copied.
  Statement& Bind(int parameter, int64_t value);
  Statement& Bind(int parameter, double value);
  Statement& Bind(int parameter, std::string_view text);
  Statement& Bind(int parameter, const std::string& text) {
    return Bind(parameter, std::string_view(text));
  }
  Statement& Bind(int parameter, const char* text) {
    return Bind(parameter, std::string_view(text));
  }
  // The same without a copy: `text` must live until the next Bind of the
  // parameter.
  Statement& BindView(int parameter, std::string_view text);
  Statement& BindBlob(int parameter, std::string_view bytes);
  Statement& BindNull(int parameter);
  Statement& Bind(int parameter, const std::optional<std::string>& text);
  Statement& Bind(int parameter, std::optional<int64_t> value);

  // True: a row is there. False: no more rows; the statement is reset and can
  // be bound again.
  Result<bool> Step();
  // For statements without rows: runs and resets.
  Status Run();
  void Reset();

  // Columns count from 0; valid until the next Step or Reset.
  bool IsNull(int column) const;
  int64_t Int(int column) const;
  double Real(int column) const;
  std::string Text(int column) const;  // also for blobs
  std::optional<std::string> OptionalText(int column) const;
  std::optional<int64_t> OptionalInt(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
 public:
  // How long to wait for another writer, normally.
  static constexpr std::chrono::milliseconds kPatience{5000};

  // Opens or creates `path` (":memory:" for a temporary one). Write-ahead log,
  // waits for another writer up to kPatience.
  static Result<Database> Open(const std::filesystem::path& path);
  // kNotFound if there is no such file. Whoever must answer soon is less
  // patient, and gets kBusy in the rare case that even readers have to wait.
  static Result<Database> OpenReadOnly(
      const std::filesystem::path& path,
      std::chrono::milliseconds patience = kPatience);

  // One or more statements without parameters and rows.
  Status Execute(const std::string& sql);
  Result<Statement> Prepare(std::string_view sql);

  // A number that tells which form the tables have; 0 if nobody has set it
  // (PRAGMA user_version).
  Result<int64_t> SchemaVersion();
  Status SetSchemaVersion(int64_t version);
  bool HasTable(const std::string& name);
  bool HasTables();

  // All of it as it is at this moment, in a new file; others write meanwhile.
  // kBusy if one writes in a way that lets nobody read (DirectWrites).
  Status CopyTo(const std::filesystem::path& file);

  // Writes the file anew without what was deleted or overwritten in it, and
  // empties the log beside it. kBusy if somebody reads it just now; doing it
  // later will do. Outside of transactions.
  Status Compact();

  Status Begin() { return Execute("BEGIN IMMEDIATE"); }
  Status Commit() { return Execute("COMMIT"); }
  void Rollback();

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Database(sqlite3* database, std::string name)
      : database_(database), name_(std::move(name)) {}
  static Result<Database> OpenWith(const std::filesystem::path& path, int flags,
                                   std::chrono::milliseconds patience);
  std::unique_ptr<sqlite3, Close> database_;
  std::string name_;  // for messages
};

// A transaction that is rolled back unless committed.
class Transaction {
 public:
  static Result<Transaction> Begin(Database& database);
  Transaction(Transaction&& other) noexcept
      : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction() {
    if (database_ != nullptr) database_->Rollback();
  }
  Status Commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_;  // must outlive this; null once committed
};

// While it lives, changes go into the file itself, with a rollback journal
// beside it, and nobody else can open the database. For a transaction that
// writes gigabytes into an empty one: all of it would go through the
// write-ahead log first, and each page read again would be looked up there.
// Where somebody has the database open everything stays as it is. Begin and end
// it outside of transactions.
class DirectWrites {
 public:
  explicit DirectWrites(Database& database);
  DirectWrites(const DirectWrites&) = delete;
  DirectWrites& operator=(const DirectWrites&) = delete;
  ~DirectWrites();

 private:
  Database& database_;
};

}  // namespace ritmon
