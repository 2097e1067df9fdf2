// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/listings.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/domain_name.h"
#include "base/utf8_prefix.h"
#include "classifier/html_text.h"

namespace ritmon {
namespace {

// Parts of the tree that are larger are no entry, whatever they hold.
constexpr NodeIndex kMaxEntryNodes = 200;
// A name without a link stands in something small.
constexpr NodeIndex kMaxNameNodes = 60;

struct LeavingLink {
  NodeIndex node = 0;
  std::string href;
  std::string site;
};

bool EndsEntry(Tag tag) {
  return tag == Tag::kBody || tag == Tag::kHtml || tag == Tag::kMain ||
         tag == Tag::kUl || tag == Tag::kOl || tag == Tag::kDl ||
         tag == Tag::kTable || tag == Tag::kTbody || tag == Tag::kMenu;
}

bool IsWholeEntry(Tag tag) {
  return tag == Tag::kLi || tag == Tag::kTr || tag == Tag::kArticle;
}

bool IsFrame(Tag tag) {
  return tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kAside;
}

bool BeginsLine(Tag tag) {
  return IsBlockElement(tag) || tag == Tag::kBr || tag == Tag::kTd ||
         tag == Tag::kTh || tag == Tag::kLi || tag == Tag::kTr;
}

class ListingFinder {
 public:
  ListingFinder(const HtmlTree& tree, const Url& url)
      : tree_(tree), url_(url), base_(url), covered_(tree.size()) {}

  std::vector<Listing> Run() {
    FindLinks();
    std::set<std::string> known;
    for (size_t i = 0; i < links_.size(); ++i) {
      const LeavingLink& link = links_[i];
      if (InFrame(link.node) || listings_.size() >= kMaxListings) continue;
      if (!known.insert(link.href).second) continue;
      std::string text = tree_.TextOf(link.node);
      for (NodeIndex at = link.node; text.empty() && at < tree_[link.node].end;
           ++at) {
        if (tree_[at].tag == Tag::kImg) {
          text = SqueezeText(tree_.Attribute(at, "alt"));
        }
      }
      listings_.push_back(Listing{.href = link.href,
                                  .text = Cut(std::move(text), kMaxListingText),
                                  .entry = EntryOf(link)});
    }
    FindNames();
    return std::move(listings_);
  }

 private:
  // Sites to which a page about one member links: the member's, and the one
  // that keeps the directory's pages.
  static constexpr size_t kMostOfOne = 2;

  void FindLinks() {
    const std::string own = RegistrableDomain(url_.host());
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      if (tree_[i].tag == Tag::kBase && tree_.HasAttribute(i, "href")) {
        if (auto base = Url::Parse(tree_.Attribute(i, "href"), &url_)) {
          base_ = std::move(*base);
        }
      }
      if (tree_[i].tag == Tag::kH1 && !title_) title_ = i;
      if (tree_[i].tag != Tag::kA || !tree_.HasAttribute(i, "href")) continue;
      auto target = Url::Parse(tree_.Attribute(i, "href"), &base_);
      if (!target) continue;
      std::string site = RegistrableDomain(target->host());
      if (site == own) continue;
      if (!InFrame(i)) sites_.insert(site);
      links_.push_back({i, target->href(), std::move(site)});
    }
  }

  // Whether [begin, end) has links to `site` only, or to none if it is empty.
  bool LeadsOnlyTo(NodeIndex begin, NodeIndex end,
                   const std::string& site) const {
    auto at = std::lower_bound(links_.begin(), links_.end(), begin,
                               [](const LeavingLink& link, NodeIndex node) {
                                 return link.node < node;
                               });
    for (; at != links_.end() && at->node < end; ++at) {
      if (at->site != site) return false;
    }
    return true;
  }

