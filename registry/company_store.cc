// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/normalize.h"
#include "registry/company_record.h"
#include "registry/company_rows.h"
#include "registry/entity_kind.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// Prepares `sql` into `slot` unless it is there already.
Status PrepareOnce(Database& database, std::optional<Statement>& slot,
                   std::string_view sql) {
  if (slot) return {};
  auto statement = database.Prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  slot.emplace(std::move(*statement));
  return {};
}

}  // namespace

void ImportSummary::Refuse(uint64_t line, std::string reason) {
  ++refused;
  if (refusals.size() < kMaxRefusals) {
    refusals.push_back({line, std::move(reason)});
  }
}

void ImportSummary::Count(UpsertOutcome outcome) {
  switch (outcome) {
    case UpsertOutcome::kNew:
      ++added;
      break;
    case UpsertOutcome::kChanged:
      ++changed;
      break;
    case UpsertOutcome::kUnchanged:
      ++unchanged;
      break;
  }
}

std::string UnregisteredId(const Company& company) {
  // FNV-1a, 64 bits: the same on every machine. On disk: do not change.
  uint64_t hash = 0xcbf29ce484222325ULL;
  const std::string text = FullNameKey(company.name) + '\n' +
                           company.address.postcode + '\n' +
                           Fold(company.address.town);
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  std::string id = "N-";
  for (int shift = 60; shift >= 0; shift -= 4) {
    id += "0123456789abcdef"[(hash >> shift) & 15];
  }
  return id;
}

Result<CompanyStore> CompanyStore::Open(Database& database) {
  auto status = database.Execute(std::string(kCompanyTables));
  if (!status) return tl::unexpected(status.error());
  CompanyStore store(database);
  status = store.PrepareReads();
  if (status) status = store.PrepareWrites();
  if (!status) return tl::unexpected(status.error());
  return store;
}

Result<CompanyStore> CompanyStore::OpenReadOnly(Database& database) {
  if (!database.Prepare("SELECT id FROM companies LIMIT 0")) {
    return Fail(ErrorKind::kNotFound,
                "no companies here yet: ritmon import companies FILE");
  }
  CompanyStore store(database);
  auto status = store.PrepareReads();
  if (!status) return tl::unexpected(status.error());
  return store;
}

Status CompanyStore::PrepareReads() {
  const std::string columns = std::string(kCompanyColumnList) + ", source";
  const std::array<std::pair<std::optional<Statement>*, std::string>, 4>
      statements = {{
          {&find_, "SELECT " + columns + " FROM companies WHERE id = $1"},
          {&find_rank_,
           "SELECT source, source_rank, as_of FROM companies WHERE id = $1"},
          {&find_name_, "SELECT " + columns +
                            " FROM companies WHERE name_key = $1 ORDER BY id"},
          {&find_values_,
           "SELECT field, source, source_rank, as_of FROM company_values "
           "WHERE company_id = $1 ORDER BY field"},
      }};
  for (const auto& [slot, sql] : statements) {
    auto status = PrepareOnce(*database_, *slot, sql);
    if (!status) return status;
  }
  return {};
}

