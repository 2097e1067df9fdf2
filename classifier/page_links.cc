// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/page_links.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/utf8_prefix.h"
#include "classifier/html_text.h"
#include "classifier/html_tree.h"

namespace ritmon {
namespace {

// Whether `list`, words separated by blanks, has `word`; in any case.
bool HasWord(std::string_view list, std::string_view word) {
  if (list.size() < word.size()) return false;
  const std::string lower = LowerText(list);
  for (size_t at = 0; at < lower.size();) {
    const size_t end =
        std::min(lower.find_first_of(" \t\n\f\r,", at), lower.size());
    if (std::string_view(lower).substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

std::string Shorten(std::string text, size_t limit) {
  if (text.size() <= limit) return text;
  text.resize(Utf8Prefix(text, limit).size());
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

// "5; url='/next'" (HTML standard, "shared declarative refresh steps").
std::string_view RefreshTarget(std::string_view content) {
  const std::string lower = LowerText(content);
  size_t at = lower.find_first_of(";,");
  if (at == std::string::npos) return {};
  at = lower.find_first_not_of(" \t\n\f\r;,", at);
  if (at == std::string::npos) return {};
  if (lower.compare(at, 3, "url") == 0) {
    const size_t equals = lower.find_first_not_of(" \t\n\f\r", at + 3);
    if (equals != std::string::npos && lower[equals] == '=') at = equals + 1;
  }
  at = lower.find_first_not_of(" \t\n\f\r", at);
  if (at == std::string::npos) return {};
  std::string_view target = content.substr(at);
  if (target.front() == '"' || target.front() == '\'') {
    const char quote = target.front();
    target.remove_prefix(1);
    target = target.substr(0, target.find(quote));
  }
  return target;
}

constexpr size_t kMaxLanguageName = 32;  // bytes; "zh-Hant-HK" and longer

bool IsFeedType(std::string_view type) {
  const std::string name = LowerText(type);
  return name.starts_with("application/rss+xml") ||
         name.starts_with("application/atom+xml") ||
         name.starts_with("application/feed+json");
}

class LinkFinder {
 public:
  LinkFinder(const HtmlTree& tree, const Url& url)
      : tree_(tree), url_(url), base_(url) {}

  PageLinks Run() {
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      if (tree_[i].tag != Tag::kBase || !tree_.HasAttribute(i, "href"))
        continue;
      if (auto base = Url::Parse(tree_.Attribute(i, "href"), &url_))
        base_ = *std::move(base);
      break;  // the first base element with a href counts
    }
    for (NodeIndex i = 0; i < tree_.size(); ++i) Visit(i);
    return std::move(found_);
  }

 private:
  void Visit(NodeIndex i) {
    switch (tree_[i].tag) {
      case Tag::kA:
      case Tag::kArea:
        Add(i, tree_.Attribute(i, "href"));
        break;
      case Tag::kFrame:
      case Tag::kIframe:
        Add(i, tree_.Attribute(i, "src"));
        break;
      case Tag::kLink:
        LinkElement(i);
        break;
      case Tag::kMeta:
        if (LowerText(tree_.Attribute(i, "http-equiv")) == "refresh" &&
            !found_.refresh) {
          const std::string_view target =
              RefreshTarget(tree_.Attribute(i, "content"));
          if (auto url = Resolve(target)) found_.refresh = std::move(url);
        }
        break;
      default:
        break;
    }
  }

  void LinkElement(NodeIndex i) {
    const std::string_view rel = tree_.Attribute(i, "rel");
    const std::string_view href = tree_.Attribute(i, "href");
    if (HasWord(rel, "canonical")) {
      if (!found_.canonical) found_.canonical = Resolve(href);
    } else if (HasWord(rel, "next") || HasWord(rel, "prev")) {
      Add(i, href);
    } else if (HasWord(rel, "alternate")) {
      Alternate(i, href);
    }
  }

  void Alternate(NodeIndex i, std::string_view href) {
    const bool feed = IsFeedType(tree_.Attribute(i, "type"));
    const std::string_view hreflang = tree_.Attribute(i, "hreflang");
    if (!feed && hreflang.empty()) return;
    if (Link* link = Add(i, href); link != nullptr) {
      link->feed = feed;
      link->hreflang = Shorten(std::string(hreflang), kMaxLanguageName);
    }
  }

  std::optional<Url> Resolve(std::string_view reference) const {
    if (reference.empty()) return std::nullopt;
    auto url = Url::Parse(reference, &base_);
    if (!url) return std::nullopt;
    return *std::move(url);
  }

  // Null for what is no link.
  Link* Add(NodeIndex i, std::string_view reference) {
    // "#top" is the page itself; most pages have many.
    if (reference.empty() || reference.front() == '#') return nullptr;
    const std::string_view rel = tree_.Attribute(i, "rel");
    const bool nofollow = HasWord(rel, "nofollow") || HasWord(rel, "ugc") ||
                          HasWord(rel, "sponsored");
    // The same menu stands on a page two or three times.
    const auto [written, is_new] = written_.try_emplace(reference, kNoLink);
    const size_t known = found_.links.size();
    if (is_new) written->second = Place(reference);
    if (written->second == kNoLink) return nullptr;
    Link& link = found_.links[written->second];
    const bool is_first = written->second == known;
    link.nofollow = is_first ? nofollow : link.nofollow && nofollow;
    if (link.text.empty()) link.text = TextOf(i);
    return &link;
  }

  // The place in links of what `reference` leads to; kNoLink if that is no
  // page, this page, or one too many.
  size_t Place(std::string_view reference) {
    std::optional<Url> target = Resolve(reference);
    if (!target || *target == url_) return kNoLink;
    const auto [known, is_new] =
        index_.try_emplace(target->href(), found_.links.size());
    if (!is_new) return known->second;
    if (found_.links.size() >= kMaxLinks) {
      index_.erase(known);
      return kNoLink;
    }
    found_.links.push_back(Link{.url = *std::move(target)});
    return known->second;
  }

  // What a reader sees of the link: its text, or of its picture.
  std::string TextOf(NodeIndex i) const {
    if (tree_[i].tag == Tag::kArea)
      return Shorten(SqueezeText(tree_.Attribute(i, "alt")), kMaxLinkText);
    std::string text = tree_.TextOf(i);
    for (NodeIndex at = i + 1; text.empty() && at < tree_[i].end; ++at) {
      if (tree_[at].tag == Tag::kImg)
        text = SqueezeText(tree_.Attribute(at, "alt"));
    }
    return Shorten(std::move(text), kMaxLinkText);
  }

  static constexpr size_t kNoLink = SIZE_MAX;

  const HtmlTree& tree_;
  const Url& url_;
  Url base_;
  PageLinks found_;
  // Place in links, by the attribute as written (views into the tree) and by
  // the URL that it leads to.
  std::unordered_map<std::string_view, size_t> written_;
  std::unordered_map<std::string, size_t> index_;
};

}  // namespace

PageLinks FindLinks(const HtmlTree& tree, const Url& url) {
  return LinkFinder(tree, url).Run();
}

}  // namespace ritmon
