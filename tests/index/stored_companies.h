// SPDX-License-Identifier: GPL-3.0-or-later
// Companies that are written to a database on disk, found and counted.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/count.h"
#include "index/index_reader.h"
#include "index/index_writer.h"
#include "tests/index/sample_records.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {

class StoredCompaniesTest : public testing::Test {
 protected:
  void Write(const std::vector<CompanyRecord>& companies) {
    auto writer = CompanyIndexWriter::Open(directory_ / "companies");
    ASSERT_TRUE(writer.has_value()) << writer.error().message;
    for (const CompanyRecord& company : companies) {
      const Status written = writer->Replace(company);
      ASSERT_TRUE(written.has_value()) << written.error().message;
    }
    ASSERT_TRUE(writer->Commit().has_value());
  }

  CompanyIndexReader Reader() {
    auto reader = CompanyIndexReader::Open(directory_ / "companies");
    EXPECT_TRUE(reader.has_value()) << reader.error().message;
    return std::move(*reader);
  }

  Query Parse(std::string_view text) {
    return MustParse(text, QueryTarget::kCompanies, vocabulary_);
  }

  // The ids found, in order, with blanks between.
  std::string Found(std::string_view text,
                    CompanySort sort = CompanySort::kRelevance) {
    auto hits = Reader().Find(Parse(text), 0, 1000, sort);
    EXPECT_TRUE(hits.has_value()) << text << ": " << hits.error().message;
    std::string found;
    for (const CompanyHit& hit : hits->hits) {
      found += (found.empty() ? "" : " ") + hit.record.company.id;
    }
    EXPECT_EQ(hits->total, hits->hits.size()) << text;
    return found;
  }

  CountTable Count(std::string_view query, std::vector<Dimension> dimensions,
                   CountOptions options = {}) {
    options.as_of = kToday;
    auto table = Reader().Count(Parse(query), dimensions, options, vocabulary_);
    EXPECT_TRUE(table.has_value()) << table.error().message;
    return table ? *table : CountTable{};
  }

  TempDirectory directory_;
  const Vocabulary vocabulary_ = SampleVocabulary();
};

}  // namespace ritmon
