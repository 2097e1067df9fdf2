// SPDX-License-Identifier: GPL-3.0-or-later
// Databases as earlier versions have written them (tests/data/upgrade, from the
// history of this repository), opened by this one.

#include <gmock/gmock.h>

#include "base/files.h"
#include "crawler/frontier.h"
#include "pipeline/field_history.h"
#include "pipeline/grant_facts.h"
#include "pipeline/list_history.h"
#include "pipeline/page_store.h"
#include "pipeline/stores.h"
#include "registry/company_store.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;

class UpgradeTest : public testing::Test {
 protected:
  UpgradeTest() { options_.workspace.root = folder_ / "data"; }

  // A database from a script, without a number.
  void Make(const std::filesystem::path& file, const std::string& script) {
    ASSERT_TRUE(MakeDirectories(file.parent_path()));
    std::filesystem::remove(file);
    const auto sql = ReadFile(SourceFile("tests/data/upgrade/" + script));
    ASSERT_TRUE(sql) << script;
    auto database = Database::Open(file).value();
    const auto made = database.Execute(*sql);
    ASSERT_TRUE(made) << script << ": " << made.error().message;
  }

  static int64_t Count(Database& database, const std::string& sql) {
    auto count = database.Prepare("SELECT count(*) FROM " + sql);
    EXPECT_TRUE(count) << sql;
    return count && count->Step().value_or(false) ? count->Int(0) : -1;
  }

  TempDirectory folder_;
  Options options_;
};

class StateUpgradeTest : public UpgradeTest,
                         public testing::WithParamInterface<int> {};

TEST_P(StateUpgradeTest, KeepsCompaniesUrlsGrantsAndReservations) {
  const int form = GetParam();
  const auto file = options_.workspace.state_db();
  Make(file, "state-" + std::to_string(form) + ".sql");
  const bool as_today = form >= 5;
  if (!as_today) {
    const auto reader = OpenStateReadOnly(options_.workspace);
    ASSERT_FALSE(reader);
    EXPECT_THAT(reader.error().message, HasSubstr("`ritmon index`"));
  }
  const auto upgraded = UpgradeStores(options_);
  ASSERT_TRUE(upgraded) << upgraded.error().message;
  EXPECT_EQ(std::filesystem::exists(file.string() + ".version-0"), !as_today);

  auto database = OpenState(options_.workspace).value();
  EXPECT_EQ(database.SchemaVersion().value(), 1);
  auto companies = CompanyStore::Open(database);
  ASSERT_TRUE(companies) << companies.error().message;
  EXPECT_EQ(companies->Count().value(), 2);
  const auto company = companies->Find("K1101R_HRB900101").value();
  ASSERT_TRUE(company);
  EXPECT_EQ(company->name, "Nordstack GmbH");
  EXPECT_EQ(company->register_number->number, "900101");
  EXPECT_EQ(company->employees->min, 37);
  EXPECT_EQ(company->website, "https://nordstack.example/");
  EXPECT_EQ(company->previous_names.size(), 1u);
  EXPECT_EQ(companies->Find("N-00000000deadbeef").value()->status,
            CompanyStatus::kRemoved);
  EXPECT_EQ(Count(database, "companies WHERE name_key <> 0"), 2);
  EXPECT_EQ(Count(database, "company_values"), 1);
  EXPECT_EQ(Count(database, "grants WHERE amount_cents = 12345600"), 1);
  EXPECT_EQ(Count(database, "robots"), 1);
  if (form >= 3) {
    EXPECT_EQ(Count(database, "reservation"), 1);
  }
  EXPECT_FALSE(database.HasTable("frontier"));

  const Scope scope(ScopeOf(options_));
  auto frontier = Frontier::Open(database, scope, {});
  ASSERT_TRUE(frontier) << frontier.error().message;
  const auto totals = frontier->Totals(FromMillis(1767225600000)).value();
  // Of the first form both pages of the site are due again; what is of another
  // site was never to be fetched.
  EXPECT_EQ(totals.due, form == 1 ? 2 : 1);
  EXPECT_EQ(totals.live, form == 1 ? 0 : 1);
  if (form > 1) {
    const int sources = form == 2 ? 0 : 2;
    const int documents = form < 4 ? 0 : 1;
    EXPECT_EQ(
        Count(database,
              "site WHERE pages = 1 AND sources = " + std::to_string(sources) +
                  " AND documents = " + std::to_string(documents)),
        1);
  }
  // Once more, and nothing happens.
  EXPECT_TRUE(UpgradeStores(options_));
}

