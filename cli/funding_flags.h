// SPDX-License-Identifier: GPL-3.0-or-later
// What all of `ritmon funding` share: which grants are counted, and how.

#pragma once

#include <optional>
#include <string>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "pipeline/funding_view.h"

namespace ritmon {

struct FundingFlags {
  CommonFlags common;
  std::string region;  // empty: the configured one
  bool everywhere = false;
  std::string place;
  std::string from;
  std::string until;
  std::string split;
  std::optional<int> quota_percent;
  bool research_only = false;
  OutputFlags output;
  std::string format = "text";

  void AddTo(CommandLine& command);
};

// The flags over the configuration, and the grants opened.
struct FundingQuestion {
  Analysis analysis;
  FundingView view;
  FundingScope scope;
  IndicatorOptions indicators;
  std::string region;  // name; empty: everywhere
  std::string as_of;   // of the newest file; empty if nobody said it
  Terminal terminal;

  static Result<FundingQuestion> Open(const FundingFlags& flags);
  bool german() const { return terminal.german(); }
  // "Metropolregion Hamburg", "überall".
  std::string RegionLabel() const;
  // Region, period, place, split, quota, source: what the numbers depend on,
  // as lines that fit a terminal.
  std::string BasisText() const;
};

}  // namespace ritmon
