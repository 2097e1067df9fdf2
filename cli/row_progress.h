// SPDX-License-Identifier: GPL-3.0-or-later
// A line on a terminal that tells how many rows have been written.

#pragma once

#include <cstdint>
#include <functional>

namespace ritmon {

using OnRow = std::function<void(uint64_t rows)>;

// From the second second on; does nothing where standard error is no terminal
// or `quiet`. EndProgress (frontend.h) wipes the line.
OnRow TerminalRowProgress(bool quiet);

}  // namespace ritmon
