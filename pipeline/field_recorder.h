// SPDX-License-Identifier: GPL-3.0-or-later
// Writes what one run has found into the history (field_history.h): where it is
// different from what holds, intervals end and begin, and each company that
// came into a count or left it is noted with its cause (change_cause.h).
//
// One transaction, begun by Begin and ended by Commit: what is not committed is
// rolled back, and what says the same as the last snapshot writes nothing.
// Belongs to one thread.

#pragma once

#include <map>
#include <set>
#include <string>

#include "base/database.h"
#include "base/result.h"
#include "model/record.h"
#include "pipeline/field_history.h"

namespace ritmon {

struct RunFacts {
  // Of the run. Where it is not after the last snapshot, as after a clock was
  // set back, a millisecond after that is taken.
  Timestamp now{};
  std::string list_version;
  std::string program;
  std::string region;               // what FieldSnapshot::region says
  std::set<std::string> districts;  // of the region; of all if empty
  std::map<std::string, std::string> future_field_of;  // by field
  std::set<std::string> sites;  // with a page that is there
  // As far as companies do not tell: sites, reachable, pages, reserved.
  CoverageFacts coverage;
};

class FieldRecorder {
 public:
  // `history` must outlive it.
  static Result<FieldRecorder> Begin(FieldHistory& history, RunFacts facts);

  // Of a company that comes twice the first counts. Those that were followed
  // and are not added are no longer known.
  Status Add(const CompanyRecord& record);
  // Whether a snapshot was left. kInternal, and nothing is written, if the
  // causes do not add up to the difference of the counts: the file was changed
  // by others.
  Result<bool> Commit();

 private:
  struct Tag {
    Confidence confidence = Confidence::kLow;
    bool counted = false;
  };
  using Tags = std::map<CountLine, Tag>;
  // What holds of a company before the run, or after it.
  struct Held {
    std::optional<CompanyState> state;
    CompanyMoment moment;
    Tags tags;
    // The lines that it is counted in.
    std::set<CountLine> Lines() const;
  };
  struct Statements {
    Statement state;
    Statement tags;
    Statement sites;
    Statement end_state;
    Statement put_state;
    Statement end_tag;
    Statement put_tag;
    Statement drop_sites;
    Statement put_site;
    Statement put_change;
  };

  FieldRecorder(Database& database, FieldHistory& history,
                Transaction transaction, Statements statements, RunFacts facts,
                std::optional<FieldSnapshot> last);
  static Result<Statements> Prepare(Database& database);
  Tags TagsOf(const CompanyRecord& record) const;
  bool InRegion(const Company& company) const;
  void NoteCoverage(const CompanyRecord& record);
  Result<Held> Load(const std::string& id);
  // The sites that are lost after the run.
  void SettleSites(const CompanyMoment& before, CompanyMoment& after) const;
  Status Write(const std::string& id, const Held& before, Held after);
  Status WriteChanges(const std::string& id, const Held& before,
                      const Held& after);
  Status WriteState(const std::string& id, const Held& before,
                    const Held& after);
  Status WriteTags(const std::string& id, const Held& before,
                   const Held& after);
  Status WriteSites(const std::string& id, const CompanyMoment& before,
                    const CompanyMoment& after);
  Status EndUnknown();
  Status TakeForgotten();
  Status CheckSums() const;
  bool IsWorthASnapshot() const;

  Database* database_;     // must outlive this
  FieldHistory* history_;  // must outlive this
  Statements statements_;  // before transaction_: none may run at its end
  Transaction transaction_;
  RunFacts facts_;
  std::optional<FieldSnapshot> last_;
  BetweenSnapshots between_;
  std::map<CountLine, MassCount> counts_;
  std::set<std::string> added_;
  bool changed_ = false;
};

}  // namespace ritmon
