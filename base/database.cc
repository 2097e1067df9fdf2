// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/database.h"

#include <sqlite3.h>

namespace ritmon {
namespace {

tl::unexpected<Error> SqlError(sqlite3* database, std::string_view where) {
  const int code = sqlite3_errcode(database) & 0xff;
  const ErrorKind kind = code == SQLITE_BUSY      ? ErrorKind::kBusy
                         : code == SQLITE_FULL    ? ErrorKind::kIo
                         : code == SQLITE_IOERR   ? ErrorKind::kIo
                         : code == SQLITE_NOTADB  ? ErrorKind::kInvalid
                         : code == SQLITE_CORRUPT ? ErrorKind::kInvalid
                                                  : ErrorKind::kInternal;
  return Fail(kind, std::string(where) + ": " + sqlite3_errmsg(database));
}

// Names the file; the SQL too, unless it is the disk that failed.
tl::unexpected<Error> StatementError(sqlite3_stmt* statement) {
  sqlite3* database = sqlite3_db_handle(statement);
  const char* file = sqlite3_db_filename(database, "main");
  std::string where = file != nullptr ? file : "";
  const int code = sqlite3_errcode(database) & 0xff;
  if (code != SQLITE_IOERR && code != SQLITE_FULL) {
    if (!where.empty()) where += ": ";
    where += sqlite3_sql(statement);
  }
  return SqlError(database, where);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Statement& Statement::Bind(int parameter, int64_t value) {
  sqlite3_bind_int64(statement_.get(), parameter, value);
  return *this;
}

Statement& Statement::Bind(int parameter, double value) {
  sqlite3_bind_double(statement_.get(), parameter, value);
  return *this;
}

Statement& Statement::Bind(int parameter, std::string_view text) {
  // A null data pointer would be bound as NULL, an empty text must not be.
  sqlite3_bind_text64(statement_.get(), parameter,
                      text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement& Statement::BindView(int parameter, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), parameter,
                      text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::BindBlob(int parameter, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), parameter,
                      bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                      SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::BindNull(int parameter) {
  sqlite3_bind_null(statement_.get(), parameter);
  return *this;
}

Statement& Statement::Bind(int parameter,
                           const std::optional<std::string>& text) {
  return text ? Bind(parameter, std::string_view(*text)) : BindNull(parameter);
}

Statement& Statement::Bind(int parameter, std::optional<int64_t> value) {
  return value ? Bind(parameter, *value) : BindNull(parameter);
}

Result<bool> Statement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    Reset();
    return false;
  }
  auto error = StatementError(statement_.get());
  Reset();
  return error;
}

Status Statement::Run() {
  auto row = Step();
  if (!row) return tl::unexpected(row.error());
  if (*row) Reset();
  return {};
}

void Statement::Reset() { sqlite3_reset(statement_.get()); }

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::Real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::Text(int column) const {
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  if (data == nullptr) return {};
  return std::string(static_cast<const char*>(data), static_cast<size_t>(size));
}

std::optional<std::string> Statement::OptionalText(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Text(column);
}

std::optional<int64_t> Statement::OptionalInt(int column) const {
  if (IsNull(column)) return std::nullopt;
  return Int(column);
}

namespace {

// What would end a path in a URI.
std::string UriPath(const std::string& path) {
  std::string text;
  for (const char c : path) {
    if (c == '%') {
      text += "%25";
    } else if (c == '?') {
      text += "%3f";
    } else if (c == '#') {
      text += "%23";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

Result<Database> Database::OpenWith(const std::filesystem::path& path,
                                    int flags,
                                    std::chrono::milliseconds patience) {
  // Nobody asks SQLite how much memory it has; counting costs a lock each time.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)uncounted;  // refused if SQLite is in use already: nothing lost
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database database(raw, path.string());
  if (code != SQLITE_OK) {
    return Fail(code == SQLITE_CANTOPEN && !std::filesystem::exists(path)
                    ? ErrorKind::kNotFound
                    : ErrorKind::kIo,
                path.string() + ": cannot open database: " +
                    (raw != nullptr ? sqlite3_errmsg(raw) : "no memory"));
  }
  sqlite3_busy_timeout(raw, static_cast<int>(patience.count()));
  return database;
}

Result<Database> Database::Open(const std::filesystem::path& path) {
  auto database =
      OpenWith(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, kPatience);
  if (!database) return database;
  // NORMAL under WAL: a power cut may lose the last transactions, never the
  // file; what they said is said again from the archive.
  auto status = database->Execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
      "PRAGMA foreign_keys=ON;");
  if (!status) return FailAt(path.string(), status.error());
  return database;
}

// A write-ahead log cannot be looked for by who may not write beside it. Where
// nobody has left one, the file is all there is.
Result<Database> Database::OpenReadOnly(const std::filesystem::path& path,
                                        std::chrono::milliseconds patience) {
  auto database = OpenWith(path, SQLITE_OPEN_READONLY, patience);
  if (!database) return database;
  sqlite3* raw = database->database_.get();
  const int code =
      sqlite3_exec(raw, "PRAGMA schema_version", nullptr, nullptr, nullptr);
  const bool is_denied = code == SQLITE_READONLY || code == SQLITE_CANTOPEN;
  if (!is_denied || std::filesystem::exists(path.string() + "-wal")) {
    return database;
  }
  return OpenWith("file:" + UriPath(path.string()) + "?immutable=1",
                  SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, patience);
}

Status Database::Execute(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) !=
      SQLITE_OK) {
    return SqlError(database_.get(), name_);
  }
  return {};
}

Result<Statement> Database::Prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql.data(),
                         static_cast<int>(sql.size()), &raw,
                         nullptr) != SQLITE_OK) {
    return SqlError(database_.get(), name_ + ": " + std::string(sql));
  }
  return Statement(raw);
}

Result<int64_t> Database::SchemaVersion() {
  auto select = Prepare("PRAGMA user_version");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return *row ? select->Int(0) : 0;
}

Status Database::SetSchemaVersion(int64_t version) {
  return Execute("PRAGMA user_version = " + std::to_string(version));
}

bool Database::HasTable(const std::string& name) {
  return sqlite3_table_column_metadata(database_.get(), "main", name.c_str(),
                                       nullptr, nullptr, nullptr, nullptr,
                                       nullptr, nullptr) == SQLITE_OK;
}

bool Database::HasTables() {
  auto select = Prepare("SELECT 1 FROM sqlite_master LIMIT 1");
  if (!select) return false;
  const auto row = select->Step();
  return row && *row;
}

Status Database::CopyTo(const std::filesystem::path& file) {
  auto copy =
      OpenWith(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, kPatience);
  if (!copy) return tl::unexpected(copy.error());
  sqlite3_backup* backup = sqlite3_backup_init(copy->database_.get(), "main",
                                               database_.get(), "main");
  if (backup == nullptr) {
    return SqlError(copy->database_.get(), file.string());
  }
  // In one step: with a write-ahead log nobody waits for a reader, and what is
  // read in several ones begins anew whenever somebody has written.
  const int code = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (code == SQLITE_DONE && finished == SQLITE_OK) return {};
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    return Fail(ErrorKind::kBusy,
                name_ +
                    ": an import writes into it, so that nobody can read; "
                    "try again when it is done");
  }
  return SqlError(copy->database_.get(),
                  name_ + ": cannot be copied to " + file.string());
}

