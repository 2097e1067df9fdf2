// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/field_history.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/pipeline/history_runs.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using FieldHistoryTest = HistoryRunsTest;

TEST_F(FieldHistoryTest, AnEmptyOneSaysSo) {
  EXPECT_TRUE(history_.Snapshots()->empty());
  EXPECT_FALSE(history_.First().value());
  EXPECT_FALSE(history_.Last().value());
  EXPECT_FALSE(history_.At(kNever).value());
  EXPECT_TRUE(history_.ChangesSince(FromMillis(0))->empty());
  EXPECT_TRUE(history_.StatesOf("1")->empty());
  EXPECT_TRUE(history_.NoteUnchanged(clock_.Now()));
  EXPECT_TRUE(history_.Forget({"1"}));
  EXPECT_TRUE(history_.Snapshots()->empty());
  EXPECT_EQ(FieldHistory::OpenReadOnly(folder_ / "none.db").error().kind,
            ErrorKind::kNotFound);
}

TEST_F(FieldHistoryTest, ACompanyIsCountedOnceInEachLine) {
  CompanyRecord many = Company("1", {"hydrogen", "wind", "robots"});
  many.topics.push_back({.field = "fuel", .confidence = Confidence::kMedium});
  many.topics.push_back({.field = "gas", .confidence = Confidence::kLow});
  CompanyRecord elsewhere = Company("3", {"wind"});
  elsewhere.company.district = "15001";
  CompanyRecord club = Company("4", {"wind"});
  club.company.kind = EntityKind::kAssociation;
  EXPECT_TRUE(Run({many, Company("2", {"wind"}), elsewhere, club}));
  std::map<CountLine, int64_t> counts;
  for (const auto& [line, count] : LastSnapshot().counts) {
    counts[line] = count.companies;
    EXPECT_EQ(count.change, MassChange()) << "the first snapshot is no change";
  }
  const std::map<CountLine, int64_t> expected = {
      {{"field", "hydrogen"}, 1},
      {{"field", "robots"}, 1},
      {{"field", "wind"}, 2},
      {{"future-field", "energy"}, 2},
      {{"future-field", "production"}, 1},
      {{"topic", "fuel"}, 1},
      {{"total", ""}, 2}};
  EXPECT_EQ(counts, expected);
  EXPECT_TRUE(history_.ChangesSince(FromMillis(0))->empty());
  const CoverageFacts& coverage = LastSnapshot().coverage;
  EXPECT_EQ(coverage.companies, 3);
  EXPECT_EQ(coverage.read, 3);
}

TEST_F(FieldHistoryTest, TheSameAgainWritesNothingUntilADayIsOver) {
  const std::vector<CompanyRecord> companies = {Company("1", {"wind"}),
                                                Company("2", {})};
  EXPECT_TRUE(Run(companies));
  const std::string before = Dump();
  for (int hour = 0; hour < 23; ++hour) {
    NextHour();
    EXPECT_FALSE(Run(companies));
    EXPECT_TRUE(history_.NoteUnchanged(clock_.Now()));
  }
  EXPECT_EQ(Dump(), before);
  NextHour();
  EXPECT_TRUE(Run(companies));
  EXPECT_EQ(history_.Snapshots()->size(), 2u);
  EXPECT_EQ(history_.TagsOf("1")->size(), 3u)
      << "of field, future field and total";
  NextDay();
  EXPECT_TRUE(history_.NoteUnchanged(clock_.Now()));
  ASSERT_EQ(history_.Snapshots()->size(), 3u);
  EXPECT_EQ(CountOf("wind").companies, 1);
}

TEST_F(FieldHistoryTest, WhatIsNotCommittedIsNotThere) {
  Run({Company("1", {"wind"})});
  const std::string before = Dump();
  NextDay();
  {
    auto recorder = FieldRecorder::Begin(history_, Facts());
    ASSERT_TRUE(recorder->Add(Company("1", {"robots"})));
    ASSERT_TRUE(recorder->Add(Company("2", {"robots"})));
  }
  EXPECT_EQ(Dump(), before);
  EXPECT_TRUE(Run({Company("1", {"robots"})}));
  EXPECT_EQ(CountOf("robots").companies, 1);
}