Status CompanyStore::PrepareWrites() {
  std::string values = "$1";
  for (int i = 2; i <= 25; ++i) values += ", $" + std::to_string(i);
  const std::string insert = "INSERT INTO companies (" +
                             std::string(kCompanyColumnList) +
                             ", source, source_rank, as_of) VALUES (" + values +
                             ") ON CONFLICT (id) DO ";
  std::string assignments;
  std::string_view rest = kCompanyColumnList;
  for (rest.remove_prefix(4); !rest.empty();) {  // without "id, "
    const size_t comma = std::min(rest.find(", "), rest.size());
    const std::string column(rest.substr(0, comma));
    assignments += column + " = excluded." + column + ", ";
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  assignments +=
      "source = excluded.source, source_rank = excluded.source_rank, "
      "as_of = excluded.as_of";
  const std::array<std::pair<std::optional<Statement>*, std::string>, 4>
      statements = {{
          {&insert_, insert + "NOTHING RETURNING id"},
          {&update_, insert + "UPDATE SET " + assignments},
          {&note_value_,
           "INSERT INTO company_values (company_id, field, source, "
           "source_rank, as_of) VALUES ($1, $2, $3, $4, $5) "
           "ON CONFLICT (company_id, field) DO UPDATE SET "
           "source = excluded.source, source_rank = excluded.source_rank, "
           "as_of = excluded.as_of"},
          {&forget_value_,
           "DELETE FROM company_values WHERE company_id = $1 AND field = $2"},
      }};
  for (const auto& [slot, sql] : statements) {
    auto status = PrepareOnce(*database_, *slot, sql);
    if (!status) return status;
  }
  return {};
}

Result<Upserted> CompanyStore::Upsert(Company company,
                                      const SourceInfo& source) {
  if (company.id.empty()) {
    company.id = company.register_number ? company.register_number->Key()
                                         : UnregisteredId(company);
  }
  BindCompanyRow(*insert_, company, source);
  auto inserted = insert_->Step();
  if (!inserted) return tl::unexpected(inserted.error());
  if (*inserted) {
    insert_->Reset();
    return Upserted{company.id, UpsertOutcome::kNew};
  }
  return Merge(std::move(company), source);
}

Result<Upserted> CompanyStore::Merge(Company company,
                                     const SourceInfo& source) {
  auto held = Find(company.id);
  if (!held) return tl::unexpected(held.error());
  auto values = SourcesOf(company.id);
  if (!values) return tl::unexpected(values.error());
  find_rank_->Bind(1, std::string_view(company.id));
  auto row = find_rank_->Step();
  if (!row) return tl::unexpected(row.error());
  SourceInfo first{find_rank_->Text(0), static_cast<int>(find_rank_->Int(1)),
                   find_rank_->Text(2)};
  find_rank_->Reset();

  MergeResult merged =
      MergeCompany(**held, first, *values, std::move(company), source);
  if (merged.changed_fields.empty()) {
    return Upserted{(*held)->id, UpsertOutcome::kUnchanged};
  }
  BindCompanyRow(*update_, merged.company, first);
  auto status = update_->Run();
  if (!status) return tl::unexpected(status.error());
  for (const std::string& field : merged.changed_fields) {
    const bool own = source.name == first.name;
    Statement& note = own ? *forget_value_ : *note_value_;
    note.Bind(1, std::string_view(merged.company.id));
    note.Bind(2, std::string_view(field));
    if (!own) {
      note.Bind(3, std::string_view(source.name));
      note.Bind(4, static_cast<int64_t>(source.rank));
      note.Bind(5, std::string_view(source.as_of));
    }
    status = note.Run();
    if (!status) return tl::unexpected(status.error());
  }
  return Upserted{merged.company.id, UpsertOutcome::kChanged};
}

Result<std::optional<Company>> CompanyStore::Find(std::string_view id) {
  find_->Bind(1, id);
  auto row = find_->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  Company company = ReadCompanyRow(*find_);
  find_->Reset();
  return company;
}

Result<std::vector<Company>> CompanyStore::FindByNameKey(
    std::string_view full_key) {
  std::vector<Company> companies;
  find_name_->Bind(1, full_key);
  while (true) {
    auto row = find_name_->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return companies;
    companies.push_back(ReadCompanyRow(*find_name_));
  }
}

Status CompanyStore::ForEach(const std::function<bool(Company&)>& on_company) {
  auto all = database_->Prepare("SELECT " + std::string(kCompanyColumnList) +
                                ", source FROM companies ORDER BY id");
  if (!all) return tl::unexpected(all.error());
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    Company company = ReadCompanyRow(*all);
    if (!on_company(company)) return {};
  }
}

Result<uint64_t> CompanyStore::Count() {
  auto count = database_->Prepare("SELECT COUNT(*) FROM companies");
  if (!count) return tl::unexpected(count.error());
  auto row = count->Step();
  if (!row) return tl::unexpected(row.error());
  return static_cast<uint64_t>(count->Int(0));
}

