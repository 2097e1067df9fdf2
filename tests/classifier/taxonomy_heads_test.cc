// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/taxonomy_heads.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

// The quick way against the whole way, on the real lists.
TEST(TaxonomyHeadsTest, NameWhatTheListsName) {
  const auto directory = SourceFile("keyword-lists");
  const auto heads = ReadTaxonomyHeads({directory});
  ASSERT_TRUE(heads) << heads.error().message;
  const auto whole = ReadTaxonomyFiles(directory);
  ASSERT_TRUE(whole) << whole.error().message;
  const auto expect_same = [](const std::vector<FieldSource>& some,
                              const std::vector<FieldSource>& all) {
    ASSERT_EQ(some.size(), all.size());
    for (size_t i = 0; i < all.size(); ++i) {
      EXPECT_EQ(some[i].id, all[i].id);
      EXPECT_EQ(some[i].label_de, all[i].label_de);
      EXPECT_EQ(some[i].label_en, all[i].label_en);
      EXPECT_EQ(some[i].aliases, all[i].aliases);
      EXPECT_EQ(some[i].future_field, all[i].future_field);
      EXPECT_TRUE(some[i].families.empty());
    }
  };
  EXPECT_GT(whole->fields.size(), 5u);
  EXPECT_GT(whole->topics.size(), 3u);
  expect_same(heads->fields, whole->fields);
  expect_same(heads->topics, whole->topics);
  ASSERT_EQ(heads->future_fields.size(), whole->future_fields.size());
  for (size_t i = 0; i < whole->future_fields.size(); ++i) {
    EXPECT_EQ(heads->future_fields[i].id, whole->future_fields[i].id);
  }
}

// Somebody is in the middle of writing a term.
TEST(TaxonomyHeadsTest, MistakesFurtherDownDoNotMatter) {
  TempDirectory lists;
  ASSERT_TRUE(WriteFileAtomically(
      lists / "_shared.toml",
      "[[future_field]]\nid = \"f\"\nlabel = { de = \"F\", en = \"F\" }\n"
      "fields = [\"a\"]\n[scoring]\nnonsense = [[[\n"));
  ASSERT_TRUE(WriteFileAtomically(
      lists / "a.toml",
      "id = \"a\"\nlabel = { de = \"A\", en = \"A\" }\n[[family]]\nname = \n"));
  const auto heads = ReadTaxonomyHeads({lists.path()});
  ASSERT_TRUE(heads) << heads.error().message;
  ASSERT_EQ(heads->fields.size(), 1u);
  EXPECT_EQ(heads->fields[0].id, "a");
  EXPECT_EQ(heads->fields[0].future_field, "f");
}

TEST(TaxonomyHeadsTest, NoListsIsAnError) {
  TempDirectory empty;
  EXPECT_FALSE(ReadTaxonomyHeads({empty.path()}));
  EXPECT_FALSE(ReadTaxonomyHeads({empty / "nowhere"}));
}

}  // namespace
}  // namespace ritmon
