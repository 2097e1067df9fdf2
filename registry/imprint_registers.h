// SPDX-License-Identifier: GPL-3.0-or-later
// The register numbers and courts of an imprint, line by line, also where
// labels and values stand in cells of their own.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "registry/imprint_courts.h"
#include "registry/imprint_lines.h"
#include "registry/register_number.h"

namespace ritmon {

class ImprintRegisters {
 public:
  explicit ImprintRegisters(const std::vector<ImprintLine>& lines);

  const std::vector<FoundRegisterNumber>& NumbersAt(size_t line) const {
    return numbers_[line];
  }
  // The court of a number on line `i`: on that line the nearest; else on the
  // lines above, then below. Empty if there is none.
  std::string CourtOf(size_t i, const FoundRegisterNumber& number) const;

 private:
  void JoinLabelAndValue(const std::vector<ImprintLine>& lines, size_t i);

  std::vector<std::vector<FoundCourt>> courts_;  // by line
  std::vector<std::vector<FoundRegisterNumber>> numbers_;
};

}  // namespace ritmon
