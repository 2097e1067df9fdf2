// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_regions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "classifier/html_text.h"

namespace ritmon {
namespace {

uint32_t VisibleCharacters(std::string_view text) {
  return static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && (c & 0xC0) != 0x80;
      }));
}

bool IsHiddenByStyle(std::string_view style) {
  std::string tight;
  for (const char c : LowerText(style)) {
    if (c != ' ') tight += c;
  }
  return ContainsAny(tight, {"display:none", "visibility:hidden"});
}

// A text this long between two tags is a sentence, not a label.
constexpr uint32_t kProse = 50;  // characters

class RegionFinder {
 public:
  RegionFinder(const HtmlTree& tree, NameMeanings& meanings)
      : tree_(tree), meanings_(meanings) {
    found_.region.assign(tree.size(), PageRegion::kContent);
    found_.text.resize(tree.size());
    found_.beside_article.assign(tree.size(), false);
    found_.caption.assign(tree.size(), false);
    own_.resize(tree.size());
    holds_content_.assign(tree.size(), false);
    holds_quote_.assign(tree.size(), false);
    prose_.assign(tree.size(), 0);
  }

  PageRegions Run() {
    FindHidden();
    CountText();
    for (NodeIndex i = 1; i < tree_.size(); ++i) Decide(i);
    return std::move(found_);
  }

