// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_store.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/normalize.h"
#include "registry/company_keys.h"
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

using StatementSlot = std::pair<std::optional<Statement>*, std::string>;

Status PrepareAll(Database& database, const std::vector<StatementSlot>& slots) {
  for (const auto& [slot, sql] : slots) {
    auto status = PrepareOnce(database, *slot, sql);
    if (!status) return status;
  }
  return {};
}

// FNV-1a, 64 bits: the same on every machine. On disk: do not change.
std::string HexHash(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  std::string hex;
  for (int shift = 60; shift >= 0; shift -= 4) {
    hex += "0123456789abcdef"[(hash >> shift) & 15];
  }
  return hex;
}

std::string SelectCompanies() {
  return "SELECT " + std::string(kCompanyColumnList) + ", " +
         std::string(kCompanyRestList) + " FROM companies ";
}

// "name = excluded.name, ..." for all columns but id.
std::string Assignments() {
  const std::string columns =
      std::string(kCompanyColumnList) + ", " + std::string(kCompanyRestList);
  std::string assignments;
  std::string_view rest = columns;
  for (rest.remove_prefix(rest.find(' ') + 1); !rest.empty();) {
    const size_t comma = std::min(rest.find(", "), rest.size());
    const std::string column(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 2, rest.size()));
    if (!assignments.empty()) assignments += ", ";
    assignments += column + " = excluded." + column;
  }
  return assignments;
}

}  // namespace

std::string UnregisteredId(const Company& company) {
  return "N-" +
         HexHash(FullNameKey(company.name) + '\n' + company.address.postcode +
                 '\n' + Fold(company.address.town));
}

std::string DisputedId(const Company& company) {
  return company.register_number->Key() + "~" +
         HexHash(FullNameKey(company.name)).substr(0, 8);
}

Result<CompanyStore> CompanyStore::Open(Database& database) {
  std::string sql = "CREATE TABLE IF NOT EXISTS companies " +
                    std::string(kCompanyTableColumns) + ";" +
                    std::string(kOtherCompanyTables);
  for (const CompanyIndex& index : kCompanyIndexes) {
    sql += CreateSql(index) + ";";
  }
  auto status = database.Execute(sql);
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
  return PrepareAll(
      *database_,
      {{&find_, SelectCompanies() + "WHERE id = $1"},
       {&find_values_,
        "SELECT field, source, source_rank, as_of FROM company_values "
        "WHERE company_id = $1 ORDER BY field"},
       {&at_address_,
        SelectCompanies() + "WHERE address_key = $1 ORDER BY id"}});
}

Status CompanyStore::PrepareWrites() {
  return PrepareAll(
      *database_,
      {{&insert_, InsertCompanySql("companies")},
       {&update_, InsertCompanySql("companies") +
                      " ON CONFLICT (id) DO UPDATE SET " + Assignments()},
       {&note_name_,
        "INSERT INTO company_names (name_key, company_id) VALUES ($1, $2) "
        "ON CONFLICT DO NOTHING"},
       {&note_value_,
        "INSERT INTO company_values (company_id, field, source, "
        "source_rank, as_of) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT (company_id, field) DO UPDATE SET "
        "source = excluded.source, source_rank = excluded.source_rank, "
        "as_of = excluded.as_of"},
       {&forget_value_,
        "DELETE FROM company_values WHERE company_id = $1 AND field = $2"}});
}

Result<Upserted> CompanyStore::Upsert(Company company, const SourceInfo& source,
                                      const OnHeld& on_held) {
  if (company.id.empty()) {
    company.id = company.register_number ? company.register_number->Key()
                                         : UnregisteredId(company);
  }
  auto held = FindHeld(company.id);
  if (!held) return tl::unexpected(held.error());
  if (*held && on_held) {
    const std::string id = company.id;
    on_held((*held)->company, company);
    if (company.id != id) held = FindHeld(company.id);
    if (!held) return tl::unexpected(held.error());
  }
  if (*held) return Merge(**held, std::move(company), source);
  BindCompanyRow(*insert_, company, KeysOf(company), source);
  if (auto s = insert_->Run(); !s) return tl::unexpected(s.error());
  if (auto s = NoteNames(company); !s) return tl::unexpected(s.error());
  return Upserted{company.id, UpsertOutcome::kNew, {}};
}

Status CompanyStore::NoteNames(const Company& company) {
  for (const std::string& name : company.previous_names) {
    note_name_->Bind(1, NameKey(FullNameKey(name)));
    note_name_->Bind(2, std::string_view(company.id));
    if (auto s = note_name_->Run(); !s) return s;
  }
  return {};
}

Result<std::optional<CompanyStore::Held>> CompanyStore::FindHeld(
    std::string_view id) {
  find_->Bind(1, id);
  auto row = find_->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  Held held{ReadCompanyRow(*find_), ReadRowSource(*find_)};
  find_->Reset();
  return held;
}

