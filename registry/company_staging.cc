// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_staging.h"

#include <system_error>
#include <utility>

#include "base/files.h"
#include "base/fingerprint.h"
#include "registry/company_keys.h"
#include "registry/company_rows.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// Memory of the database while rows stream through, KiB, negative as SQLite
// wants it.
constexpr char kCache[] = "PRAGMA staging.cache_size=-16000;";

// Before the first row. A kill of the process loses the open batch, no more;
// after a power cut the file may be damaged, and is made again.
constexpr char kSettings[] =
    "PRAGMA staging.journal_mode=TRUNCATE; PRAGMA staging.synchronous=OFF;";

constexpr char kState[] = R"sql(
CREATE TABLE IF NOT EXISTS staging.progress (
  stamp TEXT NOT NULL,
  store_imports BIGINT NOT NULL,
  line BIGINT NOT NULL,
  rows_read BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  skipped BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS staging.refusals (
  line BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS staging.names (
  name_key BIGINT NOT NULL,
  company_id TEXT NOT NULL
);
)sql";

// With so many new rows for each one held, indexes are made anew.
constexpr int64_t kRebuildShare = 5;

// Few rows are in them: kept up to date they cost less than to be made in the
// end, when each would read the whole table.
std::string PartialIndexes() {
  std::string sql;
  for (const CompanyIndex& index : kCompanyIndexes) {
    if (index.IsPartial()) sql += CreateSql(index, "staging.") + ";";
  }
  return sql;
}

std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c;
    if (c == '\'') quoted += c;
  }
  return quoted + "'";
}

Status RemoveStagingFile(const std::filesystem::path& file) {
  for (const char* suffix : {"", "-journal"}) {
    std::filesystem::path path = file;
    path += suffix;
    std::error_code code;
    std::filesystem::remove(path, code);
    if (code) {
      return Fail(ErrorKind::kIo,
                  path.string() + ": cannot remove: " + code.message());
    }
  }
  return {};
}

}  // namespace

