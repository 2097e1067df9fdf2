// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/candidate_domains.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/domain_name.h"
#include "base/normalize.h"
#include "model/url.h"
#include "registry/domain_words.h"
#include "registry/name_key.h"
#include "registry/name_tokens.h"

namespace ritmon {
namespace {

using Words = std::vector<std::string>;

// A longer label is written on no business card.
constexpr size_t kMaxLabel = 30;
constexpr size_t kMinLabel = 3;
constexpr size_t kMaxWords = 8;

Words SplitBlanks(std::string_view text) {
  Words words;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// Of each folded word with an umlaut the word as it is written.
std::map<std::string, std::string> Umlauts(std::string_view name) {
  std::map<std::string, std::string> written;
  std::string word;
  const auto end = [&] {
    const bool plain = std::all_of(word.begin(), word.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x80;
    });
    if (!word.empty() && !plain) written.emplace(Fold(word), word);
    word.clear();
  };
  for (const char c : name) {
    const bool part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (part) {
      word += c;
    } else {
      end();
    }
  }
  end();
  return written;
}

// Words of a name that may make a domain, and how unlikely that is: 0 is the
// likeliest. "u" stands for "&".
struct Selection {
  Words words;
  int cost = 0;
};

class DomainMaker {
 public:
  DomainMaker(std::string_view name, std::string_view town,
              const CandidateDomainOptions& options)
      : options_(options), umlauts_(Umlauts(name)) {
    const Words of_town = SplitBlanks(Fold(town));
    town_ = {of_town.begin(), of_town.end()};
    const std::string key = LightNameKey(name);
    // Nothing but a legal form.
    if (LightNameKey("x " + key) == "x") return;
    core_ = SplitBlanks(key);
    if (core_.size() > kMaxWords) core_.resize(kMaxWords);
    while (!core_.empty() && core_.front() == "u") core_.erase(core_.begin());
    while (!core_.empty() && core_.back() == "u") core_.pop_back();
    abbreviation_ = Abbreviation(name);
  }

