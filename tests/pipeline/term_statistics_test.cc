// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/term_statistics.h"

#include <gtest/gtest.h>

#include <set>

#include "pipeline/company_pages.h"
#include "pipeline/process_page.h"
#include "pipeline/term_breadth.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

class TermStatisticsTest : public StoredRegionTest {
 protected:
  TermStatistics Measure(const Taxonomy& taxonomy) {
    CompanyIndexReader companies = Companies();
    PageStore store = Store();
    auto statistics =
        MeasureTerms(options_, taxonomy, companies, AllCompanies(), store);
    EXPECT_TRUE(statistics) << statistics.error().message;
    return statistics.value_or(TermStatistics{});
  }

  static const TermNumbers* Find(const Taxonomy& taxonomy,
                                 const TermStatistics& statistics,
                                 const std::string& text) {
    for (const TermNumbers& numbers : statistics.terms) {
      if (taxonomy.terms()[numbers.term].text == text) return &numbers;
    }
    return nullptr;
  }

  // Page tags and counted companies by field, the plain way.
  struct Decisions {
    std::map<std::string, int64_t> pages;
    std::map<std::string, int64_t> companies;
  };
  Decisions Decide(const Taxonomy& taxonomy) {
    Decisions decisions;
    MatcherScratch scratch;
    PageStore store = Store();
    EXPECT_TRUE(store.ForEach([&](PageRecord page) -> Status {
      const PageTags tags = TagRecord(page, taxonomy, scratch);
      for (const FieldTag& tag : tags.fields) ++decisions.pages[tag.field];
      for (const FieldTag& tag : tags.topics) ++decisions.pages[tag.field];
      return {};
    }));
    CompanyIndexReader index = Companies();
    EXPECT_TRUE(ForEachCompanyBatch(
        index, AllCompanies(), store,
        [&](std::vector<CompanyWithPages>& companies) -> Status {
          for (CompanyWithPages& company : companies) {
            std::vector<CountedPage> pages;
            for (const PageRecord& page : company.pages) {
              pages.push_back(
                  ToCounted(page, TagRecord(page, taxonomy, scratch)));
            }
            Judge(std::move(pages), taxonomy, scratch, company.record);
            for (const auto* list :
                 {&company.record.fields, &company.record.topics}) {
              for (const CompanyField& tag : *list) {
                if (IsCounted(company.record, tag)) {
                  ++decisions.companies[tag.field];
                }
              }
            }
          }
          return {};
        }));
    return decisions;
  }
};

// The clever thing against the stupid thing: lists from which the term is
// really missing.
TEST_F(TermStatisticsTest, AloneIsWhatFallsWithoutTheTerm) {
  AddSampleRegion();
  Read();
  const auto taxonomy = SampleTaxonomy();
  const TermStatistics statistics = Measure(*taxonomy);
  const Decisions all = Decide(*taxonomy);
  int64_t pages_alone = 0;
  int64_t companies_alone = 0;
  std::set<uint32_t> seen;
  for (const TermNumbers& numbers : statistics.terms) {
    const Term& term = taxonomy->terms()[numbers.term];
    const std::string& field = taxonomy->entry(term.field).id;
    seen.insert(numbers.term);
    TaxonomySource source = ParseTaxonomyFiles(SampleFiles()).value();
    size_t removed = 0;
    for (auto* entries : {&source.fields, &source.topics}) {
      for (FieldSource& entry : *entries) {
        if (entry.id != field) continue;
        for (FamilySource& family : entry.families) {
          removed += std::erase_if(family.terms, [&](const TermSource& t) {
            return family.name == taxonomy->families()[term.family] &&
                   t.text == term.text && t.strength == term.strength;
          });
        }
      }
    }
    ASSERT_EQ(removed, 1u) << term.text;
    const Decisions rest = Decide(*Taxonomy::Compile(source).value());
    const auto fallen = [&](const std::map<std::string, int64_t>& was,
                            const std::map<std::string, int64_t>& is) {
      const auto value = [&](const std::map<std::string, int64_t>& numbers_of) {
        const auto at = numbers_of.find(field);
        return at == numbers_of.end() ? 0 : at->second;
      };
      return value(was) - value(is);
    };
    EXPECT_EQ(numbers.pages_alone, fallen(all.pages, rest.pages)) << term.text;
    EXPECT_EQ(numbers.companies_alone, fallen(all.companies, rest.companies))
        << term.text;
    pages_alone += numbers.pages_alone;
    companies_alone += numbers.companies_alone;
  }
  EXPECT_GT(pages_alone, 0);
  EXPECT_GT(companies_alone, 0);
  for (const uint32_t term : statistics.unused) {
    EXPECT_FALSE(seen.contains(term));
  }
}

