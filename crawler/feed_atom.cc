// SPDX-License-Identifier: GPL-3.0-or-later
// Atom 1.0 (RFC 4287) and its draft 0.3, which says `mode` where 1.0 says
// `type`.
#include "base/ascii.h"
#include "base/base64.h"
#include "base/character_reference.h"
#include "base/charset.h"
#include "base/written_date.h"
#include "crawler/feed_element.h"

namespace ritmon {
namespace {

// RFC 4287, 3.1.1.3: the div is no part of the content.
std::string WithoutDiv(const std::string& markup) {
  std::string_view inner = markup;
  if (!inner.starts_with('<')) return markup;
  const size_t open = inner.find('>');
  const size_t close = inner.rfind("</");
  if (open == std::string_view::npos || close == std::string_view::npos ||
      close <= open) {
    return markup;
  }
  const auto is_div = [](std::string_view name) {
    const size_t colon = name.find(':');
    if (colon != std::string_view::npos && colon < 10) {
      name.remove_prefix(colon + 1);
    }
    return name.starts_with("div") && name.find_first_of(" \t\r\n>/") == 3;
  };
  if (!is_div(inner.substr(1, open)) ||
      !is_div(AsciiLower(inner.substr(close + 2))) ||
      inner.find("</div", open) != close) {
    return markup;
  }
  return TrimmedFeedText(inner.substr(open + 1, close - open - 1));
}

bool IsXml(std::string_view type) {
  return type == "xhtml" || type.ends_with("+xml") || type.ends_with("/xml");
}

// RFC 4287, 4.1.3.3: content of all other types is written in base64; many say
// so and do not do it.
std::optional<std::string> FromBase64(const FeedElement& element,
                                      std::string_view type,
                                      std::string_view mode) {
  const bool is_characters =
      type.empty() || type.starts_with("text") || type == "html" || IsXml(type);
  const bool says_so =
      mode == "base64" ||
      (mode.empty() && !is_characters &&
       (element.name == "content" || type == "application/octet-stream"));
  if (!says_so) return std::nullopt;
  auto bytes = DecodeBase64(element.text);
  if (!bytes) return std::nullopt;
  return IsValidUtf8(*bytes) ? TrimmedFeedText(*bytes) : std::string();
}

// HTML that stands in a div of the feed's own, escaped inside of it or not.
std::string HtmlOf(const FeedElement& element) {
  if (!element.has_elements) return element.Content();
  std::string inner = WithoutDiv(TrimmedFeedText(element.markup));
  return inner.find('<') == std::string::npos ? DecodeCharacterReferences(inner)
                                              : inner;
}

FeedText TextOf(const FeedElement& element) {
  const std::string type =
      AsciiLower(TrimmedFeedText(element.Attribute("type")));
  const std::string mode =
      AsciiLower(TrimmedFeedText(element.Attribute("mode")));
  if (auto text = FromBase64(element, type, mode)) {
    return {std::move(*text), FeedTextType::kHtml};
  }
  const bool html = type == "html" || type == "text/html";
  const bool xml = IsXml(type) || (mode == "xml" && !type.starts_with("text"));
  if (xml && mode != "escaped") {
    return {WithoutDiv(TrimmedFeedText(element.markup)), FeedTextType::kXhtml};
  }
  if (html || element.has_elements || mode == "escaped") {
    return {HtmlOf(element), FeedTextType::kHtml};
  }
  return {element.Content(), FeedTextType::kText};
}

void TakeText(const FeedElement& element, FeedText& to) {
  if (to.text.empty()) to = TextOf(element);
}

void TakeDate(const FeedElement& element, std::optional<Timestamp>& to) {
  if (!to) to = ParseWrittenDate(element.text);
}

bool IsAlternate(const FeedElement& element) {
  const std::string rel = AsciiLower(TrimmedFeedText(element.Attribute("rel")));
  return rel.empty() || rel == "alternate" ||
         rel == "http://www.iana.org/assignments/relation/alternate";
}

}  // namespace

void TakeAtomOfFeed(const FeedElement& element, Feed& feed) {
  const std::string& name = element.name;
  if (feed.language.empty() && !element.language.empty()) {
    feed.language = element.language;
  }
  if (name == "title") {
    TakeText(element, feed.title);
  } else if (name == "subtitle" || name == "tagline") {
    TakeText(element, feed.description);
  } else if (name == "updated" || name == "modified") {
    TakeDate(element, feed.updated);
  } else if (name == "link" && IsAlternate(element) && feed.link.empty()) {
    feed.link = element.Absolute(element.Attribute("href"));
  }
}

void TakeAtomOfEntry(const FeedElement& element, FeedEntryDraft& draft) {
  const std::string& name = element.name;
  FeedEntry& entry = draft.entry;
  if (name == "title") {
    TakeText(element, entry.title);
  } else if (name == "id") {
    if (entry.id.empty()) entry.id = element.Absolute(element.Content());
  } else if (name == "summary") {
    if (entry.base.empty()) entry.base = element.base;
    TakeText(element, entry.summary);
  } else if (name == "content") {
    entry.base = element.base;
    TakeText(element, entry.content);
    // RFC 4287, 4.1.3.2: the content is elsewhere.
    if (draft.other_link.empty()) {
      draft.other_link = element.Absolute(element.Attribute("src"));
    }
  } else if (name == "published" || name == "issued") {
    TakeDate(element, entry.published);
  } else if (name == "created") {
    TakeDate(element, draft.other_published);
  } else if (name == "updated" || name == "modified") {
    TakeDate(element, entry.updated);
  } else if (name == "link") {
    const std::string type =
        AsciiLower(TrimmedFeedText(element.Attribute("type")));
    const std::string href = element.Absolute(element.Attribute("href"));
    if (element.Attribute("rel") == "enclosure") {
      constexpr size_t kMost = 20;
      if (!href.empty() && entry.enclosures.size() < kMost) {
        entry.enclosures.push_back({href, type});
      }
    } else if (IsAlternate(element)) {
      // Of several in other formats the page counts.
      const bool html = type == "text/html";
      if (entry.link.empty() || (html && !draft.has_html_link)) {
        entry.link = href;
      }
      draft.has_html_link = draft.has_html_link || html;
    }
  }
}

}  // namespace ritmon
