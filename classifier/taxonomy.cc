// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/taxonomy.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/normalize.h"

namespace ritmon {
namespace {

// Names are compared without case, marks, hyphens and blanks.
std::string NameKey(std::string_view name) {
  std::string key = Fold(name);
  std::erase_if(key, [](char c) { return c == ' ' || c == '-' || c == '_'; });
  return key;
}

}  // namespace

// Turns sources into indices; notes all mistakes.
class TaxonomyCompiler {
 public:
  explicit TaxonomyCompiler(TaxonomySource source) {
    taxonomy_.source_ = std::move(source);
  }

  Result<std::shared_ptr<const Taxonomy>> Compile() {
    CheckNames();
    for (uint32_t i = 0; i < Source().contexts.size(); ++i) {
      const ContextSource& context = Source().contexts[i];
      if (context.name == "provider") taxonomy_.provider_ = i;
      AddAll(context.terms, {PatternRole::kContext, i});
    }
    for (uint32_t i = 0; i < Source().vetoes.size(); ++i) {
      AddAll(Source().vetoes[i].terms, {PatternRole::kVeto, i});
    }
    for (uint32_t i = 0; i < taxonomy_.entry_count(); ++i) CompileEntry(i);
    CompileVetoFields();
    CompileKinds();
    CompileMatcher();
    if (errors_.empty()) {
      return std::make_shared<const Taxonomy>(std::move(taxonomy_));
    }
    return tl::unexpected(MistakesError(std::move(errors_)));
  }

 private:
  const TaxonomySource& Source() const { return taxonomy_.source_; }

  void Mistake(const SourcePlace& place, const std::string& message) {
    errors_.push_back(place.ToString() + ": " + message);
  }

  void CheckNames() {
    std::map<std::string, std::string> taken;  // key -> id
    const auto claim = [&](const std::string& name, const std::string& id,
                           const SourcePlace& place) {
      const auto [at, is_new] = taken.try_emplace(NameKey(name), id);
      if (!is_new && at->second != id) {
        Mistake(place,
                "name '" + name + "' already means '" + at->second + "'");
      }
    };
    for (size_t i = 0; i < taxonomy_.entry_count(); ++i) {
      const FieldSource& entry = taxonomy_.entry(i);
      claim(entry.id, entry.id, entry.place);
      claim(entry.label_de, entry.id, entry.place);
      claim(entry.label_en, entry.id, entry.place);
      for (const auto& alias : entry.aliases) {
        claim(alias, entry.id, entry.place);
      }
      for (const std::string& parent : entry.parents) {
        if (!FieldIndex(parent)) {
          Mistake(entry.place, "unknown parent field '" + parent + "'");
        }
      }
    }
  }

  std::optional<size_t> FieldIndex(std::string_view id) const {
    for (size_t i = 0; i < taxonomy_.entry_count(); ++i) {
      if (taxonomy_.entry(i).id == id) return i;
    }
    return std::nullopt;
  }

  std::optional<uint32_t> ContextIndex(std::string_view name) const {
    for (uint32_t i = 0; i < Source().contexts.size(); ++i) {
      if (Source().contexts[i].name == name) return i;
    }
    return std::nullopt;
  }

  void AddPatterns(const std::vector<TermPattern>& patterns,
                   const SourcePlace& place, PatternUse use) {
    for (const TermPattern& pattern : patterns) {
      const auto [at, is_new] = index_.try_emplace(
          pattern.Key(), static_cast<uint32_t>(patterns_.size()));
      if (is_new) {
        patterns_.push_back(pattern);
        places_.push_back(place);
        uses_.emplace_back();
      }
      auto& uses = uses_[at->second];
      const bool known =
          std::any_of(uses.begin(), uses.end(), [&](const PatternUse& u) {
            return u.role == use.role && u.index == use.index;
          });
      if (!known) uses.push_back(use);
    }
  }

  // Terms without NEAR, for groups.
  void AddAll(const std::vector<TermSource>& terms, PatternUse use) {
    for (const TermSource& term : terms) {
      auto notation = ParseTerm(term.text, term.language);
      if (!notation) {
        Mistake(term.place, notation.error().message);
      } else if (notation->near_words != 0) {
        Mistake(term.place, "NEAR serves in the terms of a family only");
      } else {
        AddPatterns(notation->patterns, term.place, use);
      }
    }
  }

