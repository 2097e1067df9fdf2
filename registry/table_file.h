// SPDX-License-Identifier: GPL-3.0-or-later
// The tab-separated tables that ship in config/: '#' lines are remarks, the
// first other line names the columns.

#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

// Calls `on_row` with each row's cells, as many as there are columns; it
// returns an empty string or what is wrong. kInvalid, naming all bad lines,
// unless the columns are `columns` and every row is right.
Status ReadTable(
    const std::filesystem::path& path, const std::vector<std::string>& columns,
    const std::function<std::string(const std::vector<std::string_view>&)>&
        on_row);

// The parts between `separator`; none for an empty text.
std::vector<std::string_view> SplitCell(std::string_view text, char separator);

}  // namespace ritmon
