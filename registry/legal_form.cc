// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/legal_form.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ritmon {
namespace {

// A pattern is a sequence of words, each a list of alternatives: "gmbh/mbh".
// "?" after a word: may be missing. "*" before: any ending ("*stiftung").
// "$" after: only with nothing but status words behind it, or dotted ("e. V.");
// for letters that are also words or names. "." after: only dotted ("a. G.").
struct Rule {
  std::string_view id;
  std::string_view label;
  std::string_view register_type;
  std::array<std::string_view, 5> patterns;
};

// Order matters: the first that fits wins.
constexpr std::array<Rule, 27> kRules = {{
    {"ug_co_kg",
     "UG (haftungsbeschränkt) & Co. KG",
     "HRA",
     {"ug/unternehmergesellschaft haftungsbeschraenkt/haftungsbeschr? u "
      "co/compagnie/comp/cie kg/kommanditgesellschaft"}},
    {"gmbh_co_kgaa",
     "GmbH & Co. KGaA",
     "HRB",
     {"gmbh/mbh/ag/se/haftung u co kgaa", "gmbh/mbh/ag/se u co kg auf aktien",
      "gmbh/mbh/ag/se u co kommanditgesellschaft auf aktien"}},
    {"gmbh_co_kg",
     "GmbH & Co. KG",
     "HRA",
     {"gmbh/mbh/ggmbh/*gmbh/haftung u co/compagnie/comp/cie "
      "kg/kommanditgesellschaft",
      "gmbh/mbh/ggmbh co kg", "gmbh/mbh u kg"}},
    {"ag_co_kg",
     "AG & Co. KG",
     "HRA",
     {"ag/se/*stiftung/limited/ltd/bv/sarl/ev/plc u co/compagnie/comp/cie "
      "kg/kommanditgesellschaft",
      "aktiengesellschaft u co kg/kommanditgesellschaft"}},
    {"gmbh_co_ohg", "GmbH & Co. OHG", "HRA", {"gmbh/mbh/ag u co ohg"}},
    {"kgaa", "KGaA", "HRB", {"kgaa", "kommanditgesellschaft/kg auf aktien"}},
    {"ggmbh",
     "gGmbH",
     "HRB",
     {"ggmbh", "g gmbh", "gemeinnuetzige/gemeinnuetzig gmbh",
      "gemeinnuetzige *gesellschaft mit beschraenkter haftung",
      "gemeinnuetzige *gesellschaft mbh"}},
    {"gug",
     "gUG (haftungsbeschränkt)",
     "HRB",
     {"gug", "gemeinnuetzige ug/unternehmergesellschaft"}},
    {"ug",
     "UG (haftungsbeschränkt)",
     "HRB",
     {"ug haftungsbeschraenkt/haftungsbeschr/haftungsbeschrankt/mbh",
      "unternehmergesellschaft", "ug$"}},
    {"gmbh",
     "GmbH",
     "HRB",
     {"gmbh/mbh", "*gmbh", "*gesellschaft mit beschraenkter haftung",
      "mit beschraenkter haftung"}},
    {"invag", "InvAG", "HRB", {"invag", "*investmentaktiengesellschaft"}},
    {"se", "SE", "HRB", {"se$", "societas europaea"}},
    // Before the AG: "Feuerversicherungsverein a. G.".
    {"vvag",
     "VVaG",
     "HRB",
     {"vvag", "*versicherungsverein ag", "*versicherung/*verein/*kasse ag.",
      "auf gegenseitigkeit", "vv ag"}},
    {"ag", "AG", "HRB", {"ag", "*aktiengesellschaft"}},
    {"eg",
     "eG",
     "GnR",
     {"eg$", "eingetragene/eingetr *genossenschaft", "eg mbh"}},
    {"partgmbb",
     "PartG mbB",
     "PR",
     {"partg/partges/*partnerschaftsgesellschaft/*partnerschaft mbb",
      "partgmbb", "mit beschraenkter berufshaftung", "mbb$"}},
    {"partg",
     "PartG",
     "PR",
     {"partg/partges", "*partnerschaftsgesellschaft", "partnerschaft$"}},
    {"ohg", "OHG", "HRA", {"ohg", "offene handelsgesellschaft"}},
    {"kg", "KG", "HRA", {"kg", "*kommanditgesellschaft"}},
    {"ek",
     "e. K.",
     "HRA",
     {"ek$", "ekfm/ekfr/ekffr", "e kfm/kfr/kaufmann/kauffrau",
      "eingetragener/eingetragene kaufmann/kauffrau", "inh"}},
    {"ewiv", "EWIV", "HRA", {"ewiv"}},
    {"ev", "e. V.", "VR", {"ev$", "eingetragener verein"}},
    {"egbr", "eGbR", "GsR", {"egbr", "eingetragene gbr"}},
    {"gbr", "GbR", "", {"gbr", "gesellschaft buergerlichen rechts", "gbrmbh"}},
    {"koer",
     "AöR / KdöR",
     "",
     {"aoer/aor/kdoer/kdor/koer",
      "anstalt/koerperschaft/stiftung des? oeffentlichen/oeff rechts",
      "kdo er"}},
    {"stiftung", "Stiftung", "", {"*stiftung", "stiftung"}},
    {"foreign",
     "ausländische Rechtsform",
     "",
     {"ltd/limited/llc/plc/sarl/srl/aps", "inc/corp/corporation/pty$",
      "bv/nv/sa/as/oy/ab/lp/sas/spa/zoo/sro/kft$", "sp zoo"}},
}};

// Words that may follow a legal form without being part of a name.
bool IsStatusWord(const NameToken& token) {
  static constexpr std::array<std::string_view, 12> kWords = {
      "il", "ig",  "i",         "in",        "liquidation", "l",
      "g",  "iLi", "insolvenz", "gruendung", "isolv",       "ii"};
  return token.bracketed ||
         std::find(kWords.begin(), kWords.end(), token.text) != kWords.end();
}

bool MatchesAlternative(const NameToken& token, std::string_view choice) {
  if (choice.starts_with('*')) {
    choice.remove_prefix(1);
    return std::string_view(token.text).ends_with(choice);
  }
  return token.text == choice;
}

bool MatchesWord(const NameToken& token, std::string_view word) {
  while (!word.empty()) {
    const size_t slash = word.find('/');
    if (MatchesAlternative(token, word.substr(0, slash))) return true;
    if (slash == std::string_view::npos) break;
    word.remove_prefix(slash + 1);
  }
  return false;
}

bool OnlyStatusWordsFrom(const std::vector<NameToken>& tokens, size_t from) {
  return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                     tokens.end(), IsStatusWord);
}

