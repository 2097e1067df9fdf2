// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_columns.h"

#include <gtest/gtest.h>

#include "report/company_columns.h"
#include "report/page_columns.h"

namespace ritmon {
namespace {

std::string Choose(std::string_view text) {
  const std::vector<std::string_view> columns = {"id", "name", "legal_form",
                                                 "town"};
  const std::vector<ColumnSet> sets = {{"basic", {"id", "name"}},
                                       {"where", {"id", "town"}}};
  const auto chosen = ChooseColumns(text, columns, sets);
  if (!chosen) return chosen.error().message;
  std::string ids;
  for (const size_t at : *chosen) {
    ids += (ids.empty() ? "" : " ") + std::string(columns[at]);
  }
  return ids;
}

TEST(TableColumnsTest, NamesAndSets) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"basic", "id name"},
      {"name,id", "name id"},
      {" Name , ID ", "name id"},
      {"legal-form,Legal Form,legal_form", "legal_form"},
      {"basic,town", "id name town"},
      {"where,basic", "id town name"},
      {"id,,name,", "id name"},
      {"nam", "--columns: no column 'nam', do you mean 'name'?"},
      {"id,bassic", "--columns: no column 'bassic', do you mean 'basic'?"},
      {"zzzzzzzz\xC3,id", "--columns: no column 'zzzzzzzz\xEF\xBF\xBD'"},
      {",", "--columns: no column is named"},
      {"", "--columns: no column is named"},
  };
  for (const auto& c : cases) EXPECT_EQ(Choose(c.text), c.expected) << c.text;
}

template <typename Table>
void CheckTable(const Table& table, const std::vector<ColumnSet>& sets) {
  std::set<std::string_view> ids;
  std::set<std::string_view> titles[2];
  for (const auto& column : table) {
    const ColumnText& text = column.text;
    EXPECT_TRUE(ids.insert(text.id).second) << text.id;
    for (const Language language : {Language::kGerman, Language::kEnglish}) {
      EXPECT_TRUE(titles[language == Language::kGerman ? 0 : 1]
                      .insert(text.Title(language))
                      .second)
          << text.id;
      EXPECT_FALSE(text.Title(language).empty()) << text.id;
      EXPECT_FALSE(text.Meaning(language).empty()) << text.id;
      // Excel takes a CSV that begins so for another format (SYLK).
      EXPECT_FALSE(text.Title(language).starts_with("ID")) << text.id;
    }
  }
  for (const ColumnSet& set : sets) {
    EXPECT_FALSE(ids.contains(set.name)) << set.name;
    for (const std::string_view id : set.ids) {
      EXPECT_TRUE(ids.contains(id)) << set.name << ": " << id;
    }
  }
}

TEST(TableColumnsTest, EveryColumnIsNamedOnceAndExplained) {
  CheckTable(CompanyColumns(), CompanyColumnSets());
  CheckTable(PageColumns(), PageColumnSets());
  ASSERT_EQ(CompanyColumnSets().size(), 4u);
  for (const ColumnSet& set : CompanyColumnSets()) {
    ASSERT_GE(set.ids.size(), 3u);
    EXPECT_EQ(set.ids[0], "id");
    EXPECT_EQ(set.ids[1], "register_number");
    EXPECT_EQ(set.ids[2], "lei");
  }
}

}  // namespace
}  // namespace ritmon