TEST_F(FieldHistoryTest, IntervalsJoinWithoutGap) {
  Run({Company("1", {"wind"})});
  const Timestamp first = clock_.Now();
  NextDay();
  const Timestamp second = clock_.Now();
  CompanyRecord weaker = Company("1", {"wind"});
  weaker.fields[0].confidence = Confidence::kLow;
  lists_ = "lists-2";
  Run({weaker});
  const auto tags = history_.TagsOf("1").value();
  ASSERT_EQ(tags.size(), 6u) << "two of each line";
  EXPECT_EQ(tags[0].line, (CountLine{"field", "wind"}));
  EXPECT_EQ(tags[0].from, first);
  EXPECT_EQ(tags[0].to, second);
  EXPECT_TRUE(tags[0].counted);
  EXPECT_EQ(tags[0].list_version, "lists-1");
  EXPECT_EQ(tags[1].from, second);
  EXPECT_FALSE(tags[1].to);
  EXPECT_FALSE(tags[1].counted);
  EXPECT_EQ(tags[1].confidence, Confidence::kLow);
  EXPECT_EQ(tags[1].list_version, "lists-2");
  const auto just_before =
      history_.At(second - std::chrono::milliseconds(1)).value();
  EXPECT_EQ(just_before->list_version, "lists-1");
  EXPECT_EQ(just_before->companies.at("1").fields[0].confidence,
            Confidence::kHigh);
  const auto then = history_.At(second).value();
  EXPECT_EQ(then->list_version, "lists-2");
  EXPECT_EQ(then->companies.at("1").fields[0].confidence, Confidence::kLow);
  EXPECT_FALSE(history_.At(first - std::chrono::milliseconds(1)).value());
}

TEST_F(FieldHistoryTest, AClockSetBackDoesNotTurnTimeAround) {
  Run({Company("1", {"wind"})});
  Run({Company("1", {"robots"})});
  Run({Company("1", {"wind"})});
  const auto snapshots = history_.Snapshots().value();
  ASSERT_EQ(snapshots.size(), 3u);
  EXPECT_LT(snapshots[0].time, snapshots[1].time);
  EXPECT_LT(snapshots[1].time, snapshots[2].time);
}

// A life: appears, changes, lists change, site gone, back, dissolved.
TEST_F(FieldHistoryTest, EachStepHasItsCause) {
  Run({});
  NextDay();
  Run({Company("1", {"wind"})});
  EXPECT_EQ(CountOf("wind").change, MassChange{.coverage = 1});
  NextDay();
  Run({Company("1", {})});
  EXPECT_EQ(CountOf("wind").change, MassChange{.real = -1});
  NextDay();
  lists_ = "lists-2";
  Run({Company("1", {"wind"})});
  EXPECT_EQ(CountOf("wind").change, MassChange{.lists = 1});
  NextDay();
  CompanyRecord siteless = Company("1", {});
  siteless.hosts.clear();
  Run({siteless});
  EXPECT_EQ(CountOf("wind").change, MassChange{.lost_sites = -1});
  EXPECT_EQ(LastSnapshot().coverage.gone, 1);
  NextDay();
  Run({Company("1", {"wind"})});
  EXPECT_EQ(CountOf("wind").change, MassChange{.lost_sites = 1});
  EXPECT_EQ(LastSnapshot().coverage.gone, 0);
  NextDay();
  const Timestamp active = clock_.Now() - std::chrono::hours(1);
  CompanyRecord dissolved = Company("1", {"wind"});
  dissolved.company.status = CompanyStatus::kRemoved;
  Run({dissolved});
  EXPECT_EQ(CountOf("wind").change, MassChange{.real = -1});
  EXPECT_EQ(history_.At(active).value()->companies.at("1").state.status,
            CompanyStatus::kActive);
  const auto today = history_.At(kNever).value();
  EXPECT_EQ(today->companies.at("1").state.status, CompanyStatus::kRemoved);
  NextDay();
  program_ = "1.1";
  Run({});
  EXPECT_TRUE(history_.At(kNever).value()->companies.empty());
  EXPECT_EQ(history_.NameOf("1").value(), "Firma 1");
  std::string causes;
  const auto changes = history_.ChangesOf("1").value();
  for (const CompanyMove& change : changes) {
    if (change.line.first != kByField) continue;
    causes += std::string(change.gained ? "+" : "-") +
              std::string(ToString(change.cause)) + " ";
  }
  EXPECT_EQ(causes, "+coverage -real +lists -lost-sites +lost-sites -real ");
}

