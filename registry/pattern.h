// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions that are part of the program.

#pragma once

#include <cassert>
#include <string_view>
#include <utility>

#include "base/regex.h"

namespace ritmon {

// `pattern` is a constant of ours: that it does not compile is a bug.
inline Regex Pattern(std::string_view pattern) {
  auto regex = Regex::Compile(pattern);
  assert(regex && "a pattern of ours does not compile");
  return std::move(*regex);
}

}  // namespace ritmon
