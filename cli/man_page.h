// SPDX-License-Identifier: GPL-3.0-or-later
// Manual pages out of the commands' own descriptions, in the macros of man(7).
// Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command_description.h"

namespace ritmon {

struct ManPage {
  std::string file;  // "ritmon-keywords.1"
  std::string content;
};

// ritmon.1 with all commands, and one page for each; what has commands of its
// own tells them on its page. `version` stands in the foot.
std::vector<ManPage> MakeManPages(
    const std::vector<CommandDescription>& commands, std::string_view version);

}  // namespace ritmon
