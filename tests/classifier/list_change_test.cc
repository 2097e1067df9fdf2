// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/list_change.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "classifier/classify.h"
#include "classifier/taxonomy.h"
#include "tests/classifier/sample_taxonomy.h"
#include "tests/testing/fixtures.h"

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

// From here on: pages and changes at random.

using Random = std::mt19937_64;

size_t Below(Random& random, size_t end) { return random() % end; }

template <typename T>
T& AnyOf(Random& random, std::vector<T>& list) {
  return list[Below(random, list.size())];
}

std::string AnyForm(Random& random, const TermPattern& pattern) {
  if (!pattern.cased.empty()) return pattern.cased;
  std::string text;
  for (const PatternWord& word : pattern.words) {
    std::vector<std::string> forms = FormsOf(word);
    text += (text.empty() ? "" : " ") + AnyOf(random, forms);
    if (word.ending == WordEnding::kOpen && Below(random, 2) == 0) text += "x";
  }
  return text;
}

// Texts that the terms find; of a NEAR both sides, near or alone.
void AddTexts(Random& random, const std::vector<TermSource>& terms,
              std::vector<std::string>& texts) {
  for (const TermSource& term : terms) {
    const auto notation = ParseTerm(term.text, term.language);
    ASSERT_TRUE(notation.has_value()) << notation.error().message;
    std::vector<TermPattern> heads = notation->patterns;
    std::vector<TermPattern> partners = notation->near;
    const std::string text = AnyForm(random, AnyOf(random, heads));
    if (text.empty()) continue;  // a regular expression
    texts.push_back(text);
    if (partners.empty()) continue;
    texts.push_back(text + " und " + AnyForm(random, AnyOf(random, partners)));
  }
}

// What a page is composed of.
struct Vocabulary {
  std::vector<std::vector<std::string>> entries;  // texts of each entry
  std::vector<std::string> shared;                // of contexts and vetoes
};

std::vector<FieldSource*> Entries(TaxonomySource& source) {
  std::vector<FieldSource*> entries;
  for (auto* list : {&source.fields, &source.topics}) {
    for (FieldSource& entry : *list) entries.push_back(&entry);
  }
  return entries;
}

void AddVocabulary(Random& random, TaxonomySource source, Vocabulary& words) {
  const std::vector<FieldSource*> entries = Entries(source);
  words.entries.resize(entries.size());
  for (size_t i = 0; i < entries.size(); ++i) {
    for (const FamilySource& family : entries[i]->families) {
      AddTexts(random, family.terms, words.entries[i]);
      AddTexts(random, family.except, words.entries[i]);
    }
    const FundingSource& funding = entries[i]->funding;
    for (const auto* terms : {&funding.terms, &funding.except, &funding.plan,
                              &funding.plan_except}) {
      AddTexts(random, *terms, words.entries[i]);
    }
  }
  for (const ContextSource& context : source.contexts) {
    AddTexts(random, context.terms, words.shared);
  }
  for (const VetoSource& veto : source.vetoes) {
    AddTexts(random, veto.terms, words.shared);
  }
}

struct RandomPage {
  std::vector<Block> blocks;
  PageKind kind = PageKind::kWeb;
  std::string path;
};

// About one entry mostly, with words of others and of contexts and vetoes.
RandomPage AnyPage(Random& random, size_t about, Vocabulary& words) {
  static constexpr Zone kZones[] = {Zone::kTitle,    Zone::kDescription,
                                    Zone::kHeading1, Zone::kMain,
                                    Zone::kMain,     Zone::kFooter};
  static constexpr const char* kPaths[] = {"/", "/", "/news/1", "/kunden"};
  static constexpr const char* kFillers[] = {"und", "etwas", "ganz", "anderes"};
  RandomPage page;
  page.kind = static_cast<PageKind>(Below(random, 4));
  page.path = kPaths[Below(random, std::size(kPaths))];
  const size_t blocks = 1 + Below(random, 4);
  for (size_t b = 0; b < blocks; ++b) {
    Block block{kZones[Below(random, std::size(kZones))], ""};
    const size_t count = 1 + Below(random, 6);
    for (size_t i = 0; i < count; ++i) {
      std::string word;
      switch (Below(random, 8)) {
        case 0:
          word = AnyOf(random, words.shared);
          break;
        case 1:
          word = AnyOf(random, AnyOf(random, words.entries));
          break;
        case 2:
        case 3:
        case 4:
          word = AnyOf(random, words.entries[about]);
          break;
        default:
          word = kFillers[Below(random, std::size(kFillers))];
      }
      block.text += (block.text.empty() ? "" : " ") + word;
    }
    page.blocks.push_back(std::move(block));
  }
  return page;
}

// Everything that a page's tags hold.
std::string Shown(const PageTags& tags) {
  const auto exact = [](double number) {
    char text[32];
    std::snprintf(text, sizeof text, " %a ", number);
    return std::string(text);
  };
  std::string shown;
  for (const auto* list : {&tags.fields, &tags.candidates, &tags.topics}) {
    shown += "--\n";
    for (const FieldTag& tag : *list) {
      shown += tag.field + exact(tag.score) +
               std::to_string(static_cast<int>(tag.confidence)) + " " +
               std::to_string(tag.families) +
               (tag.provider_context ? " provider" : "") + "\n";
      for (const Evidence& e : tag.evidence) {
        shown += "  " + e.term + "|" + e.family + "|" +
                 std::to_string(e.strength) + "|" +
                 std::string(ToString(e.zone)) + "|" + e.matched + "|" +
                 e.sentence + "|" + std::to_string(e.offset) + exact(e.score) +
                 e.rule + "\n";
      }
    }
  }
  for (const std::string& sign : tags.company_signs) shown += sign + "\n";
  return shown;
}

