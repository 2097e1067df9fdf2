// SPDX-License-Identifier: GPL-3.0-or-later
// Pages, written to and read from a database on disk.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

#include "index/index_reader.h"
#include "index/index_writer.h"
#include "tests/index/sample_records.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class PageIndexTest : public testing::Test {
 protected:
  void Write(const std::vector<PageRecord>& pages,
             OpenMode mode = OpenMode::kKeep) {
    auto writer = PageIndexWriter::Open(directory_ / "pages", mode);
    ASSERT_TRUE(writer.has_value()) << writer.error().message;
    for (const PageRecord& page : pages) {
      const Status written = writer->Replace(page);
      ASSERT_TRUE(written.has_value()) << written.error().message;
    }
    ASSERT_TRUE(writer->Commit().has_value());
  }

  PageHits Search(std::string_view text, uint64_t offset = 0,
                  uint64_t limit = 100) {
    auto reader = PageIndexReader::Open(directory_ / "pages");
    EXPECT_TRUE(reader.has_value()) << reader.error().message;
    const Query query = MustParse(text, QueryTarget::kPages, vocabulary_);
    auto hits = reader->Search(query, offset, limit);
    EXPECT_TRUE(hits.has_value()) << text << ": " << hits.error().message;
    return hits ? *hits : PageHits{};
  }

  // The last parts of the URLs found, in order, with blanks between.
  std::string Found(std::string_view text) {
    std::string found;
    const PageHits hits = Search(text);
    for (const PageHit& hit : hits.hits) {
      found += (found.empty() ? "" : " ") +
               hit.page.url.substr(hit.page.url.rfind('/') + 1);
    }
    EXPECT_EQ(hits.total, hits.hits.size()) << text;
    return found;
  }

  TempDirectory directory_;
  const Vocabulary vocabulary_ = SampleVocabulary();
};

TEST_F(PageIndexTest, FindsWordsInAllTheirForms) {
  Write({SamplePage("1", "Häuser", "Wir bauen Häuser aus grünem Stahl."),
         SamplePage("2", "Steel", "Storages for hydrogen and e-fuels", "en"),
         SamplePage("3", "", "Erneuerbare Energien: Stahl, der grün ist"),
         SamplePage("4", "", "Straßen, STRASSEN und Batteriezellen", "")});
  const struct {
    const char* query;
    const char* found;
  } cases[] = {
      {"Haus", "1"},
      {"haeuser", "1"},
      {"HÄUSER", "1"},
      {"storage", "2"},
      {"storing hydrogen", ""},
      {"\"e-fuel\"", "2"},
      {"erneuerbarer Energie", "3"},
      {"\"erneuerbaren Energie\"", "3"},
      {"\"Energie erneuerbare\"", ""},
      {"\"grüner Stahl\"", "1"},
      {"Straße", "4"},
      {"strasse", "4"},
      {"Batteriezelle", "4"},
      {"Stahl NOT Haus", "3"},
      {"Stahl -grün", ""},
      {"NOT Stahl", "2 4"},
      {"storage OR Straße", "2 4"},
      {"title:Haus", "1"},
      {"title:Stahl", ""},
      {"lang:en", "2"},
      {"", "1 2 3 4"},
  };
  int run = 0;
  for (const auto& c : cases) {
    std::string found = Found(c.query);
    std::sort(found.begin(), found.end());
    std::string expected = c.found;
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected) << c.query;
    ++run;
  }
  EXPECT_EQ(run, 21);
}

TEST_F(PageIndexTest, TitleCountsMoreThanText) {
  Write({SamplePage("text", "Start", "Elektrolyse im Betrieb und mehr Worte"),
         SamplePage("title", "Elektrolyse", "Im Betrieb und noch mehr Worte")});
  EXPECT_EQ(Found("Elektrolyse"), "title text");
}

TEST_F(PageIndexTest, NoPhraseRunsAcrossBlocks) {
  PageRecord page = SamplePage("1", "", "grüner");
  page.blocks.push_back({Zone::kMain, "Stahl"});
  Write({page});
  EXPECT_EQ(Found("grüner Stahl"), "1");
  EXPECT_EQ(Found("\"grüner Stahl\""), "");
}

TEST_F(PageIndexTest, AWordWithoutPositionIsNoPartOfAPhrase) {
  PageRecord page = SamplePage("a", "Stahl aus Hamburg", "Der Text der Seite");
  page.blocks.push_back({Zone::kFooter, "Grüner Service"});
  Write({page});
  EXPECT_EQ(Found("grüner stahl"), "a");
  EXPECT_EQ(Found("\"grüner stahl\""), "");
  EXPECT_EQ(Found("\"service stahl aus\""), "");
  EXPECT_EQ(Found("grüner NEAR hamburg"), "");
  EXPECT_EQ(Found("\"stahl aus hamburg\""), "a");
}

