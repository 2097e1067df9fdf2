// SPDX-License-Identifier: GPL-3.0-or-later
// The nesting of feeds in XML: finds channel, items and entries, and gathers
// each of their children whole.
//
// Elements that were never closed are closed by the first end tag of something
// around them, and by the next item: so a mistake costs one entry at most.
#include <algorithm>

#include "base/ascii.h"
#include "base/character_reference.h"
#include "base/utf8_prefix.h"
#include "crawler/feed_element.h"
#include "crawler/markup_reader.h"

namespace ritmon {
namespace {

// The deepest of the standards' own has 7; XHTML inside of it some more.
constexpr size_t kMaxDepth = 200;

std::string_view PrefixOf(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view()
                                         : name.substr(0, colon);
}

std::string_view LocalOf(std::string_view name) {
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// What an element is to the reader.
enum class Place {
  kOutside,    // before the root
  kRoot,       // rss, RDF
  kFeed,       // channel, feed: its children speak of the feed
  kEntry,      // item, entry
  kGroup,      // media:group: as if its children were the entry's
  kElement,    // gathered: a child of one of the above
  kInElement,  // inside of that
};

struct OpenElement {
  std::string name;  // as written, lower case
  Place place = Place::kOutside;
  FeedVocabulary default_vocabulary = FeedVocabulary::kCore;
  std::string base;
  std::string language;
};

// RSS's own names; where one of them begins inside a title or link, that was
// never closed.
bool IsNextSibling(std::string_view name) {
  return name == "link" || name == "description" || name == "pubdate" ||
         name == "guid";
}

bool HoldsNoTags(std::string_view name) {
  return name == "title" || name == "link" || name == "guid" ||
         name == "pubdate";
}

class FeedXmlReader {
 public:
  FeedXmlReader(const Url* url, const FeedLimits& limits, Feed& feed)
      : limits_(limits), feed_(&feed) {
    stack_.push_back({});
    if (url != nullptr) stack_.back().base = url->href();
  }

  void Read(std::string_view text) {
    MarkupReader reader(text);
    while (!over_) {
      const MarkupToken token = reader.Next();
      if (token.kind == MarkupKind::kOver) break;
      Take(token);
    }
    // What was cut off in the middle is taken as far as it goes.
    if (!over_) PopTo(1);
    if (reader.mended() > 0 || mended_) feed_->notes.insert(FeedNote::kMended);
  }

 private:
  Place place() const { return stack_.back().place; }
  bool gathering() const {
    return place() == Place::kElement || place() == Place::kInElement;
  }

  void Take(const MarkupToken& token) {
    switch (token.kind) {
      case MarkupKind::kStart:
        return Start(token);
      case MarkupKind::kEnd:
        return End(token);
      case MarkupKind::kText:
        if (gathering()) {
          Append(element_.text, DecodeCharacterReferences(token.text));
          Append(element_.markup, token.raw);
        }
        return;
      case MarkupKind::kCdata:
        if (gathering()) {
          Append(element_.text, token.text);
          AppendEscaped(token.text);
        }
        return;
      case MarkupKind::kOver:
        return;
    }
  }

  void Append(std::string& to, std::string_view text) {
    const size_t room =
        limits_.max_text_bytes - std::min(to.size(), limits_.max_text_bytes);
    if (text.size() > room) feed_->notes.insert(FeedNote::kTextCut);
    to += Utf8Prefix(text, room);
  }

  void AppendEscaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
      if (c == '&') {
        escaped += "&amp;";
      } else if (c == '<') {
        escaped += "&lt;";
      } else {
        escaped += c;
      }
    }
    Append(element_.markup, escaped);
  }

  FeedVocabulary VocabularyOf(std::string_view name,
                              const OpenElement& open) const {
    const std::string_view prefix = PrefixOf(name);
    if (prefix.empty()) return open.default_vocabulary;
    for (const auto& [known, vocabulary] : prefixes_) {
      if (known == prefix) return vocabulary;
    }
    return VocabularyOfPrefix(prefix);
  }

