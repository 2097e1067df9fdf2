// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/feed.h"

#include <algorithm>
#include <utility>

#include "crawler/feed_element.h"
#include "crawler/markup_reader.h"
#include "crawler/stream_decoder.h"
#include "crawler/xml_charset.h"

namespace ritmon {
namespace {

// ASCII's white space and the no-break space, which XML editors leave behind.
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// "https:", "tag:", "mailto:": not to be resolved.
bool HasScheme(std::string_view link) {
  const size_t colon = link.find_first_of(":/?#");
  return colon != std::string_view::npos && colon > 0 && link[colon] == ':';
}

}  // namespace

std::string_view ToString(FeedKind kind) {
  switch (kind) {
    case FeedKind::kUnknown:
      return "unknown";
    case FeedKind::kRss:
      return "rss";
    case FeedKind::kRdf:
      return "rdf";
    case FeedKind::kAtom:
      return "atom";
    case FeedKind::kJson:
      return "json";
  }
  return "unknown";
}

std::string_view ToString(FeedTextType type) {
  switch (type) {
    case FeedTextType::kText:
      return "text";
    case FeedTextType::kHtml:
      return "html";
    case FeedTextType::kXhtml:
      return "xhtml";
  }
  return "text";
}

std::string_view ToString(FeedNote note) {
  switch (note) {
    case FeedNote::kBytesCut:
      return "bytes-cut";
    case FeedNote::kEntriesCut:
      return "entries-cut";
    case FeedNote::kTextCut:
      return "text-cut";
    case FeedNote::kDepthCut:
      return "depth-cut";
    case FeedNote::kMended:
      return "mended";
    case FeedNote::kUnreadable:
      return "unreadable";
  }
  return "unreadable";
}

std::string TrimmedFeedText(std::string_view text) {
  while (!text.empty()) {
    if (IsSpace(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  while (!text.empty()) {
    if (IsSpace(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  return std::string(text);
}

std::string_view FeedElement::Attribute(std::string_view wanted) const {
  for (const auto& [attribute, value] : attributes) {
    if (attribute == wanted) return value;
  }
  return {};
}

std::string FeedElement::Content() const {
  return TrimmedFeedText(has_elements ? markup : text);
}

std::string FeedElement::Absolute(std::string_view link) const {
  std::string trimmed = TrimmedFeedText(link);
  if (trimmed.empty() || HasScheme(trimmed)) return trimmed;
  const auto origin = Url::Parse(base);
  if (!origin) return trimmed;
  auto url = Url::Parse(trimmed, &*origin);
  return url ? url->href() : trimmed;
}

FeedEntry FeedEntryDraft::Finish() && {
  if (entry.title.text.empty()) entry.title = std::move(other_title);
  if (entry.summary.text.empty()) entry.summary = std::move(other_summary);
  if (entry.link.empty()) entry.link = std::move(other_link);
  if (!entry.published) entry.published = other_published;
  if (!entry.updated) entry.updated = other_updated;
  return std::move(entry);
}

Feed ParseFeed(std::string_view body, const Url* url,
               std::string_view content_type, const FeedLimits& limits) {
  Feed feed;
  std::string unpacked;
  if (LooksLikeGzip(body)) {
    Decoded decoded = Decode(Compression::kGzip, body, limits.max_bytes);
    if (decoded.damaged || decoded.limited) {
      feed.notes.insert(FeedNote::kBytesCut);
    }
    unpacked = std::move(decoded.bytes);
    body = unpacked;
  }
  if (body.size() > limits.max_bytes) {
    body = body.substr(0, limits.max_bytes);
    feed.notes.insert(FeedNote::kBytesCut);
  }
  std::string text = XmlToUtf8(body, content_type);
  const size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  if (text.substr(first, 1) == "{") {
    ParseFeedJson(text, url, limits, feed);
  } else {
    if (MakePrintable(text)) feed.notes.insert(FeedNote::kMended);
    ParseFeedXml(text, url, limits, feed);
  }
  for (FeedEntry& entry : feed.entries) {
    if (entry.language.empty()) entry.language = feed.language;
  }
  return feed;
}

}  // namespace ritmon
