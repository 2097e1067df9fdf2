// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/list_history.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "crawler/reservation_ledger.h"
#include "pipeline/list_source.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

constexpr int64_t kDay = 24 * 3600 * 1000;

class ListHistoryTest : public testing::Test {
 protected:
  ListHistoryTest()
      : history_(ListHistory::Open(folder_ / "lists.db").value()) {}

  void Note(const std::string& version, int64_t day,
            std::optional<int64_t> changed = std::nullopt) {
    ASSERT_TRUE(history_.NoteUse(version, {{{}, {{"a.toml", "of " + version}}}},
                                 changed, FromMillis(day * kDay)));
  }

  // Companies by what they are counted in.
  void Record(const std::string& version,
              const std::vector<CompanyRecord>& companies) {
    auto recorder = history_.Record(version);
    ASSERT_TRUE(recorder) << recorder.error().message;
    for (const CompanyRecord& company : companies) {
      ASSERT_TRUE(recorder->Add(company));
    }
    ASSERT_TRUE(recorder->Commit());
  }

  static CompanyRecord Company(const std::string& id,
                               std::vector<CompanyField> fields) {
    CompanyRecord record;
    record.company.id = id;
    record.fields = std::move(fields);
    return record;
  }

  std::string Names() {
    std::string names;
    const auto versions = history_.Versions().value();
    for (const ListVersion& version : versions) {
      names += (names.empty() ? "" : " ") + version.version;
    }
    return names;
  }

  TempDirectory folder_;
  ListHistory history_;
};

TEST_F(ListHistoryTest, KnowsWhichVersionCameBefore) {
  EXPECT_FALSE(history_.Find("current"));
  Note("aaaa0001", 1, 7);
  EXPECT_EQ(history_.Find("current")->version, "aaaa0001");
  const auto none = history_.Find("previous");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::kNotFound);
  Note("bbbb0002", 2);
  Note("bbbb0002", 3, 4);
  EXPECT_EQ(Names(), "bbbb0002 aaaa0001");
  EXPECT_EQ(history_.Find("previous")->version, "aaaa0001");
  // Lists that come back are the newest again, and were first used on day 1.
  Note("aaaa0001", 4, 9);
  EXPECT_EQ(Names(), "aaaa0001 bbbb0002");
  const ListVersion current = history_.Find("current").value();
  EXPECT_EQ(ToMillis(current.first_used), 1 * kDay);
  EXPECT_EQ(ToMillis(current.last_used), 4 * kDay);
  EXPECT_EQ(current.pages_changed, 7);
  EXPECT_EQ(history_.Find("previous")->pages_changed, 4);
}

