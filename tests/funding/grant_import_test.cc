// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_import.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/files.h"
#include "tests/funding/grant_samples.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;

class GrantImportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto database = Database::Open(folder_ / "state.db");
    ASSERT_TRUE(database.has_value()) << database.error().message;
    database_.emplace(std::move(*database));
    auto store = GrantStore::Open(*database_);
    ASSERT_TRUE(store.has_value()) << store.error().message;
    store_.emplace(std::move(*store));
    auto actors = ActorRules::Load();
    ASSERT_TRUE(actors.has_value());
    actors_.emplace(std::move(*actors));
    options_.imported_at = *ParseTimestamp("2026-11-23T10:00:00Z");
    options_.as_of = "2026-11-20";
  }

  std::filesystem::path Write(const std::string& text) {
    const auto path = folder_ / "grants.csv";
    EXPECT_TRUE(WriteFileAtomically(path, text));
    return path;
  }

  GrantImportSummary MustImport(const std::string& text) {
    auto summary = ImportGrants(Write(text), *store_, *actors_, options_);
    EXPECT_TRUE(summary.has_value()) << summary.error().message;
    return summary.value_or(GrantImportSummary{});
  }

  Grant MustFind(std::string_view fkz) {
    auto grant = store_->Find(fkz);
    EXPECT_TRUE(grant.has_value() && grant->has_value()) << fkz;
    return grant && *grant ? **grant : Grant{};
  }

  TempDirectory folder_;
  std::optional<Database> database_;
  std::optional<GrantStore> store_;
  std::optional<ActorRules> actors_;
  GrantImportOptions options_;
};

TEST_F(GrantImportTest, KeepsAllValues) {
  Grant grant;
  grant.fkz = "K332700 /7";
  grant.recipient = {"A 'x' \"y\"", "02000000", "b", "c", "d"};
  grant.executing = {"E ü €", "99999999", "f", "g", "h"};
  grant.title = "i";
  grant.plan_code = "j";
  grant.plan_text = "k";
  grant.start = ParseDate("2022-07-01");
  grant.amount_cents = 999999999999;
  grant.profile = "l";
  grant.joint_project = "m";
  grant.kind = "n";
  grant.ministry = "o";
  grant.actor = ActorClass::kOther;
  ASSERT_EQ(store_->Upsert(grant, 1), GrantUpsert::kNew);
  EXPECT_EQ(MustFind("K332700 /7"), grant);
  EXPECT_EQ(store_->Upsert(grant, 2), GrantUpsert::kUnchanged);
  EXPECT_EQ(store_->Count(), 1u);
  EXPECT_TRUE(store_->History("K332700 /7")->empty());
  EXPECT_FALSE(store_->Find("x")->has_value());
}

TEST_F(GrantImportTest, TwiceChangesNothing) {
  FoekatLine other;
  other.fkz = "01AB1";
  const std::string text = FoekatHeader(kHeader2026) + FoekatLine().Text() +
                           other.Text() + FoekatLine().Text();
  const GrantImportSummary first = MustImport(text);
  EXPECT_EQ(first.added, 2u);
  EXPECT_EQ(first.unchanged, 1u);  // the same row again
  EXPECT_EQ(MustFind("01AB1").actor, ActorClass::kBusiness);
  const GrantImportSummary second = MustImport(text);
  EXPECT_EQ(second.added + second.changed, 0u);
  EXPECT_EQ(second.unchanged, 3u);
  EXPECT_EQ(store_->Count(), 2u);
  EXPECT_TRUE(store_->History("01AB1")->empty());

  const auto imports = store_->Imports();
  ASSERT_TRUE(imports.has_value());
  ASSERT_EQ(imports->size(), 2u);
  EXPECT_EQ((*imports)[1].number, 2);
  EXPECT_EQ((*imports)[1].header, "foekat-2026");
  EXPECT_EQ((*imports)[1].as_of, "2026-11-20");
  EXPECT_EQ((*imports)[1].imported_at, "2026-11-23T10:00:00Z");
  EXPECT_EQ((*imports)[1].read, 3u);
  EXPECT_EQ((*imports)[1].unchanged, 3u);
}

