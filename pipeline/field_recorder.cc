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