Result<Upserted> CompanyStore::Merge(const Held& held, Company company,
                                     const SourceInfo& source) {
  auto values = SourcesOf(company.id);
  if (!values) return tl::unexpected(values.error());
  MergeResult merged = MergeCompany(held.company, held.first, *values,
                                    std::move(company), source);
  if (merged.changed_fields.empty()) {
    if (auto s = NoteSource(merged, held.first, source); !s) {
      return tl::unexpected(s.error());
    }
    return Upserted{held.company.id, UpsertOutcome::kUnchanged,
                    std::move(merged.kept_fields)};
  }
  BindCompanyRow(*update_, merged.company, KeysOf(merged.company), held.first);
  auto status = update_->Run();
  if (status) status = NoteNames(merged.company);
  if (status) status = NoteSource(merged, held.first, source);
  if (!status) return tl::unexpected(status.error());
  return Upserted{merged.company.id, UpsertOutcome::kChanged,
                  std::move(merged.kept_fields)};
}

Status CompanyStore::NoteSource(const MergeResult& merged,
                                const SourceInfo& first,
                                const SourceInfo& source) {
  std::vector<std::string> fields = merged.changed_fields;
  fields.insert(fields.end(), merged.confirmed_fields.begin(),
                merged.confirmed_fields.end());
  for (const std::string& field : fields) {
    // A newer account of the first source is still the first source's, but of
    // another day.
    const bool own = source.name == first.name && source.as_of == first.as_of;
    Statement& note = own ? *forget_value_ : *note_value_;
    note.Bind(1, std::string_view(merged.company.id));
    note.Bind(2, std::string_view(field));
    if (!own) {
      note.Bind(3, std::string_view(source.name));
      note.Bind(4, static_cast<int64_t>(source.rank));
      note.Bind(5, std::string_view(source.as_of));
    }
    if (auto s = note.Run(); !s) return s;
  }
  return {};
}

Result<std::optional<Company>> CompanyStore::Find(std::string_view id) {
  auto held = FindHeld(id);
  if (!held) return tl::unexpected(held.error());
  if (!*held) return std::nullopt;
  return std::move((*held)->company);
}

Result<std::optional<SourceInfo>> CompanyStore::FirstSourceOf(
    std::string_view id) {
  auto held = FindHeld(id);
  if (!held) return tl::unexpected(held.error());
  if (!*held) return std::nullopt;
  return std::move((*held)->first);
}

Status CompanyStore::ForEach(const OnCompany& on_company,
                             const std::vector<std::string>& districts) {
  std::string where;
  for (size_t i = 0; i < districts.size(); ++i) {
    where += (i == 0 ? "WHERE district IN ($" : ", $") + std::to_string(i + 1);
  }
  if (!where.empty()) where += ") ";
  auto all = database_->Prepare(SelectCompanies() + where + "ORDER BY id");
  if (!all) return tl::unexpected(all.error());
  for (size_t i = 0; i < districts.size(); ++i) {
    all->Bind(static_cast<int>(i + 1), districts[i]);
  }
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    Company company = ReadCompanyRow(*all);
    if (!on_company(company)) return {};
  }
}

Status CompanyStore::ForEachWebsite(
    const std::function<void(std::string id, std::string website)>& on_site) {
  auto all = database_->Prepare(
      "SELECT id, website FROM companies WHERE website <> '' ORDER BY id");
  if (!all) return tl::unexpected(all.error());
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    on_site(all->Text(0), all->Text(1));
  }
}

Status CompanyStore::ForEachName(
    const std::function<void(const std::string& id, const std::string& name)>&
        on_name) {
  auto all = database_->Prepare("SELECT id, name FROM companies");
  if (!all) return tl::unexpected(all.error());
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    on_name(all->Text(0), all->Text(1));
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

Status CompanyStore::FindMisclassified(
    int64_t address_key, int64_t count,
    std::vector<std::pair<std::string, EntityKind>>& changes) {
  at_address_->Bind(1, address_key);
  while (true) {
    auto row = at_address_->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    const Company company = ReadCompanyRow(*at_address_);
    EntitySigns signs = SignsOf(company);
    signs.companies_at_address = static_cast<int>(count);
    const EntityKind kind = ClassifyEntity(signs).kind;
    if (kind != company.kind) changes.emplace_back(company.id, kind);
  }
}

Result<uint64_t> CompanyStore::ReclassifyEntities() {
  // Companies at addresses that many share; the others' kind cannot change.
  auto shared = database_->Prepare(
      "SELECT address_key, COUNT(*) FROM companies WHERE address_key <> 0 "
      "GROUP BY address_key HAVING COUNT(*) > $1 ORDER BY address_key");
  if (!shared) return tl::unexpected(shared.error());
  shared->Bind(1, int64_t{kSharedAddress});
  std::vector<std::pair<std::string, EntityKind>> changes;
  while (true) {
    auto row = shared->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    auto found = FindMisclassified(shared->Int(0), shared->Int(1), changes);
    if (!found) return tl::unexpected(found.error());
  }
  auto update =
      database_->Prepare("UPDATE companies SET kind = $1 WHERE id = $2");
  if (!update) return tl::unexpected(update.error());
  for (const auto& [id, kind] : changes) {
    update->Bind(1, ToString(kind));
    update->Bind(2, std::string_view(id));
    auto status = update->Run();
    if (!status) return tl::unexpected(status.error());
  }
  return changes.size();
}

}  // namespace ritmon