TEST_F(GrantImportTest, UpdatesKeepHistory) {
  FoekatLine line;
  MustImport(FoekatHeader(kHeader2023) + line.Text());
  line.amount = "2.000.000,00";
  line.end = "30.06.2026";
  EXPECT_EQ(MustImport(FoekatHeader(kHeader2026) + line.Text()).changed, 1u);
  line.amount = "0,00";  // not disclosed any more: what is known stays
  line.end = "";
  EXPECT_EQ(MustImport(FoekatHeader(kHeader2026) + line.Text()).unchanged, 1u);
  const Grant grant = MustFind(line.fkz);
  EXPECT_EQ(grant.amount_cents, 200000000);
  EXPECT_EQ(FormatDate(*grant.end), "2026-06-30");
  const auto history = store_->History(line.fkz);
  ASSERT_TRUE(history.has_value());
  ASSERT_EQ(history->size(), 2u);
  EXPECT_EQ((*history)[0].import, 2);
  EXPECT_EQ((*history)[0].field, "amount_cents");
  EXPECT_EQ((*history)[0].before, "123456789");
  EXPECT_EQ((*history)[0].after, "200000000");
  EXPECT_EQ((*history)[1].field, "end_date");
}

TEST_F(GrantImportTest, OlderDataFillGapsOnly) {
  FoekatLine line;
  line.amount = "2.000.000,00";
  line.end = "";
  MustImport(FoekatHeader(kHeader2026) + line.Text());
  line.amount = "1.000.000,00";
  line.end = "30.06.2024";
  options_.as_of = "2023-08-28";
  const GrantImportSummary summary =
      MustImport(FoekatHeader(kHeader2023) + line.Text());
  EXPECT_TRUE(summary.older);
  EXPECT_EQ(summary.changed, 1u);
  EXPECT_EQ(MustFind(line.fkz).amount_cents, 200000000);
  EXPECT_EQ(FormatDate(*MustFind(line.fkz).end), "2024-06-30");
}

TEST_F(GrantImportTest, ABadFileLeavesNoTrace) {
  MustImport(FoekatHeader(kHeader2023) + FoekatLine().Text());
  auto bad = ImportGrants(Write("x;y\n1;2\n"), *store_, *actors_, options_);
  ASSERT_FALSE(bad.has_value());
  EXPECT_THAT(bad.error().message, HasSubstr("grants.csv: unknown header"));
  // So many lost quotes that the reader gives up, after good rows.
  std::string text = FoekatHeader(kHeader2023);
  FoekatLine line;
  line.fkz = "01NEW";
  text += line.Text();
  options_.csv.max_row_bytes = 2000;
  for (int i = 0; i < 200; ++i) text += "\"x" + std::string(1990, 'y') + "\n";
  bad = ImportGrants(Write(text), *store_, *actors_, options_);
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(store_->Count(), 1u);
  EXPECT_EQ(store_->Imports()->size(), 1u);
  EXPECT_FALSE(store_->Find("01NEW")->has_value());
}

TEST_F(GrantImportTest, HandsOutByFkz) {
  std::string text = FoekatHeader(kHeader2023);
  for (const char* fkz : {"16B", "01A", "K 3", "03C"}) {
    FoekatLine line;
    line.fkz = fkz;
    text += line.Text();
  }
  MustImport(text);
  std::vector<std::string> seen;
  ASSERT_TRUE(store_->ForEach([&](Grant& grant) {
    seen.push_back(grant.fkz);
    return seen.size() < 3;
  }));
  EXPECT_EQ(seen, (std::vector<std::string>{"01A", "03C", "16B"}));
}

TEST_F(GrantImportTest, ReclassifiesWithoutHistory) {
  MustImport(FoekatHeader(kHeader2023) + FoekatLine().Text());
  const auto science = [](const Grant&) { return ActorClass::kScience; };
  EXPECT_EQ(store_->Reclassify(science), 1u);
  EXPECT_EQ(store_->Reclassify(science), 0u);
  EXPECT_EQ(MustFind("03EI5225D").actor, ActorClass::kScience);
  EXPECT_TRUE(store_->History("03EI5225D")->empty());
}