  uint32_t FamilyIndex(size_t entry, const std::string& name) {
    const auto [at, is_new] = family_index_.try_emplace(
        {entry, name}, static_cast<uint32_t>(taxonomy_.families_.size()));
    if (is_new) taxonomy_.families_.push_back(name);
    return at->second;
  }

  void AddTerm(const TermSource& source, Term term, uint32_t except) {
    auto notation = ParseTerm(source.text, source.language);
    if (!notation) {
      Mistake(source.place, notation.error().message);
      return;
    }
    const auto index = static_cast<uint32_t>(taxonomy_.terms_.size());
    term.text = source.text;
    term.strength = source.strength;
    term.has_near = notation->near_words != 0;
    AddPatterns(notation->patterns, source.place, {PatternRole::kTerm, index});
    near_.push_back({std::move(notation->near), notation->near_words});
    taxonomy_.terms_.push_back(std::move(term));
    taxonomy_.except_of_.push_back(except);
  }

  uint32_t AddExcept(const std::vector<TermSource>& except) {
    if (except.empty()) return Taxonomy::kNoList;
    const auto list = static_cast<uint32_t>(taxonomy_.except_count_++);
    AddAll(except, {PatternRole::kExcept, list});
    return list;
  }

  void CompileEntry(uint32_t entry_index) {
    const FieldSource& entry = taxonomy_.entry(entry_index);
    for (const FamilySource& family : entry.families) {
      Term term;
      term.field = entry_index;
      term.family = FamilyIndex(entry_index, family.name);
      for (const std::string& need : family.needs) {
        if (const auto context = ContextIndex(need)) {
          term.needs.push_back(*context);
        } else {
          Mistake(family.place, "unknown context group '" + need + "'");
        }
      }
      const uint32_t except = AddExcept(family.except);
      for (const TermSource& source : family.terms) {
        AddTerm(source, term, except);
      }
    }
    const FundingSource& funding = entry.funding;
    const auto add_grant_terms = [&](const std::vector<TermSource>& terms,
                                     const std::vector<TermSource>& except,
                                     bool plan) {
      const uint32_t list = AddExcept(except);
      for (const TermSource& source : terms) {
        Term term;
        term.field = entry_index;
        term.grant_only = true;
        term.plan = plan;
        // Each is a family of its own: a title holds one or two of them.
        term.family = FamilyIndex(
            entry_index, plan ? "funding plan" : "funding " + source.text);
        AddTerm(source, std::move(term), list);
      }
    };
    add_grant_terms(funding.terms, funding.except, false);
    add_grant_terms(funding.plan, funding.plan_except, true);
  }

  void CompileVetoFields() {
    const size_t entries = taxonomy_.entry_count();
    taxonomy_.veto_applies_.assign(Source().vetoes.size() * entries, false);
    for (size_t v = 0; v < Source().vetoes.size(); ++v) {
      const VetoSource& veto = Source().vetoes[v];
      for (const std::string& id : veto.fields) {
        if (id != "*" && !FieldIndex(id)) {
          Mistake(veto.place, "unknown field '" + id + "'");
        }
        for (size_t i = 0; i < entries; ++i) {
          const FieldSource& entry = taxonomy_.entry(i);
          if (id == "*" || entry.id == id ||
              std::find(entry.parents.begin(), entry.parents.end(), id) !=
                  entry.parents.end()) {
            taxonomy_.veto_applies_[v * entries + i] = true;
          }
        }
      }
    }
  }

  void CompileKinds() {
    for (size_t kind = 0; kind < taxonomy_.assumed_.size(); ++kind) {
      auto& assumed = taxonomy_.assumed_[kind];
      assumed.assign(Source().contexts.size(), false);
      for (const std::string& name : Source().scoring.kind[kind].assume) {
        if (const auto context = ContextIndex(name)) {
          assumed[*context] = true;
        } else {
          Mistake(Source().scoring.kind[kind].place,
                  "unknown context group '" + name + "'");
        }
      }
    }
  }