Result<std::vector<ValueSource>> CompanyStore::SourcesOf(std::string_view id) {
  std::vector<ValueSource> sources;
  find_values_->Bind(1, id);
  while (true) {
    auto row = find_values_->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return sources;
    sources.push_back({find_values_->Text(0), find_values_->Text(1),
                       static_cast<int>(find_values_->Int(2)),
                       find_values_->Text(3)});
  }
}

Result<uint64_t> CompanyStore::ReclassifyEntities() {
  // Companies at addresses that many share; the others' kind cannot change.
  auto shared = database_->Prepare(
      "SELECT c.id, c.name, c.legal_form, c.purpose, c.website, c.kind, a.n "
      "FROM companies c JOIN (SELECT postcode, street, COUNT(*) AS n FROM "
      "companies WHERE street <> '' GROUP BY postcode, street "
      "HAVING COUNT(*) > $1) a "
      "ON c.postcode = a.postcode AND c.street = a.street ORDER BY c.id");
  if (!shared) return tl::unexpected(shared.error());
  shared->Bind(1, int64_t{kSharedAddress});
  std::vector<std::pair<std::string, EntityKind>> changes;
  while (true) {
    auto row = shared->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    const std::string name = shared->Text(1);
    const std::string form = shared->Text(2);
    const std::string purpose = shared->Text(3);
    EntitySigns signs{name, form, purpose, !shared->Text(4).empty(),
                      static_cast<int>(shared->Int(6))};
    const EntityKind kind = ClassifyEntity(signs).kind;
    if (ToString(kind) != shared->Text(5)) {
      changes.emplace_back(shared->Text(0), kind);
    }
  }
  auto update = database_->Prepare(
      "UPDATE companies SET kind = $1 WHERE "
      "id = $2");
  if (!update) return tl::unexpected(update.error());
  for (const auto& [id, kind] : changes) {
    update->Bind(1, ToString(kind));
    update->Bind(2, std::string_view(id));
    auto status = update->Run();
    if (!status) return tl::unexpected(status.error());
  }
  return changes.size();
}

Status CompanyStore::LogImport(const ImportSummary& summary,
                               std::string_view imported_at) {
  auto insert = database_->Prepare(
      "INSERT INTO imports (number, source, path, imported_at, rows_read, "
      "added, changed, unchanged, refused) VALUES "
      "((SELECT COALESCE(MAX(number), 0) + 1 FROM imports), "
      "$1, $2, $3, $4, $5, $6, $7, $8)");
  if (!insert) return tl::unexpected(insert.error());
  insert->Bind(1, std::string_view(summary.source));
  insert->Bind(2, std::string_view(summary.path));
  insert->Bind(3, imported_at);
  int p = 3;
  for (const uint64_t n : {summary.read, summary.added, summary.changed,
                           summary.unchanged, summary.refused}) {
    insert->Bind(++p, static_cast<int64_t>(n));
  }
  return insert->Run();
}

Result<std::vector<ImportLogEntry>> CompanyStore::Imports() {
  auto all = database_->Prepare(
      "SELECT source, path, imported_at, rows_read, added, changed, "
      "unchanged, refused FROM imports ORDER BY number");
  if (!all) return tl::unexpected(all.error());
  std::vector<ImportLogEntry> entries;
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return entries;
    ImportLogEntry entry;
    entry.summary.source = all->Text(0);
    entry.summary.path = all->Text(1);
    entry.imported_at = all->Text(2);
    const std::array<uint64_t*, 5> counts = {
        &entry.summary.read, &entry.summary.added, &entry.summary.changed,
        &entry.summary.unchanged, &entry.summary.refused};
    int column = 3;
    for (uint64_t* count : counts) {
      *count = static_cast<uint64_t>(all->Int(column++));
    }
    entries.push_back(std::move(entry));
  }
}

}  // namespace ritmon
