// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/news_support.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ritmon {
namespace {

// A page whose text has each company's name once a mark "A" or "B" stands
// there, and evidence at each "*".
struct Sample {
  PageRecord page;
  std::vector<Mention> mentions;
};

Sample MakeSample(const std::vector<std::pair<Zone, std::string>>& blocks) {
  Sample sample;
  FieldTag tag;
  tag.field = "hydrogen-efuels";
  size_t base = 0;
  for (const auto& [zone, text] : blocks) {
    sample.page.blocks.push_back({zone, text});
    for (size_t at = 0; at < text.size(); ++at) {
      if (text[at] >= 'A' && text[at] <= 'Z') {
        Mention mention;
        mention.begin = base + at;
        mention.end = base + at + 1;
        mention.found = text.substr(at, 1);
        mention.company_id = mention.found;
        sample.mentions.push_back(std::move(mention));
      }
      if (text[at] != '*') continue;
      Evidence evidence;
      evidence.family = "f" + std::to_string(tag.evidence.size());
      evidence.offset = base + at;
      const size_t begin = text.rfind('.', at);
      const size_t from = begin == std::string::npos ? 0 : begin + 1;
      evidence.sentence = text.substr(from, text.find('.', at) - from);
      evidence.score = 2;
      tag.evidence.push_back(std::move(evidence));
    }
    base += text.size() + 1;
  }
  tag.score = 2 * static_cast<double>(tag.evidence.size());
  sample.page.tags.fields = {tag};
  sample.page.tags.company_signs = {"hotel"};
  return sample;
}

TEST(NewsSupportTest, OnlyWhatStandsWithTheName) {
  constexpr Zone kMain = Zone::kMain;
  constexpr Zone kHead = Zone::kHeading1;
  struct Case {
    const char* what;
    std::vector<std::pair<Zone, std::string>> blocks;
    size_t for_a;  // pieces of evidence
    size_t for_b;
  };
  const Case cases[] = {
      {"the same paragraph", {{kMain, "A baut. das ist *."}}, 1, 0},
      {"another paragraph", {{kMain, "A."}, {kMain, "x"}, {kMain, "*"}}, 0, 0},
      {"the next paragraph", {{kMain, "A."}, {kMain, "*"}}, 1, 0},
      {"the paragraph before", {{kMain, "*"}, {kMain, "A."}}, 0, 0},
      {"under a heading", {{kHead, "A"}, {kMain, "*"}}, 1, 0},
      {"in the heading above", {{kHead, "*"}, {kMain, "A"}}, 1, 0},
      {"a heading below is another article",
       {{kMain, "*"}, {kHead, "A"}},
       0,
       0},
      {"two in the sentence", {{kMain, "A und B bauen *."}}, 1, 1},
      {"two, by sentence", {{kMain, "A baut *. B schweigt. *."}}, 1, 0},
      {"the other one is named", {{kMain, "A."}, {kMain, "B *."}}, 0, 1},
      {"after two nobody knows", {{kMain, "A, B."}, {kMain, "*"}}, 0, 0},
      {"a menu", {{kMain, "A."}, {Zone::kNavigation, "*"}}, 0, 0},
      {"a list of many: by sentence",
       {{kMain, "A *. nun zu anderen. *"}, {kMain, "B, C, D, E, F, G, H, I."}},
       1,
       0},
      {"a list of many: not the paragraph",
       {{kMain, "A. viel später *."}, {kMain, "B, C, D, E, F, G, H, I."}},
       0,
       0},
  };
  for (const Case& c : cases) {
    const Sample sample = MakeSample(c.blocks);
    const auto count = [&](const char* company) {
      const PageTags tags =
          SupportingTags(sample.page, sample.mentions, company);
      EXPECT_TRUE(tags.company_signs.empty());
      if (tags.fields.empty()) return size_t{0};
      const FieldTag& tag = tags.fields.at(0);
      EXPECT_EQ(tag.score, 2.0 * static_cast<double>(tag.evidence.size()));
      return tag.evidence.size();
    };
    EXPECT_EQ(count("A"), c.for_a) << c.what;
    EXPECT_EQ(count("B"), c.for_b) << c.what;
    EXPECT_EQ(count("Z"), 0u) << c.what;
  }
}

TEST(NewsSupportTest, SentenceOfAMention) {
  const Sample sample = MakeSample(
      {{Zone::kMain, "eins."}, {Zone::kMain, "zwei. drei A vier. fünf."}});
  EXPECT_EQ(SentenceOf(sample.page, sample.mentions.at(0)), "drei A vier.");
}

}  // namespace
}  // namespace ritmon