  void CompileMatcher() {
    // One by one first, so that every bad expression is named with its place.
    for (size_t i = 0; i < patterns_.size(); ++i) {
      if (patterns_[i].regex.empty()) continue;
      if (auto one = RegexFilter::Compile(patterns_[i].regex); !one) {
        Mistake(places_[i], one.error().message);
      }
    }
    if (!errors_.empty()) return;
    taxonomy_.uses_begin_.push_back(0);
    for (const std::vector<PatternUse>& uses : uses_) {
      taxonomy_.uses_.insert(taxonomy_.uses_.end(), uses.begin(), uses.end());
      taxonomy_.uses_begin_.push_back(
          static_cast<uint32_t>(taxonomy_.uses_.size()));
    }
    taxonomy_.near_partners_ = NearPartners(near_);
    auto matcher = KeywordMatcher::Compile(patterns_);
    if (matcher) {
      taxonomy_.matcher_ = std::move(*matcher);
    } else {
      errors_.push_back(matcher.error().message);
    }
  }

  Taxonomy taxonomy_;
  std::vector<std::string> errors_;
  std::vector<TermPattern> patterns_;
  std::vector<SourcePlace> places_;                  // by pattern
  std::vector<std::vector<PatternUse>> uses_;        // by pattern
  std::unordered_map<std::string, uint32_t> index_;  // key -> pattern
  std::vector<NearPartners::OfTerm> near_;           // by term
  std::map<std::pair<size_t, std::string>, uint32_t> family_index_;
};

Result<std::shared_ptr<const Taxonomy>> Taxonomy::Load(
    const std::filesystem::path& directory,
    const std::vector<std::filesystem::path>& more) {
  auto source = ReadTaxonomyFiles(directory, more);
  if (!source) return tl::unexpected(source.error());
  return Compile(std::move(*source));
}

Result<std::shared_ptr<const Taxonomy>> Taxonomy::Compile(
    TaxonomySource source) {
  return TaxonomyCompiler(std::move(source)).Compile();
}

const FieldSource* Taxonomy::Find(std::string_view name) const {
  const std::string key = NameKey(name);
  for (size_t i = 0; i < entry_count(); ++i) {
    const FieldSource& e = entry(i);
    if (NameKey(e.id) == key || NameKey(e.label_de) == key ||
        NameKey(e.label_en) == key ||
        std::any_of(e.aliases.begin(), e.aliases.end(),
                    [&](const auto& alias) { return NameKey(alias) == key; })) {
      return &e;
    }
  }
  return nullptr;
}

const FutureFieldSource* Taxonomy::FindFutureField(
    std::string_view name) const {
  const std::string key = NameKey(name);
  for (const FutureFieldSource& f : source_.future_fields) {
    if (NameKey(f.id) == key || NameKey(f.label_de) == key ||
        NameKey(f.label_en) == key ||
        std::any_of(f.aliases.begin(), f.aliases.end(),
                    [&](const auto& alias) { return NameKey(alias) == key; })) {
      return &f;
    }
  }
  return nullptr;
}

const PageRuleSource* Taxonomy::PageRule(std::string_view path) const {
  // Words of a path: what stands between anything but letters and digits.
  std::string lower(path);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  std::vector<std::string_view> words;
  const std::string_view all = lower;
  for (size_t i = 0; i < all.size();) {
    size_t end = i;
    while (IsWordAt(all, end) && static_cast<uint8_t>(all[end]) < 0x80) ++end;
    if (end > i) words.push_back(all.substr(i, end - i));
    i = end + 1;
  }
  const auto fits = [](std::string_view pattern, std::string_view word) {
    if (!pattern.ends_with('*')) return word == pattern;
    pattern.remove_suffix(1);
    return word.starts_with(pattern);
  };
  for (const PageRuleSource& rule : source_.page_rules) {
    for (const std::string& pattern : rule.path) {
      for (const std::string_view word : words) {
        if (fits(pattern, word)) return &rule;
      }
    }
  }
  return nullptr;
}

}  // namespace ritmon
