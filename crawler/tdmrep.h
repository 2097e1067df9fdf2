// SPDX-License-Identifier: GPL-3.0-or-later
// /.well-known/tdmrep.json: which paths of an origin are reserved from text and
// data mining, as the TDM Reservation Protocol has it (W3C Community Group,
// final report of May 2024, "TDM File on the Origin Server").
//
// Takes the bytes of one file and answers for paths. Knows nothing of fetching
// or of the other two places where a reservation may stand; see
// model/reservation.h.
//
// Any input is accepted: an entry that is not understood is skipped and
// counted, and a syntax error ends the file, not what stood before it.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// The rules of one origin. Immutable once parsed, so safe to share between
// threads.
class TdmRules {
 public:
  // What is beyond these is not read. Real files have a handful of rules.
  static constexpr size_t kMaxBytes = 256 * 1024;
  static constexpr size_t kMaxRules = 1000;
  static constexpr size_t kMaxPatternBytes = 2048;
  static constexpr size_t kMaxPolicyBytes = 2048;

  // Nothing is said.
  TdmRules() = default;

  // Reads at most kMaxBytes of `json`; keeps no view of it.
  static TdmRules Parse(std::string_view json);

  // `path_and_query` starts with '/' and is %-encoded. The first rule that
  // matches decides; none: nothing is said.
  std::optional<bool> Reservation(std::string_view path_and_query) const;

  // The policy of the rule that reserves this path, as written (it should be a
  // URL); empty if there is none.
  std::string Policy(std::string_view path_and_query) const;

  // Whether every path of the origin is reserved: by a rule for all paths, and
  // no rule before it that lets any path go.
  bool IsSiteWide() const;

  bool empty() const { return rules_.empty(); }
  int skipped_entries() const { return skipped_entries_; }
  // What was understood, as a tdmrep.json again: Parse of it gives the same
  // rules.
  std::string ToJson() const;
  // What the rules take in memory, about.
  size_t memory_bytes() const;

 private:
  friend class TdmRulesReader;

  struct Rule {
    std::string pattern;  // one spelling; see SpellPattern in tdmrep.cc
    bool reserved = false;
    std::string policy;
  };
  const Rule* FirstMatch(std::string_view path_and_query) const;

  std::vector<Rule> rules_;
  int skipped_entries_ = 0;
};

}  // namespace ritmon