CompanyStaging::CompanyStaging(CompanyStaging&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      file_(std::move(other.file_)),
      in_batch_(other.in_batch_),
      store_is_empty_(other.store_is_empty_),
      ids_(std::move(other.ids_)),
      done_lines_(other.done_lines_),
      done_(std::move(other.done_)),
      insert_new_(std::move(other.insert_new_)),
      insert_other_(std::move(other.insert_other_)),
      insert_name_(std::move(other.insert_name_)) {}

CompanyStaging::~CompanyStaging() {
  if (database_ == nullptr) return;
  if (in_batch_) database_->Rollback();
  insert_new_.reset();
  insert_other_.reset();
  insert_name_.reset();
  // The file stays: an import that was broken off is taken up again.
  (void)database_->Execute("DETACH DATABASE staging");
}

Result<CompanyStaging> CompanyStaging::Open(Database& database,
                                            const std::filesystem::path& file,
                                            const std::string& stamp) {
  if (!file.empty()) {
    if (auto s = MakeDirectories(file.parent_path()); !s) {
      return tl::unexpected(s.error());
    }
  }
  const std::string attach = "ATTACH DATABASE " +
                             Quoted(file.empty() ? ":memory:" : file.string()) +
                             " AS staging;";
  // A damaged file is made again.
  for (const bool again : {false, true}) {
    if (auto s = database.Execute(attach); !s) return tl::unexpected(s.error());
    CompanyStaging staging(database, file);
    auto prepared = staging.Prepare(stamp);
    if (prepared) return staging;
    if (again || prepared.error().kind != ErrorKind::kInvalid) {
      return tl::unexpected(prepared.error());
    }
    if (auto s = staging.Remove(); !s) return tl::unexpected(s.error());
  }
  return Fail(ErrorKind::kInternal, "staging: cannot be made");
}

Status CompanyStaging::Prepare(const std::string& stamp) {
  const std::string columns(kCompanyTableColumns);
  const std::string tables =
      std::string(kSettings) + kCache + kState +
      "CREATE TABLE IF NOT EXISTS staging.companies " + columns +
      "; CREATE TABLE IF NOT EXISTS staging.others " + columns + ";";
  auto status = database_->Execute(tables + PartialIndexes());
  if (status) status = ReadState(stamp);
  if (status) status = LoadIds();
  if (!status) return status;
  const std::pair<std::optional<Statement>*, std::string> slots[] = {
      {&insert_new_, InsertCompanySql("staging.companies")},
      {&insert_other_, InsertCompanySql("staging.others")},
      {&insert_name_,
       "INSERT INTO staging.names (name_key, company_id) VALUES ($1, $2)"}};
  for (const auto& [slot, sql] : slots) {
    auto statement = database_->Prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    slot->emplace(std::move(*statement));
  }
  return {};
}

// How far an earlier import of the same file into the same store has come.
Status CompanyStaging::ReadState(const std::string& stamp) {
  auto imports = CountOf("imports");
  if (!imports) return tl::unexpected(imports.error());
  auto select = database_->Prepare(
      "SELECT line, rows_read, refused, skipped FROM staging.progress "
      "WHERE stamp = $1 AND store_imports = $2");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Bind(1, stamp).Bind(2, *imports).Step();
  if (!row) return tl::unexpected(row.error());
  if (*row) {
    done_lines_ = static_cast<uint64_t>(select->Int(0));
    done_.read = static_cast<uint64_t>(select->Int(1));
    done_.refused = static_cast<uint64_t>(select->Int(2));
    done_.skipped = static_cast<uint64_t>(select->Int(3));
    select->Reset();
    auto refusals =
        database_->Prepare("SELECT line, reason FROM staging.refusals");
    if (!refusals) return tl::unexpected(refusals.error());
    while (true) {
      auto refusal = refusals->Step();
      if (!refusal) return tl::unexpected(refusal.error());
      if (!*refusal) return {};
      done_.refusals.push_back(
          {static_cast<uint64_t>(refusals->Int(0)), refusals->Text(1)});
    }
  }
  auto cleared = database_->Execute(
      "DELETE FROM staging.progress; DELETE FROM staging.companies; "
      "DELETE FROM staging.others; DELETE FROM staging.names; "
      "DELETE FROM staging.refusals;");
  if (!cleared) return cleared;
  auto insert = database_->Prepare(
      "INSERT INTO staging.progress (stamp, store_imports, line, rows_read, "
      "refused, skipped) VALUES ($1, $2, 0, 0, 0, 0)");
  if (!insert) return tl::unexpected(insert.error());
  return insert->Bind(1, stamp).Bind(2, *imports).Run();
}

Status CompanyStaging::LoadIds() {
  if (auto s = LoadIdsOf("main.companies"); !s) return s;
  store_is_empty_ = ids_.size() == 0;
  return LoadIdsOf("staging.companies");
}

Status CompanyStaging::LoadIdsOf(const std::string& table) {
  auto ids = database_->Prepare("SELECT id FROM " + table);
  if (!ids) return tl::unexpected(ids.error());
  while (true) {
    auto row = ids->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    ids_.Insert(Fingerprint64(ids->Text(0)));
  }
}

Result<int64_t> CompanyStaging::CountOf(const std::string& table) {
  auto count = database_->Prepare("SELECT COUNT(*) FROM " + table);
  if (!count) return tl::unexpected(count.error());
  auto row = count->Step();
  if (!row) return tl::unexpected(row.error());
  return count->Int(0);
}

Status CompanyStaging::Add(const Company& company, const CompanyKeys& keys,
                           const SourceInfo& source) {
  if (!in_batch_) {
    if (auto s = database_->Execute("BEGIN"); !s) return s;
    in_batch_ = true;
  }
  const bool is_new =
      !company.id.empty() && ids_.Insert(Fingerprint64(company.id));
  Statement& insert = is_new ? *insert_new_ : *insert_other_;
  BindCompanyRow(insert, company, keys, source);
  if (auto s = insert.Run(); !s || !is_new) return s;
  for (const std::string& name : company.previous_names) {
    insert_name_->Bind(1, NameKey(FullNameKey(name)));
    insert_name_->Bind(2, std::string_view(company.id));
    if (auto s = insert_name_->Run(); !s) return s;
  }
  return {};
}

Status CompanyStaging::CommitBatch(uint64_t line,
                                   const ImportSummary& summary) {
  auto update = database_->Prepare(
      "UPDATE staging.progress SET line = $1, rows_read = $2, refused = $3, "
      "skipped = $4");
  if (!update) return tl::unexpected(update.error());
  update->Bind(1, static_cast<int64_t>(line));
  update->Bind(2, static_cast<int64_t>(summary.read));
  update->Bind(3, static_cast<int64_t>(summary.refused));
  update->Bind(4, static_cast<int64_t>(summary.skipped));
  if (auto s = update->Run(); !s) return s;
  auto refusal = database_->Prepare(
      "INSERT INTO staging.refusals (line, reason) VALUES ($1, $2)");
  if (!refusal) return tl::unexpected(refusal.error());
  for (size_t i = done_.refusals.size(); i < summary.refusals.size(); ++i) {
    refusal->Bind(1, static_cast<int64_t>(summary.refusals[i].line));
    refusal->Bind(2, summary.refusals[i].reason);
    if (auto s = refusal->Run(); !s) return s;
  }
  done_.refusals = summary.refusals;
  if (!in_batch_) return {};
  in_batch_ = false;
  return database_->Execute("COMMIT");
}

Result<uint64_t> CompanyStaging::MoveNew() {
  auto held = CountOf("main.companies");
  auto staged = CountOf("staging.companies");
  if (!held) return tl::unexpected(held.error());
  if (!staged) return tl::unexpected(staged.error());
  if (*staged == 0) return 0;
  // Into an empty table SQLite copies rows without unpacking them, all columns
  // being in their order, and with them each index that both tables have.
  std::vector<CompanyIndex> rebuilt;
  for (const CompanyIndex& index : kCompanyIndexes) {
    const bool copied = store_is_empty_ && index.IsPartial();
    if (*staged * kRebuildShare >= *held && !copied) rebuilt.push_back(index);
  }
  std::string sql;
  for (const CompanyIndex& index : rebuilt) sql += DropSql(index) + ";";
  sql +=
      "INSERT INTO main.companies SELECT * FROM staging.companies;"
      "INSERT INTO main.company_names SELECT name_key, company_id "
      "FROM staging.names WHERE 1 ORDER BY name_key, company_id "
      "ON CONFLICT DO NOTHING;";
  for (const CompanyIndex& index : rebuilt) sql += CreateSql(index) + ";";
  if (auto s = database_->Execute(sql); !s) return tl::unexpected(s.error());
  return static_cast<uint64_t>(*staged);
}

Status CompanyStaging::ForEachOther(
    const std::function<Status(Company, const SourceInfo&)>& on_row) {
  auto others = database_->Prepare("SELECT " + std::string(kCompanyColumnList) +
                                   ", " + std::string(kCompanyRestList) +
                                   " FROM staging.others ORDER BY rowid");
  if (!others) return tl::unexpected(others.error());
  while (true) {
    auto row = others->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    auto taken = on_row(ReadCompanyRow(*others), ReadRowSource(*others));
    if (!taken) return taken;
  }
}

Status CompanyStaging::Remove() {
  Database& database = *std::exchange(database_, nullptr);
  if (in_batch_) database.Rollback();
  in_batch_ = false;
  insert_new_.reset();
  insert_other_.reset();
  insert_name_.reset();
  if (auto s = database.Execute("DETACH DATABASE staging"); !s) return s;
  return file_.empty() ? Status() : RemoveStagingFile(file_);
}

}  // namespace ritmon
