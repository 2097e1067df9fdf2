// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/suggest_terms.h"

#include <gtest/gtest.h>

#include <cmath>

#include "pipeline/stop_words.h"
#include "pipeline/text_candidates.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

// The same as 2 * sum of observed * log(observed / expected) over the table.
TEST(LogLikelihoodRatioTest, IsTheSumOverTheTable) {
  const struct {
    int64_t in_a, all_a, in_b, all_b;
  } cases[] = {{110, 2552, 111, 29114},
               {5, 10, 0, 90},
               {10, 10, 1, 90},
               {3, 7, 300, 700}};
  for (const auto& c : cases) {
    const double table[2][2] = {{double(c.in_a), double(c.all_a - c.in_a)},
                                {double(c.in_b), double(c.all_b - c.in_b)}};
    const double rows[2] = {double(c.all_a), double(c.all_b)};
    const double columns[2] = {table[0][0] + table[1][0],
                               table[0][1] + table[1][1]};
    double sum = 0;
    for (int i = 0; i < 2; ++i) {
      for (int j = 0; j < 2; ++j) {
        if (table[i][j] == 0) continue;
        sum += table[i][j] * std::log(table[i][j] * (rows[0] + rows[1]) /
                                      (rows[i] * columns[j]));
      }
    }
    EXPECT_NEAR(LogLikelihoodRatio(c.in_a, c.all_a, c.in_b, c.all_b), 2 * sum,
                1e-9 * (1 + sum));
  }
  EXPECT_NEAR(LogLikelihoodRatio(3, 7, 300, 700), 0, 1e-9);
  EXPECT_EQ(LogLikelihoodRatio(0, 0, 0, 0), 0);
}

TEST(StopWordTest, KnowsFoldedWordsOfBothLanguages) {
  for (const char* word : {"und", "fuer", "the", "waehrend", "kontakt"}) {
    EXPECT_TRUE(IsStopWord(word)) << word;
  }
  for (const char* word : {"", "stack", "wasserstoff", "zzz"}) {
    EXPECT_FALSE(IsStopWord(word)) << word;
  }
}

class CandidateReaderTest : public testing::Test {
 protected:
  // Keys and spellings, "|" between.
  std::string Read(const std::vector<Block>& blocks, const OwnNames& own = {},
                   const std::string& lang = "de") {
    CandidateReader reader(stems_);
    std::string text;
    for (const TextCandidate& c : reader.Read(blocks, lang, own)) {
      EXPECT_EQ(blocks[c.block].text.substr(c.begin, c.end - c.begin),
                c.spelling);
      text += (text.empty() ? "" : "|") + c.spelling;
    }
    return text;
  }

  const Stemmer stemmer_{"de"};
  const std::set<std::string> stems_{stemmer_.Stem("stapel"), "h2",
                                     stemmer_.Stem("gruene"),
                                     stemmer_.Stem("bipolarplatten")};
};

TEST_F(CandidateReaderTest, TakesWordsAndPairsAsTheyStand) {
  const struct {
    const char* text;
    const char* candidates;
  } cases[] = {
      {"Der Stapel steht", "Stapel"},
      {"Stapel, Stapels und Stapel", "Stapel"},
      {"PEM-Stapel", "Stapel|PEM-Stapel"},
      {"PEM Stapel", "Stapel|PEM Stapel"},
      {"PEM. Stapel", "Stapel"},
      {"PEM, Stapel", "Stapel"},
      {"für Stapel", "Stapel"},  // no pair with a stop word
      {"grüne Bipolarplatten", "grüne|Bipolarplatten|grüne Bipolarplatten"},
      {"H2 und 2024", "H2"},
      {"Kessel Ofen", ""},  // nothing that tells
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Read({{Zone::kMain, c.text}}), c.candidates) << c.text;
  }
}

TEST_F(CandidateReaderTest, LeavesOutWhatIsNoRunningText) {
  EXPECT_EQ(Read({{Zone::kNavigation, "Stapel"},
                  {Zone::kTemplate, "Stapel"},
                  {Zone::kFooter, "Stapel"},
                  {Zone::kLegal, "Stapel"},
                  {Zone::kHeading1, "Bipolarplatte"}}),
            "Bipolarplatte");
  // No pair from one block into the next.
  EXPECT_EQ(Read({{Zone::kMain, "PEM"}, {Zone::kMain, "Stapel"}}), "Stapel");
}