// One that only its imprint knew goes with its site, and comes back with it.
TEST_F(FieldHistoryTest, ACompanyThatIsKnownByItsSiteAlone) {
  Run({Company("1", {"wind"}), Company("2", {"wind"})});
  NextDay();
  Run({Company("1", {"wind"})});
  EXPECT_EQ(CountOf("wind").change, MassChange{.lost_sites = -1});
  NextDay();
  Run({Company("1", {"wind"}), Company("2", {"wind"})});
  EXPECT_EQ(CountOf("wind").change, MassChange{.lost_sites = 1});
  NextDay();
  // The site is there, but names somebody else.
  Run({Company("1", {"wind"})}, {"2.example"});
  EXPECT_EQ(CountOf("wind").change, MassChange{.coverage = -1});
}

TEST_F(FieldHistoryTest, ForgettingLeavesNoTraceAndTheSumsStay) {
  Run({Company("secret-1", {"wind"}), Company("2", {"wind"})});
  NextDay();
  Run({Company("secret-1", {"wind", "robots"}), Company("2", {"wind"})});
  ASSERT_TRUE(history_.Forget({"secret-1", "unheard-of"}));
  EXPECT_EQ(CountOf("wind").companies, 2) << "sums name nobody";
  EXPECT_EQ(history_.At(kNever).value()->companies.size(), 1u);
  EXPECT_TRUE(history_.ChangesOf("secret-1")->empty());
  NextHour();
  EXPECT_TRUE(Run({Company("2", {"wind"})}));
  EXPECT_EQ(CountOf("wind").change, MassChange{.lost_sites = -1});
  EXPECT_EQ(Total().companies, 1);
  NextHour();
  EXPECT_FALSE(Run({Company("2", {"wind"})})) << "it is missing once";
  // One that is read again nevertheless comes and goes.
  ASSERT_TRUE(history_.Forget({"2"}));
  Run({Company("2", {"wind"})});
  const MassChange both{.coverage = 1, .lost_sites = -1};
  EXPECT_EQ(CountOf("wind").change, both);
  { const FieldHistory closed = std::move(history_); }
  EXPECT_EQ(MustRead(File()).find("secret-1"), std::string::npos);
}

TEST_F(FieldHistoryTest, AFileThatOthersChangedIsNotAddedTo) {
  Run({Company("1", {"wind"})});
  auto database = Database::Open(File()).value();
  ASSERT_TRUE(database.Execute("UPDATE snapshot_count SET companies = 7"));
  auto recorder = FieldRecorder::Begin(history_, Facts());
  ASSERT_TRUE(recorder->Add(Company("1", {"wind"})));
  const auto left = recorder->Commit();
  ASSERT_FALSE(left);
  EXPECT_EQ(left.error().kind, ErrorKind::kInternal);
}