TEST_F(GrantImportTest, ReadsOnly) {
  MustImport(FoekatHeader(kHeader2023) + FoekatLine().Text());
  auto database = Database::OpenReadOnly(folder_ / "state.db");
  ASSERT_TRUE(database.has_value());
  auto store = GrantStore::OpenReadOnly(*database);
  ASSERT_TRUE(store.has_value()) << store.error().message;
  EXPECT_EQ(store->Count(), 1u);
  auto empty = Database::Open(folder_ / "other.db");
  EXPECT_EQ(GrantStore::OpenReadOnly(*empty).error().kind,
            ErrorKind::kNotFound);
}

// As many rows as the whole catalogue has, in FÖKAT's encoding, with its dirt.
TEST_F(GrantImportTest, TakesTheWholeCatalogue) {
  constexpr int64_t kRows = 300000;
  const auto path = folder_ / "foekat.csv";
  int64_t cents = 0;
  uint64_t kept = 0;
  uint64_t booked = 0;
  uint64_t refused = 0;
  uint64_t science = 0;
  {
    std::ofstream file(path, std::ios::binary);
    std::string header = FoekatHeader(kHeader2026);
    for (const auto& [utf8, latin] :
         {std::pair("ä", "\xE4"), {"ü", "\xFC"}, {"ö", "\xF6"}}) {
      for (size_t at; (at = header.find(utf8)) != std::string::npos;) {
        header.replace(at, 2, latin);
      }
    }
    file << header;
    for (int64_t i = 0; i < kRows; ++i) {
      FoekatLine line;
      line.fkz = "01" + std::to_string(i) + "X";
      const int64_t euros = 1000 + i % 900;
      line.amount = "1." + std::to_string(euros).substr(1) + ",07";
      if (euros >= 2000) line.amount = "";
      line.recipient = i % 3 == 0
                           ? "Universit\xE4t Niederelbe"
                           : "Firma " + std::to_string(i % 977) + " GmbH";
      line.title = "Vorhaben \"" + std::to_string(i) + "\"; mit \xA4";
      if (i % 100 == 7) line.title = "Sammelvorhabenbuchung";
      if (i % 1000 == 9) line.start = "?";
      std::string text = line.Text();
      // The profile's and the kind's umlauts, as bytes of ISO-8859-15.
      for (size_t at; (at = text.find("\xC3\xB6")) != std::string::npos;) {
        text.replace(at, 2, "\xF6");
      }
      file << text;
      if (i % 1000 == 9) {
        ++refused;
      } else if (i % 100 == 7) {
        ++booked;
      } else {
        ++kept;
        cents += euros * 100 + 7;
        science += i % 3 == 0 ? 1 : 0;
      }
    }
    ASSERT_TRUE(file.good());
  }
  uint64_t progress = 0;
  options_.on_progress = [&](uint64_t rows) { progress = rows; };
  auto summary = ImportGrants(path, *store_, *actors_, options_);
  ASSERT_TRUE(summary.has_value()) << summary.error().message;
  EXPECT_EQ(summary->file.encoding, "ISO-8859-15");
  EXPECT_EQ(summary->file.read, static_cast<uint64_t>(kRows));
  EXPECT_EQ(summary->file.dropped["booking"], booked);
  EXPECT_EQ(summary->file.refused, refused);
  EXPECT_EQ(summary->added, kept);
  EXPECT_EQ(progress, kept / 1000 * 1000);

  int64_t stored_cents = 0;
  uint64_t stored = 0;
  uint64_t stored_science = 0;
  uint64_t titles = 0;
  ASSERT_TRUE(store_->ForEach([&](const Grant& grant) {
    ++stored;
    stored_cents += grant.amount_cents;
    if (grant.actor == ActorClass::kScience) ++stored_science;
    if (grant.title.ends_with("\"; mit €")) ++titles;
    return true;
  }));
  EXPECT_EQ(stored, kept);
  EXPECT_EQ(stored_cents, cents);
  EXPECT_EQ(stored_science, science);
  EXPECT_EQ(titles, kept);
}

}  // namespace
}  // namespace ritmon
