// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/mention_stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

class MentionStageTest : public StoredRegionTest {
 protected:
  MentionStageTest() {
    for (const char* site : {"bote.example", "kurier.example"}) {
      options_.seeds.push_back(
          {std::string("http://") + site + "/", PageKind::kNews});
    }
    AddSampleRegion();
  }

  void AddNews(const std::string& url, const std::string& text) {
    Add(url, "<html lang=de><title>Nachrichten</title><article>" + text +
                 "</article>");
  }

  CompanyRecord RecordOf(const std::string& name) const {
    CompanyIndexReader companies = Companies();
    auto record = companies.Get(IdOf(name));
    EXPECT_TRUE(record && *record);
    return **record;
  }

  static bool Holds(const CompanyField& field, const std::string& url) {
    return std::find(field.pages.begin(), field.pages.end(), url) !=
           field.pages.end();
  }

  // Every mention of every page of the news sites.
  std::string AllMentions() const {
    PageStore store = Store();
    std::string all;
    EXPECT_TRUE(store.ForEachNews([&](PageRecord page) -> Status {
      const auto mentions = store.MentionsOn(page.key);
      EXPECT_TRUE(mentions);
      for (const Mention& mention : *mentions) {
        all += page.key + " " + std::to_string(mention.begin) + " " +
               mention.found + " " + mention.company_id + " " + mention.rule +
               "\n";
      }
      return {};
    }));
    return all;
  }
};

TEST_F(MentionStageTest, NewsSupportAndNeverCarry) {
  Read();
  const CompanyRecord before = RecordOf("Nordstack GmbH");
  const auto counted = Counted();
  EXPECT_EQ(AllMentions(), "");
  const std::string news = "http://bote.example/nordstack";
  AddNews(news,
          "<h1>Neues aus dem Hafen</h1><p>Die Nordstack GmbH nimmt in Hamburg "
          "eine Elektrolyse mit Brennstoffzellen in Betrieb.</p>");
  AddNews("http://bote.example/holm",
          "<h1>Neues vom Tischler</h1><p>Die Tischlerei Holm GmbH baut Kisten "
          "für Wasserstoff, Elektrolyse und Brennstoffzellen.</p>");
  AddNews("http://bote.example/fern",
          "<h1>Neues vom Fest</h1><p>Die Rundlauf GmbH feiert.</p><p>Es gab "
          "Kuchen.</p><p>Anderswo redet man über Wasserstoff.</p>");
  Read();

  const CompanyRecord named = RecordOf("Nordstack GmbH");
  ASSERT_FALSE(named.fields.empty());
  ASSERT_EQ(named.fields.size(), before.fields.size());
  EXPECT_TRUE(Holds(named.fields[0], news));
  EXPECT_GT(named.fields[0].score, before.fields[0].score);
  EXPECT_EQ(named.fields[0].confidence, before.fields[0].confidence);
  EXPECT_EQ(named.fields[0].rule, before.fields[0].rule);

  const CompanyRecord carpenter = RecordOf("Tischlerei Holm GmbH");
  ASSERT_EQ(carpenter.fields.size(), 1u);
  EXPECT_EQ(carpenter.fields[0].rule, "news only");
  EXPECT_EQ(carpenter.fields[0].confidence, Confidence::kLow);
  EXPECT_EQ(Counted(), counted);

  for (const CompanyField& field : RecordOf("Rundlauf GmbH").fields) {
    EXPECT_FALSE(Holds(field, "http://bote.example/fern")) << field.field;
  }
}

TEST_F(MentionStageTest, TheSameReportInTwoPapersCountsOnce) {
  const std::string report =
      "<h1>Neues aus dem Hafen</h1><p>Die Nordstack GmbH nimmt in Hamburg eine "
      "Elektrolyse mit Brennstoffzellen in Betrieb.</p>";
  AddNews("http://bote.example/1", report);
  Read();
  const double once = RecordOf("Nordstack GmbH").fields.at(0).score;
  AddNews("http://kurier.example/9", report);
  Read();
  const CompanyField field = RecordOf("Nordstack GmbH").fields.at(0);
  EXPECT_EQ(field.score, once);
  EXPECT_TRUE(Holds(field, "http://bote.example/1"));
  EXPECT_FALSE(Holds(field, "http://kurier.example/9"));
  // Named by both all the same.
  const std::string mentions = AllMentions();
  EXPECT_NE(mentions.find("kurier.example"), std::string::npos);

  // What is derived comes back the same.
  Read();
  EXPECT_EQ(AllMentions(), mentions);
}

// A name that several sites write in lower case is a word.
TEST_F(MentionStageTest, EverydayWordsAreLearntFromThePages) {
  AddNews("http://bote.example/1",
          "<h1>Neues</h1><p>In der Halle steht Nordstack hoch im Kurs.</p>");
  Read();
  EXPECT_NE(AllMentions().find(" name\n"), std::string::npos);
  for (const char* site : {"eins", "zwei", "drei"}) {
    AddNews(std::string("http://") + site + ".example/",
            "<p>Wir nennen das hier nordstack und nicht anders.</p>");
  }
  Read();
  EXPECT_EQ(AllMentions().find(" name\n"), std::string::npos);
  EXPECT_NE(AllMentions().find("left out: an everyday word"),
            std::string::npos);
}

}  // namespace
}  // namespace ritmon
