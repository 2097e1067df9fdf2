// SPDX-License-Identifier: GPL-3.0-or-later
// The right not to be mined (§ 44b (3) UrhG, Directive (EU) 2019/790, article
// 4 (3)): where a reservation may stand, and what several of them say together.
//
// Only what is named here reserves. Pure functions.

#pragma once

#include <optional>
#include <string_view>

#include "model/fetch.h"

namespace ritmon {

// The names are on disk: do not change.
enum class ReservationSource {
  kNone,
  kTdmFile,     // /.well-known/tdmrep.json
  kTdmHeader,   // tdm-reservation
  kTdmMeta,     // <meta name="tdm-reservation">
  kNoAiHeader,  // X-Robots-Tag: noai
  kNoAiMeta,    // <meta name="robots" content="noai">
  kPhrase,      // plain language in imprint or terms
};
// "none", "tdmrep.json", "tdm-header", "tdm-meta", "noai-header", "noai-meta",
// "phrase".
std::string_view ToString(ReservationSource source);
std::optional<ReservationSource> ParseReservationSource(std::string_view name);

// The value of the header or meta element tdm-reservation: "1" and "0", blanks
// around them allowed. Other values are "unset" (TDMRep, "tdm-reservation").
std::optional<bool> ParseTdmReservation(std::string_view value);

// What all headers of that name say. The standard knows one; of several that
// contradict each other the one that reserves counts.
std::optional<bool> TdmReservationOf(const HeaderList& headers);

// What was found for one page.
struct ReservationSigns {
  std::optional<bool> tdm_file;  // TdmRules::Reservation
  std::optional<bool> tdm_header;
  std::optional<bool> tdm_meta;
  bool noai_header = false;
  bool noai_meta = false;
};

struct ResolvedReservation {
  bool reserved = false;
  // What decided, also where it decided that nothing is reserved; kNone if
  // nothing was said.
  ReservationSource source = ReservationSource::kNone;
};

// Of TDMRep's three places a later one supersedes an earlier one if it says
// anything ("Processing priority"); noai reserves whatever they say.
ResolvedReservation Resolve(const ReservationSigns& signs);

}  // namespace ritmon
