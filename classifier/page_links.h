// SPDX-License-Identifier: GPL-3.0-or-later
// Where a page points to: http(s) URLs, resolved against <base>, each once.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/page.h"
#include "model/url.h"

namespace ritmon {

class HtmlTree;

// More than this on one page is a trap, not a page.
inline constexpr size_t kMaxLinks = 20'000;
inline constexpr size_t kMaxLinkText = 200;  // bytes

struct PageLinks {
  std::vector<Link> links;  // a, area, frame, iframe, link rel=next/alternate
  std::optional<Url> canonical;
  std::optional<Url> refresh;  // of meta http-equiv=refresh
};

PageLinks FindLinks(const HtmlTree& tree, const Url& url);

}  // namespace ritmon
