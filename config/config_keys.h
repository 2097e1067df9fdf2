// SPDX-License-Identifier: GPL-3.0-or-later
// The one table of configuration keys: name, meaning, what it sets. The file
// and the flags go through it; see config.h.

#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/config.h"

namespace ritmon {

using IntSetter = void (*)(Config&, int64_t);
using BoolSetter = void (*)(Config&, bool);
using TextSetter = void (*)(Config&, const std::string&);
// False: it is none of the values that are allowed.
using ChoiceSetter = bool (*)(Config&, const std::string&);
using ListSetter = void (*)(Config&, const std::vector<std::string>&);
// The path is absolute or made relative to the configuration file already.
using PathSetter = void (*)(Config&, const std::filesystem::path&);
using PathListSetter = void (*)(Config&,
                                const std::vector<std::filesystem::path>&);

struct KeySpec {
  std::string_view name;
  std::string_view meaning;
  std::variant<IntSetter, BoolSetter, TextSetter, PathSetter, ChoiceSetter,
               ListSetter, PathListSetter>
      set;
  int64_t min = 0;  // of integers
  int64_t max = 0;
};

std::span<const KeySpec> KeyTable();

}  // namespace ritmon