INSTANTIATE_TEST_SUITE_P(Forms, StateUpgradeTest, testing::Range(1, 7));

class PagesUpgradeTest : public UpgradeTest,
                         public testing::WithParamInterface<int> {};

TEST_P(PagesUpgradeTest, KeepsTextAlsoOfWhatRetentionHasTaken) {
  const int form = GetParam();
  const auto file = options_.workspace.text() / "pages.db";
  Make(file, "pages-" + std::to_string(form) + ".sql");
  const bool as_today = form == 9;
  EXPECT_EQ(PageStore::OpenReadOnly(options_.workspace.text()).has_value(),
            as_today);
  const auto upgraded = UpgradePageStore(options_.workspace);
  ASSERT_TRUE(upgraded) << upgraded.error().message;
  auto store = PageStore::Open(options_.workspace.text());
  ASSERT_TRUE(store) << store.error().message;
  int pages = 0;
  auto read = store->ForEach([&](const PageRecord& page) {
    ++pages;
    EXPECT_EQ(page.blocks.size(), 2u);
    EXPECT_EQ(page.blocks.back().text,
              "Wir bauen Elektrolyseure für Wasserstoff.");
    return Status();
  });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(pages, 2);
  int expired = 0;
  EXPECT_TRUE(store->ForEachExpired([&](const PageRecord&) {
    ++expired;
    return Status();
  }));
  EXPECT_EQ(expired, form == 1 ? 0 : 1);
  // Tags of another form are not believed.
  EXPECT_EQ(store->ListVersion().value(), as_today ? "old-lists" : "");
  // None of them knew which pages tell the same story.
  EXPECT_TRUE(store->IsDirty().value());
  EXPECT_EQ(store->ChangedSites().value().size(), as_today ? 0u : 1u);
}

INSTANTIATE_TEST_SUITE_P(Forms, PagesUpgradeTest, testing::Range(1, 10));

TEST_F(UpgradeTest, StoresWithOneFormGetTheirNumber) {
  const Workspace& workspace = options_.workspace;
  Make(workspace.history_db(), "history-1.sql");
  Make(workspace.lists_db(), "lists-1.sql");
  Make(workspace.text() / "grants.db", "grants-1.sql");
  ASSERT_TRUE(UpgradeStores(options_));
  for (const auto& file : {workspace.history_db(), workspace.lists_db(),
                           workspace.text() / "grants.db"}) {
    EXPECT_EQ(Database::OpenReadOnly(file)->SchemaVersion().value(), 1) << file;
    EXPECT_FALSE(std::filesystem::exists(file.string() + ".version-0"));
  }
  EXPECT_EQ(FieldHistory::OpenReadOnly(workspace.history_db())
                ->Snapshots()
                .value()
                .size(),
            1u);
  EXPECT_EQ(ListHistory::OpenReadOnly(workspace.lists_db())
                ->Versions()
                .value()
                .size(),
            1u);
  EXPECT_EQ(GrantFactsStore::OpenReadOnly(workspace.text())->Basis().value(),
            "b");
}

TEST_F(UpgradeTest, LaterFormsAreRefusedByEveryStore) {
  const Workspace& workspace = options_.workspace;
  const auto pages = workspace.text() / "pages.db";
  struct Case {
    std::filesystem::path file;
    std::string script;
  };
  for (const Case& c : {Case{workspace.state_db(), "state-6.sql"},
                        Case{workspace.history_db(), "history-1.sql"},
                        Case{workspace.lists_db(), "lists-1.sql"},
                        Case{workspace.text() / "grants.db", "grants-1.sql"},
                        Case{pages, "pages-9.sql"}}) {
    Make(c.file, c.script);
    ASSERT_TRUE(Database::Open(c.file)->SetSchemaVersion(99));
    const auto upgraded =
        c.file == pages ? UpgradePageStore(workspace) : UpgradeStores(options_);
    ASSERT_FALSE(upgraded) << c.file;
    EXPECT_THAT(upgraded.error().message, HasSubstr(c.file.string()));
    EXPECT_THAT(upgraded.error().message, HasSubstr("later ritmon"));
    std::filesystem::remove(c.file);
  }
}

}  // namespace
}  // namespace ritmon
