// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/reservation_ledger.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/testing/fake_clock.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using enum ReservationSource;

const ReservationEntry kPage = {
    .key = {"a.example", kTdmHeader, "https://a.example/x"},
    .site = "a.example",
    .said = "1",
    .policy = "https://a.example/p",
    .obeyed = "not stored"};
const ReservationEntry kSite = {
    .key = {"www.a.example", kTdmFile, "https://www.a.example"},
    .site = "a.example",
    .scope = ReservationScope::kSite,
    .said = "1",
    .obeyed = "crawl ended"};

class ReservationLedgerTest : public testing::Test {
 protected:
  ReservationLedgerTest() { Reopen(); }

  void Reopen() {
    ledger_.reset();
    database_.reset();
    auto database = Database::Open(directory_ / "state.db");
    ASSERT_TRUE(database) << database.error().message;
    database_.emplace(std::move(*database));
    auto ledger = ReservationLedger::Open(*database_);
    ASSERT_TRUE(ledger) << ledger.error().message;
    ledger_.emplace(std::move(*ledger));
  }

  void Record(const ReservationEntry& entry) {
    Must(ledger_->Record(entry, clock_.Now()));
  }
  void Withdraw(const ReservationEntry& entry) {
    Must(ledger_->Withdraw(entry.key, clock_.Now()));
  }
  static void Must(const Status& status) {
    ASSERT_TRUE(status) << status.error().message;
  }

  std::vector<ReservationEntry> All() {
    std::vector<ReservationEntry> entries;
    Must(ledger_->ForEach(
        [&](const ReservationEntry& entry) { entries.push_back(entry); }));
    return entries;
  }
  std::vector<std::string> Pending(size_t limit = 1000) {
    std::vector<std::string> targets;
    auto entries = ledger_->PendingPurges(limit);
    EXPECT_TRUE(entries) << entries.error().message;
    for (const auto& entry : *entries) targets.push_back(entry.key.target);
    return targets;
  }
  bool SiteReserved(const std::string& site) {
    auto reserved = ledger_->SiteReserved(site);
    EXPECT_TRUE(reserved) << reserved.error().message;
    return reserved.value_or(false);
  }

  TempDirectory directory_;
  FakeClock clock_;
  std::optional<Database> database_;
  std::optional<ReservationLedger> ledger_;
};

using Targets = std::vector<std::string>;

TEST_F(ReservationLedgerTest, KeepsWhatWasSaid) {
  const Timestamp first = clock_.Now();
  Record(kSite);
  Record(kPage);
  Reopen();
  const auto entries = All();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].key.host, "a.example");
  EXPECT_EQ(entries[0].key.source, kTdmHeader);
  EXPECT_EQ(entries[0].key.target, "https://a.example/x");
  EXPECT_EQ(entries[0].site, "a.example");
  EXPECT_EQ(entries[0].scope, ReservationScope::kPage);
  EXPECT_EQ(entries[0].said, "1");
  EXPECT_EQ(entries[0].policy, "https://a.example/p");
  EXPECT_EQ(entries[0].obeyed, "not stored");
  EXPECT_EQ(entries[0].first_seen, first);
  EXPECT_EQ(entries[0].last_seen, first);
  EXPECT_EQ(entries[0].withdrawn_at, std::nullopt);
  EXPECT_TRUE(entries[0].purge_pending);
  EXPECT_EQ(entries[0].purged, 0);
  EXPECT_EQ(entries[1].scope, ReservationScope::kSite);
  EXPECT_EQ(entries[1].key.source, kTdmFile);
}

TEST_F(ReservationLedgerTest, TwiceIsOnceAndRenews) {
  const Timestamp first = clock_.Now();
  Record(kPage);
  clock_.Advance(std::chrono::hours(5));
  auto again = kPage;
  again.said = "0, 1";
  Record(again);
  const auto entries = All();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].first_seen, first);
  EXPECT_EQ(entries[0].last_seen, first + std::chrono::hours(5));
  EXPECT_EQ(entries[0].said, "0, 1");
}

// Each part of the key makes a row of its own.
TEST_F(ReservationLedgerTest, Keys) {
  Record(kPage);
  auto other = kPage;
  other.key.source = kNoAiMeta;
  Record(other);
  other = kPage;
  other.key.target += "y";
  Record(other);
  other = kPage;
  other.key.host = "b.example";
  Record(other);
  EXPECT_EQ(All().size(), 4u);
}

TEST_F(ReservationLedgerTest, PurgesSurviveAKill) {
  Record(kPage);
  Record(kSite);
  Reopen();
  EXPECT_EQ(Pending(), (Targets{kPage.key.target, kSite.key.target}));
  EXPECT_EQ(Pending(1), Targets{kPage.key.target});
  Must(ledger_->MarkPurged(kPage.key, 3));
  Reopen();
  EXPECT_EQ(Pending(), Targets{kSite.key.target});
  // Seen again, and nothing was archived since.
  Record(kPage);
  EXPECT_EQ(Pending(), Targets{kSite.key.target});
  // Found out too late once more.
  auto late = kPage;
  late.archived = true;
  Record(late);
  EXPECT_EQ(Pending().size(), 2u);
  Record(kPage);
  EXPECT_EQ(Pending().size(), 2u);
  Must(ledger_->MarkPurged(kPage.key, 1));
  EXPECT_EQ(All()[0].purged, 4);
  EXPECT_FALSE(All()[0].purge_pending);
}

