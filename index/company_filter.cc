// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/company_filter.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "index/dimension.h"
#include "index/query_levels.h"

namespace ritmon {

RowSet::RowSet(size_t rows, bool all)
    : rows_(rows), words_((rows + 63) / 64, all ? ~uint64_t{0} : 0) {
  ClearTail();
}

void RowSet::IntersectWith(const RowSet& other) {
  for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
}

void RowSet::UniteWith(const RowSet& other) {
  for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
}

void RowSet::Invert() {
  for (uint64_t& word : words_) word = ~word;
  ClearTail();
}

void RowSet::ClearTail() {
  if (rows_ % 64 != 0) words_.back() &= (uint64_t{1} << (rows_ % 64)) - 1;
}

namespace {

// Whether columns tell it.
bool IsColumn(const QueryNode& node) {
  switch (node.kind) {
    case QueryNode::Kind::kAll:
      return true;
    case QueryNode::Kind::kText:
      return false;
    case QueryNode::Kind::kFilter:
      switch (node.filter.kind) {
        case FilterKind::kField:
        case FilterKind::kTopic:
        case FilterKind::kFuture:
        case FilterKind::kConfidence:
        case FilterKind::kRegion:
        case FilterKind::kDistrict:
        case FilterKind::kMunicipality:
        case FilterKind::kCluster:
        case FilterKind::kFounded:
        case FilterKind::kSizeClass:
        case FilterKind::kSizeStudy:
        case FilterKind::kSizeEu:
        case FilterKind::kPageKind:
        case FilterKind::kAge:
        case FilterKind::kStartup:
        case FilterKind::kSize:
        case FilterKind::kLegalForm:
        case FilterKind::kStatus:
        case FilterKind::kEntityKind:
          return true;
        default:
          return false;
      }
    default:
      return false;
  }
}

bool HoldsColumn(const QueryNode& node) {
  return IsColumn(node) ||
         std::any_of(node.children.begin(), node.children.end(), HoldsColumn);
}

// A look at what companies have in common, or at tags, which few have.
bool IsQuick(const QueryNode& node) {
  if (node.kind != QueryNode::Kind::kFilter) return false;
  switch (node.filter.kind) {
    case FilterKind::kAge:
    case FilterKind::kStartup:
    case FilterKind::kFounded:
    case FilterKind::kSize:
    case FilterKind::kSizeClass:
    case FilterKind::kSizeStudy:
    case FilterKind::kSizeEu:
      return false;
    default:
      return IsColumn(node);
  }
}

bool HasValue(const QueryFilter& filter, std::string_view value) {
  return std::find(filter.values.begin(), filter.values.end(), value) !=
         filter.values.end();
}

// Those of `values` that companies have, as the columns' numbers.
std::vector<uint32_t> NumbersOf(const std::vector<std::string>& values,
                                const Dictionary& texts) {
  std::vector<uint32_t> numbers;
  for (const std::string& value : values) {
    // What is not known is an empty text.
    const auto number = texts.Find(value == kUnknownValue ? "" : value);
    if (number) numbers.push_back(*number);
  }
  return numbers;
}

bool Contains(const std::vector<uint32_t>& numbers, uint32_t number) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

bool IsIn(const NumberRange& range, std::optional<int> years) {
  if (range.unknown || !years) return range.unknown && !years;
  return *years >= range.least.value_or(0) &&
         (!range.most || *years <= *range.most);
}

// A class of vendors is in the range if both its bounds are.
bool IsIn(const NumberRange& range, const std::optional<Headcount>& headcount) {
  if (range.unknown || !headcount) return range.unknown && !headcount;
  // The class 1-9 holds those without employees too, see SizeClass.
  const bool smallest_class = range.least == 1 && range.most == 9;
  const int64_t least = smallest_class ? 0 : range.least.value_or(0);
  if (headcount->min < least) return false;
  return !range.most || (headcount->max && *headcount->max <= *range.most);
}

class RowMatcher {
 public:
  RowMatcher(const FactColumns& columns, Date as_of, const FindDocuments& find)
      : columns_(columns), as_of_(as_of), find_(find) {}

