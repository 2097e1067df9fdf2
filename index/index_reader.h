// SPDX-License-Identifier: GPL-3.0-or-later
// Answers from the two databases.
//
// A reader sees the state that was committed when it was opened, or at the
// last Refresh; a writer may go on meanwhile. If it overtakes the reader, the
// answer is made anew from the newer state. Errors are those of
// index_database_reader.h. Objects belong to one thread.
//
// The same documents give the same answer in the same order, in whatever order
// they were written.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/company_filter.h"
#include "index/count.h"
#include "index/fact_columns.h"
#include "index/index_database_reader.h"
#include "index/page_document.h"
#include "index/query.h"
#include "index/snippet.h"
#include "model/record.h"

namespace ritmon {

struct PageHit {
  PageData page;  // url, title, host, lang, kind, date, company, fields
  Snippet snippet;
  double score = 0;  // relevance; 0 if the query has filters only
};

struct PageHits {
  uint64_t total = 0;
  bool total_is_exact = true;  // so up to kExactPages; else an estimate
  std::vector<PageHit> hits;
};

inline constexpr uint64_t kExactPages = 10'000;

// What pages are counted by.
enum class PageDimension { kField, kTopic, kConfidence, kSource, kLang, kYear };

class PageIndexReader {
 public:
  static Result<PageIndexReader> Open(const std::filesystem::path& directory);

  // By relevance, then by the page's best field score, then by URL.
  // `query` must be one for pages. `one_a_company`: of several pages of one
  // company the best.
  Result<PageHits> Search(const Query& query, uint64_t offset, uint64_t limit,
                          bool one_a_company = false);
  // How many pages there are of each value that any has; exact.
  Result<std::map<std::string, uint64_t>> Count(const Query& query,
                                                PageDimension by);
  // Every match by rising address, one at a time; false from `on_page` stops.
  // Snippets and relevance are not asked for.
  Status ForEach(const Query& query,
                 const std::function<bool(const PageData&)>& on_page);
  // The stems (stemmer.h) by which the pages that `query` finds differ most
  // from the others, the most telling first, at most `limit`.
  Result<std::vector<std::string>> TellingStems(const Query& query,
                                                uint64_t limit);
  Result<uint64_t> Size() { return database_.Size(); }
  Status Refresh() { return database_.Refresh(); }

 private:
  explicit PageIndexReader(IndexDatabaseReader database)
      : database_(std::move(database)) {}
  IndexDatabaseReader database_;
};

enum class CompanySort {
  kRelevance,  // then by name
  kName,
  kFounded,    // youngest first
  kEmployees,  // most first
  kScore,      // best counted field first
};

struct CompanyHit {
  CompanyRecord record;
  double score = 0;  // relevance; 0 if not sorted by it
};

struct CompanyHits {
  uint64_t total = 0;  // exact
  std::vector<CompanyHit> hits;
};

class CompanyIndexReader {
 public:
  static Result<CompanyIndexReader> Open(
      const std::filesystem::path& directory);

  // Equal ones by name, then by id. `query` must be one for companies.
  Result<CompanyHits> Find(const Query& query, uint64_t offset, uint64_t limit,
                           CompanySort sort = CompanySort::kRelevance);
  Result<std::optional<CompanyRecord>> Get(std::string_view id);
  // Every match by rising id, one at a time; false from `on_company` stops.
  Status ForEach(const Query& query,
                 const std::function<bool(const CompanyRecord&)>& on_company);
  // See count.h. `with_tags`, if there is one, puts other fields and topics
  // into a company's record before it is counted.
  using ReplaceTags =
      std::function<void(const std::string& id, CompanyRecord& record)>;
  // Without it the companies' columns are read once, at the first count, and
  // kept until a writer's commit is seen.
  Result<CountTable> Count(const Query& query,
                           const std::vector<Dimension>& dimensions,
                           const CountOptions& options,
                           const Vocabulary& vocabulary,
                           const ReplaceTags& with_tags = {});
  Result<uint64_t> Size() { return database_.Size(); }
  Status Refresh() { return database_.Refresh(); }

 private:
  explicit CompanyIndexReader(IndexDatabaseReader database)
      : database_(std::move(database)) {}
  Status ReadColumns();
  Result<RowSet> MatchingRows(const Query& query);
  Result<FactColumns> ColumnsWith(const Query& query,
                                  const ReplaceTags& with_tags);

  IndexDatabaseReader database_;
  FactColumns columns_;  // of columns_revision_
  std::optional<uint64_t> columns_revision_;
};

}  // namespace ritmon