// Whether `pattern` matches tokens from `at` on.
bool MatchesFrom(const std::vector<NameToken>& tokens, size_t at,
                 std::string_view pattern) {
  while (!pattern.empty()) {
    const size_t blank = pattern.find(' ');
    std::string_view word = pattern.substr(0, blank);
    pattern = blank == std::string_view::npos ? std::string_view()
                                              : pattern.substr(blank + 1);
    const bool optional = word.ends_with('?');
    const bool last = word.ends_with('$');
    const bool dotted = word.ends_with('.');
    if (optional || last || dotted) word.remove_suffix(1);
    if (at < tokens.size() && MatchesWord(tokens[at], word) &&
        (!dotted || tokens[at].dotted)) {
      if (last && !tokens[at].dotted && !OnlyStatusWordsFrom(tokens, at + 1)) {
        return false;
      }
      ++at;
    } else if (!optional) {
      return false;
    }
  }
  return true;
}

// A pattern and the place of its rule.
struct Candidate {
  size_t rule = 0;
  std::string_view pattern;
};

// All patterns by the word that they begin with: a name has one such word or
// two, of many.
class PatternsByFirstWord {
 public:
  PatternsByFirstWord() {
    for (size_t rule = 0; rule < kRules.size(); ++rule) {
      for (const std::string_view pattern : kRules[rule].patterns) {
        std::string_view word = pattern.substr(0, pattern.find(' '));
        if (word.ends_with('$')) word.remove_suffix(1);
        for (; !word.empty(); word.remove_prefix(ChoiceSize(word))) {
          Add(word.substr(0, word.find('/')), {rule, pattern});
        }
      }
    }
  }

