// SPDX-License-Identifier: GPL-3.0-or-later
// What `ritmon --version` prints.

#pragma once

#include <string>

namespace ritmon {

// First line "ritmon <version>", for scripts; then how it was built, the
// libraries that are there now, and what it can do on this machine.
std::string VersionText();

}  // namespace ritmon
