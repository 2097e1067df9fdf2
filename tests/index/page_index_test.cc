// SPDX-License-Identifier: GPL-3.0-or-later
// Pages, written to and read from a database on disk.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/index/stored_pages.h"

namespace ritmon {
namespace {

class PageIndexTest : public StoredPagesTest {};

TEST_F(PageIndexTest, GoneAndNoindexPagesLeaveTheIndex) {
  PageRecord gone = SamplePage("1", "", "Wasserstoff");
  PageRecord hidden = SamplePage("2", "", "Wasserstoff");
  Write({gone, hidden, SamplePage("3", "", "Wasserstoff")});
  EXPECT_EQ(Found("Wasserstoff"), "1 2 3");
  gone.status = 404;
  hidden.noindex = true;
  Write({gone, hidden});
  EXPECT_EQ(Found("Wasserstoff"), "3");
}

TEST_F(PageIndexTest, HitsCarryWhatAnAnswerShows) {
  PageRecord page = SamplePage("x", "Titel", "Ein Satz mit Wasserstoff.");
  page.published = ParseTimestamp("2025-02-03T04:05:06Z");
  page.company_id = "K1101R_HRB1";
  page.tags.fields = {Tag("hydrogen-efuels", Confidence::kHigh)};
  Write({page});
  const PageHits hits = Search("Wasserstoff");
  ASSERT_EQ(hits.hits.size(), 1u);
  const PageHit& hit = hits.hits[0];
  EXPECT_EQ(hit.page.url, page.href);
  EXPECT_EQ(hit.page.title, "Titel");
  EXPECT_EQ(hit.page.host, page.host);
  EXPECT_EQ(hit.page.lang, "de");
  EXPECT_EQ(hit.page.kind, "web");
  EXPECT_EQ(hit.page.date, "2025-02-03T04:05:06Z");
  EXPECT_EQ(hit.page.company_id, "K1101R_HRB1");
  ASSERT_EQ(hit.page.fields.size(), 1u);
  EXPECT_EQ(hit.page.fields[0],
            (std::pair<std::string, std::string>("hydrogen-efuels", "high")));
  EXPECT_EQ(Marked(hit.snippet, "**", "**"), "Ein Satz mit **Wasserstoff**.");
  EXPECT_GT(hit.score, 0);
}

std::vector<PageRecord> RandomPages(unsigned seed, int count) {
  const char* words[] = {"Wasserstoff", "Stahl", "Häuser", "Netz", "hydrogen"};
  std::mt19937 random(seed);
  std::vector<PageRecord> pages;
  for (int i = 0; i < count; ++i) {
    std::string text;
    for (unsigned k = random() % 8; k > 0; --k) {
      text += std::string(words[random() % std::size(words)]) + " ";
    }
    pages.push_back(SamplePage(std::to_string(i), "", text));
  }
  return pages;
}

TEST_F(PageIndexTest, OrderOfWritingAndWritingTwiceChangeNothing) {
  std::vector<PageRecord> pages = RandomPages(1, 120);
  Write(pages);
  const std::string first = Found("Wasserstoff OR Stahl Netz");
  ASSERT_FALSE(first.empty());
  Write(pages);
  EXPECT_EQ(Found("Wasserstoff OR Stahl Netz"), first);
  std::shuffle(pages.begin(), pages.end(), std::mt19937(7));
  Write(pages, OpenMode::kFresh);
  EXPECT_EQ(Found("Wasserstoff OR Stahl Netz"), first);
  std::reverse(pages.begin(), pages.end());
  Write(pages);
  EXPECT_EQ(Found("Wasserstoff OR Stahl Netz"), first);
}

TEST_F(PageIndexTest, TotalIsExactAndPagesOfAnswersFitTogether) {
  const std::vector<PageRecord> pages = RandomPages(2, 700);
  Write(pages);
  const auto expected = static_cast<uint64_t>(
      std::count_if(pages.begin(), pages.end(), [](const PageRecord& page) {
        const std::string& text = page.blocks[0].text;
        return text.find("Stahl") != std::string::npos ||
               text.find("hydrogen") != std::string::npos;
      }));
  const PageHits all = Search("Stahl OR hydrogen", 0, 1000);
  EXPECT_EQ(all.total, expected);
  ASSERT_EQ(all.hits.size(), expected);
  for (uint64_t offset = 0; offset < expected; offset += 50) {
    const PageHits part = Search("Stahl OR hydrogen", offset, 50);
    EXPECT_EQ(part.total, expected);
    for (size_t i = 0; i < part.hits.size(); ++i) {
      EXPECT_EQ(part.hits[i].page.url, all.hits[offset + i].page.url);
    }
  }
  EXPECT_TRUE(Search("Stahl", 5000, 10).hits.empty());
  EXPECT_EQ(Search("Stahl", UINT64_MAX, UINT64_MAX).hits.size(), 0u);
}

// The on-disk database refuses terms above 245 bytes.
TEST_F(PageIndexTest, TakesHostileText) {
  PageRecord page = SamplePage(std::string(8000, 'p'), std::string(3000, 't'),
                               std::string(100'000, 'w') + " Anker");
  page.lang = std::string(400, 'l');
  page.company_id = std::string(1000, 'C');
  page.host = std::string(300, 'h') + ".example";
  PageRecord broken = SamplePage("b", "\xff\xfe", "Anker \xc3\x28 \x80 ende");
  broken.blocks.push_back({Zone::kMain, std::string("a\0b", 3)});
  PageRecord empty = SamplePage("e", "", "");
  empty.blocks.clear();
  Write({page, broken, empty});
  EXPECT_EQ(Search("Anker").total, 2u);
  EXPECT_EQ(Search(std::string(3000, 't')).total, 1u);
  EXPECT_EQ(Search("ende").total, 1u);
  PageRecord twin = page;
  twin.key += "2";
  Write({twin});
  EXPECT_EQ(Search("Anker").total, 3u);
  Write({twin});
  EXPECT_EQ(Search("Anker").total, 3u);
}

TEST_F(PageIndexTest, RandomBytesAsPageAndAsQuery) {
  std::mt19937 random(99);
  const auto bytes = [&](unsigned most) {
    std::string text(random() % most, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    return text;
  };
  std::vector<PageRecord> pages;
  for (int i = 0; i < 200; ++i) {
    pages.push_back(SamplePage(std::to_string(i), bytes(50), bytes(2000)));
  }
  Write(pages);
  auto reader = PageIndexReader::Open(directory_ / "pages");
  ASSERT_TRUE(reader.has_value());
  int answered = 0;
  for (int i = 0; i < 500; ++i) {
    const auto query =
        ParseQuery(bytes(40), {QueryTarget::kPages, &vocabulary_, kToday});
    if (!query) continue;
    const auto hits = reader->Search(*query, 0, 10);
    ASSERT_TRUE(hits.has_value()) << hits.error().message;
    ++answered;
  }
  EXPECT_GT(answered, 100);
}

TEST_F(PageIndexTest, RefusesAQueryForCompanies) {
  Write({});
  auto reader = PageIndexReader::Open(directory_ / "pages");
  ASSERT_TRUE(reader.has_value());
  const Query query = MustParse("a", QueryTarget::kCompanies, vocabulary_);
  const auto hits = reader->Search(query, 0, 10);
  ASSERT_FALSE(hits.has_value());
  EXPECT_EQ(hits.error().kind, ErrorKind::kInternal);
}

TEST_F(PageIndexTest, TellsAGroupOfPagesFromTheOthers) {
  std::vector<PageRecord> pages;
  for (int i = 0; i < 12; ++i) {
    PageRecord page =
        SamplePage(std::to_string(i), "Seite",
                   i % 3 == 0 ? "Unsere Bipolarplatten sind aus Stahl"
                              : "Unsere Tische sind aus Eiche und Stahl");
    if (i % 3 == 0) {
      page.tags.fields = {Tag("hydrogen-efuels", Confidence::kHigh)};
    }
    pages.push_back(std::move(page));
  }
  Write(pages);
  auto reader = PageIndexReader::Open(directory_ / "pages");
  ASSERT_TRUE(reader.has_value());
  const Query query =
      MustParse("field:hydrogen-efuels", QueryTarget::kPages, vocabulary_);
  const auto stems = reader->TellingStems(query, 1);
  ASSERT_TRUE(stems.has_value()) << stems.error().message;
  EXPECT_EQ(*stems, std::vector<std::string>{"bipolarplatt"});
  // Stems only: no filters, no title's own.
  const auto all = reader->TellingStems(query, 100);
  for (const std::string& stem : *all) {
    EXPECT_TRUE(stem[0] >= 'a' && stem[0] <= 'z') << stem;
  }
  const Query none =
      MustParse("field:electromobility", QueryTarget::kPages, vocabulary_);
  EXPECT_TRUE(reader->TellingStems(none, 10)->empty());
}

// The walk of exports finds what a search finds, by address.
TEST_F(PageIndexTest, EveryMatchComesOnceByAddress) {
  std::vector<PageRecord> pages;
  std::vector<std::string> urls;
  for (int i = 0; i < 40; ++i) {
    const std::string name = std::to_string(i * 7 % 40 + 10);
    pages.push_back(SamplePage(name, "Titel", i % 4 == 0 ? "Stahl" : "Holz"));
    if (i % 4 == 0) urls.push_back(pages.back().href);
  }
  std::sort(urls.begin(), urls.end());
  Write(pages);
  auto reader = PageIndexReader::Open(directory_ / "pages");
  ASSERT_TRUE(reader) << reader.error().message;
  const Query query = MustParse("Stahl", QueryTarget::kPages, vocabulary_);
  for (const size_t enough : {size_t{1000}, size_t{3}}) {
    std::vector<std::string> walked;
    const Status status = reader->ForEach(query, [&](const PageData& page) {
      walked.push_back(page.url);
      return walked.size() < enough;
    });
    ASSERT_TRUE(status) << status.error().message;
    auto expected = urls;
    expected.resize(std::min(enough, urls.size()));
    EXPECT_EQ(walked, expected);
  }
  EXPECT_FALSE(
      reader->ForEach(MustParse("", QueryTarget::kCompanies, vocabulary_),
                      [](const PageData&) { return true; }));
}

}  // namespace
}  // namespace ritmon
