// SPDX-License-Identifier: GPL-3.0-or-later
// For bench programs: what fails ends the program, with the reason on stderr.

#pragma once

#include <cstdio>
#include <cstdlib>
#include <type_traits>
#include <utility>

#include "base/result.h"

namespace ritmon {

template <typename T>
T Must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace ritmon
