// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/field_history.h"

#include <algorithm>
#include <utility>

#include "base/store_schema.h"
#include "pipeline/history_rows.h"

namespace ritmon {
namespace {

constexpr char kSnapshotColumns[] =
    "turn, taken_at, list_version, program, region, companies, with_site, "
    "companies_read, sites, reachable, gone, pages, reserved";

FieldSnapshot SnapshotFrom(const Statement& row) {
  FieldSnapshot snapshot;
  snapshot.turn = row.Int(0);
  snapshot.time = FromMillis(row.Int(1));
  snapshot.list_version = row.Text(2);
  snapshot.program = row.Text(3);
  snapshot.region = row.Text(4);
  CoverageFacts& facts = snapshot.coverage;
  int column = 5;
  for (int64_t* number :
       {&facts.companies, &facts.with_site, &facts.read, &facts.sites,
        &facts.reachable, &facts.gone, &facts.pages, &facts.reserved}) {
    *number = row.Int(column++);
  }
  return snapshot;
}

void SortTags(std::vector<CompanyField>& tags) {
  std::sort(tags.begin(), tags.end(),
            [](const CompanyField& a, const CompanyField& b) {
              if (a.confidence != b.confidence) {
                return a.confidence > b.confidence;
              }
              return a.field < b.field;
            });
}

constexpr char kValidThen[] =
    "valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)";

}  // namespace

void MassChange::Add(ChangeCause cause, int64_t companies) {
  switch (cause) {
    case ChangeCause::kReal:
      real += companies;
      break;
    case ChangeCause::kLists:
      lists += companies;
      break;
    case ChangeCause::kCoverage:
      coverage += companies;
      break;
    case ChangeCause::kLostSites:
      lost_sites += companies;
      break;
  }
}

MassChange& MassChange::operator+=(const MassChange& other) {
  real += other.real;
  lists += other.lists;
  coverage += other.coverage;
  lost_sites += other.lost_sites;
  return *this;
}

Result<FieldHistory> FieldHistory::Open(const std::filesystem::path& file) {
  auto database = OpenStore(file, StoreSchema{});
  if (!database) return tl::unexpected(database.error());
  // What is forgotten must not be read out of the file.
  if (auto s = database->Execute("PRAGMA secure_delete=ON"); !s) {
    return tl::unexpected(s.error());
  }
  if (auto s = database->Execute(kHistorySchema); !s) {
    return tl::unexpected(s.error());
  }
  return FieldHistory(std::move(*database));
}

Result<FieldHistory> FieldHistory::OpenReadOnly(
    const std::filesystem::path& file, std::chrono::milliseconds patience) {
  auto database = OpenStoreReadOnly(file, StoreSchema{}, patience);
  if (!database) return tl::unexpected(database.error());
  return FieldHistory(std::move(*database));
}

Status FieldHistory::Forget(const std::set<std::string>& company_ids) {
  auto transaction = Transaction::Begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  for (const std::string& id : company_ids) {
    auto status = RunWithText(
        database_,
        "INSERT INTO forgotten_count (dimension, id, companies) "
        "SELECT t.dimension, t.id, 1 FROM tag_interval t "
        "JOIN company_interval c ON c.company_id = t.company_id "
        "WHERE t.company_id = $1 AND t.valid_to IS NULL AND t.counted = 1 "
        "AND c.valid_to IS NULL AND c.in_region = 1 "
        "ON CONFLICT (dimension, id) DO UPDATE SET "
        "companies = forgotten_count.companies + 1",
        id);
    for (const char* table :
         {"company_interval", "tag_interval", "company_site", "field_change"}) {
      if (!status) return status;
      status = RunWithText(
          database_,
          std::string("DELETE FROM ") + table + " WHERE company_id = $1", id);
    }
    if (!status) return status;
  }
  return transaction->Commit();
}

Status FieldHistory::NoteUnchanged(Timestamp now) {
  auto last = Last();
  if (!last) return tl::unexpected(last.error());
  if (!*last || now - (*last)->time < kSnapshotInterval) return {};
  FieldSnapshot again = std::move(**last);
  if (auto s = ReadCounts(again); !s) return s;
  ++again.turn;
  again.time = now;
  for (auto& [line, count] : again.counts) count.change = {};
  auto transaction = Transaction::Begin(database_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto s = WriteSnapshot(again); !s) return s;
  return transaction->Commit();
}

Status FieldHistory::WriteSnapshot(const FieldSnapshot& snapshot) {
  auto put = database_.Prepare(
      std::string("INSERT INTO snapshot (") + kSnapshotColumns +
      ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
  if (!put) return tl::unexpected(put.error());
  put->Bind(1, snapshot.turn)
      .Bind(2, ToMillis(snapshot.time))
      .Bind(3, snapshot.list_version)
      .Bind(4, snapshot.program)
      .Bind(5, snapshot.region);
  const CoverageFacts& facts = snapshot.coverage;
  int column = 6;
  for (const int64_t number :
       {facts.companies, facts.with_site, facts.read, facts.sites,
        facts.reachable, facts.gone, facts.pages, facts.reserved}) {
    put->Bind(column++, number);
  }
  if (auto s = put->Run(); !s) return s;
  auto count = database_.Prepare(
      "INSERT INTO snapshot_count (turn, dimension, id, companies, "
      "real_change, list_change, coverage_change, lost_sites) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
  if (!count) return tl::unexpected(count.error());
  for (const auto& [line, mass] : snapshot.counts) {
    if (mass.companies == 0 && mass.change == MassChange()) continue;
    auto status = count->Bind(1, snapshot.turn)
                      .Bind(2, line.first)
                      .Bind(3, line.second)
                      .Bind(4, mass.companies)
                      .Bind(5, mass.change.real)
                      .Bind(6, mass.change.lists)
                      .Bind(7, mass.change.coverage)
                      .Bind(8, mass.change.lost_sites)
                      .Run();
    if (!status) return status;
  }
  return {};
}

Result<std::vector<FieldSnapshot>> FieldHistory::Select(
    const std::string& condition, const std::string& text, int64_t number) {
  // Both parameters are named, so that `condition` may use either.
  auto select = database_.Prepare(
      std::string("SELECT ") + kSnapshotColumns +
      " FROM snapshot WHERE $1 = $1 AND $2 = $2 AND " + condition);
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, number).Bind(2, text);
  std::vector<FieldSnapshot> snapshots;
  auto read = ForEachRow(*select, [&](const Statement& row) -> Status {
    snapshots.push_back(SnapshotFrom(row));
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return snapshots;
}

Status FieldHistory::ReadCounts(FieldSnapshot& snapshot) {
  auto select = database_.Prepare(
      "SELECT dimension, id, companies, real_change, list_change, "
      "coverage_change, lost_sites FROM snapshot_count WHERE turn = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, snapshot.turn);
  return ForEachRow(*select, [&](const Statement& row) -> Status {
    MassCount& count = snapshot.counts[{row.Text(0), row.Text(1)}];
    count.companies = row.Int(2);
    count.change = {.real = row.Int(3),
                    .lists = row.Int(4),
                    .coverage = row.Int(5),
                    .lost_sites = row.Int(6)};
    return {};
  });
}

Result<std::vector<FieldSnapshot>> FieldHistory::Snapshots(
    std::optional<Timestamp> since) {
  auto snapshots = Select(
      "taken_at >= coalesce((SELECT max(taken_at) FROM snapshot WHERE "
      "taken_at < $1), $1) ORDER BY turn",
      "", since ? ToMillis(*since) : INT64_MIN);
  if (!snapshots) return snapshots;
  for (FieldSnapshot& snapshot : *snapshots) {
    if (auto s = ReadCounts(snapshot); !s) return tl::unexpected(s.error());
  }
  return snapshots;
}

namespace {

Result<std::optional<FieldSnapshot>> FirstOf(
    Result<std::vector<FieldSnapshot>> snapshots) {
  if (!snapshots) return tl::unexpected(snapshots.error());
  if (snapshots->empty()) return std::nullopt;
  return std::move(snapshots->front());
}

}  // namespace

Result<std::optional<FieldSnapshot>> FieldHistory::First() {
  return FirstOf(Select("turn > 0 ORDER BY turn LIMIT 1", "", 0));
}

Result<std::optional<FieldSnapshot>> FieldHistory::Last() {
  return FirstOf(Select("turn > 0 ORDER BY turn DESC LIMIT 1", "", 0));
}

Result<std::optional<FieldSnapshot>> FieldHistory::LastWith(
    const std::string& list) {
  return FirstOf(
      Select("list_version = $2 ORDER BY turn DESC LIMIT 1", list, 0));
}

Result<std::optional<PastMoment>> FieldHistory::At(Timestamp time) {
  auto run = FirstOf(
      Select("taken_at <= $1 ORDER BY turn DESC LIMIT 1", "", ToMillis(time)));
  if (!run) return tl::unexpected(run.error());
  if (!*run) return std::nullopt;
  PastMoment moment{.run = (*run)->time, .list_version = (*run)->list_version};
  auto states =
      database_.Prepare(std::string("SELECT company_id, ") + kStateColumns +
                        " FROM company_interval WHERE " + kValidThen);
  if (!states) return tl::unexpected(states.error());
  states->Bind(1, ToMillis(time));
  auto status = ForEachRow(*states, [&](const Statement& row) -> Status {
    moment.companies[row.Text(0)].state = StateFrom(row, 1);
    return {};
  });
  auto tags = database_.Prepare(
      std::string("SELECT company_id, dimension, id, confidence FROM "
                  "tag_interval WHERE ") +
      kValidThen);
  if (status && !tags) return tl::unexpected(tags.error());
  if (status) {
    tags->Bind(1, ToMillis(time));
    status = ForEachRow(*tags, [&](const Statement& row) -> Status {
      const std::string dimension = row.Text(1);
      if (dimension != kByField && dimension != kByTopic) return {};
      const auto company = moment.companies.find(row.Text(0));
      if (company == moment.companies.end()) return {};
      CompanyField tag;
      tag.field = row.Text(2);
      tag.confidence = ParseConfidence(row.Text(3)).value_or(Confidence::kLow);
      (dimension == kByField ? company->second.fields : company->second.topics)
          .push_back(std::move(tag));
      return {};
    });
  }
  if (!status) return tl::unexpected(status.error());
  for (auto& [id, company] : moment.companies) {
    SortTags(company.fields);
    SortTags(company.topics);
  }
  return std::optional<PastMoment>(std::move(moment));
}

Result<std::vector<CompanyMove>> FieldHistory::SelectChanges(
    const std::string& condition, const std::string& text, int64_t number) {
  auto select = database_.Prepare(
      "SELECT changed_at, company_id, dimension, id, gained, cause FROM "
      "field_change WHERE $1 = $1 AND $2 = $2 AND " +
      condition + " ORDER BY changed_at, dimension, id, company_id");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, number).Bind(2, text);
  std::vector<CompanyMove> changes;
  auto read = ForEachRow(*select, [&](const Statement& row) -> Status {
    changes.push_back(
        {.time = FromMillis(row.Int(0)),
         .company_id = row.Text(1),
         .line = {row.Text(2), row.Text(3)},
         .gained = row.Int(4) != 0,
         .cause = ParseChangeCause(row.Text(5)).value_or(ChangeCause::kReal)});
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return changes;
}

Result<std::vector<CompanyMove>> FieldHistory::ChangesSince(Timestamp since) {
  return SelectChanges("changed_at >= $1", "", ToMillis(since));
}

Result<std::vector<CompanyMove>> FieldHistory::ChangesOf(
    const std::string& company_id) {
  return SelectChanges("company_id = $2", company_id, 0);
}

Result<std::string> FieldHistory::NameOf(const std::string& company_id) {
  auto select = database_.Prepare(
      "SELECT name FROM company_interval WHERE company_id = $1 "
      "ORDER BY valid_from DESC LIMIT 1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, company_id);
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  return *row ? select->Text(0) : std::string();
}

Result<std::vector<StateInterval>> FieldHistory::StatesOf(
    const std::string& company_id) {
  auto select = database_.Prepare(
      std::string("SELECT valid_from, valid_to, ") + kStateColumns +
      " FROM company_interval WHERE company_id = $1 ORDER BY valid_from");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, company_id);
  std::vector<StateInterval> states;
  auto read = ForEachRow(*select, [&](const Statement& row) -> Status {
    StateInterval& interval = states.emplace_back();
    interval.from = FromMillis(row.Int(0));
    if (!row.IsNull(1)) interval.to = FromMillis(row.Int(1));
    interval.state = StateFrom(row, 2);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return states;
}

Result<std::vector<TagInterval>> FieldHistory::TagsOf(
    const std::string& company_id) {
  auto select = database_.Prepare(
      "SELECT dimension, id, valid_from, valid_to, confidence, counted, "
      "list_version FROM tag_interval WHERE company_id = $1 "
      "ORDER BY dimension, id, valid_from");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, company_id);
  std::vector<TagInterval> tags;
  auto read = ForEachRow(*select, [&](const Statement& row) -> Status {
    TagInterval& tag = tags.emplace_back();
    tag.line = {row.Text(0), row.Text(1)};
    tag.from = FromMillis(row.Int(2));
    if (!row.IsNull(3)) tag.to = FromMillis(row.Int(3));
    tag.confidence = ParseConfidence(row.Text(4)).value_or(Confidence::kLow);
    tag.counted = row.Int(5) != 0;
    tag.list_version = row.Text(6);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return tags;
}

}  // namespace ritmon
