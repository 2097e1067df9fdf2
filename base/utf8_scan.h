// SPDX-License-Identifier: GPL-3.0-or-later
// Steps over bytes that may be UTF-8 (RFC 3629), telling good from bad; for
// base/charset.cc, everyone else uses base/charset.h.

#pragma once

#include <cstddef>
#include <string_view>

namespace ritmon {

struct Utf8Step {
  bool valid = false;
  // Bytes of the sequence; of an invalid one the maximal part that could have
  // begun a sequence (Unicode 15, "substitution of maximal subparts"), >= 1.
  size_t length = 1;
};

// `at` < bytes.size().
Utf8Step NextUtf8(std::string_view bytes, size_t at);

struct Utf8Census {
  size_t sequences = 0;     // valid ones of two bytes or more
  size_t invalid = 0;       // maximal invalid parts
  bool cut_at_end = false;  // the last invalid part is a cut-off sequence
};

Utf8Census CountUtf8(std::string_view bytes);

}  // namespace ritmon
