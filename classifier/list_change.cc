// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/list_change.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "classifier/term_pattern.h"

namespace ritmon {
namespace {

using Names = std::set<std::string>;

// Different lists of parts give different texts.
std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    text += std::to_string(part.size()) + ':' + part;
  }
  return text;
}

std::string Exactly(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%a", number);
  return text;
}

// Structured bindings name every member: one that is added later stops the
// build here, not the comparison.
auto Numbers(const KindRules& rules) {
  const auto& [threshold, growth, assume, place] = rules;
  return std::tuple(threshold, growth, assume);
}

auto Numbers(const ScoringSource& scoring) {
  const auto& [zone_weight, strong_zone, repeat, repeat_max, candidate,
               short_page, long_page, share, context_distance, veto_distance,
               kind, company_page, company_high_families, company_news_max,
               company_site, company_register] = scoring;
  return std::tuple(
      zone_weight, strong_zone, repeat, repeat_max, candidate, short_page,
      long_page, share, context_distance, veto_distance, Numbers(kind[0]),
      Numbers(kind[1]), Numbers(kind[2]), Numbers(kind[3]), company_page,
      company_high_families, company_news_max, company_site, company_register);
}

bool SameRule(const PageRuleSource& a, const PageRuleSource& b) {
  return a.name == b.name && a.path == b.path && a.weight == b.weight &&
         a.supporting == b.supporting;
}

bool SameEntry(const FieldSource& a, const FieldSource& b) {
  return a.id == b.id && a.is_topic == b.is_topic && a.parents == b.parents;
}

template <typename Source>
bool SameList(const std::vector<Source>& a, const std::vector<Source>& b,
              bool (*same)(const Source&, const Source&)) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

bool DifferInTermsOnly(const TaxonomySource& a, const TaxonomySource& b) {
  return Numbers(a.scoring) == Numbers(b.scoring) &&
         SameList(a.page_rules, b.page_rules, SameRule) &&
         SameList(a.fields, b.fields, SameEntry) &&
         SameList(a.topics, b.topics, SameEntry);
}

// One term, as TaxonomyCompiler makes them.
struct NamedTerm {
  std::string name;    // all that is read through it; of no other term
  std::string family;  // with its entry
  const TermSource* source = nullptr;
  const std::vector<TermSource>* except = nullptr;
};

// All terms of one version in their order.
class TermNames {
 public:
  explicit TermNames(const TaxonomySource& source) {
    for (const auto* entries : {&source.fields, &source.topics}) {
      for (const FieldSource& entry : *entries) AddEntry(entry);
    }
  }

  const std::vector<NamedTerm>& terms() const { return terms_; }

  std::vector<std::string> Order() const {
    std::vector<std::string> order;
    for (const NamedTerm& term : terms_) order.push_back(term.name);
    return order;
  }

  // Families by their first appearance, which numbers them, whatever term
  // that is; only those that have a term of `names`.
  std::vector<std::string> FamilyOrder(const Names& names) const {
    Names kept;
    for (const NamedTerm& term : terms_) {
      if (names.contains(term.name)) kept.insert(term.family);
    }
    std::vector<std::string> order;
    for (const std::string& family : families_) {
      if (kept.erase(family) > 0) order.push_back(family);
    }
    return order;
  }

 private:
  void AddEntry(const FieldSource& entry) {
    for (const FamilySource& family : entry.families) {
      families_.push_back(Joined({entry.id, family.name}));
      for (const TermSource& term : family.terms) {
        Add(term, families_.back(), Joined(family.needs), family.except);
      }
    }
    const FundingSource& funding = entry.funding;
    for (const TermSource& term : funding.terms) {
      families_.push_back(Joined({entry.id, "funding " + term.text}));
      Add(term, families_.back(), "grant", funding.except);
    }
    for (const TermSource& term : funding.plan) {
      families_.push_back(Joined({entry.id, "funding plan"}));
      Add(term, families_.back(), "plan", funding.plan_except);
    }
  }

  void Add(const TermSource& source, const std::string& family,
           const std::string& conditions,
           const std::vector<TermSource>& except) {
    const std::string name =
        Joined({family, conditions, source.text,
                std::to_string(static_cast<int>(source.language)),
                std::to_string(source.strength)});
    // The same term may come again with other exceptions.
    const int again = times_[name]++;
    terms_.push_back({.name = name + std::to_string(again),
                      .family = family,
                      .source = &source,
                      .except = &except});
  }

  std::vector<NamedTerm> terms_;
  std::vector<std::string> families_;  // as they come, again and again
  std::map<std::string, int> times_;
};

std::string VetoName(const VetoSource& veto) {
  return Joined({veto.name, std::to_string(static_cast<int>(veto.scope)),
                 Exactly(veto.factor), Joined(veto.fields)});
}

std::vector<std::string> VetoOrder(const TaxonomySource& source) {
  std::vector<std::string> order;
  for (const VetoSource& veto : source.vetoes) order.push_back(VetoName(veto));
  return order;
}

Names Common(const std::vector<std::string>& a,
             const std::vector<std::string>& b) {
  const Names in_a(a.begin(), a.end());
  const Names in_b(b.begin(), b.end());
  Names common;
  std::set_intersection(in_a.begin(), in_a.end(), in_b.begin(), in_b.end(),
                        std::inserter(common, common.end()));
  return common;
}

