// SPDX-License-Identifier: GPL-3.0-or-later
// What the recorder reads and writes of one company.
#include <utility>
#include <vector>

#include "pipeline/field_recorder.h"
#include "pipeline/history_rows.h"

namespace ritmon {
namespace {

// Of the headcount the bounds are kept, not the year.
bool SaysTheSame(const CompanyState& a, CompanyState b) {
  if (a.employees && b.employees) b.employees->year = a.employees->year;
  return a == b;
}

}  // namespace

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

}  // namespace ritmon
