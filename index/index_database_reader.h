// SPDX-License-Identifier: GPL-3.0-or-later
// One Xapian database on disk, read; for index/*.cc only. Xapian's types stop
// at this header, the writer's (index_database_writer.h) and stemmer.h.
//
// Errors: kBusy if another process writes faster than we can read; kIo if the
// disk cannot be read; kInvalid for damage and for another schema version, with
// the command that rebuilds it; kNotFound if there is no index. Objects belong
// to one thread.

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
#include "index/query.h"
#include "index/schema.h"
#include "index/stored_matches.h"

namespace ritmon {

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
