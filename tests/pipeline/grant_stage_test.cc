// SPDX-License-Identifier: GPL-3.0-or-later
// Grants from a file to the tables: read, tagged, credited to companies,
// counted.

#include "pipeline/grant_stage.h"

#include <gmock/gmock.h>

#include "base/files.h"
#include "pipeline/funding_view.h"
#include "tests/funding/grant_samples.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHamburg[] = "02000000";
constexpr char kMunich[] = "09162000";

struct SampleRow {
  std::string fkz;
  std::string recipient;
  std::string ags;
  std::string title;
  std::string amount;
  std::string joint = "";
};

class GrantStageTest : public StoredRegionTest {
 protected:
  // Two companies are in the register, all in the archive.
  GrantStageTest() {
    AddSampleRegion();
    EXPECT_TRUE(WriteFileAtomically(
        folder_ / "register.csv",
        "name;court;register_type;register_number;street;postcode;town\n"
        "Nordstack GmbH;Hamburg;HRB;910001;Hafenstraße 1;20457;Hamburg\n"
        "Tischlerei Holm GmbH;Hamburg;HRB;910004;Hafenstraße 4;20457;"
        "Hamburg\n"));
    CompanySource source;
    source.file = folder_ / "register.csv";
    options_.companies = {source};
    {
      Job job = OpenJob();
      auto imported = job.Import();
      EXPECT_TRUE(imported.has_value()) << imported.error().message;
    }
    Read();
  }

  GrantSource Write(const std::string& name,
                    const std::vector<SampleRow>& rows) {
    std::string text = FoekatHeader(kHeader2026);
    for (const SampleRow& row : rows) {
      FoekatLine line;
      line.fkz = row.fkz;
      line.recipient = line.executing = row.recipient;
      line.recipient_ags = line.executing_ags = row.ags;
      line.title = row.title;
      line.amount = row.amount;
      line.joint = row.joint;
      text += line.Text();
    }
    EXPECT_TRUE(WriteFileAtomically(folder_ / name, text));
    GrantSource source;
    source.file = folder_ / name;
    source.as_of = "2026-10-01";
    return source;
  }

  // Four grants: two of the register's companies, one of Munich, one in no
  // field.
  std::vector<SampleRow> SampleRows() {
    return {
        {"03HY1A", "Nordstack GmbH", kHamburg,
         "Verbundprojekt: Wasserstoff auf See (WAS) - Teilvorhaben: Stack",
         "1.000,00", "Verbundprojekt: Wasserstoff auf See (WAS)"},
        {"03HY1B", "Isarstack GmbH", kMunich,
         "Verbundprojekt: Wasserstoff auf See (WAS) - Teilvorhaben: Test",
         "3.000,00", "Verbundprojekt: Wasserstoff auf See (WAS)"},
        {"033R1", "Tischlerei Holm GmbH", kHamburg,
         "Recycling von Möbeln mit Recyclinganlagen", "500,00"},
        {"16XX1", "Universität Hamburg", kHamburg, "Moose am Deich", "70,00"}};
  }

  void ImportAndTag(const GrantSource& source) {
    Job job = OpenJob();
    auto report = job.ImportGrants({source});
    ASSERT_TRUE(report) << report.error().message;
    auto tagged = job.TagGrantsIfChanged();
    ASSERT_TRUE(tagged) << tagged.error().message;
  }

  // Whether there was anything to do.
  static bool Tags(Job& job) {
    auto tagged = job.TagGrantsIfChanged();
    EXPECT_TRUE(tagged.has_value()) << tagged.error().message;
    return job.tagged_grants().has_value();
  }

  FundingView View() {
    taxonomy_ = Compiled(SampleFiles());
    return FundingView::Open(options_, taxonomy_->source()).value();
  }

  FundingScope Hamburg() {
    auto places = LoadPlaces(options_);
    return ScopeOfRegion(places->regions, "02000", GrantPlace::kExecuting)
        .value();
  }

  std::shared_ptr<const Taxonomy> taxonomy_;
};

TEST_F(GrantStageTest, TagsAndCreditsEachGrant) {
  ImportAndTag(Write("a.csv", SampleRows()));
  FundingView view = View();
  auto facts = view.FactsOf("03HY1A");
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->company_id, IdOf("Nordstack GmbH"));
  EXPECT_EQ(facts->company_rule, "name and municipality");
  ASSERT_FALSE(facts->fields.empty());
  EXPECT_EQ(facts->fields[0].id, "hydrogen");
  EXPECT_TRUE(IsCounted(facts->fields[0]));
  EXPECT_NE(facts->fields[0].matched, "");
  EXPECT_EQ(view.FactsOf("03HY1B")->company_id, "");
  EXPECT_EQ(view.FactsOf("03HY1B")->project, facts->project);
  EXPECT_TRUE(view.FactsOf("16XX1")->fields.empty());
  auto grants = view.GrantsOf(IdOf("Tischlerei Holm GmbH"));
  ASSERT_TRUE(grants.has_value());
  ASSERT_EQ(grants->size(), 1u);
  EXPECT_EQ(grants->front().fkz, "033R1");
}

