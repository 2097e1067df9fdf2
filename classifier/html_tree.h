// SPDX-License-Identifier: GPL-3.0-or-later
// A parsed HTML page as a flat array of nodes in document order, so that every
// walk is a loop and no page can be too deep for it.
//
// Gumbo's API stops in html_tree.cc and html_handling.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/html_attributes.h"
#include "model/page.h"

namespace ritmon {

// The elements that anyone here asks for; all others are kOther.
enum class Tag : uint8_t {
  kText,
  kOther,
  kA,
  kAddress,
  kArea,
  kArticle,
  kAside,
  kAudio,
  kBase,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCaption,
  kCenter,
  kCustom,  // a name with a hyphen
  kDd,
  kDetails,
  kDialog,
  kDiv,
  kDl,
  kDt,
  kFieldset,
  kFigcaption,
  kFigure,
  kFooter,
  kForm,
  kFrame,
  kFrameset,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHgroup,
  kHr,
  kHtml,
  kIframe,
  kImg,
  kLabel,
  kLegend,
  kLi,
  kLink,
  kMain,
  kMenu,
  kMeta,
  kNav,
  kNoscript,
  kObject,
  kOl,
  kP,
  kPre,
  kScript,
  kSection,
  kSelect,
  kSpan,
  kSummary,
  kSvg,
  kTable,
  kTbody,
  kTd,
  kTemplate,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kUl,
  kVideo,
};

// 1 to 6, or 0.
int HeadingLevel(Tag tag);
// Whether a browser begins a new line before and after it.
bool IsBlockElement(Tag tag);

using NodeIndex = uint32_t;

struct HtmlNode {
  Tag tag = Tag::kOther;
  uint16_t attribute_count = 0;
  uint32_t first_attribute = 0;
  NodeIndex parent = 0;   // the root is its own parent
  NodeIndex end = 0;      // one past the last descendant
  std::string_view text;  // of kText
};

class HtmlTree {
 public:
  // `html` is valid UTF-8; the tree keeps it, texts and attributes are views
  // into it. Never fails; there is always a root.
  static HtmlTree Parse(std::string html);

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  // What the limits of html_filter.h cost.
  const PageNotes& notes() const { return notes_; }

  size_t size() const { return nodes_.size(); }
  const HtmlNode& operator[](NodeIndex index) const { return nodes_[index]; }
  std::span<const HtmlNode> nodes() const { return nodes_; }
  std::span<const HtmlAttribute> Attributes(NodeIndex index) const;
  // Empty if there is no such attribute.
  std::string_view Attribute(NodeIndex index, std::string_view name) const;
  bool HasAttribute(NodeIndex index, std::string_view name) const;

  // All text below `index`, white space collapsed.
  std::string TextOf(NodeIndex index) const;

 private:
  class Arena;
  class Builder;
  explicit HtmlTree(std::string html);

  std::unique_ptr<Arena> arena_;  // owns what the views look at
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
  PageNotes notes_;
};

}  // namespace ritmon
