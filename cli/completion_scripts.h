// SPDX-License-Identifier: GPL-3.0-or-later
// The scripts that teach a shell to complete: each asks `ritmon completion
// --line` what may stand there.

#pragma once

#include <string_view>

namespace ritmon {

// "bash", "zsh" or "fish".
std::string_view CompletionScript(std::string_view shell);

}  // namespace ritmon
