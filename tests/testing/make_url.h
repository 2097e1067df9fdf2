// SPDX-License-Identifier: GPL-3.0-or-later
// URLs that are known to be right.

#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "model/url.h"

namespace ritmon {

inline Url MakeUrl(std::string_view text) {
  auto url = Url::Parse(text);
  if (!url) throw std::invalid_argument(url.error().message);
  return std::move(*url);
}

}  // namespace ritmon