  // A card may have a footer of its own; a menu is a list, too.
  bool InFrame(NodeIndex node) const {
    NodeIndex from = node;
    for (NodeIndex at = node; at != tree_[at].parent; at = tree_[at].parent) {
      if (!IsWholeEntry(tree_[at].tag)) continue;
      from = at;
      break;
    }
    for (NodeIndex at = from; at != tree_[at].parent; at = tree_[at].parent) {
      if (IsFrame(tree_[at].tag)) return true;
    }
    return false;
  }

  std::string EntryOf(const LeavingLink& link) {
    NodeIndex entry = link.node;
    while (!IsWholeEntry(tree_[entry].tag)) {
      const NodeIndex up = tree_[entry].parent;
      if (up == entry || EndsEntry(tree_[up].tag) ||
          tree_[up].end - up > kMaxEntryNodes ||
          !LeadsOnlyTo(up, tree_[up].end, link.site)) {
        break;
      }
      entry = up;
    }
    std::fill(covered_.begin() + static_cast<ptrdiff_t>(entry),
              covered_.begin() + static_cast<ptrdiff_t>(tree_[entry].end),
              true);
    std::string lines = LinesOf(entry, kMaxListingEntry);
    // On a page about one member its name is the headline.
    if (title_ && sites_.size() <= kMostOfOne &&
        !IsWholeEntry(tree_[entry].tag) &&
        (entry > *title_ || tree_[entry].end <= *title_)) {
      lines = Cut(LinesOf(*title_, kMaxListingText) + "\n" + lines,
                  kMaxListingEntry);
    }
    return lines;
  }

  void FindNames() {
    NodeIndex taken = 0;  // what is below an entry is no entry of its own
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      if (listings_.size() >= kMaxListings) return;
      const Tag tag = tree_[i].tag;
      const bool may = IsWholeEntry(tag) || tag == Tag::kDt || tag == Tag::kP ||
                       HeadingLevel(tag) > 1;
      if (!may || i < taken || covered_[i] || tree_[i].end - i > kMaxNameNodes)
        continue;
      if (!LeadsOnlyTo(i, tree_[i].end, {}) || InFrame(i)) continue;
      taken = tree_[i].end;
      std::string lines = LinesOf(i, kMaxListingEntry);
      if (!lines.empty()) {
        listings_.push_back(Listing{.href = {}, .text = {}, .entry = lines});
      }
    }
  }

  std::string LinesOf(NodeIndex from, size_t limit) const {
    TextSqueezer text;
    size_t size = 0;
    for (NodeIndex i = from; i < tree_[from].end && size <= limit; ++i) {
      const HtmlNode& node = tree_[i];
      if (node.tag == Tag::kScript || node.tag == Tag::kTemplate) {
        i = node.end - 1;
      } else if (node.tag == Tag::kText) {
        // The parent's end is where its line ends.
        if (BeginsLine(tree_[node.parent].tag)) MayBreak(i, text);
        text.Append(node.text.substr(0, 4 * limit));
        size += node.text.size();
      } else if (BeginsLine(node.tag)) {
        text.AppendLineBreak();
      }
    }
    return Cut(text.Take(), limit);
  }

  // After a block that was closed a new line begins: "<h3>a</h3>b".
  void MayBreak(NodeIndex i, TextSqueezer& text) const {
    if (i == 0) return;
    for (NodeIndex at = i - 1; at != tree_[i].parent && at != tree_[at].parent;
         at = tree_[at].parent) {
      if (!BeginsLine(tree_[at].tag)) continue;
      text.AppendLineBreak();
      return;
    }
  }

  static std::string Cut(std::string text, size_t limit) {
    text.resize(Utf8Prefix(text, limit).size());
    return text;
  }

  const HtmlTree& tree_;
  const Url& url_;
  Url base_;
  std::vector<bool> covered_;  // nodes of entries with a link
  std::optional<NodeIndex> title_;
  std::vector<LeavingLink> links_;  // by node
  std::set<std::string> sites_;     // to which they lead
  std::vector<Listing> listings_;
};

}  // namespace

std::vector<Listing> FindListings(const HtmlTree& tree, const Url& url) {
  return ListingFinder(tree, url).Run();
}

}  // namespace ritmon