TEST_F(ListHistoryTest, FindsByTheBeginning) {
  Note("aaaa0001", 1);
  Note("aaaa0002", 2);
  Note("bbbb0003", 3);
  EXPECT_EQ(history_.Find("bbbb")->version, "bbbb0003");
  EXPECT_EQ(history_.Find("aaaa0002")->version, "aaaa0002");
  EXPECT_EQ(history_.Find("aaaa").error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(history_.Find("bbb").error().kind, ErrorKind::kNotFound);
  EXPECT_NE(history_.Find("previus").error().message.find("'previous'"),
            std::string::npos);
}

TEST_F(ListHistoryTest, TheListsComeBackAsTheyWere) {
  std::vector<ListDirectory> lists = {
      {{}, {{"_shared.toml", "x = \"ä\"\n"}, {"b.toml", ""}}},
      {"own", {{"c.toml", "y = 1\n"}}}};
  ASSERT_TRUE(history_.NoteUse("aaaa0001", lists, {}, FromMillis(0)));
  EXPECT_EQ(history_.Lists("aaaa0001").value(), lists);
  EXPECT_EQ(history_.Lists("none").error().kind, ErrorKind::kNotFound);
}

TEST_F(ListHistoryTest, AnOutcomeIsReplacedByTheNextOfItsVersion) {
  Note("aaaa0001", 1);
  CompanyRecord two = Company(
      "2", {{.field = "x", .confidence = Confidence::kHigh, .score = 7.1}});
  two.topics = {{.field = "t", .confidence = Confidence::kLow, .score = 0.1}};
  Record("aaaa0001",
         {Company("1", {{.field = "x", .confidence = Confidence::kMedium},
                        {.field = "y", .confidence = Confidence::kLow}}),
          two, Company("3", {})});
  ListOutcome outcome = history_.Outcome("aaaa0001").value();
  ASSERT_EQ(outcome.size(), 2u);  // nothing is said of the third
  ASSERT_EQ(outcome["1"].fields.size(), 2u);
  EXPECT_EQ(outcome["1"].fields[1].field, "y");
  EXPECT_EQ(outcome["1"].fields[1].confidence, Confidence::kLow);
  EXPECT_EQ(outcome["2"].fields[0].score, 7.1);
  EXPECT_EQ(outcome["2"].topics[0].score, 0.1);
  EXPECT_EQ(history_.Find("current")->companies, 2);
  Record("aaaa0001", {Company("1", {}), two});
  outcome = history_.Outcome("aaaa0001").value();
  EXPECT_EQ(outcome.size(), 1u);
  EXPECT_EQ(history_.Find("current")->companies, 1);
}

TEST_F(ListHistoryTest, WhatIsNotCommittedChangesNothing) {
  Note("aaaa0001", 1);
  const CompanyRecord company = Company("1", {{.field = "x"}});
  Record("aaaa0001", {company});
  {
    auto recorder = history_.Record("aaaa0001");
    ASSERT_TRUE(recorder->Add(Company("2", {{.field = "x"}})));
  }
  EXPECT_TRUE(history_.Outcome("aaaa0001").value().contains("1"));
  EXPECT_EQ(history_.Outcome("aaaa0001")->size(), 1u);
}

TEST_F(ListHistoryTest, UnknownAndForgottenCompaniesLeaveNoTrace) {
  Note("aaaa0001", 1);
  const CompanyField field{.field = "x", .confidence = Confidence::kHigh};
  Record("aaaa0001",
         {Company("1", {field}), Company("2", {field}), Company("3", {field})});
  Note("bbbb0002", 2);
  Record("bbbb0002", {Company("1", {}), Company("2", {field})});
  ListOutcome old = history_.Outcome("aaaa0001").value();
  EXPECT_EQ(old.size(), 2u);
  EXPECT_FALSE(old.contains("3"));
  EXPECT_EQ(history_.Find("aaaa0001")->forgotten, 0);
  ASSERT_TRUE(history_.Forget({"2", "unheard-of"}));
  EXPECT_FALSE(history_.Outcome("aaaa0001")->contains("2"));
  EXPECT_TRUE(history_.Outcome("bbbb0002")->empty());
  EXPECT_EQ(history_.Find("aaaa0001")->forgotten, 1);
}

TEST_F(ListHistoryTest, TheOldestVersionsAreDropped) {
  for (int i = 1; i <= 5; ++i) Note("aaaa000" + std::to_string(i), i);
  Record("aaaa0002", {Company("1", {{.field = "x"}})});
  Note("aaaa0001", 6);
  ASSERT_TRUE(history_.Prune(3));
  EXPECT_EQ(Names(), "aaaa0001 aaaa0005 aaaa0004");
  EXPECT_TRUE(history_.Outcome("aaaa0002")->empty());
}

using ListsInUseTest = StoredRegionTest;

TEST_F(ListsInUseTest, EachVersionThatTaggedTheStoreIsThere) {
  AddSampleRegion();
  Read();
  ASSERT_EQ(History().Versions()->size(), 1u);
  const std::string first = History().Find("current")->version;
  EXPECT_EQ(first, SampleTaxonomy()->version());
  ListFiles by_name = SampleFiles();
  std::sort(by_name.begin(), by_name.end());
  EXPECT_EQ(History().Lists(first).value()[0].files, by_name);
  Tag(ChangedFiles("hydrogen.toml", "medium.de = [\"brennstoffzelle*\"]",
                   "medium.de = [\"brennstoffkessel\"]"));
  ASSERT_EQ(History().Versions()->size(), 2u);
  EXPECT_EQ(History().Find("previous")->version, first);
  EXPECT_GT(History().Find("current")->pages_changed.value_or(0), 0);
  const std::string id = IdOf("Zellkraft GmbH");
  EXPECT_EQ(History().Outcome(first)->at(id).fields[0].field, "hydrogen");
  // A replay keeps them: they cannot be made again.
  ASSERT_TRUE(OpenJob().Replay());
  EXPECT_EQ(History().Versions()->size(), 2u);
}

TEST_F(ListsInUseTest, AsManyAreKeptAsIsConfigured) {
  options_.kept_list_versions = 2;
  AddSampleRegion();
  Read();
  for (const char* word : {"alpha", "beta", "gamma"}) {
    Tag(ChangedFiles("recycling.toml", "recycling*", word));
  }
  EXPECT_EQ(History().Versions()->size(), 2u);
}

TEST_F(ListsInUseTest, WhatPurgedPagesSaidIsForgotten) {
  AddSampleRegion();
  Read();
  const std::string gone = IdOf("Nordstack GmbH");
  const std::string first = History().Find("current")->version;
  Tag(ChangedFiles("recycling.toml", "recycling*", "alpha"));
  ASSERT_TRUE(History().Outcome(first)->contains(gone));
  {
    auto database = Database::Open(options_.workspace.state_db());
    auto ledger = ReservationLedger::Open(*database);
    ASSERT_TRUE(ledger->Record(
        ReservationEntry{
            .key = {"nordstack.example", ReservationSource::kTdmMeta,
                    "http://nordstack.example/"},
            .site = "nordstack.example",
            .scope = ReservationScope::kPage,
            .archived = true},
        clock_.Now()));
  }
  ASSERT_TRUE(OpenJob().Crawl({}));
  EXPECT_FALSE(History().Outcome(first)->contains(gone));
  EXPECT_EQ(History().Find(first)->forgotten, 1);
  EXPECT_TRUE(History().Outcome(first)->contains(IdOf("Zellkraft GmbH")));
  const std::string file = MustRead(options_.workspace.lists_db());
  EXPECT_EQ(file.find(gone), std::string::npos);
}

TEST_F(ListsInUseTest, ListsAreNamedByFolderOrVersion) {
  const auto configured = LoadLists("current", options_);
  ASSERT_TRUE(configured);
  EXPECT_EQ(configured->taxonomy->version(), SampleTaxonomy()->version());
  EXPECT_NE(
      LoadLists("previous", options_)
          .error()
          .message.find("no version of the keyword lists is recorded yet"),
      std::string::npos);
  AddSampleRegion();
  Read();
  const std::string first = SampleTaxonomy()->version();
  Tag(ChangedFiles("recycling.toml", "recycling*", "alpha"));
  EXPECT_EQ(LoadLists("previous", options_)->taxonomy->version(), first);
  EXPECT_EQ(LoadLists(first.substr(0, 6), options_)->taxonomy->version(),
            first);
  WriteLists(folder_ / "mine",
             ChangedFiles("recycling.toml", "recycling*", "beta"));
  EXPECT_NE(
      LoadLists((folder_ / "mine").string(), options_)->taxonomy->version(),
      first);
  const auto typo = LoadLists("curent", options_);
  ASSERT_FALSE(typo);
  EXPECT_NE(typo.error().message.find("'curent' is no directory"),
            std::string::npos);
  EXPECT_NE(typo.error().message.find("'current'"), std::string::npos)
      << typo.error().message;
}

}  // namespace
}  // namespace ritmon
