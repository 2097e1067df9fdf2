// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/list_diff.h"

#include <gtest/gtest.h>

#include "pipeline/record_codec.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

class ListDiffTest : public StoredRegionTest {
 protected:
  ListDiff Diff(const ListFiles& before, const ListFiles& after,
                const std::string& field = "") {
    CompanyIndexReader companies = Companies();
    PageStore store = Store();
    auto diff = DiffLists(options_, Compiled(before), Compiled(after),
                          companies, AllCompanies(), store, field);
    EXPECT_TRUE(diff) << diff.error().message;
    return diff.value_or(ListDiff{});
  }

  // Everything that a writer would change.
  std::string Stored() const {
    std::string text;
    PageStore store = Store();
    EXPECT_TRUE(store.ForEach([&](PageRecord page) -> Status {
      text += page.key + EncodeTags(page.tags);
      return {};
    }));
    return text + store.ListVersion().value();
  }
};

// The claim of the command: what it says is what `tag` and `count` come to.
TEST_F(ListDiffTest, SaysWhatTaggingWouldComeTo) {
  AddSampleRegion();
  Read();
  const struct {
    const char* what;
    ListFiles files;
  } cases[] = {
      {"a term goes",
       ChangedFiles("hydrogen.toml", "\"brennstoffzelle*\"", "\"kessel\"")},
      {"a term comes",
       ChangedFiles("recycling.toml", "\"recycling*\"",
                    "\"recycling*\", \"moebel\", \"tischlerei\"")},
      {"a weight changes",
       ChangedFiles("_shared.toml", "h1 = 2.0", "h1 = 0.1")},
      {"a threshold changes",
       ChangedFiles("_shared.toml", "threshold = 3.0", "threshold = 9.0")},
      {"a field's word becomes weak",
       ChangedFiles("hydrogen.toml", "strong.de = [\"wasserstoff*\"]",
                    "weak.de = [\"wasserstoff*\"]")},
      {"nothing", SampleFiles()},
  };
  int changes = 0;
  for (const auto& c : cases) {
    Tag(SampleFiles());
    const auto before = Counted();
    const std::string stored = Stored();
    const ListDiff diff = Diff(SampleFiles(), c.files);
    EXPECT_EQ(Stored(), stored) << c.what;
    Tag(c.files);
    const auto after = Counted();
    ASSERT_EQ(diff.totals.size(), 2u);
    for (const FieldTotal& total : diff.totals) {
      const auto of = [&](const std::map<std::string, int64_t>& counted) {
        const auto at = counted.find(total.field);
        return at == counted.end() ? 0 : at->second;
      };
      EXPECT_EQ(total.before, of(before)) << c.what << " " << total.field;
      EXPECT_EQ(total.after, of(after)) << c.what << " " << total.field;
      EXPECT_EQ(total.before + total.entered - total.left, total.after);
      changes += static_cast<int>(total.entered + total.left);
    }
  }
  EXPECT_GE(changes, 3);  // else the cases say nothing
}

TEST_F(ListDiffTest, NamesTheTermsThatDecide) {
  AddSampleRegion();
  Read();
  const ListFiles more =
      ChangedFiles("recycling.toml", "\"recycling*\"",
                   "\"recycling*\", \"moebel\", \"tischlerei\"");
  const ListDiff came = Diff(SampleFiles(), more, "recycling");
  ASSERT_EQ(came.totals.size(), 1u);
  ASSERT_EQ(came.changes.size(), 1u);
  const FieldChange& change = came.changes[0];
  EXPECT_EQ(change.company, "Tischlerei Holm GmbH");
  EXPECT_EQ(change.company_id, IdOf("Tischlerei Holm GmbH"));
  EXPECT_FALSE(change.before);
  ASSERT_TRUE(change.after);
  ASSERT_EQ(change.came.size(), 1u);
  EXPECT_EQ(change.came[0].term, "tischlerei");
  EXPECT_EQ(change.came[0].url, "http://holm.example/");
  EXPECT_EQ(change.came[0].sentence, "Tischlerei");
  EXPECT_TRUE(change.went.empty());
  // The other way round everything is the other way round.
  const ListDiff went = Diff(more, SampleFiles());
  ASSERT_EQ(went.changes.size(), 1u);
  EXPECT_EQ(went.changes[0].before, change.after);
  EXPECT_FALSE(went.changes[0].after);
  ASSERT_EQ(went.changes[0].went.size(), 1u);
  EXPECT_EQ(went.changes[0].went[0].term, "tischlerei");
}

TEST_F(ListDiffTest, AFieldThatOnlyOneSideHas) {
  AddSampleRegion();
  Read();
  ListFiles fewer = ChangedFiles(
      "_shared.toml", "[\"hydrogen\", \"recycling\"]", "[\"hydrogen\"]");
  std::erase_if(fewer,
                [](const auto& f) { return f.first == "recycling.toml"; });
  for (auto& [name, content] : fewer) {
    const size_t at = content.find("fields = [\"recycling\"]");
    if (at != std::string::npos) content.replace(at, 22, "fields = [\"*\"]");
  }
  const ListDiff diff = Diff(SampleFiles(), fewer);
  ASSERT_EQ(diff.totals.size(), 2u);
  EXPECT_EQ(diff.totals[1].field, "recycling");
  EXPECT_EQ(diff.totals[1].before, 1);
  EXPECT_EQ(diff.totals[1].after, 0);
  EXPECT_EQ(diff.totals[1].left, 1);
}

TEST_F(ListDiffTest, WorkersMakeNoDifference) {
  AddSampleRegion();
  Read();
  const ListFiles other =
      ChangedFiles("hydrogen.toml", "\"brennstoffzelle*\"", "\"kessel\"");
  const auto text = [](const ListDiff& diff) {
    std::string all;
    for (const FieldChange& change : diff.changes) {
      all += change.field + change.company + change.rule_before +
             change.rule_after;
      for (const auto& term : change.went) all += term.term + term.url;
    }
    return all;
  };
  options_.pipeline.workers = 1;
  const std::string one = text(Diff(SampleFiles(), other));
  EXPECT_NE(one, "");
  options_.pipeline.workers = 5;
  EXPECT_EQ(text(Diff(SampleFiles(), other)), one);
}

}  // namespace
}  // namespace ritmon
