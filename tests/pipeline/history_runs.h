// SPDX-License-Identifier: GPL-3.0-or-later
// Runs as the history sees them, of companies made by hand.

#pragma once

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/database.h"
#include "pipeline/field_recorder.h"
#include "pipeline/trend.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {

class HistoryRunsTest : public testing::Test {
 protected:
  HistoryRunsTest() : history_(FieldHistory::Open(File()).value()) {}

  std::filesystem::path File() const { return folder_ / "history.db"; }

  static CompanyRecord Company(const std::string& id,
                               const std::vector<std::string>& fields,
                               std::vector<std::string> sites = {}) {
    CompanyRecord record;
    record.company.id = id;
    record.company.name = "Firma " + id;
    record.company.district = "02000";
    for (const std::string& field : fields) {
      record.fields.push_back(
          {.field = field, .confidence = Confidence::kHigh});
    }
    if (sites.empty()) sites = {id + ".example"};
    record.hosts = std::move(sites);
    return record;
  }

  RunFacts Facts() const {
    RunFacts facts;
    facts.now = clock_.Now();
    facts.list_version = lists_;
    facts.program = program_;
    facts.region = "hamburg=02000";
    facts.districts = {"02000"};
    facts.future_field_of = {
        {"hydrogen", "energy"}, {"wind", "energy"}, {"robots", "production"}};
    return facts;
  }

  // What the index stage does; whether a snapshot was left.
  bool Run(const std::vector<CompanyRecord>& companies,
           const std::set<std::string>& other_sites = {}) {
    RunFacts facts = Facts();
    facts.sites = other_sites;
    for (const CompanyRecord& record : companies) {
      facts.sites.insert(record.hosts.begin(), record.hosts.end());
    }
    auto recorder = FieldRecorder::Begin(history_, std::move(facts));
    EXPECT_TRUE(recorder) << recorder.error().message;
    for (const CompanyRecord& record : companies) {
      const auto added = recorder->Add(record);
      EXPECT_TRUE(added) << added.error().message;
    }
    const auto left = recorder->Commit();
    EXPECT_TRUE(left) << left.error().message;
    return left.value_or(false);
  }

  void NextDay() { clock_.Advance(std::chrono::hours(24)); }
  void NextHour() { clock_.Advance(std::chrono::hours(1)); }

  FieldSnapshot LastSnapshot() { return history_.Snapshots()->back(); }
  MassCount CountOf(const std::string& field) {
    return LastSnapshot().counts[{std::string(kByField), field}];
  }
  MassCount Total() { return LastSnapshot().counts[{"total", ""}]; }

  // Every row of every table.
  std::string Dump() const {
    std::string dump;
    auto database = Database::OpenReadOnly(File()).value();
    for (const char* table :
         {"snapshot", "snapshot_count", "company_interval", "tag_interval",
          "company_site", "field_change", "forgotten_count"}) {
      auto rows =
          database.Prepare(std::string("SELECT * FROM ") + table).value();
      dump += std::string(table) + "\n";
      while (rows.Step().value()) {
        for (int column = 0; column < 6; ++column) {
          dump += rows.Text(column) + "|";
        }
        dump += "\n";
      }
    }
    return dump;
  }

  TempDirectory folder_;
  FakeClock clock_;
  std::string lists_ = "lists-1";
  std::string program_ = "1.0";
  FieldHistory history_;
};

}  // namespace ritmon