  // Those of `within` that match.
  Result<RowSet> Match(const QueryNode& node, const RowSet& within) const {
    if (!HoldsColumn(node)) return Found(node, within);
    switch (node.kind) {
      case QueryNode::Kind::kAll:
        return within;
      case QueryNode::Kind::kNot: {
        auto rows = Match(node.children[0], within);
        if (!rows) return rows;
        rows->Invert();
        rows->IntersectWith(within);
        return rows;
      }
      case QueryNode::Kind::kAnd:
        return All(node, within);
      case QueryNode::Kind::kOr:
        return Any(node, within);
      default:
        return Filtered(node.filter, within);
    }
  }

 private:
  Result<RowSet> All(const QueryNode& node, const RowSet& within) const {
    RowSet rows = within;
    // What is quickly told leaves less to look at.
    for (const bool quick : {true, false}) {
      for (const QueryNode& child : node.children) {
        if (IsQuick(child) != quick) continue;
        auto found = Match(child, rows);
        if (!found) return found;
        rows = std::move(*found);
      }
    }
    return rows;
  }

  Result<RowSet> Any(const QueryNode& node, const RowSet& within) const {
    RowSet rows(columns_.rows());
    for (const QueryNode& child : node.children) {
      const auto found = Match(child, within);
      if (!found) return found;
      rows.UniteWith(*found);
    }
    return rows;
  }

  Result<RowSet> Found(const QueryNode& node, const RowSet& within) const {
    auto documents = find_(node);
    if (!documents) return tl::unexpected(documents.error());
    RowSet rows(columns_.rows());
    const std::vector<uint32_t>& known = columns_.documents();
    auto at = known.begin();
    for (const uint32_t document : *documents) {
      at = std::lower_bound(at, known.end(), document);
      if (at == known.end()) break;
      if (*at == document) rows.Insert(static_cast<size_t>(at - known.begin()));
    }
    rows.IntersectWith(within);
    return rows;
  }

  template <typename Wanted>
  static RowSet Where(const RowSet& within, const Wanted& is_wanted) {
    RowSet rows(within.rows());
    within.ForEach([&](size_t row) {
      if (is_wanted(row)) rows.Insert(row);
    });
    return rows;
  }

  // What many have in common is looked at once.
  template <typename Wanted>
  RowSet WhereCommon(const RowSet& within, const Wanted& is_wanted) const {
    std::vector<char> wanted;
    for (const CommonColumns& common : columns_.commons()) {
      wanted.push_back(is_wanted(common) ? 1 : 0);
    }
    return Where(within, [&](size_t row) {
      return wanted[columns_.CommonOf(row)] != 0;
    });
  }

  RowSet Tagged(const std::vector<std::string>& ids, bool of_fields,
                const QueryFilter& filter, const RowSet& within) const {
    const Levels levels = filter.levels.value_or(Levels{false, true, true});
    const std::vector<uint32_t> numbers = NumbersOf(
        ids, of_fields ? columns_.field_names() : columns_.topic_names());
    return Where(within, [&](size_t row) {
      if (!columns_.HasTags(row)) return false;
      const auto tags = of_fields ? columns_.Fields(row) : columns_.Topics(row);
      return std::any_of(tags.begin(), tags.end(), [&](const TagColumn& tag) {
        return levels[static_cast<size_t>(tag.confidence)] &&
               Contains(numbers, tag.number);
      });
    });
  }

  RowSet OfConfidence(const QueryFilter& filter, const RowSet& within) const {
    return Where(within, [&](size_t row) {
      if (!columns_.HasTags(row)) return false;
      const auto tags = columns_.Fields(row);
      return std::any_of(tags.begin(), tags.end(), [&](const TagColumn& tag) {
        return HasValue(filter, ToString(tag.confidence));
      });
    });
  }

  // `none`: the value of companies that have nothing in the column.
  RowSet InAnyOf(const QueryFilter& filter, const Dictionary& texts,
                 std::string_view none,
                 std::vector<uint32_t> CommonColumns::*column,
                 const RowSet& within) const {
    const auto wanted = NumbersOf(filter.values, texts);
    const bool wants_none = HasValue(filter, none);
    return WhereCommon(within, [&](const CommonColumns& common) {
      const std::vector<uint32_t>& numbers = common.*column;
      if (numbers.empty()) return wants_none;
      return std::any_of(numbers.begin(), numbers.end(), [&](uint32_t number) {
        return Contains(wanted, number);
      });
    });
  }

