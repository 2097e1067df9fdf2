// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/classify.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/charset.h"
#include "base/normalize.h"
#include "classifier/sentence.h"
#include "tests/classifier/sample_taxonomy.h"

namespace ritmon {
namespace {

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
}

class ClassifyTest : public testing::Test {
 protected:
  PageTags Tag(const std::vector<Block>& blocks, PageKind kind = PageKind::kWeb,
               std::string_view path = "/") {
    return ClassifyBlocks(blocks, kind, path, *taxonomy_, scratch_);
  }
  PageTags Tag(const std::string& text) {
    return Tag({Block{Zone::kMain, text}});
  }

  // "field 4.5 | field? 2" of fields and candidates.
  std::string Shown(const PageTags& tags) {
    std::string shown;
    for (const auto* list : {&tags.fields, &tags.candidates}) {
      for (const FieldTag& tag : *list) {
        if (!shown.empty()) shown += " | ";
        char score[32];
        std::snprintf(score, sizeof score, "%g", tag.score);
        shown += tag.field + (list == &tags.fields ? " " : "? ") + score;
      }
    }
    return shown;
  }

  const std::shared_ptr<const Taxonomy> taxonomy_ = SampleTaxonomy();
  MatcherScratch scratch_;
};

TEST_F(ClassifyTest, ScoresOfText) {
  struct Case {
    std::string text;
    const char* tags;
  };
  const std::string far(300, 'x');
  const std::string page(150, 'x');
  const Case cases[] = {
      {"", ""},
      {"Nichts davon.", ""},
      {"Wasserstoff", "hydrogen 3"},
      // A family counts once, with its best hit; repeats add 0.25 a doubling.
      {"Wasserstoff, hydrogen", "hydrogen 3.25"},
      {"Wasserstoff, H2, H2, H2", "hydrogen 3.5"},
      {"Wasserstoff Wasserstoff Wasserstoff Wasserstoff Wasserstoff "
       "Wasserstoff Wasserstoff Wasserstoff",
       "hydrogen 3.5"},
      // One medium family is a candidate, two carry, weak ones do not.
      {"Elektrolyse", "hydrogen? 2"},
      {"Elektrolyse Stack", "hydrogen? 2.25"},
      {"Elektrolyse und Brennstoffzellen", "hydrogen 4"},
      {"Stack", ""},
      // capitals
      {"H2 und Elektrolyse", "hydrogen 4"},
      {"h2 und Elektrolyse", "hydrogen? 2"},
      // except
      {"Wasserstoffblondes Haar", ""},
      {"Wasserstoffblond und Wasserstoff", "hydrogen 3"},
      // needs: in the block, or 200 characters away
      {"Ammoniak und Elektrolyse", "hydrogen? 2"},
      {"Ammoniak, Elektrolyse für Schiffe", "hydrogen 4"},
      {"Ammoniak, Elektrolyse " + far + " Schiffe", "hydrogen 4"},
      // NEAR/3
      {"Gase im Speicher", "hydrogen 3"},
      {"Speicher für Gas", "hydrogen 3"},
      {"Gas a b Speicher", "hydrogen 3"},
      {"Gas a b c Speicher", ""},
      {"Gas-Speicher und Gasspeicher", "hydrogen 3.25"},
      {"Gas", ""},
      // vetoes: hit (40 characters), block
      {"Wasserstoff, kein Peroxid", ""},
      {"Wasserstoff " + page + " Peroxid", "hydrogen 3"},
      {"Peroxid " + page + " Wasserstoff", "hydrogen 3"},
      {"Wasserstoff " + far + " Obstkorb Elektrolyse, Brennstoffzelle",
       "hydrogen 3.5"},
      // two fields
      {"Recycling von Wasserstoff, Recycling", "recycling 3.25 | hydrogen 3"},
  };
  int run = 0;
  for (const Case& c : cases) {
    EXPECT_EQ(Shown(Tag(c.text)), c.tags) << c.text;
    ++run;
  }
  EXPECT_EQ(run, 28);
}

TEST_F(ClassifyTest, ContextReachesAcrossBlocksOnlySoFar) {
  const Block ammonia{Zone::kMain, "Ammoniak und Elektrolyse"};
  const Block ships{Zone::kMain, "Schiffe"};
  EXPECT_EQ(Shown(Tag({ammonia, ships})), "hydrogen 4");
  EXPECT_EQ(Shown(Tag({ammonia, {Zone::kMain, std::string(150, 'x')}, ships})),
            "hydrogen 4");
  EXPECT_EQ(Shown(Tag({ammonia, {Zone::kMain, std::string(250, 'x')}, ships})),
            "hydrogen? 2");
  EXPECT_EQ(Shown(Tag({ships, {Zone::kMain, std::string(250, 'x')}, ammonia})),
            "hydrogen? 2");
}

TEST_F(ClassifyTest, NearAndVetoesStayInTheirBlock) {
  EXPECT_EQ(Shown(Tag({{Zone::kMain, "Gas"}, {Zone::kMain, "Speicher"}})), "");
  EXPECT_EQ(
      Shown(Tag({{Zone::kMain, "Wasserstoff"}, {Zone::kMain, "Peroxid"}})),
      "hydrogen 3");
  EXPECT_EQ(
      Shown(Tag({{Zone::kMain, "Wasserstoff"}, {Zone::kMain, "Obstkorb"}})),
      "hydrogen 3");
  // A veto of the whole page does not, and holds for its fields only.
  EXPECT_EQ(Shown(Tag({{Zone::kMain, "Wasserstoff, Recycling"},
                       {Zone::kFooter, "Testzentrum"}})),
            "hydrogen 3");
}

TEST_F(ClassifyTest, LongPagesSayItTwiceOrInAHeading) {
  std::string filler;
  for (int i = 0; i < 70; ++i) filler += "wort ";
  const Block much{Zone::kMain, filler};
  const Block once{Zone::kMain, "Wasserstoff, Elektrolyse"};
  const Block again{Zone::kMain, "Brennstoffzellen"};
  const Block heading{Zone::kHeading2, "Wasserstoff"};
  const Block all_in_one{Zone::kMain, "Wasserstoff, Elektrolyse " + filler};
  const Block link{Zone::kNavigation, "Wasserstoff"};
  EXPECT_EQ(Shown(Tag({once, much})), "hydrogen? 5");
  EXPECT_EQ(Shown(Tag({once, much, link})), "hydrogen? 5.25");
  EXPECT_EQ(Shown(Tag({once, much, again})), "hydrogen 7");
  EXPECT_EQ(Shown(Tag({heading, much})), "hydrogen 4.5");
  // A post of one paragraph has no second one.
  EXPECT_EQ(Shown(Tag({all_in_one})), "hydrogen 5");
  EXPECT_EQ(Shown(Tag({all_in_one, link})), "hydrogen 5.25");
}

TEST_F(ClassifyTest, ZonesWeigh) {
  struct Case {
    Zone zone;
    const char* tags;
  };
  const Case cases[] = {{Zone::kTitle, "hydrogen 6"},
                        {Zone::kDescription, "hydrogen 4.5"},
                        {Zone::kHeading1, "hydrogen 6"},
                        {Zone::kHeading2, "hydrogen 4.5"},
                        {Zone::kHeading4, "hydrogen 3.6"},
                        {Zone::kMain, "hydrogen 3"},
                        {Zone::kList, "hydrogen 3"},
                        {Zone::kTable, "hydrogen? 2.4"},
                        {Zone::kNavigation, ""},
                        {Zone::kAside, ""},
                        {Zone::kFooter, ""},
                        {Zone::kImageAlt, ""},
                        {Zone::kStructured, ""},
                        {Zone::kConsent, ""},
                        {Zone::kLegal, ""}};
  int run = 0;
  for (const Case& c : cases) {
    EXPECT_EQ(Shown(Tag({Block{c.zone, "Wasserstoff"}})), c.tags)
        << ToString(c.zone);
    ++run;
  }
  EXPECT_EQ(run, 15);
  // A light zone adds, it does not carry: 5 points without a strong hit.
  EXPECT_EQ(Shown(Tag({{Zone::kNavigation, "Wasserstoff"},
                       {Zone::kMain, "Elektrolyse Stack"},
                       {Zone::kNavigation, "Gas Speicher"}})),
            "hydrogen? 4.05");
}

TEST_F(ClassifyTest, KindsHaveTheirThresholds) {
  const auto shown = [&](PageKind kind, const std::string& text) {
    return Shown(Tag({Block{Zone::kMain, text}}, kind));
  };
  EXPECT_EQ(shown(PageKind::kWeb, "Wasserstoff"), "hydrogen 3");
  EXPECT_EQ(shown(PageKind::kPost, "Wasserstoff"), "hydrogen 3");
  EXPECT_EQ(shown(PageKind::kNews, "Wasserstoff"), "hydrogen? 3");
  EXPECT_EQ(shown(PageKind::kNews, "Wasserstoff Elektrolyse"), "hydrogen 5");
  // Grants: funding terms too, the same word once; one medium family suffices.
  EXPECT_EQ(shown(PageKind::kGrant, "Elektrolyse"), "hydrogen 2");
  EXPECT_EQ(shown(PageKind::kGrant, "Brennstoffzelle"), "hydrogen 2");
  EXPECT_EQ(shown(PageKind::kGrant, "Energieforschung"), "");
  EXPECT_EQ(Shown(Tag({Block{Zone::kDescription, "Energieforschung"}},
                      PageKind::kGrant)),
            "hydrogen 2");
  EXPECT_EQ(Shown(Tag({Block{Zone::kDescription, "Energieforschung"}})), "");
  // An exception anywhere in the title undoes the funding terms.
  EXPECT_EQ(shown(PageKind::kGrant, "Kohlenwasserstoffe, elektrolyse"),
            "hydrogen 2");
}

TEST_F(ClassifyTest, PagesWeighByTheirPath) {
  const std::vector<Block> blocks = {{Zone::kMain, "Wasserstoff Gasspeicher"},
                                     {Zone::kMain, "Gas im Speicher"}};
  EXPECT_EQ(Shown(Tag(blocks, PageKind::kWeb, "/x")), "hydrogen 6");
  EXPECT_EQ(Shown(Tag(blocks, PageKind::kWeb, "/kunden/x")), "hydrogen 3.6");
  EXPECT_EQ(Shown(Tag(blocks, PageKind::kWeb, "/impressum")), "");
  Page page{.url = Url::Parse("https://a.example/de/kunden?x=1").value()};
  page.blocks = blocks;
  EXPECT_EQ(Shown(Classify(page, *taxonomy_, scratch_)), "hydrogen 3.6");
}

TEST_F(ClassifyTest, CompanySignsStandWhereACompanyIsNamed) {
  const auto signs = [&](Zone zone) {
    return Tag({Block{zone, "Hotel am See mit Wasserstoff"}}).company_signs;
  };
  const std::vector<std::string> hotel = {"hotel"};
  EXPECT_EQ(signs(Zone::kTitle), hotel);
  EXPECT_EQ(signs(Zone::kDescription), hotel);
  EXPECT_EQ(signs(Zone::kHeading1), hotel);
  EXPECT_TRUE(signs(Zone::kMain).empty());
  EXPECT_TRUE(signs(Zone::kFooter).empty());
  // They are for the company; the page keeps its score.
  EXPECT_EQ(Shown(Tag({Block{Zone::kTitle, "Hotel Wasserstoff"}})),
            "hydrogen 6");
}

TEST_F(ClassifyTest, ConfidenceAsksForFamiliesAndAProvider) {
  const auto confidence = [&](const std::string& text) {
    const PageTags tags = Tag(text);
    EXPECT_EQ(tags.fields.size(), 1u) << text;
    return tags.fields.at(0).confidence;
  };
  EXPECT_EQ(confidence("Wir bauen Wasserstofftanks, Elektrolyse und "
                       "Brennstoffzellen."),
            Confidence::kHigh);
  EXPECT_EQ(confidence("Wasserstofftanks, Elektrolyse und Brennstoffzellen."),
            Confidence::kMedium);
  EXPECT_EQ(confidence("Wir bauen Wasserstofftanks und Elektrolyse."),
            Confidence::kMedium);
}

TEST_F(ClassifyTest, TopicsStandApart) {
  const PageTags tags = Tag("Elektrolyseure");
  ASSERT_EQ(tags.topics.size(), 1u);
  EXPECT_EQ(tags.topics[0].field, "electrolysis");
  EXPECT_TRUE(tags.fields.empty());
  // The vetoes of a topic's field are its own.
  EXPECT_TRUE(Tag("Elektrolyseur, Peroxid").topics.empty());
}

TEST_F(ClassifyTest, EvidenceCanBeFollowed) {
  const PageTags tags =
      Tag({{Zone::kTitle, "Über uns"},
           {Zone::kMain,
            "Wir sind viele. Unsere Grün-Wasser\u00ADstoff- und "
            "Gastechnik wächst. Ende."},
           {Zone::kMain, "Wir bauen Elektrolyse."}});
  ASSERT_EQ(tags.fields.size(), 1u);
  const FieldTag& tag = tags.fields[0];
  EXPECT_EQ(tag.families, 2);
  EXPECT_TRUE(tag.provider_context);
  ASSERT_EQ(tag.evidence.size(), 2u);
  const Evidence& first = tag.evidence[0];
  EXPECT_EQ(first.term, "wasserstoff*");
  EXPECT_EQ(first.family, "hydrogen");
  EXPECT_EQ(first.strength, 3);
  EXPECT_EQ(first.zone, Zone::kMain);
  EXPECT_EQ(first.matched, "Wasser\u00ADstoff");
  EXPECT_EQ(first.sentence,
            "Unsere Grün-Wasser\u00ADstoff- und Gastechnik wächst.");
  EXPECT_EQ(first.offset, 39u);
  EXPECT_EQ(first.score, 3);
  EXPECT_EQ(first.rule, "strong");
  EXPECT_EQ(tag.evidence[1].sentence, "Wir bauen Elektrolyse.");
  // Of a character that is several when folded, all is shown.
  EXPECT_EQ(Tag("Wasserstoff½").fields.at(0).evidence[0].matched,
            "Wasserstoff½");
  EXPECT_EQ(Tag("Wasserstoff\u00AD – ja").fields.at(0).evidence[0].matched,
            "Wasserstoff");
  const PageTags vetoed = Tag({{Zone::kMain,
                                "Ammoniak für Schiffe, Obstkorb; "
                                "Elektrolyse, Wasserstoff"}},
                              PageKind::kWeb, "/kunden");
  ASSERT_EQ(vetoed.candidates.size(), 1u);
  EXPECT_EQ(vetoed.candidates[0].evidence[1].rule,
            "medium, but jobs, page of customers");
}

// What holds for every evidence of every page.
void CheckEvidence(const std::vector<Block>& blocks, const PageTags& tags,
                   int* seen) {
  std::string page;
  for (const Block& block : blocks) {
    if (&block != &blocks.front()) page += '\n';
    page += block.text;
  }
  const auto plain = [](std::string_view text) {
    std::string folded = Fold(text);
    std::replace(folded.begin(), folded.end(), '-', ' ');
    return folded;
  };
  for (const auto* list : {&tags.fields, &tags.candidates, &tags.topics}) {
    for (const FieldTag& tag : *list) {
      ASSERT_FALSE(tag.evidence.empty());
      for (const Evidence& evidence : tag.evidence) {
        ASSERT_FALSE(evidence.matched.empty());
        ASSERT_LE(evidence.offset + evidence.matched.size(), page.size());
        ASSERT_EQ(page.substr(evidence.offset, evidence.matched.size()),
                  evidence.matched);
        ASSERT_TRUE(IsValidUtf8(evidence.matched));
        ASSERT_TRUE(IsValidUtf8(evidence.sentence));
        ASSERT_LE(Characters(evidence.sentence), 200u) << evidence.sentence;
        ASSERT_NE(plain(evidence.sentence).find(plain(evidence.matched)),
                  std::string::npos)
            << evidence.sentence;
        // The text there folds to the match: the term matches it alone.
        const auto notation = ParseTerm(evidence.term, TermLanguage::kGerman);
        const auto matcher = KeywordMatcher::Compile(notation->patterns);
        MatcherScratch scratch;
        scratch.text.Clear();
        scratch.text.AddBlock(evidence.matched);
        matcher->Match(scratch);
        const std::string& folded = scratch.text.folded.text;
        ASSERT_TRUE(std::any_of(scratch.hits.begin(), scratch.hits.end(),
                                [&](const KeywordHit& hit) {
                                  return hit.begin == 0 &&
                                         hit.end + 1 >= folded.size() &&
                                         !IsWordAt(folded, hit.end);
                                }))
            << evidence.matched << " by " << evidence.term;
        ++*seen;
      }
    }
  }
}

TEST_F(ClassifyTest, EvidenceOfRandomPages) {
  static constexpr const char* kPieces[] = {"Wasserstoff",
                                            "Wasser\u00ADstoff",
                                            "wasserstoff",
                                            "H₂",
                                            "H2",
                                            "Elektrolyse",
                                            "Gas",
                                            "Speicher",
                                            "Ammoniak",
                                            "Schiffe",
                                            "Brennstoff",
                                            "zelle",
                                            "-",
                                            "–",
                                            " - ",
                                            " ",
                                            " ",
                                            " ",
                                            ". ",
                                            "! ",
                                            "ä",
                                            "ﬁ",
                                            "™",
                                            "\u0308",
                                            "\u200B",
                                            "漢字",
                                            "😀",
                                            "Peroxid",
                                            "wir bauen ",
                                            "Elektrolyseur",
                                            "z. B. ",
                                            "Recycling",
                                            "\u00A0",
                                            "(",
                                            ")"};
  std::mt19937 random(10);
  int seen = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<Block> blocks(random() % 5);
    for (Block& block : blocks) {
      block.zone = static_cast<Zone>(random() % 15);
      for (size_t n = random() % 80; n > 0; --n) {
        block.text += kPieces[random() % std::size(kPieces)];
      }
    }
    const PageTags tags = Tag(blocks);
    ASSERT_NO_FATAL_FAILURE(CheckEvidence(blocks, tags, &seen));
  }
  EXPECT_GT(seen, 3000);
}

