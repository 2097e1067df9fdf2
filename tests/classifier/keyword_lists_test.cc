// SPDX-License-Identifier: GPL-3.0-or-later
// The keyword lists that the program ships with: they load, they are complete,
// and what they say of their own examples is so.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "classifier/example_check.h"
#include "classifier/taxonomy.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

class KeywordListsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto taxonomy = Taxonomy::Load(SourceFile("keyword-lists"));
    ASSERT_TRUE(taxonomy.has_value()) << taxonomy.error().message;
    taxonomy_ = *taxonomy;
  }
  std::shared_ptr<const Taxonomy> taxonomy_;
};

TEST_F(KeywordListsTest, AllExamplesPass) {
  const ExampleReport report = CheckExamples(*taxonomy_);
  for (const ExampleFailure& failure : report.failures) {
    ADD_FAILURE() << failure.message;
  }
  EXPECT_GE(report.examples, 400);
}

// The ids that files, queries and other programs use, in the order of counts.
TEST_F(KeywordListsTest, TheFieldsAreThoseOfTheStudy) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> study = {
      {"life-science",
       {"personalised-medicine", "care-technologies", "diagnostics-therapy"}},
      {"green-smart-mobility",
       {"electromobility", "future-public-mobility", "hydrogen-efuels",
        "autonomous-driving"}},
      {"smart-production",
       {"industrial-robotics", "battery-cells", "smart-factory"}},
      {"green-economy",
       {"circular-economy", "climate-environment", "biogenic-smart-farming",
        "renewables-smart-grid", "bioeconomy"}},
  };
  std::vector<std::pair<std::string, std::vector<std::string>>> shipped;
  for (const FutureFieldSource& future : taxonomy_->future_fields()) {
    EXPECT_FALSE(future.label_de.empty());
    EXPECT_FALSE(future.label_en.empty());
    shipped.push_back({future.id, {}});
    for (const FieldSource& field : taxonomy_->fields()) {
      if (field.future_field == future.id) {
        shipped.back().second.push_back(field.id);
      }
    }
  }
  EXPECT_EQ(shipped, study);
  EXPECT_EQ(taxonomy_->fields().size(), 15u);
}

TEST_F(KeywordListsTest, EachFieldIsComplete) {
  for (const FieldSource& field : taxonomy_->fields()) {
    SCOPED_TRACE(field.id);
    EXPECT_EQ(field.place.file, field.id + ".toml");
    EXPECT_FALSE(field.label_de.empty());
    EXPECT_FALSE(field.label_en.empty());
    EXPECT_FALSE(field.scope_in.empty());
    EXPECT_FALSE(field.scope_out.empty());
    EXPECT_FALSE(field.funding.terms.empty());
    const auto against =
        std::count_if(field.examples.begin(), field.examples.end(),
                      [](const ExampleSource& e) { return !e.expect; });
    EXPECT_GE(against, 6);
    EXPECT_GE(static_cast<std::ptrdiff_t>(field.examples.size()) - against, 6);
    std::set<TermLanguage> languages;
    for (const FamilySource& family : field.families) {
      for (const TermSource& term : family.terms) {
        languages.insert(term.language);
      }
    }
    EXPECT_EQ(languages.size(), 2u);
  }
}

TEST_F(KeywordListsTest, TopicsBelongToFields) {
  for (const char* topic :
       {"hydrogen-infrastructure", "electrolysis", "fuel-cell",
        "lithium-ion-battery", "next-generation-battery", "e-fuels",
        "new-materials"}) {
    const FieldSource* found = taxonomy_->Find(topic);
    ASSERT_NE(found, nullptr) << topic;
    EXPECT_TRUE(found->is_topic) << topic;
    EXPECT_EQ(found->place.file, found->id + ".toml");
  }
}

TEST_F(KeywordListsTest, TheStudysOwnSpellingsAreUnderstood) {
  const std::pair<const char*, const char*> names[] = {
      {"Wasserstoff & E-Fuels", "hydrogen-efuels"},
      {"Personalisierte Medizin", "personalised-medicine"},
      {"Diagnostik & Therapie", "diagnostics-therapy"},
      {"Care Technologies", "care-technologies"},
      {"Elektromobilität", "electromobility"},
      {"Future Public Mobility", "future-public-mobility"},
      {"Autonomes Fahren", "autonomous-driving"},
      {"Industrierobotik", "industrial-robotics"},
      {"Smart Factory", "smart-factory"},
      {"Bioökonomie", "bioeconomy"},
      {"Erneuerbare Energien & Smart Grid", "renewables-smart-grid"},
  };
  for (const auto& [name, id] : names) {
    const FieldSource* field = taxonomy_->Find(name);
    ASSERT_NE(field, nullptr) << name;
    EXPECT_EQ(field->id, id);
  }
}

// A context group or veto that nothing uses is a mistyped one.
TEST_F(KeywordListsTest, SharedGroupsAreUsed) {
  std::set<std::string> needed = {"provider"};
  for (size_t i = 0; i < taxonomy_->entry_count(); ++i) {
    for (const FamilySource& family : taxonomy_->entry(i).families) {
      needed.insert(family.needs.begin(), family.needs.end());
    }
  }
  for (const ContextSource& context : taxonomy_->contexts()) {
    EXPECT_TRUE(needed.contains(context.name)) << context.place.ToString();
  }
}

}  // namespace
}  // namespace ritmon