  RowSet WithText(const QueryFilter& filter, const Dictionary& texts,
                  uint32_t CommonColumns::*column, const RowSet& within) const {
    const auto wanted = NumbersOf(filter.values, texts);
    return WhereCommon(within, [&](const CommonColumns& common) {
      return Contains(wanted, common.*column);
    });
  }

  RowSet OfSource(const QueryFilter& filter, const RowSet& within) const {
    std::vector<PageKind> kinds;
    for (const std::string& value : filter.values) {
      if (const auto kind = ParsePageKind(value)) kinds.push_back(*kind);
    }
    return Where(within, [&](size_t row) {
      return std::any_of(kinds.begin(), kinds.end(), [&](PageKind kind) {
        return columns_.HasEvidenceOf(row, kind);
      });
    });
  }

  RowSet Filtered(const QueryFilter& filter, const RowSet& within) const {
    switch (filter.kind) {
      case FilterKind::kField:
        return Tagged(filter.values, /*of_fields=*/true, filter, within);
      case FilterKind::kFuture:
        return Tagged(filter.fields, /*of_fields=*/true, filter, within);
      case FilterKind::kTopic:
        return Tagged(filter.values, /*of_fields=*/false, filter, within);
      case FilterKind::kConfidence:
        return OfConfidence(filter, within);
      case FilterKind::kRegion:
        return InAnyOf(filter, columns_.region_names(), kUnknownValue,
                       &CommonColumns::regions, within);
      case FilterKind::kCluster:
        return InAnyOf(filter, columns_.cluster_names(), kNoCluster,
                       &CommonColumns::clusters, within);
      case FilterKind::kDistrict:
        return WithText(filter, columns_.districts(), &CommonColumns::district,
                        within);
      case FilterKind::kMunicipality:
        return WithText(filter, columns_.municipalities(),
                        &CommonColumns::municipality, within);
      case FilterKind::kLegalForm:
        return WithText(filter, columns_.legal_forms(),
                        &CommonColumns::legal_form, within);
      case FilterKind::kStatus:
        return WhereCommon(within, [&](const CommonColumns& common) {
          return HasValue(filter, ToString(common.status));
        });
      case FilterKind::kEntityKind:
        return WhereCommon(within, [&](const CommonColumns& common) {
          return HasValue(filter, ToString(common.kind));
        });
      case FilterKind::kSize:
        return Where(within, [&](size_t row) {
          return IsInAny(filter, columns_.Employees(row));
        });
      case FilterKind::kSizeClass:
        return Where(within, [&](size_t row) {
          return HasValue(filter, SizeClass(columns_.Employees(row)));
        });
      case FilterKind::kSizeStudy:
        return Where(within, [&](size_t row) {
          return HasValue(filter, StudySizeClass(columns_.Employees(row)));
        });
      case FilterKind::kSizeEu:
        return Where(within, [&](size_t row) {
          return HasValue(filter, EuSizeClass(columns_.Employees(row)));
        });
      case FilterKind::kPageKind:
        return OfSource(filter, within);
      case FilterKind::kFounded:
        return Where(within, [&](size_t row) {
          const auto day = columns_.FoundingDay(row);
          return IsInAny(filter,
                         day ? std::optional<int>(static_cast<int>(day->year()))
                             : std::nullopt);
        });
      case FilterKind::kAge:
        return Where(within, [&](size_t row) {
          return IsInAny(filter, AgeInYears(columns_.FoundingDay(row), as_of_));
        });
      case FilterKind::kStartup:
        return Where(within, [&](size_t row) {
          return HasValue(filter, StartupClass(AgeInYears(
                                      columns_.FoundingDay(row), as_of_)));
        });
      default:
        return RowSet(columns_.rows());
    }
  }

  template <typename Value>
  static bool IsInAny(const QueryFilter& filter, const Value& value) {
    return std::any_of(
        filter.ranges.begin(), filter.ranges.end(),
        [&](const NumberRange& range) { return IsIn(range, value); });
  }

  const FactColumns& columns_;
  const Date as_of_;
  const FindDocuments& find_;
};

}  // namespace

Result<RowSet> MatchRows(const Query& query, const FactColumns& columns,
                         const FindDocuments& find) {
  return RowMatcher(columns, query.as_of, find)
      .Match(WithLevels(query.root), RowSet(columns.rows(), /*all=*/true));
}

}  // namespace ritmon
