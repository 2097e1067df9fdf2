// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_parts.h"

#include <algorithm>

namespace ritmon {

std::vector<std::string_view> SplitUrlPart(std::string_view text,
                                           char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace ritmon
