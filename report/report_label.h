// SPDX-License-Identifier: GPL-3.0-or-later
// What something is called, in both languages.

#pragma once

#include <string>

namespace ritmon {

struct Label {
  std::string de;
  std::string en;  // empty: as `de`
};

}  // namespace ritmon
