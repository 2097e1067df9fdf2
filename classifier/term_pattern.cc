// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/term_pattern.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/normalize.h"

namespace ritmon {
namespace {

constexpr size_t kMaxAlternatives = 64;

tl::unexpected<Error> Refuse(std::string_view text, const std::string& why) {
  return Fail(ErrorKind::kInvalid,
              "term \"" + std::string(text) + "\": " + why);
}

// "a(b|c)d" -> "abd", "acd".
Result<std::vector<std::string>> ExpandAlternatives(std::string_view text) {
  std::vector<std::string> expanded = {""};
  size_t i = 0;
  while (i < text.size()) {
    if (text[i] == ')' || text[i] == '|') {
      return Refuse(text, "'" + std::string(1, text[i]) + "' without '('");
    }
    if (text[i] != '(') {
      for (std::string& s : expanded) s.push_back(text[i]);
      ++i;
      continue;
    }
    const size_t close = text.find(')', i);
    if (close == std::string_view::npos) return Refuse(text, "'(' without ')'");
    const std::string_view inside = text.substr(i + 1, close - i - 1);
    if (inside.find('(') != std::string_view::npos) {
      return Refuse(text, "brackets inside brackets");
    }
    std::vector<std::string> next;
    for (size_t begin = 0; begin <= inside.size();) {
      const size_t bar = std::min(inside.find('|', begin), inside.size());
      for (const std::string& s : expanded) {
        next.push_back(s + std::string(inside.substr(begin, bar - begin)));
      }
      begin = bar + 1;
    }
    if (next.size() > kMaxAlternatives) {
      return Refuse(text, "more than 64 alternatives");
    }
    expanded = std::move(next);
    i = close + 1;
  }
  return expanded;
}

// Words of a term: blanks and hyphens part them.
std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (c != ' ' && c != '-') {
      word.push_back(c);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, std::string()));
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

WordEnding NounEnding(TermLanguage language) {
  return language == TermLanguage::kGerman ? WordEnding::kNounDe
                                           : WordEnding::kNounEn;
}

bool HasLetter(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsWordAt(text, i)) return true;
  }
  return false;
}

// One alternative, without brackets.
Result<TermPattern> ParsePattern(std::string_view term, std::string text,
                                 TermLanguage language) {
  TermPattern pattern;
  WordEnding last_ending = NounEnding(language);
  if (text.starts_with('=')) {
    last_ending = WordEnding::kExact;
    text.erase(0, 1);
  }
  bool acronym = false;
  if (text.ends_with('!')) {
    text.pop_back();
    acronym = true;
    last_ending = WordEnding::kAcronym;
  }
  if (text.starts_with('*')) {
    pattern.open_start = true;
    text.erase(0, 1);
  }
  std::vector<std::string> words = SplitWords(FoldKeepingCase(text));
  for (size_t i = 0; i < words.size(); ++i) {
    std::string& raw = words[i];
    const bool last = i + 1 == words.size();
    PatternWord word;
    word.ending = last ? last_ending : WordEnding::kExact;
    if (raw.ends_with('~') || raw.ends_with('*')) {
      if (acronym) return Refuse(term, "'!' together with '~' or '*'");
      word.ending =
          raw.back() == '~' ? WordEnding::kAdjective : WordEnding::kOpen;
      raw.pop_back();
    }
    if (raw.find_first_of("~*!=/\\") != std::string::npos) {
      return Refuse(term,
                    "a sign of the notation inside the word \"" + raw + "\"");
    }
    word.text = Fold(raw);
    if (acronym) pattern.cased += raw;
    pattern.words.push_back(std::move(word));
  }
  if (pattern.words.empty()) return Refuse(term, "no letters");
  // The longest word is what the automaton looks for.
  const auto longest =
      std::max_element(pattern.words.begin(), pattern.words.end(),
                       [](const PatternWord& a, const PatternWord& b) {
                         return a.text.size() < b.text.size();
                       });
  if (longest->text.size() < 2) {
    return Refuse(term, "no word of two letters or more");
  }
  if (!HasLetter(longest->text)) return Refuse(term, "no letters");
  return pattern;
}

Result<std::vector<TermPattern>> ParseAlternatives(std::string_view term,
                                                   std::string_view text,
                                                   TermLanguage language) {
  std::vector<TermPattern> patterns;
  if (text.size() > 1 && text.starts_with('/')) {
    if (!text.ends_with('/') || text.size() < 3) {
      return Refuse(term, "a regular expression stands between two '/'");
    }
    TermPattern pattern;
    pattern.regex = std::string(text.substr(1, text.size() - 2));
    patterns.push_back(std::move(pattern));
    return patterns;
  }
  auto expanded = ExpandAlternatives(text);
  if (!expanded) return tl::unexpected(expanded.error());
  for (std::string& alternative : *expanded) {
    auto pattern = ParsePattern(term, std::move(alternative), language);
    if (!pattern) return tl::unexpected(pattern.error());
    patterns.push_back(std::move(*pattern));
  }
  return patterns;
}

std::string_view Trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string TermPattern::Key() const {
  if (!regex.empty()) return "/" + regex;
  std::string key = open_start ? "*" : "";
  for (const PatternWord& word : words) {
    key += word.text;
    key += static_cast<char>('0' + static_cast<int>(word.ending));
    key += ' ';
  }
  return key + cased;
}

Result<TermNotation> ParseTerm(std::string_view text, TermLanguage language) {
  TermNotation notation;
  std::string_view head = Trim(text);
  constexpr std::string_view kNear = " NEAR/";
  if (const size_t at = head.find(kNear); at != std::string_view::npos) {
    std::string_view rest = head.substr(at + kNear.size());
    const auto [end, error] = std::from_chars(
        rest.data(), rest.data() + rest.size(), notation.near_words);
    rest.remove_prefix(static_cast<size_t>(end - rest.data()));
    if (error != std::errc() || notation.near_words < 1 ||
        notation.near_words > 50 || !rest.starts_with(' ')) {
      return Refuse(text, "write NEAR/n with n from 1 to 50");
    }
    rest = Trim(rest);
    if (rest.starts_with('/')) {
      return Refuse(text, "a regular expression cannot stand behind NEAR");
    }
    auto near = ParseAlternatives(text, rest, language);
    if (!near) return tl::unexpected(near.error());
    notation.near = std::move(*near);
    head = Trim(head.substr(0, at));
  }
  auto patterns = ParseAlternatives(text, head, language);
  if (!patterns) return tl::unexpected(patterns.error());
  notation.patterns = std::move(*patterns);
  return notation;
}

}  // namespace ritmon
