// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the archive in the place of a purged record. Part of
// capture_purge.h.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/time.h"

namespace ritmon {

// Why a record is taken out.
enum class PurgeReason {
  kReserved,   // from text and data mining
  kForgotten,  // nobody may know any more whose it was
};

struct PurgeMark {
  std::string id;  // WARC-Record-ID
  Timestamp date{};
  PurgeReason reason = PurgeReason::kReserved;
};

// What the record says: "purged: rights reserved".
std::string_view PurgeText(PurgeReason reason);

// Exactly `size` bytes for a file without compression: a metadata record, or
// line ends if no record is that short.
std::string PurgeText(const PurgeMark& mark, size_t size);

// Exactly `size` bytes for a gzipped file: one member with such a record; an
// empty member if no record is that short; zeros, which readers skip, if no
// member is.
std::string PurgeMember(const PurgeMark& mark, size_t size);

// The record as short as it can be, for where the size does not matter.
std::string ShortPurgeText(const PurgeMark& mark);

}  // namespace ritmon