  std::vector<std::string> Run() {
    Select();
    for (const Selection& selection : selections_) Spell(selection);
    std::stable_sort(
        found_.begin(), found_.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    std::vector<std::string> domains;
    std::set<std::string> known;
    for (const auto& [label, cost] : found_) {
      if (domains.size() >= options_.max) break;
      if (known.insert(label).second) domains.push_back(label);
    }
    return domains;
  }

 private:
  // "ABC" of "ABC Technik", "Alpha Beta Company (ABC)": as the name carries it.
  static std::string Abbreviation(std::string_view name) {
    constexpr size_t kLongest = 6;
    std::string word;
    const auto is_upper = [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    for (size_t i = 0; i <= name.size(); ++i) {
      if (i < name.size() && is_upper(name[i])) {
        word += name[i];
        continue;
      }
      const bool ends =
          i == name.size() || !((name[i] >= 'a' && name[i] <= 'z') ||
                                static_cast<unsigned char>(name[i]) >= 0x80);
      const std::string folded = Fold(word);
      if (ends && word.size() >= kMinLabel && word.size() <= kLongest &&
          LightNameKey("x " + folded) != "x") {
        return folded;
      }
      word.clear();
      if (!ends) {
        while (i < name.size() && name[i] != ' ') ++i;
      }
    }
    return {};
  }

  bool NamesSomebody(const Words& words) const {
    return std::any_of(words.begin(), words.end(), [&](const auto& word) {
      return !IsGeneralWord(word) && !IsTrade(word) && !IsGivenName(word) &&
             !IsKin(word) && !IsSmallWord(word) && !town_.contains(word) &&
             word != "u" &&
             word.find_first_not_of("0123456789ivx") != std::string::npos;
    });
  }

  void Take(Words words, int cost) {
    while (!words.empty() && words.front() == "u") words.erase(words.begin());
    while (!words.empty() && words.back() == "u") words.pop_back();
    if (words.empty()) return;
    // The alternatives of a name of general words are general, too.
    const std::string whole = words.size() == 1 ? words.front() : "";
    if (!NamesSomebody(words) && (whole.empty() || whole != abbreviation_)) {
      return;
    }
    selections_.push_back({std::move(words), cost});
  }

  template <typename Drop>
  static Words Without(const Words& words, Drop drop) {
    Words kept;
    for (const std::string& word : words) {
      if (!drop(word)) kept.push_back(word);
    }
    return kept;
  }

  void Select() {
    const auto in_town = [&](const auto& word) { return town_.contains(word); };
    const auto general = [](const auto& word) { return IsDescriptive(word); };
    const auto given = [](const auto& word) { return IsGivenName(word); };
    const auto kin = [](const auto& word) { return IsKin(word); };
    const auto trade = [](const auto& word) { return IsTrade(word); };
    const Words plain = Without(core_, in_town);
    const Words surname = Without(plain, given);
    // "zellkraft-mittelweg" of "Zellkraft am Mittelweg".
    const auto small = [](const auto& word) { return IsSmallWord(word); };
    const auto count = [&](const Words& words) {
      return static_cast<int>(std::count_if(
          words.begin(), words.end(),
          [&](const auto& word) { return word != "u" && !small(word); }));
    };
    Take(plain, count(plain) > 2 ? 2 * (count(plain) - 2) : 0);
    Words brand = surname;
    while (brand.size() > 1 && general(brand.back())) brand.pop_back();
    Take(brand, count(brand) > 2 ? 2 * (count(brand) - 2) : 1);
    Take(surname, count(surname) > 2 ? 2 * (count(surname) - 2) + 1 : 1);
    // "mueller-soehne" and "mueller-maschinenbau" of "Müller & Söhne
    // Maschinenbau".
    const auto joint = std::find(surname.begin(), surname.end(), "u");
    if (joint != surname.end() && joint + 1 != surname.end()) {
      Words first(surname.begin(), joint);
      Words rest(joint + 1, surname.end());
      if (rest.size() > 1) {
        Take(Words(surname.begin(), joint + 2), 1);
        Words last = first;
        last.push_back(rest.back());
        Take(std::move(last), 2);
      }
      Take(std::move(first), 3);
    }
    Take(Without(brand, small), 2);
    Words bare = Without(Without(surname, kin), small);
    if (bare.size() > 1) Take(Without(bare, trade), 2);
    Take(Without(Without(bare, trade), general), 2);
    if (bare.size() > 2) {
      Take({bare[0], bare[1]}, 2);
      Take({bare[0], bare.back()}, 2);
    }
    // The first word that names somebody: a coined word, a surname.
    for (const std::string& word : bare) {
      if (!NamesSomebody({word}) || word.size() < 4) continue;
      Take({word}, 2);
      break;
    }
    TakeStem(brand, surname);
    if (!abbreviation_.empty()) Take({abbreviation_}, 1);
    if (plain.size() != core_.size()) Take(core_, 4);
  }

  // "boyensen-getriebe" of "Boyensen Getriebetechnik".
  void TakeStem(const Words& brand, const Words& words) {
    if (words.size() < 2 || IsGeneralWord(words.back())) return;
    const std::string stem(StemOf(words.back()));
    if (stem.empty()) return;
    for (const std::string& word : brand) {
      if (NamesSomebody({word})) return Take({word, stem}, 3);
    }
  }

  // With hyphens, in one word, with "und", with umlauts.
  void Spell(const Selection& selection) {
    const Words without_joint =
        Without(selection.words, [](const auto& word) { return word == "u"; });
    const bool joint = without_joint.size() != selection.words.size();
    AddLabel(Join(without_joint, "-"), selection.cost);
    AddLabel(Join(without_joint, ""), selection.cost + 1);
    if (joint) {
      Words with = selection.words;
      std::replace(with.begin(), with.end(), std::string("u"),
                   std::string("und"));
      AddLabel(Join(with, "-"), selection.cost + 3);
      AddLabel(Join(with, ""), selection.cost + 4);
    }
    Words written = without_joint;
    bool differs = false;
    for (std::string& word : written) {
      const auto found = umlauts_.find(word);
      if (found == umlauts_.end()) continue;
      word = found->second;
      differs = true;
    }
    if (differs) AddLabel(Join(written, "-"), selection.cost + 4);
  }

  static std::string Join(const Words& words, std::string_view between) {
    std::string label;
    for (const std::string& word : words) {
      if (!label.empty()) label += between;
      label += word;
    }
    return label;
  }

  void AddLabel(const std::string& label, int cost) {
    if (label.size() < kMinLabel || label.size() > kMaxLabel) return;
    int of_tld = 0;
    for (const std::string& tld : options_.tlds) {
      const std::string domain = label + "." + tld;
      const auto url = Url::Parse("http://" + domain + "/");
      if (url && url->path() == "/" && !IsIpAddress(url->host()) &&
          RegistrableDomain(url->host()) == url->host() &&
          url->host().find('.') != std::string_view::npos) {
        found_.emplace_back(url->host(), cost + of_tld);
      }
      constexpr int kNextTld = 3;
      of_tld += kNextTld;
    }
  }

  const CandidateDomainOptions& options_;
  std::map<std::string, std::string> umlauts_;
  std::set<std::string> town_;
  Words core_;
  std::string abbreviation_;
  std::vector<Selection> selections_;
  std::vector<std::pair<std::string, int>> found_;  // with what it costs
};

}  // namespace

std::vector<std::string> CandidateDomains(
    std::string_view name, std::string_view town,
    const CandidateDomainOptions& options) {
  return DomainMaker(name, town, options).Run();
}

}  // namespace ritmon
