// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/query_terms.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "index/company_facets.h"
#include "index/dimension.h"
#include "index/query_levels.h"
#include "index/schema.h"
#include "index/stemmer.h"
#include "model/record.h"

namespace ritmon {
namespace {

using XQuery = Xapian::Query;

constexpr std::array<Confidence, 3> kAllLevels = {
    Confidence::kLow, Confidence::kMedium, Confidence::kHigh};

XQuery AnyOf(const std::vector<XQuery>& queries) {
  return XQuery(XQuery::OP_OR, queries.begin(), queries.end());
}

// The words one after the other, under the stems of either language. Not the
// sum of both: a word is not worth more for being alike in two languages.
XQuery WordsQuery(const std::vector<std::string>& words, const char* prefix) {
  std::vector<std::vector<std::string>> by_language(2);
  for (const std::string& word : words) {
    const auto stems = QueryStems(word);
    by_language[0].push_back(MakeTerm(prefix, stems.front()));
    by_language[1].push_back(MakeTerm(prefix, stems.back()));
  }
  if (by_language[0] == by_language[1]) by_language.pop_back();
  std::vector<XQuery> queries;
  for (const auto& terms : by_language) {
    queries.push_back(
        terms.size() == 1
            ? XQuery(terms[0])
            : XQuery(XQuery::OP_PHRASE, terms.begin(), terms.end(),
                     static_cast<Xapian::termcount>(terms.size())));
  }
  return XQuery(XQuery::OP_MAX, queries.begin(), queries.end());
}

// The words in any order and near each other, under the stems of one language.
XQuery NearQuery(const QueryNode& node) {
  std::vector<std::vector<std::string>> by_language(2);
  for (const std::string& word : node.words) {
    const auto stems = QueryStems(word);
    by_language[0].push_back(MakeTerm(kTermStem, stems.front()));
    by_language[1].push_back(MakeTerm(kTermStem, stems.back()));
  }
  std::vector<XQuery> queries;
  for (const auto& terms : by_language) {
    // Xapian's window holds the words themselves, too.
    queries.emplace_back(XQuery::OP_NEAR, terms.begin(), terms.end(),
                         node.distance + 1);
  }
  return XQuery(XQuery::OP_MAX, queries.begin(), queries.end());
}

XQuery BeginningQuery(const char* prefix, const std::string& word) {
  return XQuery(XQuery::OP_WILDCARD, MakeTerm(prefix, word), kMaxPrefixWords,
                XQuery::WILDCARD_LIMIT_ERROR, XQuery::OP_SYNONYM);
}

// What is indexed are stems: "batterien*" means what "Batterien" means, too.
XQuery PrefixQuery(const std::string& word, bool for_pages) {
  const XQuery stems(XQuery::OP_OR, BeginningQuery(kTermStem, word),
                     WordsQuery({word}, kTermStem));
  if (for_pages) return stems;
  return XQuery(XQuery::OP_OR, BeginningQuery(kTermName, word), stems);
}

// Companies: a word as the name has it counts on top of its stem.
XQuery NameWordsQuery(const std::vector<std::string>& words) {
  std::vector<std::string> names;
  for (const std::string& word : words)
    names.push_back(MakeTerm(kTermName, word));
  XQuery exact = names.size() == 1
                     ? XQuery(names[0])
                     : XQuery(XQuery::OP_PHRASE, names.begin(), names.end(),
                              static_cast<Xapian::termcount>(names.size()));
  return XQuery(XQuery::OP_OR, exact, WordsQuery(words, kTermStem));
}

class Translator {
 public:
  explicit Translator(const ritmon::Query& query) : query_(query) {}

  XQuery Run() const { return Translate(WithLevels(query_.root)); }

 private:
  bool for_pages() const { return query_.target == QueryTarget::kPages; }

  XQuery Translate(const QueryNode& node) const {
    switch (node.kind) {
      case QueryNode::Kind::kAll:
        return XQuery::MatchAll;
      case QueryNode::Kind::kText:
        return for_pages() ? WordsQuery(node.words, kTermStem)
                           : NameWordsQuery(node.words);
      case QueryNode::Kind::kNear:
        return NearQuery(node);
      case QueryNode::Kind::kPrefix:
        return PrefixQuery(node.words[0], for_pages());
      case QueryNode::Kind::kFilter:
        return XQuery(XQuery::OP_SCALE_WEIGHT, Filter(node.filter), 0);
      case QueryNode::Kind::kNot:
        return XQuery(XQuery::OP_AND_NOT, XQuery::MatchAll,
                      Translate(node.children[0]));
      case QueryNode::Kind::kOr: {
        std::vector<XQuery> children;
        for (const QueryNode& child : node.children) {
          children.push_back(Translate(child));
        }
        return AnyOf(children);
      }
      case QueryNode::Kind::kAnd:
        return And(node);
    }
    return XQuery::MatchNothing;
  }

