// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <utility>

#include "classifier/html_filter.h"
#include "classifier/html_scan.h"
#include "classifier/html_stand_in.h"
#include "classifier/html_text.h"

namespace ritmon {
namespace {

constexpr std::array<Tag, GUMBO_TAG_LAST + 1> MakeTagTable() {
  std::array<Tag, GUMBO_TAG_LAST + 1> table{};
  for (Tag& tag : table) tag = Tag::kOther;
  table[GUMBO_TAG_A] = Tag::kA;
  table[GUMBO_TAG_ADDRESS] = Tag::kAddress;
  table[GUMBO_TAG_AREA] = Tag::kArea;
  table[GUMBO_TAG_ARTICLE] = Tag::kArticle;
  table[GUMBO_TAG_ASIDE] = Tag::kAside;
  table[GUMBO_TAG_AUDIO] = Tag::kAudio;
  table[GUMBO_TAG_BASE] = Tag::kBase;
  table[GUMBO_TAG_BLOCKQUOTE] = Tag::kBlockquote;
  table[GUMBO_TAG_BODY] = Tag::kBody;
  table[GUMBO_TAG_BR] = Tag::kBr;
  table[GUMBO_TAG_BUTTON] = Tag::kButton;
  table[GUMBO_TAG_CAPTION] = Tag::kCaption;
  table[GUMBO_TAG_CENTER] = Tag::kCenter;
  table[GUMBO_TAG_DD] = Tag::kDd;
  table[GUMBO_TAG_DETAILS] = Tag::kDetails;
  table[GUMBO_TAG_DIR] = Tag::kUl;
  table[GUMBO_TAG_DIV] = Tag::kDiv;
  table[GUMBO_TAG_DL] = Tag::kDl;
  table[GUMBO_TAG_DT] = Tag::kDt;
  table[GUMBO_TAG_FIELDSET] = Tag::kFieldset;
  table[GUMBO_TAG_FIGCAPTION] = Tag::kFigcaption;
  table[GUMBO_TAG_FIGURE] = Tag::kFigure;
  table[GUMBO_TAG_FOOTER] = Tag::kFooter;
  table[GUMBO_TAG_FORM] = Tag::kForm;
  table[GUMBO_TAG_FRAME] = Tag::kFrame;
  table[GUMBO_TAG_FRAMESET] = Tag::kFrameset;
  table[GUMBO_TAG_H1] = Tag::kH1;
  table[GUMBO_TAG_H2] = Tag::kH2;
  table[GUMBO_TAG_H3] = Tag::kH3;
  table[GUMBO_TAG_H4] = Tag::kH4;
  table[GUMBO_TAG_H5] = Tag::kH5;
  table[GUMBO_TAG_H6] = Tag::kH6;
  table[GUMBO_TAG_HEAD] = Tag::kHead;
  table[GUMBO_TAG_HEADER] = Tag::kHeader;
  table[GUMBO_TAG_HGROUP] = Tag::kHgroup;
  table[GUMBO_TAG_HR] = Tag::kHr;
  table[GUMBO_TAG_HTML] = Tag::kHtml;
  table[GUMBO_TAG_IFRAME] = Tag::kIframe;
  table[GUMBO_TAG_IMG] = Tag::kImg;
  table[GUMBO_TAG_LABEL] = Tag::kLabel;
  table[GUMBO_TAG_LEGEND] = Tag::kLegend;
  table[GUMBO_TAG_LI] = Tag::kLi;
  table[GUMBO_TAG_LINK] = Tag::kLink;
  table[GUMBO_TAG_MAIN] = Tag::kMain;
  table[GUMBO_TAG_MENU] = Tag::kMenu;
  table[GUMBO_TAG_META] = Tag::kMeta;
  table[GUMBO_TAG_NAV] = Tag::kNav;
  table[GUMBO_TAG_NOSCRIPT] = Tag::kNoscript;
  table[GUMBO_TAG_OBJECT] = Tag::kObject;
  table[GUMBO_TAG_OL] = Tag::kOl;
  table[GUMBO_TAG_P] = Tag::kP;
  table[GUMBO_TAG_PRE] = Tag::kPre;
  table[GUMBO_TAG_LISTING] = Tag::kPre;
  table[GUMBO_TAG_XMP] = Tag::kPre;
  table[GUMBO_TAG_SCRIPT] = Tag::kScript;
  table[GUMBO_TAG_STYLE] = Tag::kScript;
  table[GUMBO_TAG_SECTION] = Tag::kSection;
  table[GUMBO_TAG_SELECT] = Tag::kSelect;
  table[GUMBO_TAG_SPAN] = Tag::kSpan;
  table[GUMBO_TAG_SUMMARY] = Tag::kSummary;
  table[GUMBO_TAG_SVG] = Tag::kSvg;
  table[GUMBO_TAG_TABLE] = Tag::kTable;
  table[GUMBO_TAG_TBODY] = Tag::kTbody;
  table[GUMBO_TAG_TD] = Tag::kTd;
  table[GUMBO_TAG_TEMPLATE] = Tag::kTemplate;
  table[GUMBO_TAG_TEXTAREA] = Tag::kTextarea;
  table[GUMBO_TAG_TFOOT] = Tag::kTfoot;
  table[GUMBO_TAG_TH] = Tag::kTh;
  table[GUMBO_TAG_THEAD] = Tag::kThead;
  table[GUMBO_TAG_TIME] = Tag::kTime;
  table[GUMBO_TAG_TITLE] = Tag::kTitle;
  table[GUMBO_TAG_TR] = Tag::kTr;
  table[GUMBO_TAG_UL] = Tag::kUl;
  table[GUMBO_TAG_VIDEO] = Tag::kVideo;
  return table;
}
constexpr std::array<Tag, GUMBO_TAG_LAST + 1> kTagTable = MakeTagTable();

Tag TagOf(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return kTagTable[element.tag];
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  const std::string_view text(name.data == nullptr ? "" : name.data,
                              name.length);
  if (LowerText(text) == "dialog") return Tag::kDialog;  // newer than Gumbo
  return text.find('-') != std::string_view::npos ? Tag::kCustom : Tag::kOther;
}

}  // namespace

// The page's text, and memory that is freed all at once: Gumbo asks for
// thousands of small pieces, and its own way to free them recurses as deep as
// the page is.
class HtmlTree::Arena {
 public:
  explicit Arena(std::string html) : html_(std::move(html)) {}
  const std::string& html() const { return html_; }