// Whether the common ones stand in the same order.
bool SameOrder(std::vector<std::string> a, std::vector<std::string> b) {
  const Names common = Common(a, b);
  const auto is_own = [&](const std::string& name) {
    return !common.contains(name);
  };
  std::erase_if(a, is_own);
  std::erase_if(b, is_own);
  return a == b;
}

using Terms = std::vector<TermSource>;

// Lists of terms by the name of what they are good for.
using TermsByName = std::map<std::string, const Terms*>;

TermsByName ContextTerms(const TaxonomySource& source) {
  TermsByName by_name;
  for (const ContextSource& context : source.contexts) {
    by_name.emplace(context.name, &context.terms);
  }
  return by_name;
}

TermsByName VetoTerms(const TaxonomySource& source) {
  TermsByName by_name;
  for (const VetoSource& veto : source.vetoes) {
    by_name.emplace(VetoName(veto), &veto.terms);
  }
  return by_name;
}

// Patterns with a use that only one version has. A use that both have need not
// be looked at, so that only terms that differ are parsed.
class ChangedPatterns {
 public:
  // Terms whose names only one version has, and exceptions of the others.
  void AddTerms(const TermNames& before, const TermNames& after) {
    std::map<std::string_view, const NamedTerm*> old_terms;
    for (const NamedTerm& term : before.terms()) old_terms[term.name] = &term;
    std::set<std::pair<const Terms*, const Terms*>> compared;
    for (const NamedTerm& term : after.terms()) {
      const auto old = old_terms.find(term.name);
      if (old == old_terms.end()) {
        AddAll({*term.source});
        continue;
      }
      const std::pair tables(old->second->except, term.except);
      if (compared.insert(tables).second) {
        AddDifference(*tables.first, *tables.second);
      }
      old_terms.erase(old);
    }
    for (const auto& [name, term] : old_terms) AddAll({*term->source});
  }

  // Lists of the same name are compared, those of others added if `is_read`.
  template <typename IsRead>
  void AddLists(const TermsByName& before, const TermsByName& after,
                IsRead&& is_read) {
    for (const auto& [name, terms] : before) {
      const auto at = after.find(name);
      if (at != after.end()) {
        AddDifference(*terms, *at->second);
      } else if (is_read(name)) {
        AddAll(*terms);
      }
    }
    for (const auto& [name, terms] : after) {
      if (!before.contains(name) && is_read(name)) AddAll(*terms);
    }
  }

  // Nothing if one of them cannot be parsed.
  std::optional<std::vector<TermPattern>> Take() && {
    if (!valid_) return std::nullopt;
    std::vector<TermPattern> patterns;
    for (auto& [key, pattern] : by_key_) patterns.push_back(std::move(pattern));
    return patterns;
  }

 private:
  using PatternsByKey = std::map<std::string, TermPattern>;

  PatternsByKey PatternsOf(const Terms& terms) {
    PatternsByKey by_key;
    for (const TermSource& term : terms) {
      auto notation = ParseTerm(term.text, term.language);
      if (!notation) {
        valid_ = false;
        continue;
      }
      for (TermPattern& pattern : notation->patterns) {
        std::string key = pattern.Key();
        by_key.emplace(std::move(key), std::move(pattern));
      }
    }
    return by_key;
  }

  void AddAll(const Terms& terms) { by_key_.merge(PatternsOf(terms)); }

  void AddDifference(const Terms& before, const Terms& after) {
    const auto same = [](const TermSource& a, const TermSource& b) {
      return a.text == b.text && a.language == b.language;
    };
    if (std::equal(before.begin(), before.end(), after.begin(), after.end(),
                   same)) {
      return;
    }
    PatternsByKey in_before = PatternsOf(before);
    PatternsByKey in_after = PatternsOf(after);
    for (auto at = in_before.begin(); at != in_before.end();) {
      const bool in_both = in_after.erase(at->first) > 0;
      at = in_both ? in_before.erase(at) : std::next(at);
    }
    by_key_.merge(in_before);
    by_key_.merge(in_after);
  }

  bool valid_ = true;
  PatternsByKey by_key_;
};

}  // namespace

std::optional<ListChange> ListChange::Between(const TaxonomySource& before,
                                              const TaxonomySource& after) {
  if (!DifferInTermsOnly(before, after)) return std::nullopt;
  const TermNames old_names(before);
  const TermNames new_names(after);
  const Names terms = Common(old_names.Order(), new_names.Order());
  if (!SameOrder(old_names.Order(), new_names.Order()) ||
      old_names.FamilyOrder(terms) != new_names.FamilyOrder(terms) ||
      !SameOrder(VetoOrder(before), VetoOrder(after))) {
    return std::nullopt;
  }
  ChangedPatterns changed;
  changed.AddTerms(old_names, new_names);
  changed.AddLists(ContextTerms(before), ContextTerms(after),
                   [](const std::string& name) { return name == "provider"; });
  changed.AddLists(VetoTerms(before), VetoTerms(after),
                   [](const std::string&) { return true; });
  const auto patterns = std::move(changed).Take();
  if (!patterns) return std::nullopt;
  auto matcher = KeywordMatcher::Compile(*patterns);
  if (!matcher) return std::nullopt;
  ListChange change;
  change.matcher_ = std::move(*matcher);
  change.patterns_ = patterns->size();
  return change;
}

bool ListChange::MayTouch(MatcherScratch& scratch) const {
  scratch.hits.clear();
  if (patterns_ == 0) return false;
  matcher_.Match(scratch);
  return !scratch.hits.empty();
}

}  // namespace ritmon
