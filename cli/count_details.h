// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind each number of a count: the query that finds its
// companies, and the companies.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "index/count.h"
#include "index/index_reader.h"
#include "index/query.h"

namespace ritmon {

struct CompanyName {
  std::string id;
  std::string name;
};

// By the place of a row; empty where it was not asked for.
struct CountDetails {
  std::vector<std::string> queries;  // for `ritmon companies --everywhere`
  std::vector<std::vector<CompanyName>> companies;  // by name
};

// `query` is what was counted. Of suppressed rows there are no companies.
Result<CountDetails> DetailsOf(CompanyIndexReader& companies,
                               const Query& query, const CountTable& table,
                               const CountOptions& options,
                               const Vocabulary& vocabulary, bool with_names);

}  // namespace ritmon
