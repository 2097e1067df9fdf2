// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/text_blocks.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "classifier/html_text.h"

namespace ritmon {
namespace {

constexpr std::string_view kCellSeparator = "|";

// A table whose rows are data, not a grid to lay out a page.
bool IsDataTable(const HtmlTree& tree, const PageRegions& regions,
                 NodeIndex table) {
  constexpr uint32_t kLongestCell = 300;  // characters
  size_t rows = 0, cells = 0;
  for (NodeIndex i = table + 1; i < tree[table].end; ++i) {
    switch (tree[i].tag) {
      case Tag::kTable:
      case Tag::kForm:
      case Tag::kH1:
      case Tag::kH2:
      case Tag::kH3:
      case Tag::kArticle:
      case Tag::kNav:
      case Tag::kUl:
        return false;
      case Tag::kTr:
        ++rows;
        break;
      case Tag::kTd:
      case Tag::kTh:
        ++cells;
        if (regions.text[i].characters > kLongestCell) return false;
        break;
      default:
        break;
    }
  }
  return rows >= 2 && cells >= rows + rows / 2;
}

// "IMG_2031.jpg", "logo" and the like say nothing.
bool IsTellingAlt(std::string_view alt) {
  constexpr size_t kShortest = 4;
  return alt.size() >= kShortest &&
         !ContainsAny(alt, {".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp",
                            ".JPG", ".PNG", "://"}) &&
         alt.find_first_not_of("0123456789-_. ") != std::string_view::npos;
}

class BlockBuilder {
 public:
  BlockBuilder(const HtmlTree& tree, const PageRegions& regions)
      : tree_(tree), regions_(regions) {}

  std::vector<TextBlock> Run() {
    for (NodeIndex i = 0; i < tree_.size();) {
      while (!open_.empty() && tree_[open_.back()].end <= i) Leave();
      if (regions_.region[i] == PageRegion::kHidden) {
        if (tree_[i].tag == Tag::kText || IsBlockElement(tree_[i].tag)) {
          i = tree_[i].end;
        } else {
          i = tree_[i].end;
          text_.Append(" ");
        }
        continue;
      }
      if (tree_[i].tag == Tag::kText) {
        AddText(tree_[i].text);
      } else {
        Enter(i);
      }
      ++i;
    }
    while (!open_.empty()) Leave();
    Flush();
    return std::move(blocks_);
  }

 private:
  void AddText(std::string_view text) {
    const size_t added = text_.Append(text);
    characters_ += added;
    if (links_ > 0) link_characters_ += added;
    if (added > 0) breaks_ = 0;
  }

  void Enter(NodeIndex i) {
    const HtmlNode& node = tree_[i];
    switch (node.tag) {
      case Tag::kBr:
        // Two in a row are how people without <p> begin a paragraph.
        if (++breaks_ >= 2 && row_depth_ == 0) {
          Flush();
        } else {
          text_.AppendLineBreak();
        }
        return;
      case Tag::kImg:
        AddAlt(i);
        return;
      case Tag::kA:
      case Tag::kButton:
        ++links_;
        open_.push_back(i);
        return;
      case Tag::kTr:
        if (in_data_table_) ++row_depth_;
        break;
      case Tag::kTable:
        if (row_depth_ == 0) in_data_table_ = IsDataTable(tree_, regions_, i);
        break;
      case Tag::kSpan:
        EnterSpan(i);
        return;
      default:
        if (!IsBlockElement(node.tag)) return;
    }
    if (row_depth_ > 0 && node.tag != Tag::kTr) {
      const bool cell = node.tag == Tag::kTd || node.tag == Tag::kTh;
      if (cell && !text_.empty()) text_.AppendWord(kCellSeparator);
      text_.Append(" ");
    } else {
      Flush();
    }
    heading_ += HeadingLevel(node.tag) > 0;
    items_ += IsItem(node.tag);
    addresses_ += node.tag == Tag::kAddress;
    quotes_ += node.tag == Tag::kBlockquote;
    open_.push_back(i);
  }

  // "<div><span class=label>Anbieter</span><span class=value>Muster GmbH": two
  // spans of a block with nothing between, which the style sheet keeps apart.
  // Of a word in two parts the second goes on in small letters; of one in
  // letters each has its span.
  void EnterSpan(NodeIndex i) {
    constexpr uint32_t kShortest = 2;  // characters
    const HtmlNode& span = tree_[i];
    if (!IsBlockElement(tree_[span.parent].tag)) return;
    const NodeIndex before = std::exchange(last_span_, i);
    const bool apart =
        before != 0 && tree_[before].end == i &&
        tree_[before].parent == span.parent &&
        tree_.HasAttribute(before, "class") && tree_.HasAttribute(i, "class") &&
        regions_.text[before].characters >= kShortest &&
        regions_.text[i].characters >= kShortest && BeginsWord(before, i);
    if (!apart) return;
    if (row_depth_ == 0 && heading_ == 0) {
      text_.AppendLineBreak();
    } else {
      text_.Append(" ");
    }
  }

  // With a capital or a digit; or in several words, styled otherwise.
  bool BeginsWord(NodeIndex before, NodeIndex i) const {
    if (i + 1 >= tree_.size() || tree_[i + 1].tag != Tag::kText) return false;
    const std::string_view text = tree_[i + 1].text;
    if (text.empty()) return false;
    if (text.find(' ') != std::string_view::npos &&
        tree_.Attribute(before, "class") != tree_.Attribute(i, "class")) {
      return true;
    }
    const char c = text[0];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           StartsWithAny(text, {"Ä", "Ö", "Ü"});
  }

