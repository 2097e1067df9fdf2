// SPDX-License-Identifier: GPL-3.0-or-later
// What a page says about itself for machines: JSON-LD and microdata with the
// schema.org vocabulary. Broken JSON is repaired where it is broken in the
// usual ways and skipped otherwise.
//
// nlohmann::json stops in structured_data.cc.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "classifier/html_tree.h"
#include "model/page.h"

namespace ritmon {

struct StructuredData {
  std::vector<OrganizationMarkup> organizations;
  std::optional<Timestamp> published;  // of an article
  std::optional<Timestamp> modified;
  std::string publisher;        // of an article: an organisation
  bool is_job_posting = false;  // of one job, not a list of them
  std::string article_body;     // the longest one
  // What organisations, products and services are said to be.
  std::vector<std::string> descriptions;
};

StructuredData ReadStructuredData(const HtmlTree& tree);

}  // namespace ritmon
