// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions, in RE2's syntax: no look-around, no back-references,
// time linear in the text. RE2 stops in regex.cc.
//
// \b, \w and \d know ASCII only: fold the text first (base/normalize.h).
// Immutable once compiled: safe to share between threads.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace re2 {
class FilteredRE2;
class RE2;
}  // namespace re2

namespace ritmon {

struct RegexSpan {
  size_t begin = 0;
  size_t end = 0;
  friend bool operator==(const RegexSpan&, const RegexSpan&) = default;
};

// Group 0 is the whole match; a group that took no part has no value.
using RegexMatch = std::vector<std::optional<RegexSpan>>;

class Regex {
 public:
  // kInvalid with RE2's reason if `pattern` is not a regular expression or
  // needs more memory than RE2 allows.
  static Result<Regex> Compile(std::string_view pattern);
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  // Whether the pattern occurs anywhere in `text`.
  bool Occurs(std::string_view text) const;
  // The first match at or after `from`.
  std::optional<RegexMatch> Find(std::string_view text, size_t from = 0) const;
  // All matches, left to right, not overlapping; empty ones are left out.
  std::vector<RegexMatch> FindAll(std::string_view text) const;
  int groups() const;

 private:
  explicit Regex(std::unique_ptr<re2::RE2> regex);
  std::unique_ptr<re2::RE2> regex_;
};

// Tells from literals that were seen in a text whether a pattern could match
// there at all, so that mostly it need not be tried.
class RegexFilter {
 public:
  // kInvalid if the pattern does not compile or holds no literal of at least
  // three bytes that every match must contain: it would have to be tried on
  // every text. It is matched as given, `atoms` in lower case.
  static Result<RegexFilter> Compile(const std::string& pattern);
  RegexFilter(RegexFilter&&) noexcept;
  RegexFilter& operator=(RegexFilter&&) noexcept;
  ~RegexFilter();

  // The literals to look for (lower case). As long as they can be: of what
  // every match contains, short literals stand in nearly every text.
  const std::vector<std::string>& atoms() const { return atoms_; }
  // Whether the pattern is worth trying, given the indices of the atoms seen.
  bool MayMatch(const std::vector<int>& seen_atoms) const;

 private:
  RegexFilter();

  std::unique_ptr<re2::FilteredRE2> filter_;
  std::vector<std::string> atoms_;
};

}  // namespace ritmon
