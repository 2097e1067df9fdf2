// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of a page says: title, description, robots, language, date.

#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "classifier/html_tree.h"

namespace ritmon {

// What meta elements for robots say, those for this one included.
struct RobotsMeta {
  bool noindex = false;
  bool nofollow = false;
};
RobotsMeta ReadRobotsMeta(const HtmlTree& tree);

struct PageMetadata {
  std::string title;        // of <title>, else og:title
  std::string description;  // meta description, else og:description
  std::string og_title;     // if it differs from the title
  std::string og_description;
  std::string lang;                    // as declared: "de-DE"
  std::optional<Timestamp> published;  // of meta elements and <time>
  bool noindex = false;
  bool nofollow = false;
};

PageMetadata ReadMetadata(const HtmlTree& tree);

}  // namespace ritmon