  // Namespaces, base and language that hold from here on. Prefixes are not
  // taken back at the end of their element: nobody gives one two meanings.
  OpenElement Open(const MarkupToken& token) {
    const OpenElement& parent = stack_.back();
    OpenElement open{.name = AsciiLower(token.name),
                     .default_vocabulary = parent.default_vocabulary,
                     .base = parent.base,
                     .language = parent.language};
    for (const auto& [name, value] : token.attributes) {
      if (name == "xmlns") {
        open.default_vocabulary = VocabularyOfUri(value);
        // A private namespace as the default is no extension of RSS.
        if (open.default_vocabulary == FeedVocabulary::kOther &&
            stack_.size() == 1) {
          open.default_vocabulary = FeedVocabulary::kCore;
        }
      } else if (name.starts_with("xmlns:")) {
        Bind(name.substr(6), VocabularyOfUri(value));
      } else if (name == "xml:base") {
        open.base = FeedElement{.base = parent.base}.Absolute(value);
      } else if (name == "xml:lang") {
        open.language = TrimmedFeedText(value);
      }
    }
    return open;
  }

  void Bind(const std::string& prefix, FeedVocabulary vocabulary) {
    for (auto& [known, bound] : prefixes_) {
      if (known == prefix) {
        bound = vocabulary;
        return;
      }
    }
    // As many as a tag has attributes, over all of the document.
    constexpr size_t kMaxPrefixes = 64;
    if (prefixes_.size() < kMaxPrefixes) {
      prefixes_.emplace_back(prefix, vocabulary);
    }
  }

  void Start(const MarkupToken& token) {
    if (gathering() && ClosesWhatIsOpen(token)) mended_ = true;
    OpenElement open = Open(token);
    const FeedVocabulary vocabulary = VocabularyOf(open.name, open);
    open.place = PlaceOf(std::string(LocalOf(open.name)), vocabulary, token);
    if (over_ || open.place == Place::kOutside) return;
    if (open.place == Place::kElement) {
      element_ = FeedElement{.vocabulary = vocabulary,
                             .name = std::string(LocalOf(open.name)),
                             .attributes = token.attributes,
                             .base = open.base,
                             .language = open.language};
    } else if (open.place == Place::kInElement) {
      element_.has_elements = true;
      Append(element_.markup, token.raw);
    } else if (open.place == Place::kEntry) {
      BeginEntry(token, open.language);
    } else if (feed_->language.empty()) {
      feed_->language = open.language;
    }
    if (token.empty_element) {
      if (open.place == Place::kElement) Dispatch();
      if (open.place == Place::kEntry) FinishEntry();
      return;
    }
    if (stack_.size() > kMaxDepth) {
      feed_->notes.insert(FeedNote::kDepthCut);
      return;
    }
    stack_.push_back(std::move(open));
  }

  // A new item, or the next element where a title or link was left open.
  bool ClosesWhatIsOpen(const MarkupToken& token) {
    const std::string name = AsciiLower(token.name);
    if (name == "item" || name == "entry") {
      const size_t entry = DepthOf(Place::kEntry);
      if (entry == 0 || stack_[entry].name != name) return false;
      PopTo(entry);
      return true;
    }
    if (!IsNextSibling(name) || !HoldsNoTags(element_.name) ||
        element_.vocabulary != FeedVocabulary::kCore ||
        feed_->kind == FeedKind::kAtom) {
      return false;
    }
    PopTo(DepthOf(Place::kElement));
    return true;
  }

  // The lowest open element of that place; 0: none.
  size_t DepthOf(Place wanted) const {
    for (size_t i = 1; i < stack_.size(); ++i) {
      if (stack_[i].place == wanted) return i;
    }
    return 0;
  }

  Place PlaceOf(const std::string& local, FeedVocabulary vocabulary,
                const MarkupToken& token) {
    const bool own = vocabulary == FeedVocabulary::kCore ||
                     vocabulary == FeedVocabulary::kAtom;
    switch (place()) {
      case Place::kOutside:
        return RootOf(local, vocabulary, token);
      case Place::kRoot:
        if (own && local == "channel") return Place::kFeed;
        if (own && (local == "item" || local == "entry")) return Place::kEntry;
        return Place::kElement;
      case Place::kFeed:
        if (own && (local == "item" || local == "entry")) return Place::kEntry;
        return Place::kElement;
      case Place::kEntry:
      case Place::kGroup:
        // An item that was not closed.
        if (own && (local == "item" || local == "entry") &&
            LocalOf(stack_[DepthOf(Place::kEntry)].name) == local) {
          mended_ = true;
          PopTo(DepthOf(Place::kEntry));
          return Place::kEntry;
        }
        return vocabulary == FeedVocabulary::kMedia && local == "group"
                   ? Place::kGroup
                   : Place::kElement;
      case Place::kElement:
      case Place::kInElement:
        return Place::kInElement;
    }
    return Place::kOutside;
  }

