// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_store.h"

#include <utility>

#include "funding/grant_row.h"

namespace ritmon {
namespace {

// On disk: described in docs/formats.md.
constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS grants (
  fkz TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  recipient_ags TEXT NOT NULL,
  recipient_town TEXT NOT NULL,
  recipient_state TEXT NOT NULL,
  recipient_country TEXT NOT NULL,
  executing TEXT NOT NULL,
  executing_ags TEXT NOT NULL,
  executing_town TEXT NOT NULL,
  executing_state TEXT NOT NULL,
  executing_country TEXT NOT NULL,
  title TEXT NOT NULL,
  plan_code TEXT NOT NULL,
  plan_text TEXT NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  amount_cents BIGINT NOT NULL,
  profile TEXT NOT NULL,
  joint_project TEXT NOT NULL,
  kind TEXT NOT NULL,
  ministry TEXT NOT NULL,
  actor TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS grant_changes (
  fkz TEXT NOT NULL,
  import_number BIGINT NOT NULL,
  field TEXT NOT NULL,
  value_before TEXT NOT NULL,
  value_after TEXT NOT NULL,
  PRIMARY KEY (fkz, import_number, field)
);
CREATE TABLE IF NOT EXISTS grant_imports (
  number BIGINT PRIMARY KEY,
  path TEXT NOT NULL,
  header TEXT NOT NULL,
  as_of TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  rows_read BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  dropped BIGINT NOT NULL,
  refused BIGINT NOT NULL
);
)sql";

// "fkz, recipient, …" with `separator` between, each as `write` gives it.
template <typename Write>
std::string Columns(std::string_view separator, const Write& write) {
  std::string list;
  for (size_t i = 0; i < kGrantRowColumns.size(); ++i) {
    if (i > 0) list += separator;
    list += write(i);
  }
  return list;
}

std::string Names() {
  return Columns(", ",
                 [](size_t i) { return std::string(kGrantRowColumns[i]); });
}

std::string InsertSql() {
  return "INSERT INTO grants (" + Names() + ") VALUES (" +
         Columns(", ", [](size_t i) { return "$" + std::to_string(i + 1); }) +
         ") ON CONFLICT (fkz) DO ";
}

GrantRow ReadRow(const Statement& statement) {
  GrantRow row;
  for (size_t i = 0; i < row.size(); ++i) {
    const int column = static_cast<int>(i);
    row[i] = i == kAmountColumn ? std::to_string(statement.Int(column))
                                : statement.Text(column);
  }
  return row;
}

void BindRow(Statement& statement, const GrantRow& row, int64_t cents) {
  for (size_t i = 0; i < row.size(); ++i) {
    const int parameter = static_cast<int>(i) + 1;
    if (i == kAmountColumn) {
      statement.Bind(parameter, cents);
    } else {
      statement.Bind(parameter, std::string_view(row[i]));
    }
  }
}

}  // namespace

Status GrantStore::Prepare(std::optional<Statement>& slot,
                           std::string_view sql) {
  auto statement = database_->Prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  slot.emplace(std::move(*statement));
  return {};
}

Result<GrantStore> GrantStore::Open(Database& database) {
  auto status = database.Execute(kTables);
  if (!status) return tl::unexpected(status.error());
  auto store = OpenReadOnly(database);
  if (!store) return store;
  const std::string update = "UPDATE SET " + Columns(", ", [](size_t i) {
                               const std::string name(kGrantRowColumns[i]);
                               return name + " = excluded." + name;
                             });
  status =
      store->Prepare(store->insert_, InsertSql() + "NOTHING RETURNING fkz");
  if (status) status = store->Prepare(store->update_, InsertSql() + update);
  if (status) {
    status = store->Prepare(
        store->note_change_,
        "INSERT INTO grant_changes (fkz, import_number, field, value_before, "
        "value_after) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (fkz, import_number, field) DO UPDATE SET "
        "value_after = excluded.value_after");
  }
  if (!status) return tl::unexpected(status.error());
  return store;
}

Result<GrantStore> GrantStore::OpenReadOnly(Database& database) {
  if (!database.Prepare("SELECT fkz FROM grants LIMIT 0")) {
    return Fail(ErrorKind::kNotFound,
                "no grants here yet: ritmon import grants FILE");
  }
  GrantStore store(database);
  auto status = store.Prepare(
      store.find_, "SELECT " + Names() + " FROM grants WHERE fkz = $1");
  if (!status) return tl::unexpected(status.error());
  return store;
}

Result<GrantUpsert> GrantStore::Upsert(const Grant& grant, int64_t import,
                                       bool older) {
  GrantRow row = ToRow(grant);
  BindRow(*insert_, row, grant.amount_cents);
  auto inserted = insert_->Step();
  if (!inserted) return tl::unexpected(inserted.error());
  if (*inserted) {
    insert_->Reset();
    return GrantUpsert::kNew;
  }
  find_->Bind(1, std::string_view(grant.fkz));
  auto found = find_->Step();
  if (!found) return tl::unexpected(found.error());
  const GrantRow held = ReadRow(*find_);
  find_->Reset();

  bool changed = false;
  for (size_t i = 0; i < row.size(); ++i) {
    if (IsUnknown(row, i) || (older && !IsUnknown(held, i))) row[i] = held[i];
    if (row[i] == held[i]) continue;
    changed = true;
    if (i == kActorColumn) continue;
    auto status = NoteChange(
        grant.fkz, {import, std::string(kGrantRowColumns[i]), held[i], row[i]});
    if (!status) return tl::unexpected(status.error());
  }
  if (!changed) return GrantUpsert::kUnchanged;
  BindRow(*update_, row, FromRow(row).amount_cents);
  auto status = update_->Run();
  if (!status) return tl::unexpected(status.error());
  return GrantUpsert::kChanged;
}

Status GrantStore::NoteChange(std::string_view fkz, const GrantChange& change) {
  note_change_->Bind(1, fkz)
      .Bind(2, change.import)
      .Bind(3, change.field)
      .Bind(4, change.before)
      .Bind(5, change.after);
  return note_change_->Run();
}

Result<std::optional<Grant>> GrantStore::Find(std::string_view fkz) {
  find_->Bind(1, fkz);
  auto found = find_->Step();
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  Grant grant = FromRow(ReadRow(*find_));
  find_->Reset();
  return grant;
}

Status GrantStore::ForEach(const std::function<bool(Grant&)>& on_grant) {
  auto all =
      database_->Prepare("SELECT " + Names() + " FROM grants ORDER BY fkz");
  if (!all) return tl::unexpected(all.error());
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    Grant grant = FromRow(ReadRow(*all));
    if (!on_grant(grant)) return {};
  }
}