TEST_F(ClassifyTest, BytesThatAreNoText) {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (size_t n = random() % 40; n > 0; --n) {
      if (random() % 3 == 0) text += "Wasserstoff ";
      text.push_back(static_cast<char>(random() % 256));
    }
    const PageTags tags = Tag(text);
    for (const FieldTag& tag : tags.fields) {
      for (const Evidence& evidence : tag.evidence) {
        ASSERT_LE(evidence.offset + evidence.matched.size(), text.size());
      }
    }
  }
}

TEST_F(ClassifyTest, ForgetsThePageBefore) {
  const std::vector<Block> rich = {
      {Zone::kTitle, "Hotel: Wasserstoff, Ammoniak, Schiffe, Testzentrum"},
      {Zone::kMain, "Gas Speicher Peroxid Obstkorb Recycling Elektrolyseur"}};
  const PageTags alone = Tag("Ammoniak und Elektrolyse, Recycling");
  const std::string before = Shown(Tag(rich));
  const PageTags after = Tag("Ammoniak und Elektrolyse, Recycling");
  EXPECT_EQ(Shown(alone), Shown(after));
  EXPECT_TRUE(after.company_signs.empty());
  EXPECT_EQ(Shown(Tag(rich)), before);
}

// The work beyond the one pass over the text must grow as the text does.
TEST_F(ClassifyTest, WorkIsLinear) {
  const auto repeat = [](std::string_view piece, size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  const auto steps = [&](const std::string& first, const std::string& second,
                         size_t times) {
    Tag({Block{Zone::kMain, repeat(first, times) + repeat(second, times)}});
    return scratch_.steps;
  };
  const std::pair<const char*, const char*> cases[] = {
      {"wasserstoff ", ""},
      {"wasserstoff", ""},
      {"gas ", "speicher "},
      {"speicher ", "gas "},
      {"gasspeicher ", ""},
      {"gas speicher ", ""},
      {"peroxid ", "wasserstoff "},
      {"wasserstoff ", "peroxid "},
      {"wasserstoffblond ", "wasserstoff "},
      {"ammoniak ", "schiff "},
      {"schiff ", "ammoniak "},
      {"wir bauen wasserstoff ", ""},
      {"obstkorb ", "elektrolyse "},
      {"x", "wasserstoff"},
      {"elektrolyse-", "-"},
  };
  for (const auto& [first, second] : cases) {
    const uint64_t some = steps(first, second, 10000);
    const uint64_t more = steps(first, second, 100000);
    EXPECT_LE(more, some * 10 + some / 10 + 10000) << first << second;
    EXPECT_LE(more, 100000u * 2 * 16 * kLongestWord) << first << second;
  }
}

TEST_F(ClassifyTest, HostilePages) {
  std::string text(1000000, 'x');
  EXPECT_EQ(Shown(Tag(text)), "");
  text.replace(500000, 13, " wasserstoff ");
  const PageTags tags = Tag(text);
  ASSERT_EQ(Shown(tags), "hydrogen 3");
  EXPECT_LE(Characters(tags.fields[0].evidence[0].sentence), 200u);
  EXPECT_NE(tags.fields[0].evidence[0].sentence.find("wasserstoff"),
            std::string::npos);
  std::vector<Block> blocks(100000, Block{Zone::kMain, "Wasserstoff"});
  EXPECT_EQ(Shown(Tag(blocks)), "hydrogen 3.5");
  EXPECT_EQ(Shown(Tag(std::vector<Block>(100000))), "");
}

TEST(SentenceTest, Table) {
  struct Case {
    std::string block;
    std::string word;
    size_t characters;
    std::string sentence;
  };
  const Case cases[] = {
      {"Eins hier. Zwei X dort. Drei vier.", "X", 200, "Zwei X dort."},
      {"Wirklich! X da? Nein.", "X", 200, "X da?"},
      {"X", "X", 200, "X"},
      {"Seit ca. 40 Jahren, z. B. X, am 3. Mai.", "X", 200,
       "Seit ca. 40 Jahren, z. B. X, am 3. Mai."},
      {"Es kostet 3.50 Euro X heute.", "X", 200,
       "Es kostet 3.50 Euro X heute."},
      {"eins zwei drei X vier fünf sechs", "X", 14, "…drei X vier…"},
      {"äöü äöü X äöü äöü", "X", 9, "…X…"},
      {"aaaaaaaaaa", "aaaaaaaaaa", 5, "aaa…"},
      {"bbbbbXccccc", "X", 7, "…bbXcc…"},
  };
  for (const Case& c : cases) {
    const size_t at = c.block.find(c.word);
    const std::string sentence =
        SentenceAround(c.block, at, at + c.word.size(), c.characters);
    EXPECT_EQ(sentence, c.sentence) << c.block;
    EXPECT_LE(Characters(sentence), c.characters);
  }
  EXPECT_EQ(SentenceAround("", 0, 0, 10), "");
  EXPECT_EQ(SentenceAround("abc", 99, 999, 10), "abc");
}

}  // namespace
}  // namespace ritmon
