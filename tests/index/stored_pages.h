// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that are written to a database on disk, and found.

#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/index_reader.h"
#include "index/index_writer.h"
#include "tests/index/sample_records.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {

class StoredPagesTest : public testing::Test {
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

}  // namespace ritmon
