// SPDX-License-Identifier: GPL-3.0-or-later
// The names by which texts may speak of a region's companies, and how much each
// says by itself.
//
// A company is known by its name without the legal form, by its previous names,
// and by short forms, unless another company is known by them ("Tourenta" for
// "Tourenta Software GmbH").
// Which of these names say something by themselves is learnt from the register
// (words of many names, towns, streets, names that a company elsewhere has) and
// from pages (Learn), on top of a list of everyday words (common_words.h).
//
// Immutable once built and taught, safe to share between threads. Bounded: of
// more than `max_names` names the later ones are left out. 500,000 companies
// take some 110 MB and 4 s of building, 100,000 a quarter of it
// (bench/mention_bench.cc).

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/company.h"
#include "registry/common_words.h"
#include "registry/name_trie.h"
#include "registry/regions.h"

namespace ritmon {

// What a name needs to be believed.
enum class NameStrength : uint8_t {
  kFormOnly,     // its legal form: the name of a person, a number
  kEveryday,     // its legal form, or words around it that name a company
  kPhrase,       // the same, or its town close by: several everyday words
  kDistinctive,  // nothing more
};

enum class NameKind : uint8_t { kName, kPrevious, kShort };

class CompanyGazetteer {
 public:
  struct NamedCompany {
    std::string id;
    std::string legal_form;  // id of legal_form.h
    std::string town;        // as MentionTownKey gives it
    std::string domain;      // registrable, of its website; or empty
    bool personal = false;   // a sole trader and the like
  };
  struct Use {
    uint32_t company = 0;
    NameKind kind = NameKind::kName;
    bool operator==(const Use&) const = default;
  };
  struct Name {
    uint32_t first_use = 0;
    uint32_t uses = 0;
    uint32_t words = 0;
    NameStrength strength = NameStrength::kDistinctive;
  };

  const NameTrie& trie() const { return trie_; }
  const CommonWords& words() const { return common_; }
  const Name& name(uint32_t number) const { return names_[number]; }
  std::span<const Use> UsesOf(uint32_t number) const;
  const NamedCompany& company(uint32_t number) const {
    return companies_[number];
  }
  size_t company_count() const { return companies_.size(); }
  size_t left_out() const { return left_out_; }
  size_t memory_bytes() const;

  // These names are everyday words of the pages, after all. Before anything is
  // shared with other threads.
  void Learn(std::span<const uint32_t> everyday);

 private:
  friend class GazetteerBuilder;
  CompanyGazetteer() = default;

  CommonWords common_;
  NameTrie trie_;
  std::vector<NamedCompany> companies_;
  std::vector<Name> names_;
  std::vector<Use> uses_;
  size_t left_out_ = 0;
};

// The first words of a town's name, folded, at most two: "hamburg",
// "bad segeberg". Empty for an empty name.
std::string MentionTownKey(std::string_view town);

class GazetteerBuilder {
 public:
  static constexpr size_t kMaxNames = 500'000;

  // `regions` says what is a town; it may be null and must outlive this.
  explicit GazetteerBuilder(const Regions* regions,
                            size_t max_names = kMaxNames);

  // A company of the region. Those that are removed are left out.
  void Add(const Company& company);
  // The name of a company elsewhere: who has the same name here needs more.
  void AddElsewhere(std::string_view name);

  CompanyGazetteer Build();

 private:
  void AddName(std::string_view key, uint32_t company, NameKind kind);
  std::vector<std::string> ShortFormsOf(const std::string& key,
                                        std::string_view town) const;
  void AddShortForms();
  void CountWords();
  NameStrength StrengthOf(std::string_view key, bool personal,
                          bool is_short) const;
  bool IsCommon(std::string_view word) const;
  bool IsPerson(const std::vector<std::string_view>& words) const;

  struct Entry {
    uint32_t name;
    CompanyGazetteer::Use use;
  };

  const Regions* regions_;
  size_t max_names_;
  CompanyGazetteer gazetteer_;
  std::vector<std::string> keys_;  // of names, by number
  std::vector<Entry> entries_;
  std::unordered_map<std::string, uint32_t> word_count_;
  std::vector<uint64_t> streets_;    // fingerprints
  std::vector<uint64_t> elsewhere_;  // of light name keys
};

}  // namespace ritmon