TEST_F(ReservationLedgerTest, WithdrawnAndMadeAgain) {
  Record(kPage);
  Must(ledger_->MarkPurged(kPage.key, 1));
  clock_.Advance(std::chrono::hours(1));
  const Timestamp withdrawn = clock_.Now();
  Withdraw(kPage);
  EXPECT_EQ(All()[0].withdrawn_at, withdrawn);
  clock_.Advance(std::chrono::hours(1));
  Withdraw(kPage);
  EXPECT_EQ(All()[0].withdrawn_at, withdrawn);
  EXPECT_TRUE(Pending().empty());
  // In between it may have been archived.
  Record(kPage);
  EXPECT_EQ(All()[0].withdrawn_at, std::nullopt);
  EXPECT_EQ(Pending(), Targets{kPage.key.target});
  // Captures of the time when it held.
  Withdraw(kPage);
  EXPECT_EQ(Pending(), Targets{kPage.key.target});
}

TEST_F(ReservationLedgerTest, WithdrawsOtherSources) {
  const auto sources = {kTdmHeader, kTdmMeta, kNoAiHeader, kPhrase};
  for (const auto source : sources) {
    auto entry = kPage;
    entry.key.source = source;
    Record(entry);
  }
  auto other = kPage;
  other.key.target += "y";
  Record(other);
  Must(ledger_->WithdrawOthers(kPage.key.host, kPage.key.target,
                               {kTdmMeta, kPhrase}, clock_.Now()));
  for (const auto& entry : All()) {
    const bool held = entry.key.source == kTdmMeta ||
                      entry.key.source == kPhrase ||
                      entry.key.target == other.key.target;
    EXPECT_EQ(entry.withdrawn_at.has_value(), !held)
        << ToString(entry.key.source);
  }
  EXPECT_EQ(All().size(), 5u);
}

TEST_F(ReservationLedgerTest, SitesAreReservedByWhatHoldsToday) {
  EXPECT_FALSE(SiteReserved("a.example"));
  Record(kPage);
  EXPECT_FALSE(SiteReserved("a.example"));
  Record(kSite);
  auto imprint = kSite;
  imprint.key.source = kPhrase;
  Record(imprint);
  Reopen();
  EXPECT_TRUE(SiteReserved("a.example"));
  EXPECT_FALSE(SiteReserved("www.a.example"));
  EXPECT_FALSE(SiteReserved(""));
  Withdraw(kSite);
  EXPECT_TRUE(SiteReserved("a.example"));
  Withdraw(imprint);
  EXPECT_FALSE(SiteReserved("a.example"));
  Record(kSite);
  EXPECT_TRUE(SiteReserved("a.example"));
}

TEST_F(ReservationLedgerTest, UnknownKeysDoNothing) {
  Withdraw(kPage);
  Must(ledger_->MarkPurged(kPage.key, 1));
  EXPECT_TRUE(All().empty());
  EXPECT_TRUE(Pending().empty());
}

TEST_F(ReservationLedgerTest, TextIsCutBetweenCharacters) {
  const struct {
    std::string said;
    std::string kept;
  } cases[] = {
      {"", ""},
      {std::string(200, 'a'), std::string(200, 'a')},
      {std::string(201, 'a'), std::string(200, 'a')},
      {std::string("a\0b", 3), "a b"},
      {"\xFF", "\xEF\xBF\xBD"},
  };
  for (const auto& c : cases) {
    auto entry = kPage;
    entry.said = c.said;
    Record(entry);
    EXPECT_EQ(All()[0].said, c.kept);
  }
  std::string umlauts;
  for (int i = 0; i < 300; ++i) umlauts += "\xC3\xBC";
  auto entry = kPage;
  entry.said = umlauts;
  Record(entry);
  EXPECT_EQ(All()[0].said, umlauts.substr(0, 400));
  std::string eyes;
  for (int i = 0; i < 300; ++i) eyes += "\xF0\x9F\x91\x80";
  entry.said = eyes;
  Record(entry);
  EXPECT_EQ(All()[0].said, eyes.substr(0, 800));
}

// Against a map.
TEST_F(ReservationLedgerTest, RandomHistory) {
  struct Row {
    bool withdrawn = false;
    bool pending = true;
    int64_t purged = 0;
  };
  std::map<std::string, Row> rows;  // by target
  std::mt19937 random(2024);
  for (int i = 0; i < 2000; ++i) {
    auto entry = random() % 2 == 0 ? kPage : kSite;
    entry.key.target += std::to_string(random() % 6);
    auto& target = entry.key.target;
    switch (random() % 4) {
      case 0:
      case 1: {
        entry.archived = random() % 4 == 0;
        Record(entry);
        const auto [row, is_new] = rows.try_emplace(target);
        row->second.pending |= row->second.withdrawn || entry.archived;
        row->second.withdrawn = false;
        break;
      }
      case 2:
        Withdraw(entry);
        if (rows.contains(target)) rows[target].withdrawn = true;
        break;
      case 3:
        Must(ledger_->MarkPurged(entry.key, 2));
        if (rows.contains(target)) {
          rows[target].pending = false;
          rows[target].purged += 2;
        }
        break;
    }
    if (random() % 200 == 0) Reopen();
  }
  bool site = false;
  size_t pending = 0;
  for (const auto& entry : All()) {
    ASSERT_TRUE(rows.contains(entry.key.target));
    const Row& row = rows[entry.key.target];
    EXPECT_EQ(entry.withdrawn_at.has_value(), row.withdrawn);
    EXPECT_EQ(entry.purge_pending, row.pending);
    EXPECT_EQ(entry.purged, row.purged);
    pending += row.pending ? 1 : 0;
    site |= !row.withdrawn && entry.scope == ReservationScope::kSite;
  }
  EXPECT_EQ(All().size(), rows.size());
  EXPECT_EQ(rows.size(), 12u);
  EXPECT_EQ(Pending().size(), pending);
  EXPECT_EQ(SiteReserved("a.example"), site);
}

}  // namespace
}  // namespace ritmon