  XQuery And(const QueryNode& node) const {
    XQuery all;
    XQuery none;
    bool first = true;
    for (const QueryNode& child : node.children) {
      if (child.kind == QueryNode::Kind::kNot) {
        none = XQuery(XQuery::OP_OR, none, Translate(child.children[0]));
        continue;
      }
      const XQuery query = Translate(child);
      all = first ? query : XQuery(XQuery::OP_AND, all, query);
      first = false;
    }
    if (first) all = XQuery::MatchAll;
    return none.empty() ? all : XQuery(XQuery::OP_AND_NOT, all, none);
  }

  static XQuery Tags(const std::vector<std::string>& ids, const char* prefix,
                     const char* confidence_prefix,
                     const std::optional<Levels>& levels) {
    std::vector<XQuery> queries;
    for (const std::string& id : ids) {
      if (!levels) {
        queries.emplace_back(MakeTerm(prefix, id));
        continue;
      }
      for (const Confidence level : kAllLevels) {
        if (!(*levels)[static_cast<size_t>(level)]) continue;
        queries.emplace_back(MakeTerm(confidence_prefix,
                                      id + ":" + std::string(ToString(level))));
      }
    }
    return AnyOf(queries);
  }

  static XQuery Terms(const std::vector<std::string>& values,
                      const char* prefix) {
    std::vector<XQuery> queries;
    for (const std::string& value : values) {
      queries.emplace_back(MakeTerm(prefix, value));
    }
    return AnyOf(queries);
  }

  XQuery Companies(const std::vector<std::string>& values) const {
    std::vector<XQuery> queries = {Terms(values, kTermCompany)};
    if (!for_pages()) {
      for (const std::string& value : values) {
        std::vector<XQuery> words;
        for (const std::string& word : FoldedWords(value)) {
          words.emplace_back(MakeTerm(kTermName, word));
        }
        queries.emplace_back(XQuery::OP_AND, words.begin(), words.end());
      }
    }
    return AnyOf(queries);
  }

  XQuery Filter(const QueryFilter& filter) const {
    const std::optional<Levels>& levels = filter.levels;
    switch (filter.kind) {
      case FilterKind::kField:
        return Tags(filter.values, kTermField, kTermFieldConfidence, levels);
      case FilterKind::kFuture:
        return Tags(filter.fields, kTermField, kTermFieldConfidence, levels);
      case FilterKind::kTopic:
        return Tags(filter.values, kTermTopic, kTermTopicConfidence, levels);
      case FilterKind::kConfidence: {
        std::vector<std::string> suffixes;
        for (const auto& value : filter.values) suffixes.push_back(":" + value);
        return Terms(suffixes, kTermFieldConfidence);
      }
      case FilterKind::kTitle: {
        std::vector<XQuery> titles;
        for (const std::string& value : filter.values) {
          titles.push_back(WordsQuery(FoldedWords(value), kTermTitleStem));
        }
        return AnyOf(titles);
      }
      case FilterKind::kCompany:
        return Companies(filter.values);
      case FilterKind::kHost:
        return Terms(filter.values, kTermHost);
      case FilterKind::kLang:
        return Terms(filter.values, kTermLang);
      case FilterKind::kPageKind:
        return Terms(filter.values, kTermKind);
      case FilterKind::kRegion:
        return Terms(filter.values, kTermRegion);
      case FilterKind::kDistrict:
        return Terms(filter.values, kTermDistrict);
      case FilterKind::kLegalForm:
        return Terms(filter.values, kTermLegalForm);
      case FilterKind::kStatus:
        return Terms(filter.values, kTermStatus);
      case FilterKind::kEntityKind:
        return Terms(filter.values, kTermEntityKind);
      case FilterKind::kMunicipality:
        return Terms(filter.values, kTermMunicipality);
      case FilterKind::kCluster:
        return Terms(filter.values, kTermCluster);
      case FilterKind::kSizeClass:
        return SizeClasses("class", filter.values);
      case FilterKind::kSizeStudy:
        return SizeClasses("study", filter.values);
      case FilterKind::kSizeEu:
        return SizeClasses("eu", filter.values);
      case FilterKind::kSince:
        return Days(filter.values, /*since=*/true);
      case FilterKind::kUntil:
        return Days(filter.values, /*since=*/false);
      case FilterKind::kFounded:
        return Founded(filter.ranges);
      case FilterKind::kAge:
        return Ages(filter.ranges);
      case FilterKind::kStartup:
        return Startups(filter.values);
      case FilterKind::kSize:
        return Sizes(filter.ranges);
    }
    return XQuery::MatchNothing;
  }

  static XQuery SizeClasses(std::string_view division,
                            const std::vector<std::string>& names) {
    std::vector<XQuery> queries;
    for (const std::string& name : names) {
      queries.emplace_back(
          MakeTerm(kTermSizeClass, SizeClassValue(division, name)));
    }
    return AnyOf(queries);
  }