  static bool IsItem(Tag tag) {
    return tag == Tag::kLi || tag == Tag::kDt || tag == Tag::kDd;
  }

  void Leave() {
    const Tag tag = tree_[open_.back()].tag;
    if (tag == Tag::kA || tag == Tag::kButton) {
      open_.pop_back();
      --links_;
      return;
    }
    if (row_depth_ == 0 || tag == Tag::kTr) {
      Flush();
    } else {
      text_.Append(" ");
    }
    if (tag == Tag::kTr && in_data_table_) --row_depth_;
    if (tag == Tag::kTable && row_depth_ == 0) in_data_table_ = false;
    heading_ -= HeadingLevel(tag) > 0;
    items_ -= IsItem(tag);
    addresses_ -= tag == Tag::kAddress;
    quotes_ -= tag == Tag::kBlockquote;
    open_.pop_back();
  }

  void AddAlt(NodeIndex i) {
    const PageRegion region = regions_.region[i];
    if (region > PageRegion::kHeader && region != PageRegion::kReference)
      return;
    std::string alt = SqueezeText(tree_.Attribute(i, "alt"));
    if (!IsTellingAlt(alt)) return;
    if (!alts_.empty() && alts_.back() == alt) return;
    alts_.push_back(std::move(alt));
    alt_node_ = i;
  }

  NodeIndex InnermostBlock() const {
    for (size_t i = open_.size(); i > 0; --i) {
      const Tag tag = tree_[open_[i - 1]].tag;
      if (tag != Tag::kA && tag != Tag::kButton) return open_[i - 1];
    }
    return 0;
  }

  int HeadingAround() const {
    if (heading_ == 0) return 0;
    for (size_t i = open_.size(); i > 0; --i) {
      const int level = HeadingLevel(tree_[open_[i - 1]].tag);
      if (level > 0) return level;
    }
    return 0;
  }

  static Zone ZoneOf(const TextBlock& block) {
    constexpr uint32_t kMenuEntry = 60;  // characters
    switch (block.region) {
      case PageRegion::kConsent:
        return Zone::kConsent;
      case PageRegion::kNavigation:
        return Zone::kNavigation;
      case PageRegion::kSearch:
        return Zone::kSearch;
      case PageRegion::kReference:
        return Zone::kReference;
      case PageRegion::kFooter:
        return Zone::kFooter;
      case PageRegion::kAside:
        return Zone::kAside;
      case PageRegion::kHeader:
        // The claim of a company often stands in its header.
        if (block.heading == 0 &&
            (block.characters < kMenuEntry ||
             block.link_characters * 2 > block.characters))
          return Zone::kNavigation;
        break;
      case PageRegion::kContent:
      case PageRegion::kHidden:
        break;
    }
    if (block.heading > 0) {
      return static_cast<Zone>(static_cast<int>(Zone::kHeading1) +
                               block.heading - 1);
    }
    if (block.link_characters == block.characters) return Zone::kLink;
    if (block.is_row) return Zone::kTable;
    return block.is_item ? Zone::kList : Zone::kMain;
  }

  void Flush() {
    breaks_ = 0;
    const bool has_text = characters_ > 0;
    std::string text = text_.Take();
    const uint32_t characters = std::exchange(characters_, 0);
    const uint32_t link_characters = std::exchange(link_characters_, 0);
    if (has_text) {
      TextBlock block;
      block.text = std::move(text);
      block.node = InnermostBlock();
      block.region = regions_.region[block.node];
      block.beside_article = regions_.beside_article[block.node];
      block.caption = regions_.caption[block.node];
      block.in_address = addresses_ > 0;
      block.in_quote = quotes_ > 0;
      block.is_item = items_ > 0;
      block.is_row = row_depth_ > 0;
      block.heading = quotes_ > 0 ? 0 : HeadingAround();
      block.characters = characters;
      block.link_characters = link_characters;
      block.zone = ZoneOf(block);
      blocks_.push_back(std::move(block));
    }
    for (std::string& alt : alts_) {
      TextBlock block;
      block.zone = regions_.region[alt_node_] == PageRegion::kReference
                       ? Zone::kReference
                       : Zone::kImageAlt;
      block.characters = static_cast<uint32_t>(CountCharacters(alt));
      block.text = std::move(alt);
      block.node = tree_[alt_node_].parent;
      blocks_.push_back(std::move(block));
    }
    alts_.clear();
  }

  const HtmlTree& tree_;
  const PageRegions& regions_;
  std::vector<TextBlock> blocks_;
  std::vector<NodeIndex> open_;  // block elements and links around the text

  // The block that is being gathered.
  TextSqueezer text_;
  uint32_t characters_ = 0;
  uint32_t link_characters_ = 0;
  int breaks_ = 0;  // <br> since the last text
  std::vector<std::string> alts_;
  NodeIndex alt_node_ = 0;
  NodeIndex last_span_ = 0;  // the last one that is a block's child

  // How many of each are open.
  int links_ = 0;
  int heading_ = 0;
  int items_ = 0;
  int addresses_ = 0;
  int quotes_ = 0;
  int row_depth_ = 0;
  bool in_data_table_ = false;
};

}  // namespace

std::vector<TextBlock> BuildBlocks(const HtmlTree& tree,
                                   const PageRegions& regions) {
  return BlockBuilder(tree, regions).Run();
}

}  // namespace ritmon