  void* Allocate(size_t size) {
    size = (size + kAlign - 1) & ~(kAlign - 1);
    if (size > left_) {
      const size_t chunk = std::max(size, next_chunk_);
      next_chunk_ = std::min(next_chunk_ * 2, kLargestChunk);
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
      free_ = chunks_.back().get();
      left_ = chunk;
    }
    void* memory = free_;
    free_ += size;
    left_ -= size;
    return memory;
  }

 private:
  static constexpr size_t kAlign = alignof(std::max_align_t);
  static constexpr size_t kLargestChunk = 1 << 20;
  const std::string html_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  char* free_ = nullptr;
  size_t left_ = 0;
  size_t next_chunk_ = 64 * 1024;
};

// Lays Gumbo's tree out flat, and puts back what was put aside.
class HtmlTree::Builder {
 public:
  Builder(HtmlTree& tree, const FilteredHtml& page)
      : tree_(tree), page_(page) {}

  void Run(const GumboNode* root) {
    Enter(root, 0);
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.next == top.children->length) {
        tree_.nodes_[top.index].end = tree_.size();
        open_.pop_back();
        continue;
      }
      const auto* child =
          static_cast<const GumboNode*>(top.children->data[top.next++]);
      Enter(child, top.index);
    }
  }

 private:
  struct Open {
    const GumboVector* children;
    unsigned next;
    NodeIndex index;
  };

  void Enter(const GumboNode* node, NodeIndex parent) {
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        AddNode({.tag = Tag::kText,
                 .parent = parent,
                 .end = static_cast<NodeIndex>(tree_.size() + 1),
                 .text = TextOf(node->v.text.text)});
        break;
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        AddElement(node->v.element, parent);
        break;
      case GUMBO_NODE_DOCUMENT:
      case GUMBO_NODE_COMMENT:
        break;
    }
  }

  // Nearly always white space, or one text that was put aside.
  std::string_view TextOf(std::string_view parsed) {
    const size_t blank = parsed.starts_with(' ') ? 1 : 0;
    if (parsed.size() != blank + kStandInBytes) return Joined(parsed);
    const auto index = StandInIndex(parsed.substr(blank));
    if (!index) return Joined(parsed);
    const std::string_view text = page_.texts[*index];
    if (blank == 0) return text;
    // The blank is the white space before the text, unless a tag that was left
    // out stands between them.
    const bool adjacent = text.data() > tree_.arena_->html().data() &&
                          IsHtmlSpace(text.data()[-1]);
    return adjacent ? std::string_view(text.data() - 1, text.size() + 1)
                    : Joined(parsed);
  }

  std::string_view Joined(std::string_view parsed) {
    joined_.clear();
    bool changed = false;
    for (size_t at = 0; at < parsed.size();) {
      if (const auto index = StandInIndex(parsed.substr(at))) {
        joined_ += page_.texts[*index];
        at += kStandInBytes;
        changed = true;
      } else {
        joined_ += parsed[at++];
      }
    }
    if (!changed) return parsed;
    char* copy = static_cast<char*>(tree_.arena_->Allocate(joined_.size()));
    joined_.copy(copy, joined_.size());
    return {copy, joined_.size()};
  }

  // Those put aside of the start tag that made `element`; nothing if it was
  // implied. Elements come mostly in the order of their tags.
  const AttributesAside* Aside(const GumboElement& element) {
    if (element.original_tag.data == nullptr) return nullptr;
    const size_t offset = element.original_tag.data - page_.markup.data();
    if (next_ >= page_.tags.size() || page_.tags[next_].offset != offset) {
      const auto found = std::lower_bound(
          page_.tags.begin(), page_.tags.end(), offset,
          [](const AttributesAside& tag, size_t o) { return tag.offset < o; });
      if (found == page_.tags.end() || found->offset != offset) return nullptr;
      next_ = found - page_.tags.begin();
    }
    return &page_.tags[next_++];
  }

  void AddElement(const GumboElement& element, NodeIndex parent) {
    HtmlNode node;
    node.tag = TagOf(element);
    node.parent = parent;
    SetAttributes(element, node);
    const auto index = static_cast<NodeIndex>(tree_.size());
    AddNode(node);
    open_.push_back({&element.children, 0, index});
  }

  void SetAttributes(const GumboElement& element, HtmlNode& node) {
    const AttributesAside* aside = Aside(element);
    const unsigned parsed = std::min(element.attributes.length, kMaxAttributes);
    std::vector<HtmlAttribute>& attributes = tree_.attributes_;
    node.first_attribute = static_cast<uint32_t>(attributes.size());
    if (aside != nullptr) {
      node.attribute_count = static_cast<uint16_t>(aside->count);
      if (parsed == 0) {
        node.first_attribute = aside->first;
        return;
      }
      for (uint32_t i = 0; i < aside->count; ++i)
        attributes.push_back(HtmlAttribute(attributes[aside->first + i]));
    }
    for (unsigned i = 0; i < parsed; ++i) {
      const auto* attribute =
          static_cast<const GumboAttribute*>(element.attributes.data[i]);
      attributes.push_back({attribute->name, attribute->value});
    }
    node.attribute_count += static_cast<uint16_t>(parsed);
  }

  void AddNode(const HtmlNode& node) { tree_.nodes_.push_back(node); }

  HtmlTree& tree_;
  const FilteredHtml& page_;
  std::vector<Open> open_;
  size_t next_ = 0;  // the tag that is likely to come next
  std::string joined_;
};