TEST_F(PageIndexTest, LegalConsentAndNavigationAreNotSearched) {
  PageRecord page = SamplePage("1", "", "Haupttext");
  page.blocks.push_back({Zone::kLegal, "Batteriegesetz"});
  page.blocks.push_back({Zone::kConsent, "Kekse"});
  page.blocks.push_back({Zone::kNavigation, "Menü"});
  page.blocks.push_back({Zone::kTable, "Tabelle"});
  PageRecord imprint = SamplePage("impressum", "Impressum", "Erika Mustermann");
  imprint.is_imprint = true;
  Write({page, imprint});
  EXPECT_EQ(Found("Haupttext Tabelle"), "1");
  for (const char* query : {"Batteriegesetz", "Kekse", "Menü", "Mustermann"}) {
    EXPECT_EQ(Found(query), "") << query;
  }
  EXPECT_EQ(Found("Impressum"), "impressum");
  EXPECT_EQ(Search("Impressum").hits[0].snippet.text, "");
}

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

TEST_F(PageIndexTest, Filters) {
  PageRecord a = SamplePage("a", "", "Wasser");
  a.tags.fields = {Tag("hydrogen-efuels", Confidence::kHigh),
                   Tag("smart-factory", Confidence::kMedium)};
  a.tags.topics = {Tag("fuel-cell", Confidence::kHigh)};
  a.company_id = "K1101R_HRB1";
  PageRecord b = SamplePage("b", "", "Wasser");
  b.tags.fields = {Tag("hydrogen-efuels", Confidence::kMedium)};
  b.kind = PageKind::kNews;
  b.host = "news.andere.example";
  b.site = "andere.example";
  PageRecord c = SamplePage("c", "", "Wasser");
  c.tags.candidates = {Tag("electromobility", Confidence::kLow)};
  Write({a, b, c});
  const struct {
    const char* query;
    const char* found;
  } cases[] = {
      {"field:hydrogen-efuels", "a b"},
      {"field:hydrogen-efuels confidence:high", "a"},
      {"field:smart-factory confidence:high", ""},
      {"field:hydrogen-efuels NOT confidence:high", "b"},
      {"(field:hydrogen-efuels OR field:smart-factory) confidence:medium",
       "a b"},
      {"confidence:low", "c"},
      {"field:electromobility", ""},
      {"field:electromobility confidence:low", "c"},
      {"future:green-smart-mobility", "a b"},
      {"future:green-smart-mobility confidence:low", "c"},
      {"NOT future:green-smart-mobility", "c"},
      {"confidence:medium NOT field:smart-factory", "b"},
      {"topic:fuel-cell", "a"},
      {"topic:fuel-cell confidence:medium", ""},
      {"company:K1101R_HRB1", "a"},
      {"kind:news", "b"},
      {"kind:web,news", "a b c"},
      {"host:firma.example", "a c"},
      {"host:www.firma.example", "a c"},
      {"host:andere.example wasser", "b"},
  };
  int run = 0;
  for (const auto& each : cases) {
    EXPECT_EQ(Found(each.query), each.found) << each.query;
    ++run;
  }
  EXPECT_EQ(run, 20);
}

TEST_F(PageIndexTest, WordsNearEachOtherAndBeginnings) {
  Write({SamplePage("1", "", "Der Tank speichert den grünen Wasserstoff."),
         SamplePage("2", "",
                    "Wasserstoff, sehr viel davon und noch viel mehr, "
                    "liegt heute nicht im Tank."),
         SamplePage("3", "", "Elektrolyse im Elektrolyseur und Batterien"),
         SamplePage("4", "", "Tank ohne Gas")});
  EXPECT_EQ(Found("Wasserstoff NEAR/5 Tank"), "1");
  EXPECT_EQ(Found("Tank NEAR/4 Wasserstoffe"), "1");
  EXPECT_EQ(Found("Tank NEAR/3 Wasserstoff"), "");
  EXPECT_EQ(Found("Wasserstoff NEAR/100 Tank"), "1 2");
  EXPECT_EQ(Found("Wasserstoff NEAR/100 tank NOT grün"), "2");
  EXPECT_EQ(Found("elektrol*"), "3");
  EXPECT_EQ(Found("batterien*"), "3");
  EXPECT_EQ(Found("Wasser* OR batt*"), "3 1 2");
  EXPECT_EQ(Found("elektrolz*"), "");
}

