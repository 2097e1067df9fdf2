// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/story_groups.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

#include "tests/pipeline/news_texts.h"

namespace ritmon {
namespace {

using Copies = std::map<std::string, std::string>;

Timestamp Day(int day) { return Timestamp(std::chrono::hours(24 * day)); }

PageRecord PageOf(const std::string& key, const Paragraphs& paragraphs,
                  const std::string& headline = "Neues aus Billbrook") {
  PageRecord page;
  page.key = key;
  page.fetched_at = Day(20000);
  page.kind = PageKind::kNews;
  page.blocks.push_back({Zone::kTitle, headline + " - " + key});
  page.blocks.push_back({Zone::kNavigation, "Start Politik Sport Kultur"});
  page.blocks.push_back({Zone::kHeading1, headline});
  for (const std::string& text : paragraphs) {
    page.blocks.push_back({Zone::kMain, text});
  }
  page.blocks.push_back({Zone::kFooter, "Alle Rechte bei " + key});
  return page;
}

Copies Group(const std::vector<PageRecord>& records) {
  std::vector<StoryPage> pages;
  for (const PageRecord& record : records) pages.push_back(StoryPageOf(record));
  return GroupStories(std::move(pages));
}

bool IsOneStory(const PageRecord& a, const PageRecord& b) {
  return !Group({a, b}).empty();
}

Paragraphs With(Paragraphs paragraphs, const Paragraphs& more) {
  paragraphs.insert(paragraphs.end(), more.begin(), more.end());
  return paragraphs;
}

Paragraphs Part(const Paragraphs& paragraphs, size_t begin, size_t end) {
  return {paragraphs.begin() + static_cast<std::ptrdiff_t>(begin),
          paragraphs.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::string Replaced(std::string text, const std::string& from,
                     const std::string& to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(StoryGroupsTest, Table) {
  const Paragraphs report = HydrogenReport();
  const std::string about = AboutTheSender();
  Paragraphs edited = report;
  edited[0] = Replaced(edited[0], "(nda/lno)", "");
  edited[1] = Replaced(edited[1], "zehn Megawatt", "10 MW");
  edited[2] = Replaced(edited[2], "„Wir", "\"Wir");
  edited[3] = Replaced(edited[3], "Anwohnern", "den Nachbarn");
  const struct {
    const char* what;
    Paragraphs a, b;
    bool one;
  } cases[] = {
      {"as it came", report, report, true},
      {"a word here and there", report, edited, true},
      {"another first paragraph", report,
       With({OtherLead()}, Part(report, 1, 5)), true},
      {"another last paragraph", report, With(Part(report, 0, 4), {OtherEnd()}),
       true},
      {"shortened from the end", report, Part(report, 0, 2), true},
      {"the site's own matter around it",
       With(With({"Lesezeit drei Minuten"}, report), {OtherEnd()}),
       With(report, {"Mehr zum Thema finden Sie in unserem Dossier."}), true},
      {"one paragraph as another's quotation", report,
       With(CatalystRelease(), {report[2]}), false},
      {"a list of headlines", report,
       With({"In Billbrook ist am Montag eine Anlage in Betrieb gegangen, die "
             "aus Windstrom Wasserstoff herstellt."},
            With(ApprenticesRelease(), {OtherEnd(), OtherLead()})),
       false},
      {"other words for the same thing",
       report,
       {OtherLead(), Notice(), OtherEnd()},
       false},
      {"two releases of one sender", With(CatalystRelease(), {about}),
       With(ApprenticesRelease(), {about}), false},
      {"with a heading over who it is",
       With(CatalystRelease(), {"Über die Nordstack GmbH", about}),
       With(ApprenticesRelease(), {"Über die Nordstack GmbH", about}), false},
      {"more of the sender than of the news",
       With(Part(CatalystRelease(), 0, 1),
            {"Über uns: " + about, "Pressekontakt: Telefon 040 000"}),
       With(Part(ApprenticesRelease(), 0, 1),
            {"Über uns: " + about, "Pressekontakt: Telefon 040 000"}),
       false},
      {"the release in a portal that asks nobody who it is",
       With(CatalystRelease(), {about}), CatalystRelease(), true},
      {"a notice", {Notice()}, {Notice()}, true},
      {"a notice among others",
       {Notice()},
       With(With(CatalystRelease(), ApprenticesRelease()),
            {Notice(), OtherEnd()}),
       false},
      {"a report and its translation", report, EnglishReport(), false},
      {"nothing", {}, {}, false},
      {"one sentence on both",
       {"Der Artikel ist nicht mehr da."},
       {"Der Artikel ist nicht mehr da."},
       false},
  };
  int count = 0;
  for (const auto& c : cases) {
    const PageRecord a = PageOf("https://a.example/", c.a, "Gas aus Wind");
    const PageRecord b = PageOf("https://b.example/", c.b, "Der Osten atmet");
    EXPECT_EQ(IsOneStory(a, b), c.one) << c.what;
    EXPECT_EQ(IsOneStory(b, a), c.one) << c.what;
    ++count;
  }
  EXPECT_EQ(count, 18);
}

// Whichever of them comes first.
TEST(StoryGroupsTest, FiveVariantsOfAnAgencysReport) {
  const Paragraphs report = HydrogenReport();
  const Paragraphs variants[] = {
      report, With({OtherLead()}, Part(report, 1, 5)),
      With(Part(report, 0, 4), {OtherEnd()}), Part(report, 0, 3),
      With(With({"Von unserer Redaktion"}, report), {"Quelle: nda/lno"})};
  std::vector<size_t> order = {0, 1, 2, 3, 4};
  int count = 0;
  do {
    std::vector<PageRecord> pages;
    for (size_t i = 0; i < order.size(); ++i) {
      pages.push_back(PageOf("p" + std::to_string(i), variants[order[i]],
                             "Kopf " + std::to_string(order[i])));
      pages.back().published = Day(static_cast<int>(100 + i));
    }
    EXPECT_EQ(Group(pages),
              Copies({{"p1", "p0"}, {"p2", "p0"}, {"p3", "p0"}, {"p4", "p0"}}))
        << testing::PrintToString(order);
    ++count;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(count, 120);
}

// What was cut at either end is one story once the whole report is there,
// whichever of the two it has more of.
TEST(StoryGroupsTest, TheFullReportJoinsItsParts) {
  const Paragraphs report = HydrogenReport();
  const Paragraphs one = With({OtherLead()}, Part(report, 1, 5));
  const Paragraphs other = With(Part(report, 0, 4), {OtherEnd()});
  EXPECT_FALSE(IsOneStory(PageOf("a", one), PageOf("b", other)));
  const Copies both = {{"b", "a"}, {"c", "a"}};
  EXPECT_EQ(Group({PageOf("a", one), PageOf("b", other), PageOf("c", report)}),
            both);
  EXPECT_EQ(Group({PageOf("a", other), PageOf("b", one), PageOf("c", report)}),
            both);
}

TEST(StoryGroupsTest, TheEarliestPublishedIsCounted) {
  const auto page = [](const char* key, std::optional<int> published,
                       int fetched) {
    PageRecord record = PageOf(key, HydrogenReport());
    if (published) record.published = Day(*published);
    record.fetched_at = Day(fetched);
    return record;
  };
  const struct {
    const char* what;
    std::vector<PageRecord> pages;
    const char* counted;
  } cases[] = {
      {"published first", {page("a", 20, 30), page("b", 10, 40)}, "b"},
      {"years apart", {page("a", 9000, 9001), page("b", 10, 9001)}, "b"},
      {"without a date", {page("a", {}, 5), page("b", 10, 40)}, "b"},
      {"fetched first", {page("a", {}, 9), page("b", {}, 8)}, "b"},
      {"the same day", {page("a", 10, 9000), page("b", 10, 40)}, "b"},
      {"all alike", {page("b", 10, 40), page("a", 10, 40)}, "a"},
      {"a date to come", {page("a", 50, 40), page("b", 39, 41)}, "b"},
      {"a date that cannot be", {page("a", 30, 20), page("b", {}, 10)}, "b"},
  };
  for (const auto& c : cases) {
    const Copies copies = Group(c.pages);
    ASSERT_EQ(copies.size(), 1u) << c.what;
    EXPECT_EQ(copies.begin()->second, c.counted) << c.what;
  }
}

TEST(StoryGroupsTest, APageWithTwoStoriesDoesNotMakeThemOne) {
  const Paragraphs first = Part(HydrogenReport(), 0, 3);
  const Paragraphs second = {OtherLead(), OtherEnd(), AboutTheSender()};
  const Copies copies =
      Group({PageOf("a", first), PageOf("b", With(first, second)),
             PageOf("c", second), PageOf("d", second)});
  EXPECT_EQ(copies, Copies({{"b", "a"}, {"d", "c"}}));
}

TEST(StoryGroupsTest, TemplateAndFramesAreNoStory) {
  PageRecord a = PageOf("a", With({AboutTheSender()}, CatalystRelease()));
  PageRecord b = PageOf("b", {AboutTheSender()});
  for (Block& block : b.blocks) {
    if (block.zone == Zone::kMain) block.zone = Zone::kAside;
  }
  EXPECT_FALSE(IsOneStory(a, b));
  PageRecord c = PageOf("c", {AboutTheSender()});
  PageRecord d = PageOf("d", {AboutTheSender()});
  EXPECT_TRUE(IsOneStory(c, d));
  for (PageRecord* page : {&c, &d}) {
    page->template_texts = {
        {3, 0, static_cast<uint32_t>(page->blocks[3].text.size())}};
  }
  EXPECT_FALSE(IsOneStory(c, d));
}

TEST(StoryGroupsTest, HostileTexts) {
  const std::string word(1000, 'a');
  std::string same;
  for (int i = 0; i < 1'000'000; ++i) same += "wind ";
  std::string long_words;
  for (int i = 0; i < 2'000; ++i) long_words += word + ' ';
  const Paragraphs texts[] = {
      {same}, {word + word},         {std::string(70'000, '\xFF')},
      {},     {"", " ", "\xE2\x80"}, {std::string(100'000, ' ')}};
  for (const Paragraphs& text : texts) {
    EXPECT_TRUE(Group({PageOf("a", text), PageOf("b", text)}).empty());
    EXPECT_LE(StoryMarks(PageOf("a", text)).size(), 2u);
  }
  EXPECT_LE(StoryMarks(PageOf("a", {long_words})).size(), 5u);
  // A long list of short blocks is read to the limit, no further.
  Paragraphs list;
  for (int i = 0; i < 100'000; ++i) list.push_back(std::to_string(i * 7919));
  EXPECT_LE(StoryMarks(PageOf("a", list)).size(), kMaxStoryWords);
  EXPECT_GT(StoryMarks(PageOf("a", list)).size(), kMaxStoryWords / 4);
}

// Words that are invented, so that nothing is shared by chance.
class RandomNews {
 public:
  explicit RandomNews(uint32_t seed) : random_(seed) {}

  std::vector<std::string> Text(int words) {
    std::vector<std::string> text;
    for (int i = 0; i < words; ++i) text.push_back(Word());
    return text;
  }

  // Changes, drops and adds a word in `every`.
  std::vector<std::string> Edited(const std::vector<std::string>& text,
                                  int every) {
    std::vector<std::string> edited;
    for (const std::string& word : text) {
      const int what = Pick(3 * every);
      if (what == 0) continue;
      edited.push_back(what == 1 ? Word() : word);
      if (what == 2) edited.push_back(Word());
    }
    return edited;
  }

  PageRecord Page(const std::string& key, std::vector<std::string> words) {
    std::string text;
    for (const std::string& word : words) text += word + ' ';
    PageRecord page = PageOf(key, {text}, Word());
    if (Pick(2) == 0) page.published = Day(Pick(300));
    page.fetched_at = Day(300 + Pick(300));
    return page;
  }

  int Pick(int below) { return static_cast<int>(random_() % below); }

  template <typename T>
  void Shuffle(std::vector<T>& list) {
    std::shuffle(list.begin(), list.end(), random_);
  }

 private:
  std::string Word() { return "w" + std::to_string(random_() % 50'000); }

  std::mt19937 random_;
};

std::vector<std::string> Cut(std::vector<std::string> text, size_t words) {
  text.resize(std::min(text.size(), words));
  return text;
}

// Reports, copies and shortened copies of them.
std::vector<PageRecord> RandomPages(RandomNews& news) {
  std::vector<PageRecord> pages;
  for (int story = 0; story < 12; ++story) {
    const auto text = news.Text(120 + news.Pick(400));
    const int copies = 1 + news.Pick(6);
    for (int copy = 0; copy < copies; ++copy) {
      auto words = news.Edited(text, 40);
      if (news.Pick(3) == 0) words = Cut(std::move(words), text.size() / 2);
      const auto frame = news.Text(news.Pick(20));
      words.insert(words.end(), frame.begin(), frame.end());
      pages.push_back(
          news.Page("s" + std::to_string(story) + "c" + std::to_string(copy),
                    std::move(words)));
    }
  }
  return pages;
}

// All runs of five words, all pairs: what the marks stand for.
std::set<std::string> RunsOf(const PageRecord& page) {
  std::istringstream words(page.blocks[2].text + " " + page.blocks[3].text);
  std::vector<std::string> read;
  for (std::string word; words >> word;) read.push_back(word);
  std::set<std::string> runs;
  for (size_t i = 0; i + kMarkWords <= read.size(); ++i) {
    std::string run;
    for (size_t j = i; j < i + kMarkWords; ++j) run += read[j] + ' ';
    runs.insert(run);
  }
  return runs;
}

TEST(StoryGroupsTest, AgreesWithAllPairsOfAllRuns) {
  int compared = 0;
  for (uint32_t seed = 1; seed <= 12; ++seed) {
    RandomNews news(seed);
    const std::vector<PageRecord> pages = RandomPages(news);
    const Copies copies = Group(pages);
    const auto story = [&](const PageRecord& page) {
      const auto copy = copies.find(page.key);
      return copy == copies.end() ? page.key : copy->second;
    };
    std::map<std::string, std::set<std::string>> runs_of;
    for (const PageRecord& page : pages) runs_of[page.key] = RunsOf(page);
    for (const PageRecord& a : pages) {
      const auto& runs_a = runs_of[a.key];
      for (const PageRecord& b : pages) {
        if (a.key >= b.key) continue;
        const auto& runs_b = runs_of[b.key];
        size_t both = 0;
        for (const std::string& run : runs_a) both += runs_b.count(run);
        const double share =
            static_cast<double>(both) /
            static_cast<double>(std::min(runs_a.size(), runs_b.size()));
        // What lies near the limits may go either way.
        if (share > 0.4 && share < 0.85) continue;
        EXPECT_EQ(story(a) == story(b), share >= 0.85)
            << seed << " " << a.key << " " << b.key << " " << share;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 5'000);
}

TEST(StoryGroupsTest, OrderDoesNotMatter) {
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    RandomNews news(seed);
    std::vector<PageRecord> pages = RandomPages(news);
    const Copies copies = Group(pages);
    EXPECT_FALSE(copies.empty());
    for (const auto& [copy, story] : copies) {
      EXPECT_FALSE(copies.contains(story)) << "a copy of a copy";
    }
    news.Shuffle(pages);
    EXPECT_EQ(Group(pages), copies) << seed;
  }
}

// A phrase on each of many pages neither joins them nor hides a story that
// more pages print than a mark remembers.
TEST(StoryGroupsTest, ManyPagesOfOneStoryAndOnePhraseOnAll) {
  RandomNews news(7);
  const auto phrase = news.Text(30);
  const auto text = news.Text(200);
  std::vector<PageRecord> pages;
  constexpr int kCopies = 3 * kMarkPages;
  for (int i = 0; i < kCopies; ++i) {
    for (const bool is_copy : {true, false}) {
      auto words = is_copy ? news.Edited(text, 60) : news.Text(200);
      words.insert(words.end(), phrase.begin(), phrase.end());
      pages.push_back(news.Page(
          (is_copy ? "copy" : "other") + std::to_string(i), std::move(words)));
    }
  }
  const Copies copies = Group(pages);
  EXPECT_EQ(copies.size(), kCopies - 1u);
  std::set<std::string> stories;
  for (const auto& [copy, story] : copies) {
    EXPECT_TRUE(copy.starts_with("copy")) << copy;
    stories.insert(story);
  }
  EXPECT_EQ(stories.size(), 1u);
}

// A run of eight words that two texts share leaves a mark in both.
TEST(StoryMarksTest, NoLongRunIsWithoutAMark) {
  RandomNews news(3);
  for (int round = 0; round < 200; ++round) {
    const auto run = news.Text(kMarkWords + kMarkWindow - 1);
    std::vector<std::vector<StoryMark>> marks;
    for (int page = 0; page < 2; ++page) {
      auto words = news.Text(news.Pick(40));
      words.insert(words.end(), run.begin(), run.end());
      const auto more = news.Text(news.Pick(40));
      words.insert(words.end(), more.begin(), more.end());
      marks.push_back(StoryMarks(news.Page("x", std::move(words))));
    }
    const bool shared = std::any_of(
        marks[0].begin(), marks[0].end(), [&](const StoryMark& mark) {
          return std::any_of(
              marks[1].begin(), marks[1].end(),
              [&](const StoryMark& other) { return other.hash == mark.hash; });
        });
    EXPECT_TRUE(shared) << round;
  }
}

}  // namespace
}  // namespace ritmon