  // Before the root there may be the error messages of a server.
  Place RootOf(const std::string& local, FeedVocabulary vocabulary,
               const MarkupToken& token) {
    const auto begin = [&](FeedKind kind, Place place) {
      feed_->kind = kind;
      feed_->version = TrimmedFeedText(token.Attribute("version"));
      if (kind == FeedKind::kAtom && feed_->version.empty()) {
        feed_->version = "1.0";
      }
      if (kind == FeedKind::kRdf) {
        feed_->version =
            token.raw.find("netscape.com") == std::string::npos ? "1.0" : "0.9";
      }
      return place;
    };
    if (local == "rss") return begin(FeedKind::kRss, Place::kRoot);
    if (local == "rdf") return begin(FeedKind::kRdf, Place::kRoot);
    if (local == "channel") return begin(FeedKind::kRss, Place::kFeed);
    if (local == "feed") return begin(FeedKind::kAtom, Place::kFeed);
    // A document of one entry (RFC 4287, 2).
    if (local == "entry" && vocabulary == FeedVocabulary::kAtom) {
      return begin(FeedKind::kAtom, Place::kEntry);
    }
    over_ = local == "html" || local == "urlset" || local == "sitemapindex";
    return Place::kOutside;
  }

  void End(const MarkupToken& token) {
    const std::string name = AsciiLower(token.name);
    for (size_t i = stack_.size() - 1; i > 0; --i) {
      if (stack_[i].name != name) continue;
      // Inside a text only what holds it is believed to end.
      const bool inner = stack_[i].place == Place::kInElement;
      if (i + 1 != stack_.size()) mended_ = true;
      if (inner) Append(element_.markup, token.raw);
      PopTo(i);
      return;
    }
    if (stack_.size() > 1) mended_ = true;
  }

  // The elements from `depth` on are at their end.
  void PopTo(size_t depth) {
    while (stack_.size() > std::max<size_t>(depth, 1)) {
      const Place ended = place();
      stack_.pop_back();
      if (ended == Place::kElement) Dispatch();
      if (ended == Place::kEntry) FinishEntry();
    }
  }

  void BeginEntry(const MarkupToken& token, const std::string& language) {
    draft_ = {};
    draft_.entry.language = language;
    // RSS 1.0, 5.5: the URI of the item.
    if (feed_->kind == FeedKind::kRdf) {
      draft_.entry.id = TrimmedFeedText(token.Attribute("rdf:about"));
    }
  }

  void FinishEntry() {
    if (feed_->entries.size() >= limits_.max_entries) {
      feed_->notes.insert(FeedNote::kEntriesCut);
      over_ = true;
      return;
    }
    feed_->entries.push_back(std::move(draft_).Finish());
    draft_ = {};
  }

  void Dispatch() {
    const FeedElement element = std::move(element_);
    element_ = {};
    const bool atom = feed_->kind == FeedKind::kAtom
                          ? element.vocabulary == FeedVocabulary::kAtom ||
                                element.vocabulary == FeedVocabulary::kCore
                          : element.vocabulary == FeedVocabulary::kAtom;
    if (DepthOf(Place::kEntry) != 0) {
      if (TakeExtensionOfEntry(element, draft_)) return;
      if (atom) return TakeAtomOfEntry(element, draft_);
      return TakeRssOfEntry(element, draft_);
    }
    if (TakeExtensionOfFeed(element, *feed_)) return;
    if (atom) return TakeAtomOfFeed(element, *feed_);
    TakeRssOfFeed(element, *feed_);
  }

  FeedLimits limits_;
  Feed* feed_;
  std::vector<OpenElement> stack_;  // the first is the document
  std::vector<std::pair<std::string, FeedVocabulary>> prefixes_;
  FeedElement element_;
  FeedEntryDraft draft_;
  bool mended_ = false;
  bool over_ = false;
};

}  // namespace

void ParseFeedXml(std::string_view text, const Url* url,
                  const FeedLimits& limits, Feed& feed) {
  FeedXmlReader(url, limits, feed).Read(text);
}

}  // namespace ritmon