HtmlTree::HtmlTree(std::string html)
    : arena_(std::make_unique<Arena>(std::move(html))) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

HtmlTree HtmlTree::Parse(std::string html) {
  HtmlTree tree(std::move(html));
  FilteredHtml page = FilterHtml(tree.arena_->html());
  tree.attributes_ = std::move(page.attributes);
  if (page.depth_cut) tree.notes_.insert(PageNote::kDepthCut);
  if (page.tags_cut) tree.notes_.insert(PageNote::kTagsCut);
  if (page.text_cut) tree.notes_.insert(PageNote::kTextCut);
  if (page.attributes_cut) tree.notes_.insert(PageNote::kAttributesCut);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void* arena, size_t size) {
    return static_cast<Arena*>(arena)->Allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  options.userdata = tree.arena_.get();
  options.max_errors = 0;
  const GumboOutput* output = gumbo_parse_with_options(
      &options, page.markup.data(), page.markup.size());
  tree.nodes_.reserve(page.markup.size() / 8 + 16);
  Builder(tree, page).Run(output->root);
  return tree;
}

std::span<const HtmlAttribute> HtmlTree::Attributes(NodeIndex index) const {
  const HtmlNode& node = nodes_[index];
  return std::span(attributes_)
      .subspan(node.first_attribute, node.attribute_count);
}

std::string_view HtmlTree::Attribute(NodeIndex index,
                                     std::string_view name) const {
  for (const HtmlAttribute& attribute : Attributes(index)) {
    if (attribute.name == name) return attribute.value;
  }
  return {};
}

bool HtmlTree::HasAttribute(NodeIndex index, std::string_view name) const {
  for (const HtmlAttribute& attribute : Attributes(index)) {
    if (attribute.name == name) return true;
  }
  return false;
}

std::string HtmlTree::TextOf(NodeIndex index) const {
  TextSqueezer text;
  for (NodeIndex i = index; i < nodes_[index].end; ++i) {
    const HtmlNode& node = nodes_[i];
    if (node.tag == Tag::kText) {
      text.Append(node.text);
    } else if (node.tag == Tag::kBr || IsBlockElement(node.tag)) {
      text.Append(" ");
    }
  }
  return text.Take();
}

int HeadingLevel(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6
             ? static_cast<int>(tag) - static_cast<int>(Tag::kH1) + 1
             : 0;
}

bool IsBlockElement(Tag tag) {
  switch (tag) {
    case Tag::kText:
    case Tag::kOther:
    case Tag::kA:
    case Tag::kArea:
    case Tag::kAudio:
    case Tag::kBase:
    case Tag::kBr:
    case Tag::kButton:
    case Tag::kImg:
    case Tag::kLabel:
    case Tag::kLink:
    case Tag::kMeta:
    case Tag::kObject:
    case Tag::kScript:
    case Tag::kSelect:
    case Tag::kSpan:
    case Tag::kSvg:
    case Tag::kTemplate:
    case Tag::kTextarea:
    case Tag::kTime:
    case Tag::kVideo:
      return false;
    default:
      return true;
  }
}

}  // namespace ritmon
