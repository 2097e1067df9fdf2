// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of keyword lists at random: pages that are certainly not touched are
// tagged alike by both versions, and they are most pages.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "classifier/classify.h"
#include "classifier/list_change.h"
#include "classifier/taxonomy.h"
#include "classifier/trie_pattern.h"
#include "tests/classifier/sample_taxonomy.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

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
  std::vector<FieldSource*> entries = Entries(source);
  TermSource taken =
      AnyOf(random, AnyOf(random, AnyOf(random, entries)->families).terms);
  if (!IsPlain(taken)) taken.text = "gondel*";
  switch (Below(random, 10)) {
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
    case 7: {  // a table of a family that stands elsewhere already
      FamilySource table = family;
      table.terms = {taken};
      table.except.clear();
      entry.families.insert(
          entry.families.begin() + static_cast<std::ptrdiff_t>(Below(
                                       random, entry.families.size() + 1)),
          table);
      return;
    }
    case 8:
      std::swap(AnyOf(random, source.vetoes), AnyOf(random, source.vetoes));
      return;
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
      if (!touched) {
        EXPECT_EQ(was, is);
      }
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

// The pages are full of an entry's few words, and each third is changed
// indeed: what is untouched must still be found.
TEST(ListChangeRandomTest, UntouchedPagesKeepTheirTagsInTheSample) {
  const auto source = ParseTaxonomyFiles(SampleFiles());
  ASSERT_TRUE(source.has_value()) << source.error().message;
  const Shares shares = Compare(*source, 400, 40, 7);
  SCOPED_TRACE(Shown(shares));
  EXPECT_EQ(shares.rounds, 400u);
  EXPECT_GE(shares.answers, 300u);
  EXPECT_LT(shares.answers, shares.rounds);
  EXPECT_GE(shares.differ * 100, shares.pages * 25);
  EXPECT_GE(shares.untouched * 100, shares.pages * 40);
}

// Most pages have none of the changed words, though they are about the entry
// whose words have changed.
TEST(ListChangeRandomTest, UntouchedPagesKeepTheirTagsInTheShippedLists) {
  const auto source = ReadTaxonomyFiles(SourceFile("keyword-lists"));
  ASSERT_TRUE(source.has_value()) << source.error().message;
  const Shares shares = Compare(*source, 2, 800, 11);
  SCOPED_TRACE(Shown(shares));
  EXPECT_EQ(shares.rounds, 2u);
  EXPECT_GE(shares.answers, 1u);
  EXPECT_GE(shares.differ, 1u);
  EXPECT_GE(shares.untouched * 100, shares.pages * 80);
}

}  // namespace
}  // namespace ritmon
