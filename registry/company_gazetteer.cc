// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_gazetteer.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/domain_name.h"
#include "base/fingerprint.h"
#include "base/normalize.h"
#include "model/url.h"
#include "registry/legal_form.h"
#include "registry/name_key.h"
#include "registry/name_tokens.h"

namespace ritmon {
namespace {

// A word of so many names, and of one in so many, says nothing by itself.
constexpr size_t kManyNames = 8;
constexpr size_t kShareOfNames = 2000;

// A name of one word that is shorter is an abbreviation of many things.
constexpr size_t kMinLetters = 4;

std::vector<std::string_view> WordsOf(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    const size_t blank = key.find(' ');
    words.push_back(key.substr(0, blank));
    key.remove_prefix(blank == std::string_view::npos ? key.size() : blank + 1);
  }
  return words;
}

std::string DomainOf(const std::string& website) {
  if (website.empty()) return "";
  auto url = Url::Parse(website);
  if (!url) url = Url::Parse("http://" + website);
  return url ? RegistrableDomain(url->host()) : "";
}

// "Hafenstr. 12 a" -> "hafenstrasse".
uint64_t StreetPrint(std::string_view street) {
  std::string key;
  for (const NameToken& token : NameTokens(street)) {
    if (token.text.find_first_of("0123456789") != std::string::npos) break;
    if (!key.empty()) key += ' ';
    key += token.text;
  }
  if (key.ends_with("str")) key += "asse";
  return key.empty() ? 0 : Fingerprint64(key);
}

void SortUnique(std::vector<uint64_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

bool Holds(const std::vector<uint64_t>& sorted, std::string_view key) {
  return std::binary_search(sorted.begin(), sorted.end(), Fingerprint64(key));
}

}  // namespace

std::string MentionTownKey(std::string_view town) {
  // What stands in the way of a first word: "Bad Segeberg", "St. Michel".
  constexpr size_t kShortWord = 4;
  std::string key;
  for (const NameToken& token : NameTokens(town)) {
    if (token.bracketed) break;
    if (!key.empty()) key += ' ';
    key += token.text;
    if (key.size() > kShortWord || key.find(' ') != std::string::npos) break;
  }
  return key;
}

std::span<const CompanyGazetteer::Use> CompanyGazetteer::UsesOf(
    uint32_t number) const {
  const Name& name = names_[number];
  return std::span(uses_).subspan(name.first_use, name.uses);
}

void CompanyGazetteer::Learn(std::span<const uint32_t> everyday) {
  for (const uint32_t number : everyday) {
    NameStrength& strength = names_[number].strength;
    strength =
        std::min(strength, names_[number].words == 1 ? NameStrength::kEveryday
                                                     : NameStrength::kPhrase);
  }
}

size_t CompanyGazetteer::memory_bytes() const {
  size_t bytes = trie_.memory_bytes() + names_.capacity() * sizeof(Name) +
                 uses_.capacity() * sizeof(Use) +
                 companies_.capacity() * sizeof(NamedCompany);
  constexpr size_t kInPlace = 15;  // characters that libstdc++ keeps inside
  for (const NamedCompany& company : companies_) {
    for (const auto* text :
         {&company.id, &company.legal_form, &company.town, &company.domain}) {
      if (text->size() > kInPlace) bytes += text->size() + 1;
    }
  }
  return bytes;
}

GazetteerBuilder::GazetteerBuilder(const Regions* regions, size_t max_names)
    : regions_(regions), max_names_(max_names) {}

void GazetteerBuilder::Add(const Company& company) {
  if (company.status == CompanyStatus::kRemoved) return;
  if (const uint64_t street = StreetPrint(company.address.street)) {
    streets_.push_back(street);
  }
  if (keys_.size() >= max_names_) {
    ++gazetteer_.left_out_;
    return;
  }
  const auto number = static_cast<uint32_t>(gazetteer_.companies_.size());
  gazetteer_.companies_.push_back({.id = company.id,
                                   .legal_form = company.legal_form.empty()
                                                     ? LegalFormOf(company.name)
                                                     : company.legal_form,
                                   .town = MentionTownKey(company.address.town),
                                   .domain = DomainOf(company.website)});
  auto& added = gazetteer_.companies_.back();
  added.personal = IsPersonalForm(added.legal_form);
  AddName(LightNameKey(company.name), number, NameKind::kName);
  for (const std::string& previous : company.previous_names) {
    AddName(LightNameKey(previous), number, NameKind::kPrevious);
  }
}

void GazetteerBuilder::AddElsewhere(std::string_view name) {
  elsewhere_.push_back(Fingerprint64(LightNameKey(name)));
}

void GazetteerBuilder::AddName(std::string_view key, uint32_t company,
                               NameKind kind) {
  if (keys_.size() >= max_names_) return;
  const uint32_t name = gazetteer_.trie_.Add(key);
  if (name == NameTrie::kNone) return;
  if (name == keys_.size()) keys_.emplace_back(key);
  entries_.push_back({name, {company, kind}});
}

void GazetteerBuilder::CountWords() {
  for (const Entry& entry : entries_) {
    if (entry.use.kind != NameKind::kName) continue;
    for (const std::string_view word : WordsOf(keys_[entry.name])) {
      ++word_count_[std::string(word)];
    }
  }
}

// Without the lines of business at the end: "Oehlmann & Brandt" for "Oehlmann &
// Brandt Schaltanlagenbau"; and the first word, if no other name holds it.
std::vector<std::string> GazetteerBuilder::ShortFormsOf(
    const std::string& key, std::string_view town) const {
  const CommonWords& common = gazetteer_.common_;
  auto words = WordsOf(key);
  const size_t all = words.size();
  std::vector<std::string> forms;
  if (all < 2 || std::any_of(words.begin(), words.end(), [&](auto word) {
        return common.IsSisterWord(word);
      })) {
    return forms;
  }
  const auto is_own = [&](std::string_view word) {
    return !IsCommon(word) && word.size() > kMinLetters &&
           word_count_.at(std::string(word)) == 1;
  };
  if (is_own(words[0]) && words[1] != "u") forms.emplace_back(words[0]);
  while (words.size() > 1 &&
         (common.IsTrade(words.back()) || common.IsEveryday(words.back()) ||
          words.back() == town)) {
    words.pop_back();
  }
  if (words.size() < 2 || words.size() == all ||
      common.IsFunctionWord(words.back()) ||
      std::all_of(words.begin(), words.end(),
                  [&](auto word) { return IsCommon(word); })) {
    return forms;
  }
  const std::string_view last = words.back();
  forms.push_back(key.substr(
      0, static_cast<size_t>(last.data() + last.size() - key.data())));
  return forms;
}

// After all names are known: a short form that is anyone's name, or that two
// companies would have, is none.
void GazetteerBuilder::AddShortForms() {
  std::unordered_map<std::string, uint32_t> owners;  // kNone: several
  for (const Entry& entry : entries_) {
    const auto& company = gazetteer_.companies_[entry.use.company];
    if (entry.use.kind != NameKind::kName || company.personal) continue;
    for (std::string& form : ShortFormsOf(keys_[entry.name], company.town)) {
      auto [at, is_new] =
          owners.try_emplace(std::move(form), entry.use.company);
      if (!is_new && at->second != entry.use.company) {
        at->second = NameTrie::kNone;
      }
    }
  }
  std::vector<std::pair<std::string, uint32_t>> forms(owners.begin(),
                                                      owners.end());
  std::sort(forms.begin(), forms.end());
  for (const auto& [key, company] : forms) {
    if (company == NameTrie::kNone) continue;
    if (gazetteer_.trie_.Find(key) != NameTrie::kNone) continue;
    AddName(key, company, NameKind::kShort);
  }
}

// Says nothing of itself: an everyday word, a name of persons, a place, a word
// of many names.
bool GazetteerBuilder::IsCommon(std::string_view word) const {
  const CommonWords& common = gazetteer_.common_;
  if (common.IsEveryday(word) || common.IsSisterWord(word) ||
      common.IsGivenName(word) || common.IsSurname(word) ||
      common.IsTitle(word) || word.size() < 2) {
    return true;
  }
  const auto count = word_count_.find(std::string(word));
  if (count != word_count_.end() &&
      count->second >= std::max(kManyNames, entries_.size() / kShareOfNames)) {
    return true;
  }
  return regions_ != nullptr && regions_->HasTown(word);
}

// "petersen", "klaus petersen", "anna maria petersen".
bool GazetteerBuilder::IsPerson(
    const std::vector<std::string_view>& words) const {
  const CommonWords& common = gazetteer_.common_;
  if (words.size() == 1) return common.IsSurname(words[0]);
  if (words.size() > 3 || !common.IsGivenName(words[0])) return false;
  if (words.size() == 3 && !common.IsGivenName(words[1])) return false;
  const std::string_view last = words.back();
  return common.IsSurname(last) ||
         !(common.IsEveryday(last) || common.IsTrade(last));
}

NameStrength GazetteerBuilder::StrengthOf(std::string_view key, bool personal,
                                          bool is_short) const {
  const std::vector<std::string_view> words = WordsOf(key);
  const bool letters =
      key.find_first_not_of("0123456789 ") != std::string_view::npos;
  if (personal || !letters || key.size() < 2 || IsPerson(words)) {
    return NameStrength::kFormOnly;
  }
  const bool shared = Holds(elsewhere_, key) || Holds(streets_, key) ||
                      (regions_ != nullptr && regions_->HasTown(key));
  if (words.size() == 1) {
    const bool common =
        is_short || shared || key.size() < kMinLetters || IsCommon(words[0]);
    return common ? NameStrength::kEveryday : NameStrength::kDistinctive;
  }
  // "Stadtwerke Elmshorn" can only be one; "Phoenix Recycling", too.
  const CommonWords& known = gazetteer_.common_;
  const bool common =
      shared || std::all_of(words.begin(), words.end(), [&](auto word) {
        return (IsCommon(word) || known.IsTrade(word)) &&
               !known.IsCompanyNoun(word) && !known.IsEmblem(word);
      });
  return common ? NameStrength::kPhrase : NameStrength::kDistinctive;
}

CompanyGazetteer GazetteerBuilder::Build() {
  SortUnique(streets_);
  SortUnique(elsewhere_);
  CountWords();
  AddShortForms();
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) {
              return std::tuple(a.name, a.use.company, a.use.kind) <
                     std::tuple(b.name, b.use.company, b.use.kind);
            });
  gazetteer_.names_.resize(keys_.size());
  for (size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    // A company that had its name before, too.
    if (i > 0 && entries_[i - 1].name == entry.name &&
        entries_[i - 1].use.company == entry.use.company) {
      continue;
    }
    CompanyGazetteer::Name& name = gazetteer_.names_[entry.name];
    if (name.uses == 0) {
      name.first_use = static_cast<uint32_t>(gazetteer_.uses_.size());
    }
    ++name.uses;
    gazetteer_.uses_.push_back(entry.use);
  }
  for (size_t i = 0; i < keys_.size(); ++i) {
    CompanyGazetteer::Name& name = gazetteer_.names_[i];
    const auto uses = gazetteer_.UsesOf(static_cast<uint32_t>(i));
    const bool personal =
        std::all_of(uses.begin(), uses.end(), [&](const auto& use) {
          return gazetteer_.companies_[use.company].personal;
        });
    name.words = static_cast<uint32_t>(WordsOf(keys_[i]).size());
    name.strength =
        StrengthOf(keys_[i], personal, uses.front().kind == NameKind::kShort);
  }
  return std::move(gazetteer_);
}

}  // namespace ritmon
