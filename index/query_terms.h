// SPDX-License-Identifier: GPL-3.0-or-later
// A parsed query as Xapian runs it; for index/index_database.cc only.

#pragma once

#include <xapian.h>

#include "index/query.h"

namespace ritmon {

Xapian::Query ToXapianQuery(const Query& query);

}  // namespace ritmon
