// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a PDF reserves itself from text and data mining in its XMP metadata,
// by the properties `reservation` and `policy` of the namespace
// http://www.w3.org/ns/tdmrep/ (TDM Reservation Protocol).
//
// XMP stands in most files uncompressed, so that programs find it that know
// nothing of PDF; so this may be given the file itself, before anything of it
// is kept. What is compressed is seen when the document is read.

#pragma once

#include <string_view>

#include "classifier/head_reservation.h"

namespace ritmon {

// `bytes`: an XMP packet, or any file that may hold some. Of several answers
// one that reserves counts. Any bytes are accepted. Pure; one pass.
HeadReservation ScanXmpForReservation(std::string_view bytes);

}  // namespace ritmon