 private:
  void FindHidden() {
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      const HtmlNode& node = tree_[i];
      const bool above = i > 0 && Is(node.parent, PageRegion::kHidden);
      if (node.tag != Tag::kText && !above) own_[i] = NamesOf(i);
      if (above || own_[i].icon || IsHidden(i))
        found_.region[i] = PageRegion::kHidden;
    }
  }

  bool IsHidden(NodeIndex i) const {
    const HtmlNode& node = tree_[i];
    switch (node.tag) {
      case Tag::kText:
        return false;
      case Tag::kScript:
      case Tag::kNoscript:
      case Tag::kSelect:
      case Tag::kTextarea:
      case Tag::kSvg:
      case Tag::kHead:
      case Tag::kIframe:
      case Tag::kObject:
      case Tag::kAudio:
      case Tag::kVideo:
        return true;
      case Tag::kTemplate:
        // A declarative shadow root is shown, any other template is not.
        return !tree_.HasAttribute(i, "shadowrootmode");
      default:
        break;
    }
    bool hidden = false;
    for (const HtmlAttribute& attribute : tree_.Attributes(i)) {
      if (attribute.name == "hidden") {
        hidden = attribute.value != "until-found";
      } else if (attribute.name == "style") {
        hidden = hidden || IsHiddenByStyle(attribute.value);
      }
    }
    return hidden;
  }

  NameMeaning NamesOf(NodeIndex i) {
    NameMeaning meaning;
    for (const HtmlAttribute& attribute : tree_.Attributes(i)) {
      if (attribute.name == "class" || attribute.name == "id") {
        meaning |= meanings_.Of(attribute.value);
      } else if (attribute.name == "role") {
        meaning |= MeaningOfRole(attribute.value);
      }
    }
    return meaning;
  }

  // Children come after their parents, so one pass from the end sums up.
  void CountText() {
    for (NodeIndex i = tree_.size(); i-- > 0;) {
      const HtmlNode& node = tree_[i];
      NodeText& text = found_.text[i];
      if (node.tag == Tag::kText && !Is(i, PageRegion::kHidden))
        text.characters = VisibleCharacters(node.text);
      if (node.tag == Tag::kA && tree_.HasAttribute(i, "href")) {
        text.link_characters = text.characters;
        text.links = 1;
      }
      if (node.tag == Tag::kH1 || node.tag == Tag::kMain)
        holds_content_[i] = true;
      if (text.characters >= kProse && node.tag == Tag::kText)
        prose_[i] = text.characters;
      if (node.tag == Tag::kA) prose_[i] = 0;
      if (i == 0) break;
      if (!IsNamedFrame(i)) prose_[node.parent] += prose_[i];
      NodeText& parent = found_.text[node.parent];
      parent.characters += text.characters;
      parent.link_characters += text.link_characters;
      parent.links += text.links;
      if (holds_content_[i]) holds_content_[node.parent] = true;
      if (holds_quote_[i] || node.tag == Tag::kBlockquote)
        holds_quote_[node.parent] = true;
    }
  }

  bool Is(NodeIndex i, PageRegion region) const {
    return found_.region[i] == region;
  }

  // What says of itself that it is no content, and holds no headline: its
  // text does not tell how long the story of the page is.
  bool IsNamedFrame(NodeIndex i) const {
    if (holds_content_[i]) return false;
    const HtmlNode& node = tree_[i];
    if (node.tag == Tag::kBody || node.tag == Tag::kHtml) return false;
    const NameMeaning& names = own_[i];
    return node.tag == Tag::kFooter || node.tag == Tag::kNav || names.footer ||
           names.consent || (names.whole && (names.aside || names.navigation));
  }

  void Decide(NodeIndex i) {
    const HtmlNode& node = tree_[i];
    const PageRegion above = found_.region[node.parent];
    if (Is(i, PageRegion::kHidden)) return;
    found_.beside_article[i] = found_.beside_article[node.parent];
    found_.caption[i] =
        found_.caption[node.parent] || node.tag == Tag::kFigcaption;
    if (node.tag == Tag::kText) {
      found_.region[i] = above;
      return;
    }
    PageRegion own = ByElement(i);
    own = std::max(own, ByNames(i));
    if (own == PageRegion::kContent && IsLinkList(i))
      own = PageRegion::kNavigation;
    // The content of a page can stand inside its header or form, not be it.
    if (node.tag == Tag::kMain && above <= PageRegion::kAside) {
      found_.region[i] = PageRegion::kContent;
      return;
    }
    found_.region[i] = std::max(own, above);
    // A quotation embedded from elsewhere ("social-media-embed") is text.
    const bool beside =
        own_[i].beside_article || (own_[i].social && !holds_quote_[i]);
    if (beside && !IsMostOfThePage(i) && !holds_content_[i]) {
      found_.beside_article[i] = true;
      if (own_[i].caption) found_.caption[i] = true;
    }
  }

  PageRegion ByElement(NodeIndex i) const {
    switch (tree_[i].tag) {
      case Tag::kNav:
        return PageRegion::kNavigation;
      case Tag::kFooter:
        return holds_content_[i] ? PageRegion::kContent : PageRegion::kFooter;
      case Tag::kAside:
        return IsMostOfThePage(i) ? PageRegion::kContent : PageRegion::kAside;
      case Tag::kHeader:
        return IsMostOfThePage(i) ? PageRegion::kContent : PageRegion::kHeader;
      case Tag::kDialog:
        return PageRegion::kAside;
      default:
        return PageRegion::kContent;
    }
  }

  PageRegion ByNames(NodeIndex i) const {
    const NameMeaning& names = own_[i];
    const Tag tag = tree_[i].tag;
    if (tag == Tag::kHtml || tag == Tag::kBody || tag == Tag::kMain ||
        tag == Tag::kArticle || HeadingLevel(tag) == 1)
      return PageRegion::kContent;
    // A consent layer may be longer than the page it covers.
    if (names.consent && !(holds_content_[i] && IsMostOfThePage(i)) &&
        SpeaksOfCookies(i))
      return PageRegion::kConsent;
    if (holds_content_[i] || IsMostOfThePage(i)) return PageRegion::kContent;
    if (names.search) return PageRegion::kSearch;
    if (names.reference) return PageRegion::kReference;
    if (names.navigation) return PageRegion::kNavigation;
    if (names.footer) return PageRegion::kFooter;
    if (names.aside) return PageRegion::kAside;
    if (names.header) return PageRegion::kHeader;
    return PageRegion::kContent;
  }

  // A name does not make the story of the page something else.
  bool IsMostOfThePage(NodeIndex i) const {
    constexpr uint32_t kSomeProse = 300;  // characters
    // Unclosed tags and careless names put whole pages inside a menu.
    if (IsNamedFrame(i))
      return prose_[i] >= kSomeProse && prose_[0] * 8 < prose_[i];
    if (prose_[0] >= kSomeProse) return prose_[i] * 2 > prose_[0];
    return found_.text[i].characters * 2 > found_.text[0].characters;
  }

  // "cmp" is a consent manager here and a component there.
  bool SpeaksOfCookies(NodeIndex i) const {
    for (NodeIndex at = i; at < tree_[i].end; ++at) {
      if (tree_[at].tag != Tag::kText) continue;
      if (ContainsAny(LowerText(tree_[at].text),
                      {"cookie", "consent", "einwillig", "tracking", "zustimm",
                       "privatsph", "datenschutz"}))
        return true;
    }
    return false;
  }

  // A container of several short links and hardly anything else.
  bool IsLinkList(NodeIndex i) const {
    constexpr uint32_t kFewestLinks = 4;
    constexpr uint32_t kLongestMean = 35;  // characters of a menu entry
    switch (tree_[i].tag) {
      case Tag::kUl:
      case Tag::kOl:
      case Tag::kDiv:
      case Tag::kP:
      case Tag::kTd:
      case Tag::kTable:
      case Tag::kCenter:
      case Tag::kMenu:
        break;
      default:
        return false;
    }
    const NodeText& text = found_.text[i];
    return text.links >= kFewestLinks && !IsMostOfThePage(i) &&
           text.link_characters * 10 >= text.characters * 9 &&
           text.link_characters <= text.links * kLongestMean;
  }

  const HtmlTree& tree_;
  NameMeanings& meanings_;
  PageRegions found_;
  std::vector<NameMeaning> own_;
  std::vector<bool> holds_content_;  // h1 or main at or below
  std::vector<bool> holds_quote_;    // blockquote below
  std::vector<uint32_t> prose_;      // characters in long texts, no links
};

}  // namespace

PageRegions FindRegions(const HtmlTree& tree, NameMeanings& names) {
  return RegionFinder(tree, names).Run();
}

}  // namespace ritmon