// Whatever happens: the causes of each step add up to the difference of the
// counts, and what the intervals say of a moment is what was counted then.
TEST_F(FieldHistoryTest, PartsAddUpAndThePastStaysAsItWas) {
  std::mt19937 random(20260301);
  const auto one_of = [&](int n) { return static_cast<int>(random() % n); };
  const std::vector<std::string> fields = {"hydrogen", "wind", "robots"};
  for (int run = 0; run < 60; ++run) {
    clock_.Advance(std::chrono::hours(1 + one_of(40)));
    if (one_of(4) == 0) lists_ = "lists-" + std::to_string(one_of(3));
    std::vector<CompanyRecord> companies;
    std::set<std::string> sites;
    for (int i = 0; i < 12; ++i) {
      if (one_of(6) == 0) continue;
      const std::string id = "c" + std::to_string(10 + i);
      CompanyRecord record = Company(id, {});
      for (const std::string& field : fields) {
        if (one_of(3) == 0) continue;
        record.fields.push_back(
            {.field = field, .confidence = static_cast<Confidence>(one_of(3))});
      }
      if (one_of(4) == 0) {
        record.hosts.clear();
        if (one_of(2) == 0) sites.insert(id + ".example");
      }
      if (one_of(6) == 0) record.company.status = CompanyStatus::kLiquidation;
      if (one_of(6) == 0) record.company.kind = EntityKind::kShell;
      if (one_of(6) == 0) record.company.district = "15001";
      if (one_of(4) == 0) record.company.founded = ParseDate("2026-12-15");
      companies.push_back(std::move(record));
    }
    if (run > 0 && one_of(5) == 0) {
      ASSERT_TRUE(history_.Forget({"c" + std::to_string(10 + one_of(12))}));
    }
    Run(companies, sites);
  }
  const auto snapshots = history_.Snapshots().value();
  ASSERT_GT(snapshots.size(), 50u);
  const auto companies_in = [](const FieldSnapshot& snapshot,
                               const CountLine& line) {
    const auto count = snapshot.counts.find(line);
    return count == snapshot.counts.end() ? 0 : count->second.companies;
  };
  MassChange all;
  for (size_t i = 1; i < snapshots.size(); ++i) {
    std::set<CountLine> lines;
    for (const auto& [line, count] : snapshots[i].counts) lines.insert(line);
    for (const auto& [line, count] : snapshots[i - 1].counts) {
      lines.insert(line);
    }
    for (const CountLine& line : lines) {
      const auto now = snapshots[i].counts.find(line);
      const MassChange change =
          now == snapshots[i].counts.end() ? MassChange() : now->second.change;
      all += change;
      EXPECT_EQ(companies_in(snapshots[i], line) -
                    companies_in(snapshots[i - 1], line),
                change.Sum())
          << "snapshot " << i << ", " << line.first << " " << line.second;
    }
  }
  // The series says the same of the ends.
  for (const TrendSeries& series :
       MakeSeries(snapshots, {{"field", "wind"}, {"total", ""}}, false)) {
    EXPECT_EQ(series.last() - series.first(), series.Sum().Sum());
  }
  EXPECT_NE(all.real, 0);
  EXPECT_NE(all.lists, 0);
  EXPECT_NE(all.coverage, 0);
  EXPECT_NE(all.lost_sites, 0);
  // Of the last snapshot nobody was forgotten since.
  const auto moment = history_.At(snapshots.back().time).value();
  std::map<CountLine, int64_t> from_intervals;
  for (const auto& [id, company] : moment->companies) {
    CompanyRecord record;
    record.company.status = company.state.status;
    record.company.kind = company.state.kind;
    for (const CompanyField& tag : company.fields) {
      if (company.state.in_region && IsCounted(record, tag)) {
        ++from_intervals[{"field", tag.field}];
      }
    }
  }
  for (const std::string& field : fields) {
    const CountLine line{"field", field};
    EXPECT_EQ(from_intervals[line], companies_in(snapshots.back(), line));
  }
}

TEST_F(FieldHistoryTest, SinceBeginsWithWhatHeldThen) {
  std::vector<Timestamp> times;
  for (const char* field : {"wind", "robots", "wind"}) {
    Run({Company("1", {field})});
    times.push_back(clock_.Now());
    NextDay();
  }
  const auto since = [&](Timestamp time) {
    std::vector<Timestamp> found;
    const auto snapshots = history_.Snapshots(time).value();
    for (const FieldSnapshot& snapshot : snapshots) {
      found.push_back(snapshot.time);
    }
    return found;
  };
  const auto hour = std::chrono::hours(1);
  EXPECT_EQ(since(times[0] - hour), times);
  EXPECT_EQ(since(times[1]), times);
  EXPECT_EQ(since(times[1] + hour),
            (std::vector<Timestamp>{times[1], times[2]}));
  EXPECT_EQ(since(times[2] + hour), std::vector<Timestamp>{times[2]});
}

}  // namespace
}  // namespace ritmon
