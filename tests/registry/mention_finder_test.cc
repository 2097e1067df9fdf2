// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/mention_finder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ritmon {
namespace {

Company MakeCompany(const std::string& id, const std::string& name,
                    const std::string& town) {
  Company company;
  company.id = id;
  company.name = name;
  company.address.town = town;
  return company;
}

std::string Named(const CompanyGazetteer& gazetteer,
                  const std::vector<std::string>& text) {
  MentionFinder finder(gazetteer);
  const std::vector<std::string_view> blocks(text.begin(), text.end());
  std::string named;
  for (const Mention& mention : finder.Find(blocks)) {
    if (!named.empty()) named += "; ";
    std::string joined;
    for (const std::string& block : text) joined += block + "\n";
    EXPECT_EQ(joined.substr(mention.begin, mention.end - mention.begin),
              mention.found);
    named += mention.found + "=";
    if (!mention.company_id.empty()) {
      named += mention.company_id;
      continue;
    }
    for (const std::string& id : mention.candidates) named += id + "?";
  }
  return named;
}

TEST(MentionFinderTest, SaysWhatIsLeftOutAndWhy) {
  GazetteerBuilder builder(nullptr);
  builder.Add(MakeCompany("A", "Anker GmbH", "Stade"));
  builder.Add(MakeCompany("N1", "Nordstern GmbH", "Stade"));
  builder.Add(MakeCompany("N2", "Nordstern GmbH", "Lüneburg"));
  builder.Add(MakeCompany("P", "Petersen e.K.", "Stade"));
  Company removed = MakeCompany("R", "Rapsgold GmbH", "Stade");
  removed.status = CompanyStatus::kRemoved;
  builder.Add(removed);
  const CompanyGazetteer gazetteer = builder.Build();
  EXPECT_EQ(gazetteer.company_count(), 4u);
  struct Case {
    const char* text;
    const char* rule;
    const char* company;
  };
  const Case cases[] = {
      {"Die Anker GmbH baut.", "name with its legal form", "A"},
      {"Die Firma Anker baut.", "everyday word, named as a company", "A"},
      {"Neu ist Anker aus Stade.", "name and town", "A"},
      {"Der Anker war schwer.",
       "left out: an everyday word, nothing tells of a company", ""},
      {"Die Anker AG baut.", "left out: another legal form", ""},
      {"Die Anker Steel GmbH baut.", "left out: part of a longer name", ""},
      {"Die Nordstern GmbH baut.", "left out: the name of several companies",
       ""},
      {"Die Nordstern GmbH in Lüneburg baut.", "name with its legal form",
       "N2"},
      {"Heute sagt Petersen nichts.",
       "left out: a person's name or a number without its legal form", ""},
      {"Heute sagt Frau Anker nichts.", "left out: a person's name", ""},
  };
  MentionFinder finder(gazetteer);
  for (const Case& c : cases) {
    const std::vector<std::string_view> blocks = {c.text};
    const std::vector<Mention> mentions = finder.Find(blocks);
    ASSERT_EQ(mentions.size(), 1u) << c.text;
    EXPECT_EQ(mentions[0].rule, c.rule) << c.text;
    EXPECT_EQ(mentions[0].company_id, c.company) << c.text;
    EXPECT_EQ(mentions[0].candidates.empty(), !mentions[0].company_id.empty())
        << c.text;
  }
  const std::vector<std::string_view> none = {"die anker, rapsgold gmbh"};
  EXPECT_TRUE(finder.Find(none).empty());
}

// Another block is another place; what is certain in one helps the other.
TEST(MentionFinderTest, PagesOfSeveralBlocks) {
  GazetteerBuilder builder(nullptr);
  builder.Add(MakeCompany("A", "Anker GmbH", "Stade"));
  builder.Add(MakeCompany("E", "Elbe Zelle GmbH", "Hamburg"));
  builder.Add(MakeCompany("T", "Tourenta Software GmbH", "Hamburg"));
  const CompanyGazetteer gazetteer = builder.Build();
  EXPECT_EQ(Named(gazetteer, {"Anker wächst", "Die Anker GmbH baut an."}),
            "Anker=A; Anker GmbH=A");
  EXPECT_EQ(Named(gazetteer, {"Elbe", "Zelle", "Größe: Elbe Zelle GmbH."}),
            "Elbe Zelle GmbH=E");
  EXPECT_EQ(Named(gazetteer, {"Tourenta wächst", "Bei Tourenta"}),
            "Tourenta=T?; Tourenta=T?");
  EXPECT_EQ(Named(gazetteer, {"Tourenta wächst", "Die Firma Tourenta baut."}),
            "Tourenta=T; Tourenta=T");
  EXPECT_EQ(Named(gazetteer, {"", "\xFF\xFE Anker GmbH \xC3"}), "Anker GmbH=A");
}

TEST(MentionFinderTest, LearnsFromRegisterAndPages) {
  const auto build = [](bool elsewhere, bool street) {
    GazetteerBuilder builder(nullptr);
    Company company = MakeCompany("D", "Dielensensor GmbH", "Stade");
    builder.Add(company);
    if (elsewhere) builder.AddElsewhere("Dielensensor AG");
    if (street) {
      Company other = MakeCompany("X", "Xylofant GmbH", "Stade");
      other.address.street = "Dielensensor 3";
      builder.Add(other);
    }
    return builder.Build();
  };
  const std::vector<std::string> text = {"Neues von Dielensensor heute."};
  EXPECT_EQ(Named(build(false, false), text), "Dielensensor=D");
  EXPECT_EQ(Named(build(true, false), text), "Dielensensor=D?");
  EXPECT_EQ(Named(build(false, true), text), "Dielensensor=D?");
  CompanyGazetteer taught = build(false, false);
  const uint32_t name = taught.trie().Find("dielensensor");
  taught.Learn(std::vector<uint32_t>{name});
  EXPECT_EQ(Named(taught, text), "Dielensensor=D?");
  EXPECT_EQ(Named(taught, {"Die Dielensensor GmbH"}), "Dielensensor GmbH=D");
}

TEST(MentionFinderTest, LeavesOutWhatIsTooMuch) {
  GazetteerBuilder builder(nullptr, 2);
  for (const char* name : {"Aakel GmbH", "Bokel GmbH", "Cukel GmbH"}) {
    builder.Add(MakeCompany(name, name, "Stade"));
  }
  const CompanyGazetteer gazetteer = builder.Build();
  EXPECT_EQ(gazetteer.company_count(), 2u);
  EXPECT_EQ(gazetteer.left_out(), 1u);
  EXPECT_EQ(Named(gazetteer, {"Aakel, Bokel, Cukel."}),
            "Aakel=Aakel GmbH; Bokel=Bokel GmbH");
}

}  // namespace
}  // namespace ritmon
