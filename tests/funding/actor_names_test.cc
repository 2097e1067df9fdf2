// SPDX-License-Identifier: GPL-3.0-or-later
// The rules against names of real institutions that were collected and
// labelled by somebody who had not seen the rules (tests/data/funding).

#include <gtest/gtest.h>

#include <map>

#include "base/input_table.h"
#include "funding/actor_type.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

struct Score {
  int right = 0;
  int said = 0;  // how often the rules say this class
  int are = 0;   // how often it is this class
  double precision() const { return said ? double(right) / said : 1; }
  double recall() const { return are ? double(right) / are : 1; }
};

TEST(ActorNamesTest, PrecisionAndRecallByClass) {
  auto rules = ActorRules::Load();
  ASSERT_TRUE(rules.has_value());
  std::map<std::string, Score> scores;
  int names = 0;
  int right = 0;
  auto read = ReadInputTable(
      TestData("funding/actor_names.tsv"), {{"class"}, {"name"}},
      [&](uint64_t, const std::vector<std::string>& cells, InputMistakes&) {
        const ActorDecision decision = rules->Classify(cells[1]);
        const std::string said(ToString(decision.actor));
        ++names;
        ++scores[said].said;
        ++scores[cells[0]].are;
        if (said == cells[0]) {
          ++scores[said].right;
          ++right;
        } else {
          std::printf("  %-12s not %-12s %s (%s)\n", cells[0].c_str(),
                      said.c_str(), cells[1].c_str(), decision.rule.c_str());
        }
      });
  ASSERT_TRUE(read.has_value()) << read.error().message;
  for (const auto& [name, score] : scores) {
    std::printf("%-12s precision %.3f, recall %.3f of %d\n", name.c_str(),
                score.precision(), score.recall(), score.are);
  }
  std::printf("%d of %d right\n", right, names);
  EXPECT_GE(names, 150);
  for (const char* name : {"wirtschaft", "wissenschaft", "oeffentlich"}) {
    EXPECT_GE(scores[name].precision(), 0.9) << name;
    EXPECT_GE(scores[name].recall(), 0.9) << name;
  }
  EXPECT_GE(scores["sonstige"].recall(), 0.8);
}

}  // namespace
}  // namespace ritmon
