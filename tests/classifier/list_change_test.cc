// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/list_change.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "classifier/taxonomy.h"
#include "tests/classifier/sample_taxonomy.h"

namespace ritmon {
namespace {

TaxonomySource SampleSource() {
  auto source = ParseTaxonomyFiles(SampleFiles());
  EXPECT_TRUE(source.has_value()) << source.error().message;
  return *source;
}

TermSource De(const std::string& text, int strength = 2) {
  return {text, TermLanguage::kGerman, strength, {}};
}

bool MayTouch(const ListChange& change, const std::string& text) {
  MatcherScratch scratch;
  scratch.text.Clear();
  scratch.text.AddBlock(text);
  return change.MayTouch(scratch);
}

FamilySource& Family(TaxonomySource& source, const std::string& name) {
  for (FamilySource& family : source.fields[0].families) {
    if (family.name == name) return family;
  }
  ADD_FAILURE() << "no family " << name;
  return source.fields[0].families[0];
}

constexpr int kAllPages = -1;  // Between has no answer

struct Case {
  const char* name;
  std::function<void(TaxonomySource&)> change;
  int patterns = 0;  // changed ones, or kAllPages
  std::vector<std::string> touched = {};
  std::vector<std::string> untouched = {};
};

void Check(const Case& c) {
  SCOPED_TRACE(c.name);
  const TaxonomySource before = SampleSource();
  TaxonomySource after = before;
  c.change(after);
  // Whichever comes first, the difference is the same.
  for (const auto& change : {ListChange::Between(before, after),
                             ListChange::Between(after, before)}) {
    ASSERT_EQ(change.has_value(), c.patterns != kAllPages);
    if (!change) continue;
    EXPECT_EQ(change->patterns(), static_cast<size_t>(c.patterns));
    for (const std::string& text : c.touched) {
      EXPECT_TRUE(MayTouch(*change, text)) << text;
    }
    for (const std::string& text : c.untouched) {
      EXPECT_FALSE(MayTouch(*change, text)) << text;
    }
  }
}

using Source = TaxonomySource;

TEST(ListChangeTest, ChangesThatTouchNoPage) {
  const Case cases[] = {
      {"nothing", [](Source&) {}},
      {"label", [](Source& s) { s.fields[0].label_de = "H"; }},
      {"alias", [](Source& s) { s.fields[0].aliases = {"x"}; }},
      {"scope", [](Source& s) { s.fields[0].scope_in = {"x"}; }},
      {"examples", [](Source& s) { s.fields[0].examples.clear(); }},
      {"future field", [](Source& s) { s.fields[0].future_field = "x"; }},
      {"WZ of a field", [](Source& s) { s.fields[0].wz_plus = {"20"}; }},
      {"WZ of a veto", [](Source& s) { s.vetoes[3].wz = {"55"}; }},
      {"why", [](Source& s) { s.vetoes[0].why = "x"; }},
      {"place", [](Source& s) { s.fields[0].families[0].place.line = 99; }},
      {"version", [](Source& s) { s.version = "x"; }},
      {"contexts' order",
       [](Source& s) { std::swap(s.contexts[0], s.contexts[1]); }},
      {"a word of a context said twice",
       [](Source& s) {
         s.contexts[0].terms.push_back(s.contexts[0].terms[0]);
       }},
      {"a context that nobody reads",
       [](Source& s) {
         s.contexts.push_back({"new", {De("=kai")}, {}});
       },
       0,
       {},
       {"kai"}},
  };
  for (const Case& c : cases) Check(c);
}

TEST(ListChangeTest, ChangesThatMayTouchEveryPage) {
  const Case cases[] = {
      {"scoring", [](Source& s) { s.scoring.share = 0.4; }, kAllPages},
      {"zone", [](Source& s) { s.scoring.zone_weight[3] = 7; }, kAllPages},
      {"last number", [](Source& s) { s.scoring.company_register = 0.1; },
       kAllPages},
      {"kind", [](Source& s) { s.scoring.kind[3].growth = 7; }, kAllPages},
      {"assume", [](Source& s) { s.scoring.kind[0].assume = {"ships"}; },
       kAllPages},
      {"rule's weight", [](Source& s) { s.page_rules[1].weight = 0.9; },
       kAllPages},
      {"rule's kind", [](Source& s) { s.page_rules[1].supporting = false; },
       kAllPages},
      {"rule's path", [](Source& s) { s.page_rules[1].path.push_back("x"); },
       kAllPages},
      {"rule's name", [](Source& s) { s.page_rules[1].name = "x"; }, kAllPages},
      {"rules' order",
       [](Source& s) { std::swap(s.page_rules[0], s.page_rules[1]); },
       kAllPages},
      {"a rule less", [](Source& s) { s.page_rules.pop_back(); }, kAllPages},
      {"fields' order", [](Source& s) { std::swap(s.fields[0], s.fields[1]); },
       kAllPages},
      {"a field's name", [](Source& s) { s.fields[1].id = "x"; }, kAllPages},
      {"a topic less", [](Source& s) { s.topics.clear(); }, kAllPages},
      {"parents", [](Source& s) { s.topics[0].parents.clear(); }, kAllPages},
      {"vetoes' order", [](Source& s) { std::swap(s.vetoes[0], s.vetoes[1]); },
       kAllPages},
      {"families' order",
       [](Source& s) {
         std::swap(s.fields[0].families[0], s.fields[0].families[1]);
       },
       kAllPages},
      {"terms' order",
       [](Source& s) {
         auto& terms = Family(s, "hydrogen").terms;
         std::swap(terms[0], terms[1]);
       },
       kAllPages},
      // A family is numbered by its first table, even if that is a new one.
      {"a family that comes earlier",
       [](Source& s) {
         auto& families = s.fields[0].families;
         families.insert(families.begin(),
                         {"fuel cell", {De("gondel*")}, {}, {}, {}});
       },
       kAllPages},
      {"a broken term",
       [](Source& s) { Family(s, "hydrogen").terms.push_back(De("(")); },
       kAllPages},
      {"a broken exception",
       [](Source& s) { Family(s, "hydrogen").except.push_back(De("(")); },
       kAllPages},
      {"a broken expression",
       [](Source& s) { Family(s, "hydrogen").terms.push_back(De("/abc[/")); },
       kAllPages},
  };
  for (const Case& c : cases) Check(c);
}

TEST(ListChangeTest, ChangesOfTermsTouchPagesWithThem) {
  const Case cases[] = {
      {"added",
       [](Source& s) { Family(s, "hydrogen").terms.push_back(De("gondel*")); },
       1,
       {"Eine Gondelbahn"},
       {"Wasserstoff", "H2 und Elektrolyse", ""}},
      {"a regular expression",
       [](Source& s) {
         Family(s, "hydrogen").terms.push_back(De("/gondel[a-z]{3}/"));
       },
       1,
       {"Eine Gondelbahn"},
       {"Eine Gondel", "Wasserstoff"}},
      {"dropped",
       [](Source& s) { Family(s, "electrolysis").terms.pop_back(); },
       1,
       {"ein Stack"},
       {"Elektrolyse"}},
      {"moved",
       [](Source& s) {
         Family(s, "electrolysis").terms.push_back(De("brennstoffzelle*"));
         Family(s, "fuel cell").terms.clear();
       },
       1,
       {"Brennstoffzelle"},
       {"Elektrolyse"}},
      {"a family's name",
       [](Source& s) { Family(s, "fuel cell").name = "cell"; },
       1,
       {"Brennstoffzelle"},
       {"Elektrolyse"}},
      {"strength",
       [](Source& s) { Family(s, "electrolysis").terms[0].strength = 3; },
       1,
       {"Elektrolyse"},
       {"ein Stack"}},
      {"language, of which the endings hang",
       [](Source& s) {
         Family(s, "electrolysis").terms[1].language = TermLanguage::kEnglish;
       },
       2,
       {"ein Stack"},
       {"Elektrolyse"}},
      {"distance of a NEAR",
       [](Source& s) {
         Family(s, "distance").terms[0].text = "gas* NEAR/4 speicher*";
       },
       1,
       {"Gas", "Gas im Speicher"},
       {"ein Speicher"}},
      {"partner of a NEAR",
       [](Source& s) {
         Family(s, "distance").terms[0].text = "gas* NEAR/3 kaverne*";
       },
       1,
       {"Gas im Speicher", "Gas in der Kaverne"},
       {"ein Speicher"}},
      {"needs",
       [](Source& s) { Family(s, "ships").needs.clear(); },
       1,
       {"Ammoniak"},
       {"ein Schiff"}},
      {"a grant's term",
       [](Source& s) { s.fields[0].funding.plan.clear(); },
       1,
       {"Energieforschungsprogramm"},
       {"Wasserstoff"}},
      {"a grant's title term is read in plans",
       [](Source& s) {
         s.fields[0].funding.plan.push_back(s.fields[0].funding.terms[1]);
         s.fields[0].funding.terms.pop_back();
       },
       1,
       {"Elektrolyse"},
       {"Wasserstoff", "Energieforschung"}},
  };
  for (const Case& c : cases) Check(c);
}

TEST(ListChangeTest, ChangesOfConditionsTouchPagesThatMeetThem) {
  const Case cases[] = {
      {"except added",
       [](Source& s) {
         Family(s, "hydrogen").except.push_back(De("wasserstoffbombe*"));
       },
       1,
       {"Wasserstoffbomben"},
       {"Wasserstoff", "wasserstoffblond"}},
      {"except dropped",
       [](Source& s) { Family(s, "hydrogen").except.clear(); },
       1,
       {"wasserstoffblond"},
       {"Wasserstoff"}},
      {"a new term under an exception",
       [](Source& s) { Family(s, "hydrogen").terms.push_back(De("gondel*")); },
       1,
       {"Gondel"},
       {"wasserstoffblond"}},
      {"except of grants",
       [](Source& s) { s.fields[0].funding.except.clear(); },
       1,
       {"Kohlenwasserstoff"},
       {"Wasserstoff"}},
      {"a context's word",
       [](Source& s) { s.contexts[1].terms.push_back(De("=kai")); },
       1,
       {"am Kai"},
       {"Ammoniak", "ein Schiff", "Wir bauen"}},
      {"a context's name, which rules tell",
       [](Source& s) {
         s.contexts[1].name = "vessels";
         Family(s, "ships").needs = {"vessels"};
       },
       1,
       {"Ammoniak"},
       {"ein Schiff", "Wasserstoff"}},
      {"a new context for a new term",
       [](Source& s) {
         s.contexts.push_back({"new", {De("=kai")}, {}});
         s.fields[0].families.push_back(
             {"docks", {De("gondel*")}, {"new"}, {}, {}});
       },
       1,
       {"Gondel"},
       {"am Kai", "Ammoniak"}},
      {"a veto's word",
       [](Source& s) { s.vetoes[0].terms.push_back(De("bleiche*")); },
       1,
       {"Bleiche"},
       {"Peroxid", "Wasserstoff"}},
      {"factor",
       [](Source& s) { s.vetoes[1].factor = 0.25; },
       1,
       {"ein Obstkorb"},
       {"Peroxid", "Wasserstoff"}},
      {"fields of a veto",
       [](Source& s) { s.vetoes[2].fields = {"hydrogen"}; },
       1,
       {"Testzentrum"},
       {"Peroxid"}},
      {"scope",
       [](Source& s) { s.vetoes[3].scope = VetoScope::kPage; },
       1,
       {"Hotel"},
       {"Kanzlei"}},
      {"a veto less",
       [](Source& s) { s.vetoes.erase(s.vetoes.begin()); },
       1,
       {"Peroxid"},
       {"Obstkorb"}},
      {"a veto that comes elsewhere and is another",
       [](Source& s) {
         std::swap(s.vetoes[0], s.vetoes[1]);
         s.vetoes[0].factor = 0.25;
       },
       1,
       {"ein Obstkorb"},
       {"Peroxid"}},
  };
  for (const Case& c : cases) Check(c);
}

// Every term reads it, also those that stand in both versions.
TEST(ListChangeTest, TheProvidersContextComesOrGoes) {
  TaxonomySource before = SampleSource();
  for (KindRules& kind : before.scoring.kind) kind.assume.clear();
  TaxonomySource after = before;
  std::erase_if(after.contexts,
                [](const ContextSource& c) { return c.name == "provider"; });
  const auto change = ListChange::Between(before, after);
  ASSERT_TRUE(change.has_value());
  EXPECT_TRUE(MayTouch(*change, "Wir bauen"));
  EXPECT_FALSE(MayTouch(*change, "Wasserstoff"));
}

// A term may stand twice, with other exceptions; which of them an exception
// belongs to is told apart.
TEST(ListChangeTest, ExceptionsOfTheSameTermChangePlaces) {
  const auto with = [](std::vector<TermSource> first,
                       std::vector<TermSource> second) {
    TaxonomySource source = SampleSource();
    auto& families = source.fields[0].families;
    families.push_back({"g", {De("gondel*")}, {}, std::move(first), {}});
    families.push_back({"g", {De("gondel*")}, {}, std::move(second), {}});
    return source;
  };
  const TaxonomySource before =
      with({De("gondelbahn*"), De("*bahnhof*")}, {De("gondelteich*")});
  const TaxonomySource after =
      with({De("gondelbahn*")}, {De("gondelteich*"), De("*bahnhof*")});
  const auto change = ListChange::Between(before, after);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(change->patterns(), 1u);
  EXPECT_TRUE(MayTouch(*change, "Gondelbahnhof"));
  EXPECT_FALSE(MayTouch(*change, "Gondelbahn Gondelteich"));
}

}  // namespace
}  // namespace ritmon
