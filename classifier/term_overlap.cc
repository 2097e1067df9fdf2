// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/term_overlap.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "classifier/keyword_matcher.h"
#include "classifier/term_pattern.h"
#include "classifier/trie_pattern.h"

namespace ritmon {
namespace {

// What stands for letters that may come before or after: no list holds them.
constexpr char kOpenLetters[] = "xqzxq";

// Where the words of a form are joined.
std::string Joined(const std::vector<std::string>& words,
                   std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

// An acronym's words with the capitals that `cased` has, or nothing if folding
// changed their lengths.
std::vector<std::string> CasedWords(const TermPattern& pattern) {
  std::vector<std::string> words;
  size_t at = 0;
  for (const PatternWord& word : pattern.words) {
    if (at + word.text.size() > pattern.cased.size()) return {};
    words.push_back(pattern.cased.substr(at, word.text.size()));
    at += word.text.size();
  }
  if (at != pattern.cased.size()) return {};
  return words;
}

// The forms of one pattern; none if it cannot be spelled out.
std::vector<std::string> SpellOut(const TermPattern& pattern) {
  if (!pattern.regex.empty()) return {};
  std::vector<std::string> words;
  if (pattern.cased.empty()) {
    for (const PatternWord& word : pattern.words) {
      words.push_back(FormsOf(word).front());
    }
  } else {
    words = CasedWords(pattern);
    if (words.empty()) return {};
  }
  std::set<std::string> forms;
  const auto add = [&](const std::vector<std::string>& variant) {
    for (const char* between : {" ", ""}) {
      const std::string form = Joined(variant, between);
      forms.insert(form);
      if (pattern.open_start) forms.insert(kOpenLetters + form);
    }
  };
  add(words);
  for (size_t i = 0; i < pattern.words.size(); ++i) {
    std::vector<std::string> variant = words;
    if (pattern.words[i].ending == WordEnding::kOpen) {
      variant[i] = words[i] + kOpenLetters;
      add(variant);
    } else if (pattern.words[i].ending == WordEnding::kAcronym) {
      variant[i] = words[i] + "s";
      add(variant);
    } else if (pattern.cased.empty()) {
      for (const std::string& form : FormsOf(pattern.words[i])) {
        variant[i] = form;
        add(variant);
      }
    }
  }
  return {forms.begin(), forms.end()};
}

// A term of the field with all that is known of it.
struct Entry {
  ListedTerm listed;
  std::set<std::string> keys;         // of its patterns
  std::set<std::string> near_keys;    // of its NEAR partners
  std::set<std::string> except_keys;  // of its table
  int near_words = 0;
  std::vector<size_t> blocks;  // its forms
};

// One form of one term, and who else finds it.
struct Form {
  std::set<size_t> found_by;  // entries
  bool excepted = false;
  const VetoSource* veto = nullptr;
};

class OverlapFinder {
 public:
  OverlapFinder(const Taxonomy& taxonomy, size_t entry) : taxonomy_(taxonomy) {
    for (const FamilySource& family : taxonomy.entry(entry).families) {
      AddFamily(family);
    }
    for (size_t v = 0; v < taxonomy.vetoes().size(); ++v) {
      const VetoSource& veto = taxonomy.vetoes()[v];
      if (veto.factor > 0 || veto.scope == VetoScope::kCompany ||
          !taxonomy.VetoApplies(v, entry)) {
        continue;
      }
      for (const TermSource& term : veto.terms) {
        for (const std::string& key : KeysOf(term)) vetoes_[key] = &veto;
      }
    }
  }

  std::vector<TermOverlap> Find() {
    if (!MatchForms()) return {};
    std::map<size_t, TermOverlap> found;
    for (const size_t index : Narrowest()) {
      if (auto overlap = Judge(index)) found.emplace(index, *overlap);
    }
    std::vector<TermOverlap> overlaps;
    for (auto& [index, overlap] : found) overlaps.push_back(overlap);
    return overlaps;
  }

 private:
  // Notes the patterns of a term for the matcher.
  std::set<std::string> KeysOf(const TermSource& term) {
    std::set<std::string> keys;
    auto notation = ParseTerm(term.text, term.language);
    if (!notation) return keys;  // a loaded taxonomy has none
    for (TermPattern& pattern : notation->patterns) {
      keys.insert(pattern.Key());
      patterns_.emplace(pattern.Key(), std::move(pattern));
    }
    return keys;
  }

  void AddFamily(const FamilySource& family) {
    std::set<std::string> except;
    for (const TermSource& term : family.except) except.merge(KeysOf(term));
    for (const TermSource& term : family.terms) {
      Entry entry{.listed = {&family, &term}, .except_keys = except};
      entry.keys = KeysOf(term);
      const auto notation = ParseTerm(term.text, term.language);
      entry.near_words = notation->near_words;
      for (const TermPattern& near : notation->near) {
        entry.near_keys.insert(near.Key());
      }
      bool spelled = true;
      for (const TermPattern& pattern : notation->patterns) {
        const auto forms = SpellOut(pattern);
        spelled = spelled && !forms.empty();
        for (const std::string& form : forms) {
          entry.blocks.push_back(forms_.size());
          forms_.emplace_back();
          scratch_.text.AddBlock(form);
        }
      }
      if (!spelled) entry.blocks.clear();
      entries_.push_back(std::move(entry));
    }
  }

  // Fills forms_.
  bool MatchForms() {
    std::vector<TermPattern> patterns;
    std::vector<std::string> keys;
    std::map<std::string, std::vector<size_t>> entries_of;
    for (size_t i = 0; i < entries_.size(); ++i) {
      for (const std::string& key : entries_[i].keys) {
        entries_of[key].push_back(i);
      }
    }
    for (const auto& [key, pattern] : patterns_) {
      keys.push_back(key);
      patterns.push_back(pattern);
    }
    auto matcher = KeywordMatcher::Compile(std::move(patterns));
    if (!matcher) return false;
    matcher->Match(scratch_);
    std::vector<size_t> owner(forms_.size());
    for (size_t i = 0; i < entries_.size(); ++i) {
      for (const size_t block : entries_[i].blocks) owner[block] = i;
    }
    for (const KeywordHit& hit : scratch_.hits) {
      const size_t block = scratch_.text.BlockOf(hit.begin);
      const std::string& key = keys[hit.pattern];
      Form& form = forms_[block];
      for (const size_t entry : entries_of[key]) form.found_by.insert(entry);
      // The form is the hit: whatever stands in it overlaps it.
      form.excepted =
          form.excepted || entries_[owner[block]].except_keys.contains(key);
      if (const auto veto = vetoes_.find(key); veto != vetoes_.end()) {
        form.veto = veto->second;
      }
    }
    return true;
  }

  // Those with the fewest forms first, of equal ones the later: they are the
  // ones to go.
  std::vector<size_t> Narrowest() const {
    std::vector<size_t> order(entries_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = order.size() - 1 - i;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
      return entries_[a].blocks.size() < entries_[b].blocks.size();
    });
    return order;
  }

  // Whether what `other` finds counts wherever `entry` would.
  static bool NoStricter(const Entry& other, const Entry& entry) {
    const FamilySource& a = *other.listed.family;
    const FamilySource& b = *entry.listed.family;
    if (other.listed.term->strength < entry.listed.term->strength) return false;
    if (other.near_words != 0 && (other.near_words < entry.near_words ||
                                  other.near_keys != entry.near_keys)) {
      return false;
    }
    const auto in_a = [&](const std::string& need) {
      return std::find(a.needs.begin(), a.needs.end(), need) != a.needs.end();
    };
    if (!a.needs.empty() &&
        (b.needs.empty() ||
         !std::all_of(b.needs.begin(), b.needs.end(), in_a))) {
      return false;
    }
    return std::includes(entry.except_keys.begin(), entry.except_keys.end(),
                         other.except_keys.begin(), other.except_keys.end());
  }

  // Why the term does no work, if so; notes that it will be gone.
  std::optional<TermOverlap> Judge(size_t index) {
    const Entry& entry = entries_[index];
    if (entry.blocks.empty()) return std::nullopt;
    TermOverlap overlap{.term = entry.listed};
    if (All(entry, [](const Form& form) { return form.excepted; })) {
      overlap.kind = TermOverlap::Kind::kExcepted;
      return overlap;
    }
    if (All(entry, [](const Form& form) { return form.veto != nullptr; })) {
      overlap.kind = TermOverlap::Kind::kVetoed;
      overlap.veto = forms_[entry.blocks.front()].veto;
      return overlap;
    }
    for (const bool same_family : {true, false}) {
      const auto by = Others(index, same_family);
      if (!by) continue;
      const Entry& other = entries_[*by];
      overlap.by = other.listed;
      if (!same_family) {
        overlap.kind = TermOverlap::Kind::kTwice;
        return overlap;
      }
      overlap.kind =
          other.keys == entry.keys && other.near_keys == entry.near_keys
              ? TermOverlap::Kind::kDuplicate
              : TermOverlap::Kind::kShadowed;
      gone_.insert(index);
      return overlap;
    }
    return std::nullopt;
  }

  template <typename Holds>
  bool All(const Entry& entry, Holds&& holds) const {
    return std::all_of(entry.blocks.begin(), entry.blocks.end(),
                       [&](size_t block) { return holds(forms_[block]); });
  }

  // One of the terms of the same family, or of others, that together find each
  // form; nothing if a form is found by none.
  std::optional<size_t> Others(size_t index, bool same_family) const {
    const Entry& entry = entries_[index];
    std::optional<size_t> one;
    const bool all = All(entry, [&](const Form& form) {
      for (const size_t other : form.found_by) {
        const Entry& candidate = entries_[other];
        if (other == index || gone_.contains(other) ||
            (candidate.listed.family->name == entry.listed.family->name) !=
                same_family ||
            !NoStricter(candidate, entry)) {
          continue;
        }
        if (!one || candidate.keys == entry.keys) one = other;
        return true;
      }
      return false;
    });
    return all ? one : std::nullopt;
  }

  const Taxonomy& taxonomy_;
  std::vector<Entry> entries_;
  std::vector<Form> forms_;                      // by block
  std::map<std::string, TermPattern> patterns_;  // by key
  std::map<std::string, const VetoSource*> vetoes_;
  std::set<size_t> gone_;
  MatcherScratch scratch_;
};

}  // namespace

std::vector<TermOverlap> FindOverlaps(const Taxonomy& taxonomy, size_t entry) {
  return OverlapFinder(taxonomy, entry).Find();
}

}  // namespace ritmon
