// SPDX-License-Identifier: GPL-3.0-or-later
// The query language of search, companies, count and export.
//
//   Wasserstoff "grüner Stahl" (Elektrolyse OR electrolysis) NOT Peroxid
//   field:hydrogen-efuels region:hamburg age:<5 size:10-49 confidence:high
//
//   Wasserstoff NEAR/5 Tank   elektrolys*   since:2025-06 source:news
//
// Words side by side must all occur; AND OR NOT (UND ODER NICHT) in capitals,
// '-' in front for NOT, parentheses. NOT binds before AND, AND before OR.
// NEAR binds closest; it takes words only, and `distance` is kNearDistance
// unless told. A word may end in '*' behind kMinPrefix letters.
// A filter is prefix:value, prefix:"long value" or prefix:one,other (either).
// Prefixes have English and German spellings: kFilterPrefixes in
// query_filters.cc is the list. Numbers are N, A-B, <N, <=N, >N, >=N, N+ or
// `unknown`. since: and until: take 2025, 2025-06 or 2025-06-01 and mean the
// day of a page, published, else fetched; of companies, of their newest
// evidence. Filters of companies find pages by whose they are.
//
// confidence: applies to the field:, topic: and future: beside it and inside
// the parentheses beside it; without one of these, to any field. Of companies
// field: means counted confidence (high or medium) unless told otherwise.
//
// Any bytes are accepted as input; what is no query is kInvalid with a message
// that names the place and, for a wrong name, the nearest right one. Pure
// values and functions, any thread.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "index/vocabulary.h"
#include "model/tag.h"

namespace ritmon {

// What is asked: not every filter makes sense for both.
enum class QueryTarget { kPages, kCompanies };

enum class FilterKind {
  kTitle,  // words
  kField,
  kTopic,
  kFuture,
  kConfidence,
  kHost,
  kCompany,
  kLang,
  kPageKind,
  kSince,
  kUntil,
  kRegion,
  kDistrict,
  kMunicipality,
  kCluster,
  kFounded,
  kAge,
  kStartup,
  kSize,
  kSizeClass,
  kSizeStudy,
  kSizeEu,
  kLegalForm,
  kStatus,
  kEntityKind,
};

// Whole numbers from `least` to `most`, both included.
struct NumberRange {
  std::optional<int64_t> least;
  std::optional<int64_t> most;
  bool unknown = false;  // the others are empty: no number is known
  friend bool operator==(const NumberRange&, const NumberRange&) = default;
};

// By Confidence: which are asked for.
using Levels = std::array<bool, 3>;

struct QueryFilter {
  FilterKind kind = FilterKind::kField;
  std::vector<std::string> values;  // canonical; any of them matches
  std::vector<std::string> fields;  // kFuture: the fields it stands for
  // kAge, kSize, kFounded (years): any of them matches. A headcount that
  // is known by its bounds matches if both lie in the range.
  std::vector<NumberRange> ranges;
  // kField, kTopic, kFuture: the confidence that is asked for; only in what
  // WithLevels (query_levels.h) makes of a query.
  std::optional<Levels> levels;
  friend bool operator==(const QueryFilter&, const QueryFilter&) = default;
};

struct QueryNode {
  enum class Kind { kAll, kText, kNear, kPrefix, kFilter, kAnd, kOr, kNot };
  Kind kind = Kind::kAll;
  // Folded. kText: one after the other; kNear: in any order, from the first to
  // the last at most `distance` words; kPrefix: the beginning of a word.
  std::vector<std::string> words;
  uint32_t distance = 0;
  QueryFilter filter;               // kFilter
  std::vector<QueryNode> children;  // kAnd, kOr; kNot has one
  friend bool operator==(const QueryNode&, const QueryNode&) = default;
};

struct Query {
  QueryTarget target = QueryTarget::kPages;
  QueryNode root;
  Date as_of{};  // the day that ages are counted on
};

inline constexpr size_t kMaxQueryBytes = 64 * 1024;
inline constexpr size_t kMaxQueryClauses = 500;
inline constexpr size_t kMaxQueryDepth = 50;
inline constexpr uint32_t kNearDistance = 10;
inline constexpr uint32_t kMaxNearDistance = 100;
inline constexpr size_t kMinPrefix = 3;  // letters in front of a '*'
// Words that one beginning may stand for.
inline constexpr uint32_t kMaxPrefixWords = 1000;

struct QueryContext {
  QueryTarget target = QueryTarget::kPages;
  const Vocabulary* vocabulary = nullptr;  // for the length of the call
  Date as_of{};
};

// Blank text is the query that everything matches.
Result<Query> ParseQuery(std::string_view text, const QueryContext& context);

// The query in canonical spelling; parsing it gives the same query.
std::string ToString(const Query& query);

// Whether it asks for fields, topics or their confidence anywhere.
bool AsksForFields(const Query& query);

// The words that a hit should show: all but those under a NOT.
std::vector<std::string> PositiveWords(const Query& query);

}  // namespace ritmon
