// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/main_text.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "classifier/article_phrases.h"
#include "classifier/boilerplate_phrases.h"
#include "classifier/html_text.h"

namespace ritmon {
namespace {

// Characters of a block that is a paragraph, not a label.
constexpr uint32_t kParagraph = 80;

double LinkDensity(uint32_t link_characters, uint32_t characters) {
  return characters == 0 ? 0.0
                         : static_cast<double>(link_characters) / characters;
}
double LinkDensity(const TextBlock& block) {
  return LinkDensity(block.link_characters, block.characters);
}

bool EndsLikeSentence(std::string_view text) {
  while (!text.empty() && (text.back() == '"' || text.back() == '\'' ||
                           text.back() == ')' || text.back() == ' '))
    text.remove_suffix(1);
  for (const std::string_view end :
       {".", "!", "?", ":", "…", "“", "”", "«", "»"}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

bool IsParagraph(const TextBlock& block) {
  return block.heading == 0 && block.characters >= kParagraph &&
         LinkDensity(block) < 0.5;
}

// What stands inside a story without being part of it.
bool IsLeftOut(const TextBlock& block) {
  // Characters of a link that is a sentence of the text, with full stop and
  // without.
  const uint32_t kLinkedSentence =
      block.is_item && block.text.ends_with('.') ? 90 : 200;
  return (IsArticleFurniture(block.text) && !block.in_quote) ||
         IsConsentText(block.text) || IsBoilerplate(block.text) ||
         (LinkDensity(block) > 0.5 && block.characters < kLinkedSentence &&
          !block.in_quote);
}

class MainTextFinder {
 public:
  MainTextFinder(const HtmlTree& tree, const PageRegions& regions,
                 const std::vector<TextBlock>& blocks, std::string_view title)
      : tree_(tree), regions_(regions), blocks_(blocks) {
    begin_ = FindBegin(LowerText(title));
  }

  std::string Run() {
    std::string text = Find();
    // Some pages call everything a teaser or a gallery.
    constexpr size_t kLittle = 200;  // bytes
    if (text.size() < kLittle) {
      strict_ = false;
      std::string more = Find();
      if (more.size() > 2 * text.size()) return more;
    }
    return text;
  }

 private:
  std::string Find() {
    Weigh();
    top_ = static_cast<NodeIndex>(
        std::max_element(value_.begin(), value_.end()) - value_.begin());
    if (value_[top_] <= 0) return {};
    FindNoise();
    FindHeadline();
    Select();
    FillGaps();
    Trim();
    return Text();
  }

  // The first block of the story: the heading that is the page's title, if
  // most of the text comes after it; else the first of all.
  size_t FindBegin(const std::string& title) const {
    constexpr size_t kShortest = 20;     // bytes: no name of a site or rubric
    constexpr uint32_t kSomeText = 200;  // characters after it
    constexpr double kFewLinks = 0.5;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const TextBlock& heading = blocks_[i];
      if (heading.heading == 0 || heading.heading > 3 ||
          heading.text.size() < kShortest ||
          heading.region > PageRegion::kHeader ||
          title.find(LowerText(heading.text)) == std::string::npos)
        continue;
      uint32_t before = 0, after = 0;
      for (size_t at = 0; at < blocks_.size(); ++at) {
        const TextBlock& block = blocks_[at];
        if (block.heading > 0 || block.characters < kParagraph ||
            block.region > PageRegion::kHeader ||
            LinkDensity(block) > kFewLinks)
          continue;
        (at < i ? before : after) += block.characters;
      }
      return after >= kSomeText && after * 2 >= before ? i : 0;
    }
    return 0;
  }

  bool IsEligible(const TextBlock& block) const {
    return &block >= &blocks_[begin_] && block.region <= PageRegion::kHeader &&
           !block.caption && !(strict_ && block.beside_article) &&
           block.zone != Zone::kImageAlt;
  }

  // Longer is better up to a point; commas tell sentences from labels.
  double Weight(const TextBlock& block) const {
    constexpr double kShortest = 25, kLongest = 600;  // characters
    constexpr std::ptrdiff_t kMostCommas = 10;
    if (!IsEligible(block) || block.heading > 0) return 0;
    const double prose = block.characters * (1 - LinkDensity(block));
    if (prose < kShortest) return 0;
    const auto commas = std::count(block.text.begin(), block.text.end(), ',');
    double weight = std::min(prose, kLongest) / 100 +
                    0.2 * static_cast<double>(std::min(commas, kMostCommas));
    if (block.is_item) weight *= 0.5;
    if (block.is_row) weight *= 0.3;
    return weight;
  }

  void Weigh() {
    constexpr double kDecay = 0.7;  // from a child to its parent
    value_.assign(tree_.size(), 0);
    mass_.assign(tree_.size(), 0);
    prose_.assign(tree_.size(), 0);
    linked_headings_.assign(tree_.size(), 0);
    for (const TextBlock& block : blocks_) {
      const double weight = Weight(block);
      value_[block.node] += weight;
      mass_[block.node] += weight;
      if (block.heading > 0) {
        linked_headings_[block.node] += LinkDensity(block) > 0.5;
      } else if (block.characters >= 100 && LinkDensity(block) < 0.3) {
        prose_[block.node] += block.characters;
      }
    }
    for (auto i = static_cast<NodeIndex>(tree_.size()); i-- > 1;) {
      const NodeIndex parent = tree_[i].parent;
      value_[parent] += kDecay * value_[i];
      mass_[parent] += mass_[i];
      prose_[parent] += prose_[i];
      linked_headings_[parent] += linked_headings_[i];
    }
  }

  bool Inside(NodeIndex node, NodeIndex outer) const {
    return node >= outer && node < tree_[outer].end;
  }

  // Forms, captions and lists of links, unless the text is inside them.
  void FindNoise() {
    noise_.assign(tree_.size(), false);
    for (NodeIndex i = 1; i < tree_.size(); ++i) {
      noise_[i] = noise_[tree_[i].parent] || (!Inside(top_, i) && IsNoise(i));
    }
  }

  bool IsNoise(NodeIndex i) const {
    constexpr double kMuch = 0.25;  // of the prose: too much to throw away
    if (tree_[i].tag == Tag::kFigcaption) return true;
    if (mass_[i] >= kMuch * mass_[top_]) return false;
    const NodeText& text = regions_.text[i];
    switch (tree_[i].tag) {
      case Tag::kForm:
      case Tag::kFieldset:
        return true;
      case Tag::kUl:
      case Tag::kOl:
      case Tag::kDl:
      case Tag::kDiv:
      case Tag::kSection:
      case Tag::kTable:
      case Tag::kArticle:
      case Tag::kCustom:
        return LinkDensity(text.link_characters, text.characters) > 0.5;
      default:
        return false;
    }
  }

  // The first paragraph in the chosen element and the last h1 before it.
  void FindHeadline() {
    story_ = top_;
    for (const TextBlock& block : blocks_) {
      if (!Inside(block.node, top_) || Weight(block) <= 0) continue;
      story_ = block.node;
      break;
    }
    headline_ = story_;
    for (const TextBlock& block : blocks_) {
      if (block.node >= story_) break;
      if (block.heading == 1 && IsEligible(block)) headline_ = block.node;
    }
  }

  bool IsLead(NodeIndex node) const {
    return node > headline_ && node < story_;
  }

  // "teaser" is also what many call the first, bold paragraph.
  bool IsTeaserLead(const TextBlock& block) const {
    return block.zone == Zone::kMain && !block.caption &&
           block.region <= PageRegion::kHeader && IsLead(block.node) &&
           block.characters >= kParagraph && LinkDensity(block) < 0.2 &&
           EndsLikeSentence(block.text);
  }

  // Whether `node` is in a neighbour of the chosen element that carries on the
  // story: what is between headline and text, and other sections of it.
  bool IsJoined(NodeIndex node) const {
    constexpr double kAlike = 0.25;  // of the chosen one's value
    constexpr double kLeast = 0.01;  // of its mass
    NodeIndex branch = node;         // becomes the child of an ancestor of top_
    while (branch != 0 && !Inside(top_, tree_[branch].parent))
      branch = tree_[branch].parent;
    if (branch == 0 || tree_[tree_[branch].parent].tag == Tag::kHtml)
      return false;
    if (IsLead(node)) return true;
    const NodeText& text = regions_.text[branch];
    if (LinkDensity(text.link_characters, text.characters) >= 0.3) return false;
    if (linked_headings_[branch] > linked_headings_[top_]) return false;
    if (value_[branch] >= kAlike * value_[top_]) return true;
    return linked_headings_[branch] == 0 &&
           mass_[branch] > kLeast * mass_[top_] &&
           prose_[branch] * 2 >= text.characters &&
           (LooksLikeTop(branch) || IsContent(tree_[branch].parent));
  }

  // Whether `branch` is the same kind of element as its sibling that holds the
  // chosen one.
  bool LooksLikeTop(NodeIndex branch) const {
    NodeIndex sibling = top_;
    while (tree_[sibling].parent != tree_[branch].parent)
      sibling = tree_[sibling].parent;
    return tree_[sibling].tag == tree_[branch].tag &&
           tree_.Attribute(sibling, "class") ==
               tree_.Attribute(branch, "class");
  }

  // Whether the page itself says that its content is around `node`.
  bool IsContent(NodeIndex node) const {
    for (; node != 0; node = tree_[node].parent) {
      const Tag tag = tree_[node].tag;
      if (tag == Tag::kMain || tag == Tag::kArticle) return true;
    }
    return false;
  }

  void Select() {
    constexpr uint32_t kShort = 50;    // characters of a heading or label
    constexpr double kMostSeen = 0.5;  // before this no end is believed
    chosen_.assign(blocks_.size(), false);
    double gathered = 0;
    bool ended = false;
    NodeIndex last = 0;  // where the last paragraph is
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const TextBlock& block = blocks_[i];
      if (noise_[block.node] && !block.in_quote) continue;
      if (!IsEligible(block) && !IsTeaserLead(block)) continue;
      if (!Inside(block.node, top_) && !IsJoined(block.node)) continue;
      if ((block.heading > 0 || block.characters < kShort) &&
          gathered > kMostSeen * mass_[top_] && EndsArticle(block.text)) {
        ended = true;
        continue;
      }
      // A box in the middle looks like an end; the story goes on where it was.
      // And so does a thread with its next contribution.
      if (ended && (block.heading > 0 || block.characters < kParagraph ||
                    (tree_[block.node].parent != tree_[last].parent &&
                     !IsNextUnit(last, block.node))))
        continue;
      ended = false;
      if (IsLeftOut(block)) continue;
      chosen_[i] = true;
      gathered += Weight(block);
      if (block.heading == 0 && block.characters >= kParagraph)
        last = block.node;
    }
  }

  // The article element around `node`; 0 if there is none.
  NodeIndex UnitAround(NodeIndex node) const {
    while (node != 0 && tree_[node].tag != Tag::kArticle)
      node = tree_[node].parent;
    return node;
  }

  // Whether both are in articles of the same kind, side by side in the chosen
  // element: the contributions of a forum.
  bool IsNextUnit(NodeIndex last, NodeIndex next) const {
    const NodeIndex before = UnitAround(last), after = UnitAround(next);
    return before != 0 && after != 0 && before != after && before != top_ &&
           Inside(before, top_) && Inside(after, top_) &&
           tree_[after].parent == tree_[before].parent;
  }

  // Paragraphs that stand elsewhere in the tree but, to a reader, between two
  // of the chosen ones or right behind the last.
  void FillGaps() {
    constexpr uint32_t kShortest = 60;  // characters
    size_t first = blocks_.size(), last = 0;
    NodeIndex around = top_;  // holds all that is chosen
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!chosen_[i]) continue;
      first = std::min(first, i);
      last = i;
      while (!Inside(blocks_[i].node, around)) around = tree_[around].parent;
    }
    bool ended = false;
    NodeIndex parent = 0;
    for (size_t i = first; i < blocks_.size(); ++i) {
      const TextBlock& block = blocks_[i];
      if (chosen_[i]) {
        if (block.heading == 0) parent = tree_[block.node].parent;
        ended = false;
        continue;
      }
      if (block.heading > 0) {
        ended |= LinkDensity(block) > 0.5 || EndsArticle(block.text);
        continue;
      }
      if (ended || !IsEligible(block) || noise_[block.node] ||
          !Inside(block.node, around) || LinkDensity(block) > 0.3 ||
          IsLeftOut(block))
        continue;
      const bool sibling =
          tree_[block.node].parent == parent && EndsLikeSentence(block.text);
      const bool gap = i < last && block.characters >= kShortest;
      if (sibling || gap) chosen_[i] = true;
    }
  }

