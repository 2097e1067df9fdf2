// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/language_doubles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace ritmon {
namespace {

constexpr char kSite[] = "http://www.firma.example";

struct Named {
  std::string lang;
  std::string path;
};

TranslatablePage PageAt(const std::string& path, const std::string& lang,
                        const std::vector<Named>& alternates = {},
                        PageShape shape = {.headings = 4, .texts = 10}) {
  TranslatablePage page;
  page.key = kSite + path;
  page.href = page.key;
  page.lang = lang;
  for (const Named& named : alternates) {
    page.alternates.push_back({named.lang, kSite + named.path});
  }
  page.shape = std::move(shape);
  return page;
}

// "/en/a -> /a; ..." of all doubles, by path.
std::string DoublesOf(const std::vector<TranslatablePage>& pages) {
  std::string text;
  const size_t site = std::string(kSite).size();
  for (const auto& [page, original] : FindLanguageDoubles(pages)) {
    text += (text.empty() ? "" : "; ") + page.substr(site) + " -> " +
            original.substr(site);
  }
  return text;
}

TEST(LanguageDoublesTest, Table) {
  const PageShape other{.headings = 30, .texts = 90};
  const struct {
    const char* what;
    std::vector<TranslatablePage> pages;
    const char* doubles;
  } cases[] = {
      {"hreflang both ways",
       {PageAt("/ueber-uns", "de", {{"en", "/about-us"}}),
        PageAt("/about-us", "en", {{"de", "/ueber-uns"}}, other)},
       "/about-us -> /ueber-uns"},
      {"three languages and a default",
       {PageAt("/a", "de", {{"en", "/b"}, {"fr", "/c"}, {"x-default", "/b"}}),
        PageAt("/b", "en", {{"de", "/a"}, {"fr", "/c"}}),
        PageAt("/c", "fr", {{"de", "/a"}, {"en", "/b"}})},
       "/b -> /a; /c -> /a"},
      {"no German: the shortest path, then the first",
       {PageAt("/x/fr", "fr", {{"en", "/q"}}),
        PageAt("/q", "en", {{"fr", "/x/fr"}})},
       "/x/fr -> /q"},
      {"one way",
       {PageAt("/a", "de", {{"en-gb", "/b"}}), PageAt("/b", "en")},
       "/b -> /a"},
      {"one way, into another language than said",
       {PageAt("/a", "de", {{"en", "/b"}}), PageAt("/b", "fr")},
       ""},
      {"one way, not in the store", {PageAt("/a", "de", {{"en", "/b"}})}, ""},
      {"one way, to a page that has its own",
       {PageAt("/a", "de", {{"en", "/b"}}), PageAt("/c", "de", {{"en", "/b"}}),
        PageAt("/b", "en", {{"de", "/c"}})},
       "/b -> /c"},
      {"everyone names the other home page",
       {PageAt("/", "de", {{"en", "/english"}}),
        PageAt("/a", "de", {{"en", "/english"}}),
        PageAt("/b", "de", {{"en", "/english"}}), PageAt("/english", "en")},
       "/english -> /"},  // by the address
      {"x-default alone says nothing",
       {PageAt("/a", "de", {{"x-default", "/b"}}), PageAt("/b", "en")},
       ""},
      {"the same address but for the language",
       {PageAt("/produkte/a.html", "de"), PageAt("/en/produkte/a.html", "en"),
        PageAt("/fr/produkte/a.html", "fr")},
       "/en/produkte/a.html -> /produkte/a.html; "
       "/fr/produkte/a.html -> /produkte/a.html"},
      {"language as parameter and in the name",
       {PageAt("/a?lang=de", "de"), PageAt("/a?lang=en", "en"),
        PageAt("/b_de.html", "de"), PageAt("/b_en.html", "en")},
       "/a?lang=en -> /a?lang=de; /b_en.html -> /b_de.html"},
      {"the same address, but not translated",
       {PageAt("/a", "de"), PageAt("/en/a", "de")},
       ""},
      {"the same address, but built otherwise",
       {PageAt("/", "de"), PageAt("/en/", "en", {}, other)},
       ""},
      {"other numbers",
       {PageAt("/a", "de", {}, {4, 10, {1, 2, 3, 4, 5}}),
        PageAt("/en/a", "en", {}, {4, 10, {5, 6, 7, 8, 9}})},
       ""},
      {"the same numbers",
       {PageAt("/a", "de", {}, {4, 10, {1, 2, 3, 4, 5}}),
        PageAt("/en/a", "en", {}, {5, 11, {2, 3, 4, 5, 6, 7}})},
       "/en/a -> /a"},
      {"only English", {PageAt("/en/a", "en"), PageAt("/en/b", "en")}, ""},
      {"none", {}, ""},
  };
  std::mt19937 random(3);
  for (const auto& c : cases) {
    auto pages = c.pages;
    for (int round = 0; round < 4; ++round) {
      EXPECT_EQ(DoublesOf(pages), c.doubles) << c.what;
      std::shuffle(pages.begin(), pages.end(), random);
    }
  }
}

PageTags Tags(const std::vector<std::string>& fields,
              const std::vector<std::string>& candidates = {}) {
  PageTags tags;
  for (const std::string& field : fields) tags.fields.push_back({field, 5});
  for (const std::string& field : candidates) {
    tags.candidates.push_back({field, 2});
  }
  tags.company_signs = {"hotel"};
  return tags;
}

CountedPage Counted(const std::string& key, const std::string& double_of,
                    uint64_t hash, PageTags tags) {
  return {
      .key = key,
      .double_of = double_of,
      .text_hash = hash,
      .page = {.url = key, .kind = PageKind::kWeb, .tags = std::move(tags)}};
}

// "url: field field; ..."
std::string Said(const std::vector<CompanyPage>& pages) {
  std::string text;
  for (const CompanyPage& page : pages) {
    text += page.url + ":";
    for (const FieldTag& tag : page.tags.fields) text += " " + tag.field;
    for (const FieldTag& tag : page.tags.candidates) text += " ?" + tag.field;
    text += page.tags.company_signs.empty() ? "; " : " (hotel); ";
  }
  return text;
}

TEST(LanguageDoublesTest, ATranslationAddsWhatItsOriginalDoesNotSpeakOf) {
  EXPECT_EQ(Said(WithoutDoubles({
                Counted("de", "", 1, Tags({"a"}, {"b"})),
                Counted("en", "de", 2, Tags({"a", "b"})),  // nothing new
                Counted("fr", "de", 3, Tags({"a", "c"}, {"d"})),
                Counted("pl", "de", 4, Tags({"c", "d"})),  // said in French
                Counted("x", "", 5, Tags({"a"})),
                Counted("y", "", 5, Tags({"a"})),  // the same text
            })),
            "de: a ?b (hotel); fr: c ?d; x: a (hotel); ");
}

TEST(LanguageDoublesTest, WhoseOriginalIsNotThereIsCounted) {
  EXPECT_EQ(Said(WithoutDoubles({Counted("en", "de", 2, Tags({"a"}))})),
            "en: a (hotel); ");
}

TEST(LanguageDoublesTest, AnUntranslatedDoubleDoesNotTakeItsOriginalsPlace) {
  // By key the double comes first, and both have the same text.
  EXPECT_EQ(Said(WithoutDoubles({Counted("a", "b", 7, Tags({"f"})),
                                 Counted("b", "", 7, Tags({"f"}))})),
            "b: f (hotel); ");
}

CountedPage Copy(const std::string& key, const std::string& story_of,
                 uint64_t hash, PageTags tags) {
  CountedPage page = Counted(key, "", hash, std::move(tags));
  page.story_of = story_of;
  page.page.kind = PageKind::kNews;
  return page;
}

TEST(LanguageDoublesTest, AStoryCountsOnce) {
  // The page that is counted comes first whatever its key; a longer copy adds
  // what it alone speaks of.
  EXPECT_EQ(Said(WithoutDoubles({Copy("a", "z", 1, Tags({"f"})),
                                 Copy("b", "z", 2, Tags({"f", "g"})),
                                 Copy("c", "z", 3, Tags({"f", "g"})),
                                 Copy("z", "", 4, Tags({"f"}))})),
            "b: g; z: f (hotel); ");
  // The one that is counted does not name the company: the next one speaks.
  EXPECT_EQ(Said(WithoutDoubles({Copy("b", "z", 2, Tags({"f"})),
                                 Copy("a", "z", 1, Tags({"f"})),
                                 Copy("x", "", 3, Tags({"f"}))})),
            "a: f (hotel); x: f (hotel); ");
  // The copy of a translation, and two pages that are each other's.
  CountedPage english = Copy("en", "", 2, Tags({"f"}));
  english.double_of = "de";
  EXPECT_EQ(Said(WithoutDoubles({Copy("portal", "en", 3, Tags({"f"})), english,
                                 Copy("de", "", 1, Tags({"f"}))})),
            "de: f (hotel); ");
  CountedPage both = Copy("q", "p", 2, Tags({"f"}));
  CountedPage circle = Copy("p", "", 1, Tags({"f"}));
  circle.double_of = "q";
  EXPECT_EQ(Said(WithoutDoubles({both, circle})), "p: f (hotel); ");
}

TEST(LanguageDoublesTest, TheShapeOfAPage) {
  PageRecord record;
  record.key = "k";
  record.blocks = {{Zone::kHeading1, "Anlage 2026"},
                   {Zone::kMain, "12 MW, 5 Jahre, 2026"},
                   {Zone::kNavigation, "1234"},
                   {Zone::kTable, "300 | 12"}};
  const TranslatablePage page = TranslatableOf(record);
  EXPECT_EQ(page.shape.headings, 1u);
  EXPECT_EQ(page.shape.texts, 2u);
  EXPECT_EQ(page.shape.numbers.size(), 3u);  // 2026, 12, 300
}

}  // namespace
}  // namespace ritmon
