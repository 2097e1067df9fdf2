// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/grant_facts.h"

#include <utility>

#include "base/files.h"
#include "base/store_schema.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS grant_fact (
  fkz TEXT PRIMARY KEY,
  project TEXT NOT NULL,
  company_id TEXT,
  company_rule TEXT
);
CREATE INDEX IF NOT EXISTS grant_fact_company ON grant_fact (company_id);
CREATE TABLE IF NOT EXISTS grant_field (
  fkz TEXT NOT NULL,
  place BIGINT NOT NULL,
  field TEXT NOT NULL,
  is_topic BIGINT NOT NULL,
  confidence TEXT NOT NULL,
  score REAL NOT NULL,
  term TEXT NOT NULL,
  matched TEXT NOT NULL,
  in_plan BIGINT NOT NULL,
  PRIMARY KEY (fkz, place)
);
CREATE TABLE IF NOT EXISTS grant_basis (basis TEXT NOT NULL);
)sql";

constexpr char kFieldColumns[] =
    "field, is_topic, confidence, score, term, matched, in_plan";

std::filesystem::path FileIn(const std::filesystem::path& directory) {
  return directory / "grants.db";
}

// From column `first` on.
GrantField FieldFrom(const Statement& row, int first) {
  GrantField field;
  field.id = row.Text(first);
  field.is_topic = row.Int(first + 1) != 0;
  field.confidence =
      ParseConfidence(row.Text(first + 2)).value_or(Confidence::kLow);
  field.score = row.Real(first + 3);
  field.term = row.Text(first + 4);
  field.matched = row.Text(first + 5);
  field.in_plan = row.Int(first + 6) != 0;
  return field;
}

void TakeGrant(const Statement& row, int first, GrantFacts& facts) {
  facts.project = row.Text(first);
  facts.company_id = row.Text(first + 1);
  facts.company_rule = row.Text(first + 2);
}

}  // namespace

Result<GrantFactsStore> GrantFactsStore::Open(
    const std::filesystem::path& directory) {
  if (auto s = MakeDirectories(directory); !s) return tl::unexpected(s.error());
  auto database = OpenStore(FileIn(directory), StoreSchema{});
  if (!database) return tl::unexpected(database.error());
  if (auto s = database->Execute(kSchema); !s) return tl::unexpected(s.error());
  return GrantFactsStore(std::move(*database));
}

Result<GrantFactsStore> GrantFactsStore::OpenReadOnly(
    const std::filesystem::path& directory) {
  auto database = OpenStoreReadOnly(FileIn(directory), StoreSchema{});
  if (!database) return tl::unexpected(database.error());
  return GrantFactsStore(std::move(*database));
}

Result<std::string> GrantFactsStore::Basis() {
  auto select = database_->Prepare("SELECT basis FROM grant_basis");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return *row ? select->Text(0) : std::string();
}

Status GrantFactsStore::Replace(const std::string& basis,
                                const std::function<Status()>& write) {
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto status = database_->Execute(
      "DELETE FROM grant_fact; DELETE FROM grant_field; "
      "DELETE FROM grant_basis;");
  if (status) status = write();
  put_grant_.reset();
  put_field_.reset();
  if (!status) return status;
  auto note = database_->Prepare("INSERT INTO grant_basis VALUES ($1)");
  if (!note) return tl::unexpected(note.error());
  status = note->Bind(1, basis).Run();
  return status ? transaction->Commit() : status;
}

Status GrantFactsStore::Put(std::string_view fkz, const GrantFacts& facts) {
  if (!put_grant_) {
    auto grant = database_->Prepare(
        "INSERT INTO grant_fact (fkz, project, company_id, company_rule) "
        "VALUES ($1, $2, $3, $4)");
    if (!grant) return tl::unexpected(grant.error());
    auto field = database_->Prepare(
        std::string("INSERT INTO grant_field (fkz, place, ") + kFieldColumns +
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    if (!field) return tl::unexpected(field.error());
    put_grant_ = std::move(*grant);
    put_field_ = std::move(*field);
  }
  put_grant_->Bind(1, fkz).Bind(2, facts.project);
  if (facts.company_id.empty()) {
    put_grant_->BindNull(3).BindNull(4);
  } else {
    put_grant_->Bind(3, facts.company_id).Bind(4, facts.company_rule);
  }
  auto status = put_grant_->Run();
  int64_t place = 0;
  for (const GrantField& field : facts.fields) {
    if (!status) break;
    status = put_field_->Bind(1, fkz)
                 .Bind(2, place++)
                 .Bind(3, field.id)
                 .Bind(4, int64_t{field.is_topic})
                 .Bind(5, ToString(field.confidence))
                 .Bind(6, field.score)
                 .Bind(7, field.term)
                 .Bind(8, field.matched)
                 .Bind(9, int64_t{field.in_plan})
                 .Run();
  }
  return status;
}

Result<GrantFacts> GrantFactsStore::Find(std::string_view fkz) {
  GrantFacts facts;
  auto grant = database_->Prepare(
      "SELECT project, company_id, company_rule FROM grant_fact "
      "WHERE fkz = $1");
  if (!grant) return tl::unexpected(grant.error());
  auto row = grant->Bind(1, fkz).Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return facts;
  TakeGrant(*grant, 0, facts);
  auto fields =
      database_->Prepare(std::string("SELECT ") + kFieldColumns +
                         " FROM grant_field WHERE fkz = $1 ORDER BY place");
  if (!fields) return tl::unexpected(fields.error());
  fields->Bind(1, fkz);
  while (true) {
    auto next = fields->Step();
    if (!next) return tl::unexpected(next.error());
    if (!*next) return facts;
    facts.fields.push_back(FieldFrom(*fields, 0));
  }
}

Status GrantFactsStore::ReadAll(FactsByFkz& all) {
  auto grants = database_->Prepare(
      "SELECT fkz, project, company_id, company_rule FROM grant_fact");
  if (!grants) return tl::unexpected(grants.error());
  while (true) {
    auto row = grants->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    TakeGrant(*grants, 1, all[grants->Text(0)]);
  }
  auto fields = database_->Prepare(std::string("SELECT fkz, ") + kFieldColumns +
                                   " FROM grant_field ORDER BY fkz, place");
  if (!fields) return tl::unexpected(fields.error());
  while (true) {
    auto row = fields->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    all[fields->Text(0)].fields.push_back(FieldFrom(*fields, 1));
  }
}

Result<std::vector<std::string>> GrantFactsStore::GrantsOf(
    std::string_view company_id) {
  auto select = database_->Prepare(
      "SELECT fkz FROM grant_fact WHERE company_id = $1 ORDER BY fkz");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, company_id);
  std::vector<std::string> found;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return found;
    found.push_back(select->Text(0));
  }
}

}  // namespace ritmon