  // Short lines before the first and after the last paragraph are head and
  // foot, not story.
  void Trim() {
    constexpr uint32_t kShortest = 20;     // characters
    constexpr uint32_t kLeadHeading = 50;  // under the headline: no rubric
    size_t first = blocks_.size(), last = 0;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!chosen_[i] || !IsParagraph(blocks_[i])) continue;
      first = std::min(first, i);
      last = i;
    }
    if (first == blocks_.size()) return;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const TextBlock& block = blocks_[i];
      if (!chosen_[i] || (i >= first && i <= last)) continue;
      const bool sentence = block.heading == 0 &&
                            block.characters >= kShortest &&
                            EndsLikeSentence(block.text);
      const bool list =
          i > last && (block.is_item || block.is_row || block.heading > 0);
      const bool lead = i < first && block.heading > 1 &&
                        block.node > headline_ &&
                        block.characters >= kLeadHeading;
      chosen_[i] = sentence || list || lead;
    }
  }

  // Headings only where text follows; the headline is the title.
  std::string Text() const {
    std::string text;
    const TextBlock* heading = nullptr;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (!chosen_[i]) continue;
      const TextBlock& block = blocks_[i];
      if (block.heading > 0) {
        heading = block.heading == 1 ? nullptr : &block;
        continue;
      }
      if (heading != nullptr) Add(*heading, text);
      heading = nullptr;
      Add(block, text);
    }
    return text;
  }

  static void Add(const TextBlock& block, std::string& text) {
    if (!text.empty()) text += '\n';
    for (size_t i = 0; i < block.text.size(); ++i) {
      if (block.is_row && block.text.compare(i, 3, " | ") == 0) i += 2;
      const bool space = block.text[i] == '\n';
      text += space ? ' ' : block.text[i];
    }
  }

  const HtmlTree& tree_;
  const PageRegions& regions_;
  const std::vector<TextBlock>& blocks_;
  size_t begin_ = 0;    // the block that the story begins with
  bool strict_ = true;  // what stands beside articles is left out

  // By node.
  std::vector<double> value_;              // how much speaks for it
  std::vector<double> mass_;               // the weight of all prose below
  std::vector<uint32_t> prose_;            // characters in paragraphs below
  std::vector<uint32_t> linked_headings_;  // below: those of teasers
  std::vector<bool> noise_;
  NodeIndex top_ = 0;       // the chosen element
  NodeIndex story_ = 0;     // of its first paragraph
  NodeIndex headline_ = 0;  // of the last h1 before that, or story_ itself

  std::vector<bool> chosen_;  // by block
};

}  // namespace

std::string FindMainText(const HtmlTree& tree, const PageRegions& regions,
                         const std::vector<TextBlock>& blocks,
                         std::string_view title) {
  if (blocks.empty()) return {};
  return MainTextFinder(tree, regions, blocks, title).Run();
}

}  // namespace ritmon