TEST_F(TermStatisticsTest, CountsHitsPagesAndCompanies) {
  AddSampleRegion();
  Read();
  const auto taxonomy = SampleTaxonomy();
  const TermStatistics statistics = Measure(*taxonomy);
  const TermNumbers* hydrogen = Find(*taxonomy, statistics, "wasserstoff*");
  ASSERT_NE(hydrogen, nullptr);
  // Two pages of Nordstack, one of Rundlauf, the blog.
  EXPECT_EQ(hydrogen->pages, 4);
  EXPECT_EQ(hydrogen->companies, 2);
  EXPECT_EQ(hydrogen->hits, 6);
  EXPECT_EQ(Find(*taxonomy, statistics, "hydrogen"), nullptr);
  const std::string unused_text = [&] {
    std::string text;
    for (const uint32_t term : statistics.unused) {
      text += taxonomy->terms()[term].text + "|";
    }
    return text;
  }();
  EXPECT_NE(unused_text.find("hydrogen|"), std::string::npos);
  // Terms for grants are not expected on pages.
  EXPECT_EQ(unused_text.find("energieforschung*"), std::string::npos);
  // The only term of its field carries all of it.
  const TermNumbers* recycling = Find(*taxonomy, statistics, "recycling*");
  ASSERT_NE(recycling, nullptr);
  EXPECT_EQ(recycling->pages_share, 1);
  EXPECT_EQ(recycling->companies_share, 1);
  for (size_t i = 1; i < statistics.terms.size(); ++i) {
    const auto share = [&](size_t at) {
      return std::max(statistics.terms[at].pages_share,
                      statistics.terms[at].companies_share);
    };
    EXPECT_GE(share(i - 1), share(i));
  }
}

TEST_F(TermStatisticsTest, PlacesThatOverlapCountOnce) {
  const auto taxonomy =
      Compiled(ChangedFiles("recycling.toml", "\"recycling*\"",
                            "\"(metall|)recycling*\", \"=recycling\""));
  MatcherScratch scratch;
  scratch.text.Clear();
  scratch.text.AddBlock("Metallrecycling, Recycling und Metall-Recycling");
  taxonomy->matcher().Match(scratch);
  std::map<std::string, int64_t> hits;
  for (const auto& [term, count] : HitsByTerm(*taxonomy, scratch)) {
    hits[taxonomy->terms()[term].text] = count;
  }
  EXPECT_EQ(hits["(metall|)recycling*"], 3);
  EXPECT_EQ(hits["=recycling"], 2);
}

TEST_F(TermStatisticsTest, BothPartsOfNearAreOneHit) {
  const auto taxonomy = Compiled(ChangedFiles(
      "recycling.toml", "\"recycling*\"", "\"recycling* NEAR/3 metall*\""));
  const auto hits = [&](const std::string& text) {
    MatcherScratch scratch;
    scratch.text.Clear();
    scratch.text.AddBlock(text);
    taxonomy->matcher().Match(scratch);
    return HitsByTerm(*taxonomy, scratch).size();
  };
  EXPECT_EQ(hits("Recycling von Glas"), 0u);
  EXPECT_EQ(hits("Recycling von Metallen"), 1u);
}

TEST_F(TermStatisticsTest, BroadTermsAreNamedWithTheirPlace) {
  AddSampleRegion();
  Read();
  const auto taxonomy = SampleTaxonomy();
  PageStore store = Store();
  const auto narrow = MeasureBreadth(options_, *taxonomy, store, 30);
  ASSERT_TRUE(narrow);
  // Of 8 pages with text and 4 imprints, of which title and heading are kept
  // or nothing; "wasserstoff*" stands on 4.
  EXPECT_GE(narrow->pages, 8);
  ASSERT_FALSE(narrow->broad.empty());
  EXPECT_EQ(taxonomy->terms()[narrow->broad[0].term].text, "wasserstoff*");
  EXPECT_EQ(narrow->broad[0].pages, 4);
  EXPECT_NEAR(narrow->broad[0].percent,
              400.0 / static_cast<double>(narrow->pages), 1e-9);
  EXPECT_EQ(PlaceOf(*taxonomy, narrow->broad[0].term).ToString(),
            "hydrogen.toml:7");
  EXPECT_TRUE(MeasureBreadth(options_, *taxonomy, store, 60)->broad.empty());
  const auto all = MeasureBreadth(options_, *taxonomy, store, 0);
  for (size_t i = 1; i < all->broad.size(); ++i) {
    EXPECT_GE(all->broad[i - 1].pages, all->broad[i].pages);
  }
}

}  // namespace
}  // namespace ritmon
