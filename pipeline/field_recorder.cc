// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/field_recorder.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "pipeline/history_rows.h"

namespace ritmon {
namespace {

CompanyState StateOf(const Company& company, bool in_region) {
  return {.name = company.name,
          .status = company.status,
          .kind = company.kind,
          .legal_form = company.legal_form,
          .district = company.district,
          .in_region = in_region,
          .founded = company.founded,
          .founded_precision = company.founded_precision,
          .employees = company.employees};
}

// Of the headcount the bounds are kept, not the year.
bool SaysTheSame(const CompanyState& a, CompanyState b) {
  if (a.employees && b.employees) b.employees->year = a.employees->year;
  return a == b;
}

CompanyMoment MomentOf(const CompanyState& state) {
  return {.known = true,
          .in_region = state.in_region,
          .district = state.district,
          .status = state.status,
          .kind = state.kind,
          .founded = state.founded,
          .read = {},
          .lost = {}};
}

}  // namespace

std::set<CountLine> FieldRecorder::Held::Lines() const {
  std::set<CountLine> lines;
  if (!moment.known || !moment.in_region) return lines;
  for (const auto& [line, tag] : tags) {
    if (tag.counted) lines.insert(line);
  }
  return lines;
}

FieldRecorder::FieldRecorder(Database& database, FieldHistory& history,
                             Transaction transaction, Statements statements,
                             RunFacts facts, std::optional<FieldSnapshot> last)
    : database_(&database),
      history_(&history),
      statements_(std::move(statements)),
      transaction_(std::move(transaction)),
      facts_(std::move(facts)),
      last_(std::move(last)) {
  if (!last_) return;
  facts_.now = std::max(facts_.now, last_->time + std::chrono::milliseconds(1));
  between_.earlier = Date(std::chrono::floor<std::chrono::days>(last_->time));
  between_.other_lists = last_->list_version != facts_.list_version ||
                         last_->program != facts_.program;
}

Result<FieldRecorder::Statements> FieldRecorder::Prepare(Database& database) {
  std::vector<Statement> made;
  for (const std::string& sql : {
           std::string("SELECT ") + kStateColumns +
               " FROM company_interval WHERE company_id = $1 AND valid_to IS "
               "NULL",
           std::string("SELECT dimension, id, confidence, counted FROM "
                       "tag_interval WHERE company_id = $1 AND valid_to IS "
                       "NULL"),
           std::string("SELECT site, lost FROM company_site WHERE "
                       "company_id = $1"),
           std::string("UPDATE company_interval SET valid_to = $1 WHERE "
                       "company_id = $2 AND valid_to IS NULL"),
           std::string("INSERT INTO company_interval (company_id, valid_from, "
                       "name, status, kind, legal_form, district, in_region, "
                       "founded, founded_precision, employees) VALUES ($1, $2, "
                       "$3, $4, $5, $6, $7, $8, $9, $10, $11)"),
           std::string("UPDATE tag_interval SET valid_to = $1 WHERE "
                       "company_id = $2 AND dimension = $3 AND id = $4 AND "
                       "valid_to IS NULL"),
           std::string("INSERT INTO tag_interval (company_id, dimension, id, "
                       "valid_from, confidence, counted, list_version) VALUES "
                       "($1, $2, $3, $4, $5, $6, $7)"),
           std::string("DELETE FROM company_site WHERE company_id = $1"),
           std::string("INSERT INTO company_site (company_id, site, lost) "
                       "VALUES ($1, $2, $3)"),
           std::string("INSERT INTO field_change (changed_at, company_id, "
                       "dimension, id, gained, cause) VALUES ($1, $2, $3, $4, "
                       "$5, $6)"),
       }) {
    auto statement = database.Prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    made.push_back(std::move(*statement));
  }
  return Statements{std::move(made[0]), std::move(made[1]), std::move(made[2]),
                    std::move(made[3]), std::move(made[4]), std::move(made[5]),
                    std::move(made[6]), std::move(made[7]), std::move(made[8]),
                    std::move(made[9])};
}

Result<FieldRecorder> FieldRecorder::Begin(FieldHistory& history,
                                           RunFacts facts) {
  Database& database = history.database_;
  auto transaction = Transaction::Begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  auto last = history.Last();
  if (!last) return tl::unexpected(last.error());
  if (*last) {
    if (auto s = history.ReadCounts(**last); !s) {
      return tl::unexpected(s.error());
    }
  }
  auto statements = Prepare(database);
  if (!statements) return tl::unexpected(statements.error());
  return FieldRecorder(database, history, std::move(*transaction),
                       std::move(*statements), std::move(facts),
                       std::move(*last));
}

FieldRecorder::Tags FieldRecorder::TagsOf(const CompanyRecord& record) const {
  Tags tags;
  const auto note = [&](std::string_view dimension, const std::string& id,
                        const CompanyField& field) {
    Tag& tag = tags[{std::string(dimension), id}];
    tag.confidence = std::max(tag.confidence, field.confidence);
    tag.counted = tag.counted || IsCounted(record, field);
  };
  for (const CompanyField& field : record.fields) {
    note(kByField, field.field, field);
    note(kByTotal, "", field);
    const auto future = facts_.future_field_of.find(field.field);
    if (future != facts_.future_field_of.end()) {
      note(kByFutureField, future->second, field);
    }
  }
  for (const CompanyField& topic : record.topics) {
    note(kByTopic, topic.field, topic);
  }
  return tags;
}

bool FieldRecorder::InRegion(const Company& company) const {
  return facts_.districts.empty() ||
         facts_.districts.contains(company.district);
}

void FieldRecorder::NoteCoverage(const CompanyRecord& record) {
  if (!InRegion(record.company)) return;
  const bool read = !record.hosts.empty();
  ++facts_.coverage.companies;
  facts_.coverage.with_site += read || !record.company.website.empty() ? 1 : 0;
  facts_.coverage.read += read ? 1 : 0;
}

Result<FieldRecorder::Held> FieldRecorder::Load(const std::string& id) {
  Held held;
  statements_.state.Bind(1, id);
  auto status = ForEachRow(statements_.state, [&](const Statement& row) {
    held.state = StateFrom(row, 0);
    held.moment = MomentOf(*held.state);
    return Status();
  });
  if (status) {
    statements_.tags.Bind(1, id);
    status = ForEachRow(statements_.tags, [&](const Statement& row) {
      held.tags[{row.Text(0), row.Text(1)}] = Tag{
          .confidence = ParseConfidence(row.Text(2)).value_or(Confidence::kLow),
          .counted = row.Int(3) != 0};
      return Status();
    });
  }
  if (status) {
    statements_.sites.Bind(1, id);
    status = ForEachRow(statements_.sites, [&](const Statement& row) {
      (row.Int(1) != 0 ? held.moment.lost : held.moment.read)
          .insert(row.Text(0));
      return Status();
    });
  }
  if (!status) return tl::unexpected(status.error());
  return held;
}

void FieldRecorder::SettleSites(const CompanyMoment& before,
                                CompanyMoment& after) const {
  for (const auto* sites : {&before.read, &before.lost}) {
    for (const std::string& site : *sites) {
      if (!after.read.contains(site) && !facts_.sites.contains(site)) {
        after.lost.insert(site);
      }
    }
  }
}

Status FieldRecorder::Add(const CompanyRecord& record) {
  const Company& company = record.company;
  if (!added_.insert(company.id).second) return {};
  NoteCoverage(record);
  auto before = Load(company.id);
  if (!before) return tl::unexpected(before.error());
  Held after;
  after.tags = TagsOf(record);
  const bool was_followed = before->state || !before->moment.read.empty() ||
                            !before->moment.lost.empty();
  if (!was_followed && after.tags.empty() && record.hosts.empty()) return {};
  after.state = StateOf(company, InRegion(company));
  after.moment = MomentOf(*after.state);
  after.moment.read.insert(record.hosts.begin(), record.hosts.end());
  return Write(company.id, *before, std::move(after));
}

Status FieldRecorder::Write(const std::string& id, const Held& before,
                            Held after) {
  SettleSites(before.moment, after.moment);
  for (const CountLine& line : after.Lines()) ++counts_[line].companies;
  auto status = WriteChanges(id, before, after);
  if (status) status = WriteState(id, before, after);
  if (status) status = WriteTags(id, before, after);
  if (status) status = WriteSites(id, before.moment, after.moment);
  return status;
}

// What the first snapshot finds has not changed: nobody looked before.
Status FieldRecorder::WriteChanges(const std::string& id, const Held& before,
                                   const Held& after) {
  if (!last_) return {};
  const std::set<CountLine> was = before.Lines();
  const std::set<CountLine> is = after.Lines();
  std::vector<CountLine> differing;
  std::set_symmetric_difference(was.begin(), was.end(), is.begin(), is.end(),
                                std::back_inserter(differing));
  for (const CountLine& line : differing) {
    const bool gained = is.contains(line);
    const ChangeCause cause =
        CauseOf(before.moment, after.moment, gained, between_);
    counts_[line].change.Add(cause, gained ? 1 : -1);
    auto status = statements_.put_change.Bind(1, ToMillis(facts_.now))
                      .Bind(2, id)
                      .Bind(3, line.first)
                      .Bind(4, line.second)
                      .Bind(5, int64_t{gained})
                      .Bind(6, ToString(cause))
                      .Run();
    if (!status) return status;
  }
  return {};
}

Status FieldRecorder::WriteState(const std::string& id, const Held& before,
                                 const Held& after) {
  const bool same = before.state && after.state
                        ? SaysTheSame(*before.state, *after.state)
                        : !before.state && !after.state;
  if (same) return {};
  changed_ = true;
  if (before.state) {
    auto ended =
        statements_.end_state.Bind(1, ToMillis(facts_.now)).Bind(2, id).Run();
    if (!ended) return ended;
  }
  if (!after.state) return {};
  statements_.put_state.Bind(1, id).Bind(2, ToMillis(facts_.now));
  BindState(statements_.put_state, 3, *after.state);
  return statements_.put_state.Run();
}

Status FieldRecorder::WriteTags(const std::string& id, const Held& before,
                                const Held& after) {
  const auto same = [](const Tag& a, const Tag& b) {
    return a.confidence == b.confidence && a.counted == b.counted;
  };
  for (const auto& [line, tag] : before.tags) {
    const auto now = after.tags.find(line);
    if (now != after.tags.end() && same(now->second, tag)) continue;
    changed_ = true;
    auto status = statements_.end_tag.Bind(1, ToMillis(facts_.now))
                      .Bind(2, id)
                      .Bind(3, line.first)
                      .Bind(4, line.second)
                      .Run();
    if (!status) return status;
  }
  for (const auto& [line, tag] : after.tags) {
    const auto was = before.tags.find(line);
    if (was != before.tags.end() && same(was->second, tag)) continue;
    changed_ = true;
    auto status = statements_.put_tag.Bind(1, id)
                      .Bind(2, line.first)
                      .Bind(3, line.second)
                      .Bind(4, ToMillis(facts_.now))
                      .Bind(5, ToString(tag.confidence))
                      .Bind(6, int64_t{tag.counted})
                      .Bind(7, facts_.list_version)
                      .Run();
    if (!status) return status;
  }
  return {};
}

// Sites alone are no reason for a snapshot: the next one will know them.
Status FieldRecorder::WriteSites(const std::string& id,
                                 const CompanyMoment& before,
                                 const CompanyMoment& after) {
  facts_.coverage.gone += static_cast<int64_t>(after.lost.size());
  if (before.read == after.read && before.lost == after.lost) return {};
  if (auto s = statements_.drop_sites.Bind(1, id).Run(); !s) return s;
  for (const bool lost : {false, true}) {
    for (const std::string& site : lost ? after.lost : after.read) {
      auto status = statements_.put_site.Bind(1, id)
                        .Bind(2, site)
                        .Bind(3, int64_t{lost})
                        .Run();
      if (!status) return status;
    }
  }
  return {};
}

// Companies of which there is no record any more. Which sites they had is kept,
// to know them when they come back.
Status FieldRecorder::EndUnknown() {
  std::vector<std::string> unknown;
  {
    auto all = database_->Prepare(
        "SELECT company_id FROM company_interval WHERE valid_to IS NULL "
        "UNION SELECT company_id FROM company_site ORDER BY 1");
    if (!all) return tl::unexpected(all.error());
    auto read = ForEachRow(*all, [&](const Statement& row) {
      if (!added_.contains(row.Text(0))) unknown.push_back(row.Text(0));
      return Status();
    });
    if (!read) return read;
  }
  for (const std::string& id : unknown) {
    auto before = Load(id);
    if (!before) return tl::unexpected(before.error());
    if (auto s = Write(id, *before, Held()); !s) return s;
  }
  return {};
}

Status FieldRecorder::TakeForgotten() {
  auto all = database_->Prepare(
      "SELECT dimension, id, companies FROM forgotten_count");
  if (!all) return tl::unexpected(all.error());
  auto read = ForEachRow(*all, [&](const Statement& row) {
    changed_ = true;
    if (last_) {
      counts_[{row.Text(0), row.Text(1)}].change.lost_sites -= row.Int(2);
    }
    return Status();
  });
  return read ? database_->Execute("DELETE FROM forgotten_count") : read;
}

Status FieldRecorder::CheckSums() const {
  if (!last_) return {};
  const auto count_in = [](const std::map<CountLine, MassCount>& counts,
                           const CountLine& line) {
    const auto count = counts.find(line);
    return count == counts.end() ? MassCount() : count->second;
  };
  std::set<CountLine> lines;
  for (const auto* counts : {&counts_, &last_->counts}) {
    for (const auto& [line, count] : *counts) lines.insert(line);
  }
  for (const CountLine& line : lines) {
    const MassCount now = count_in(counts_, line);
    const int64_t before = count_in(last_->counts, line).companies;
    if (before + now.change.Sum() == now.companies) continue;
    return Fail(ErrorKind::kInternal,
                "history.db: the snapshots do not agree with the companies "
                "(" +
                    line.first + " " + line.second + ": " +
                    std::to_string(before) + " and changes of " +
                    std::to_string(now.change.Sum()) + " make " +
                    std::to_string(now.companies) +
                    "); move the file away to begin a new history");
  }
  return {};
}

bool FieldRecorder::IsWorthASnapshot() const {
  return changed_ || !last_ || between_.other_lists ||
         last_->region != facts_.region ||
         facts_.now - last_->time >= kSnapshotInterval;
}

Result<bool> FieldRecorder::Commit() {
  Status status = EndUnknown();
  if (status) status = TakeForgotten();
  if (status) status = CheckSums();
  if (!status) return tl::unexpected(status.error());
  if (!IsWorthASnapshot()) return false;
  FieldSnapshot snapshot{.turn = last_ ? last_->turn + 1 : 1,
                         .time = facts_.now,
                         .list_version = facts_.list_version,
                         .program = facts_.program,
                         .region = facts_.region,
                         .coverage = facts_.coverage,
                         .counts = counts_};
  status = history_->WriteSnapshot(snapshot);
  if (status) status = transaction_.Commit();
  if (!status) return tl::unexpected(status.error());
  return true;
}

}  // namespace ritmon
