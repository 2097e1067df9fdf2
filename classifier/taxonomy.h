// SPDX-License-Identifier: GPL-3.0-or-later
// The compiled keyword lists: fields, topics, their terms, and everything that
// Classify needs, ready to be run over a page in one pass.
//
// Immutable once loaded: safe to share between threads. Held by shared_ptr, so
// that the daemon can swap in new lists while pages are being classified.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "classifier/keyword_matcher.h"
#include "classifier/near_partners.h"
#include "classifier/taxonomy_file.h"

namespace ritmon {

// A term with its conditions. Indices are into Taxonomy's lists.
struct Term {
  std::string text;     // as the keyword list spells it
  uint32_t field = 0;   // into entries()
  uint32_t family = 0;  // into families()
  int strength = 0;
  bool has_near = false;        // see near_partners.h
  std::vector<uint32_t> needs;  // context groups
  bool grant_only = false;
  bool plan = false;  // read in a grant's plan text only
};

// What a pattern's hit is good for.
enum class PatternRole : uint8_t {
  kTerm,     // index: term
  kExcept,   // index: family table whose hits it undoes
  kContext,  // index: context group
  kVeto,     // index: veto group
};

struct PatternUse {
  PatternRole role = PatternRole::kTerm;
  uint32_t index = 0;
};

class Taxonomy {
 public:
  // Reads and compiles a directory of keyword lists, and further ones as one
  // set with it; all mistakes at once.
  static Result<std::shared_ptr<const Taxonomy>> Load(
      const std::filesystem::path& directory,
      const std::vector<std::filesystem::path>& more = {});
  static Result<std::shared_ptr<const Taxonomy>> Compile(TaxonomySource source);

  // Hash of the lists' content: stored with each tag.
  const std::string& version() const { return source_.version; }

  // What it was compiled of: for who asks for names only.
  const TaxonomySource& source() const { return source_; }

  const std::vector<FutureFieldSource>& future_fields() const {
    return source_.future_fields;
  }
  const std::vector<FieldSource>& fields() const { return source_.fields; }
  const std::vector<FieldSource>& topics() const { return source_.topics; }
  const ScoringSource& scoring() const { return source_.scoring; }

  // By id, label or alias, without regard to case, marks and hyphens; null if
  // there is none. Covers fields and topics.
  const FieldSource* Find(std::string_view name) const;
  // The same for future fields.
  const FutureFieldSource* FindFutureField(std::string_view name) const;

  // From here on: for the classifier's own files. A field or topic is known by
  // its place in entries(): fields first, then topics.
  size_t entry_count() const {
    return source_.fields.size() + source_.topics.size();
  }
  const FieldSource& entry(size_t index) const {
    return index < source_.fields.size()
               ? source_.fields[index]
               : source_.topics[index - source_.fields.size()];
  }
  const std::vector<Term>& terms() const { return terms_; }
  // Names of families; those of different entries are different.
  const std::vector<std::string>& families() const { return families_; }
  // For each term: the except list of its family table, or kNoList.
  static constexpr uint32_t kNoList = 0xFFFFFFFF;
  uint32_t except_of(size_t term) const { return except_of_[term]; }
  size_t except_count() const { return except_count_; }
  const std::vector<ContextSource>& contexts() const {
    return source_.contexts;
  }
  // The context group that makes a page speak as a provider.
  std::optional<uint32_t> provider_context() const { return provider_; }
  const std::vector<VetoSource>& vetoes() const { return source_.vetoes; }
  bool VetoApplies(size_t veto, size_t entry) const {
    return veto_applies_[veto * entry_count() + entry];
  }
  // Context groups that pages of `kind` need not show.
  bool Assumed(PageKind kind, uint32_t context) const {
    return assumed_[static_cast<size_t>(kind)][context];
  }
  // The first page rule that fits the path, or null.
  const PageRuleSource* PageRule(std::string_view path) const;

  // All patterns but the second parts of NEAR.
  const KeywordMatcher& matcher() const { return matcher_; }
  const NearPartners& near_partners() const { return near_partners_; }
  std::span<const PatternUse> uses(size_t pattern) const {
    return std::span(uses_).subspan(
        uses_begin_[pattern], uses_begin_[pattern + 1] - uses_begin_[pattern]);
  }

 private:
  friend class TaxonomyCompiler;
  Taxonomy() = default;

  TaxonomySource source_;
  std::vector<Term> terms_;
  std::vector<std::string> families_;
  std::vector<uint32_t> except_of_;
  size_t except_count_ = 0;
  std::optional<uint32_t> provider_;
  std::vector<bool> veto_applies_;
  std::array<std::vector<bool>, 4> assumed_;
  std::vector<PatternUse> uses_;      // of one pattern side by side
  std::vector<uint32_t> uses_begin_;  // by pattern, and one more
  KeywordMatcher matcher_;
  NearPartners near_partners_;
};

}  // namespace ritmon
