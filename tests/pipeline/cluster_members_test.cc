// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/cluster_members.h"

#include <gmock/gmock.h>

#include "base/files.h"
#include "pipeline/cluster_view.h"
#include "pipeline/index_stage.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ClusterMembersTest : public StoredRegionTest {
 protected:
  ClusterMembersTest() {
    AddSampleRegion();
    ClusterSource table;
    table.id = "table";
    table.label = "Mit Tabelle";
    table.members = folder_ / "members.csv";
    table.site = "niemand.example";
    options_.clusters = {table};
    WriteMembers("company;website\nNordstack GmbH;\nIrgendwer;holm.example\n");
  }

  void WriteMembers(const std::string& text) {
    ASSERT_TRUE(WriteFileAtomically(folder_ / "members.csv", text));
  }

  std::vector<std::string> ClustersOf(const std::string& name) {
    auto record = Companies().Get(IdOf(name));
    EXPECT_TRUE(record.has_value() && record->has_value());
    return (*record)->clusters;
  }

  Vocabulary Words() {
    auto places = LoadPlaces(options_);
    return MakeVocabulary(Compiled(SampleFiles())->source(), places->regions,
                          options_.clusters);
  }
};

TEST_F(ClusterMembersTest, ByNameIdAndSite) {
  Read();
  EXPECT_THAT(ClustersOf("Nordstack GmbH"), ElementsAre("table"));
  EXPECT_THAT(ClustersOf("Tischlerei Holm GmbH"), ElementsAre("table"));
  EXPECT_THAT(ClustersOf("Rundlauf GmbH"), IsEmpty());
  // A changed table is noticed, and an id means just that company.
  WriteMembers("company\n" + IdOf("Rundlauf GmbH") + "\n");
  Job job = OpenJob();
  auto indexed = job.IndexIfChanged();
  ASSERT_TRUE(indexed.has_value()) << indexed.error().message;
  EXPECT_TRUE(indexed->has_value());
  EXPECT_THAT(ClustersOf("Rundlauf GmbH"), ElementsAre("table"));
  EXPECT_THAT(ClustersOf("Nordstack GmbH"), IsEmpty());
}

TEST_F(ClusterMembersTest, OwnPagesAreAProposalOnly) {
  ASSERT_TRUE(WriteFileAtomically(folder_ / "marks.csv",
                                  "cluster;field;intensity\n"
                                  "Mit Tabelle;recycling;2\n"));
  options_.cluster_marks = folder_ / "marks.csv";
  Read();
  PageStore store = Store();
  auto fields = ClusterFieldsOf(options_, Words(), store);
  ASSERT_TRUE(fields.has_value()) << fields.error().message;
  ASSERT_EQ(fields->size(), 1u);
  const ClusterFields& one = fields->front();
  EXPECT_EQ(one.entries, 2u);
  EXPECT_EQ(one.pages, 1);
  EXPECT_EQ(one.marks.at("recycling").intensity, 2);
  EXPECT_FALSE(one.proposals.contains("recycling"));
  ASSERT_TRUE(one.proposals.contains("hydrogen"));
  EXPECT_EQ(one.proposals.at("hydrogen").intensity, 1);
  EXPECT_EQ(one.proposals.at("hydrogen").url, "http://niemand.example/");
  EXPECT_NE(one.proposals.at("hydrogen").sentence, "");
}

TEST_F(ClusterMembersTest, SaysWhatMarksDoNotFit) {
  ASSERT_TRUE(WriteFileAtomically(folder_ / "marks.csv",
                                  "cluster;field;intensity\n"
                                  "tabelle;recycling;2\ntable;hydrogn;1\n"));
  options_.cluster_marks = folder_ / "marks.csv";
  Read();
  PageStore store = Store();
  const auto fields = ClusterFieldsOf(options_, Words(), store);
  ASSERT_FALSE(fields.has_value());
  EXPECT_THAT(fields.error().message, HasSubstr(":2: unknown cluster"));
  EXPECT_THAT(fields.error().message, HasSubstr("mean 'hydrogen'?"));
}

}  // namespace
}  // namespace ritmon