  // The first rule before `end` of which a pattern matches from `at` on.
  size_t FirstRule(const std::vector<NameToken>& tokens, size_t at,
                   size_t end) const {
    const std::string_view text = tokens[at].text;
    const auto found = words_.find(text);
    if (found != words_.end()) {
      end = FirstOf(found->second, tokens, at, end);
    }
    for (const auto& [ending, candidates] : endings_) {
      if (text.ends_with(ending)) end = FirstOf(candidates, tokens, at, end);
    }
    return end;
  }

 private:
  using Candidates = std::vector<Candidate>;  // by rising rule

  static size_t ChoiceSize(std::string_view word) {
    const size_t slash = word.find('/');
    return slash == std::string_view::npos ? word.size() : slash + 1;
  }

  void Add(std::string_view choice, const Candidate& candidate) {
    if (!choice.starts_with('*')) {
      words_[choice].push_back(candidate);
      return;
    }
    choice.remove_prefix(1);
    auto ending =
        std::find_if(endings_.begin(), endings_.end(),
                     [&](const auto& known) { return known.first == choice; });
    if (ending == endings_.end()) {
      ending = endings_.insert(endings_.end(), {choice, {}});
    }
    ending->second.push_back(candidate);
  }

  static size_t FirstOf(const Candidates& candidates,
                        const std::vector<NameToken>& tokens, size_t at,
                        size_t end) {
    for (const Candidate& candidate : candidates) {
      if (candidate.rule >= end) break;
      if (MatchesFrom(tokens, at, candidate.pattern)) return candidate.rule;
    }
    return end;
  }

  std::unordered_map<std::string_view, Candidates> words_;
  std::vector<std::pair<std::string_view, Candidates>> endings_;
};

const Rule* FindRule(std::string_view id) {
  const auto rule =
      std::find_if(kRules.begin(), kRules.end(),
                   [&](const Rule& candidate) { return candidate.id == id; });
  return rule == kRules.end() ? nullptr : &*rule;
}

// Forms that turn into one another without a new company.
std::string_view Family(std::string_view id) {
  if (id == "ug" || id == "gug" || id == "ggmbh") return "gmbh";
  if (id == "ug_co_kg") return "gmbh_co_kg";
  if (id == "partgmbb") return "partg";
  if (id == "invag") return "ag";
  if (id == "egbr") return "gbr";
  return id;
}

}  // namespace

std::string LegalFormOf(std::string_view name) {
  return LegalFormOf(NameTokens(name));
}

std::string LegalFormOf(const std::vector<NameToken>& tokens) {
  static const PatternsByFirstWord patterns;
  size_t first = kRules.size();
  for (size_t at = 0; at < tokens.size(); ++at) {
    first = patterns.FirstRule(tokens, at, first);
  }
  return first == kRules.size() ? std::string() : std::string(kRules[first].id);
}

std::string_view RegisterOf(std::string_view legal_form) {
  const Rule* rule = FindRule(legal_form);
  return rule == nullptr ? std::string_view() : rule->register_type;
}

std::string_view LegalFormLabel(std::string_view legal_form) {
  const Rule* rule = FindRule(legal_form);
  return rule == nullptr ? std::string_view() : rule->label;
}

bool LegalFormsCompatible(std::string_view a, std::string_view b) {
  return a.empty() || b.empty() || Family(a) == Family(b);
}

bool IsPersonalForm(std::string_view legal_form) {
  return legal_form == "ek" || legal_form == "gbr";
}

}  // namespace ritmon
