// SPDX-License-Identifier: GPL-3.0-or-later
// What meta robots and X-Robots-Tag ask of us. No standard has them; the
// grammar is what Google documents and everyone writes.
//
// Any bytes are accepted, what is not understood asks for nothing. Pure
// functions.

#pragma once

#include <string_view>

#include "model/fetch.h"

namespace ritmon {

struct RobotsDirectives {
  bool noindex = false;
  bool nofollow = false;
  bool noai = false;  // reserves; "noimageai" alone does not, we take no images

  // Of several places the strictest counts.
  RobotsDirectives& operator|=(const RobotsDirectives& other);
  friend bool operator==(const RobotsDirectives&,
                         const RobotsDirectives&) = default;
};

// The content of <meta name="robots"> or of a meta element that bears our name.
// "none" is noindex and nofollow.
RobotsDirectives ParseMetaRobots(std::string_view content);

// The value of one X-Robots-Tag. A product token in front ("googlebot:
// noindex, nofollow") addresses what follows it to that crawler, up to the next
// token; what is addressed to neither everyone nor `product_token` (compared
// without case) does not bind us.
RobotsDirectives ParseRobotsTag(std::string_view value,
                                std::string_view product_token);

// All X-Robots-Tag headers of an answer.
RobotsDirectives RobotsTagsOf(const HeaderList& headers,
                              std::string_view product_token);

}  // namespace ritmon
