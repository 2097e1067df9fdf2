// SPDX-License-Identifier: GPL-3.0-or-later
// Points in time as feeds and sitemaps write them: by their standards (RFC 822
// with its successors, RFC 3339, ISO 8601) and by what their authors take for
// those.
//
// Pure functions; any bytes are accepted.

#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// All of `text` is a date, with or without time and zone: "Thu, 05 Jan 2017
// 13:34:51 +0100", "2024-05-06T07:08:09.5+02:00", "2024-05", "Sa, 16 Mär 2019
// 6:50 Uhr", "Tue, Jan 23 2018 02:54 PM MST", "23.11.2026", seconds since
// 1970. The weekday is not looked at, however it is spelt; of months the first
// three letters count, German or English. Without a zone, and with one that
// nobody knows, it is UTC (RFC 5322, 4.3). Only years from 1970 to 2099.
std::optional<Timestamp> ParseWrittenDate(std::string_view text);

// 1 to 12 for a month's name or its beginning of three letters at least, German
// or English, in lower case; 0 for anything else.
unsigned MonthByName(std::string_view word);

}  // namespace ritmon