Status Database::Compact() {
  if (auto s = Execute("VACUUM"); !s) return s;
  auto checkpoint = Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  auto row = checkpoint->Step();
  if (!row) return tl::unexpected(row.error());
  const bool blocked = *row && checkpoint->Int(0) != 0;
  if (!blocked) return {};
  return Fail(ErrorKind::kBusy,
              name_ +
                  ": somebody is reading it; what was deleted is in its log "
                  "until the next try");
}

void Database::Rollback() {
  // Fails only if there is nothing to roll back.
  sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<Transaction> Transaction::Begin(Database& database) {
  auto status = database.Begin();
  if (!status) return tl::unexpected(status.error());
  return Transaction(&database);
}

Status Transaction::Commit() {
  auto status = database_->Commit();
  if (status) database_ = nullptr;
  return status;
}

namespace {

constexpr char kShared[] = "PRAGMA main.locking_mode=NORMAL";

}  // namespace

DirectWrites::DirectWrites(Database& database) : database_(database) {
  // The lock first: else somebody may come in between the two.
  (void)database_.Execute("PRAGMA main.locking_mode=EXCLUSIVE");
  if (!database_.Execute("PRAGMA main.journal_mode=TRUNCATE")) {
    (void)database_.Execute(kShared);
  }
}

DirectWrites::~DirectWrites() {
  (void)database_.Execute(kShared);
  // Should this fail the next to open the database does it.
  (void)database_.Execute("PRAGMA main.journal_mode=WAL");
}

}  // namespace ritmon
