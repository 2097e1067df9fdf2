// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/published_date.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "classifier/html_text.h"
#include "classifier/page_date.h"

namespace ritmon {
namespace {

std::optional<Timestamp> ValueOf(const HtmlTree& tree, NodeIndex i) {
  std::string_view value = tree.Attribute(i, "datetime");
  if (value.empty()) value = tree.Attribute(i, "content");
  return value.empty() ? ParsePageDate(tree.TextOf(i)) : ParsePageDate(value);
}

// "Hamburg, 12. März 2026 - Die Firma ...": what stands before the dash, if
// that is short. "Am 12. März 2026 - einem Sonntag - kam" tells of something.
std::string_view DatelineOf(std::string_view paragraph) {
  constexpr size_t kLongest = 80;  // bytes
  size_t end = std::string_view::npos;
  for (const std::string_view sign :
       {" \u2013 ", " \u2014 ", " - ", " | ", "): ", ". \u2013 ", ": "}) {
    end = std::min(end, paragraph.find(sign));
  }
  if (end > kLongest) return {};
  const std::string_view line = paragraph.substr(0, end);
  const std::string lower = " " + LowerText(line);
  return ContainsAny(lower, {" am ", " seit ", " bis ", " ab ", " im ", " vom ",
                             " on ", " since ", " until "})
             ? std::string_view()
             : line;
}

// `after`: below the headline, where paragraphs begin.
std::optional<Timestamp> DateIn(const HtmlTree& tree, const TextBlock& block,
                                bool after) {
  constexpr uint32_t kShort = 120;  // characters of a line with a date
  const bool is_line = block.characters <= kShort;
  if (is_line) {
    for (NodeIndex i = block.node; i < tree[block.node].end; ++i) {
      if (tree[i].tag != Tag::kTime) continue;
      // The element may be around more than this block.
      if (block.text.find(tree.TextOf(i)) == std::string::npos) continue;
      if (auto time = ValueOf(tree, i)) return time;
    }
    return FindPageDate(block.text);
  }
  return after ? FindPageDate(DatelineOf(block.text)) : std::nullopt;
}

}  // namespace

PageTimes ReadTimes(const HtmlTree& tree, const PageRegions& regions) {
  PageTimes times;
  bool says_date_published = false;
  bool differ = false;
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != Tag::kTime || regions.region[i] > PageRegion::kHeader) {
      continue;
    }
    const auto time = ValueOf(tree, i);
    if (!time) continue;
    const std::string says =
        LowerText(std::string(tree.Attribute(i, "itemprop")) + " " +
                  std::string(tree.Attribute(i, "class")));
    if (ContainsAny(says, {"datemodified", "updated", "dt-updated"}) &&
        !times.updated) {
      times.updated = time;
    }
    if (says.find("datepublished") != std::string::npos) {
      if (!says_date_published) times.published = time;
      says_date_published = true;
    } else if (ContainsAny(says, {"publish", "entry-date", "pubdate"}) &&
               !ContainsAny(says, {"update", "modified"}) && !times.published) {
      times.published = time;
    }
    differ |= times.only && *times.only != *time;
    if (!times.only) times.only = time;
  }
  if (differ) times.only.reset();
  return times;
}

std::optional<Timestamp> DateNearHeadline(
    const HtmlTree& tree, const std::vector<TextBlock>& blocks) {
  constexpr size_t kBelow = 6;  // blocks
  constexpr size_t kAbove = 3;
  size_t headline = 0;
  while (headline < blocks.size() && blocks[headline].heading != 1) ++headline;
  if (headline == blocks.size()) return std::nullopt;
  const PageRegion own = blocks[headline].region;
  const size_t end = std::min(headline + kBelow, blocks.size());
  for (size_t i = headline; i < end; ++i) {
    if (blocks[i].region > PageRegion::kHeader) continue;
    if (auto date = DateIn(tree, blocks[i], true)) return date;
  }
  const size_t begin = headline < kAbove ? 0 : headline - kAbove;
  for (size_t i = headline; i-- > begin;) {
    // The site's header shows the day on which the page was fetched.
    if (blocks[i].region > own) continue;
    if (auto date = DateIn(tree, blocks[i], false)) return date;
  }
  return std::nullopt;
}

}  // namespace ritmon
