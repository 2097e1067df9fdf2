// SPDX-License-Identifier: GPL-3.0-or-later
// RSS (https://www.rssboard.org/rss-specification, RSS 1.0 by
// http://web.resource.org/rss/1.0/spec) and the extensions that say something
// about title, text, date or link.
#include "base/written_date.h"
#include "crawler/feed_element.h"

namespace ritmon {
namespace {

FeedText Html(const FeedElement& element) {
  return {element.Content(), FeedTextType::kHtml};
}

bool LooksAbsolute(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

// The first one that says something.
void TakeText(const FeedElement& element, FeedText& to) {
  if (to.text.empty()) to = Html(element);
}
void TakeString(std::string text, std::string& to) {
  if (to.empty()) to = std::move(text);
}
void TakeDate(const FeedElement& element, std::optional<Timestamp>& to) {
  if (!to) to = ParseWrittenDate(element.text);
}

void TakeEnclosure(const FeedElement& element, FeedEntryDraft& draft) {
  // More is a playlist.
  constexpr size_t kMost = 20;
  const std::string url = element.Absolute(element.Attribute("url"));
  if (url.empty() || draft.entry.enclosures.size() == kMost) return;
  draft.entry.enclosures.push_back(
      {url, TrimmedFeedText(element.Attribute("type"))});
}

bool TakeDublinCore(const FeedElement& element, FeedEntryDraft& draft) {
  const std::string& name = element.name;
  if (name == "title") {
    TakeText(element, draft.other_title);
  } else if (name == "description" || name == "abstract") {
    TakeText(element, draft.other_summary);
  } else if (name == "date" || name == "created" || name == "issued") {
    TakeDate(element, draft.other_published);
  } else if (name == "modified") {
    TakeDate(element, draft.other_updated);
  } else if (name == "language") {
    draft.entry.language = TrimmedFeedText(element.text);
  } else if (name == "identifier") {
    const std::string text = TrimmedFeedText(element.text);
    if (LooksAbsolute(text)) TakeString(text, draft.other_link);
  }
  return true;
}

}  // namespace

bool TakeExtensionOfEntry(const FeedElement& element, FeedEntryDraft& draft) {
  switch (element.vocabulary) {
    case FeedVocabulary::kDublinCore:
      return TakeDublinCore(element, draft);
    case FeedVocabulary::kContent:
      if (element.name == "encoded") TakeText(element, draft.entry.content);
      return true;
    case FeedVocabulary::kXhtml:
      // <xhtml:body> and <xhtml:div> in RSS: the whole text.
      draft.entry.base = element.base;
      if (draft.entry.content.text.empty()) {
        draft.entry.content = {TrimmedFeedText(element.markup),
                               FeedTextType::kXhtml};
      }
      return true;
    case FeedVocabulary::kMedia:
      if (element.name == "title") TakeText(element, draft.other_title);
      if (element.name == "description" || element.name == "text") {
        TakeText(element, draft.other_summary);
      }
      if (element.name == "content") TakeEnclosure(element, draft);
      return true;
    case FeedVocabulary::kItunes:
      if (element.name == "title") TakeText(element, draft.other_title);
      if (element.name == "summary") TakeText(element, draft.other_summary);
      return true;
    case FeedVocabulary::kOther:
      // FeedBurner's: where the entry was before it counted clicks.
      if (element.name == "origlink") {
        const std::string text = TrimmedFeedText(element.text);
        if (LooksAbsolute(text)) draft.entry.link = text;
      }
      return true;
    case FeedVocabulary::kCore:
    case FeedVocabulary::kAtom:
      return false;
  }
  return false;
}

bool TakeExtensionOfFeed(const FeedElement& element, Feed& feed) {
  switch (element.vocabulary) {
    case FeedVocabulary::kDublinCore:
      if (element.name == "title") TakeText(element, feed.title);
      if (element.name == "description") TakeText(element, feed.description);
      if (element.name == "date") TakeDate(element, feed.updated);
      if (element.name == "language") {
        TakeString(TrimmedFeedText(element.text), feed.language);
      }
      if (element.name == "publisher") {
        TakeString(TrimmedFeedText(element.text), feed.publisher);
      }
      return true;
    case FeedVocabulary::kItunes:
      if (element.name == "summary") TakeText(element, feed.description);
      return true;
    case FeedVocabulary::kCore:
    case FeedVocabulary::kAtom:
      return false;
    default:
      return true;
  }
}

void TakeRssOfFeed(const FeedElement& element, Feed& feed) {
  const std::string& name = element.name;
  if (name == "title") {
    TakeText(element, feed.title);
  } else if (name == "link") {
    TakeString(element.Absolute(element.text), feed.link);
  } else if (name == "description" || name == "tagline") {
    TakeText(element, feed.description);
  } else if (name == "language") {
    TakeString(TrimmedFeedText(element.text), feed.language);
  } else if (name == "lastbuilddate" || name == "pubdate") {
    TakeDate(element, feed.updated);
  }
}

void TakeRssOfEntry(const FeedElement& element, FeedEntryDraft& draft) {
  const std::string& name = element.name;
  FeedEntry& entry = draft.entry;
  if (name == "title") {
    TakeText(element, entry.title);
  } else if (name == "link") {
    std::string link = element.Absolute(element.text);
    // Atom's way of saying it.
    if (link.empty()) link = element.Absolute(element.Attribute("href"));
    TakeString(std::move(link), entry.link);
  } else if (name == "description") {
    entry.base = element.base;
    TakeText(element, entry.summary);
  } else if (name == "encoded" || name == "content" || name == "fulltext" ||
             name == "content_encoded") {
    TakeText(element, entry.content);
  } else if (name == "guid") {
    TakeString(element.Content(), entry.id);
    const std::string_view permanent = element.Attribute("ispermalink");
    if (permanent != "false" && LooksAbsolute(entry.id)) {
      TakeString(entry.id, draft.other_link);
    }
  } else if (name == "pubdate" || name == "published" || name == "date") {
    TakeDate(element, entry.published);
  } else if (name == "updated" || name == "modified" ||
             name == "lastmodified") {
    TakeDate(element, entry.updated);
  } else if (name == "enclosure") {
    TakeEnclosure(element, draft);
  }
}

}  // namespace ritmon
