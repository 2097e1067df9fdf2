// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/joint_projects.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TaggedGrant Part(const std::string& fkz, const std::string& project,
                 int64_t cents, std::vector<std::string> fields = {}) {
  TaggedGrant tagged;
  tagged.grant.fkz = fkz;
  tagged.grant.amount_cents = cents;
  tagged.grant.title = "Teil " + fkz;
  tagged.grant.joint_project = project.empty() ? "" : "Verbund " + project;
  tagged.grant.recipient.name = "Firma " + fkz;
  tagged.project = project;
  tagged.fields = std::move(fields);
  return tagged;
}

TEST(JointProjectsTest, PartnersInsideAndOutside) {
  const std::vector<std::pair<TaggedGrant, bool>> grants = {
      {Part("1A", "wind", 500), false},
      {Part("1B", "wind", 200, {"b"}), true},
      {Part("1C", "wind", 300, {"a", "b"}), true},
      {Part("2", "", 900), true},
      {Part("3A", "far", 7000), false},
  };
  JointProjects projects;
  for (const auto& [grant, inside] : grants) {
    if (inside) projects.NoteInside(grant);
  }
  for (const auto& [grant, inside] : grants) projects.Add(grant, inside);
  const auto found = std::move(projects).Finish();
  ASSERT_EQ(found.size(), 2u);  // "far" has no part here
  EXPECT_EQ(found[0].key, "2");
  EXPECT_EQ(found[0].title, "Teil 2");
  const JointProject& wind = found[1];
  EXPECT_EQ(wind.title, "Verbund wind");
  EXPECT_EQ(wind.inside_cents, 500);
  EXPECT_EQ(wind.outside_cents, 500);
  EXPECT_EQ(wind.PartsInside(), 2u);
  EXPECT_EQ(wind.fields, (std::vector<std::string>{"a", "b"}));
  ASSERT_EQ(wind.parts.size(), 3u);
  EXPECT_EQ(wind.parts[0].fkz, "1C");
  EXPECT_EQ(wind.parts[1].fkz, "1B");
  EXPECT_FALSE(wind.parts[2].inside);
}

}  // namespace
}  // namespace ritmon
