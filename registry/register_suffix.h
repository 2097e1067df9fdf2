// SPDX-License-Identifier: GPL-3.0-or-later
// The letters behind a register number that belong to it: courts that took
// other registers over keep the numbers apart by them ("HRB 53 GE" and "HRB 53
// HL" of Lübeck are two firms). A pure function; any bytes are accepted.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ritmon {

// The suffix behind the number that ends at `at`: one to three upper case
// letters, behind a blank, a hyphen, a slash or nothing ("138434 B", "53-HL",
// "138434B"). `end` is then after it. Empty if what stands there is another
// word (UST, TEL, KG), a label of a phone number ("T 040 ...") or a country
// ("D-20095"); `end` then stays.
std::string RegisterSuffixAt(std::string_view text, size_t at, size_t& end);

}  // namespace ritmon
