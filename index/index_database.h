// SPDX-License-Identifier: GPL-3.0-or-later
// One Xapian database on disk, read or written; for index/*.cc only. Xapian
// stops here, in query_terms.cc and in stemmer.cc.
//
// Errors: kBusy if another process holds the write lock, or writes faster than
// we can read; kIo if the disk is full or cannot be read; kInvalid for damage
// and for another schema version, with the command that rebuilds it; kNotFound
// if there is no index. Objects belong to one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "index/index_document.h"
#include "index/query.h"

namespace ritmon {

enum class IndexContent { kPages, kCompanies };

class IndexDatabaseWriter {
 public:
  // Opens or creates. With `fresh`, whatever index is there is dropped, and
  // nothing is there to be read before the first Commit, which leaves a packed
  // index: the fast way to make a whole one (index_batches.h).
  static Result<IndexDatabaseWriter> Open(
      const std::filesystem::path& directory, IndexContent content, bool fresh);
  IndexDatabaseWriter(IndexDatabaseWriter&&) noexcept;
  IndexDatabaseWriter& operator=(IndexDatabaseWriter&&) noexcept;
  // Commits what is left, without saying whether it could: call Commit.
  ~IndexDatabaseWriter();

  // Instead of the document with the same unique term, if there is one.
  Status Replace(const IndexDocument& document);
  // How many documents a batch should have of an index of so many. Small
  // batches are written fastest, but each leaves a piece of its own in every
  // list of documents, which makes a large index larger and slower
  // (docs/performance.md).
  static size_t BatchSize(size_t documents);
  // Of a fresh index, before anything else is written: what `next` gives, until
  // it gives nothing, all of it new. Safe on several threads at once; batches
  // are numbered from 0, and in their order documents will stand.
  Status AddBatch(size_t number,
                  const std::function<std::optional<IndexDocument>()>& next);
  // No error if there is no such document.
  Status Delete(const std::string& unique_term);
  // Brings everything to the disk. After an error what came since the last
  // commit is lost.
  Status Commit();

 private:
  struct Impl;
  explicit IndexDatabaseWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// One word of an order; documents without the value come last.
struct SortWord {
  ValueSlot slot = kSlotKey;
  bool descending = false;
};

struct StoredMatch {
  std::string data;
  double score = 0;  // relevance, 0 for pure filters
};

struct StoredMatches {
  uint64_t total = 0;
  bool total_is_exact = true;  // false: an estimate
  std::vector<StoredMatch> matches;
};

// How Find goes about it.
struct FindOptions {
  uint64_t offset = 0;
  uint64_t limit = 0;
  bool by_relevance = false;  // first by that, then by `order`
  // Its last word must tell all documents apart.
  std::vector<SortWord> order;
  // The best match of each value only; matches without one stay.
  std::optional<ValueSlot> one_each;
  // Up to so many matches the total is exact; none: however many there are.
  std::optional<uint64_t> count_up_to;
};

class IndexDatabaseReader {
 public:
  static Result<IndexDatabaseReader> Open(
      const std::filesystem::path& directory, IndexContent content);
  IndexDatabaseReader(IndexDatabaseReader&&) noexcept;
  IndexDatabaseReader& operator=(IndexDatabaseReader&&) noexcept;
  ~IndexDatabaseReader();

  Result<StoredMatches> Find(const Query& query, const FindOptions& options);
  // By the values that terms of `prefix` have, the documents that match; exact.
  Result<std::map<std::string, uint64_t>> CountByTerm(const Query& query,
                                                      std::string_view prefix);
  // The documents that match, ascending.
  Result<std::vector<uint32_t>> Documents(const Query& query);
  // The state that answers are from; another one after a writer's commit was
  // seen.
  Result<uint64_t> Revision();
  // One value of each document that has it, by rising document, all of one
  // state: `on_start` is told which, before the first one and whenever a
  // writer makes the reader begin anew. False from `on_value` stops.
  using OnStart = std::function<void(uint64_t revision)>;
  using OnValue =
      std::function<bool(uint32_t document, const std::string& value)>;
  Status ForEachValue(ValueSlot slot, const OnStart& on_start,
                      const OnValue& on_value);
  // Two values of every match, in no order.
  Result<std::vector<std::pair<std::string, std::string>>> ValuePairs(
      const Query& query, ValueSlot first, ValueSlot second);
  // The stems (schema.h) that tell the matches of `query` from the other
  // documents, the most telling first, at most `limit`: Xapian's expand set of
  // all of them.
  Result<std::vector<std::string>> ExpandStems(const Query& query,
                                               uint64_t limit);
  // The data of every match by rising kSlotKey, one after the other; false
  // from `on_data` stops. A match that a writer removes meanwhile is left out.
  Status Walk(const Query& query,
              const std::function<bool(const std::string& data)>& on_data);
  Result<std::optional<std::string>> Get(const std::string& unique_term);
  Result<uint64_t> Size();
  // Sees what was committed since it was opened.
  Status Refresh();

 private:
  struct Impl;
  explicit IndexDatabaseReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ritmon
