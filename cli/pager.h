// SPDX-License-Identifier: GPL-3.0-or-later
// Long output on a terminal, shown a screen at a time by the reader's pager.

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/terminal.h"

namespace ritmon {

// Rows of a terminal of `width` columns that `text` takes; long lines take
// several, what only sets colours takes none.
size_t RowsOnScreen(std::string_view text, size_t width);

// Whether it should be paged: on a terminal, with a pager, and longer than the
// screen less the row of the prompt.
bool WantsPager(std::string_view text, const Terminal& terminal);

// Runs `pager` by the shell and waits for its end. A reader who leaves early
// has seen enough: no error. False if there is no such program and nothing was
// shown; kIo if the machine starts none.
Result<bool> ShowInPager(std::string_view text, const std::string& pager);

}  // namespace ritmon
