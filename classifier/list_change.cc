// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/list_change.h"

#include <algorithm>
#include <cstdint>
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
  std::vector<TermPattern> patterns;
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

  bool valid() const { return valid_; }
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
    auto notation = ParseTerm(source.text, source.language);
    if (!notation) {
      valid_ = false;
      return;
    }
    const std::string name =
        Joined({family, conditions, source.text,
                std::to_string(static_cast<int>(source.language)),
                std::to_string(source.strength)});
    // The same term may come again with other exceptions.
    const int again = times_[name]++;
    terms_.push_back({.name = name + std::to_string(again),
                      .family = family,
                      .patterns = std::move(notation->patterns),
                      .except = &except});
  }

  bool valid_ = true;
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

std::vector<std::string> ContextNames(const TaxonomySource& source) {
  std::vector<std::string> names;
  for (const ContextSource& context : source.contexts) {
    names.push_back(context.name);
  }
  return names;
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

// What a pattern is good for.
struct PatternUses {
  TermPattern pattern;
  Names uses;
};

// The patterns of one version by their keys.
class UsesByKey {
 public:
  // Exceptions are noted for `terms` only, groups for `contexts`.
  UsesByKey(const TaxonomySource& source, const TermNames& named,
            const Names& terms, const Names& contexts) {
    for (const NamedTerm& term : named.terms()) {
      Add(term.patterns, Joined({"term", term.name}));
      if (!terms.contains(term.name)) continue;
      AddAll(*term.except, Joined({"except", term.name}));
    }
    for (const ContextSource& context : source.contexts) {
      if (!contexts.contains(context.name)) continue;
      AddAll(context.terms, Joined({"context", context.name}));
    }
    for (const VetoSource& veto : source.vetoes) {
      AddAll(veto.terms, Joined({"veto", VetoName(veto)}));
    }
  }

  bool valid() const { return valid_; }

  // Adds the patterns that have other uses, or none, in `other`.
  void AddChanged(const UsesByKey& other,
                  std::map<std::string, TermPattern>& changed) const {
    for (const auto& [key, mine] : by_key_) {
      const auto at = other.by_key_.find(key);
      if (at == other.by_key_.end() || at->second.uses != mine.uses) {
        changed.emplace(key, mine.pattern);
      }
    }
  }

 private:
  void Add(const std::vector<TermPattern>& patterns, const std::string& use) {
    for (const TermPattern& pattern : patterns) {
      PatternUses& at =
          by_key_.try_emplace(pattern.Key(), PatternUses{pattern, {}})
              .first->second;
      at.uses.insert(use);
    }
  }

  void AddAll(const std::vector<TermSource>& terms, const std::string& use) {
    for (const TermSource& term : terms) {
      const auto notation = ParseTerm(term.text, term.language);
      if (notation) {
        Add(notation->patterns, use);
      } else {
        valid_ = false;
      }
    }
  }

  bool valid_ = true;
  std::map<std::string, PatternUses> by_key_;
};

}  // namespace

std::optional<ListChange> ListChange::Between(const TaxonomySource& before,
                                              const TaxonomySource& after) {
  if (!DifferInTermsOnly(before, after)) return std::nullopt;
  const TermNames old_names(before);
  const TermNames new_names(after);
  if (!old_names.valid() || !new_names.valid()) return std::nullopt;
  const Names terms = Common(old_names.Order(), new_names.Order());
  if (!SameOrder(old_names.Order(), new_names.Order()) ||
      old_names.FamilyOrder(terms) != new_names.FamilyOrder(terms) ||
      !SameOrder(VetoOrder(before), VetoOrder(after))) {
    return std::nullopt;
  }
  Names contexts = Common(ContextNames(before), ContextNames(after));
  contexts.insert("provider");
  const UsesByKey old_uses(before, old_names, terms, contexts);
  const UsesByKey new_uses(after, new_names, terms, contexts);
  if (!old_uses.valid() || !new_uses.valid()) return std::nullopt;
  std::map<std::string, TermPattern> changed;
  old_uses.AddChanged(new_uses, changed);
  new_uses.AddChanged(old_uses, changed);

  std::vector<TermPattern> patterns;
  for (auto& [key, pattern] : changed) patterns.push_back(std::move(pattern));
  auto matcher = KeywordMatcher::Compile(patterns);
  if (!matcher) return std::nullopt;
  ListChange change;
  change.matcher_ = std::move(*matcher);
  change.patterns_ = patterns.size();
  return change;
}

bool ListChange::MayTouch(MatcherScratch& scratch) const {
  scratch.hits.clear();
  if (patterns_ == 0) return false;
  matcher_.Match(scratch);
  return !scratch.hits.empty();
}

}  // namespace ritmon
