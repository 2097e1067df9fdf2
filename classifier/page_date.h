// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as people and programs write them on web pages, German and English.

#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// The whole of `text` is a date, with or without time: ISO 8601, HTTP-date,
// "23.11.2026", "23. November 2026, 17:54 Uhr", "November 23, 2026". Without a
// zone it is read as UTC. Only years from 1990 to 2099.
std::optional<Timestamp> ParsePageDate(std::string_view text);

// The first such date anywhere in a short text ("Hamburg, 23. November 2026").
// Numbers alone ("2026") are no date.
std::optional<Timestamp> FindPageDate(std::string_view text);

}  // namespace ritmon