  // "2025-06" as the beginning of kSlotDate's text.
  static XQuery Days(const std::vector<std::string>& days, bool since) {
    std::vector<XQuery> queries;
    for (std::string day : days) {
      day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
      // What has no day is on no side of one.
      queries.push_back(
          since ? XQuery(XQuery::OP_VALUE_GE, kSlotDate, day)
                : XQuery(XQuery::OP_VALUE_RANGE, kSlotDate, "0", day + '~'));
    }
    return AnyOf(queries);
  }

  static XQuery Founded(const std::vector<NumberRange>& years) {
    const auto year_text = [](int64_t year) {
      return NumberValue(std::min<int64_t>(year, 9999)).substr(15);
    };
    std::vector<XQuery> queries;
    for (const NumberRange& range : years) {
      if (range.unknown) {
        queries.emplace_back(MakeTerm(kTermAge, kUnknownValue));
        continue;
      }
      queries.emplace_back(XQuery::OP_VALUE_RANGE, kSlotFounded,
                           year_text(range.least.value_or(0)),
                           year_text(range.most.value_or(9999)) + '~');
    }
    return AnyOf(queries);
  }

  // The last founding day that makes a company `years` old on the day asked
  // about. Text like kSlotFounded's, compared as text: 29 February needs no
  // rule of its own. Empty if there was no such year.
  std::string FoundedFor(int64_t years) const {
    const int64_t year = static_cast<int>(query_.as_of.year()) - years;
    if (year < 0 || year > 9999) return {};
    const auto two = [](unsigned number) {
      return std::string(number < 10 ? "0" : "") + std::to_string(number);
    };
    return NumberValue(year).substr(15) +
           two(static_cast<unsigned>(query_.as_of.month())) +
           two(static_cast<unsigned>(query_.as_of.day()));
  }

  XQuery Ages(const std::vector<NumberRange>& ranges) const {
    // Founded later in the year that is asked about is age 0, as AgeInYears
    // has it; founded after it is no age.
    const std::string end_of_year =
        NumberValue(static_cast<int>(query_.as_of.year())).substr(15) + "1231";
    std::vector<XQuery> queries;
    for (const NumberRange& range : ranges) {
      if (range.unknown) {
        queries.emplace_back(MakeTerm(kTermAge, "unknown"));
        queries.emplace_back(XQuery::OP_VALUE_GE, kSlotFounded,
                             end_of_year + '0');
        continue;
      }
      std::string latest = end_of_year;
      if (range.least.value_or(0) > 0) latest = FoundedFor(*range.least);
      // Older than the oldest: one year more is too old, so its day is out.
      std::string earliest;
      if (range.most) earliest = FoundedFor(*range.most + 1);
      if (!earliest.empty()) earliest += '0';  // the next text behind that day
      if (earliest.empty()) earliest = "0";
      if (latest.empty() || earliest > latest) continue;
      queries.emplace_back(XQuery::OP_VALUE_RANGE, kSlotFounded, earliest,
                           latest);
    }
    return AnyOf(queries);
  }

  XQuery Startups(const std::vector<std::string>& answers) const {
    std::vector<NumberRange> ages;
    for (const std::string& answer : answers) {
      NumberRange& range = ages.emplace_back();
      if (answer == "yes") {
        range.most = kOldestStartup;
      } else if (answer == "no") {
        range.least = kOldestStartup + 1;
      } else {
        range.unknown = true;
      }
    }
    return Ages(ages);
  }

  static XQuery Sizes(const std::vector<NumberRange>& ranges) {
    std::vector<XQuery> queries;
    for (const NumberRange& range : ranges) {
      if (range.unknown) {
        queries.emplace_back(MakeTerm(kTermSize, "unknown"));
        continue;
      }
      // The class 1-9 holds those without employees too, see SizeClass.
      const bool smallest_class = range.least == 1 && range.most == 9;
      const int64_t least = smallest_class ? 0 : range.least.value_or(0);
      // A class of vendors is in the range if both its bounds are.
      const XQuery at_least(XQuery::OP_VALUE_RANGE, kSlotEmployees,
                            NumberValue(least), std::string(kNoUpperBound));
      if (!range.most) {
        queries.push_back(at_least);
        continue;
      }
      queries.emplace_back(XQuery::OP_AND, at_least,
                           XQuery(XQuery::OP_VALUE_RANGE, kSlotEmployeesMost,
                                  NumberValue(0), NumberValue(*range.most)));
    }
    return AnyOf(queries);
  }

  const ritmon::Query& query_;
};

}  // namespace

Xapian::Query ToXapianQuery(const Query& query) {
  return Translator(query).Run();
}

Xapian::Enquire UnrankedEnquire(const Xapian::Database& database,
                                const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire;
}

}  // namespace ritmon
