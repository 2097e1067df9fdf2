// SPDX-License-Identifier: GPL-3.0-or-later
// Register numbers as people write them: "HRB 86891", "HR B 12 345",
// "HRB-Nr.: 138434 B", "Handelsregister Abteilung A Nr. 1234".
// Pure functions; any bytes are accepted.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/company.h"

namespace ritmon {

struct FoundRegisterNumber {
  std::string type;    // HRA | HRB | GnR | PR | VR | GsR; empty if not said
  std::string number;  // digits only, no leading zero
  std::string suffix;  // upper case letters, or empty
  size_t begin = 0;    // bytes of the text
  size_t end = 0;
};

// All register numbers in `text` (raw, not folded: a suffix counts only in
// upper case), in order. Those without a type need the word register before.
std::vector<FoundRegisterNumber> FindRegisterNumbers(std::string_view text);

// The canonical spelling of a register type ("hr b", "HRB", "GNR"), if it is
// one.
std::optional<std::string> ParseRegisterType(std::string_view text);

// A cell of a table: "HRB 12345", or the bare "12345 B" of a `type`.
std::optional<FoundRegisterNumber> ParseRegisterCell(
    std::string_view text, std::string_view type = {});

// "DEK1101R.HRB116737" (EUID), "K1101R_HRB116737".
std::optional<RegisterNumber> ParseRegisterKey(std::string_view text);

}  // namespace ritmon
