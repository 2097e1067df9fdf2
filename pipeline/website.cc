// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/website.h"

namespace ritmon {

Result<Url> ParseWebsite(const std::string& text) {
  const bool has_scheme = text.find("://") != std::string::npos;
  return Url::Parse(has_scheme ? text : "http://" + text);
}

}  // namespace ritmon
