// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the page store read as a record: the columns, in one order for
// those who select them and those who take them.

#pragma once

#include <string>

#include "base/database.h"
#include "base/result.h"
#include "model/record.h"

namespace ritmon {

// Whether records are read with their blocks: to unpack those is most of the
// work. A record without must not be Put again.
enum class PageTexts { kAll, kNone };

// A SELECT up to its WHERE, for a condition to follow. It may speak of the
// columns of `page` and, where a company is settled, of `site_match`.
std::string SelectPages(PageTexts texts);

// A row of that. Fails where what is packed in it is damaged; the message
// begins with the page's address.
Result<PageRecord> PageFrom(const Statement& row, PageTexts texts);

}  // namespace ritmon
