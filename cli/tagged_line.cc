// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tagged_line.h"

#include "base/charset.h"
#include "classifier/classify.h"

namespace ritmon {

Result<PageTags> TagLine(const Json& input, const Taxonomy& taxonomy,
                         MatcherScratch& scratch) {
  auto page = PageFrom(input);
  if (!page) return tl::unexpected(page.error());
  const std::string title = TextAt(input, "title");
  if (!title.empty() && page->title.empty()) {
    page->title = ScrubUtf8(title);
    page->blocks.insert(page->blocks.begin(), Block{Zone::kTitle, page->title});
  }
  const std::string kind = TextAt(input, "kind");
  if (!kind.empty()) {
    const auto known = ParsePageKind(kind);
    if (!known) return Fail(ErrorKind::kInvalid, "unknown kind '" + kind + "'");
    page->kind = *known;
  }
  return Classify(*page, taxonomy, scratch);
}

}  // namespace ritmon
