// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/query.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/index/sample_records.h"

namespace ritmon {
namespace {

struct Case {
  QueryTarget target;
  const char* text;
  const char* canonical;
};
constexpr auto kP = QueryTarget::kPages;
constexpr auto kC = QueryTarget::kCompanies;

TEST(QueryTest, GivesTheCanonicalSpelling) {
  const Case cases[] = {
      {kP, "", ""},
      {kP, " \t\n ", ""},
      {kP, "Wasserstoff", "wasserstoff"},
      {kP, "GRÜNER Stahl", "gruener stahl"},
      {kP, "\"Grüner Stahl\"", "\"gruener stahl\""},
      {kP, "„Grüner Stahl“", "\"gruener stahl\""},
      {kP, "E-Fuels", "\"e fuels\""},
      {kP, "a AND b", "a b"},
      {kP, "a UND b ODER c", "(a b) OR c"},
      {kP, "a OR b c", "a OR (b c)"},
      {kP, "(a OR b) c", "(a OR b) c"},
      {kP, "a NOT b", "a NOT b"},
      {kP, "a NICHT (b OR c)", "a NOT (b OR c)"},
      {kP, "a -b", "a NOT b"},
      {kP, "a - b", "a b"},
      {kP, "NOT NOT a", "NOT NOT a"},
      {kP, "and or not", "and or not"},
      {kP, "Forschung & Entwicklung!", "forschung entwicklung"},
      {kP, "10:30 Uhr", "\"10 30\" uhr"},
      {kP, "http://a.example/b", "\"http a example b\""},
      {kP, "field:hydrogen-efuels", "field:hydrogen-efuels"},
      {kP, "Feld:Wasserstoff", "field:hydrogen-efuels"},
      {kP, "feld:\"wasserstoff & e-fuels\"", "field:hydrogen-efuels"},
      {kP, "field:\"wasserstoff\",electromobility",
       "field:hydrogen-efuels,electromobility"},
      {kP, "field:elektromobilitaet", "field:electromobility"},
      {kP, "thema:Brennstoffzelle", "topic:fuel-cell"},
      {kP, "zukunftsfeld:\"Life Science\"", "future:life-science"},
      {kP, "sprache:deutsch lang:en", "lang:de lang:en"},
      {kP, "host:Müller.example", "host:xn--mller-kva.example"},
      {kP, "host:http://www.A.example/x", "host:www.a.example"},
      {kP, "source:Nachrichten kind:web", "source:news source:web"},
      {kC, "quelle:posts", "source:post"},
      {kP, "Wasserstoff NEAR/5 Tank", "wasserstoff NEAR/5 tank"},
      {kP, "a NAHE b NEAR/20 c d", "a NEAR/10 b NEAR/10 c d"},
      {kP, "x OR a NEAR b", "x OR a NEAR/10 b"},
      {kP, "Elektrolys*", "elektrolys*"},
      {kP, "GRÜ* -wass*", "grue* NOT wass*"},
      {kP, "since:2025 bis:2026-03", "since:2025 until:2026-03"},
      {kP, "seit:2025-06-01", "since:2025-06-01"},
      {kP, "region:hamburg age:<5", "region:hamburg age:<=4"},
      {kC, "gemeinde:Neustadt", "municipality:03351009,08315076"},
      {kC, "ort:02000000,unbekannt", "municipality:02000000,unknown"},
      {kC, "cluster:\"Grünes Netz\"", "cluster:green"},
      {kC, "netzwerk:keins,blue", "cluster:none,blue"},
      {kC, "gegründet:2015-2020", "founded:2015-2020"},
      {kC, "size-class:1000+ size-eu:micro", "size-class:1000+ size-eu:micro"},
      {kP, "firmenart:Verein", "company-kind:association"},
      {kP, "sicherheit:hoch", "confidence:high"},
      {kP, "title:Grüner", "title:gruener"},
      {kP, "company:K1101R_HRB1", "company:K1101R_HRB1"},
      {kC, "region:METROPOLREGION", "region:metropolregion-hamburg"},
      {kC, "kreis:Lüneburg district:02000", "district:03355 district:02000"},
      {kC, "alter:<5", "age:<=4"},
      {kC, "age:>=10,unknown", "age:>=10,unknown"},
      {kC, "Größe:10-49", "size:10-49"},
      {kC, "GRÖSSE:>250", "size:>=251"},
      {kC, "groesse:1000+", "size:>=1000"},
      {kC, "size:7", "size:7-7"},
      {kC, "art:Verein", "kind:association"},
      {kC, "rechtsform:gmbh_co_kg", "legal-form:gmbh_co_kg"},
      {kC, "status:aktiv", "status:active"},
      {kC, "company:\"Müller Umwelt\"", "company:\"Müller Umwelt\""},
  };
  const Vocabulary vocabulary = SampleVocabulary();
  int run = 0;
  for (const Case& c : cases) {
    const auto query = ParseQuery(c.text, {c.target, &vocabulary, kToday});
    ASSERT_TRUE(query.has_value()) << c.text << ": " << query.error().message;
    EXPECT_EQ(ToString(*query), c.canonical) << c.text;
    ++run;
  }
  EXPECT_EQ(run, 62);
}

TEST(QueryTest, SaysWhatIsWrong) {
  const Case cases[] = {
      {kP, "\"grüner Stahl", "the quote before 'grüner Stahl' is not closed"},
      {kP, "field:\"x", "is not closed"},
      {kP, "(a", "a '(' is not closed"},
      {kP, "a)", "a ')' without its '('"},
      {kP, "()", "between '(' and ')'"},
      {kP, "a AND", "between 'AND' and 'the end'"},
      {kP, "OR a", "between 'the beginning' and 'OR'"},
      {kP, "NOT", "between 'NOT' and 'the end'"},
      {kP, "&", "nothing to search for"},
      {kP, "*", "needs 3 letters"},
      {kP, "wa*", "needs 3 letters"},
      {kP, "e-fuel*", "beginning of one word"},
      {kP, "was*stoff*", "beginning of one word"},
      {kP, "a NEAR/0 b", "a number of words from 1 to 100"},
      {kP, "a NEAR/x b", "a number of words"},
      {kP, "\"a b\" NEAR c", "one word each"},
      {kP, "a NEAR field:wasserstoff", "one word each"},
      {kP, "a NEAR", "nothing to search for"},
      {kP, "NEAR b", "nothing to search for"},
      {kP, "since:gestern", "is no day"},
      {kP, "since:2025-13", "is no day"},
      {kC, "ort:Elmshrn", "do you mean '01056015'?"},
      {kC, "size-eu:big", "Known: micro small medium large unknown"},
      {kP, "fied:x", "unknown filter 'fied:', do you mean 'field:'?"},
      {kP, "sprahce:de", "do you mean 'sprache:'?"},
      {kP, "field:hydrogn",
       "unknown field 'hydrogn', do you mean "
       "'hydrogen-efuels'?"},
      {kP, "field:mobilität", "do you mean 'electromobility'?"},
      {kP, "field:", "field: has no value"},
      {kP, "field:,", "field: has no value"},
      {kP, "topic:fuelcel", "do you mean 'fuel-cell'?"},
      {kP, "future:live-science", "do you mean 'life-science'?"},
      {kP, "confidence:hihg", "do you mean 'high'?"},
      {kP, "lang:klingon", "unknown language"},
      {kP, "host:\"a b\"", "is no host name"},
      {kP, "kind:nws", "do you mean 'news'?"},
      {kC, "title:x", "'title:' is a filter for pages, not for companies"},
      {kC, "region:hambrug", "do you mean 'hamburg'?"},
      {kC, "district:Pineberg", "do you mean '01056'?"},
      {kC, "age:young", "age: 'young' is no number or range"},
      {kC, "age:<0", "is no number or range"},
      {kC, "age:-5", "is no number or range"},
      {kC, "size:5-", "is no number or range"},
      {kC, "size:99999999999999999999", "is no number or range"},
      {kC, "size:>1000000000", "is no number or range"},
  };
  const Vocabulary vocabulary = SampleVocabulary();
  int run = 0;
  for (const Case& c : cases) {
    const auto query = ParseQuery(c.text, {c.target, &vocabulary, kToday});
    ASSERT_FALSE(query.has_value()) << c.text << " is " << ToString(*query);
    EXPECT_EQ(query.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(query.error().message.find(c.canonical), std::string::npos)
        << c.text << ": " << query.error().message;
    ++run;
  }
  EXPECT_EQ(run, 44);
}

TEST(QueryTest, RefusesWhatIsTooMuch) {
  const Vocabulary vocabulary = SampleVocabulary();
  const QueryContext context{kP, &vocabulary, kToday};
  std::string words;
  for (int i = 0; i < 10'000; ++i) words += "wort ";
  EXPECT_FALSE(ParseQuery(words, context).has_value());
  EXPECT_FALSE(ParseQuery(std::string(100'000, 'a'), context).has_value());
  EXPECT_FALSE(
      ParseQuery(std::string(60, '(') + "a" + std::string(60, ')'), context)
          .has_value());
  std::string nots;
  for (int i = 0; i < 200; ++i) nots += "NOT ";
  EXPECT_FALSE(ParseQuery(nots + "a", context).has_value());
  std::string values = "field:wasserstoff";
  for (int i = 0; i < 600; ++i) values += ",wasserstoff";
  EXPECT_FALSE(ParseQuery(values, context).has_value());
}

TEST(QueryTest, WorksWithoutVocabulary) {
  const auto query = ParseQuery("wasserstoff", {kP, nullptr, kToday});
  ASSERT_TRUE(query.has_value());
  const auto field = ParseQuery("field:x", {kP, nullptr, kToday});
  ASSERT_FALSE(field.has_value());
  EXPECT_NE(field.error().message.find("none is known"), std::string::npos);
}

TEST(QueryTest, PositiveWordsLeaveOutWhatIsNegated) {
  const Vocabulary vocabulary = SampleVocabulary();
  const Query query =
      MustParse("b (a OR \"c d\") NOT (e f) title:g", kP, vocabulary);
  EXPECT_EQ(PositiveWords(query),
            (std::vector<std::string>{"a", "b", "c", "d", "g"}));
}

// Property: whatever is accepted is accepted again in canonical spelling and
// means the same. Pieces of the language and bytes from nowhere, fixed seed.
TEST(QueryTest, CanonicalSpellingIsStable) {
  const char* pieces[] = {
      "wasserstoff", "Größe",   " ",         " ",       " ",       "\"",
      "(",           ")",       " AND ",     " OR ",    " NOT ",   "-",
      "field:",      "age:<5",  "size:1-9",  "region:", "hamburg", ",",
      "company:",    "„",       "“",         "\xff",    "\xc3",    "*",
      ":",           "title:x", "host:a.de", "&",       "\u00a0",  "½",
      "company:\"x", "a",       "E-Fuels",   "unknown", "ＡＢ１",  "\n"};
  std::mt19937 random(20261123);
  const Vocabulary vocabulary = SampleVocabulary();
  int accepted = 0;
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    const unsigned length = random() % 12;
    for (unsigned k = 0; k < length; ++k) {
      text += random() % 20 == 0
                  ? std::string(1, static_cast<char>(random() % 256))
                  : pieces[random() % std::size(pieces)];
    }
    const QueryContext context{random() % 2 == 0 ? kP : kC, &vocabulary,
                               kToday};
    const auto query = ParseQuery(text, context);
    if (!query) {
      EXPECT_EQ(query.error().kind, ErrorKind::kInvalid);
      continue;
    }
    ++accepted;
    const std::string canonical = ToString(*query);
    const auto again = ParseQuery(canonical, context);
    ASSERT_TRUE(again.has_value())
        << text << " | " << canonical << ": " << again.error().message;
    EXPECT_EQ(again->root, query->root) << text << " | " << canonical;
  }
  EXPECT_GT(accepted, 3000);
}

TEST(QueryTest, KnowsWhetherItAsksForFields) {
  const Vocabulary vocabulary = SampleVocabulary();
  const struct {
    const char* text;
    bool asks;
  } cases[] = {{"", false},
               {"Anker region:hamburg size:<50", false},
               {"field:hydrogen-efuels", true},
               {"Anker OR (size:<5 NOT topic:fuel-cell)", true},
               {"-confidence:high", true},
               {"future:life-science", true}};
  for (const auto& c : cases) {
    EXPECT_EQ(AsksForFields(MustParse(c.text, kC, vocabulary)), c.asks)
        << c.text;
  }
}

}  // namespace
}  // namespace ritmon
