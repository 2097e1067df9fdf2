// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of a page says: title, description, robots, reservation of text
// and data mining, language, date.

#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "classifier/html_tree.h"
#include "model/robots_directives.h"

namespace ritmon {

// What meta elements for robots say, those for this one included.
RobotsDirectives ReadRobotsMeta(const HtmlTree& tree);

struct PageMetadata {
  std::string title;        // of <title>, else og:title
  std::string description;  // meta description, else og:description
  std::string og_title;     // if it differs from the title
  std::string og_description;
  std::string lang;  // as declared: "de-DE"
  std::optional<Timestamp> published;
  std::optional<Timestamp> dated;  // by an element that may mean anything
  std::optional<Timestamp> updated;
  std::string publisher;  // of whom the site says it is
  bool noindex = false;
  bool nofollow = false;
  bool noai = false;
  std::optional<bool> tdm_reservation;  // of several, the one that reserves
  std::string tdm_policy;               // as written; empty if there is none
};

PageMetadata ReadMetadata(const HtmlTree& tree);

}  // namespace ritmon