// A list of terms of contexts, vetoes, or of the entry at `about`.
std::vector<TermSource>& AnyTerms(Random& random, TaxonomySource& source,
                                  size_t about) {
  FieldSource& entry = *Entries(source)[about];
  switch (Below(random, 6)) {
    case 0:
      return AnyOf(random, source.contexts).terms;
    case 1:
      return AnyOf(random, source.vetoes).terms;
    case 2:
      return AnyOf(random, entry.families).except;
    case 3:
      return entry.funding.terms;
    default:
      return AnyOf(random, entry.families).terms;
  }
}

bool IsPlain(const TermSource& term) {
  return term.text.find(" NEAR/") == std::string::npos;
}

// One change of a term or its conditions. No list is left empty that must not.
void ChangeOne(Random& random, TaxonomySource& source, size_t about) {
  FieldSource& entry = *Entries(source)[about];
  std::vector<TermSource>& terms = AnyTerms(random, source, about);
  FamilySource& family = AnyOf(random, entry.families);
  TermSource taken =
      AnyOf(random, AnyOf(random, Entries(source))->families).terms.front();
  if (!IsPlain(taken)) taken = De("gondel*");
  switch (Below(random, 8)) {
    case 0:  // drops one
      if (terms.size() > 1) {
        terms.erase(terms.begin() +
                    static_cast<std::ptrdiff_t>(Below(random, terms.size())));
      }
      return;
    case 1:
      terms.insert(terms.begin() + static_cast<std::ptrdiff_t>(
                                       Below(random, terms.size() + 1)),
                   taken);
      return;
    case 2: {  // moves one
      FamilySource& to = AnyOf(random, entry.families);
      to.terms.push_back(family.terms.back());
      if (family.terms.size() > 1) family.terms.pop_back();
      return;
    }
    case 3:
      AnyOf(random, family.terms).strength =
          1 + static_cast<int>(Below(random, 3));
      return;
    case 4:
      family.needs = {AnyOf(random, source.contexts).name};
      return;
    case 5:
      family.needs.clear();
      return;
    case 6: {  // an exception of another family's words
      const TermSource& other =
          AnyOf(random, AnyOf(random, entry.families).terms);
      if (IsPlain(other)) family.except.push_back(other);
      return;
    }
    default:
      AnyOf(random, source.vetoes).factor =
          static_cast<double>(Below(random, 5)) / 4;
  }
}

struct Shares {
  size_t rounds = 0;
  size_t answers = 0;    // rounds in which Between has one
  size_t pages = 0;      // of these rounds
  size_t untouched = 0;  // certainly
  size_t differ = 0;     // tagged otherwise
};

// Changes lists at random and tags random pages with both versions.
Shares Compare(const TaxonomySource& before, size_t rounds, size_t pages,
               uint64_t seed) {
  Random random(seed);
  Shares shares;
  const auto old_lists = Taxonomy::Compile(before);
  EXPECT_TRUE(old_lists.has_value()) << old_lists.error().message;
  MatcherScratch scratch;
  for (size_t round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    TaxonomySource after = before;
    const size_t about = Below(random, Entries(after).size());
    const size_t changes = 1 + Below(random, 3);
    for (size_t i = 0; i < changes; ++i) ChangeOne(random, after, about);
    const auto new_lists = Taxonomy::Compile(after);
    if (!new_lists) {
      ADD_FAILURE() << new_lists.error().message;
      continue;
    }
    ++shares.rounds;
    const auto change = ListChange::Between(before, after);
    if (!change) continue;
    ++shares.answers;
    Vocabulary words;
    AddVocabulary(random, before, words);
    AddVocabulary(random, after, words);
    for (size_t i = 0; i < pages; ++i) {
      const RandomPage page = AnyPage(random, about, words);
      const std::string was = Shown(ClassifyBlocks(
          page.blocks, page.kind, page.path, **old_lists, scratch));
      const std::string is = Shown(ClassifyBlocks(
          page.blocks, page.kind, page.path, **new_lists, scratch));
      const bool touched = change->MayTouch(scratch);
      ++shares.pages;
      if (!touched) ++shares.untouched;
      if (was != is) ++shares.differ;
      if (!touched) EXPECT_EQ(was, is);
    }
  }
  return shares;
}

std::string Shown(const Shares& s) {
  return std::to_string(s.answers) + " of " + std::to_string(s.rounds) +
         " rounds, " + std::to_string(s.untouched) + " of " +
         std::to_string(s.pages) + " pages untouched, " +
         std::to_string(s.differ) + " differ";
}

TEST(ListChangeTest, UntouchedPagesKeepTheirTagsInTheSample) {
  const Shares shares = Compare(SampleSource(), 400, 40, 7);
  SCOPED_TRACE(Shown(shares));
  RecordProperty("shares", Shown(shares));
  std::printf("%s\n", Shown(shares).c_str());
}

TEST(ListChangeTest, UntouchedPagesKeepTheirTagsInTheShippedLists) {
  const auto source = ReadTaxonomyFiles(SourceFile("keyword-lists"));
  ASSERT_TRUE(source.has_value()) << source.error().message;
  const Shares shares = Compare(*source, 20, 500, 11);
  SCOPED_TRACE(Shown(shares));
  std::printf("%s\n", Shown(shares).c_str());
}

}  // namespace
}  // namespace ritmon
