// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/find_matches.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "index/query_terms.h"

namespace ritmon {
namespace {

Xapian::doccount Capped(uint64_t number, const Xapian::Database& database) {
  return static_cast<Xapian::doccount>(
      std::min<uint64_t>(number, database.get_doccount()));
}

Xapian::MSet Matches(Xapian::Enquire& enquire, const Xapian::Database& database,
                     uint64_t offset, uint64_t limit,
                     const FindOptions& options) {
  return enquire.get_mset(
      Capped(offset, database), Capped(limit, database),
      Capped(options.count_up_to.value_or(database.get_doccount()), database));
}

StoredMatches ToStored(const Xapian::MSet& found) {
  StoredMatches result;
  result.total = found.get_matches_estimated();
  result.total_is_exact =
      found.get_matches_lower_bound() == found.get_matches_upper_bound();
  return result;
}

StoredMatch ToStored(const Xapian::MSetIterator& at) {
  return {at.get_document().get_data(), at.get_weight()};
}

// Matches [begin, end), which are of equal relevance. A key is several values
// from the disk: one that ties with nobody needs none.
std::vector<Xapian::MSetIterator> InOrder(const Xapian::MSet& found,
                                          Xapian::doccount begin,
                                          Xapian::doccount end,
                                          Xapian::KeyMaker& keys) {
  if (end - begin == 1) return {found[begin]};
  std::vector<std::pair<std::string, Xapian::MSetIterator>> by_key;
  for (Xapian::doccount i = begin; i < end; ++i) {
    by_key.emplace_back(keys(found[i].get_document()), found[i]);
  }
  std::sort(by_key.begin(), by_key.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Xapian::MSetIterator> ordered;
  for (auto& [key, match] : by_key) ordered.push_back(match);
  return ordered;
}

// By relevance alone, which is much faster; then matches of equal relevance are
// put in order. Nothing if there are more of them than `kTies` at the end.
std::optional<StoredMatches> FindByRelevance(Xapian::Enquire& enquire,
                                             const Xapian::Database& database,
                                             Xapian::KeyMaker& keys,
                                             const FindOptions& options) {
  constexpr uint64_t kTies = 50;
  const uint64_t wanted = uint64_t{Capped(options.offset, database)} +
                          Capped(options.limit, database);
  const Xapian::MSet found =
      Matches(enquire, database, 0, wanted + kTies, options);
  const bool is_cut = found.size() == wanted + kTies;
  if (is_cut && wanted > 0 &&
      found[found.size() - 1].get_weight() ==
          found[static_cast<Xapian::doccount>(wanted - 1)].get_weight()) {
    return std::nullopt;
  }
  StoredMatches result = ToStored(found);
  const auto last =
      static_cast<Xapian::doccount>(std::min<uint64_t>(wanted, found.size()));
  for (Xapian::doccount begin = 0; begin < last;) {
    Xapian::doccount end = begin + 1;
    while (end < found.size() &&
           found[end].get_weight() == found[begin].get_weight()) {
      ++end;
    }
    if (end > options.offset) {
      const auto tied = InOrder(found, begin, end, keys);
      for (Xapian::doccount i = begin; i < std::min(end, last); ++i) {
        if (i < options.offset) continue;
        result.matches.push_back(ToStored(tied[i - begin]));
      }
    }
    begin = end;
  }
  return result;
}

}  // namespace

StoredMatches FindMatches(const Xapian::Database& database, const Query& query,
                          const FindOptions& options) {
  Xapian::MultiValueKeyMaker keys;
  for (const SortWord& word : options.order) {
    // Missing values read as the largest or smallest text: last either way.
    keys.add_value(word.slot, word.descending,
                   word.descending ? "" : std::string(1, '\xff'));
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(ToXapianQuery(query));
  if (options.one_each) enquire.set_collapse_key(*options.one_each);
  const bool ranks = options.by_relevance && !PositiveWords(query).empty();
  if (ranks) {
    auto found = FindByRelevance(enquire, database, keys, options);
    if (found) return std::move(*found);
    enquire.set_sort_by_relevance_then_key(&keys, false);
  } else {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_key(&keys, false);
  }
  const Xapian::MSet found =
      Matches(enquire, database, options.offset, options.limit, options);
  StoredMatches result = ToStored(found);
  for (auto at = found.begin(); at != found.end(); ++at) {
    result.matches.push_back(ToStored(at));
  }
  return result;
}

}  // namespace ritmon
