// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a page reserves itself from text and data mining, read before
// anything of it is kept.
//
// Nearly all pages say nothing; they cost one pass over their bytes (some 250
// microseconds a megabyte) and are not parsed. A page that writes the rare
// words in character references ("no&#97;i") gets past this; ParsePage sees
// it, and what was archived is then purged.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

struct HeadReservation {
  bool noai = false;  // meta robots, or the meta element with our name
  std::optional<bool> tdm_reservation;
  std::string tdm_policy;  // as written; empty without tdm_reservation

  friend bool operator==(const HeadReservation&,
                         const HeadReservation&) = default;
};

// `html` is the body as it came, in any encoding; `content_type` the header.
// Any bytes are accepted. Pure.
HeadReservation ScanForReservation(std::string_view html,
                                   std::string_view content_type = {});

}  // namespace ritmon
