// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/match_terms.h"

#include <optional>

#include "index/query_terms.h"

namespace ritmon {
namespace {

// What stands behind `prefix` in a term of MakeTerm; nothing if the term has a
// longer prefix.
std::optional<std::string> ValueOf(const std::string& term,
                                   std::string_view prefix) {
  std::string value = term.substr(prefix.size());
  if (prefix.size() > 1 && value.starts_with(':')) return value.substr(1);
  const bool goes_on = !value.empty() && value[0] >= 'A' && value[0] <= 'Z';
  if (goes_on) return std::nullopt;
  return value;
}

uint64_t CountBoth(const Xapian::Database& database, const Query& query,
                   const std::string& term) {
  if (query.root.kind == QueryNode::Kind::kAll) {
    return database.get_termfreq(term);
  }
  const Xapian::Query both(Xapian::Query::OP_FILTER, ToXapianQuery(query),
                           Xapian::Query(term));
  return UnrankedEnquire(database, both)
      .get_mset(0, 0, database.get_doccount())
      .get_matches_estimated();
}

// Stems of the whole text: folded words, so no prefix begins like them.
class StemDecider : public Xapian::ExpandDecider {
 public:
  bool operator()(const std::string& term) const override {
    return !term.empty() && !(term[0] >= 'A' && term[0] <= 'Z');
  }
};

}  // namespace

std::map<std::string, uint64_t> CountByTerm(const Xapian::Database& database,
                                            const Query& query,
                                            std::string_view prefix) {
  std::map<std::string, uint64_t> counts;
  const std::string begin(prefix);
  const auto end = database.allterms_end(begin);
  for (auto at = database.allterms_begin(begin); at != end; ++at) {
    const auto value = ValueOf(*at, prefix);
    if (!value) continue;
    const uint64_t documents = CountBoth(database, query, *at);
    if (documents > 0) counts[*value] = documents;
  }
  return counts;
}

std::vector<std::string> ExpandStems(const Xapian::Database& database,
                                     const Query& query, uint64_t limit) {
  const Xapian::doccount all = database.get_doccount();
  Xapian::Enquire enquire = UnrankedEnquire(database, ToXapianQuery(query));
  const Xapian::MSet found = enquire.get_mset(0, all);
  Xapian::RSet relevant;
  for (auto at = found.begin(); at != found.end(); ++at) {
    relevant.add_document(*at);
  }
  const StemDecider decider;
  const Xapian::ESet expanded = enquire.get_eset(
      static_cast<Xapian::termcount>(limit), relevant, &decider);
  std::vector<std::string> stems;
  for (auto at = expanded.begin(); at != expanded.end(); ++at) {
    stems.push_back(*at);
  }
  return stems;
}

}  // namespace ritmon
