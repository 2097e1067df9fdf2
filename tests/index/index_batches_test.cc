// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_batches.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/index/stored_pages.h"

namespace ritmon {
namespace {

class IndexBatchesTest : public StoredPagesTest {};

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

TEST_F(IndexBatchesTest, BatchesOfSeveralThreadsMakeTheSameIndex) {
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

TEST_F(IndexBatchesTest, BatchesAreForAFreshIndexAndPagesMayFollowThem) {
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

}  // namespace
}  // namespace ritmon
