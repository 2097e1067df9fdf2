// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/regex.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <utility>

namespace ritmon {
namespace {

RE2::Options QuietOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

std::string Reason(std::string_view pattern, const std::string& error) {
  return "regular expression '" + std::string(pattern) + "': " + error;
}

}  // namespace

Regex::Regex(std::unique_ptr<re2::RE2> regex) : regex_(std::move(regex)) {}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::Compile(std::string_view pattern) {
  auto regex = std::make_unique<re2::RE2>(
      re2::StringPiece(pattern.data(), pattern.size()), QuietOptions());
  if (!regex->ok()) {
    return Fail(ErrorKind::kInvalid, Reason(pattern, regex->error()));
  }
  return Regex(std::move(regex));
}

int Regex::groups() const { return regex_->NumberOfCapturingGroups(); }

bool Regex::Occurs(std::string_view text) const {
  return regex_->Match(re2::StringPiece(text.data(), text.size()), 0,
                       text.size(), RE2::UNANCHORED, nullptr, 0);
}

std::optional<RegexMatch> Regex::Find(std::string_view text,
                                      size_t from) const {
  if (from > text.size()) return std::nullopt;
  std::vector<re2::StringPiece> groups(
      static_cast<size_t>(regex_->NumberOfCapturingGroups()) + 1);
  if (!regex_->Match(re2::StringPiece(text.data(), text.size()), from,
                     text.size(), RE2::UNANCHORED, groups.data(),
                     static_cast<int>(groups.size()))) {
    return std::nullopt;
  }
  RegexMatch match;
  match.reserve(groups.size());
  for (const re2::StringPiece& group : groups) {
    if (group.data() == nullptr) {
      match.emplace_back();
      continue;
    }
    const auto begin = static_cast<size_t>(group.data() - text.data());
    match.emplace_back(RegexSpan{begin, begin + group.size()});
  }
  return match;
}

std::vector<RegexMatch> Regex::FindAll(std::string_view text) const {
  std::vector<RegexMatch> matches;
  size_t from = 0;
  while (from <= text.size()) {
    auto match = Find(text, from);
    if (!match) break;
    const RegexSpan whole = *match->front();
    if (whole.end == whole.begin) {
      from = whole.end + 1;
      continue;
    }
    from = whole.end;
    matches.push_back(std::move(*match));
  }
  return matches;
}

RegexFilter::RegexFilter() = default;
RegexFilter::RegexFilter(RegexFilter&&) noexcept = default;
RegexFilter& RegexFilter::operator=(RegexFilter&&) noexcept = default;
RegexFilter::~RegexFilter() = default;

Result<RegexFilter> RegexFilter::Compile(const std::string& pattern) {
  constexpr int kShortestAtom = 3;
  constexpr int kLongestAtom = 8;
  for (int shortest = kLongestAtom; shortest >= kShortestAtom; --shortest) {
    RegexFilter result;
    result.filter_ = std::make_unique<re2::FilteredRE2>(shortest);
    int id = 0;
    if (result.filter_->Add(pattern, QuietOptions(), &id) != RE2::NoError) {
      auto regex = Regex::Compile(pattern);
      return Fail(ErrorKind::kInvalid,
                  regex ? Reason(pattern, "refused") : regex.error().message);
    }
    result.filter_->Compile(&result.atoms_);
    if (!result.MayMatch({})) return result;
  }
  return Fail(ErrorKind::kInvalid,
              Reason(pattern, "needs three letters that every match contains"));
}

bool RegexFilter::MayMatch(const std::vector<int>& seen_atoms) const {
  std::vector<int> candidates;
  filter_->AllPotentials(seen_atoms, &candidates);
  return !candidates.empty();
}

}  // namespace ritmon
