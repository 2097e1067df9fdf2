// SPDX-License-Identifier: GPL-3.0-or-later
// What was counted when: for each company the fields and topics it was active
// in, from when to when and by which keyword lists, with what of it changes a
// count; and for each snapshot the counts, and why they are others than before.
//
// In a database of its own, history.db. It is truth, not derived: a replay
// makes today's state again, not that of last year, so `ritmon replay` leaves
// it alone. Deleting it costs the past and nothing else.
//
// Written when the indexes are built (field_recorder.h), in one transaction.
// An interval holds from its beginning until just before its end. A company is
// followed from the first run that reads a site of it or finds a tag.
//
// A snapshot is left by a run if anything in it is different (an interval, the
// lists, the program, the region, a count), or if the last one is a day old:
// running every hour leaves one a day. Counts and causes of a snapshot are sums
// without names: forgetting a company does not change them. Belongs to one
// thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "model/record.h"
#include "pipeline/change_cause.h"

namespace ritmon {

// What is counted, each company once: in any field, in a future field, in a
// field, in a topic. On disk: do not change.
inline constexpr std::string_view kByTotal = "total";
inline constexpr std::string_view kByFutureField = "future-field";
inline constexpr std::string_view kByField = "field";
inline constexpr std::string_view kByTopic = "topic";

// A snapshot of a run without news is left after so long.
inline constexpr std::chrono::hours kSnapshotInterval{24};

// A line of a count: dimension, and id of a field, future field or topic; of
// the total "".
using CountLine = std::pair<std::string, std::string>;

// Whatever of a company changes a count.
struct CompanyState {
  std::string name;
  CompanyStatus status = CompanyStatus::kActive;
  EntityKind kind = EntityKind::kEnterprise;
  std::string legal_form;
  std::string district;
  bool in_region = false;  // the configured one, as it was defined then
  std::optional<Date> founded;
  std::string founded_precision;
  std::optional<Headcount> employees;

  friend bool operator==(const CompanyState&, const CompanyState&) = default;
};

struct StateInterval {
  CompanyState state;
  Timestamp from{};
  std::optional<Timestamp> to;  // none: still so
};

struct TagInterval {
  CountLine line;
  Confidence confidence = Confidence::kLow;
  bool counted = false;      // IsCounted, in whatever region
  std::string list_version;  // at its beginning
  Timestamp from{};
  std::optional<Timestamp> to;
};

// That a company came into a line of the count, or left it.
struct CompanyMove {
  Timestamp time{};
  std::string company_id;
  CountLine line;
  bool gained = false;
  ChangeCause cause = ChangeCause::kReal;
};

// A difference of two counts, by cause: they add up to it.
struct MassChange {
  int64_t real = 0;
  int64_t lists = 0;
  int64_t coverage = 0;
  int64_t lost_sites = 0;

  int64_t Sum() const { return real + lists + coverage + lost_sites; }
  void Add(ChangeCause cause, int64_t companies);
  MassChange& operator+=(const MassChange& other);
  friend bool operator==(const MassChange&, const MassChange&) = default;
};

struct MassCount {
  int64_t companies = 0;
  MassChange change;  // since the snapshot before; nothing in the first
};

// What the counts can see at all.
struct CoverageFacts {
  int64_t companies = 0;  // of the region, that have a record
  int64_t with_site = 0;  // of these, with a known website
  int64_t read = 0;       // of these, with a page that was read
  int64_t sites = 0;      // with a page that is there, in whatever region
  int64_t reachable = 0;  // of these, whose hosts all answered when last asked
  int64_t gone = 0;       // sites of companies of which no page is there now
  int64_t pages = 0;
  int64_t reserved = 0;  // standing reservations of text and data mining
};

struct FieldSnapshot {
  int64_t turn = 0;  // counts up
  Timestamp time{};
  std::string list_version;
  std::string program;
  std::string region;  // the configured one and its districts
  CoverageFacts coverage;
  std::map<CountLine, MassCount> counts;  // a line that is not there is 0
};

// One company on some day.
struct PastCompany {
  CompanyState state;
  std::vector<CompanyField> fields;  // without score, by confidence, then id
  std::vector<CompanyField> topics;
};

struct PastMoment {
  Timestamp run{};  // of the snapshot that was the last one then
  std::string list_version;
  std::map<std::string, PastCompany, std::less<>> companies;
};

class FieldHistory {
 public:
  static Result<FieldHistory> Open(const std::filesystem::path& file);
  // kNotFound if there is none yet.
  static Result<FieldHistory> OpenReadOnly(
      const std::filesystem::path& file,
      std::chrono::milliseconds patience = Database::kPatience);

  // Takes these companies out, so that not even the file holds them. In the
  // next snapshot they are missing as lost sites: it was a reservation of their
  // pages, or somebody's wish.
  Status Forget(const std::set<std::string>& company_ids);

  // That a run has found nothing to do: the last snapshot again, if it is a day
  // old. Nothing without one.
  Status NoteUnchanged(Timestamp now);

  // By rising time. `since`: those of that time or later, and the last one
  // before it.
  Result<std::vector<FieldSnapshot>> Snapshots(
      std::optional<Timestamp> since = std::nullopt);
  // Without counts; nothing if there is none.
  Result<std::optional<FieldSnapshot>> First();
  Result<std::optional<FieldSnapshot>> Last();
  // The last one by these lists.
  Result<std::optional<FieldSnapshot>> LastWith(const std::string& list);

  // As it was at `time`; nothing if that is before the first snapshot.
  Result<std::optional<PastMoment>> At(Timestamp time);

  // By rising time, then line and company.
  Result<std::vector<CompanyMove>> ChangesSince(Timestamp since);
  // The latest name that is known; empty if there is none.
  Result<std::string> NameOf(const std::string& company_id);

  // What is kept of one company, by rising time.
  Result<std::vector<StateInterval>> StatesOf(const std::string& company_id);
  Result<std::vector<TagInterval>> TagsOf(const std::string& company_id);
  Result<std::vector<CompanyMove>> ChangesOf(const std::string& company_id);

 private:
  friend class FieldRecorder;
  explicit FieldHistory(Database database) : database_(std::move(database)) {}
  Result<std::vector<FieldSnapshot>> Select(const std::string& condition,
                                            const std::string& text,
                                            int64_t number);
  Status ReadCounts(FieldSnapshot& snapshot);
  Status WriteSnapshot(const FieldSnapshot& snapshot);
  Result<std::vector<CompanyMove>> SelectChanges(const std::string& condition,
                                                 const std::string& text,
                                                 int64_t number);
  Database database_;
};

}  // namespace ritmon