TEST_F(CandidateReaderTest, LeavesOutOwnNames) {
  const OwnNames own =
      OwnNamesOf({"Grün & Stapel GmbH"}, "bipolarplatten-nord.example");
  EXPECT_EQ(Read({{Zone::kMain, "Grün Stapel Bipolarplatten H2"}}, own), "H2");
}

class SuggestTermsTest : public StoredRegionTest {
 protected:
  // Companies that say the same of hydrogen, and others.
  void AddRegionWith(int companies) {
    for (int i = 0; i < companies; ++i) {
      const std::string n(1, static_cast<char>('a' + i));
      const std::string form = i % 2 == 0 ? "Bipolarplatten" : "Bipolarplatte";
      AddCompany(
          "Firma" + n + " GmbH", "firma" + n + ".example",
          {{"/", "<title>Start</title><h1>Wasserstoff bei Firma" + n +
                     "</h1><p>Unsere " + form +
                     " aus Hamburg sind Elektrolyse pur. Firma" + n +
                     " baut.</p>"},
           {"/zwei", "<title>Mehr</title><h1>Wasserstoff</h1><p>Jede " + form +
                         " ist dünn.</p><p>Einzelwort" + n + ".</p>"}});
    }
    for (int i = 0; i < 6; ++i) {
      const std::string n(1, static_cast<char>('p' + i));
      AddCompany("Holz" + n + " GmbH", "holz" + n + ".example",
                 {{"/",
                   "<title>Start</title><h1>Möbel</h1><p>Unsere Tische "
                   "sind aus Eiche.</p>"}});
    }
    Read();
  }

  Suggestions Suggest(const std::string& field = "hydrogen") {
    const auto taxonomy = SampleTaxonomy();
    const Places places = LoadPlaces(options_).value();
    PageIndexReader pages = Pages();
    CompanyIndexReader companies = Companies();
    PageStore store = Store();
    auto suggestions =
        SuggestTerms(options_, *taxonomy, *taxonomy->Find(field),
                     places.regions, pages, companies, store, 50);
    EXPECT_TRUE(suggestions) << suggestions.error().message;
    return suggestions.value_or(Suggestions{});
  }

  static std::string Names(const Suggestions& suggestions) {
    std::string names;
    for (const Suggestion& s : suggestions.list) names += s.candidate + "|";
    return names;
  }
};

TEST_F(SuggestTermsTest, FindsTheWordThatTheListLacks) {
  AddRegionWith(4);
  const Suggestions suggestions = Suggest();
  EXPECT_EQ(suggestions.pages, 8);
  EXPECT_EQ(suggestions.companies, 4);
  EXPECT_EQ(suggestions.required, 3);
  ASSERT_FALSE(suggestions.list.empty());
  const Suggestion& best = suggestions.list[0];
  // Both forms are one candidate, spelled as it mostly is.
  EXPECT_TRUE(best.candidate == "Bipolarplatten" ||
              best.candidate == "Bipolarplatte")
      << Names(suggestions);
  EXPECT_EQ(best.pages, 8);
  EXPECT_EQ(best.elsewhere, 0);
  EXPECT_EQ(best.companies, 4);
  EXPECT_NE(best.sentence.find("Bipolarplatte"), std::string::npos);
  EXPECT_EQ(best.url, "http://firmaa.example/");
  const std::string names = Names(suggestions);
  for (const char* wrong : {"Wasserstoff", "Elektrolyse", "Hamburg", "Firma",
                            "Unsere", "Einzel", "Tische"}) {
    EXPECT_EQ(names.find(wrong), std::string::npos) << wrong << ": " << names;
  }
}

TEST_F(SuggestTermsTest, TwoSufficeWhereThereAreNoMore) {
  AddRegionWith(2);
  const Suggestions suggestions = Suggest();
  EXPECT_EQ(suggestions.companies, 2);
  EXPECT_EQ(suggestions.required, 2);
  EXPECT_NE(Names(suggestions).find("Bipolarplatte"), std::string::npos);
  EXPECT_EQ(Names(suggestions).find("Einzel"), std::string::npos);
}

TEST_F(SuggestTermsTest, NothingIsSuggestedByOneCompany) {
  AddRegionWith(1);
  EXPECT_TRUE(Suggest().list.empty());
  EXPECT_TRUE(Suggest("recycling").list.empty());
}

TEST_F(SuggestTermsTest, WorkersMakeNoDifference) {
  AddRegionWith(4);
  options_.pipeline.workers = 1;
  const std::string one = Names(Suggest());
  options_.pipeline.workers = 5;
  EXPECT_EQ(Names(Suggest()), one);
}

}  // namespace
}  // namespace ritmon