Result<uint64_t> GrantStore::Count() {
  auto count = database_->Prepare("SELECT COUNT(*) FROM grants");
  if (!count) return tl::unexpected(count.error());
  auto row = count->Step();
  if (!row) return tl::unexpected(row.error());
  return static_cast<uint64_t>(count->Int(0));
}

Result<std::vector<GrantChange>> GrantStore::History(std::string_view fkz) {
  auto query = database_->Prepare(
      "SELECT import_number, field, value_before, value_after "
      "FROM grant_changes WHERE fkz = $1 ORDER BY import_number, field");
  if (!query) return tl::unexpected(query.error());
  query->Bind(1, fkz);
  std::vector<GrantChange> changes;
  while (true) {
    auto row = query->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return changes;
    changes.push_back(
        {query->Int(0), query->Text(1), query->Text(2), query->Text(3)});
  }
}

Result<uint64_t> GrantStore::Reclassify(
    const std::function<ActorClass(const Grant&)>& classify) {
  std::vector<std::pair<std::string, ActorClass>> others;
  auto read = ForEach([&](const Grant& grant) {
    const ActorClass actor = classify(grant);
    if (actor != grant.actor) others.emplace_back(grant.fkz, actor);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  auto update =
      database_->Prepare("UPDATE grants SET actor = $1 WHERE fkz = $2");
  if (!update) return tl::unexpected(update.error());
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  for (const auto& [fkz, actor] : others) {
    update->Bind(1, ToString(actor)).Bind(2, fkz);
    auto status = update->Run();
    if (!status) return tl::unexpected(status.error());
  }
  auto status = transaction->Commit();
  if (!status) return tl::unexpected(status.error());
  return others.size();
}

Result<int64_t> GrantStore::NextImport() {
  auto next = database_->Prepare(
      "SELECT COALESCE(MAX(number), 0) + 1 FROM grant_imports");
  if (!next) return tl::unexpected(next.error());
  auto row = next->Step();
  if (!row) return tl::unexpected(row.error());
  return next->Int(0);
}

Status GrantStore::LogImport(const GrantImportEntry& entry) {
  auto insert = database_->Prepare(
      "INSERT INTO grant_imports (number, path, header, as_of, imported_at, "
      "rows_read, added, changed, unchanged, dropped, refused) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
  if (!insert) return tl::unexpected(insert.error());
  const auto number = [](uint64_t n) { return static_cast<int64_t>(n); };
  insert->Bind(1, entry.number)
      .Bind(2, entry.path)
      .Bind(3, entry.header)
      .Bind(4, entry.as_of)
      .Bind(5, entry.imported_at)
      .Bind(6, number(entry.read))
      .Bind(7, number(entry.added))
      .Bind(8, number(entry.changed))
      .Bind(9, number(entry.unchanged))
      .Bind(10, number(entry.dropped))
      .Bind(11, number(entry.refused));
  return insert->Run();
}

Result<std::vector<GrantImportEntry>> GrantStore::Imports() {
  auto query = database_->Prepare(
      "SELECT number, path, header, as_of, imported_at, rows_read, added, "
      "changed, unchanged, dropped, refused FROM grant_imports "
      "ORDER BY number");
  if (!query) return tl::unexpected(query.error());
  const auto count = [&](int i) {
    return static_cast<uint64_t>(query->Int(i));
  };
  std::vector<GrantImportEntry> entries;
  while (true) {
    auto row = query->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return entries;
    entries.push_back({query->Int(0), query->Text(1), query->Text(2),
                       query->Text(3), query->Text(4), count(5), count(6),
                       count(7), count(8), count(9), count(10)});
  }
}

}  // namespace ritmon