// By hand: in Hamburg 1,000 euros of hydrogen and 500 of recycling.
TEST_F(GrantStageTest, CountsWhatIsInTheRegion) {
  ImportAndTag(Write("a.csv", SampleRows()));
  FundingView view = View();
  auto table =
      view.Count({FundingAxis::kField, FundingAxis::kActor}, {}, Hamburg());
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(table->total.cents, 150000);
  EXPECT_EQ(table->total.projects, 2u);
  EXPECT_EQ(table->without.cents, 7000);
  EXPECT_EQ((table->cells.at({"hydrogen", "wirtschaft"}).cents), 100000);
  EXPECT_EQ((table->cells.at({"recycling", "wirtschaft"}).cents), 50000);
  auto everywhere = view.Count({FundingAxis::kField}, {}, {});
  EXPECT_EQ(everywhere->total.cents, 450000);
  EXPECT_EQ(everywhere->total.projects, 2u);

  auto projects = view.Projects({}, Hamburg());
  ASSERT_TRUE(projects.has_value());
  ASSERT_EQ(projects->size(), 3u);
  EXPECT_EQ(projects->front().inside_cents, 100000);
  EXPECT_EQ(projects->front().outside_cents, 300000);
  EXPECT_EQ(view.Sources()->as_of, "2026-10-01");
}

TEST_F(GrantStageTest, AFileThatIsTheSameIsNotReadAgain) {
  const GrantSource source = Write("a.csv", SampleRows());
  Job job = OpenJob();
  EXPECT_EQ(job.ImportGrants({source})->files.front().summary.added, 4u);
  EXPECT_TRUE(Tags(job));
  EXPECT_EQ(job.ImportGrants({source})->unchanged_files, 1);
  EXPECT_FALSE(Tags(job));

  auto rows = SampleRows();
  rows[0].amount = "1.200,00";
  const auto again = job.ImportGrants({Write("b.csv", rows)});
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->files.front().summary.changed, 1u);
  EXPECT_EQ(again->files.front().summary.unchanged, 3u);
  EXPECT_TRUE(Tags(job));
}

TEST_F(GrantStageTest, OtherListsTagAnew) {
  ImportAndTag(Write("a.csv", SampleRows()));
  WriteLists(options_.keyword_lists,
             ChangedFiles("hydrogen.toml", "terms.de = [\"wasserstoff*\", ",
                          "terms.de = ["));
  Job job = OpenJob();
  EXPECT_TRUE(Tags(job));
}

TEST_F(GrantStageTest, WithoutGrantsTheViewSaysHowToGetThem) {
  auto taxonomy = Compiled(SampleFiles());
  const auto view = FundingView::Open(options_, taxonomy->source());
  ASSERT_FALSE(view.has_value());
  EXPECT_EQ(view.error().kind, ErrorKind::kNotFound);
  EXPECT_THAT(view.error().message, HasSubstr("ritmon import grants FILE"));
}

TEST_F(GrantStageTest, IndexAgainstAnotherRegion) {
  ImportAndTag(Write("a.csv", SampleRows()));
  ASSERT_TRUE(WriteFileAtomically(folder_ / "staff.csv",
                                  "region;employees;date;source\n"
                                  "02000;10000;2021-06-30;x\n"
                                  "09162;15000;2021-06-30;x\n"
                                  "de;100000;2021-06-30;x\n"));
  options_.funding.employment = folder_ / "staff.csv";
  FundingView view = View();
  auto places = LoadPlaces(options_);
  const ExcellenceQuestion question{.home = "02000", .benchmarks = {"09162"}};
  auto index = ExcellenceOf(view, options_, taxonomy_->source(),
                            places->regions, question);
  ASSERT_TRUE(index.has_value()) << index.error().message;
  std::map<std::string, IndexRow> rows;
  for (const IndexRow& row : index->rows) rows[row.field] = row;
  // 1,000 euros for 10,000 people against 3,000 for 15,000.
  EXPECT_DOUBLE_EQ(*rows["hydrogen"].ratios[0].value, 0.5);
  // All: 4,000 euros for 100,000 people.
  EXPECT_DOUBLE_EQ(*rows["hydrogen"].fei, 2.5);
  EXPECT_EQ(rows["recycling"].ratios[0].reason, NoRatio::kNoFundingThere);
  options_.funding.employment.clear();
  const auto none = ExcellenceOf(view, options_, taxonomy_->source(),
                                 places->regions, question);
  EXPECT_EQ(none.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
