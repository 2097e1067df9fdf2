// SPDX-License-Identifier: GPL-3.0-or-later
// What `confidence:` applies to, worked out once for all who answer queries;
// for index/*.cc only.

#pragma once

#include "index/query.h"

namespace ritmon {

// `root` with QueryFilter::levels set on each field:, topic: and future: that
// a confidence: stands beside or around, and without those confidence: filters.
// One that has no tag beside it stays: it means any field.
QueryNode WithLevels(const QueryNode& root);

}  // namespace ritmon