// One page with more words than a beginning may stand for.
TEST_F(PageIndexTest, ABeginningOfEverythingIsRefused) {
  std::string text;
  for (uint32_t i = 0; i <= kMaxPrefixWords; ++i) {
    text += " abc" + std::to_string(i);
  }
  Write({SamplePage("1", "", text)});
  auto reader = PageIndexReader::Open(directory_ / "pages");
  ASSERT_TRUE(reader.has_value());
  const auto hits =
      reader->Search(MustParse("abc*", QueryTarget::kPages, vocabulary_), 0, 1);
  ASSERT_FALSE(hits.has_value());
  EXPECT_EQ(hits.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(hits.error().message.find("write more letters"), std::string::npos);
  EXPECT_EQ(Found("abc100*"), "1");
}

TEST_F(PageIndexTest, DaysAndFactsOfTheCompanyFilterPages) {
  CompanyRecord company = SampleCompany("c", "Firma");
  company.company.founded = Day(2024, 3, 1);
  company.company.employees = Headcount::Exactly(40);
  const CompanyFacets facets = FacetsOf(company);
  PageRecord own = SamplePage("own", "", "Tank");
  own.published = ParseTimestamp("2025-06-30T23:59:59Z");
  PageRecord other = SamplePage("other", "", "Tank");
  other.published = ParseTimestamp("2024-12-31T00:00:00Z");
  auto writer = PageIndexWriter::Open(directory_ / "pages", OpenMode::kFresh);
  ASSERT_TRUE(writer.has_value());
  ASSERT_TRUE(writer->Replace(own, &facets).has_value());
  ASSERT_TRUE(writer->Replace(other).has_value());
  ASSERT_TRUE(writer->Commit().has_value());
  const std::pair<const char*, const char*> cases[] = {
      {"region:hamburg", "own"},
      {"NOT region:hamburg", "other"},
      {"region:unknown", ""},
      {"age:<5 size:10-49", "own"},
      {"size-eu:small", "own"},
      {"legal-form:ag", ""},
      {"company-kind:enterprise", "own"},
      {"since:2025", "own"},
      {"since:2025-06-30", "own"},
      {"since:2025-07", ""},
      {"until:2025-06-30", "other own"},
      {"until:2025-06-29", "other"},
      {"until:2024", "other"},
      {"until:2023", ""},
      {"since:2024 until:2024-12", "other"}};
  for (const auto& [query, expected] : cases) {
    EXPECT_EQ(Found(query), expected) << query;
  }
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

// All that can be asked of an index: every page's answer, in order.
std::vector<std::string> Everything(PageIndexReader& reader) {
  std::vector<std::string> all;
  const Vocabulary vocabulary = SampleVocabulary();
  for (const char* text : {"wasserstoff", "seite", "lang:de", "seite 17"}) {
    const Query query = MustParse(text, QueryTarget::kPages, vocabulary);
    const auto found = reader.Search(query, 0, 2000);
    EXPECT_TRUE(found.has_value()) << text;
    for (const PageHit& hit : found->hits) {
      all.push_back(hit.page.key + fmt::format(" {:.9f}", hit.score));
    }
  }
  return all;
}

TEST_F(PageIndexTest, BatchesOfSeveralThreadsMakeTheSameIndex) {
  // As many batches as make one merge of 64 before the last one, and some.
  constexpr size_t kBatches = 70;
  constexpr size_t kPages = 5;
  std::vector<std::vector<PageIndexWriter::OwnedPage>> batches(kBatches);
  auto one = PageIndexWriter::Open(directory_ / "one", OpenMode::kFresh);
  ASSERT_TRUE(one.has_value());
  for (size_t i = 0; i < kBatches * kPages; ++i) {
    PageRecord page =
        SamplePage(fmt::format("{:04}", i), fmt::format("Seite {}", i),
                   i % 3 == 0 ? "Wasserstoff" : "Anderes");
    // A page that is gone is in no index, nor a gap in one.
    if (i % 11 == 0) page.status = 404;
    ASSERT_TRUE(one->Replace(page).has_value());
    batches[i / kPages].push_back({std::move(page), nullptr});
  }
  ASSERT_TRUE(one->Commit().has_value());
  auto many = PageIndexWriter::Open(directory_ / "many", OpenMode::kFresh);
  ASSERT_TRUE(many.has_value());
  std::vector<std::thread> threads;
  std::atomic<size_t> next = kBatches;  // from the last to the first
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] {
      PageDocumentMaker maker;
      for (size_t at = next--; at > 0 && at <= kBatches; at = next--) {
        EXPECT_TRUE(many->AddBatch(at - 1, batches[at - 1], maker).has_value());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(many->Commit().has_value());
  auto first = PageIndexReader::Open(directory_ / "one");
  auto second = PageIndexReader::Open(directory_ / "many");
  ASSERT_TRUE(first && second);
  const auto expected = Everything(*first);
  EXPECT_GT(expected.size(), 300u);
  EXPECT_EQ(Everything(*second), expected);
}

TEST_F(PageIndexTest, BatchesAreForAFreshIndexAndPagesMayFollowThem) {
  PageDocumentMaker maker;
  const std::vector<PageIndexWriter::OwnedPage> batch = {
      {SamplePage("a", "Seite", "Wasserstoff"), nullptr}};
  auto kept = PageIndexWriter::Open(directory_ / "kept");
  ASSERT_TRUE(kept.has_value());
  EXPECT_FALSE(kept->AddBatch(0, batch, maker).has_value());
  auto fresh = PageIndexWriter::Open(directory_ / "fresh", OpenMode::kFresh);
  ASSERT_TRUE(fresh.has_value());
  ASSERT_TRUE(fresh->AddBatch(0, batch, maker).has_value());
  ASSERT_TRUE(
      fresh->Replace(SamplePage("a", "Seite", "Windkraft")).has_value());
  ASSERT_TRUE(fresh->Commit().has_value());
  auto reader = PageIndexReader::Open(directory_ / "fresh");
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->Size().value(), 1u);
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
